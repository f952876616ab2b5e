"""A place to write a few lines within the page: a note, or what is wrong with a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.kbd import Kbd
from mediquiz.ui.widgets.labels import Muted

LONGEST = 4000
"""Characters kept of a note: a page or so."""


class _Lines(QPlainTextEdit):
    """Plain text; Ctrl+Enter keeps it, Esc gives up, Tab goes on to the buttons."""

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys that end writing; the rest is text."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextBox(Card):
    """Opened with a heading and a text, and closed by one of two buttons."""

    saved = Signal(str)
    canceled = Signal(str)
    """Closed without saving what stands in it."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.lines, self.hint, self._missing = _Lines(), Muted(), ""
        self.save, self.cancel = Button(_("Save"), small=True), ghost(_("Cancel"), small=True)
        self.add(self.lines)
        self.add(self.hint)
        row = FlowRow(8)
        row.add(self.save, Kbd("Ctrl+Enter"), self.cancel, Kbd("Esc"))
        self.add(row)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._cancel)
        self.lines.kept.connect(self._save)
        self.lines.left.connect(self._cancel)
        self.hide()

    def open_with(self, heading: str, hint: str, text: str, save: str, missing: str = "") -> None:
        """Begin writing. `missing` is said where nothing was written but something has to be."""
        self._missing = missing
        self.set_heading(heading)
        self.hint.setText(hint)
        self.save.setText(save)
        self.lines.setAccessibleName(heading)
        self.lines.setFixedHeight(round(6.4 * size_of(self.font())))
        self.show()
        # Before the text: a screen reader that hears of the text first says nothing when the focus comes.
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines.setPlainText(text)
        self.lines.moveCursor(QTextCursor.MoveOperation.End)

    def _save(self) -> None:
        text = self.lines.toPlainText()[:LONGEST]
        if self._missing and not text.strip():
            # Closed without a word, the next letters would answer the question.
            self.hint.setText(self._missing)
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self._missing)
            return
        self._close()
        self.saved.emit(text)

    def _cancel(self) -> None:
        self._close()
        self.canceled.emit(self.lines.toPlainText())

    def _close(self) -> None:
        self.closed.emit()
        self.hide()
