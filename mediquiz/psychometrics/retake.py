"""Starting again from a failed exam: what a score report's area results say about the topics behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from .constants import Constants
from .mastery import LearnerState

#: shares nearer to guessing or to perfect than this say no more than this
_EDGE = 0.02


@dataclass(frozen=True, slots=True)
class ReportedArea:
    """One area of a score report: the topics that feed it, share right (0..1), number of items."""

    topics: tuple[int, ...]
    share: float
    n_items: int


def fold_report(state: LearnerState, areas: Sequence[ReportedArea], day: float) -> None:
    """Fold the areas of one sitting into the state, each as one reading of its topics' average theta.

    The share is turned back through the response curve; its variance is the items' luck (delta method)
    plus that of the sitting. Areas of one sitting share the luck of the day; each carrying it in full
    keeps the state on the cautious side.
    """
    for area in areas:
        if area.topics and area.n_items > 0:
            theta, variance = _reading(area, state.constants)
            state.believe(area.topics, theta, variance, day)


def _reading(area: ReportedArea, constants: Constants) -> tuple[float, float]:
    """theta (logits) that gives the share, and its variance."""
    low, high = constants.guess, 1.0 - constants.slip
    share = min(high - _EDGE, max(low + _EDGE, area.share))
    curve = (share - low) / (high - low)
    slope = (high - low) * constants.shrink * curve * (1.0 - curve)
    luck = share * (1.0 - share) / area.n_items / (slope * slope)
    return log(curve / (1.0 - curve)) / constants.shrink, luck + constants.sd_exam**2
