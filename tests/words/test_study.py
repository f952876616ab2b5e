"""What is said of practice, word for word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mediquiz.domain.summaries import ComesBack, OpenSession, StudyMode
from mediquiz.words import study

MISSED_LIST = "Your missed list is empty; questions you miss stay on it until you get them right on two different days."
OTHER_CHOICES = "No question matches; choose more topics or another kind."


@pytest.mark.parametrize(
    ("mode", "title", "nothing"),
    [
        ("today", "Today's session", "Nothing is planned for today; choose a topic or a quick 10."),
        ("quick", "Quick 10", "No questions are left; the question library can show some again."),
        ("topic", "By topic", "No question matches; choose other topics."),
        ("weak", "Weak topics", "No topic is clearly weak yet. It takes about eight answers in a topic to say so."),
        ("missed", "Missed questions", MISSED_LIST),
        ("sure_wrong", "Sure but wrong", "Nothing here: you have no wrong answers that you were sure of."),
        ("flagged", "Flagged questions", "You have not flagged any questions; press F on a question to flag it."),
        ("build", "Build your own", OTHER_CHOICES),
        ("cram", "Cram", OTHER_CHOICES),
        ("drill", "Missed ones again", "No question matches; choose other topics."),
    ],
)
def test_modes(mode: str, title: str, nothing: str) -> None:
    assert (study.title(StudyMode(mode)), study.nothing(StudyMode(mode))) == (title, nothing)


def test_every_mode_has_a_title() -> None:
    assert set(study.TITLES) == set(StudyMode)


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("quick", "Ten questions mixed like your exam, new ones first."),
        ("weak", "Topics clearly below the passing mark, where you can gain most."),
        ("missed", "Questions you missed. Each stays until you get it right on two different days."),
        ("sure_wrong", "Answers you were sure of that were wrong."),
        ("flagged", "Questions you flagged, in practice or in an exam that has ended."),
        ("today", ""),
    ],
)
def test_what_a_mode_is_for(mode: str, text: str) -> None:
    assert study.text(StudyMode(mode)) == text


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (ComesBack.UNSAID, ""),
        (ComesBack.TOMORROW, "It comes back tomorrow or later."),
        (ComesBack.ONCE_MORE, "Get it right on another day to take it off your missed list."),
        (ComesBack.OFF_LIST, "Right on two different days: off your missed list."),
    ],
)
def test_when_a_question_comes_back(when: ComesBack, said: str) -> None:
    assert study.comes_back(when) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "a minute"), (89, "a minute"), (91, "2 minutes"), (3570, "60 minutes")]
)
def test_time_that_is_not_counted(seconds: int, said: str) -> None:
    assert study.away(seconds) == f"You were away for {said}. That time is not counted."
    assert study.slept(seconds) == f"The computer slept for {said}. That time is not counted."


@pytest.mark.parametrize(("mode", "said"), [(None, "CMA practice exam"), (StudyMode.CRAM, "Cram")])
def test_what_was_begun(mode: StudyMode | None, said: str) -> None:
    begun = datetime(2026, 11, 15, 19, tzinfo=UTC)
    kind = "exam" if mode is None else "study"
    found = OpenSession(
        attempt_id=1, kind=kind, mode=mode, certification="cma", short="CMA", started=begun, done=3, total=10
    )
    assert study.opened(found) == said
