"""A sentence about what was just done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediquiz.ui.widgets.announce import announce, say_again
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body


class Notice(Card):
    """A sentence and at most one way back. Unlike a banner it folds when the text is large."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("compact", "true")
        self.text, self.button = Body(), ghost("", small=True)
        self.add_row([self.text, None, self.button])
        self.button.clicked.connect(self.acted)
        self.hide()

    def show_text(self, text: str, action: str = "") -> None:
        """Say it, with a button or without."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        say_again(self) if self.isVisible() else self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever does not see it hears it."""
        super().showEvent(event)
        announce(self, self.text.text())
