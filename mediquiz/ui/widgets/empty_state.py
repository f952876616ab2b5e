"""What a page says when there is nothing to show yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.labels import Heading, Words


class EmptyState(QWidget):
    """Title, a sentence that says what to do, and the one button that does it."""

    wanted = Signal()

    def __init__(self, title: str = "", text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 28)
        column.setSpacing(8)
        self.title, self.text, self.button = Heading(title), Words(text, tone="muted"), Button(action)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.button.clicked.connect(self._clicked)
        self.show_words(title, text, action)

    def show_words(self, title: str, text: str, action: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {text}")

    def _clicked(self) -> None:
        self.wanted.emit()
