"""What may be said about a prediction: stage by evidence, word, rounded chance, topic label, limits.

Stages and thresholds are the design's section 4: a wrong population prior put the predicted score off by
5 to 8 points at 20 answers or fewer and by about 1 point from 50 on (simulation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, exp

import numpy as np

from .constants import Constants
from .quadrature import Array

RANGE_FROM = 20
WORD_FROM = 50
CHANCE_FROM = 100
WORD_COVERAGE = 0.50
CHANCE_COVERAGE = 0.80
COVERED_FROM = 2  # first attempts for a topic to count as covered
STRONG_MARGIN = 0.03
BELOW, ABOVE = 0.25, 0.75
WIDE = 0.15  # width of an 80 % score range worth naming as a limit
IDLE_DAYS = 7.0
_EXACT = 1e-9


class ReadinessStage(StrEnum):
    """How much is shown; the values are those of `mediquiz readiness --json`."""

    NONE = "none"
    RANGE = "range"
    WORD = "word"
    CHANCE = "chance"


class Word(StrEnum):
    """The verdict in a word."""

    BELOW = "likely below"
    CLOSE = "too close to call"
    ABOVE = "likely above"


class TopicLabel(StrEnum):
    """A topic against the cut, by its whole interval."""

    STRONG = "strong"
    UNSURE = "not sure yet"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that limits the number shown: a code and its figures, for a screen to phrase.

    few_answers (n = first attempts, needed = of the next stage); coverage (n = share not practiced,
    needed = share for the next stage); cut_assumed (n = sd_cut); wide_range (n = high80 - low80);
    idle (n = days since the last answer).
    """

    code: str
    n: float
    needed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a screen may show of one certification's readiness."""

    stage: ReadinessStage
    rough: bool
    answers_to_go: int
    coverage: float
    word: Word | None
    chance: float | None
    limits: list[Limit] = field(default_factory=list)


def coverage(first_attempts: Sequence[int] | Array, weights: Array) -> float:
    """Share of the blueprint's weight on topics with two or more first attempts (0..1)."""
    share = np.asarray(weights, dtype=float)
    covered = np.asarray(first_attempts) >= COVERED_FROM
    return float(min(1.0, share[covered].sum() / share.sum()))


def stage_of(first_attempts: int, covered: float) -> ReadinessStage:
    """The row of the cold-start table; below a row's coverage the row above it applies."""
    if first_attempts < RANGE_FROM:
        return ReadinessStage.NONE
    if first_attempts >= CHANCE_FROM and covered >= CHANCE_COVERAGE - _EXACT:
        return ReadinessStage.CHANCE
    if first_attempts >= WORD_FROM and covered >= WORD_COVERAGE - _EXACT:
        return ReadinessStage.WORD
    return ReadinessStage.RANGE


def word_of(p_pass: float) -> Word:
    """P(pass) below .25, .25 to .75, above .75."""
    if p_pass < BELOW:
        return Word.BELOW
    return Word.ABOVE if p_pass > ABOVE else Word.CLOSE


def rounded_chance(p_pass: float) -> float:
    """To the nearest 5 %, never below 5 % nor above 95 %."""
    return min(0.95, max(0.05, round(p_pass * 20.0) / 20.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What one certification's number rests on.

    first_attempts on any topic of its outline; covered share of its weight; predicted p_pass and 80 %
    score range; doubt about the cut; days since the last answer.
    """

    first_attempts: int
    covered: float
    p_pass: float
    low80: float
    high80: float
    sd_cut: float = 0.0
    idle_days: float = 0.0


def shown(basis: Basis) -> Shown:
    """Everything the cold-start table decides for one certification."""
    first_attempts, covered = basis.first_attempts, basis.covered
    stage = stage_of(first_attempts, covered)
    return Shown(
        stage=stage,
        rough=stage is ReadinessStage.RANGE,
        answers_to_go=max(0, RANGE_FROM - first_attempts),
        coverage=covered,
        word=word_of(basis.p_pass) if stage in (ReadinessStage.WORD, ReadinessStage.CHANCE) else None,
        chance=rounded_chance(basis.p_pass) if stage is ReadinessStage.CHANCE else None,
        limits=_limits(basis),
    )


def _limits(basis: Basis) -> list[Limit]:
    """Most pressing first."""
    found = []
    needed = _answers_of_next_stage(basis.first_attempts)
    if needed is not None:
        found.append(Limit("few_answers", basis.first_attempts, needed))
    wanted = WORD_COVERAGE if basis.first_attempts < CHANCE_FROM and basis.covered < WORD_COVERAGE else CHANCE_COVERAGE
    if basis.covered < wanted - _EXACT:
        found.append(Limit("coverage", 1.0 - basis.covered, wanted))
    width = basis.high80 - basis.low80
    if width > WIDE:
        found.append(Limit("wide_range", width, WIDE))
    if basis.sd_cut > 0.0:
        found.append(Limit("cut_assumed", basis.sd_cut))
    if basis.idle_days >= IDLE_DAYS:
        found.append(Limit("idle", basis.idle_days, IDLE_DAYS))
    return found


def _answers_of_next_stage(first_attempts: int) -> int | None:
    for needed in (RANGE_FROM, WORD_FROM, CHANCE_FROM):
        if first_attempts < needed:
            return needed
    return None


def topic_label(low: float, high: float, cut: float) -> TopicLabel:
    """Strong: the whole 80 % interval 3 points or more above the cut; weak: all of it below."""
    if low >= cut + STRONG_MARGIN:
        return TopicLabel.STRONG
    return TopicLabel.WEAK if high < cut else TopicLabel.UNSURE


def answers_to_halve(mean_theta: float, sd_theta: float, constants: Constants) -> int:
    """About how many more first attempts would halve a topic's interval.

    Information adds up: a quarter of the variance takes 3 / (variance x information) answers, with the
    Fisher information of the three-parameter curve at the mean (Lord 1980).
    """
    return max(1, ceil(3.0 / (sd_theta * sd_theta * _information(mean_theta, constants))))


def _information(theta: float, constants: Constants) -> float:
    """Fisher information of one answer about theta (logits^-2), for an item with label 3 (b = 0)."""
    curve = 1.0 / (1.0 + exp(-constants.shrink * theta))
    ceiling = 1.0 - constants.slip - constants.guess
    p = constants.guess + ceiling * curve
    slope = ceiling * constants.shrink * curve * (1.0 - curve)
    return slope * slope / (p * (1.0 - p))
