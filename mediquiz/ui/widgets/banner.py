"""A strip that tells something and may offer one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.ink import set_kind
from mediquiz.ui.widgets.labels import Body, Strong

_WORDS = {"info": "Note", "warn": "Take care", "bad": "Problem", "good": "Done"}


class Banner(QFrame):
    """Kinds: info, warn, bad, good; a word in front says which, not the colour alone."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, text: str = "", kind: str = "info", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.word, self.text = Strong(), Body()
        self.word.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.button, self.close_button = Button(action, "ghost", small=True), Button("Dismiss", "quiet", small=True)
        row.addWidget(self.word, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._dismiss)
        self.show_text(text, kind, action)

    def show_text(self, text: str, kind: str = "info", action: str = "") -> None:
        """Say something else."""
        set_kind(self, "kind", kind)
        self.word.setText(_WORDS.get(kind, _WORDS["info"]))
        self.text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(f"{self.word.text()}: {text}")

    def _act(self) -> None:
        self.acted.emit()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
