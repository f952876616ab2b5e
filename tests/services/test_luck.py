"""A guess clears nothing, however often it is right."""

from __future__ import annotations

import pytest

from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ComesBack, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.storage import study_repo

from ..helpers import FixedClock
from .small import Given, item, practice, rows

SURE, UNSURE, GUESS = Confidence.SURE, Confidence.UNSURE, Confidence.GUESS


def lists(services: Services) -> tuple[int, int]:
    """How many are on the missed list and on that of sure but wrong; the derived table equals the log."""
    state = "SELECT item_id, missed, right_day, sure_wrong FROM item_state ORDER BY 1"
    before = rows(services, state)
    with services.context.store.begin() as connection:
        study_repo.rebuild(connection)
    assert rows(services, state) == before
    found = {choice.mode: choice.available for choice in services.study.home("aid").choices}
    return found[StudyMode.MISSED], found[StudyMode.SURE_WRONG]


def day(services: Services, clock: FixedClock, right: bool, said: Confidence | None) -> tuple[int, int]:
    clock.pass_days(1)
    practice(services, clock, [Given("draw 1", right, said)])
    return lists(services)


def test_guesses_clear_neither_list(small: Services, clock: FixedClock) -> None:
    assert day(small, clock, False, SURE) == (1, 1)
    missed_on = clock.today()
    for _ in range(4):
        assert day(small, clock, True, GUESS) == (1, 1)
    assert [(one.item_id, one.on) for one in small.progress.overview().sure_wrong] == [(item("draw 1"), missed_on)]
    assert day(small, clock, True, UNSURE) == (1, 0), "known once"
    assert day(small, clock, True, GUESS) == (1, 0), "a guess is no second day"
    assert day(small, clock, True, None) == (0, 0)


def test_a_guess_between_takes_nothing_away(small: Services, clock: FixedClock) -> None:
    """Right on Monday, guessed on Tuesday, right on Wednesday: twice on different days."""
    day(small, clock, False, None)
    assert [day(small, clock, True, said) for said in (None, GUESS, None)] == [(1, 0), (1, 0), (0, 0)]


@pytest.mark.parametrize("said", [None, UNSURE, GUESS])
def test_another_wrong_answer_does_not_put_a_sure_miss_right(
    small: Services, clock: FixedClock, said: Confidence | None
) -> None:
    day(small, clock, False, SURE)
    assert day(small, clock, False, said) == (1, 1)


def test_a_guess_on_a_question_never_missed_does_not_put_it_on_the_list(small: Services, clock: FixedClock) -> None:
    assert day(small, clock, True, GUESS) == (0, 0)


def test_what_is_told_after_a_lucky_guess(small: Services, clock: FixedClock) -> None:
    day(small, clock, False, SURE)
    clock.pass_days(1)
    request = StudyRequest(mode=StudyMode.DRILL, certification="aid", count=1, items=(item("draw 1"),))
    session = small.study.start(request).value
    small.study.show(session, 0)
    right = session.items[0].right
    effect = small.study.answer(session, 0, right, confidence=GUESS, milliseconds=9000).value
    assert (effect.correct, effect.comes_back) == (True, ComesBack.TOMORROW)
