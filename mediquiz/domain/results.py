"""What a finished sitting says: right per area, pace, changed answers, pass decision."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediquiz.domain.attempt import Attempt, QuestionState
from mediquiz.domain.blueprint import Area, Blueprint, PassingScore
from mediquiz.domain.grading import is_right
from mediquiz.domain.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaResult:
    """Right of scored questions in a content area, with the area's share of the exam (0 to 1)."""

    id: str
    title: str
    share: float
    right: int
    scored: int
    seconds: float
    assumed: bool
    parts: tuple[AreaResult, ...] = ()


@dataclass(frozen=True, slots=True)
class StretchPace:
    """Mean seconds a question on screen in one segment (or quarter of a single session) and the seconds available.

    0 where none of its questions came on screen.
    """

    title: str
    """The exam's own name of a segment; empty for a quarter."""
    first: int
    last: int
    """Numbers of its questions, counted from 1, both included."""
    seconds: float
    available: float | None


@dataclass(frozen=True, slots=True)
class AnswerChanges:
    """Answers changed during the sitting, by what the change did."""

    to_right: int
    to_wrong: int
    between_wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The score of one sitting. Shares run from 0 to 1."""

    right: int
    scored: int
    unscored: int
    unscored_right: int
    unanswered: int
    share: float
    low80: float
    high80: float
    scaled: float
    scaled_low: float
    scaled_high: float
    passed: bool
    areas: tuple[AreaResult, ...]
    pace: tuple[StretchPace, ...]
    changes: AnswerChanges
    seconds: float
    available: float | None


def wilson(right: int, total: int, z: float = 1.2816) -> tuple[float, float]:
    """Wilson's score interval of a proportion (E. B. Wilson, JASA 22, 1927); z 1.2816 gives 80 %."""
    if total == 0:
        return 0.0, 1.0
    share = right / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    # Rounding must not push an end past the share itself.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def about_scaled(passing: PassingScore, share: float, guess: float) -> float:
    """A scaled score from a raw share, straight lines through (guess, minimum), (cut, pass) and (1, maximum).

    No board publishes its conversion: the raw cut is an assumption and the value is only ever shown as "about".
    """
    cut = passing.raw_cut
    if share >= cut:
        return passing.scaled + (share - cut) / (1 - cut) * (passing.scale_max - passing.scaled)
    lost = (cut - share) / (cut - guess)
    return max(passing.scale_min, passing.scaled - lost * (passing.scaled - passing.scale_min))


def marks_of(attempt: Attempt, items: Sequence[Item]) -> list[bool]:
    """Which questions are answered right, in form order as `items` are; an unanswered one is wrong."""
    return [is_right(item, state.response) for item, state in zip(items, attempt.states, strict=True)]


def score(attempt: Attempt, blueprint: Blueprint, items: Sequence[Item]) -> Result:
    """The result of a sitting, with its items in form order; unanswered questions count as wrong, as on the exam."""
    marks = marks_of(attempt, items)
    counted = [n for n, question in enumerate(attempt.questions) if question.scored]
    right = sum(marks[n] for n in counted)
    low, high = wilson(right, len(counted))
    share = right / len(counted)
    guess = 1 / blueprint.options
    scaled = [about_scaled(blueprint.passing, value, guess) for value in (share, low, high)]
    return Result(
        right=right,
        scored=len(counted),
        unscored=len(attempt.questions) - len(counted),
        unscored_right=sum(marks) - right,
        unanswered=sum(not state.answered for state in attempt.states),
        share=share,
        low80=low,
        high80=high,
        scaled=scaled[0],
        scaled_low=scaled[1],
        scaled_high=scaled[2],
        passed=share >= blueprint.passing.raw_cut,
        areas=_areas(attempt, blueprint, marks),
        pace=_pace(attempt),
        changes=_changes(attempt, items),
        seconds=sum(state.seconds for state in attempt.states),
        available=attempt.rules.seconds,
    )


def _areas(attempt: Attempt, blueprint: Blueprint, marks: Sequence[bool]) -> tuple[AreaResult, ...]:
    found = []
    for domain in blueprint.domains:
        parts = tuple(_leaf(attempt, blueprint, area, marks) for area in blueprint.areas_in(domain.id))
        found.append(
            AreaResult(
                id=domain.id,
                title=domain.title,
                share=domain.scored / blueprint.scored,
                right=sum(part.right for part in parts),
                scored=sum(part.scored for part in parts),
                seconds=sum(part.seconds for part in parts),
                assumed=False,
                parts=parts,
            )
        )
    return tuple(found)


def _leaf(attempt: Attempt, blueprint: Blueprint, area: Area, marks: Sequence[bool]) -> AreaResult:
    places = [n for n, q in enumerate(attempt.questions) if q.area == area.id]
    counted = [n for n in places if attempt.questions[n].scored]
    return AreaResult(
        id=area.id,
        title=area.title,
        share=area.weight / blueprint.scored,
        right=sum(marks[n] for n in counted),
        scored=len(counted),
        seconds=sum(attempt.states[n].seconds for n in places),
        assumed=area.assumed,
    )


def _pace(attempt: Attempt) -> tuple[StretchPace, ...]:
    """By segment; a single session is shown in quarters."""
    segments = [(s.title, s.first, s.last, s.seconds) for s in attempt.rules.segments]
    if len(segments) == 1:
        total, seconds = segments[0][2], segments[0][3]
        bounds = [total * n // 4 for n in range(5)]
        part = None if seconds is None else seconds / 4
        segments = [("", a, b, part) for a, b in pairwise(bounds)]
    return tuple(
        StretchPace(
            title,
            first + 1,
            last,
            _mean_seconds(attempt.states[first:last]),
            None if seconds is None else seconds / max(1, last - first),
        )
        for title, first, last, seconds in segments
    )


def _mean_seconds(states: Sequence[QuestionState]) -> float:
    """Questions that never came on screen took no time, and would make the others look quick."""
    seen = [state.seconds for state in states if state.seen or state.seconds]
    return sum(seen) / len(seen) if seen else 0.0


def _changes(attempt: Attempt, items: Sequence[Item]) -> AnswerChanges:
    to_right = to_wrong = between = 0
    for item, state in zip(items, attempt.states, strict=True):
        if state.changes == 0 or state.first_response == state.response or not state.answered:
            continue
        before, after = is_right(item, state.first_response), is_right(item, state.response)
        to_right += after and not before
        to_wrong += before and not after
        between += not before and not after
    return AnswerChanges(to_right, to_wrong, between)
