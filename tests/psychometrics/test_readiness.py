"""Predicted score and chance of passing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.constants import Constants, Temperament
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.readiness import POINTS, ExamForm, predict_score
from mediquiz.psychometrics.structure import Structure
from tests.psychometrics.helpers import answered, structure

STATE = answered(LearnerState(structure()), 150, share_right=0.72)
DAY = 4.0
EVEN = np.full(12, 1 / 12)


def test_the_prediction_agrees_with_plain_simulation() -> None:
    """800 thousand sittings drawn as the design writes them."""
    form = ExamForm(np.arange(12.0), 150, cut=0.7)
    found = predict_score(STATE, [form], DAY)[0]
    rng = np.random.default_rng(3)
    mean, covariance = STATE.pooled_moments(DAY)
    theta = rng.multivariate_normal(mean, covariance, 100_000)
    theta += STATE.constants.sd_exam * rng.standard_normal((100_000, 1))
    weights = form.weights / form.weights.sum()
    pi = STATE.fresh_item(theta)
    score = pi @ weights + np.sqrt((pi * (1 - pi)) @ weights / 150) * rng.standard_normal(100_000)
    assert found.mean == pytest.approx(float(score.mean()), abs=0.003)
    assert found.interval(0.95) == pytest.approx(tuple(np.quantile(score, [0.025, 0.975])), abs=0.008)
    assert (found.low80, found.high80) == pytest.approx(tuple(np.quantile(score, [0.1, 0.9])), abs=0.008)
    assert found.p_pass == pytest.approx(float((score >= 104.5 / 150).mean()), abs=0.01)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.3, 0.95), st.floats(0.0, 0.3), st.sampled_from([0.0, 0.03, 0.08]))
def test_a_higher_cut_is_never_easier(cut: float, step: float, sd_cut: float) -> None:
    easy, hard = predict_score(
        STATE, [ExamForm(EVEN, 150, cut, sd_cut), ExamForm(EVEN, 150, min(0.99, cut + step), sd_cut)], DAY
    )
    assert hard.p_pass <= easy.p_pass + 1e-9
    assert easy.chance.low <= easy.p_pass <= easy.chance.high


def test_doubt_about_the_cut_pulls_toward_a_half_and_widens_the_range() -> None:
    known, doubted = predict_score(STATE, [ExamForm(EVEN, 150, 0.6), ExamForm(EVEN, 150, 0.6, 0.06)], DAY)
    assert 0.5 < doubted.p_pass < known.p_pass
    assert doubted.chance.high - doubted.chance.low > known.chance.high - known.chance.low


def test_topics_without_weight_do_not_matter() -> None:
    weights = np.zeros(12)
    weights[:4] = 0.25
    state = LearnerState(Structure([0] * 6 + [1] * 6), Constants(temperaments=(Temperament(),), sd_ability=1e-6))
    before = predict_score(state, [ExamForm(weights, 100, 0.7)], 1.0)[0].mean
    for _ in range(30):
        state.observe(Question(11), 1.0, False)
    after = predict_score(state, [ExamForm(weights, 100, 0.7)], 1.0)[0].mean
    assert after == pytest.approx(before, abs=1e-4)


def test_unpracticed_topics_are_neither_mastered_nor_failed() -> None:
    state = LearnerState(structure())
    for _ in range(40):
        state.observe(Question(0), 1.0, True)
    only_new = np.zeros(12)
    only_new[11] = 1.0
    met, new = predict_score(state, [ExamForm(np.eye(12)[0], 150, 0.7), ExamForm(only_new, 150, 0.7)], 1.0)
    assert 0.6 < new.mean < met.mean
    assert new.high80 - new.low80 > met.high80 - met.low80


def test_more_answers_narrow_the_range_and_the_chance() -> None:
    few = predict_score(answered(LearnerState(structure()), 30), [ExamForm(EVEN, 150, 0.7)], DAY)[0]
    many = predict_score(answered(LearnerState(structure()), 600), [ExamForm(EVEN, 150, 0.7)], DAY)[0]
    assert many.high80 - many.low80 < few.high80 - few.low80
    assert many.chance.high - many.chance.low < few.chance.high - few.chance.low


def test_it_does_not_flicker() -> None:
    form = ExamForm(EVEN, 150, 0.7, 0.03)
    once, again = (predict_score(STATE, [form], DAY)[0] for _ in range(2))
    alone, beside = predict_score(STATE, [form], DAY)[0], predict_score(STATE, [form, ExamForm(EVEN, 80, 0.5)], DAY)[0]
    assert once.chance == again.chance == alone.chance == beside.chance
    assert np.array_equal(once.draws, beside.draws)


def test_draws_are_whole_numbers_of_right_answers() -> None:
    draws = predict_score(STATE, [ExamForm(EVEN, 180, 0.7)], DAY)[0].draws
    assert draws.shape == (POINTS,)
    assert np.allclose(draws * 180, np.round(draws * 180))
    assert (np.diff(draws) >= 0).all() and draws[0] >= 0 and draws[-1] <= 1


def test_guess_and_difficulty_of_the_form() -> None:
    usual, open_answers, hard = predict_score(
        STATE,
        [
            ExamForm(EVEN, 100, 0.7),
            ExamForm(EVEN, 100, 0.7, guess=0.0),
            ExamForm(EVEN, 100, 0.7, difficulty=np.full(12, 0.5)),
        ],
        DAY,
    )
    assert open_answers.mean < usual.mean
    assert hard.mean < usual.mean


def test_no_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        predict_score(STATE, [ExamForm(np.zeros(12), 100, 0.7)], DAY)
    assert predict_score(STATE, [], DAY) == []


def test_waiting_lowers_and_widens() -> None:
    now, later = (predict_score(STATE, [ExamForm(EVEN, 150, 0.7)], DAY + wait)[0] for wait in (0.0, 60.0))
    assert later.mean < now.mean
    assert later.high80 - later.low80 > now.high80 - now.low80


def test_quantiles_are_numpys_own() -> None:
    from mediquiz.psychometrics.readiness import _quantiles

    values = np.random.default_rng(1).normal(size=501)
    assert _quantiles(values, 0.1, 0.9) == pytest.approx(tuple(np.quantile(values, [0.1, 0.9])), abs=1e-12)
