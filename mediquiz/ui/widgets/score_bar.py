"""Bars for one value: a score with a mark, and a thin progress bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.language import _, passing_percent, percent
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.paint import Painted, fill_round


class ThinProgress(Painted):
    """How far along, 0 to 1."""

    track = ink("track")
    fill = ink("fill")
    below = ink("below")
    gap = ink("gap")

    def __init__(self, name: str = "", value: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value = name or _("Progress"), 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def set_value(self, value: float, said: str = "") -> None:
        """Show a share of one."""
        self._value = min(1.0, max(0.0, value))
        words = said or percent(self._value)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """8 high within 14, for the mark."""
        return QSize(self.px(160), self.px(14))

    def minimumSizeHint(self) -> QSize:
        """Still legible at this width."""
        return QSize(self.px(30), self.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_bar(painter, self.fill)

    def _draw_bar(self, painter: QPainter, color: object) -> QRectF:
        unit = self.px(100) / 100
        bar = QRectF(0, self.height() / 2 - 4 * unit, self.width(), 8 * unit)
        fill_round(painter, bar, 4 * unit, self.track)
        if self._value > 0:
            filled = QRectF(bar.x(), bar.y(), max(bar.height(), bar.width() * self._value), bar.height())
            fill_round(painter, filled, 4 * unit, color)  # type: ignore[arg-type]
        return bar


class ScoreBar(ThinProgress):
    """A score beside the mark that it should reach; another color, and words, when it does not."""

    def __init__(
        self,
        name: str = "",
        value: float = 0.0,
        mark: float | None = None,
        *,
        said: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._mark: float | None = None
        super().__init__(name or _("Score"), value, parent)
        self.set_score(value, mark, said)

    def set_score(self, value: float, mark: float | None = None, said: str = "") -> None:
        """Show a share of one and the mark; `said` is the share in other words than those of an estimate."""
        self._mark = mark
        text = "{share}"
        if mark is not None:
            at_least = value >= mark
            text = _("{share}, at or above the mark of {mark}") if at_least else _("{share}, below the mark of {mark}")
        self.set_value(value, text.format(share=said or percent(value, mark), mark=passing_percent(mark or 0.0)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar, then the mark with a hair of space round it so that it shows on any fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low = self._mark is not None and self._value < self._mark
        bar = self._draw_bar(painter, self.below if low else self.fill)
        if self._mark is not None:
            x, reach = round(bar.x() + bar.width() * self._mark), 3 * self.px(100) / 100
            line = QRectF(x - 1, bar.y() - reach, 2, bar.height() + 2 * reach)
            painter.fillRect(line.adjusted(-1, 0, 1, 0), self.gap)
            painter.fillRect(line, self.words)
