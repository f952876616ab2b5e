"""A score report worked out by hand, and the sets of questions to go through again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mediquiz.domain.answers import NO_ANSWER, Response, chosen
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.results import AnswerChanges
from mediquiz.domain.summaries import ReviewSet, ShownItem, Sitting
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_time

from ..helpers import FixedClock, wrong_to
from .small import act, sit


def other_wrong(shown: ShownItem) -> Response:
    """A second wrong option: two after the key."""
    (key,) = shown.item.keys
    return chosen((key + 2) % 4)


@dataclass(frozen=True, slots=True)
class Sat:
    """An exam sat as `worked` says, and where its questions stand by area: scored ones, then the unscored."""

    services: Services
    sitting: Sitting
    attempt_id: int
    draw: list[int]
    tests: list[int]
    ethics: list[int]


@pytest.fixture
def sat(small: Services, clock: FixedClock) -> Sat:
    """The question at place n takes 10 + n seconds.

    draw (4 scored, 1 not): right; right, from wrong; right, changed and back; right; unscored: wrong, from right.
    tests (2 scored, 1 not): wrong, from another wrong, guessed; right, flagged; unscored: right.
    ethics (2): wrong, from right, sure; left open after an answer was taken back, flagged.
    """
    sitting = small.exams.start("aid").value

    def of(area: str) -> list[int]:
        questions = enumerate(sitting.attempt.questions)
        return sorted(
            (n for n, q in questions if q.area == area), key=lambda n: not sitting.attempt.questions[n].scored
        )

    draw, tests, ethics = of("aid.hands.draw"), of("aid.hands.tests"), of("aid.talk.ethics")
    key, wrong, other = "key", "wrong", "other"
    plan = dict(zip(draw, [[key], [wrong, key], [key, wrong, key], [key], [key, wrong]], strict=True))
    plan |= dict(zip(tests, [[other, wrong], [key], [key]], strict=True))
    plan |= dict(zip(ethics, [[key, wrong], [wrong, None]], strict=True))
    sure = {tests[0]: "guess", ethics[0]: "sure"}
    while sitting.attempt.phase is not Phase.FINISHED:
        for n in sitting.attempt.open_segment:
            shown = sitting.items[n]
            responses = {key: shown.right, wrong: wrong_to(shown), other: other_wrong(shown), None: NO_ANSWER}
            act(small, sitting, Event(act=Act.MOVE, question=n))
            sitting.attempt.run(10 + n)
            for step in plan[n]:
                act(small, sitting, Event.answering(n, responses[step]))
            if n in sure:
                act(small, sitting, Event(act=Act.CONFIDENCE, question=n, text=sure[n]))
            if n in (tests[1], ethics[1]):
                act(small, sitting, Event(act=Act.FLAG, question=n))
        act(small, sitting, Event(act=Act.END_SEGMENT))
        if sitting.attempt.phase is Phase.BREAK:
            act(small, sitting, Event(act=Act.START_SEGMENT))
    clock.pass_time(7)
    attempt_id = small.exams.finish(sitting).value
    clock.pass_days(2)
    return Sat(small, sitting, attempt_id, draw, tests, ethics)


def test_the_score_and_its_scaled_range(sat: Sat) -> None:
    """Scored and right: draw 4, tests 1, ethics 0: 5 of 8 = 0.625. Above the cut of 0.5, so the scaled score is
    400 + 0.125 / 0.5 x 400 = 500.

    80 % by Wilson, z = 1.2816, z2 = 1.6425: scale 1 + z2/8 = 1.20531; middle (0.625 + z2/16) / scale = 0.60371; half
    z sqrt(0.625 x 0.375 / 8 + z2 / 256) / scale = 1.2816 x 0.18898 / 1.20531 = 0.20094. So 0.40277 to 0.80465.
    Scaled below the cut from guessing at 1/4: 400 - (0.5 - 0.40277) / 0.25 x 200 = 322.2; above it 400 + 0.30465 / 0.5
    x 400 = 643.7. Unscored: tests right, draw wrong. One question is open.
    """
    result = sat.services.reports.report(sat.attempt_id).result
    assert (result.right, result.scored, result.share, result.scaled, result.passed) == (5, 8, 0.625, 500.0, True)
    assert (result.unscored, result.unscored_right, result.unanswered) == (2, 1, 1)
    assert (result.low80, result.high80) == pytest.approx((0.40277, 0.80465), abs=1e-5)
    assert (result.scaled_low, result.scaled_high) == pytest.approx((322.21, 643.72), abs=0.01)


def test_areas_with_their_weights(sat: Sat) -> None:
    """Hands 6 of 8 with draw 4 of 8 (4 right of 4) and tests 2 of 8 (1 of 2); talk 2 of 8 (0 of 2).

    Seconds are those of all questions of an area, unscored ones too.
    """
    areas = sat.services.reports.report(sat.attempt_id).result.areas
    assert [(a.id, a.title, a.share, a.right, a.scored, a.assumed) for a in areas] == [
        ("aid.hands", "Hands", 0.75, 5, 6, False),
        ("aid.talk", "Talk", 0.25, 0, 2, False),
    ]
    parts = [part for area in areas for part in area.parts]
    assert [(p.id, p.title, p.share, p.right, p.scored, p.assumed) for p in parts] == [
        ("aid.hands.draw", "Drawing", 0.5, 4, 4, False),
        ("aid.hands.tests", "Tests", 0.25, 1, 2, True),
        ("aid.talk.ethics", "Ethics", 0.25, 0, 2, False),
    ]
    spent = [sum(10 + n for n in places) for places in (sat.draw, sat.tests, sat.ethics)]
    assert [part.seconds for part in parts] == spent
    assert [area.seconds for area in areas] == [spent[0] + spent[1], spent[2]]


def test_pace_by_segment(sat: Sat) -> None:
    """Part 1 takes 10 + 11 + 12 + 13 + 14 = 60 s, 12 a question; part 2 85 s, 17 a question; 600 / 5 = 120."""
    result = sat.services.reports.report(sat.attempt_id).result
    assert [(p.title, p.seconds, p.available) for p in result.pace] == [("Part 1", 12, 120), ("Part 2", 17, 120)]
    assert (result.seconds, result.available) == (145, 1200)


def test_changed_answers_by_what_the_change_did(sat: Sat) -> None:
    """To right: draw. To wrong: unscored draw, ethics. Between wrong ones: tests. Changed or taken back: none."""
    assert sat.services.reports.report(sat.attempt_id).result.changes == AnswerChanges(1, 2, 1)


def test_what_the_report_says_of_exam_and_sets(sat: Sat, clock: FixedClock) -> None:
    """Missed: unscored draw, tests, two of ethics. Changed: draw twice, tests, both of ethics."""
    report = sat.services.reports.report(sat.attempt_id)
    assert (report.attempt_id, report.certification, report.label) == (sat.attempt_id, "aid", "AID (FAB)")
    assert (report.short, report.edition_title, report.passing_note) == (
        *("AID", "The only one", "Chosen to be simple."),
    )
    assert (report.pass_scaled, report.scale_min, report.scale_max, report.raw_cut) == (400, 200, 800, 0.5)
    assert report.finished == local_time(clock.ms - 2 * 86_400_000)
    assert (report.missed, report.flagged, report.guessed, report.changed) == (4, 2, 1, 5)
    assert report.seen_before == 0
    places = sorted([sat.draw[4], sat.tests[0], *sat.ethics])
    assert report.missed_items == tuple(sat.sitting.items[n].item.id for n in places)


def test_which_questions_each_set_holds(sat: Sat) -> None:
    def places(which: ReviewSet) -> list[int]:
        return [entry.position for entry in sat.services.reports.review(sat.attempt_id, which)]

    assert places(ReviewSet.ALL) == list(range(10))
    assert places(ReviewSet.MISSED) == sorted([sat.draw[4], sat.tests[0], *sat.ethics])
    assert places(ReviewSet.FLAGGED) == sorted([sat.tests[1], sat.ethics[1]])
    assert places(ReviewSet.GUESSED) == [sat.tests[0]]
    assert places(ReviewSet.CHANGED) == sorted([sat.draw[1], sat.draw[4], sat.tests[0], *sat.ethics])


def test_a_question_gone_through_again_says_all_that_was_done(sat: Sat) -> None:
    entries = sat.services.reports.review(sat.attempt_id, ReviewSet.ALL)
    for n, entry in enumerate(entries):
        assert entry.shown.item == sat.sitting.items[n].item and entry.shown.order == sat.sitting.items[n].order
        assert entry.shown.mark.flagged == entry.flagged, "a flag of the exam is one of practice once it has ended"
        assert entry.seconds == 10 + n
        assert entry.scored == sat.sitting.attempt.questions[n].scored
    tests, taken_back = entries[sat.tests[0]], entries[sat.ethics[1]]
    assert tests.first_response == other_wrong(tests.shown)
    assert (tests.response, tests.correct, tests.confidence) == (wrong_to(tests.shown), False, Confidence.GUESS)
    assert (taken_back.first_response, taken_back.response) == (wrong_to(taken_back.shown), NO_ANSWER)
    assert not taken_back.correct and taken_back.flagged
    assert entries[sat.draw[0]].correct and entries[sat.draw[0]].confidence is None


def test_a_form_with_questions_seen_before_says_so(small: Services) -> None:
    """A third form: see the offers; 7 of its 10 were seen."""
    made = [sit(small, [True] * 10) for _ in range(3)]
    assert [small.reports.report(attempt_id).seen_before for attempt_id in made] == [0, 0, 7]


def test_pace_of_a_single_session_is_told_in_quarters(small: Services) -> None:
    """4 questions in 480 s, one in each quarter: 120 s each; question n takes 10 (n + 1) seconds."""
    sitting = small.exams.start("tech").value
    for n in range(4):
        act(small, sitting, Event(act=Act.MOVE, question=n))
        sitting.attempt.run(10 * (n + 1))
    act(small, sitting, Event(act=Act.SUBMIT))
    result = small.reports.report(small.exams.finish(sitting).value).result
    assert [(p.seconds, p.available) for p in result.pace] == [(10, 120), (20, 120), (30, 120), (40, 120)]
    assert (result.scaled, result.passed, result.unanswered) == (0, False, 4)


def test_an_untimed_exam_has_no_time_to_measure_by(small: Services) -> None:
    result = small.reports.report(sit(small, [True] * 4, "tech", factor=None)).result
    assert [p.available for p in result.pace] == [None] * 4
    assert result.available is None
    assert result.scaled == 100
