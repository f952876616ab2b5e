"""A question in the list with the words in it that were looked for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from mediquiz.domain.folding import Span, spans
from mediquiz.ui.widgets.paint import hit_format
from mediquiz.ui.widgets.rows import ROW_ROLE
from mediquiz.ui.widgets.table_view import CellDelegate, TableView

_SIDE = 8


class HitsDelegate(CellDelegate):
    """Paints the question itself while something is looked for: a style draws text in one kind of type only."""

    needles: tuple[str, ...] = ()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """No words when they are drawn here."""
        super().initStyleOption(option, index)
        if self.needles:
            option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell, then its words."""
        super().paint(painter, option, index)
        if not self.needles:
            return
        stem = index.data(ROW_ROLE).stem
        view: TableView = self.parent()  # type: ignore[assignment]
        box = QRectF(option.rect).adjusted(_SIDE, 1, -_SIDE, -1)
        option_ = QStyleOptionViewItem(option)
        self.initStyleOption(option_, index)
        painter.save()
        painter.setPen(view.palette().color(view.foregroundRole()))
        _draw(painter, box, stem.replace("\n", " "), spans(stem, self.needles), option_)
        painter.restore()


def _draw(painter: QPainter, box: QRectF, text: str, hits: tuple[Span, ...], option: QStyleOptionViewItem) -> None:
    """As many lines as fit, in the middle of the height; what has no room is left out with dots."""
    metrics = QFontMetricsF(option.font)
    most = max(1, int(box.height() // metrics.lineSpacing()))
    layout = _laid(text, hits, box.width(), option)
    if layout.lineCount() > most:
        start = layout.lineAt(most - 1).textStart()
        text = text[:start] + metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, box.width() * 0.95)
        hits = tuple((a, min(b, len(text) - 1)) for a, b in hits if a < len(text) - 1)
        layout = _laid(text, hits, box.width(), option)
    height = min(layout.lineCount(), most) * metrics.lineSpacing()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - height) / 2))


def _laid(text: str, hits: tuple[Span, ...], width: float, option: QStyleOptionViewItem) -> QTextLayout:
    layout = QTextLayout(text, option.font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    layout.setFormats([hit_format(start, end - start) for start, end in hits])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += QFontMetricsF(option.font).lineSpacing()
    layout.endLayout()
    return layout
