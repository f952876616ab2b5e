"""The properties that the learner's state promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediquiz.psychometrics.constants import SHIPPED, Constants, difficulty_of
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.retake import ReportedArea, fold_report
from mediquiz.psychometrics.structure import Structure
from tests.psychometrics.helpers import PLAIN, answered, structure


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.booleans(), st.integers(0, 11), st.sampled_from([0.25, 0.5, 1.0]), st.floats(-1, 1))
def test_evidence_moves_its_topic_the_right_way(n: int, correct: bool, topic: int, weight: float, b: float) -> None:
    state = answered(LearnerState(structure(), PLAIN), n, seed=n)
    before = float(state.theta_summary(n / 50.0)[0][topic])
    state.observe(Question(topic, b), n / 50.0, correct, weight, practice=0.0)
    after = float(state.theta_summary(n / 50.0)[0][topic])
    assert after >= before - 1e-9 if correct else after <= before + 1e-9


def test_a_repeat_without_weight_moves_only_drift_and_practice() -> None:
    state = answered(LearnerState(structure(), PLAIN), 100)
    day = state.day or 0.0
    before = state.copy()
    state.observe(Question(3), day, True, weight=0.0)
    change = state.covariance - before.covariance
    expected = np.zeros_like(change)
    expected[0, 0, 0] = PLAIN.drift_ability_per_answer
    place = 1 + state.structure.n_domains + 3
    expected[0, place, place] = PLAIN.drift_topic_per_answer
    assert np.allclose(change, expected, atol=1e-12)
    assert np.array_equal(state.mean, before.mean)
    assert np.array_equal(state.log_weight, before.log_weight)
    assert state.practice_at(day)[3] == pytest.approx(before.practice_at(day)[3] + 1.0)


def test_a_skip_changes_nothing() -> None:
    state = answered(LearnerState(structure()), 50)
    before = state.to_arrays()
    state.observe(Question(3), 99.0, True, weight=0.0, practice=0.0)
    after = state.to_arrays()
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_covariance_stays_symmetric_and_positive_after_5000_answers() -> None:
    state = answered(LearnerState(structure(40, 8)), 5_000, share_right=0.6)
    for covariance in state.covariance:
        assert np.array_equal(covariance, covariance.T)
        assert float(np.linalg.eigvalsh(covariance).min()) > 0.0
    assert np.isfinite(state.mean).all()
    assert state.weights().sum() == pytest.approx(1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.lists(st.integers(0, 11), min_size=1, max_size=6, unique=True), st.floats(0.05, 1.0))
def test_topics_together_are_no_less_sure_than_alone(n: int, topics: list[int], ratio: float) -> None:
    """The band of a mix lies within its topics' own, each by its share: they seldom are all high or all low at once."""
    state = answered(LearnerState(structure()), n, seed=n)
    mean, covariance = (values[np.ix_(*[topics] * values.ndim)] for values in state.pooled_moments(n / 50.0))
    shares = ratio ** np.arange(len(topics))
    shares /= shares.sum()
    low, high = state.mix_interval_of(shares, mean, covariance)
    lows, highs = state.topic_interval(topics, n / 50.0)
    assert shares @ lows - 1e-12 <= low < high <= shares @ highs + 1e-12
    if len(topics) == 1:
        assert (low, high) == pytest.approx((lows[0], highs[0]), abs=1e-12)


def test_topics_that_are_sure_to_move_as_one_are_one_topic() -> None:
    state = LearnerState(structure())
    mean, covariance = np.full(3, 0.4), np.full((3, 3), 0.81)
    low, high = state.interval_of(mean[:1], np.array([0.9]))
    found = state.mix_interval_of(np.array([0.2, 0.5, 0.3]), mean, covariance)
    assert found == pytest.approx((low[0], high[0]), abs=1e-12)
    # Three topics that know nothing of each other, of equal shares: the third part of the variance.
    low, high = state.interval_of(mean[:1], np.array([0.9 / 3**0.5]))
    found = state.mix_interval_of(np.full(3, 1 / 3), mean, 0.81 * np.eye(3))
    assert found == pytest.approx((low[0], high[0]), abs=1e-12)


def test_several_topics_are_averaged() -> None:
    state = answered(LearnerState(structure(), PLAIN), 60)
    day = state.day or 0.0
    both = state.structure.selector((1, 4))
    assert np.allclose(both, (state.structure.rows[1] + state.structure.rows[4]) / 2)
    before = state.theta_summary(day)[0]
    state.observe(Question((1, 4)), day, True, practice=0.0)
    gained = state.theta_summary(day)[0] - before
    assert gained[1] > 0 and gained[4] > 0
    state.observe(Question((1, 4)), day, True)
    assert state.practice_at(day)[1] >= 1.0 and state.practice_at(day)[4] >= 1.0


def test_the_first_prediction_is_the_prior() -> None:
    state = LearnerState(structure(), PLAIN)
    assert state.predict(Question(0), 0.0) == pytest.approx(0.668, abs=0.01)
    assert state.predict(Question(0, difficulty=0.8), 0.0) < state.predict(Question(0, difficulty=-0.8), 0.0)
    assert state.predict(Question(0, guess=0.0), 0.0) < state.predict(Question(0), 0.0)


def test_a_remembered_item_is_predicted_from_memory() -> None:
    state = answered(LearnerState(structure()), 30, share_right=0.2)
    fresh, known = (state.predict(Question(0), 1.0, recall) for recall in (0.0, 1.0))
    remembered = SHIPPED.remembered
    assert known == pytest.approx(remembered * (1 - SHIPPED.slip) + (1 - remembered) * fresh)


def test_prediction_ahead_equals_advancing_first() -> None:
    state = answered(LearnerState(structure()), 80)
    ahead = (state.day or 0.0) + 12.0
    predicted = state.predict(Question(2), ahead)
    interval = state.topic_interval([2], ahead)
    state.advance(ahead)
    assert predicted == pytest.approx(state.predict(Question(2), ahead), abs=1e-12)
    assert interval[0] == pytest.approx(state.topic_interval([2], ahead)[0], abs=1e-12)


def test_practice_halves_in_its_half_life_and_uncertainty_grows() -> None:
    state = answered(LearnerState(structure()), 80)
    day = state.day or 0.0
    assert np.allclose(state.practice_at(day + SHIPPED.half_life), state.practice_at(day) / 2)
    low_now, high_now = state.topic_interval(np.arange(12), day)
    low_then, high_then = state.topic_interval(np.arange(12), day + 60)
    theta_sd_now, theta_sd_then = state.theta_summary(day)[1], state.theta_summary(day + 60)[1]
    assert (theta_sd_then > theta_sd_now).all()
    assert (low_now < high_now).all() and (low_then < high_then).all()


def test_variances_stop_at_the_cap() -> None:
    state = LearnerState(structure(), PLAIN)
    state.advance(0.0)
    state.advance(1e6)
    prior = [PLAIN.sd_ability**2, PLAIN.sd_topic**2]
    diagonal = np.diagonal(state.covariance[0])
    assert diagonal[0] == pytest.approx(4 * prior[0])
    assert diagonal[-1] == pytest.approx(4 * prior[1])


def test_a_clock_set_back_loses_nothing() -> None:
    state = answered(LearnerState(structure()), 80)
    day = state.day
    before = state.practice.copy()
    state.observe(Question(1), 0.0, True)
    assert state.day == day
    assert (state.practice >= before).all()


def test_evidence_moves_the_weights_of_temperaments() -> None:
    steady = LearnerState(structure(6, 2))
    patchy = LearnerState(structure(6, 2))
    for j in range(240):
        topic = j % 6
        steady.observe(Question(topic), j / 100, (j + j // 6) % 3 > 0)
        patchy.observe(Question(topic), j / 100, topic % 2 == 0)
    assert patchy.weights()[-1] > 0.5 > steady.weights()[-1]


def test_copy_and_cache_are_the_same_state() -> None:
    state = answered(LearnerState(structure()), 80)
    copied = state.copy()
    restored = LearnerState.from_arrays(state.to_arrays(), state.structure)
    state.observe(Question(0), 5.0, True)
    copied.observe(Question(0), 5.0, True)
    restored.observe(Question(0), 5.0, True)
    assert np.array_equal(state.covariance, copied.covariance)
    assert np.array_equal(state.covariance, restored.covariance)
    with pytest.raises(ValueError, match="does not fit"):
        LearnerState.from_arrays(state.to_arrays(), structure(5))


def test_a_state_extended_later_equals_one_that_was_large_from_the_start() -> None:
    constants = Constants(drift_topic_per_day=0.0)
    large = answered(LearnerState(Structure([0, 1]), constants), 60).extended(Structure([0, 1, 0, 2]))
    whole = LearnerState(Structure([0, 1, 0, 2]), constants)
    rng = np.random.default_rng(0)
    for j in range(60):  # the same answers as `answered`
        topic = int(rng.integers(2))
        whole.observe(Question(topic, float(rng.normal(0, 0.5))), j / 50.0, bool(rng.random() < 0.7))
    assert np.allclose(large.mean, whole.mean)
    assert np.allclose(large.covariance, whole.covariance)
    with pytest.raises(ValueError, match=r"^a state can only be extended by topics after its own$"):
        large.extended(Structure([1, 1, 0, 2, 0]))


def test_midway_adds_half_the_practice_and_a_third_of_the_walk() -> None:
    state = answered(LearnerState(structure(3, 1), PLAIN), 20)
    counts = np.array([6.0, 0.0, 0.0])
    ahead = state.midway(counts)
    day = state.day or 0.0
    assert ahead.practice_at(day)[0] == pytest.approx(state.practice_at(day)[0] + 3.0)
    grown = np.diagonal(ahead.covariance[0] - state.covariance[0])
    assert grown[2] == pytest.approx(6 * PLAIN.drift_topic_per_answer / 3)
    assert grown[0] == pytest.approx(6 * PLAIN.drift_ability_per_answer / 3)


def test_a_failed_score_report_lowers_the_areas_it_names() -> None:
    state = LearnerState(structure())
    weak, strong = (0, 3, 6, 9), (1, 4, 7, 10)
    fold_report(state, [ReportedArea(weak, 0.45, 60), ReportedArea(strong, 0.85, 60), ReportedArea((), 0.5, 10)], 1.0)
    mastery = state.mastery(1.0)
    assert mastery[list(weak)].max() < mastery[list(strong)].min()
    assert 0.45 < mastery[list(weak)].mean() < 0.69
    fold_report(state, [ReportedArea(strong, 1.0, 60)], 1.0)
    assert np.isfinite(state.mean).all()
    assert float(np.linalg.eigvalsh(state.covariance[0]).min()) > 0.0


def test_structures_are_checked() -> None:
    with pytest.raises(ValueError, match="at least one topic"):
        Structure([])
    with pytest.raises(ValueError, match="2 topics but 1"):
        Structure.of(2, [0])
    assert Structure([0, 1]) == Structure.of(2, [0, 1])
    assert hash(Structure([0, 1])) == hash(Structure([0, 1]))


def test_difficulty_labels() -> None:
    assert [difficulty_of(label) for label in (1, 2, 3, 4, 5)] == [-0.8, -0.4, 0.0, 0.4, 0.8]
    assert difficulty_of(9) == 0.8 and difficulty_of(0) == -0.8
