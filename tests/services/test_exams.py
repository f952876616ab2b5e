from __future__ import annotations

from pathlib import Path

import pytest

from mediquiz.domain.answers import chosen
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ReviewSet, Sitting, StudyMode, StudyRequest
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services, wrong_to


def act(services: Services, sitting: Sitting, event: Event) -> None:
    """As the exam screen does it: apply, then put it on disk."""
    stamped = sitting.attempt.stamp(event)
    sitting.attempt.apply(stamped)
    services.exams.record(sitting, stamped)


def finish_all(services: Services, sitting: Sitting, right: int) -> int:
    """Answer everything segment by segment, the first `right` questions of the form right, and end the exam."""
    while sitting.attempt.phase is not Phase.FINISHED:
        for n in sitting.attempt.open_segment:
            shown = sitting.items[n]
            act(services, sitting, Event(act=Act.MOVE, question=n))
            act(services, sitting, Event.answering(n, shown.right if n < right else wrong_to(shown)))
        act(services, sitting, Event(act=Act.END_SEGMENT))
        if sitting.attempt.phase is Phase.BREAK:
            act(services, sitting, Event(act=Act.START_SEGMENT))
    return services.exams.finish(sitting).value


@pytest.mark.parametrize(("certification", "total"), [("cma", 200), ("rma", 210), ("ncma", 150), ("ccma", 180)])
def test_each_exam_has_its_real_count(services: Services, certification: str, total: int) -> None:
    sitting = services.exams.start(certification).value
    assert len(sitting.items) == total
    assert len({shown.item.id for shown in sitting.items}) == total


@pytest.mark.parametrize("certification", ["cma", "rma", "ncma", "ccma"])
def test_two_forms_share_no_item_while_unseen_ones_last(services: Services, certification: str) -> None:
    first = services.exams.start(certification).value
    for shown in first.items:
        services.context.catalog.show(shown.item.id)
    second = services.exams.start(certification).value
    assert not {s.item.id for s in first.items} & {s.item.id for s in second.items}
    assert not any(q.seen_before for q in second.attempt.questions)


def test_when_unseen_ones_run_out_the_form_says_how_many_were_seen(services: Services) -> None:
    for _ in range(3):
        sitting = services.exams.start("rma").value
        for shown in sitting.items:
            services.context.catalog.show(shown.item.id)
    report = services.reports.report(finish_all(services, sitting, 0))
    assert report.seen_before > 0


def test_a_killed_exam_goes_on_where_it_was(clock: FixedClock, tmp_path: Path) -> None:
    services = make_services(tmp_path, clock)
    sitting = services.exams.start("cma").value
    for n in range(50):
        act(services, sitting, Event(act=Act.MOVE, question=n))
        act(services, sitting, Event.answering(n, chosen(n % 4)))
    act(services, sitting, Event(act=Act.END_SEGMENT))
    act(services, sitting, Event(act=Act.START_SEGMENT))
    sitting.attempt.run(100)
    act(services, sitting, Event(act=Act.MOVE, question=63))
    for event in (
        Event.answering(63, chosen(2)),
        Event(act=Act.FLAG, question=63),
        Event(act=Act.STRIKE, question=63, value=1),
    ):
        act(services, sitting, event)
    sitting.attempt.run(4)  # never written: at most five seconds are lost
    states = sitting.attempt.states
    services.close()

    clock.pass_days(2)
    again_services = make_services(tmp_path, clock)
    found = again_services.exams.home().offers[0].open
    assert found is not None
    assert (found.done, found.total) == (51, 200)
    again = again_services.exams.resume(found.attempt_id).value
    assert again.attempt.current == 63
    assert again.attempt.segment == 1
    assert again.attempt.seconds_left == 2300
    assert [(s.response, s.flagged, s.struck) for s in again.attempt.states] == [
        (s.response, s.flagged, s.struck) for s in states
    ]
    assert again.attempt.interruptions == 1
    assert [s.order for s in again.items] == [s.order for s in sitting.items]
    again_services.close()


def test_finishing_writes_each_answer_once(services: Services) -> None:
    sitting = services.exams.start("ncma").value
    attempt_id = finish_all(services, sitting, 100)
    services.exams.finish(sitting)
    with services.context.store.begin() as connection:
        rows = connection.exec_driver_sql("SELECT mode, sum(scored), count(*) FROM answer GROUP BY mode").fetchall()
    assert [tuple(row) for row in rows] == [("exam", 125, 150)]
    assert services.exams.home().history[0].attempt_id == attempt_id


def test_the_report_counts_scored_questions_only(services: Services) -> None:
    sitting = services.exams.start("ccma").value
    report = services.reports.report(finish_all(services, sitting, 90))
    scored_right = sum(q.scored for q in sitting.attempt.questions[:90])
    assert (report.result.right, report.result.scored, report.result.unscored) == (scored_right, 150, 30)
    assert report.missed == 90
    assert len(report.missed_items) == 90
    assert report.pass_scaled == 390
    assert "publish" in report.passing_note


def test_extra_time_is_printed(services: Services) -> None:
    sitting = services.exams.start("rma", 1.5).value
    assert sitting.attempt.seconds_left == 120 * 60 * 1.5
    act(services, sitting, Event(act=Act.SUSPENDED, value=600))
    report = services.reports.report(finish_all(services, sitting, 10))
    assert (report.time_factor, report.suspended_seconds, report.interruptions) == (1.5, 600, 0)
    assert services.exams.home().history[0].time_factor == 1.5


def test_review_sets(services: Services) -> None:
    sitting = services.exams.start("ncma").value
    act(services, sitting, Event(act=Act.FLAG, question=0))
    act(services, sitting, Event(act=Act.CONFIDENCE, question=1, text="guess"))
    act(services, sitting, Event.answering(2, wrong_to(sitting.items[2])))
    attempt_id = finish_all(services, sitting, 150)
    review = services.reports.review
    assert [r.position for r in review(attempt_id, ReviewSet.FLAGGED)] == [0]
    assert [r.position for r in review(attempt_id, ReviewSet.GUESSED)] == [1]
    assert [r.position for r in review(attempt_id, ReviewSet.CHANGED)] == [2]
    assert review(attempt_id, ReviewSet.MISSED) == ()
    assert len(review(attempt_id, ReviewSet.ALL)) == 150
    assert review(attempt_id, ReviewSet.GUESSED)[0].confidence is Confidence.GUESS


def test_what_was_missed_can_be_drilled(services: Services) -> None:
    sitting = services.exams.start("ncma").value
    report = services.reports.report(finish_all(services, sitting, 120))
    session = services.study.start(services.exams.drill("ncma", report.missed_items)).value
    assert session.total > 25
    assert {shown.item.id for shown in session.items} <= set(report.missed_items)


def test_only_what_the_clock_ran_out_on_counts_as_wrong_in_the_log(services: Services) -> None:
    sitting = services.exams.start("ncma").value
    sitting.attempt.run(sitting.attempt.rules.seconds or 0.0)
    act(services, sitting, Event(act=Act.SUBMIT))
    services.exams.finish(sitting)
    with services.context.store.begin() as connection:
        rows = connection.exec_driver_sql("SELECT item_id, correct, timed_out, response FROM answer").fetchall()
    assert [tuple(row) for row in rows] == [(sitting.items[0].item.id, 0, 1, "")]


def test_exam_questions_are_not_practiced_as_new(services: Services) -> None:
    sitting = services.exams.start("cma").value
    finish_all(services, sitting, 0)
    used = {shown.item.id for shown in sitting.items}
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=40)).value
    assert not used & {shown.item.id for shown in session.items}
