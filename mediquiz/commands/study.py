"""`mediquiz study`: choosing a session of practice in a terminal. The session itself is in `session.py`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mediquiz.commands.common import DatabaseOption, Refused, exam_option, located, writing
from mediquiz.commands.session import run_session, tell_clock
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.summaries import StudyMode, StudyRequest, Subset
from mediquiz.language import _
from mediquiz.words import study as words

if TYPE_CHECKING:
    from mediquiz.domain.summaries import OpenSession, StudyChoice, StudyHome, TopicChoice
    from mediquiz.services.bundle import Services
    from mediquiz.services.study_session import StudySession


class PracticeWay(StrEnum):
    """Modes that can be asked for by name."""

    TODAY = "today"
    QUICK = "quick"
    TOPIC = "topic"
    WEAK = "weak"
    MISSED = "missed"
    SURE_WRONG = "sure-wrong"
    FLAGGED = "flagged"
    BUILD = "build"
    CRAM = "cram"

    @property
    def mode(self) -> StudyMode:
        return StudyMode[self.name]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; None where it says nothing."""

    mode: StudyMode | None
    topics: tuple[str, ...]
    count: int | None
    subset: Subset
    resume: bool
    new: bool
    """Ends what is open on purpose."""

    @property
    def open_to_choice(self) -> bool:
        return self.mode is None and not self.topics and not self.resume


def study(
    context: typer.Context,
    mode: Annotated[
        PracticeWay | None, typer.Option("--mode", help=_("What to practice. Asked for in a terminal when left out."))
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TOPIC", help=_("A topic or subject, by id or title; may be repeated.")),
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, max=200, help=_("How many questions (10)."))
    ] = None,
    unseen: Annotated[bool, typer.Option("--unseen", help=_("Only questions never shown before."))] = False,
    resume: Annotated[bool, typer.Option("--resume", help=_("Resume the open session."))] = False,
    new: Annotated[
        bool, typer.Option("--new", help=_("End the open session and start another. Its answers are saved."))
    ] = False,
    cert: Annotated[str | None, exam_option(_("For which exam."))] = None,
    database: DatabaseOption = None,
) -> None:
    """Practice in the terminal: questions, letters, reasons, the same history as in the window."""
    if resume and new:
        raise typer.BadParameter(_("--resume and --new exclude each other"))
    subset = Subset.UNSEEN if unseen else Subset.ANY
    wish = Wish(mode.mode if mode else None, tuple(topic or ()), count, subset, resume, new)
    terminal = Terminal(asked=sys.stdin.isatty() and sys.stdout.isatty())
    with writing(located(context, database)) as services:
        tell_clock(services, terminal)
        certification = cert or services.settings.read().certification
        try:
            session = _chosen(services, certification, wish, terminal)
        except EOFError:
            terminal.say()
            return
        run_session(services, session, terminal)


def _chosen(services: Services, certification: str, wish: Wish, terminal: Terminal) -> StudySession:
    """By options or, in a terminal without any, from the menu; a choice that holds nothing leads back to it."""
    from mediquiz.services.study import NothingToStudy

    home = services.study.home(certification)
    while terminal.asked and wish.open_to_choice:
        try:
            return _session(services, home, _menu(services, home, wish, terminal), terminal)
        except NothingToStudy as nothing:
            terminal.say(words.nothing(nothing.mode))
    return _session(services, home, wish, terminal)


def _session(services: Services, home: StudyHome, wish: Wish, terminal: Terminal) -> StudySession:
    """The session that was asked for, or the open one where the student resumes it instead. Raises EOFError."""
    if wish.resume:
        if home.open is None:
            raise Refused(_("No session is open; start one with 'mediquiz study'."))
        return services.study.resume(home.open.attempt_id).value
    request = _request(home, wish)
    found = None if wish.new else services.study.unfinished()
    if found is not None and _resumed_instead(found, terminal):
        return services.study.resume(found.attempt_id).value
    return services.study.start(request).value


def _resumed_instead(found: OpenSession, terminal: Terminal) -> bool:
    """Whether the student resumes what another session would end; False for ending it. Raises EOFError for neither.

    A pipe cannot be asked: Refused.
    """
    if not terminal.asked:
        ways = _("resume it with 'mediquiz study --resume', or end it and start another with --new.")
        raise Refused(f"{words.unfinished(found).rstrip('.')}; {ways}")
    terminal.say(words.unfinished(found))
    answers = [_("Resume it"), _("End it and start another; your answers are saved"), _("Cancel")]
    chosen = terminal.choose(answers)
    if chosen == 2:
        raise EOFError
    return chosen == 0


def _request(home: StudyHome, wish: Wish) -> StudyRequest:
    """The wish in the terms of practice. Raises Refused for what cannot be met."""
    topics = topics_named(wish.topics, home.topics)
    mode = wish.mode or (StudyMode.TOPIC if topics else StudyMode.QUICK)
    if mode is StudyMode.TOPIC and not topics:
        raise Refused(_("Name a topic with --topic; 'mediquiz progress' lists them."))
    return StudyRequest(
        mode=mode, certification=home.certification, count=wish.count or 10, topics=topics, subset=wish.subset
    )


def topics_named(names: tuple[str, ...], topics: tuple[TopicChoice, ...]) -> tuple[str, ...]:
    """Topic ids for ids or titles of topics or subjects. Raises Refused for a name that fits none."""
    return tuple(dict.fromkeys(topic for name in names for topic in _named(name, topics)))


def _named(name: str, topics: tuple[TopicChoice, ...]) -> list[str]:
    wanted = name.strip().casefold()
    exact = [t.id for t in topics if wanted in (t.id, t.title.casefold(), t.subject, t.subject_title.casefold())]
    loose = [t.id for t in topics if wanted and (wanted in t.id or wanted in t.title.casefold())]
    if exact or len(loose) == 1:
        return exact or loose
    near = loose or get_close_matches(wanted, [t.id for t in topics], n=3, cutoff=0.4)
    if near:
        raise Refused(
            _("No topic is called “{name}”; do you mean {topics}?").format(name=name, topics=", ".join(near[:4]))
        )
    raise Refused(_("No topic is called “{name}”; 'mediquiz progress' lists them.").format(name=name))


def _menu(services: Services, home: StudyHome, wish: Wish, terminal: Terminal) -> Wish:
    """Ask for mode, topic and count. Raises EOFError when the student ends instead."""
    short = services.library.outline(home.certification).short
    terminal.say(_("Practice for the {short} (--cert chooses another exam).").format(short=short))
    entries = _entries(home, wish)
    chosen = entries[terminal.choose([title for title, _wish in entries])][1]
    if chosen.mode is StudyMode.TOPIC:
        topics = [topic for topic in home.topics if topic.on_exam and topic.items] or list(home.topics)
        lines = [
            _("{title} ({unseen} of {items} new)").format(title=topic.title, unseen=topic.unseen, items=topic.items)
            for topic in topics
        ]
        chosen = replace(chosen, topics=(topics[terminal.choose(lines)].id,))
    if chosen.resume or wish.count:
        return chosen
    return replace(chosen, count=terminal.number(_("How many questions?"), 10, 200))


def _entries(home: StudyHome, wish: Wish) -> list[tuple[str, Wish]]:
    def entry(mode: StudyMode) -> Wish:
        return replace(wish, mode=mode)

    found = []
    if home.open and not wish.new:
        title = _("Resume {session}: {done} of {total} answered").format(
            session=words.opened(home.open), done=home.open.done, total=home.open.total
        )
        found.append((title, replace(wish, resume=True)))
    found += [(words.title(mode), entry(mode)) for mode in (StudyMode.TODAY, StudyMode.TOPIC)]
    for choice in home.choices:
        if choice.available:
            found.append((_line(choice, choice.mode not in (StudyMode.QUICK, StudyMode.WEAK)), entry(choice.mode)))
    return found


def _line(choice: StudyChoice, counted: bool) -> str:
    """A mode in the menu, with its questions where it goes through a list."""
    title, text = words.title(choice.mode), words.text(choice.mode)
    if not counted:
        return _("{mode}: {text}").format(mode=title, text=text)
    return _("{mode} ({questions}): {text}").format(mode=title, questions=choice.available, text=text)
