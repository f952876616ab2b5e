"""The learner's state against the same model written down a second time, and figures worked out by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from mediquiz.psychometrics.constants import SHIPPED, Constants, Temperament, difficulty_of
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.structure import Structure

from .helpers import PLAIN, answered, structure
from .reference import Reference

DOMAINS = [0, 1, 0, 2, 1]


def both(constants: Constants = SHIPPED) -> tuple[LearnerState, list[Reference]]:
    return LearnerState(Structure(DOMAINS), constants), [
        Reference(DOMAINS, constants, t) for t in constants.temperaments
    ]


def agree(state: LearnerState, references: list[Reference], day: float) -> None:
    weights = np.exp([one.log_weight for one in references])
    assert state.weights() == pytest.approx(weights / weights.sum(), rel=1e-8)
    for place, one in enumerate(references):
        names = list(one.prior)
        assert state.mean[place] == pytest.approx([one.mean[a] for a in names], abs=1e-9)
        ours = [one.cov[pair] for pair in product(names, names)]
        assert state.covariance[place].ravel() == pytest.approx(ours, abs=1e-9)
    practice = [references[0].practice(k, day) for k in range(len(DOMAINS))]
    assert state.practice_at(day) == pytest.approx(practice, rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_state_is_that_of_the_model_written_down_again(seed: int) -> None:
    rng = random.Random(seed)
    state, references = both()
    day = 20_000.0
    for step in range(25):
        day += 3_000.0 if step == 20 else rng.choice([0.0, 0.01, 0.3, 1.0, 6.0, 60.0])  # then all variances are capped
        topics = (*rng.sample(range(5), rng.choice([1, 1, 1, 2, 3])),)
        if rng.random() < 0.15:
            theta, variance = rng.gauss(0, 1), rng.uniform(0.05, 0.5)
            state.believe(topics, theta, variance, day)
            for one in references:
                one.believe(topics, theta, variance, day)
        else:
            b, guess, sd = rng.gauss(0, 0.5), rng.choice([None, 0.0, 0.5]), rng.choice([None, 0.35])
            weight, practice = rng.choice([1.0, 1.0, 0.5, 0.25, 0.0]), rng.choice([1.0, 1.0, 0.5, 0.0])
            right = rng.random() < 0.6
            question = Question(topics[0] if len(topics) == 1 else topics, b, guess, sd)
            state.observe(question, day, right, weight, practice)
            if weight or practice:
                c, d = 0.25 if guess is None else guess, 0.75 if sd is None else sd
                for one in references:
                    one.observe(topics, b, c, d, right, day, weight, practice)
        agree(state, references, day + rng.choice([0.0, 17.0]))


def test_a_prediction_is_that_of_the_model_written_down_again() -> None:
    state, references = both()
    for day, topic, right in [(1.0, 0, True), (1.5, 3, False), (9.0, 0, False), (9.0, 4, True)]:
        state.observe(Question(topic, 0.4), day, right)
        for one in references:
            one.observe((topic,), 0.4, 0.25, 0.75, right, day, 1.0, 1.0)
    weights = np.exp([one.log_weight for one in references])
    weights /= weights.sum()
    for ahead, topics, b, guess, sd in product((0.0, 30.0), ((0,), (1, 4)), (0.0, 0.8), (0.25, 0.2), (0.75, 0.35)):
        fresh = sum(
            w * one.predict(topics, b, guess, sd, 9.0 + ahead) for w, one in zip(weights, references, strict=True)
        )
        question = Question(topics, b, guess, sd)
        assert state.predict(question, 9.0 + ahead) == pytest.approx(fresh, abs=1e-9)
        # Remembered with .9 x .5: then only a slip (.02) is wrong.
        assert state.predict(question, 9.0 + ahead, 0.5) == pytest.approx(0.45 * 0.98 + 0.55 * fresh, abs=1e-9)
    assert state.predict(Question(2), 9.0) == state.predict(Question(2, 0.0, 0.25, 0.75), 9.0)


def test_before_any_answer_the_temperaments_weigh_what_they_are_given() -> None:
    state = LearnerState(structure())
    assert state.weights() == pytest.approx([0.40, 0.45, 0.15])
    assert sum(temper.prior for temper in SHIPPED.temperaments) == pytest.approx(1.0)
    assert state.day is None
    state.advance(5.0)
    assert state.day == 5.0
    # sd of ability .9; of a topic .6, by temperament x .8, 1 and 1.8; nothing grew: there was no day before.
    assert state.covariance[:, 0, 0] == pytest.approx([0.81] * 3)
    assert state.covariance[:, -1, -1] == pytest.approx([0.2304, 0.36, 1.1664])


def test_practice_fades_between_answers_and_inside_an_update() -> None:
    """Two answers a half-life of 30 days apart: 1 x .5 + 1 = 1.5, and 30 days later .75 + 2 = 2.75."""
    state = LearnerState(structure(), PLAIN)
    state.observe(Question(3), 0.0, True)
    state.observe(Question(3), 30.0, True)
    assert (state.practice[3], state.practice_day[3]) == (1.5, 30.0)
    state.count_practice(3, 60.0, 2.0)
    assert (state.practice[3], state.practice_day[3]) == (2.75, 60.0)
    assert state.practice_at(60.0).tolist() == [0.0] * 3 + [2.75] + [0.0] * 8
    assert state.practice_at(90.0)[3] == 1.375
    assert state.practice_at(30.0)[3] == 2.75, "looked at from before, nothing has faded"


def test_what_a_student_gained_by_practice_fades_before_the_next_answer_is_judged() -> None:
    """E = 2 of 60 days ago is .5 now: the state takes the answer for one at theta + .25 ln 1.5, not + .25 ln 3."""
    practiced = LearnerState(structure(), PLAIN)
    practiced.count_practice((0, 3), 0.0, 2.0)
    practiced.advance(0.0)
    fresh = LearnerState(structure(), PLAIN)
    fresh.advance(0.0)
    fresh.observe(Question(0, difficulty=0.2 - 0.25 * np.log(1.5)), 60.0, True, practice=0.0)
    practiced.observe(Question(0, difficulty=0.2), 60.0, True, practice=0.0)
    assert practiced.mean == pytest.approx(fresh.mean, abs=1e-12)


def test_an_answer_of_an_earlier_day_adds_practice_at_the_later_one() -> None:
    state = LearnerState(structure(), PLAIN)
    state.count_practice(0, 30.0)
    state.count_practice(0, 0.0)
    assert (state.practice[0], state.practice_day[0]) == (2.0, 30.0)


def test_theta_is_ability_domain_topic_and_practice() -> None:
    state = LearnerState(Structure([0, 1]), replace(PLAIN, half_life=10.0))
    state.mean[0] = [0.5, 0.1, -0.2, 0.3, -0.4]
    state.count_practice(1, 0.0, 3.0)
    mean, covariance = state.theta_moments(10.0)
    # .5 + .1 + .3 and .5 - .2 - .4 + .25 ln(1 + 3/2); .9^2 + .3^2 + .6^2 = 1.26, shared: ability alone.
    assert mean[0] == pytest.approx([0.9, -0.1 + 0.25 * np.log(2.5)])
    assert covariance[0] == pytest.approx(np.array([[1.26, 0.81], [0.81, 1.26]]))
    state.advance(10.0)
    # Twenty days on: ability by .001 and each topic by .002 a day.
    later = state.theta_moments(30.0)[1][0]
    assert later == pytest.approx(np.array([[1.26 + 0.06, 0.81 + 0.02], [0.81 + 0.02, 1.26 + 0.06]]))


def test_the_same_is_pooled_over_temperaments_with_what_sets_them_apart() -> None:
    two = replace(PLAIN, temperaments=(Temperament(0.25), Temperament(0.75, topic_spread=2.0)))
    state = LearnerState(Structure([0]), two)
    state.mean[:] = [[1.0, 0.0, 0.0], [2.0, 0.0, 0.0]]
    mean, covariance = state.pooled_moments(0.0)
    # Variances .81 + .09 + .36 = 1.26 and .81 + 4 x .45 = 2.61; .25 x 1.26 + .75 x 2.61 + .25 x .75 x (2 - 1)^2.
    assert (float(mean[0]), float(covariance[0, 0])) == pytest.approx((1.75, 2.46))
    summary = state.theta_summary(0.0)
    assert (float(summary[0][0]), float(summary[1][0])) == pytest.approx((1.75, 2.46**0.5))


def test_chance_on_a_fresh_item_and_its_interval() -> None:
    state = LearnerState(structure(), PLAIN)
    # kappa = (1 + pi/8 x .75^2)^-.5 = .905026; sigmoid(.905026) = .711981; .25 + .73 x .711981 = .769746.
    assert float(state.fresh_item(np.array(1.0))) == pytest.approx(0.769746, abs=2e-6)
    assert float(state.fresh_item(np.array(0.0))) == pytest.approx(0.25 + 0.73 / 2)
    # Doubt .8 beside it: 1 / sqrt(1 + pi/8 (.5625 + .64)) = 1 / sqrt(1.472221) = 0.824164; sigmoid = 0.695119.
    assert float(state.mastery_of(np.array(1.0), np.array(0.8))) == pytest.approx(0.25 + 0.73 * 0.695119, abs=2e-6)
    mean, sd = np.array([1.0, 0.0]), np.array([0.5, 0.25])
    # 80 %: 1.281552 deviations to each side; 95 %: 1.959964.
    for low, high, reach in ((*state.interval_of(mean, sd), 1.281552), (*state.interval_of(mean, sd, 0.95), 1.959964)):
        assert low == pytest.approx(state.fresh_item(mean - reach * sd), abs=1e-6)
        assert high == pytest.approx(state.fresh_item(mean + reach * sd), abs=1e-6)


def test_intervals_of_chosen_topics_and_mastery_of_all_follow_the_day() -> None:
    state = answered(LearnerState(structure()), 60)
    day = (state.day or 0.0) + 20
    mean, sd = state.theta_summary(day)
    low, high = state.interval_of(mean, sd, 0.8)
    assert state.topic_interval([4, 1], day)[0].tolist() == [low[4], low[1]]
    assert state.topic_interval(np.array([4, 1]), day)[1].tolist() == [high[4], high[1]]
    assert [end.tolist() for end in state.topic_interval([], day)] == [[], []]
    wider = state.interval_of(mean, sd, 0.95)
    assert state.topic_interval([2], day, 0.95)[1].tolist() == [wider[1][2]]
    assert state.mastery(day) == pytest.approx(state.mastery_of(mean, sd))


def test_an_extended_state_keeps_day_practice_and_all_that_was_learned() -> None:
    small = answered(LearnerState(Structure([0, 1])), 60)
    large = small.extended(Structure([0, 1, 0, 2]))
    day = small.day or 0.0
    assert large.day == small.day == 59 / 50
    assert large.practice.tolist() == [*small.practice.tolist(), 0.0, 0.0]
    assert large.practice_day.tolist() == [*small.practice_day.tolist(), 0.0, 0.0]
    assert large.weights().tolist() == small.weights().tolist()
    for ahead in (0.0, 40.0):
        for topic in (0, 1):
            assert large.predict(Question(topic), day + ahead) == pytest.approx(
                small.predict(Question(topic), day + ahead)
            )
    other = replace(SHIPPED, gain=0.1)
    assert LearnerState(Structure([0]), other).extended(Structure([0, 0])).constants is other
    small.observe(Question(0), day, True)
    assert large.practice[0] == small.practice[0] - 1.0, "the two are independent"


def test_a_state_looks_ahead_over_answers_still_to_come() -> None:
    """6 more of topic 0 and 3 of topic 2: half of the practice, a third of the walk, ability for all 9."""
    state = answered(LearnerState(structure(3, 1)), 20)
    before = {name: array.copy() for name, array in state.to_arrays().items()}
    ahead = state.midway(np.array([6.0, 0.0, 3.0]))
    day = state.day or 0.0
    assert ahead.practice_at(day) - state.practice_at(day) == pytest.approx([3.0, 0.0, 1.5])
    assert ahead.day == day
    grown = np.diagonal(ahead.covariance - state.covariance, axis1=1, axis2=2)
    for place, temper in enumerate(SHIPPED.temperaments):
        assert grown[place] == pytest.approx([9 * 0.0005 / 3 * temper.wander, 0, 6 * 0.004 / 3, 0, 3 * 0.004 / 3])
    assert ahead.mean.tolist() == state.mean.tolist()
    assert all(np.array_equal(before[name], array, equal_nan=True) for name, array in state.to_arrays().items())
    unborn = LearnerState(structure(3, 1)).midway(np.array([0.0, 2.0, 0.0]))
    assert unborn.practice.tolist() == [0.0, 1.0, 0.0] and unborn.practice_day.tolist() == [0.0] * 3


def test_a_state_kept_as_arrays_is_its_own_again_and_says_what_does_not_fit() -> None:
    state = answered(LearnerState(structure()), 5)
    arrays = state.to_arrays()
    again = LearnerState.from_arrays(arrays, structure())
    assert again.day == state.day
    again.observe(Question(0), 9.0, True)
    assert np.array_equal(arrays["mean"], state.mean), "what was kept is not written on"
    fresh = LearnerState.from_arrays(LearnerState(structure()).to_arrays(), structure())
    assert fresh.day is None
    with pytest.raises(ValueError, match=r"^kept state does not fit: practice has shape \(3,\)$"):
        LearnerState.from_arrays(arrays | {"practice": np.zeros(3)}, structure())
    other = LearnerState.from_arrays(arrays, structure(), replace(SHIPPED, gain=0.0))
    assert other.constants.gain == 0.0


def test_constants_worked_out() -> None:
    assert SHIPPED.sd_exam == pytest.approx(0.212132, abs=1e-6)  # .15 sqrt(2)
    assert replace(SHIPPED, sd_form=0.3, sd_day=0.4).sd_exam == pytest.approx(0.5)
    assert SHIPPED.shrink == pytest.approx(0.905026, abs=1e-6)
    assert [difficulty_of(label) for label in (-3, 1.4, 1.6, 4.6, 7)] == [-0.8, -0.8, -0.4, 0.8, 0.8]
