"""Small signs for what the student keeps with a question: a flag, a note, and "not shown again"."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from mediquiz.domain.summaries import LibraryRow
from mediquiz.language import _
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.rows import ROW_ROLE
from mediquiz.ui.widgets.table_view import CellDelegate, TableView

_ROUND = Qt.PenCapStyle.RoundCap


def marks_of(row: LibraryRow) -> tuple[str, ...]:
    """The marks of a row in words."""
    held = ((_("Flagged"), row.flagged), (_("Note"), row.noted), (_("Not shown again"), row.suspended))
    return tuple(word for word, on in held if on)


class MarksDelegate(CellDelegate):
    """Paints signs where the model says words, which a screen reader and the tip still give."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """No words: there is no room for them."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell, then its signs from left to right."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        view: TableView = self.parent()  # type: ignore[assignment]
        side = size_of(view.font()) * 15 / 14
        left, top = option.rect.left() + side * 0.45, option.rect.center().y() - side / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for on, draw in ((row.flagged, _flag), (row.noted, _note), (row.suspended, _pause)):
            if on:
                draw(painter, QRectF(left, top, side, side), view.tick)
                left += side * 1.4
        painter.restore()


def _pen(color: QColor, unit: float) -> QPen:
    return QPen(color, 1.6 * unit, Qt.PenStyle.SolidLine, _ROUND, Qt.PenJoinStyle.RoundJoin)


def _flag(painter: QPainter, box: QRectF, color: QColor) -> None:
    unit, x, y = box.width() / 16, box.x(), box.y()
    painter.setPen(_pen(color, unit))
    painter.setBrush(color)
    corners = ((4, 2.5), (13.5, 5.5), (4, 9))
    painter.drawPolygon(QPolygonF([QPointF(x + a * unit, y + b * unit) for a, b in corners]))
    painter.drawLine(QPointF(x + 4 * unit, y + 2 * unit), QPointF(x + 4 * unit, y + 14.5 * unit))


def _note(painter: QPainter, box: QRectF, color: QColor) -> None:
    unit, x, y = box.width() / 16, box.x(), box.y()
    painter.setPen(_pen(color, unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(x + 3 * unit, y + 2 * unit, 10.5 * unit, 12.5 * unit), 1.5 * unit, 1.5 * unit)
    for line, right in ((6, 10.5), (9, 10.5), (12, 8.5)):
        painter.drawLine(QPointF(x + 6 * unit, y + line * unit), QPointF(x + right * unit, y + line * unit))


def _pause(painter: QPainter, box: QRectF, color: QColor) -> None:
    unit, x, y = box.width() / 16, box.x(), box.y()
    painter.setPen(_pen(color, unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(x + 2 * unit, y + 2.5 * unit, 12 * unit, 12 * unit))
    for across in (6.3, 9.7):
        painter.drawLine(QPointF(x + across * unit, y + 6 * unit), QPointF(x + across * unit, y + 11 * unit))
