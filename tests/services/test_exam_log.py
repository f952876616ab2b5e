"""What a practice exam writes: form, showings, events and answers, row by row, and the lines in the lists of exams."""

from __future__ import annotations

from collections import Counter

import pytest

from mediquiz.domain.answers import to_text
from mediquiz.domain.assembly import NotEnoughItems
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import StudyMode
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes

from ..helpers import NOON, FixedClock, wrong_to
from .small import act, item, rows, sit

FORM = "SELECT item_id, area, topic, segment, scored, option_order, seen_before FROM attempt_question ORDER BY position"


def areas_of(services: Services) -> list[str]:
    return [row[1] for row in rows(services, FORM)]


def test_a_form_holds_the_quotas_of_each_area_and_of_the_unscored(small: Services) -> None:
    small.exams.start("aid")
    form = rows(small, FORM)
    assert Counter((area, scored) for _, area, _, _, scored, _, _ in form) == {
        ("aid.hands.draw", 1): 4,
        ("aid.hands.draw", 0): 1,
        ("aid.hands.tests", 1): 2,
        ("aid.hands.tests", 0): 1,
        ("aid.talk.ethics", 1): 2,
    }
    assert [segment for _, _, _, segment, _, _, _ in form] == [0] * 5 + [1] * 5
    assert [seen for *_, seen in form] == [0] * 10
    assert all(item_id.startswith(topic) for item_id, _, topic, *_ in form)


def test_areas_are_mixed_over_the_whole_form(small: Services) -> None:
    """Not one area after the other through the segments."""
    orders = set()
    for _ in range(6):
        small.exams.start("tech")
        small.exams.start("aid")
    for (attempt_id,) in rows(small, "SELECT id FROM attempt WHERE certification = 'aid'"):
        found = rows(small, f"SELECT area FROM attempt_question WHERE attempt_id = {attempt_id} ORDER BY position")
        orders.add(tuple(area for (area,) in found))
    assert len(orders) > 3
    assert not any(list(order) == sorted(order, key=order.index) for order in orders), "areas in one block each"


def test_options_of_a_form_are_shuffled_and_kept(small: Services) -> None:
    sitting = small.exams.start("aid").value
    kept = [tuple(map(int, order.split(","))) for *_, order, _ in rows(small, FORM)]
    assert kept == [shown.order for shown in sitting.items] == [q.order for q in sitting.attempt.questions]
    assert all(sorted(order) == [0, 1, 2, 3] for order in kept)
    assert len(set(kept)) > 4


def test_starting_writes_the_attempt_and_shows_the_first_question_only(small: Services, clock: FixedClock) -> None:
    outcome = small.exams.start("aid", 1.5)
    sitting = outcome.value
    ((kind, certification, edition, title, status, started, finished, correct),) = rows(
        small, "SELECT kind, certification, edition, title, status, started_at_ms, finished_at_ms, correct FROM attempt"
    )
    assert (kind, certification, edition, title) == ("exam", "aid", "2026", "AID practice exam")
    assert (status, started, finished, correct) == ("open", clock.ms, None, None)
    assert sitting.attempt.rules.time_factor == 1.5 and sitting.attempt.seconds_left == 900
    assert (sitting.seq, sitting.label, sitting.options, sitting.certification) == (0, "AID (FAB)", 4, "aid")
    first = sitting.items[0].item
    assert rows(small, "SELECT item_id, revision, attempt_id, shown_at_ms FROM showing") == [
        (first.id, first.revision, sitting.attempt_id, clock.ms)
    ]
    assert small.context.catalog.counts(first.topic)[1] == 1
    assert outcome.changes == Changes(attempts=True, seen=True)


def test_each_act_is_on_record_before_the_next(small: Services, clock: FixedClock) -> None:
    sitting = small.exams.start("aid").value
    sitting.attempt.run(12)
    act(small, sitting, Event.answering(0, sitting.items[0].right))
    clock.pass_time(3)
    act(small, sitting, Event(act=Act.MOVE, question=3))
    act(small, sitting, Event(act=Act.FLAG, question=3))
    act(small, sitting, Event(act=Act.FLAG, question=3, on=False))
    key = to_text(sitting.items[0].right)
    columns = "seq, act, question, value, is_on, text, spent, clock, at_ms"
    assert rows(small, f"SELECT {columns} FROM attempt_event ORDER BY seq") == [
        (0, "answer", 0, -1, 1, key, 12.0, 588.0, NOON),
        (1, "move", 3, 0, 1, "", 0.0, 588.0, NOON + 3000),
        (2, "flag", 3, 0, 1, "", 0.0, 588.0, NOON + 3000),
        (3, "flag", 3, 0, 0, "", 0.0, 588.0, NOON + 3000),
    ]
    assert sitting.seq == 4
    assert [row[0] for row in rows(small, "SELECT item_id FROM showing ORDER BY id")] == [
        sitting.items[0].item.id,
        sitting.items[3].item.id,
    ]


def test_only_what_brings_a_question_on_screen_shows_one(small: Services) -> None:
    """The break hides the questions; the next segment shows its first."""
    sitting = small.exams.start("aid").value
    told = []
    for event in (
        Event(act=Act.END_SEGMENT),
        Event(act=Act.START_SEGMENT),
        Event(act=Act.CLOCK),
        Event(act=Act.SUBMIT),
    ):
        stamped = sitting.attempt.stamp(event)
        sitting.attempt.apply(stamped)
        told.append(small.exams.record(sitting, stamped).changes)
    only, shown = Changes(attempts=True), Changes(attempts=True, seen=True)
    assert told == [only, shown, only, only]
    assert [row[0] for row in rows(small, "SELECT item_id FROM showing ORDER BY id")] == [
        sitting.items[0].item.id,
        sitting.items[5].item.id,
    ]
    assert small.context.catalog.counts(sitting.items[5].item.topic)[1] >= 1


def test_finishing_writes_each_answer_with_its_place_in_the_exam(small: Services, clock: FixedClock) -> None:
    """Question 0 right and sure after 12 s, question 1 wrong, question 2 looked at, the others never on screen."""
    sitting = small.exams.start("aid").value
    sitting.attempt.run(12.3456)
    act(small, sitting, Event.answering(0, sitting.items[0].right))
    act(small, sitting, Event(act=Act.CONFIDENCE, question=0, text="sure"))
    act(small, sitting, Event(act=Act.MOVE, question=1))
    act(small, sitting, Event.answering(1, wrong_to(sitting.items[1])))
    act(small, sitting, Event(act=Act.MOVE, question=2))
    act(small, sitting, Event(act=Act.SUBMIT))
    clock.pass_time(60)
    outcome = small.exams.finish(sitting)
    columns = "item_id, response, correct, confidence, milliseconds, mode, scored, timed_out, first, attempt_id"
    found = rows(small, f"SELECT {columns}, answered_at_ms, local_day, revision, option_order FROM answer ORDER BY id")
    questions, items = sitting.attempt.questions, [shown.item for shown in sitting.items]
    day = clock.today().toordinal()
    given = [(to_text(sitting.items[0].right), 1, Confidence.SURE.value, 12346)]
    given += [(to_text(wrong_to(sitting.items[1])), 0, None, 0)]
    assert found == [
        (
            *(one.id, response, correct, confidence, spent, "exam", int(q.scored), 0, 1),
            *(sitting.attempt_id, clock.ms, day, one.revision, ",".join(map(str, q.order))),
        )
        for one, q, (response, correct, confidence, spent) in zip(items[:2], questions[:2], given, strict=True)
    ]
    shown = Counter(row[0] for row in rows(small, "SELECT item_id FROM showing"))
    assert shown == {one.id: 1 for one in items[:3]}, "those that came on screen, each of them once"
    for topic in ("blood.draw", "blood.test", "blood.cells", "law.duty"):
        asked = sum(one.topic == topic for one in items[:3])
        assert small.context.catalog.counts(topic)[1] == asked
    ((status, finished, correct, scored),) = rows(small, "SELECT status, finished_at_ms, correct, scored FROM attempt")
    assert (status, finished, correct, scored) == ("finished", clock.ms, int(questions[0].scored), 8)
    assert outcome.changes == Changes(answers=True, seen=True, attempts=True, readiness=True, plan=True)
    assert small.exams.finish(sitting).changes == Changes()
    assert rows(small, "SELECT count(*) FROM answer") == [(2,)]


def scored_right(services: Services, certification: str, right: int) -> int:
    """An exam with so many of its scored questions right, and no unscored one."""
    sitting = services.exams.start(certification).value
    places = [n for n, question in enumerate(sitting.attempt.questions) if question.scored][:right]
    while sitting.attempt.phase is not Phase.FINISHED:
        for n in sitting.attempt.open_segment:
            if n in places:
                act(services, sitting, Event.answering(n, sitting.items[n].right))
        act(services, sitting, Event(act=Act.END_SEGMENT))
        if sitting.attempt.phase is Phase.BREAK:
            act(services, sitting, Event(act=Act.START_SEGMENT))
    return services.exams.finish(sitting).value


@pytest.mark.parametrize(("right", "passed"), [(3, False), (4, True), (5, True)])
def test_exactly_on_the_mark_is_passed_in_list_and_report(small: Services, right: int, passed: bool) -> None:
    """Half of 8 is the mark."""
    attempt_id = scored_right(small, "aid", right)
    (row,) = small.exams.home().history
    assert (row.right, row.scored, row.cut, row.share, row.passed) == (right, 8, 0.5, right / 8, passed)
    result = small.reports.report(attempt_id).result
    assert (result.right, result.scored, result.passed) == (right, 8, passed)


def test_an_exam_is_judged_by_the_edition_that_was_sat(small: Services) -> None:
    """2 of 4 fail by three quarters (`one`) and pass by 0.3 (`two`), whichever is in use when the list is read."""
    by_one = scored_right(small, "tech", 2)
    small.settings.change(editions={"tech": "two"})
    by_two = scored_right(small, "tech", 2)
    for in_use in ("two", "one"):
        small.settings.change(editions={"tech": in_use})
        assert [(row.attempt_id, row.passed) for row in small.exams.home().history] == [(by_two, True), (by_one, False)]
        assert small.reports.report(by_one).edition_title == "Edition one"
        assert small.reports.report(by_one).raw_cut == 0.75
        assert not small.reports.report(by_one).result.passed
        assert small.reports.report(by_two).edition_title == "Edition two"
        assert small.reports.report(by_two).result.passed
    assert rows(small, "SELECT edition FROM attempt ORDER BY id") == [("one",), ("two",)]


def test_an_edition_no_longer_shipped_gives_way_to_the_one_in_use(small: Services) -> None:
    scored_right(small, "tech", 2)
    with small.context.store.begin() as connection:
        connection.exec_driver_sql("UPDATE attempt SET edition = 'gone'")
    assert [row.passed for row in small.exams.home().history] == [False]
    small.settings.change(editions={"tech": "two"})
    assert [row.passed for row in small.exams.home().history] == [True]


def test_an_offer_says_what_the_exam_is_and_how_much_of_it_is_new(small: Services, clock: FixedClock) -> None:
    """After two forms are left of draw 12 - 10 = 2 (5 needed), of tests 7 - 6 = 1 (3), of ethics 4 - 4 = 0 (2)."""
    aid, tech = small.exams.home().offers
    assert (aid.certification, aid.label, aid.short, aid.edition, aid.edition_title) == (
        *("aid", "AID (FAB)", "AID", "2026", "The only one"),
    )
    assert (aid.questions, aid.scored, aid.seconds, aid.options, aid.segments) == (10, 8, 1200, 4, 2)
    assert (tech.questions, tech.scored, tech.seconds, tech.segments) == (4, 4, 480, 1)
    assert (aid.unseen_share, aid.open, aid.last) == (1.0, None, None)
    first = sit(small, [True] * 10)
    clock.pass_days(1)
    second = sit(small, [False] * 10)
    third = small.exams.start("aid").value
    act(small, third, Event.answering(0, third.items[0].right))
    act(small, third, Event.answering(1, third.items[1].right))
    act(small, third, Event.answering(1, wrong_to(third.items[1])))
    aid, tech = small.exams.home().offers
    assert sum(q.seen_before for q in third.attempt.questions) == 7
    # The first question of the third form is on the screen: one of the three new ones may be seen by now.
    assert aid.unseen_share == (0.2 if not third.attempt.questions[0].seen_before else 0.3)
    assert aid.last is not None and aid.last.attempt_id == second
    assert aid.open is not None
    assert (aid.open.attempt_id, aid.open.done, aid.open.total) == (third.attempt_id, 2, 10)
    assert (tech.open, tech.last) == (None, None)
    history = small.exams.home().history
    assert [(row.attempt_id, row.right, row.passed, row.label) for row in history] == [
        (second, 0, False, "AID (FAB)"),
        (first, 8, True, "AID (FAB)"),
    ]
    assert (history[0].finished - history[1].finished).days == 1


def test_a_bank_that_cannot_fill_an_area_offers_no_form(small: Services) -> None:
    """Of 4 questions of ethics three are suspended; a form needs two."""
    for n in (1, 2, 3):
        small.marks.suspend(item(f"duty {n}"), True)
    assert small.exams.home().offers[0].unseen_share == 0.0
    with pytest.raises(NotEnoughItems, match="1 of the 2"):
        small.exams.start("aid")
    assert rows(small, "SELECT count(*) FROM attempt") == [(0,)]


def test_going_on_counts_as_an_interruption_and_a_finished_exam_is_left_alone(small: Services) -> None:
    sitting = small.exams.start("aid").value
    again = small.exams.resume(sitting.attempt_id)
    assert again.changes == Changes(attempts=True)
    assert (again.value.attempt.interruptions, again.value.seq) == (1, 1)
    act(small, again.value, Event(act=Act.SUBMIT))
    small.exams.finish(again.value)
    done = small.exams.resume(sitting.attempt_id)
    assert (done.changes, done.value.seq, done.value.attempt.interruptions) == (Changes(), 2, 1)
    assert rows(small, "SELECT act FROM attempt_event ORDER BY seq") == [("resumed",), ("submit",)]


def test_a_drill_holds_what_was_missed_in_its_order(small: Services) -> None:
    request = small.exams.drill("aid", [item("draw 2"), item("duty 1")])
    assert (request.mode, request.certification, request.count) == (StudyMode.DRILL, "aid", 2)
    assert request.items == (item("draw 2"), item("duty 1"))
