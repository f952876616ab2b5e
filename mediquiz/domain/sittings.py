"""From a blueprint to the rules of one sitting."""

from __future__ import annotations

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.policy import SegmentClock, SittingRules


def rules_for(blueprint: Blueprint, time_factor: float | None) -> SittingRules:
    """The exam's own rules with extra time (1.25, 1.5, 2) or untimed (None). Breaks stay as they are."""
    clocks: list[SegmentClock] = []
    first = 0
    for segment in blueprint.segments:
        seconds = None if time_factor is None else segment.seconds * time_factor
        clocks.append(SegmentClock(segment.title, first, first + segment.questions, seconds))
        first += segment.questions
    return SittingRules(tuple(clocks), blueprint.break_seconds, time_factor)
