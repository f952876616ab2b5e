"""What the charts share: colors, room for the axes, ticks, a cursor that reads values out."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.labels import tabular
from mediquiz.ui.widgets.paint import Painted, came_by_key, fill_round, stroke_round

RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def nice_ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round numbers inside a range."""
    if high <= low:
        return [low]
    raw = (high - low) / max(1, wanted)
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw - 1e-12)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]


class Chart(Painted):
    """A painted chart. Left and Right move a cursor from value to value; the pointer does the same."""

    base_size = 12
    grid = ink("grid")
    band = ink("band")
    bar = ink("bar")
    stroke = ink("stroke")
    cutLine = ink("cutLine")  # noqa: N815 - a Qt property
    gap = ink("gap")

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.low, self.high = 0.0, 1.0
        self.say: Callable[[float], str] = _plain
        self.axis: Callable[[float], str] | None = None
        """How the values of the axis are said, where that is another way than `say`."""
        self.cursor_at, self._ringed = -1, False
        self.setFont(tabular(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # --- for the charts themselves ---------------------------------------------------------

    def count(self) -> int:
        """How many values there are."""
        raise NotImplementedError

    def x_of(self, index: int) -> float:
        """Where a value stands."""
        raise NotImplementedError

    def value_words(self, index: int) -> str:
        """A value in words."""
        raise NotImplementedError

    def summary(self) -> str:
        """The whole chart in a sentence or two."""
        raise NotImplementedError

    def refresh_words(self) -> None:
        """Tell screen readers what is shown now."""
        said = self.value_words(self.cursor_at) if 0 <= self.cursor_at < self.count() else self.summary()
        self.setAccessibleName(f"{self.name}: {said}")

    # --- geometry --------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(self.px(420), self.px(220))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(self.px(200), self.px(130))

    def plot(self) -> QRectF:
        """The area of the values, leaving room for the labels."""
        metrics = self.fontMetrics()
        left = max((metrics.horizontalAdvance(self.tick_words(t)) for t in self.ticks()), default=0) + self.px(14)
        return QRectF(self.rect()).adjusted(
            left, metrics.height() * 1.7 + self.px(4), -self.px(8), -metrics.height() - self.px(8)
        )

    def ticks(self) -> list[float]:
        """Values named on the vertical axis."""
        return nice_ticks(self.low, self.high)

    def tick_words(self, value: float) -> str:
        """A value of the axis."""
        return (self.axis or self.say)(value)

    def y_of(self, value: float) -> float:
        """Height of a value."""
        area, span = self.plot(), (self.high - self.low) or 1.0
        return area.bottom() - area.height() * min(1.0, max(0.0, (value - self.low) / span))

    # --- drawing ---------------------------------------------------------------------------

    def draw_axis(self, painter: QPainter) -> None:
        """Faint lines with their values."""
        area, height = self.plot(), self.fontMetrics().height()
        for tick in self.ticks():
            y = round(self.y_of(tick)) + 0.5
            painter.setPen(QPen(self.grid, 1))
            painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))
            painter.setPen(self.quiet)
            painter.drawText(
                QRectF(0, y - height / 2, area.left() - self.px(8), height), RIGHT_MIDDLE, self.tick_words(tick)
            )

    def draw_cut_line(self, painter: QPainter, value: float, words: str) -> None:
        """The dashed line of a limit. Its name stands above the plot, where it can cover nothing."""
        area, y, metrics = self.plot(), self.y_of(value), self.fontMetrics()
        painter.setPen(QPen(self.cutLine, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        left, middle = area.right() - metrics.horizontalAdvance(words), self.px(4) + metrics.height() / 2
        painter.drawLine(QPointF(left - self.px(30), middle), QPointF(left - self.px(8), middle))
        painter.setPen(self.quiet)
        painter.drawText(QRectF(0, self.px(4), area.right(), metrics.height()), RIGHT_MIDDLE, words)

    def draw_cursor(self, painter: QPainter) -> None:
        """The value under the cursor in a small box."""
        if not 0 <= self.cursor_at < self.count():
            return
        area, metrics, words = self.plot(), self.fontMetrics(), self.value_words(self.cursor_at)
        x, width = self.x_of(self.cursor_at), metrics.horizontalAdvance(words) + self.px(14)
        painter.setPen(QPen(self.quiet, 1))
        painter.drawLine(round(x), round(area.top()), round(x), round(area.bottom()))
        left = max(0.0, min(x - width / 2, self.width() - width))
        box = QRectF(left, 0, width, metrics.height() + self.px(6))
        fill_round(painter, box, 5, self.words)
        painter.setPen(self.gap)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def draw_focus(self, painter: QPainter) -> None:
        """The ring, when the keyboard brought focus."""
        if self.hasFocus() and self._ringed:
            stroke_round(painter, QRectF(self.rect()), 8, self.ring, 2)

    # --- input -----------------------------------------------------------------------------

    def point_at(self, index: int) -> None:
        """Move the cursor; -1 takes it away."""
        if index != self.cursor_at:
            self.cursor_at = index
            self.refresh_words()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right read the values out."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.count():
            super().keyPressEvent(event)
            return
        start = self.cursor_at if self.cursor_at >= 0 else (-1 if step > 0 else self.count())
        self.point_at(max(0, min(self.count() - 1, start + step)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The nearest value."""
        x = event.position().x()
        self.point_at(min(range(self.count()), key=lambda i: abs(self.x_of(i) - x), default=-1))

    def leaveEvent(self, event: object) -> None:
        """No pointer, no value box."""
        self.point_at(-1)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes with the focus."""
        self.point_at(-1)
        super().focusOutEvent(event)


def _plain(value: float) -> str:
    return f"{value:g}"
