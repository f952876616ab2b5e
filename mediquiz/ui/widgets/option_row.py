"""One answer option: letter, text, the reason beneath it, and what became of it."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.paint import TextBlock, came_by_key, draw_sign, fill_round, stroke_round

LEFT = Qt.AlignmentFlag.AlignLeft
STATES = ("plain", "selected", "right", "wrong", "struck", "dimmed")
_SAID = {
    "plain": "",
    "selected": "chosen",
    "right": "right answer",
    "wrong": "your answer, not right",
    "struck": "struck out",
    "dimmed": "",
}


class Look(NamedTuple):
    """Colours of a row in one state."""

    fill: QColor
    edge: QColor
    edge_width: int
    badge: QColor
    letter: QColor
    text: QColor


class StrikeButton(QAbstractButton):
    """The small sign at the end of a row that strikes the option out and brings it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Shift and the letter do the same by keyboard: a second tab stop per row would only be in the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An S with a line through it."""
        row: OptionRow = self.parent()  # type: ignore[assignment]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isChecked():
            fill_round(painter, QRectF(self.rect()), 6, row.sunken)
        font = QFont(self.font())
        font.setPixelSize(row.px(13))
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(row.words if self.underMouse() else row.quiet)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "S")


class OptionRow(QRadioButton):
    """A row that can be chosen or struck out. Says its letter, text and state to a screen reader."""

    strike_wanted = Signal()
    surface = ink("surface")
    line = ink("line")
    hoverLine = ink("hoverLine")  # noqa: N815 - Qt properties are written so in the style sheet
    sunken = ink("sunken")
    words = ink("words")
    quiet = ink("quiet")
    chosen = ink("chosen")
    chosenSoft = ink("chosenSoft")  # noqa: N815
    good = ink("good")
    goodSoft = ink("goodSoft")  # noqa: N815
    bad = ink("bad")
    badSoft = ink("badSoft")  # noqa: N815
    ring = ink("ring")

    def __init__(self, letter: str = "A", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._state, self._mark = letter, "plain", ""
        self._text, self._reason = TextBlock(text, 1.4), TextBlock("", 1.4)
        self._ringed, self._open = False, True
        self._basis: tuple[object, ...] = ()
        self._heights: dict[int, int] = {}
        self._strike = StrikeButton(self)
        self._strike.clicked.connect(self._strike_clicked)
        # Arrow keys must move focus only: an answer is never chosen in passing.
        self.setAutoExclusive(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_option(letter, text)

    # --- what it shows ---------------------------------------------------------------------

    @property
    def state(self) -> str:
        """One of STATES."""
        return self._state

    @property
    def letter(self) -> str:
        """The letter that chooses it."""
        return self._letter

    @property
    def option_text(self) -> str:
        """The text of the option."""
        return self._text.text

    @property
    def reason(self) -> str:
        """The reason beneath, or nothing."""
        return self._reason.text

    def show_option(self, letter: str, text: str) -> None:
        """A fresh option: plain, without a reason, open to be chosen."""
        self._letter, self._text.text = letter, text
        self._strike.setAccessibleName(f"Strike out option {letter}")
        self._strike.setToolTip(f"Strike out (Shift+{letter})")
        self.set_open(True)
        self.set_state("plain")

    def set_state(self, state: str, reason: str = "", mark: str = "") -> None:
        """Change the state; `mark` is the word at the right, such as "Your answer"."""
        self._state, self._reason.text, self._mark = state, reason, mark
        self.setChecked(state == "selected")
        self._strike.setChecked(state == "struck")
        said = ", ".join(filter(None, (_spoken(state, mark), reason)))
        self.setAccessibleName(f"Option {self._letter}: {self.option_text}" + (f" ({said})" if said else ""))
        self.updateGeometry()
        self.update()

    def set_open(self, on: bool, strikeable: bool = True) -> None:
        """Whether it can still be chosen; a closed row can be focused and read."""
        self._open = on
        self._strike.setVisible(on and strikeable)
        self.setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)

    # --- input -----------------------------------------------------------------------------

    def nextCheckState(self) -> None:
        """The card decides what is chosen; a click alone changes nothing."""

    def hitButton(self, position: QPoint) -> bool:
        """The whole row is the target."""
        return self._open and self.rect().contains(position)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click strikes out."""
        event.accept()
        self._strike_clicked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; arrows are left to the card, which moves focus."""
        if event.key() == Qt.Key.Key_Space and self._open:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)

    def _strike_clicked(self) -> None:
        self._strike.setChecked(self._state == "struck")
        if self._open and self._strike.isVisibleTo(self):
            self.strike_wanted.emit()

    # --- size ------------------------------------------------------------------------------

    def px(self, size: float) -> int:
        """A length that grows with the text (16 at 100 %)."""
        return round(size * size_of(self.font()) / 16)

    def pad(self, size: float) -> int:
        """A padding that grows half as fast."""
        return round(size * (1 + size_of(self.font()) / 16) / 2)

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        font.setStrikeOut(self._state == "struck")
        return font

    def _reason_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.px(13.5))
        return font

    def _mark_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.px(13))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _mark_width(self, width: int) -> int:
        """Room at the right: sign and word, the sign alone when narrow, or the strike button."""
        if self._state not in {"right", "wrong"}:
            return self.px(28) if self._open else 0
        word = QFontMetrics(self._mark_font()).horizontalAdvance(self._mark) if self._mark else 0
        return self.px(23) + word if width > self.px(440) else self.px(18)

    def _text_area(self, width: int) -> tuple[int, int]:
        left = self.pad(17) + self.px(26) + self.pad(14)
        return left, max(self.px(40), width - left - self.pad(16) - self._mark_width(width) - self.pad(6))

    def heightForWidth(self, width: int) -> int:
        """High enough for the wrapped text and the reason; asked often in one layout, so it is kept."""
        basis = (self._text.text, self._reason.text, self._state, self._open, self._mark, size_of(self.font()))
        if basis != self._basis:
            self._basis, self._heights = basis, {}
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        _, room = self._text_area(width)
        text = max(float(self.px(26)), self._text.height(self._text_font(), room))
        reason = self._reason.height(self._reason_font(), room) + self.px(3) if self.reason else 0
        return math.ceil(text + reason) + 2 * self.pad(14)

    def sizeHint(self) -> QSize:
        """Wide, and as high as one line: the height that counts is asked for by width, and measuring twice costs."""
        self.ensurePolished()
        return QSize(self.px(640), self.px(26) + 2 * self.pad(14))

    def minimumSizeHint(self) -> QSize:
        """Letter and a few words."""
        self.ensurePolished()
        return QSize(self.px(240), self.px(26) + 2 * self.pad(14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strike button at the right of the first line."""
        side = self.px(28)
        self._strike.setGeometry(self.width() - self.pad(12) - side, self.pad(14) - self.px(1), side, side)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A new font means a new size."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    # --- painting --------------------------------------------------------------------------

    def _look(self) -> Look:
        if self._state == "selected":
            return Look(self.chosenSoft, self.chosen, 2, self.chosen, self.surface, self.words)
        if self._state == "right":
            return Look(self.goodSoft, self.good, 2, self.good, self.surface, self.words)
        if self._state == "wrong":
            return Look(self.badSoft, self.bad, 2, self.bad, self.surface, self.words)
        quiet = self._state in {"struck", "dimmed"}
        edge = self.hoverLine if self._open and self.underMouse() else self.line
        words = self.quiet if quiet else self.words
        return Look(self.surface, edge, 1, self.sunken, words, words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, badge, words, sign, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, box = self._look(), QRectF(self.rect())
        fill_round(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 10, look.fill)
        stroke_round(painter, box, 10, look.edge, look.edge_width)
        self._draw_badge(painter, look)
        self._draw_words(painter, look)
        if self._state in {"right", "wrong"}:
            self._draw_mark(painter, look.edge)
        if self.hasFocus() and self._ringed:
            stroke_round(painter, box.adjusted(2, 2, -2, -2), 8, look.fill, 2)
            stroke_round(painter, box, 10, self.ring, 3)

    def _draw_badge(self, painter: QPainter, look: Look) -> None:
        side = self.px(26)
        badge = QRectF(self.pad(17), self.pad(14), side, side)
        fill_round(painter, badge, self.px(7), look.badge)
        font = self._mark_font()
        font.setStrikeOut(self._state == "struck")
        painter.setFont(font)
        painter.setPen(look.letter)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._letter)

    def _draw_words(self, painter: QPainter, look: Look) -> None:
        left, room = self._text_area(self.width())
        font, top = self._text_font(), float(self.pad(14))
        height = self._text.height(font, room)
        # A single line sits in the middle of its badge.
        offset = max(0.0, (self.px(26) - height) / 2)
        painter.setPen(look.text)
        self._text.draw(painter, QRectF(left, top + offset, room, height), font, LEFT)
        if self.reason:
            below = top + max(float(self.px(26)), height) + self.px(3)
            painter.setPen(self.quiet)
            self._reason.draw(painter, QRectF(left, below, room, self.height()), self._reason_font(), LEFT)

    def _draw_mark(self, painter: QPainter, colour: QColor) -> None:
        width, side = self._mark_width(self.width()), self.px(16)
        left = self.width() - self.pad(16) - width
        top = self.pad(14) + (self.px(26) - side) / 2
        draw_sign(painter, QRectF(left, top, side, side), self._state == "right", colour)
        if self._mark and width > self.px(18):
            painter.setFont(self._mark_font())
            painter.setPen(colour)
            box = QRectF(left + self.px(22), self.pad(14), width, self.px(26))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | LEFT, self._mark)


def _spoken(state: str, mark: str) -> str:
    """What became of the option: the state, and the word at its right unless the state says it already."""
    said, word = _SAID[state], mark.lower()
    return said if word in said else f"{said}, {word}".removeprefix(", ")
