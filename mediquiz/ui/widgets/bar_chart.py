"""One bar per segment, and a limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.chart import Chart
from mediquiz.ui.widgets.paint import fill_round, stroke_round


class BarChart(Chart):
    """Bars with their value on top and their name beneath; a dashed line at the limit."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or _("Per segment"), parent)
        self._bars: list[tuple[str, float]] = []
        self._limit: float | None = None
        self._limit_words = ""
        self.refresh_words()

    def show_bars(
        self,
        bars: Sequence[tuple[str, float]],
        limit: float | None = None,
        limit_words: str = "",
        say: Callable[[float], str] | None = None,
        high: float | None = None,
        axis: Callable[[float], str] | None = None,
    ) -> None:
        """Show (name, value) pairs. The scale starts at zero."""
        self.axis = axis
        self._bars, self._limit, self._limit_words = list(bars), limit, limit_words
        self.say = say or self.say
        largest = max([value for _name, value in bars] + [limit or 0.0], default=1.0)
        self.high = high or largest * 1.15 or 1.0
        self.cursor_at = -1
        self.refresh_words()
        self.update()

    def count(self) -> int:
        """How many bars."""
        return len(self._bars)

    def x_of(self, index: int) -> float:
        """The middle of a bar."""
        return self._box(index).center().x()

    def value_words(self, index: int) -> str:
        """One bar in words."""
        name, value = self._bars[index]
        return f"{name}: {self.say(value)}"

    def summary(self) -> str:
        """All bars, when there are few; the extremes otherwise."""
        if not self._bars:
            return _("nothing to show yet")
        order = range(len(self._bars))
        if len(self._bars) > 8:
            order = sorted(order, key=lambda i: self._bars[i][1])[:: len(self._bars) - 1]  # type: ignore[assignment]
        words = "; ".join(self.value_words(i) for i in order)
        return words if self._limit is None else f"{words}; {self._limit_words}"

    def _box(self, index: int) -> QRectF:
        area, gap = self.plot(), min(13.0, self.plot().width() / max(1, len(self._bars)) / 5)
        width = (area.width() + gap) / max(1, len(self._bars)) - gap
        top = self.y_of(self._bars[index][1])
        return QRectF(area.left() + index * (width + gap), top, width, area.bottom() - top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, bars, limit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_axis(painter)
        for index in range(len(self._bars)):
            fill_round(painter, self._box(index), 4, self.bar)
            stroke_round(painter, self._box(index), 4, self.stroke, 1.5)
        if self._limit is not None:
            self.draw_cut_line(painter, self._limit, self._limit_words)
        for index in range(len(self._bars)):
            self._draw_words(painter, index)
        self.draw_cursor(painter)
        self.draw_focus(painter)

    def _draw_words(self, painter: QPainter, index: int) -> None:
        name, value = self._bars[index]
        box, metrics, area = self._box(index), self.fontMetrics(), self.plot()
        below = QRectF(box.left(), area.bottom() + self.px(6), box.width(), metrics.height())
        painter.setPen(self.quiet)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
        if short != name and len(self._bars) > 8:
            # Many narrow bars: every third is named, from the last, over the room of its neighbors.
            short = name if (len(self._bars) - 1 - index) % 3 == 0 else ""
            below.adjust(-box.width(), 0, box.width(), 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, short)
        said = self.say(value)
        if metrics.horizontalAdvance(said) < box.width() and box.height() > metrics.height() * 1.6:
            painter.setPen(self.words)
            foot = QRectF(box.left(), box.bottom() - metrics.height() - self.px(4), box.width(), metrics.height())
            painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, said)
