"""An interval on a scale: what it is, what it says, how it is drawn. Shared by the bar and the table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from mediquiz.language import _, percent
from mediquiz.ui.widgets.paint import draw_cut, fill_round


@dataclass(frozen=True, slots=True)
class Interval:
    """A range with its middle and an optional cut (passing) score, in the units of the scale low..high."""

    low: float
    mean: float
    high: float
    cut: float | None = None
    start: float = 0.0
    end: float = 1.0

    def place(self, value: float) -> float:
        """Where a value lies on the scale, 0 to 1."""
        span = self.end - self.start
        return min(1.0, max(0.0, (value - self.start) / span)) if span else 0.0

    def spoken(self) -> str:
        """The same in words, for a screen reader and a tool tip."""
        text = _("about {mean}, likely between {low} and {high}")
        if self.cut is not None and self._is_share():
            text = _("about {mean}, likely between {low} and {high}; passing mark {cut}")
        elif self.cut is not None:
            text = _("about {mean}, likely between {low} and {high}; passing score {cut}")
        mean, low, high, cut = (self.say(value) for value in (self.mean, self.low, self.high, self.cut or 0.0))
        return text.format(mean=mean, low=low, high=high, cut=cut)

    def say(self, value: float) -> str:
        """A value as people read it: a share of one as percent, a score as it is."""
        return percent(value) if self._is_share() else f"{value:.0f}"

    def _is_share(self) -> bool:
        """A share right has a passing mark; a board's own scale has a passing score."""
        return (self.start, self.end) == (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class IntervalInks:
    """The four colors of an interval."""

    track: QColor
    band: QColor
    tick: QColor
    cut: QColor


def draw_interval(painter: QPainter, box: QRectF, interval: Interval | None, inks: IntervalInks, unit: float) -> None:
    """Draw into a box at least 26 units high; the bar itself is 14 high."""
    bar = QRectF(box.x(), box.center().y() - 7 * unit, box.width(), 14 * unit)
    fill_round(painter, bar, 7 * unit, inks.track)
    if interval is None:
        return
    left, right = (bar.x() + bar.width() * interval.place(value) for value in (interval.low, interval.high))
    # A band is never thinner than its own tick, or a narrow one would vanish.
    left, right = min(left, bar.right() - 6 * unit), max(right, left + 6 * unit)
    fill_round(painter, QRectF(left, bar.y(), right - left, bar.height()), 7 * unit, inks.band)
    if interval.cut is not None:
        draw_cut(
            painter,
            bar.x() + bar.width() * interval.place(interval.cut),
            bar.y() - 6 * unit,
            bar.bottom() + 6 * unit,
            inks.cut,
        )
    middle = min(max(bar.x() + bar.width() * interval.place(interval.mean), bar.x() + 2 * unit), bar.right() - 2 * unit)
    fill_round(
        painter, QRectF(middle - 2 * unit, bar.y() - 2 * unit, 4 * unit, bar.height() + 4 * unit), 2 * unit, inks.tick
    )
