"""A value with its uncertainty over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.chart import Chart


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One moment: where it stands on the time axis, its label and the value with its range."""

    at: float
    label: str
    low: float
    mean: float
    high: float


class LineChart(Chart):
    """A band from low to high, a line through the means, a dashed line at the passing score."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or _("Over time"), parent)
        self._points: list[ChartPoint] = []
        self._cut: float | None = None
        self._cut_words = ""
        self._spread: Callable[[float, float], str] | None = None
        self.refresh_words()

    def show_points(
        self,
        points: Sequence[ChartPoint],
        low: float,
        high: float,
        *,
        cut: float | None = None,
        cut_words: str = "",
        say: Callable[[float], str] | None = None,
        spread: Callable[[float, float], str] | None = None,
    ) -> None:
        """Show points in order of time, on a scale from low to high; `spread` says the ends of a band."""
        self._spread = spread
        self._points, self._cut, self._cut_words = list(points), cut, cut_words or _("passing score")
        self.low, self.high, self.say = low, high, say or self.say
        self.cursor_at = -1
        self.refresh_words()
        self.update()

    def count(self) -> int:
        """How many points."""
        return len(self._points)

    def x_of(self, index: int) -> float:
        """By time, so that a gap of a month looks like one."""
        area, first, last = self.plot(), self._points[0].at, self._points[-1].at
        share = (self._points[index].at - first) / (last - first) if last > first else 0.5
        return area.left() + area.width() * share

    def value_words(self, index: int) -> str:
        """One point in words."""
        p = self._points[index]
        spread = self._spread(p.low, p.high) if self._spread else f"{self.say(p.low)} – {self.say(p.high)}"
        return _("{point}: about {mean} ({spread})").format(point=p.label, mean=self.say(p.mean), spread=spread)

    def summary(self) -> str:
        """From where to where."""
        if not self._points:
            return _("nothing to show yet")
        ends = self.value_words(0)
        if len(self._points) > 1:
            ends = _("{first} to {last}").format(first=ends, last=self.value_words(-1))
        if self._cut is None:
            return ends
        return _("{course}; {mark} {value}").format(course=ends, mark=self._cut_words, value=self.say(self._cut))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, band, line, cut, labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_axis(painter)
        if self._points:
            self._draw_band(painter)
            self._draw_line(painter)
            self._draw_labels(painter)
        if self._cut is not None:
            self.draw_cut_line(painter, self._cut, self._cut_words)
        self.draw_cursor(painter)
        self.draw_focus(painter)

    def _corner(self, index: int, value: float) -> QPointF:
        return QPointF(self.x_of(index), self.y_of(value))

    def _draw_band(self, painter: QPainter) -> None:
        above = [self._corner(i, p.high) for i, p in enumerate(self._points)]
        beneath = [self._corner(i, p.low) for i, p in enumerate(self._points)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.band)
        if len(above) == 1:
            half = self.px(5)
            painter.drawRect(QRectF(above[0].x() - half, above[0].y(), 2 * half, beneath[0].y() - above[0].y()))
        else:
            painter.drawPolygon(QPolygonF(above + beneath[::-1]))

    def _draw_line(self, painter: QPainter) -> None:
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        means = [self._corner(i, p.mean) for i, p in enumerate(self._points)]
        painter.setPen(QPen(self.stroke, 3, Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(means))
        painter.setPen(QPen(self.gap, 2))
        painter.setBrush(self.stroke)
        painter.drawEllipse(means[-1], 5, 5)

    def _draw_labels(self, painter: QPainter) -> None:
        """The first, the last and those between that find room."""
        metrics, area, taken = self.fontMetrics(), self.plot(), list[QRectF]()
        painter.setPen(self.quiet)
        last = len(self._points) - 1
        for index in dict.fromkeys((0, last, *range(1, last))):
            width = metrics.horizontalAdvance(self._points[index].label)
            left = max(area.left(), min(self.x_of(index) - width / 2, area.right() - width))
            box = QRectF(left, area.bottom() + self.px(6), width + 1, metrics.height())
            if not any(box.adjusted(-16, 0, 16, 0).intersects(other) for other in taken):
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._points[index].label)
                taken.append(box)
