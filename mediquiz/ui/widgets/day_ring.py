"""A ring that closes while the day's questions are answered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.language import _, n_
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.labels import tabular
from mediquiz.ui.widgets.paint import Painted, draw_sign

_TURN = 360 * 16
_TOP = 90 * 16
"""Angles as Qt counts them: sixteenths of a degree, against the clock from three o'clock."""


class DayRing(Painted):
    """How many of the day's questions are done; a check mark once all are."""

    track = ink("track")
    fill = ink("fill")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        """Show `done` of `total` questions; `total` counts what is done and what is left."""
        self._done, self._total = min(done, total), total
        said = n_("{{done}} of {n} question done today", "{{done}} of {n} questions done today", total)
        self.setAccessibleName(said.format(done=self._done))
        self.update()

    @property
    def share(self) -> float:
        """How much of the ring is filled, 0 to 1."""
        return self._done / self._total if self._total else 0.0

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self.px(112), self.px(112))

    def minimumSizeHint(self) -> QSize:
        """It is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, arc and what stands within."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.px(11)
        edge = width / 2 + 1
        ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        _arc(painter, ring, self.track, width, 1.0)
        _arc(painter, ring, self.fill, width, self.share)
        if self._total and self._done == self._total:
            self._draw_check(painter)
        else:
            self._draw_count(painter)

    def _draw_check(self, painter: QPainter) -> None:
        size, middle = self.px(44), QRectF(self.rect()).center()
        draw_sign(painter, QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size), True, self.fill)

    def _draw_count(self, painter: QPainter) -> None:
        number, of = self._font(26, QFont.Weight.Bold), self._font(13, QFont.Weight.Normal)
        line, box = self.px(32), QRectF(self.rect())
        top = box.center().y() - (line + self.px(18)) / 2
        painter.setFont(number)
        painter.setPen(self.words)
        painter.drawText(QRectF(0, top, box.width(), line), Qt.AlignmentFlag.AlignCenter, f"{self._done}")
        painter.setFont(of)
        painter.setPen(self.quiet)
        below = QRectF(0, top + line, box.width(), self.px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _("of {total}").format(total=self._total))

    def _font(self, size: float, weight: QFont.Weight) -> QFont:
        font = tabular(self.font())
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font


def _arc(painter: QPainter, ring: QRectF, color: QColor, width: float, share: float) -> None:
    """From the top, with the clock."""
    if share <= 0:
        return
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(ring, _TOP, -round(_TURN * share))
