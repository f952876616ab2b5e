"""An estimate as the bars draw it."""

from __future__ import annotations

from mediquiz.domain.summaries import Band
from mediquiz.ui.widgets.interval import Interval


def with_mark(band: Band | None, cut: float) -> Interval | None:
    """A share right with the passing mark, both 0 to 1."""
    return None if band is None else Interval(band.low, band.mean, band.high, cut)
