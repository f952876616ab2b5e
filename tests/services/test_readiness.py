"""Readiness: which number may be said, from how many first answers, and that it is the learner model's own."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mediquiz.domain.summaries import Band, Goal, Limit, ReadinessView
from mediquiz.psychometrics import wording
from mediquiz.psychometrics.readiness import ExamForm, Prediction, predict_score
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_date
from mediquiz.services.learning import MS_A_DAY, day_of

from ..helpers import FixedClock
from .small import ITEMS, Given, practice, rows, three_days

WEIGHTS = {
    "aid": {"blood.draw": 0.5, "blood.test": 0.1875, "blood.cells": 0.0625, "law.duty": 0.25},
    "tech": {"heart.ecg": 0.5, "law.duty": 0.5},
}
ALL = [Given(f"{topic.split('.')[1]} {n}", n % 3 > 0) for topic, count in ITEMS.items() for n in range(1, count + 1)]
"""All 27 questions, two of three right."""


def predicted(services: Services, certification: str, day: float) -> Prediction:
    """Of the learner as she is, straight from the model: `aid` has 8 scored questions, passed at half, 4 options."""
    weights = np.array([WEIGHTS[certification].get(topic, 0.0) for topic in ITEMS])
    scored, cut = {"aid": (8, 0.5), "tech": (4, 0.75)}[certification]
    form = ExamForm(weights, scored, cut, 0.03, guess=0.25)
    (found,) = predict_score(services.learning.learner().state, [form], day)
    return found


def band(found: Prediction) -> Band:
    return Band(found.mean, found.low80, found.high80)


def limits(view: ReadinessView) -> dict[str, tuple[float, float | None]]:
    return {limit.code: (limit.n, limit.needed) for limit in view.limits}


def test_before_twenty_first_answers_nothing_is_said_but_what_is_missing(small: Services, clock: FixedClock) -> None:
    """6 first answers on the outline of aid, two or more of draw alone, which weighs half."""
    three_days(small, clock)
    small.settings.change(goals=(Goal("aid", clock.today() + timedelta(9)),))
    view = small.readiness.view("aid")
    assert (view.certification, view.label, view.short) == ("aid", "AID (FAB)", "AID")
    assert (view.stage, view.first_attempts, view.more_needed, view.coverage) == ("none", 6, 14, 0.5)
    assert (view.cut, view.pass_scaled, view.scale_min, view.scale_max) == (0.5, 400, 200, 800)
    assert (view.score, view.scaled, view.word, view.chance, view.chance_low, view.chance_high) == (
        *(None, None, "", None, None, None),
    )
    assert (view.without_study, view.without_study_on) == (None, None)
    assert view.limits == (Limit("few_answers", 6, 20), Limit("coverage", 0.5, 0.8))
    assert small.readiness.history("aid") == ()
    tech = small.readiness.view("tech")
    assert (tech.first_attempts, tech.coverage, tech.more_needed) == (2, 0.0, 18)


def test_from_twenty_on_a_range_that_is_the_models_own(small: Services, clock: FixedClock) -> None:
    """23 first answers of aid on all its topics; tech has 8. The limits of a shown range may be told."""
    practice(small, clock, ALL)
    clock.pass_days(8)
    view = small.readiness.view("aid")
    assert (view.stage, view.first_attempts, view.more_needed, view.coverage) == ("range", 23, 0, 1.0)
    assert view.score == band(predicted(small, "aid", clock.ms / MS_A_DAY))
    assert (view.scaled, view.word, view.chance, view.without_study) == (None, "", None, None)
    assert limits(view)["few_answers"] == (23, 50)
    assert limits(view)["cut_assumed"] == (0.03, None)
    assert limits(view)["idle"] == (pytest.approx(8.0, abs=0.01), 7.0)
    assert limits(view)["wide_range"][0] == pytest.approx(view.score.high - view.score.low)
    views = small.readiness.views()
    assert views["aid"] == view
    assert (views["tech"].stage, views["tech"].first_attempts) == ("none", 8)


def test_a_chance_comes_with_the_score_on_the_scale(
    small: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bank has 27 questions, so a chance is said from 20 first answers on here; aid has 23 and tech 8.

    On the scale of aid a quarter right, which is guessed, is 200, half right is 400 and all right 800.
    """
    monkeypatch.setattr(wording, "CHANCE_FROM", 20)
    practice(small, clock, ALL)
    view = small.readiness.view("aid")
    assert view.stage == "chance" and view.score is not None and view.scaled is not None
    shares = (view.score.mean, view.score.low, view.score.high)
    assert (view.scaled.mean, view.scaled.low, view.scaled.high) == pytest.approx(
        [400 + 800 * (share - 0.5) if share >= 0.5 else max(200, 400 - 800 * (0.5 - share)) for share in shares]
    )
    found = predicted(small, "aid", clock.ms / MS_A_DAY)
    assert (view.chance, view.chance_low, view.chance_high) == (
        *map(wording.rounded_chance, (found.p_pass, found.chance.low, found.chance.high)),
    )
    assert small.readiness.view("tech").scaled is None


def test_without_study_the_same_is_asked_for_exam_day(small: Services, clock: FixedClock) -> None:
    practice(small, clock, ALL)
    on = clock.today() + timedelta(40)
    small.settings.change(goals=(Goal("aid", on),))
    view = small.readiness.view("aid")
    assert view.without_study_on == on
    assert view.without_study == band(predicted(small, "aid", day_of(on)))
    assert view.score is not None and view.without_study.mean < view.score.mean, "what is practiced fades"
    small.settings.change(goals=(Goal("aid", clock.today()),))
    assert small.readiness.view("aid").without_study is None


def test_history_has_a_point_for_each_day_of_study_from_twenty_answers_on(small: Services, clock: FixedClock) -> None:
    """Days 0, 1, 3 and 4 have answers; there were 12, 20, 26 and 27 first ones at their ends.

    A past day is told as that evening left her; the last one as she is.
    """
    day = clock.today()
    parts, scores = [ALL[:12], ALL[12:20], ALL[20:26], ALL[26:]], dict[date, dict[str, Band]]()
    for answers, wait in zip(parts, (1, 2, 1, 1), strict=True):
        practice(small, clock, answers)
        evening = small.learning.learner().last_day
        assert evening is not None
        scores[clock.today()] = {one: band(predicted(small, one, evening)) for one in WEIGHTS}
        clock.pass_days(wait)
    for certification in WEIGHTS:
        points = small.readiness.history(certification)
        assert [point.on for point in points] == [day + timedelta(n) for n in (1, 3, 4)]
        for point in points:
            expected = scores[point.on][certification]
            found = (point.score.mean, point.score.low, point.score.high)
            assert found == pytest.approx((expected.mean, expected.low, expected.high))
    small.learning.forget()
    assert [point.on for point in small.readiness.history("aid")] == [day + timedelta(n) for n in (1, 3, 4)]


def test_another_edition_is_another_past(small: Services, clock: FixedClock) -> None:
    """The chance of a pass differs by the cut, the score does not; what was worked out for one serves no other."""
    practice(small, clock, ALL[:21])
    clock.pass_days(1)
    practice(small, clock, ALL[21:])
    before = small.readiness.history("tech")
    assert small.readiness.view("tech").cut == 0.75
    small.settings.change(editions={"tech": "two"})
    assert small.readiness.view("tech").cut == 0.3
    assert [point.score.mean for point in small.readiness.history("tech")] == pytest.approx(
        [point.score.mean for point in before]
    )


def test_weights_and_forms_are_those_of_the_outline(small: Services) -> None:
    for certification, weights in WEIGHTS.items():
        assert small.learning.weights(certification) == [weights.get(topic, 0.0) for topic in ITEMS]
    aid, tech = small.learning.forms(["aid", "tech"])
    assert (aid.n_scored, aid.cut, aid.sd_cut, aid.guess) == (8, 0.5, 0.03, 0.25)
    assert (tech.n_scored, tech.cut) == (4, 0.75)
    assert small.learning.topics == tuple(ITEMS)
    assert small.learning.index == {topic: n for n, topic in enumerate(ITEMS)}


def test_a_day_of_the_model_is_noon_of_the_date(clock: FixedClock) -> None:
    assert day_of(date(1970, 1, 1)) == 0.5
    assert day_of(date(2026, 3, 1)) == 20513.5
    assert local_date(clock.ms) == date.fromordinal(int(clock.ms / MS_A_DAY) + 719_163)


def test_practice_fades_between_answers_and_after_the_last(small: Services, clock: FixedClock) -> None:
    """Each answer is one unit of practice of its topic, right or not, and halves with the model's half-life.

    So E of a topic is the sum over its answers of 0.5 to the power of (days since / half-life).
    """
    three_days(small, clock)
    clock.pass_days(3)
    state, now = small.learning.learner().state, clock.ms / MS_A_DAY
    expected = dict.fromkeys(ITEMS, 0.0)
    for topic, at_ms in rows(small, "SELECT topic, answered_at_ms FROM answer"):
        expected[topic] += 0.5 ** ((now - at_ms / MS_A_DAY) / state.constants.half_life)
    assert expected["blood.draw"] < 7 and expected["blood.cells"] == 0
    assert dict(zip(ITEMS, state.practice_at(now), strict=True)) == pytest.approx(expected)
