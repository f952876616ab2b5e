"""What an answer leaves in the file: the row of the log, the events of an exam, the tallies."""

from __future__ import annotations

from typing import Any

import pytest

from mediquiz.domain.answers import NO_ANSWER, Response, chosen, to_text
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import is_right
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ReviewSet, ShownItem, Sitting, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.study import StudySession
from mediquiz.storage import attempt_repo

from ..helpers import wrong_to

ROW = "response, correct, timed_out, option_order, mode, confidence, milliseconds, scored, first, attempt_id, local_day"


def rows(services: Services, query: str, *values: object) -> list[tuple[Any, ...]]:
    with services.context.store.begin() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query, values)]


def logged(services: Services, shown: ShownItem) -> tuple[Any, ...]:
    """The newest row of an item."""
    return rows(services, f"SELECT {ROW} FROM answer WHERE item_id = ? ORDER BY id DESC", shown.item.id)[0]


def order_of(shown: ShownItem) -> str:
    return ",".join(map(str, shown.order))


def begin(services: Services, mode: StudyMode = StudyMode.QUICK) -> StudySession:
    return services.study.start(StudyRequest(mode=mode, certification="cma", count=10)).value


def answer(
    services: Services, session: StudySession, position: int, response: Response, said: Confidence | None = None
) -> None:
    services.study.show(session, position)
    services.study.answer(session, position, response, confidence=said, milliseconds=21_000 + position)


@pytest.mark.parametrize(
    ("asked", "mode"),
    [(StudyMode.QUICK, "practice"), (StudyMode.BUILD, "practice"), (StudyMode.CRAM, "cram")],
)
def test_every_option_is_logged_as_what_it_is(services: Services, asked: StudyMode, mode: str) -> None:
    """The author's first option too, whose place is 0."""
    session = begin(services, asked)
    today = services.context.clock.today().toordinal()
    for n in range(4):
        shown = session.items[n]
        answer(services, session, n, chosen(n), Confidence.GUESS)
        right = int(n == shown.item.keys[0])
        expected = (str(n), right, 0, order_of(shown), mode, "guess", 21_000 + n, 1, 1, session.attempt_id, today)
        assert logged(services, shown) == expected
        held = services.study.resume(session.attempt_id).value.given[n]
        assert (held.response, held.correct) == (chosen(n), bool(right))


def test_time_that_ran_out_is_no_answer_and_wrong(services: Services) -> None:
    session = begin(services)
    answer(services, session, 0, NO_ANSWER)
    assert logged(services, session.items[0])[:3] == ("", 0, 1)
    assert logged(services, session.items[0])[5] is None
    assert services.study.resume(session.attempt_id).value.given[0].response == NO_ANSWER


def test_tallies_count_what_the_rows_say(services: Services) -> None:
    session = begin(services)
    for n, shown in enumerate(session.items):
        answer(services, session, n, NO_ANSWER if n == 0 else shown.right if n % 2 else wrong_to(shown))
    again = services.study.start(
        StudyRequest(
            mode=StudyMode.DRILL,
            certification="cma",
            count=2,
            items=tuple(shown.item.id for shown in session.items[:2]),
        )
    ).value
    for n, shown in enumerate(again.items):
        answer(services, again, n, shown.right)
    assert rows(services, "SELECT answered, correct FROM day_tally") == [(12, 7)]
    counted = "sum(answered), sum(correct), sum(first_answered), sum(first_correct)"
    assert rows(services, f"SELECT {counted} FROM topic_tally") == [(12, 7, 10, 5)]


def test_a_session_that_is_taken_up_holds_the_answers_given(services: Services) -> None:
    session = begin(services)
    for n in range(4):
        answer(services, session, n, chosen(3 - n))
    held = services.study.resume(session.attempt_id).value.given
    assert [held[n].response for n in range(4)] == [chosen(3 - n) for n in range(4)]


def act(services: Services, sitting: Sitting, event: Event) -> None:
    stamped = sitting.attempt.stamp(event)
    sitting.attempt.apply(stamped)
    services.exams.record(sitting, stamped)


def answered_some(services: Services) -> Sitting:
    """Right, wrong, changed from wrong to right, taken back, and by the first option of the author."""
    sitting = services.exams.start("ncma").value
    shown = sitting.items
    given = [(shown[0].right,), (wrong_to(shown[1]),), (wrong_to(shown[2]), shown[2].right)]
    given += [(chosen(2), NO_ANSWER), (chosen(0),)]
    for n, responses in enumerate(given):
        if n:
            act(services, sitting, Event(act=Act.MOVE, question=n))
        for response in responses:
            act(services, sitting, Event.answering(n, response))
    return sitting


def test_events_hold_answers_as_text(services: Services) -> None:
    sitting = answered_some(services)
    written = rows(services, "SELECT question, value, text FROM attempt_event WHERE act = 'answer' ORDER BY seq")
    shown = sitting.items
    texts = [
        (n, to_text(shown[n].right if right else wrong_to(shown[n]))) for n, right in ((0, 1), (1, 0), (2, 0), (2, 1))
    ]
    assert written == [(n, -1, text) for n, text in [*texts, (3, "2"), (3, ""), (4, "0")]]
    assert services.exams.load(sitting.attempt_id).attempt.states == sitting.attempt.states


def test_the_log_of_an_exam_says_what_each_question_got(services: Services) -> None:
    sitting = answered_some(services)
    act(services, sitting, Event(act=Act.SUBMIT))
    services.exams.finish(sitting)
    told = [0, 1, 2, 4]
    for n in told:
        shown, question = sitting.items[n], sitting.attempt.questions[n]
        state = sitting.attempt.states[n]
        row = logged(services, shown)
        assert row[:5] == (
            to_text(state.response),
            int(is_right(shown.item, state.response)),
            0,
            order_of(shown),
            "exam",
        )
        assert row[7] == int(question.scored)
    assert rows(services, "SELECT item_id FROM answer ORDER BY id") == [(sitting.items[n].item.id,) for n in told]
    assert logged(services, sitting.items[2])[1] == 1


def as_before(services: Services, attempt_id: int) -> None:
    """The events as they were written before there was more than one kind: a place in `value`, no text."""
    with services.context.store.begin() as connection:
        for seq, event in enumerate(attempt_repo.events(connection, attempt_id)):
            if event.act is Act.ANSWER:
                place = int(event.text) if event.text else -1
                connection.exec_driver_sql(
                    "UPDATE attempt_event SET value = ?, text = '' WHERE attempt_id = ? AND seq = ?",
                    (place, attempt_id, seq),
                )


def test_a_sitting_of_before_goes_on_and_reports_the_same(services: Services) -> None:
    sitting = answered_some(services)
    as_before(services, sitting.attempt_id)
    (begun,) = [offer.open for offer in services.exams.home().offers if offer.open]
    assert begun.done == 4
    again = services.exams.load(sitting.attempt_id)
    assert again.attempt.states == sitting.attempt.states
    act(services, again, Event(act=Act.SUBMIT))
    services.exams.finish(again)
    report = services.reports.report(sitting.attempt_id)
    assert (report.result.changes.to_right, report.result.unanswered) == (1, 146)
    changed = services.reports.review(sitting.attempt_id, ReviewSet.CHANGED)
    assert [(entry.position, entry.response) for entry in changed] == [(2, again.items[2].right), (3, NO_ANSWER)]
    assert logged(services, again.items[4])[0] == "0"
