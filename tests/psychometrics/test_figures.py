"""Predicted score, chance of passing, report of a failed exam and reliability: figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from math import erf, exp, log, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from mediquiz.psychometrics.calibration import CalibrationBin, auc, expected_calibration_error, log_loss, reliability
from mediquiz.psychometrics.constants import SHIPPED
from mediquiz.psychometrics.mastery import LearnerState
from mediquiz.psychometrics.quadrature import NODES, WEIGHTS, Curve, matched_moments, sigmoid
from mediquiz.psychometrics.readiness import (
    POINTS,
    THETA_DRAWS,
    Chance,
    ExamForm,
    Prediction,
    _normal_cdf,
    _normal_table,
    predict_from,
    predict_score,
)
from mediquiz.psychometrics.retake import ReportedArea, fold_report
from mediquiz.psychometrics.structure import Structure

from .helpers import PLAIN, answered, structure

KNOWN = 1e-12 * np.eye(2)
"""Two topics whose theta is as good as known."""
THETA = np.array([1.0, -0.5])
PHI = NormalDist().cdf


def by_hand(form: ExamForm, shift: float = 0.0) -> tuple[float, float]:
    """Mean and deviation of the share right at THETA, from the formulas at the head of the module."""
    c = 0.25 if form.guess is None else form.guess
    curve = [1 / (1 + exp(-SHIPPED.shrink * (theta - shift))) for theta in THETA]
    pi = [c + (0.98 - c) * f for f in curve]
    w = [weight / sum(form.weights) for weight in form.weights]
    item = sum(wk * p * (1 - p) for wk, p in zip(w, pi, strict=True)) / form.n_scored
    slope = sum(wk * (0.98 - c) * SHIPPED.shrink * f * (1 - f) for wk, f in zip(w, curve, strict=True))
    return sum(wk * p for wk, p in zip(w, pi, strict=True)), sqrt(item + (slope * sqrt(0.045)) ** 2)


@pytest.mark.parametrize(
    ("form", "shift"),
    [
        (ExamForm(np.array([0.5, 0.5]), 100, 0.7), 0.0),
        (ExamForm(np.array([3.0, 1.0]), 180, 0.7, guess=0.2), 0.0),
        (ExamForm(np.array([1.0, 1.0]), 40, 0.62, difficulty=np.array([0.4, 0.4])), 0.4),
    ],
)
def test_the_score_of_somebody_whose_ability_is_known(form: ExamForm, shift: float) -> None:
    (found,) = predict_from(THETA, KNOWN, SHIPPED, [form])
    mean, luck = by_hand(form, shift)
    assert found.mean == pytest.approx(mean, abs=1e-6)
    # A whole number of right answers meets the cut; half of one below it counts (continuity correction).
    needed = {100: 70, 180: 126, 40: 25}[form.n_scored]  # .62 x 40 = 24.8
    chance = PHI((mean - (needed - 0.5) / form.n_scored) / luck)
    assert found.p_pass == pytest.approx(chance, abs=3e-4)
    assert (found.chance.low, found.chance.high) == pytest.approx((chance, chance), abs=3e-4)
    # The ends are whole numbers of right answers: the quantile of the normal is met within one of them.
    step = 1 / form.n_scored
    assert (found.low80, found.high80) == pytest.approx((mean - 1.2816 * luck, mean + 1.2816 * luck), abs=step)
    assert found.interval(0.5) == pytest.approx((mean - 0.6745 * luck, mean + 0.6745 * luck), abs=step)
    assert found.draws.mean() == pytest.approx(mean, abs=step / 20), "rounding to whole answers favors neither side"
    assert found.draws.std() == pytest.approx(luck, rel=0.03)


def test_each_score_is_as_likely_as_the_normal_curve_says() -> None:
    form = ExamForm(np.array([0.5, 0.5]), 50, 0.7)
    (found,) = predict_from(THETA, KNOWN, SHIPPED, [form])
    mean, luck = by_hand(form)
    for right in range(25, 45):
        share = np.count_nonzero(found.draws <= right / 50 + 1e-9) / POINTS
        assert share == pytest.approx(PHI(((right + 0.5) / 50 - mean) / luck), abs=1.2e-3)


def test_a_doubted_cut_widens_the_chance_by_its_own_deviation() -> None:
    form = ExamForm(np.array([0.5, 0.5]), 100, 0.7, sd_cut=0.05)
    (found,) = predict_from(THETA, KNOWN, SHIPPED, [form])
    mean, luck = by_hand(form)
    # No half item off a cut that is not known: P(score >= cut) with both normal.
    assert found.p_pass == pytest.approx(PHI((mean - 0.7) / sqrt(luck**2 + 0.05**2)), abs=4e-3)
    ends = [PHI((mean - 0.7 + side * 1.2816 * 0.05) / luck) for side in (-1, 1)]
    assert (found.chance.low, found.chance.high) == pytest.approx(tuple(ends), abs=0.02)


def test_an_exam_of_one_cut_needs_no_rounding_where_the_cut_is_whole() -> None:
    """.07 x 100 is 7.000000000000001 in binary: seven right must do."""
    assert 0.07 * 100 > 7
    form = ExamForm(np.array([0.5, 0.5]), 100, 0.07)
    low = np.array([-30.0, -30.0])
    (found,) = predict_from(low, KNOWN, SHIPPED, [replace(form, guess=0.07)])
    # Somebody who only guesses has 7 % in the mean: (.07 - .065) / sqrt(.07 x .93 / 100) = .196 deviations above.
    assert found.p_pass == pytest.approx(PHI(0.005 / sqrt(0.07 * 0.93 / 100)), abs=1e-3)


def test_ability_that_is_not_known_widens_score_and_chance() -> None:
    """With theta ~ N(1, .3^2) on one topic, against a sum over the normal curve."""
    (found,) = predict_from(np.array([1.0]), np.array([[0.09]]), SHIPPED, [ExamForm(np.ones(1), 100, 0.7)])
    mean = chance = square = 0.0
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        f = 1 / (1 + exp(-SHIPPED.shrink * (1.0 + 0.3 * node)))
        p = 0.25 + 0.73 * f
        luck = sqrt(p * (1 - p) / 100 + (0.73 * SHIPPED.shrink * f * (1 - f)) ** 2 * 0.045)
        mean += weight * p
        square += weight * (p * p + luck * luck)
        chance += weight * PHI((p - 0.695) / luck)
    assert found.mean == pytest.approx(mean, abs=5e-4)
    assert found.p_pass == pytest.approx(chance, abs=3e-3)
    assert found.draws.std() == pytest.approx(sqrt(square - mean * mean), rel=0.03)
    assert found.chance.low < found.p_pass < found.chance.high


def test_the_seed_moves_a_number_by_less_than_is_shown() -> None:
    state, form = answered(LearnerState(structure()), 150), ExamForm(np.ones(12), 150, 0.7, 0.03)
    found = [predict_score(state, [form], 4.0, seed)[0] for seed in (1, 2, 3)]
    assert found[0].chance == predict_score(state, [form], 4.0)[0].chance
    assert predict_from(*state.pooled_moments(4.0), SHIPPED, [form])[0].chance == found[0].chance
    assert len({one.p_pass for one in found}) == 3
    assert max(one.p_pass for one in found) - min(one.p_pass for one in found) < 0.025
    assert max(one.mean for one in found) - min(one.mean for one in found) < 0.005


def test_a_number_is_the_same_after_the_next_start() -> None:
    """Draws are kept while the program runs: without the seed they would be others each time it is started."""
    state, form = answered(LearnerState(structure()), 150), ExamForm(np.ones(12), 150, 0.7, 0.03)
    before = predict_score(state, [form], 4.0)[0]
    _normal_table.cache_clear()
    after = predict_score(state, [form], 4.0)[0]
    assert (after.mean, after.chance) == (before.mean, before.chance)


def test_the_draws_behind_it_have_mean_0_variance_1_and_no_correlation() -> None:
    table = _normal_table(THETA_DRAWS, 12, 1)
    assert table.shape == (600, 12)
    assert np.allclose(table[:300], -table[300:])
    assert np.allclose(table.T @ table / 600, np.eye(12), atol=1e-9)
    assert not table.flags.writeable
    wide = _normal_table(40, 12, 1)  # more columns than a quarter of the rows: left as drawn
    assert wide.shape == (40, 12) and np.allclose(wide[:20], -wide[20:])
    assert not np.allclose(wide.T @ wide / 40, np.eye(12), atol=0.05)


def test_the_normal_curve_is_near_enough() -> None:
    x = np.linspace(-5, 5, 401)
    exact = [0.5 + 0.5 * erf(value / sqrt(2)) for value in x]
    assert _normal_cdf(x) == pytest.approx(exact, abs=2e-4)


def test_an_interval_is_central() -> None:
    found = Prediction(0.5, 0.1, 0.9, Chance(0.5, 0.4, 0.6), np.arange(101) / 100)
    assert found.interval(0.8) == pytest.approx((0.1, 0.9))
    assert found.interval(0.5) == pytest.approx((0.25, 0.75))


@pytest.mark.parametrize("weights", [[0.0, 0.0], [2.0, -1.0], [-1.0, -1.0]])
def test_weights_that_are_none_are_refused_in_a_sentence(weights: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^exam weights must not be negative and must not all be zero$"):
        predict_from(THETA, KNOWN, SHIPPED, [ExamForm(np.array(weights), 100, 0.7)])


# -- report of a failed exam -----------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "taken"), [(0.6, 0.6), (0.1, 0.27), (1.0, 0.96), (0.27, 0.27), (0.96, 0.96)])
def test_an_area_of_a_report_is_one_reading_of_its_topics(share: float, taken: float) -> None:
    """theta with .25 + .73 sigmoid(kappa theta) = share; its variance from the luck of 40 items and of the sitting."""
    f = (taken - 0.25) / 0.73
    theta = log(f / (1 - f)) / PLAIN.shrink
    slope = 0.73 * PLAIN.shrink * f * (1 - f)
    ours, expected = (LearnerState(structure(), PLAIN) for _ in range(2))
    fold_report(ours, [ReportedArea((0, 3), share, 40)], 2.0)
    expected.believe((0, 3), theta, taken * (1 - taken) / 40 / slope**2 + 0.045, 2.0)
    assert ours.mean == pytest.approx(expected.mean, abs=1e-9)
    assert ours.covariance == pytest.approx(expected.covariance, abs=1e-9)


def test_an_area_without_topics_or_items_says_nothing_and_one_item_says_something() -> None:
    state = LearnerState(structure(), PLAIN)
    before = state.mean.copy()
    fold_report(state, [ReportedArea((), 0.1, 40), ReportedArea((1,), 0.1, 0)], 2.0)
    assert np.array_equal(state.mean, before) and state.day is None
    fold_report(state, [ReportedArea((), 0.1, 40), ReportedArea((1,), 0.3, 1)], 2.0)
    assert state.mean[0, 0] < before[0, 0] and state.day == 2.0


# -- how good past predictions were ----------------------------------------------------------------------


def test_a_reliability_table_worked_out() -> None:
    """20 predictions of .4 with 8 right, and .95, 1.0 and .9 of which two came true."""
    predicted = [0.4] * 20 + [0.95, 1.0, 0.9]
    happened = [n < 8 for n in range(20)] + [True, False, True]
    first, last = reliability(predicted, happened)
    # Wilson, 80 %, z = 1.281552: (.4 + .0410594) / 1.0821188 = .407588, to each side
    # 1.281552 sqrt(.24/20 + 1.642374/1600) / 1.0821188 = .135168.
    assert (first.low, first.high, first.count) == (0.4, 0.5, 20)
    assert (first.predicted, first.observed) == pytest.approx((0.4, 0.4))
    assert (first.observed_low, first.observed_high) == pytest.approx((0.272420, 0.542756), abs=3e-6)
    assert (last.low, last.high, last.count) == (0.9, 1.0, 3)
    assert (last.predicted, last.observed) == pytest.approx((0.95, 2 / 3))
    # The distance of predicted from observed, by size: 0 x 20/23 + (.95 - 2/3) x 3/23.
    assert expected_calibration_error(predicted, happened) == pytest.approx((0.95 - 2 / 3) * 3 / 23)


def test_bins_are_as_many_as_asked_for() -> None:
    table = reliability([0.0, 0.49, 0.5, 1.0], [False, True, True, True], 2)
    assert [(one.low, one.high, one.count, one.observed) for one in table] == [(0.0, 0.5, 2, 0.5), (0.5, 1.0, 2, 1.0)]
    assert table[1].observed_high == 1.0
    # Both halves: |0 + .49 - 1| and |.5 + 1 - 2| of 4.
    assert expected_calibration_error([0.0, 0.49, 0.5, 1.0], [False, True, True, True], 2) == pytest.approx(1.01 / 4)
    assert isinstance(table[0], CalibrationBin)
    assert reliability([], []) == []


def test_all_right_and_none_right_have_a_whole_end() -> None:
    (none,) = reliability([0.05] * 6, [False] * 6)
    (all_,) = reliability([0.95] * 6, [True] * 6)
    # 0 of 6: z^2 / (6 + z^2) = 1.642374 / 7.642374 = .214903.
    assert (none.observed_low, none.observed_high) == pytest.approx((0.0, 0.214903), abs=2e-6)
    assert (all_.observed_low, all_.observed_high) == pytest.approx((0.785097, 1.0), abs=2e-6)
    assert none.observed_low == 0.0 and all_.observed_high == 1.0


def test_log_loss_and_auc_worked_out() -> None:
    assert log_loss([0.8, 0.4, 0.9], [True, False, False]) == pytest.approx(-(log(0.8) + log(0.6) + log(0.1)) / 3)
    assert log_loss([1.0, 0.0], [False, False]) == pytest.approx(-(log(1e-4) + log(1 - 1e-4)) / 2)
    assert log_loss([1.0], [False], floor=0.01) == pytest.approx(-log(0.01))
    # Right ones at .3 and .9, wrong ones at .3, .5 and .1: .5 + 0 + 1 and 3 of 6 pairs.
    assert auc([0.3, 0.9, 0.3, 0.5, 0.1], [True, True, False, False, False]) == pytest.approx(4.5 / 6)
    assert auc([0.3], [False]) is None


# -- the integral and the shape behind it ----------------------------------------------------------------


def test_an_answer_without_weight_leaves_the_normal_as_it_is() -> None:
    evidence, mean, variance = matched_moments(np.array([0.3]), np.array([1.5]), Curve(0.25, 0.02), False, 0.0)
    assert (evidence[0], mean[0], variance[0]) == pytest.approx((1.0, 0.3, 1.5))


def test_the_curve_runs_from_guess_to_slip() -> None:
    curve = Curve(0.2, 0.1)
    assert curve.of(np.array([-40.0, 0.0, 40.0])) == pytest.approx([0.2, 0.55, 0.9])
    assert sigmoid(np.array([0.0, log(3.0)])) == pytest.approx([0.5, 0.75])


def test_the_shape_of_a_state() -> None:
    shape = Structure([0, 2, 2])
    assert (shape.n_topics, shape.n_domains, shape.size) == (3, 3, 7)
    assert shape.rows.tolist() == [[1, 1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 1, 0], [1, 0, 0, 1, 0, 0, 1]]
    assert shape.selector((0, 1)).tolist() == [1, 0.5, 0, 0.5, 0.5, 0.5, 0]
    assert shape.selector(2).tolist() == shape.selector((2,)).tolist() == [1, 0, 0, 1, 0, 0, 1]
    assert shape.fill(3.0, 2.0, 1.0).tolist() == [3, 2, 2, 2, 1, 1, 1]
    assert not shape.rows.flags.writeable
    assert shape != Structure([0, 2, 1]) and shape != (0, 2, 2)
    assert len({shape, Structure([0, 2, 2]), Structure([0])}) == 2
    with pytest.raises(ValueError, match=r"^a structure needs at least one topic, and domains from 0 up$"):
        Structure([0, -1])
