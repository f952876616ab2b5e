"""Practice in words: modes, why one holds nothing, when a question comes back, time not counted, what was begun."""

from __future__ import annotations

from collections.abc import Sequence

from mediquiz.domain.summaries import ComesBack, OpenSession, StudyMode
from mediquiz.language import N_, _, n_
from mediquiz.words import exams

TITLES = {
    StudyMode.TODAY: N_("Today's session"),
    StudyMode.QUICK: N_("Quick 10"),
    StudyMode.TOPIC: N_("By topic"),
    StudyMode.WEAK: N_("Weak topics"),
    StudyMode.MISSED: N_("Missed questions"),
    StudyMode.SURE_WRONG: N_("Sure but wrong"),
    StudyMode.FLAGGED: N_("Flagged questions"),
    StudyMode.BUILD: N_("Build your own"),
    StudyMode.CRAM: N_("Cram"),
    StudyMode.DRILL: N_("Missed ones again"),
}
TEXTS = {
    StudyMode.QUICK: N_("Ten questions mixed like your exam, new ones first."),
    StudyMode.WEAK: N_("Topics clearly below the passing mark, where you can gain most."),
    StudyMode.MISSED: N_("Questions you missed. Each stays until you get it right on two different days."),
    StudyMode.SURE_WRONG: N_("Answers you were sure of that were wrong."),
    StudyMode.FLAGGED: N_("Questions you flagged, in practice or in an exam that has ended."),
}
_OTHER_CHOICES = N_("No question matches; choose more topics or another kind.")
NOTHING = {
    StudyMode.QUICK: N_("No questions are left; the question library can show some again."),
    StudyMode.TODAY: N_("Nothing is planned for today; choose a topic or a quick 10."),
    StudyMode.MISSED: N_(
        "Your missed list is empty; questions you miss stay on it until you get them right on two different days."
    ),
    StudyMode.SURE_WRONG: N_("Nothing here: you have no wrong answers that you were sure of."),
    StudyMode.FLAGGED: N_("You have not flagged any questions; press F on a question to flag it."),
    StudyMode.WEAK: N_("No topic is clearly weak yet. It takes about eight answers in a topic to say so."),
    StudyMode.BUILD: _OTHER_CHOICES,
    StudyMode.CRAM: _OTHER_CHOICES,
}
RETURNS = {
    ComesBack.OFF_LIST: N_("Right on two different days: off your missed list."),
    ComesBack.ONCE_MORE: N_("Get it right on another day to take it off your missed list."),
    ComesBack.TOMORROW: N_("It comes back tomorrow or later."),
}


def title(mode: StudyMode) -> str:
    """`Weak topics`."""
    return _(TITLES[mode])


def text(mode: StudyMode) -> str:
    """What a mode is for, in a sentence; empty where its title says it all."""
    return _(TEXTS[mode]) if mode in TEXTS else ""


def nothing(mode: StudyMode) -> str:
    """Why a session in this mode holds no question, and what to do."""
    return _(NOTHING[mode]) if mode in NOTHING else _("No question matches; choose other topics.")


def comes_back(when: ComesBack) -> str:
    """When a question returns, in words that hold whatever the schedule does; empty where nothing is to be said."""
    return _(RETURNS[when]) if when in RETURNS else ""


def sources(found: Sequence[str]) -> str:
    """Where what an item says can be read; empty for none."""
    if not found:
        return ""
    text = _("Source: {sources}.") if len(found) == 1 else _("Sources: {sources}.")
    return text.format(sources="; ".join(found))


def opened(found: OpenSession) -> str:
    """Name of what was begun: `Weak topics`, `CMA practice exam`."""
    return exams.title(found.short) if found.mode is None else title(found.mode)


def unfinished(found: OpenSession) -> str:
    """What stands in the way of another session: `Quick 10 is not finished: 3 of 10 answered.`"""
    text = _("{session} is not finished: {done} of {total} answered.")
    return text.format(session=opened(found), done=found.done, total=found.total)


def away(seconds: int) -> str:
    """The student came back after sitting still for too long."""
    return n_(
        "You were away for a minute. That time is not counted.",
        "You were away for {n} minutes. That time is not counted.",
        _whole_minutes(seconds),
    )


def slept(seconds: int) -> str:
    """The computer did."""
    return n_(
        "The computer slept for a minute. That time is not counted.",
        "The computer slept for {n} minutes. That time is not counted.",
        _whole_minutes(seconds),
    )


def _whole_minutes(seconds: int) -> int:
    return max(1, round(seconds / 60))
