"""What the signs of the month mean, each beside its picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mediquiz.language import N_, _
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.labels import Muted
from mediquiz.ui.widgets.paint import Painted, fill_round, stroke_round

_SIGNS = (
    ("load", N_("Questions, beside the fullest day")),
    ("today", N_("Today")),
    ("mock", N_("Practice exam (P)")),
    ("exam", N_("Exam day (E)")),
)
_LETTERS = (N_("R: rest day"), N_("L: light day"))


class MonthLegend(FlowRow):
    """Goes on in a second line where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        signs = [_pair(kind, _(said)) for kind, said in _SIGNS]
        super().__init__([*signs, *(Muted(_(said)) for said in _LETTERS)], 18, parent)


def _pair(kind: str, said: str) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Swatch(kind))
    row.addWidget(Muted(said))
    return pair


class Swatch(Painted):
    """A small cell of the month in the colors of its kind."""

    base_size = 13
    cell = ink("cell")
    line = ink("line")
    track = ink("track")
    load = ink("load")
    soft = ink("soft")
    strong = ink("strong")

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(self.px(22), self.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar, frame, tint or fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._kind == "load":
            self._draw_load(painter, box)
            return
        ground = {"mock": self.soft, "exam": self.strong}.get(self._kind, self.cell)
        today = self._kind == "today"
        fill_round(painter, box, 4, ground)
        stroke_round(painter, box, 4, self.strong if today else self.line, 2 if today else 1)

    def _draw_load(self, painter: QPainter, box: QRectF) -> None:
        high = self.px(5)
        bar = QRectF(0, box.center().y() - high / 2, box.width(), high)
        fill_round(painter, bar, high / 2, self.track)
        fill_round(painter, bar.adjusted(0, 0, -box.width() * 0.4, 0), high / 2, self.load)
