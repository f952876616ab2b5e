"""The interval as a widget of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.interval import Interval, IntervalInks, draw_interval
from mediquiz.ui.widgets.paint import Painted


class IntervalBar(Painted):
    """A band from low to high, a tick at the mean and a dashed line at the passing score."""

    track = ink("track")
    band = ink("band")
    tick = ink("tick")
    cutLine = ink("cutLine")  # noqa: N815 - a Qt property

    def __init__(self, name: str = "", interval: Interval | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._interval: Interval | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_interval(interval)

    def show_interval(self, interval: Interval | None, said: str = "") -> None:
        """Show an interval, or an empty track. `said` replaces the words for screen readers."""
        self._interval = interval
        words = said or (interval.spoken() if interval else _("not known yet"))
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it is given, 26 high."""
        return QSize(self.px(160), self.px(26))

    def minimumSizeHint(self) -> QSize:
        """Still legible at this width."""
        return QSize(self.px(30), self.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = IntervalInks(self.track, self.band, self.tick, self.cutLine)
        draw_interval(painter, QRectF(self.rect()), self._interval, inks, self.px(100) / 100)
