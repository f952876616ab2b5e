"""How past predictions held up: predicted against observed, with how many answers stand behind each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ReliabilityBin
from mediquiz.language import _, percent
from mediquiz.ui.widgets.chart import Chart


class ReliabilityChart(Chart):
    """A dot for each range of predictions; on the dashed line what was predicted came true."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or _("Predicted and actual"), parent)
        self._bins: list[ReliabilityBin] = []
        self.say = percent
        self.refresh_words()

    def show_bins(self, bins: Sequence[ReliabilityBin]) -> None:
        """Show bins that hold at least one answer, lowest prediction first."""
        self._bins = sorted((b for b in bins if b.answers), key=_predicted)
        self.cursor_at = -1
        self.refresh_words()
        self.update()

    def count(self) -> int:
        """How many dots."""
        return len(self._bins)

    def x_of(self, index: int) -> float:
        """By the prediction."""
        area = self.plot()
        return area.left() + area.width() * self._bins[index].predicted

    def value_words(self, index: int) -> str:
        """One dot in words."""
        b = self._bins[index]
        return _("Predicted {predicted}, right {observed} of {answers}").format(
            predicted=percent(b.predicted), observed=percent(b.observed), answers=b.answers
        )

    def summary(self) -> str:
        """All dots."""
        words = "; ".join(self.value_words(index) for index in range(self.count()))
        return words or _("nothing to show yet")

    def ticks(self) -> list[float]:
        """Quarters."""
        return [0.0, 0.25, 0.5, 0.75, 1.0]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both axes, the line of truth, the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw_axis(painter)
        self._draw_names(painter)
        area = self.plot()
        painter.setPen(QPen(self.quiet, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        for index in range(self.count()):
            self._draw_dot(painter, index)
        self.draw_cursor(painter)
        self.draw_focus(painter)

    def _draw_names(self, painter: QPainter) -> None:
        area, height = self.plot(), self.fontMetrics().height()
        painter.setPen(self.quiet)
        for tick in self.ticks():
            box = QRectF(
                area.left() + area.width() * tick - self.px(30), area.bottom() + self.px(6), self.px(60), height
            )
            box.moveRight(min(box.right(), self.width()))
            side = Qt.AlignmentFlag.AlignRight if tick == 1 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, side, percent(tick))

    def _draw_dot(self, painter: QPainter, index: int) -> None:
        """Its area grows with the answers; a thin dot is small."""
        most = max(b.answers for b in self._bins)
        b = self._bins[index]
        radius = self.px(4) + self.px(8) * math.sqrt(b.answers / most)
        painter.setPen(QPen(self.gap, 2))
        painter.setBrush(self.stroke)
        painter.drawEllipse(QPointF(self.x_of(index), self.y_of(b.observed)), radius, radius)


def _predicted(b: ReliabilityBin) -> float:
    return b.predicted
