"""The cold-start table and the words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.psychometrics.constants import SHIPPED
from mediquiz.psychometrics.mastery import LearnerState, Question
from mediquiz.psychometrics.wording import (
    Basis,
    ReadinessStage,
    TopicLabel,
    Word,
    answers_to_halve,
    coverage,
    rounded_chance,
    shown,
    stage_of,
    topic_label,
    word_of,
)
from tests.psychometrics.helpers import PLAIN, structure


@pytest.mark.parametrize(
    ("attempts", "covered", "stage"),
    [
        (0, 1.0, ReadinessStage.NONE),
        (19, 1.0, ReadinessStage.NONE),
        (20, 0.0, ReadinessStage.RANGE),
        (49, 1.0, ReadinessStage.RANGE),
        (50, 0.49, ReadinessStage.RANGE),
        (50, 0.50, ReadinessStage.WORD),
        (99, 1.0, ReadinessStage.WORD),
        (100, 0.80, ReadinessStage.CHANCE),
        (100, 0.79, ReadinessStage.WORD),
        (5_000, 0.49, ReadinessStage.RANGE),
    ],
)
def test_stages(attempts: int, covered: float, stage: ReadinessStage) -> None:
    assert stage_of(attempts, covered) is stage


@given(st.integers(0, 1_000), st.floats(0, 1), st.floats(0, 1))
def test_more_evidence_never_shows_less(attempts: int, covered: float, p: float) -> None:
    order = list(ReadinessStage)
    assert order.index(stage_of(attempts + 1, covered)) >= order.index(stage_of(attempts, covered))
    found = shown(Basis(first_attempts=attempts, covered=covered, p_pass=p, low80=0.5, high80=0.9))
    assert (found.chance is not None) == (found.stage is ReadinessStage.CHANCE)
    assert (found.word is None) == (found.stage in (ReadinessStage.NONE, ReadinessStage.RANGE))
    assert found.chance is None or 0.05 <= found.chance <= 0.95


def test_words_and_rounding() -> None:
    assert [word_of(p) for p in (0.24, 0.25, 0.75, 0.76)] == [Word.BELOW, Word.CLOSE, Word.CLOSE, Word.ABOVE]
    assert [rounded_chance(p) for p in (0.0, 0.02, 0.68, 0.73, 1.0)] == pytest.approx([0.05, 0.05, 0.70, 0.75, 0.95])


def test_coverage_counts_topics_with_two_first_attempts() -> None:
    weights = np.array([0.5, 0.3, 0.2, 0.0])
    assert coverage(np.array([2, 1, 5, 0]), weights) == pytest.approx(0.7)
    assert coverage([0, 0, 0, 9], weights) == 0.0
    assert coverage([2, 2, 2, 0], weights) == 1.0


def test_limits_say_what_is_missing() -> None:
    found = shown(Basis(first_attempts=15, covered=0.2, p_pass=0.5, low80=0.4, high80=0.9, sd_cut=0.03, idle_days=12))
    assert [limit.code for limit in found.limits] == ["few_answers", "coverage", "wide_range", "cut_assumed", "idle"]
    assert (found.limits[0].n, found.limits[0].needed) == (15, 20)
    assert found.limits[1].n == pytest.approx(0.8)
    assert found.answers_to_go == 5 and not found.rough
    enough = shown(Basis(first_attempts=400, covered=0.95, p_pass=0.5, low80=0.7, high80=0.8))
    assert enough.limits == [] and enough.stage is ReadinessStage.CHANCE and enough.answers_to_go == 0
    assert shown(Basis(first_attempts=30, covered=1.0, p_pass=0.5, low80=0.7, high80=0.8)).rough
    thin = shown(Basis(first_attempts=200, covered=0.6, p_pass=0.5, low80=0.7, high80=0.8))
    assert (thin.stage, thin.limits[0].code, thin.limits[0].needed) == (ReadinessStage.WORD, "coverage", 0.8)


def test_topic_labels() -> None:
    assert topic_label(0.73, 0.9, 0.70) is TopicLabel.STRONG
    assert topic_label(0.72, 0.9, 0.70) is TopicLabel.UNSURE
    assert topic_label(0.4, 0.69, 0.70) is TopicLabel.WEAK
    assert topic_label(0.4, 0.70, 0.70) is TopicLabel.UNSURE


def test_answers_to_halve_are_about_right() -> None:
    """As many answers as announced bring the interval of the topic to about half."""
    state = LearnerState(structure(), PLAIN)
    mean, sd = state.theta_summary(0.0)
    n = answers_to_halve(float(mean[0]), float(sd[0]), PLAIN)
    rng = np.random.default_rng(0)
    for _ in range(n):
        state.observe(Question(0), 0.0, bool(rng.random() < 0.668), practice=0.0)
    after = float(state.theta_summary(0.0)[1][0])
    assert 0.4 < after / sd[0] < 0.65
    assert answers_to_halve(0.0, 5.0, SHIPPED) >= 1
