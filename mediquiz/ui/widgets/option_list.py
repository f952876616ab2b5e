"""Options under each other, painted as one widget: size, focus, mouse. What a choice means is the subclass's part."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.domain.folding import spans
from mediquiz.language import _
from mediquiz.ui.widgets import option_access
from mediquiz.ui.widgets.option_paint import Inks, Touch, paint_row
from mediquiz.ui.widgets.option_rows import Measures, Row, place, row_at, stacked
from mediquiz.ui.widgets.paint import came_by_key

Spot = tuple[int, bool]
"""What the mouse is over: the row, -1 for none, and whether on its strike sign."""
_NOWHERE: Spot = (-1, False)
_LEAVES_AS_IT_WAS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""A dialog or a menu went: the focus is back where it was, and so is its ring."""
_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class OptionList(Inks):
    """The rows on the screen, of which `current` is the one that keys act on.

    One stop for Tab, as with any group of radio buttons: Tab enters at the chosen row, else at the first, the next Tab
    leaves, and arrows move between. A stop for every row would put up to ten between the stem and the button that
    checks the answer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.current, self.is_open, self._strikeable = 0, True, True
        self._spare: list[Row] = []
        self._measures = Measures(self.font())
        self._heights: dict[int, list[int]] = {}
        self._unsaid, self._ringed, self._walked = False, False, False
        self._over, self._pressed, self._hand = _NOWHERE, _NOWHERE, False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_(option_access.NAME))

    # --- for the subclass ------------------------------------------------------------------

    def choose_row(self, index: int) -> None:
        """The student wants this row."""
        raise NotImplementedError

    def strike_row(self, index: int) -> None:
        """The student wants this row struck out, or back."""
        raise NotImplementedError

    def fill(self, letters: str, texts: list[str]) -> None:
        """Fresh rows. Rows are kept and reused, so the next item builds nothing."""
        before = len(self.rows)
        self._spare.extend(Row() for _new in range(len(texts) - len(self._spare)))
        self.rows = self._spare[: len(texts)]
        for row, letter, text in zip(self.rows, letters, texts, strict=False):
            row.ask(letter, text)
        self.current, self._over, self._pressed, self._walked = 0, _NOWHERE, _NOWHERE, False
        self.lay_out(len(texts) != before)
        if QAccessible.isActive():
            option_access.say_count(self, before)
            self._cursor_moved(0)

    def lay_out(self, surely: bool = False) -> None:
        """The rows hold something else. The page is laid out again only when that takes another height."""
        width = self.width()
        before = self._heights.get(width)
        self._heights = {}
        self._unsaid = True
        if surely or before is None or stacked(before) != self.heightForWidth(width):
            self._say_size()
        place(self.rows, self._heights_at(width), width)
        self._show_hand()
        self.update()

    def repaint_row(self, index: int) -> None:
        """Only this row looks different."""
        self.update(self.rows[index].rect)

    def focus_row(self, index: int, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Put the focus on a row, with a ring; chooses nothing."""
        before, self.current, self._ringed, self._walked = self.current, index, True, False
        if not self.hasFocus():
            self.setFocus(reason)
        self._cursor_moved(before)

    def mark(self, needles: tuple[str, ...]) -> None:
        """Set off what was looked for in options and reasons."""
        for row in self.rows:
            for block in (row.text, row.reason):
                block.mark(spans(block.text, needles))
        self.lay_out()

    @property
    def has_ring(self) -> bool:
        """Whether a row shows that the keys act on it."""
        return self._ringed and self.hasFocus()

    @property
    def walked(self) -> bool:
        """Whether arrows brought the ring to where it is seen."""
        return self._walked and self.has_ring

    # --- focus -----------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came; with Tab it comes to the chosen row, else to the first."""
        reason = event.reason()
        if reason in _TAB:
            self._walked = False
            self.current = next((index for index, row in enumerate(self.rows) if row.chosen), 0)
        if reason not in _LEAVES_AS_IT_WAS:
            self._ringed = came_by_key(reason)
        self._cursor_moved(self.current)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """No ring without focus."""
        self._update_cursor(self.current)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Scroll areas bring this rectangle into view when the focus comes here."""
        if query == Qt.InputMethodQuery.ImCursorRectangle and self.rows:
            return self.rows[self.current].rect
        return super().inputMethodQuery(query)

    def _cursor_moved(self, before: int) -> None:
        self._update_cursor(before)
        self._update_cursor(self.current)
        if self.rows and self.hasFocus():
            self.focus_moved.emit(self.rows[self.current].rect)
            if QAccessible.isActive():
                # Qt says the focus of the whole widget once this returns; the row has the last word.
                QTimer.singleShot(0, self, self._say_focus)

    def _say_focus(self) -> None:
        if self.hasFocus():
            option_access.say_focus(self)

    def _update_cursor(self, index: int) -> None:
        if index < len(self.rows):
            self.repaint_row(index)

    # --- mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; it counts when the button is let go in the same place."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed = self._spot(event.position().toPoint())
        if self._pressed[0] >= 0:
            before, self.current, self._ringed = self.current, self._pressed[0], False
            self._cursor_moved(before)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row chooses, the sign at its end strikes out."""
        spot, pressed, self._pressed = self._spot(event.position().toPoint()), self._pressed, _NOWHERE
        if event.button() != Qt.MouseButton.LeftButton or spot != pressed or spot[0] < 0 or not self.is_open:
            return
        (self.strike_row if spot[1] else self.choose_row)(spot[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the mouse shows it."""
        self._hover(self._spot(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._hover(_NOWHERE)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click strikes out; so does the menu key, on the row with the focus."""
        event.accept()
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.current if by_key else row_at(self.rows, event.pos())
        if 0 <= index < len(self.rows):
            self.strike_row(index)

    def _spot(self, point: QPoint) -> Spot:
        index = row_at(self.rows, point)
        if index < 0:
            return _NOWHERE
        has_sign = self._measures.has_sign(self.width(), self._can_strike())
        return index, has_sign and self._measures.strike_rect(self.rows[index]).contains(point)

    def _hover(self, spot: Spot) -> None:
        if spot == self._over:
            return
        before, self._over = self._over, spot
        for index in {before[0], spot[0]} - {-1}:
            self._update_cursor(index)
        tip = _("Strike out (Shift+{letter})").format(letter=self.rows[spot[0]].letter) if spot[1] else ""
        self.setToolTip(tip)
        self._show_hand()

    def _show_hand(self) -> None:
        hand = self.is_open and self._over[0] >= 0
        if hand != self._hand:
            self._hand = hand
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    # --- size and painting -----------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        """High enough for every text; asked often in one layout, so it is kept."""
        return stacked(self._heights_at(width))

    def sizeHint(self) -> QSize:
        """Wide, and as high as single lines: the height that counts is asked for by width."""
        self.ensurePolished()
        return QSize(self._measures.px(640), self._least())

    def minimumSizeHint(self) -> QSize:
        """Letter and a few words."""
        self.ensurePolished()
        return QSize(self._measures.left + self._measures.px(96) + self._measures.end, self._least())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the rows. A layout keeps heights by width, and those of an earlier item may be among them."""
        place(self.rows, self._heights_at(self.width()), self.width())
        if self._unsaid and event.oldSize().width() != self.width():
            self._say_size()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A new font means new lengths."""
        if event.type() == QEvent.Type.FontChange:
            self._measures = Measures(self.font())
            self.lay_out(True)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that need it."""
        painter, dirty = QPainter(self), event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.current if self.has_ring else -1
        for index, row in enumerate(self.rows):
            if row.rect.intersects(dirty):
                paint_row(painter, self, row, self._measures, self._touch(index, index == ring))

    def _touch(self, index: int, ringed: bool) -> Touch:
        hovered = self.is_open and self._over[0] == index
        return Touch(hovered, hovered and self._over[1], ringed, self.is_open, self._can_strike())

    def _can_strike(self) -> bool:
        return self.is_open and self._strikeable

    def _least(self) -> int:
        return stacked([self._measures.badge + 2 * self._measures.above] * len(self.rows))

    def _heights_at(self, width: int) -> list[int]:
        found = self._heights.get(width)
        if found is None:
            strikeable = self._can_strike()
            found = self._heights[width] = [self._measures.height(row, width, strikeable) for row in self.rows]
        return found

    def _say_size(self) -> None:
        self._unsaid = False
        self.updateGeometry()

    def rect_of(self, index: int) -> QRect:
        """Where a row stands, in this widget."""
        return QRect(self.rows[index].rect)
