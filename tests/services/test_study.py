from __future__ import annotations

import pytest

from mediquiz.domain.answers import NO_ANSWER, chosen
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.policy import Confidence
from mediquiz.domain.practice import Stage
from mediquiz.domain.summaries import ComesBack, StudyMode, StudyRequest, Subset
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.study import NothingToStudy
from mediquiz.services.study_session import StudySession
from mediquiz.storage import attempt_repo

from ..helpers import FixedClock, wrong_to

QUICK = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10)


def move(services: Services, session: StudySession, position: int) -> None:
    """The question comes on screen."""
    event = session.practice.stamp(Event(act=Act.MOVE, question=position))
    session.practice.apply(event)
    services.study.record(session, (event,))


def respond(services: Services, session: StudySession, position: int, right: bool, sure: bool = False) -> ComesBack:
    """Show and answer one question; what the app says about its return."""
    move(services, session, position)
    shown = session.items[position]
    response = shown.right if right else wrong_to(shown)
    confidence = Confidence.SURE if sure else None
    acts = [Event(act=Act.CONFIDENCE, question=position, text="sure")] if sure else []
    for event in acts:
        session.practice.apply(event)
    outcome = services.study.answer(session, position, response, confidence=confidence, milliseconds=20_000, acts=acts)
    session.practice.apply(outcome.value.closing)
    return outcome.value.comes_back


def rows(services: Services, query: str) -> list[tuple[object, ...]]:
    with services.context.store.begin() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_quick_ten_follows_the_exam_and_repeats_nothing(services: Services) -> None:
    session = services.study.start(QUICK).value
    on_exam = services.context.blueprint("cma").topic_weights
    assert session.total == 10
    assert len({shown.item.id for shown in session.items}) == 10
    assert all(shown.item.topic in on_exam for shown in session.items)


def test_unseen_questions_come_first(services: Services) -> None:
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=6, topics=("clinical.ecg",))
    seen: list[str] = []
    for _ in range(3):
        session = services.study.start(request).value
        for n, shown in enumerate(session.items):
            services.study.show(session, n)
            seen.append(shown.item.id)
    assert len(set(seen)) == len(seen)


def test_members_of_a_group_are_never_together(services: Services) -> None:
    groups = {
        shown.item.group
        for shown in services.study.start(
            StudyRequest(mode=StudyMode.QUICK, certification="rma", count=300)
        ).value.items
    }
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="rma", count=300)).value
    named = [shown.item.group for shown in session.items if shown.item.group]
    assert groups
    assert len(set(named)) == len(named)


def test_options_are_shuffled_and_reasons_go_with_them(services: Services) -> None:
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=60)).value
    assert len({shown.order for shown in session.items}) > 10
    for shown in session.items:
        assert [option.key for option in shown.options].index(True) == LETTERS.index(shown.words(shown.right))
        assert {o.why for o in shown.options} == {o.why for o in shown.item.options}


def test_missed_questions_leave_after_two_right_answers_on_different_days(
    services: Services, clock: FixedClock
) -> None:
    session = services.study.start(QUICK).value
    assert respond(services, session, 0, right=False) is ComesBack.TOMORROW
    missed = StudyRequest(mode=StudyMode.MISSED, certification="cma", count=10)
    clock.pass_days(1)
    again = services.study.start(missed).value
    assert [shown.item.id for shown in again.items] == [session.items[0].item.id]
    assert respond(services, again, 0, right=True) is ComesBack.ONCE_MORE
    assert services.study.start(missed).value.total == 1
    clock.pass_days(1)
    assert respond(services, services.study.start(missed).value, 0, right=True) is ComesBack.OFF_LIST
    with pytest.raises(NothingToStudy) as nothing:
        services.study.start(missed)
    assert nothing.value.mode is StudyMode.MISSED


def test_a_drill_is_named_for_what_it_is(services: Services) -> None:
    """It may follow a practice session as well as an exam."""
    missed = services.study.start(QUICK).value.items[0].item.id
    drill = services.study.start(
        StudyRequest(mode=StudyMode.DRILL, certification="cma", count=1, items=(missed,))
    ).value
    assert drill.mode is StudyMode.DRILL


def test_a_session_goes_on_where_it_was_left(services: Services) -> None:
    session = services.study.start(QUICK).value
    respond(services, session, 0, right=True)
    respond(services, session, 1, right=False, sure=True)
    found = services.study.open_session()
    assert found is not None
    assert (found.done, found.total) == (2, 10)
    again = services.study.resume(found.attempt_id).value
    assert again.position == 2
    assert again.given == session.given
    assert [s.order for s in again.items] == [s.order for s in session.items]


def test_a_session_left_in_the_middle_of_a_question_comes_back_as_it_stood(services: Services) -> None:
    request = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5, seconds=300)
    session = services.study.start(request).value
    respond(services, session, 0, right=True)
    move(services, session, 1)
    practice = session.practice
    for elapsed, event in (
        (10, practice.choosing(chosen(2))),
        (3, practice.striking(0)),
        (0, practice.feeling(Confidence.GUESS)),
        (4.5, Event(act=Act.CLOCK)),
    ):
        practice.run(elapsed)
        assert event is not None
        stamped = practice.stamp(event)
        practice.apply(stamped)
        services.study.record(session, (stamped,))
    again = services.study.resume(session.attempt_id).value.practice
    assert (again.states, again.current, again.stage) == (practice.states, 1, Stage.ASKING)
    assert again.seconds_left == 300 - 20 - 17.5


def test_looking_again_at_a_session_changes_nothing_on_record(services: Services) -> None:
    session = services.study.start(QUICK).value
    respond(services, session, 0, right=True)
    before = [rows(services, f"SELECT * FROM {table}") for table in ("answer", "showing", "attempt_event")]
    services.study.resume(session.attempt_id)
    assert [rows(services, f"SELECT * FROM {table}") for table in ("answer", "showing", "attempt_event")] == before


def test_a_session_begun_before_acts_were_kept_goes_on_from_its_answers(services: Services) -> None:
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5, seconds=300)).value
    respond(services, session, 0, right=True, sure=True)
    respond(services, session, 1, right=False)
    with services.context.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM attempt_event")
    again = services.study.resume(session.attempt_id).value
    assert again.given == session.given
    assert (again.practice.current, again.practice.seconds_left) == (2, 260)


def test_acts_that_cannot_be_never_keep_a_session_from_going_on(services: Services) -> None:
    session = services.study.start(QUICK).value
    broken = [
        Event(act=Act.CHECK, question=7, value=5, on=True, text="1"),
        Event(act=Act.END_SEGMENT),
        Event(act=Act.MOVE, question=99),
    ]
    with services.context.store.begin() as connection:
        attempt_repo.add_acts(connection, session.attempt_id, broken, 0)
    again = services.study.resume(session.attempt_id).value
    assert (again.position, again.given) == (0, {})


def test_one_suspended_meanwhile_is_passed_over(services: Services) -> None:
    session = services.study.start(QUICK).value
    services.marks.suspend(session.items[0].item.id, True)
    assert services.study.resume(session.attempt_id).value.practice.current == 1
    services.marks.suspend(session.items[0].item.id, False)
    assert services.study.resume(session.attempt_id).value.practice.current == 0


def test_what_an_answer_leaves_in_the_log(services: Services, clock: FixedClock) -> None:
    session = services.study.start(StudyRequest(mode=StudyMode.CRAM, certification="cma", count=3)).value
    move(services, session, 0)
    clock.pass_time(20)
    key = session.items[0].item.keys[0]
    outcome = services.study.answer(
        session,
        0,
        chosen(key),
        confidence=Confidence.SURE,
        milliseconds=20_000,
        acts=[Event(act=Act.STRIKE, question=0, value=1)],
    )
    assert outcome.changes == Changes(answers=True, seen=True, attempts=True, readiness=True)
    columns = "item_id, response, correct, confidence, milliseconds, mode, timed_out, answered_at_ms - shown_at_ms"
    expected = (session.items[0].item.id, str(key), 1, "sure", 20_000, "cram", 0, 20_000)
    assert rows(services, f"SELECT {columns} FROM answer") == [expected]
    acts = rows(services, "SELECT seq, act, question, value, is_on, text FROM attempt_event ORDER BY seq")
    assert acts[1:] == [(1, "strike", 0, 1, 1, ""), (2, "check", 0, 20_000, 1, str(key))]
    assert acts[0][:3] == (0, "move", 0)


def test_time_that_ran_out_is_logged_as_that_and_an_answer_is_not(services: Services) -> None:
    session = services.study.start(QUICK).value
    services.study.answer(session, 0, NO_ANSWER, confidence=None, milliseconds=9)
    services.study.answer(session, 1, chosen(0), confidence=None, milliseconds=9)
    logged = rows(services, "SELECT response, timed_out, mode FROM answer ORDER BY id")
    assert logged == [("", 1, "practice"), ("0", 0, "practice")]


def test_what_was_never_put_on_record_as_shown_is_shown_when_answered(services: Services) -> None:
    """The disk was full when the question came."""
    session = services.study.start(QUICK).value
    services.study.answer(session, 0, chosen(0), confidence=None, milliseconds=9)
    shown = rows(services, "SELECT item_id, attempt_id FROM showing")
    assert shown == [(session.items[0].item.id, session.attempt_id)]
    assert rows(services, "SELECT shown, answered FROM item_state") == [(1, 1)]
    respond(services, session, 1, right=True)
    assert len(rows(services, "SELECT item_id FROM showing")) == 2


def test_services_never_change_the_session_that_they_are_handed(services: Services) -> None:
    session = services.study.start(QUICK).value
    before = repr(session.practice.states)
    services.study.show(session, 3)
    services.study.answer(session, 3, chosen(0), confidence=None, milliseconds=9)
    services.study.finish(session)
    assert (repr(session.practice.states), session.practice.stage) == (before, Stage.ASKING)


def test_showing_says_what_it_changed(services: Services) -> None:
    session = services.study.start(QUICK).value
    before = services.study.home("cma").topics
    assert services.study.show(session, 0).changes == Changes(attempts=True, seen=True)
    assert services.study.record(session, (Event(act=Act.CLOCK),)).changes == Changes(attempts=True)
    after = services.study.home("cma").topics
    assert sum(t.unseen for t in before) - sum(t.unseen for t in after) == 1


def test_starting_another_session_closes_the_first(services: Services) -> None:
    services.study.start(QUICK)
    second = services.study.start(QUICK).value
    found = services.study.open_session()
    assert found is not None
    assert found.attempt_id == second.attempt_id
    services.study.finish(second)
    assert services.study.open_session() is None


def test_the_summary_counts_by_topic(services: Services) -> None:
    session = services.study.start(QUICK).value
    for n in range(4):
        respond(services, session, n, right=n > 0, sure=True)
    summary = services.study.finish(session).value
    assert (summary.answered, summary.right, summary.sure_wrong) == (4, 3, 1)
    assert sum(score.answered for score in summary.topics) == 4
    assert summary.missed == (session.items[0].item.id,)
    assert summary.seconds == 80


def test_suspended_items_come_no_more(services: Services) -> None:
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=100, topics=("clinical.ecg",))
    first = services.study.start(request).value
    services.marks.suspend(first.items[0].item.id, True)
    ids = {shown.item.id for shown in services.study.start(request).value.items}
    assert ids == {shown.item.id for shown in first.items[1:]} or first.items[0].item.id not in ids


@pytest.mark.parametrize("subset", [Subset.MISSED, Subset.FLAGGED])
def test_an_empty_choice_says_what_to_do(services: Services, subset: Subset) -> None:
    with pytest.raises(NothingToStudy) as nothing:
        services.study.start(StudyRequest(mode=StudyMode.BUILD, certification="cma", count=10, subset=subset))
    assert nothing.value.mode is StudyMode.BUILD


def test_build_your_own_of_flagged_questions(services: Services) -> None:
    ids = [shown.item.id for shown in services.study.start(QUICK).value.items[:3]]
    for item_id in ids:
        services.marks.flag(item_id, True)
    request = StudyRequest(mode=StudyMode.BUILD, certification="cma", count=10, subset=Subset.FLAGGED)
    assert services.study.available(request) == 3
    assert {shown.item.id for shown in services.study.start(request).value.items} == set(ids)


def test_weak_topics_are_those_that_the_model_calls_weak(services: Services) -> None:
    with pytest.raises(NothingToStudy) as nothing:
        services.study.start(StudyRequest(mode=StudyMode.WEAK, certification="cma", count=10))
    assert nothing.value.mode is StudyMode.WEAK
    topic = "clinical.infection-control"
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=12, topics=(topic,))
    session = services.study.start(request).value
    for n in range(session.total):
        respond(services, session, n, right=False)
    weak = services.study.start(StudyRequest(mode=StudyMode.WEAK, certification="cma", count=10)).value
    assert {shown.item.topic for shown in weak.items} == {topic}


def test_a_clock_set_back_keeps_answers_in_order(services: Services, clock: FixedClock) -> None:
    session = services.study.start(QUICK).value
    respond(services, session, 0, right=True)
    clock.pass_days(-30)
    respond(services, session, 1, right=True)
    with services.context.store.begin() as connection:
        times = [t for (t,) in connection.exec_driver_sql("SELECT answered_at_ms FROM answer ORDER BY id")]
    assert times == sorted(times)
    assert services.context.clock.behind_ms > 0
