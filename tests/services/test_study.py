from __future__ import annotations

import pytest

from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import StudyMode, StudyRequest, Subset
from mediquiz.services.bundle import Services
from mediquiz.services.study import EMPTY_TEXTS, NothingToStudy, StudySession

from ..helpers import FixedClock

QUICK = StudyRequest(StudyMode.QUICK, "cma", 10)


def respond(services: Services, session: StudySession, position: int, right: bool, sure: bool = False) -> str:
    """Show and answer one question; what the app says about its return."""
    services.study.show(session, position)
    key = session.items[position].item.keys[0]
    response = key if right else (key + 1) % len(session.items[position].item.options)
    confidence = Confidence.SURE if sure else None
    outcome = services.study.answer(session, position, response, confidence=confidence, milliseconds=20_000)
    return outcome.value.comes_back


def test_quick_ten_follows_the_exam_and_repeats_nothing(services: Services) -> None:
    session = services.study.start(QUICK).value
    on_exam = services.context.blueprint("cma").topic_weights
    assert session.total == 10
    assert len({shown.item.id for shown in session.items}) == 10
    assert all(shown.item.topic in on_exam for shown in session.items)


def test_unseen_questions_come_first(services: Services) -> None:
    request = StudyRequest(StudyMode.TOPIC, "cma", 6, topics=("clinical.ecg",))
    seen: list[str] = []
    for _ in range(3):
        session = services.study.start(request).value
        for n, shown in enumerate(session.items):
            services.study.show(session, n)
            seen.append(shown.item.id)
    assert len(set(seen)) == len(seen)


def test_members_of_a_group_are_never_together(services: Services) -> None:
    groups = {shown.item.group for shown in services.study.start(StudyRequest(StudyMode.QUICK, "rma", 300)).value.items}
    session = services.study.start(StudyRequest(StudyMode.QUICK, "rma", 300)).value
    named = [shown.item.group for shown in session.items if shown.item.group]
    assert groups
    assert len(set(named)) == len(named)


def test_options_are_shuffled_and_reasons_go_with_them(services: Services) -> None:
    session = services.study.start(StudyRequest(StudyMode.QUICK, "cma", 60)).value
    assert len({shown.order for shown in session.items}) > 10
    for shown in session.items:
        assert shown.options[shown.key].key
        assert {o.why for o in shown.options} == {o.why for o in shown.item.options}


def test_missed_questions_leave_after_two_right_answers_on_different_days(
    services: Services, clock: FixedClock
) -> None:
    session = services.study.start(QUICK).value
    assert "tomorrow" in respond(services, session, 0, right=False)
    missed = StudyRequest(StudyMode.MISSED, "cma", 10)
    clock.pass_days(1)
    again = services.study.start(missed).value
    assert [shown.item.id for shown in again.items] == [session.items[0].item.id]
    assert "another day" in respond(services, again, 0, right=True)
    assert services.study.start(missed).value.total == 1
    clock.pass_days(1)
    assert "off your missed list" in respond(services, services.study.start(missed).value, 0, right=True)
    with pytest.raises(NothingToStudy, match="missed list is empty"):
        services.study.start(missed)


def test_a_drill_is_named_for_what_it_is(services: Services) -> None:
    """It may follow a practice session as well as an exam."""
    missed = services.study.start(QUICK).value.items[0].item.id
    drill = services.study.start(StudyRequest(StudyMode.DRILL, "cma", 1, items=(missed,))).value
    assert drill.title == "Missed ones again"


def test_every_mode_has_words_for_finding_nothing() -> None:
    chosen_by_the_student = set(StudyMode) - {StudyMode.DRILL, StudyMode.TOPIC}
    assert chosen_by_the_student <= set(EMPTY_TEXTS)


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
    request = StudyRequest(StudyMode.TOPIC, "cma", 100, topics=("clinical.ecg",))
    first = services.study.start(request).value
    services.marks.suspend(first.items[0].item.id, True)
    ids = {shown.item.id for shown in services.study.start(request).value.items}
    assert ids == {shown.item.id for shown in first.items[1:]} or first.items[0].item.id not in ids


@pytest.mark.parametrize("subset", [Subset.MISSED, Subset.FLAGGED])
def test_an_empty_choice_says_what_to_do(services: Services, subset: Subset) -> None:
    with pytest.raises(NothingToStudy, match="more topics"):
        services.study.start(StudyRequest(StudyMode.BUILD, "cma", 10, subset=subset))


def test_build_your_own_of_flagged_questions(services: Services) -> None:
    ids = [shown.item.id for shown in services.study.start(QUICK).value.items[:3]]
    for item_id in ids:
        services.marks.flag(item_id, True)
    request = StudyRequest(StudyMode.BUILD, "cma", 10, subset=Subset.FLAGGED)
    assert services.study.available(request) == 3
    assert {shown.item.id for shown in services.study.start(request).value.items} == set(ids)


def test_weak_topics_are_those_with_most_to_gain(services: Services) -> None:
    with pytest.raises(NothingToStudy, match="Answer some questions first"):
        services.study.start(StudyRequest(StudyMode.WEAK, "cma", 10))
    session = services.study.start(StudyRequest(StudyMode.QUICK, "cma", 40)).value
    for n, shown in enumerate(session.items):
        respond(services, session, n, right=shown.item.topic != "clinical.infection-control")
    weak = services.study.start(StudyRequest(StudyMode.WEAK, "cma", 10)).value
    assert any(shown.item.topic == "clinical.infection-control" for shown in weak.items)


def test_a_clock_set_back_keeps_answers_in_order(services: Services, clock: FixedClock) -> None:
    session = services.study.start(QUICK).value
    respond(services, session, 0, right=True)
    clock.pass_days(-30)
    respond(services, session, 1, right=True)
    with services.context.store.begin() as connection:
        times = [t for (t,) in connection.exec_driver_sql("SELECT answered_at_ms FROM answer ORDER BY id")]
    assert times == sorted(times)
    assert services.context.clock.behind_ms > 0
