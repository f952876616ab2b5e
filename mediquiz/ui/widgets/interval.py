"""An interval on a scale: what it is, what it says, how it is drawn. Shared by the bar and the table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from mediquiz.language import _, passing_percent, percent
from mediquiz.ui.widgets.paint import draw_cut, fill_round, stroke_round
from mediquiz.words.numbers import scaled_score, share_range


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
        return self._spoken_share() if self._is_share() else self._spoken_score()

    def _spoken_share(self) -> str:
        mean, spread = self.say(self.mean), share_range(self.low, self.high, self.cut)
        if self.cut is None:
            return _("about {mean}, likely {spread}").format(mean=mean, spread=spread)
        return _("about {mean}, likely {spread}; passing mark {cut}").format(
            mean=mean, spread=spread, cut=passing_percent(self.cut)
        )

    def _spoken_score(self) -> str:
        mean, low, high = self.say(self.mean), self.say(self.low), self.say(self.high)
        if self.cut is None:
            return _("about {mean}, likely between {low} and {high}").format(mean=mean, low=low, high=high)
        return _("about {mean}, likely between {low} and {high}; passing score {cut}").format(
            mean=mean, low=low, high=high, cut=self.say(self.cut)
        )

    def say(self, value: float) -> str:
        """A value as people read it: a share of one as percent, a score as it is."""
        if not self._is_share():
            return scaled_score(value, self.start if self.cut is None else self.cut)
        return percent(value, self.cut)

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
    band = QRectF(left, bar.y(), right - left, bar.height())
    fill_round(painter, band, 7 * unit, inks.band)
    # Band and track differ too little for many eyes; its edge does not.
    stroke_round(painter, band, 7 * unit, inks.tick, 1.5 * unit)
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
