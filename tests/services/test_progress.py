"""Today and Progress after three days of answers (`small.three_days`), each figure worked out by hand."""

from __future__ import annotations

import dataclasses
import json
import math
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from mediquiz.cli import run
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import (
    AreaRow,
    Band,
    DayWork,
    Goal,
    PlanKind,
    StudyMode,
    StudyRequest,
    SureWrong,
    TopicRow,
)
from mediquiz.psychometrics.mastery import LearnerState
from mediquiz.psychometrics.wording import answers_to_halve, topic_label
from mediquiz.services.bundle import Services
from mediquiz.services.learning import MS_A_DAY
from mediquiz.services.study import NothingToStudy

from ..helpers import FixedClock
from .small import Given, item, practice, sit, template, three_days

DRAW = TopicRow(
    id="blood.draw",
    title="Drawing blood",
    weight=0.5,
    answers=4,
    right=1,
    exam_answers=0,
    exam_right=0,
    seen=4,
    items=12,
    band=None,
    label="",
)
DUTY = TopicRow(
    id="law.duty",
    title="Duties",
    weight=0.25,
    answers=1,
    right=0,
    exam_answers=0,
    exam_right=0,
    seen=1,
    items=4,
    band=None,
    label="",
)
TEST = TopicRow(
    id="blood.test",
    title="Testing blood",
    weight=0.1875,
    answers=1,
    right=1,
    exam_answers=0,
    exam_right=0,
    seen=1,
    items=4,
    band=None,
    label="",
)
CELLS = TopicRow(
    id="blood.cells",
    title="Blood cells",
    weight=0.0625,
    answers=0,
    right=0,
    exam_answers=0,
    exam_right=0,
    seen=0,
    items=3,
    band=None,
    label="",
)
"""First answers only: of draw those to 1 (right), 2, 3 and 4 (wrong); answers 5, 7 and 8 were repeats."""


def test_topics_heaviest_first(small: Services, clock: FixedClock) -> None:
    three_days(small, clock)
    assert small.progress.topic_rows("aid") == [DRAW, DUTY, TEST, CELLS]


def test_today(small: Services, clock: FixedClock) -> None:
    """First attempts on the outline of aid: draw 4, test 1, duty 1. Two or more: draw, which weighs half."""
    began = clock.today()
    three_days(small, clock)
    small.settings.change(goals=(Goal("aid", began + timedelta(32)), Goal("tech", began + timedelta(1))))
    sit(small, [True] * 4, "tech")
    exam = sit(small, [True] * 5 + [False] * 5)
    newer = small.exams.start("aid").value
    view = small.progress.today("aid")
    assert (view.head.id, view.head.name, view.head.label, view.head.short) == (
        *("aid", "First Aid Assistant, AID (FAB)", "AID (FAB)", "AID"),
    )
    assert (view.head.exam_date, view.head.days_left) == (began + timedelta(32), 30)
    assert view.last_exam is not None and view.last_exam.attempt_id == exam
    assert [(one.attempt_id, one.kind) for one in view.open] == [(newer.attempt_id, "exam")]
    assert [(head.id, head.exam_date, head.days_left) for head in view.ask_outcome] == [
        ("tech", began + timedelta(1), -1)
    ]
    # 4 of practice and cram on day 2, then 4 and 10 questions of exams.
    assert view.plan == small.planning.plan("aid")
    assert view.readiness == small.readiness.view("aid")


def test_the_weakest_topics_of_today(small: Services, clock: FixedClock) -> None:
    """No topic has 8 first answers yet, so nothing can be called weak, not even what was never right."""
    assert small.progress.today("aid").weakest == ()
    three_days(small, clock)
    assert small.progress.today("aid").weakest == ()
    view = small.progress.today("aid")
    assert (view.last_exam, view.open, view.ask_outcome) == (None, (), ())
    assert (view.readiness.first_attempts, view.readiness.coverage) == (6, 0.5)
    clock.pass_days(1)


def test_areas_and_days_of_progress(small: Services, clock: FixedClock) -> None:
    """Seconds by day: 20 + 30 + 10 + 5, 15 + 10, 25 + 35 + 40 + 45."""
    day = clock.today()
    three_days(small, clock)
    view = small.progress.overview()
    assert view.days == (
        DayWork(day, 4, 2, 65 / 60),
        DayWork(day + timedelta(1), 2, 1, 25 / 60),
        DayWork(day + timedelta(2), 4, 3, 145 / 60),
    )
    assert view.minutes == pytest.approx(235 / 60)
    aid, tech = view.certifications
    assert aid.areas == (
        AreaRow(
            id="aid.hands.draw",
            title="Drawing",
            domain="Hands",
            weight=0.5,
            assumed=False,
            answers=4,
            right=1,
            exam_answers=0,
            exam_right=0,
            band=None,
            topics=(DRAW,),
        ),
        AreaRow(
            id="aid.hands.tests",
            title="Tests",
            domain="Hands",
            weight=0.25,
            assumed=True,
            answers=1,
            right=1,
            exam_answers=0,
            exam_right=0,
            band=None,
            topics=(TEST, CELLS),
        ),
        AreaRow(
            id="aid.talk.ethics",
            title="Ethics",
            domain="Talk",
            weight=0.25,
            assumed=False,
            answers=1,
            right=0,
            exam_answers=0,
            exam_right=0,
            band=None,
            topics=(DUTY,),
        ),
    )
    (mixed,) = tech.areas
    # ecg 1 in the cram and duty 1 that ran out of time; each topic is half of the exam.
    assert (mixed.weight, mixed.answers, mixed.right) == (1.0, 2, 1)
    assert [(topic.id, topic.weight) for topic in mixed.topics] == [("heart.ecg", 0.5), ("law.duty", 0.5)]
    assert (aid.coverage, tech.coverage) == (0.5, 0.0)
    assert (aid.head.id, aid.head.exam_date, aid.head.days_left) == ("aid", None, None)
    assert (aid.exams, tech.exams, aid.history, tech.history) == ((), (), (), ())


def test_what_was_sure_and_wrong_is_named_until_it_is_put_right(small: Services, clock: FixedClock) -> None:
    day = clock.today()
    three_days(small, clock)
    clock.pass_days(1)
    practice(small, clock, [Given("duty 2", False, Confidence.SURE)])
    draw = SureWrong(
        item("draw 4"), "Question 4 of blood.draw, which asks something?", "Drawing blood", day + timedelta(2)
    )
    duty = SureWrong(item("duty 2"), "Question 2 of law.duty, which asks something?", "Duties", day + timedelta(3))
    assert small.progress.overview().sure_wrong == (duty, draw)
    practice(small, clock, [Given("draw 4", True)])
    assert small.progress.overview().sure_wrong == (duty,)


def test_exam_answers_stand_beside_those_of_practice(small: Services, clock: FixedClock) -> None:
    """The form asks what was not seen: 5 of draw, 3 of tests, 2 of ethics, all first answers.

    So draw has 4 + 5 first answers, 1 + 5 right; of the 3 tests 2 are blood.test by 75 % of 3.
    """
    three_days(small, clock)
    sit(small, [True] * 10)
    found = {
        row.id: (row.answers, row.right, row.exam_answers, row.exam_right, row.seen)
        for row in small.progress.topic_rows("aid")
    }
    tests = [found.pop("blood.test"), found.pop("blood.cells")]
    assert found == {"blood.draw": (9, 6, 5, 5, 9), "law.duty": (3, 2, 2, 2, 3)}
    assert tests == [(3, 3, 2, 2, 3), (1, 1, 1, 1, 1)]
    aid, tech = small.progress.overview().certifications
    assert [(a.answers, a.right, a.exam_answers, a.exam_right) for a in aid.areas] == [
        (9, 6, 5, 5),
        (4, 4, 3, 3),
        (3, 2, 2, 2),
    ]
    assert [(row.right, row.scored) for row in aid.exams] == [(8, 8)]
    assert tech.exams == ()


def moments(services: Services, clock: FixedClock) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(theta, its sd, the mean share right on a fresh item) of each topic as the learner says now."""
    state = services.learning.learner().state
    theta, covariance = state.pooled_moments(clock.ms / MS_A_DAY)
    sd = np.sqrt(np.diagonal(covariance))
    return theta, sd, state.mastery_of(theta, sd)


@pytest.mark.parametrize(("right", "label"), [(12, "strong"), (0, "weak"), (6, "not sure yet")])
def test_a_band_and_its_label_from_eight_first_answers(
    small: Services, clock: FixedClock, right: int, label: str
) -> None:
    """The learner's own interval against the cut of 0.5; how many answers would halve it is told when unsure."""
    answers = [Given(f"draw {n}", n % 2 == 0 if right == 6 else n <= right) for n in range(1, 13)]
    practice(small, clock, answers[:7])
    assert (small.progress.topic_rows("aid")[0].band, small.progress.topic_rows("aid")[0].label) == (None, "")
    practice(small, clock, answers[7:])
    row = small.progress.topic_rows("aid")[0]
    state = small.learning.learner().state
    theta, sd, mean = moments(small, clock)
    low, high = state.interval_of(theta, sd)
    place = small.learning.index["blood.draw"]
    assert row.band == Band(mean[place], low[place], high[place])
    assert row.label == label == str(topic_label(low[place], high[place], 0.5))
    halve = answers_to_halve(theta[place], sd[place], state.constants)
    assert row.more_answers == (halve if label == "not sure yet" else 0)
    (area, *others) = small.progress.overview().certifications[0].areas
    assert area.band is not None and [one.band for one in others] == [None, None]
    # An area of one topic says what its topic says, doubt about the temperament included.
    assert dataclasses.astuple(area.band) == pytest.approx(dataclasses.astuple(row.band), abs=1e-12)


def test_the_band_of_an_area_worked(small: Services, clock: FixedClock) -> None:
    """The area of `tech`: heart.ecg and law.duty in halves. Each goes along with the share right of both."""
    practice(small, clock, [Given(f"ecg {n}", True) for n in range(1, 5)])
    practice(small, clock, [Given(f"duty {n}", False) for n in range(1, 5)])
    (area,) = small.progress.overview().certifications[1].areas
    state = small.learning.learner().state
    theta, covariance = state.pooled_moments(clock.ms / MS_A_DAY)
    places = [small.learning.index[topic] for topic in ("heart.ecg", "law.duty")]
    (ecg, duty), ((var, both), (_both, other)) = theta[places], covariance[np.ix_(places, places)]
    pull, its = (0.5 * p * (1 - p) for p in (curve(state, ecg), curve(state, duty)))
    sd = math.sqrt(pull**2 * var + 2 * pull * its * both + its**2 * other)
    steps = np.array([pull * var + its * both, pull * both + its * other]) / sd
    low, high = (state.fresh_item(theta[places] + z * steps).mean() for z in (-1.281552, 1.281552))
    assert area.band is not None
    assert (area.band.low, area.band.high) == pytest.approx((low, high), abs=1e-6)


def curve(state: LearnerState, theta: float) -> float:
    return 1 / (1 + math.exp(-state.constants.shrink * theta))


def weak_in_drawing(small: Services, clock: FixedClock) -> None:
    """Drawing 12 times wrong; duties once right, once wrong."""
    practice(small, clock, [Given(f"draw {n}", False) for n in range(1, 13)])
    practice(small, clock, [Given("duty 1", True), Given("duty 2", False)])


def test_what_is_weak_is_the_same_on_every_page(
    small: Services,
    clock: FixedClock,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Today's card, the lines of the plan, Progress with its labels, a session on weak topics, JSON and terminal."""
    weak_in_drawing(small, clock)
    clock.pass_days(2)
    for certification, expected in (("aid", ["blood.draw"]), ("tech", [])):
        today = small.progress.today(certification)
        (progress,) = [one for one in small.progress.overview().certifications if one.head.id == certification]
        assert [row.id for row in today.weakest] == [row.id for row in progress.weakest] == expected
        labels = {topic.id: topic.label for area in progress.areas for topic in area.topics}
        assert [topic for topic, label in labels.items() if label == "weak"] == expected
        assert list(small.progress.weakest(certification)) == expected
        for plan in (today.plan, small.planning.plan(certification)):
            assert plan is not None
            assert {line.topic for line in plan.lines if line.kind is PlanKind.WEAK} <= set(expected)
    small.care.back_up(tmp_path / "copy.sqlite")
    monkeypatch.setattr("mediquiz.locations.shipped", lambda name: template() / name)
    monkeypatch.setattr("mediquiz.services.opening.SystemClock", lambda: clock)
    assert run(["progress", "--json", "--database", str(tmp_path / "copy.sqlite")]) == 0
    told = json.loads(capsys.readouterr().out)["certifications"]
    assert (told["aid"]["weakest"], told["tech"]["weakest"]) == (["blood.draw"], [])
    assert run(["progress", "--database", str(tmp_path / "copy.sqlite")]) == 0
    assert capsys.readouterr().out.count("Weakest topics: Drawing blood\n") == 1


def test_what_a_session_on_weak_topics_draws_from(small: Services, clock: FixedClock) -> None:
    """Weight times (1 - mean) of the weak ones; silent where the model cannot say."""
    assert small.progress.weakest("aid") == {}
    weak_in_drawing(small, clock)
    _, _, mean = moments(small, clock)
    gain = 0.5 * (1 - mean[small.learning.index["blood.draw"]])
    assert small.progress.weakest("aid") == pytest.approx({"blood.draw": gain})
    session = small.study.start(StudyRequest(mode=StudyMode.WEAK, certification="aid", count=4)).value
    assert {shown.item.topic for shown in session.items} == {"blood.draw"}
    with pytest.raises(NothingToStudy):
        small.study.start(StudyRequest(mode=StudyMode.WEAK, certification="tech", count=4))


def test_the_head_of_an_exam_with_its_date(small: Services, clock: FixedClock) -> None:
    small.settings.change(goals=(Goal("tech"), Goal("aid", clock.today() + timedelta(9))))
    assert small.progress.head("aid").days_left == 9
    assert (small.progress.head("tech").exam_date, small.progress.head("tech").days_left) == (None, None)
    assert small.progress.head("tech").name == "Heart Technician, TECH (HTB)"


def test_the_explanation_counts_first_answers(small: Services, clock: FixedClock) -> None:
    """Seven: draw 1 to 4, test 1, duty 1, ecg 1; right were draw 1, test 1 and ecg 1."""
    three_days(small, clock)
    view = small.progress.explanation()
    assert view.answers == sum(one.answers for one in view.bins) == 7
    assert sum(one.observed * one.answers for one in view.bins) == pytest.approx(3)
    for one in view.bins:
        assert one.low <= one.predicted <= one.high and one.answers > 0
