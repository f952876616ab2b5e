"""The grid of question numbers of an exam: hundreds of cells in one painted widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.labels import tabular
from mediquiz.ui.widgets.paint import Painted, came_by_key, fill_round, stroke_round

COLUMNS = 7


@dataclass(frozen=True, slots=True)
class QuestionCell:
    """One question in the grid."""

    label: str
    answered: bool = False
    flagged: bool = False
    said: str = ""
    """What it is called when "answered" or "not answered" is not the point."""

    def spoken(self, current: bool) -> str:
        """The cell in words."""
        state = self.said or (_("answered") if self.answered else _("not answered"))
        facts = [_("Question {number}").format(number=self.label), state]
        if self.flagged:
            facts.append(_("flagged"))
        if current:
            facts.append(_("current"))
        return ", ".join(facts)


class Navigator(Painted):
    """Click a number, or move with the arrow keys and press Enter, to jump to a question."""

    jumped = Signal(int)
    base_size = 12.5
    cell = ink("cell")
    answered = ink("answered")
    flag = ink("flag")
    current = ink("current")
    onCurrent = ink("onCurrent")  # noqa: N815 - a Qt property
    gap = ink("gap")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[QuestionCell] = []
        self._current, self._cursor, self._ringed = -1, 0, False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(tabular(self.font()))
        self.setAccessibleName(_("Questions"))

    # --- what it shows ---------------------------------------------------------------------

    def show_cells(self, cells: Sequence[QuestionCell], current: int) -> None:
        """Show a whole segment."""
        grown = len(cells) != len(self._cells)
        if grown or current != self._current:
            # Else a save of the clock would throw the cursor back in the middle of a walk with the arrow keys.
            self._cursor = max(0, current)
        self._cells, self._current = list(cells), current
        if grown:
            self.updateGeometry()
        self._describe()
        self.update()

    def set_current(self, index: int) -> None:
        """Move the mark of the question on screen."""
        self._current = self._cursor = index
        self._describe()
        self.update()
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """In a panel that scrolls, the cell one is at must be seen."""
        inside: QWidget = self
        while (parent := inside.parentWidget()) is not None and not isinstance(parent, QScrollArea):
            inside = parent
        if isinstance(parent, QScrollArea) and 0 <= self._cursor < len(self._cells):
            middle = self.mapTo(inside, self._box(self._cursor).center())
            # What was found is the viewport, and ensureVisible() counts from the content behind it.
            y = middle.y() + parent.verticalScrollBar().value()
            parent.ensureVisible(middle.x(), y, 0, self.px(40))

    def _describe(self) -> None:
        done, flagged = (sum(getattr(c, name) for c in self._cells) for name in ("answered", "flagged"))
        said = _("{answered} of {total} answered, {flagged} flagged")
        self.setAccessibleDescription(said.format(answered=done, total=len(self._cells), flagged=flagged))
        if 0 <= self._cursor < len(self._cells):
            self.setAccessibleName(self._cells[self._cursor].spoken(self._cursor == self._current))

    # --- geometry --------------------------------------------------------------------------

    def _columns(self, width: int) -> int:
        # Seven as long as three digits fit; fewer when the text is large and the panel narrow.
        least = self.fontMetrics().horizontalAdvance("000") + self.px(6)
        return max(1, min(COLUMNS, (width + 6) // (least + 6)))

    def _box(self, index: int) -> QRect:
        columns, height = self._columns(self.width()), self.px(32)
        row, column = divmod(index, columns)
        left, right = (round(c * (self.width() + 6) / columns) for c in (column, column + 1))
        return QRect(left, row * (height + 6), right - left - 6, height)

    def cell_box(self, index: int) -> QRect:
        """Where a number stands, for whoever scrolls to it."""
        return self._box(index)

    def _at(self, point: QPoint) -> int:
        return next((i for i in range(len(self._cells)) if self._box(i).contains(point)), -1)

    def heightForWidth(self, width: int) -> int:
        """As many rows as the cells need."""
        rows = -(-len(self._cells) // self._columns(width))
        return max(1, rows) * (self.px(32) + 6) - 6

    def sizeHint(self) -> QSize:
        """Seven comfortable columns."""
        self.ensurePolished()
        width = COLUMNS * (self.px(32) + 6) - 6
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """At least three columns."""
        self.ensurePolished()
        return QSize(3 * self.px(36), self.px(32))

    # --- input -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the cell under the pointer."""
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.jumped.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move the cursor; Enter or Space jumps."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cells:
            self.jumped.emit(self._cursor)
            return
        step = self._step(key)
        if step is None:
            super().keyPressEvent(event)
            return
        self._cursor = max(0, min(len(self._cells) - 1, self._cursor + step))
        self._ringed = True
        self._describe()
        self.update()
        self._keep_in_view()

    def _step(self, key: Qt.Key) -> int | None:
        columns, end = self._columns(self.width()), len(self._cells)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -end,
            Qt.Key.Key_End: end,
        }
        return steps.get(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """A tip says the state of the cell in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(event.pos())
            text = self._cells[index].spoken(index == self._current) if index >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the cells that need it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for index, cell in enumerate(self._cells):
            box = self._box(index)
            if box.intersects(event.rect()):
                self._draw(
                    painter, QRectF(box), index, cell, bold if cell.answered or index == self._current else self.font()
                )

    def _draw(self, painter: QPainter, box: QRectF, index: int, cell: QuestionCell, font: QFont) -> None:
        fill, text = self._colors(index, cell)
        fill_round(painter, box, 7, fill)
        if cell.answered:
            # The fill alone differs too little from that of a question without an answer.
            side, high = round(box.width() * 0.4), self.px(3)
            foot = QRectF(box.center().x() - side / 2, box.bottom() - high - self.px(2), side, high)
            fill_round(painter, foot, high / 2, text)
        if cell.flagged:
            self._draw_flag(painter, box, self.onCurrent if index == self._current else self.flag)
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell.label)
        if index == self._cursor and self.hasFocus() and self._ringed:
            stroke_round(painter, box.adjusted(2, 2, -2, -2), 5, self.gap, 1.5)
            stroke_round(painter, box, 7, self.ring, 2)

    def _colors(self, index: int, cell: QuestionCell) -> tuple[QColor, QColor]:
        if index == self._current:
            return self.current, self.onCurrent
        return (self.answered, self.current) if cell.answered else (self.cell, self.quiet)

    def _draw_flag(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        """A ring and a turned-down corner: the shape says it as well as the color."""
        side = self.px(9)
        corner = box.topRight() + QPointF(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(-side, 0), corner + QPointF(0, side)]))
        stroke_round(painter, box, 7, ink, 2)
