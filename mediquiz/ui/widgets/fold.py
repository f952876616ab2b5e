"""Content that is out of the way until it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.flow_row import FlowRow


class Fold(QWidget):
    """A button that says what it opens, and the content beneath it."""

    def __init__(self, show: str, hide: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self.content, self.button = (show, hide), content, ghost(show, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(FlowRow([self.button]))
        column.addWidget(content)
        content.hide()
        self.button.clicked.connect(self.toggle)

    @property
    def opened(self) -> bool:
        """Whether the content stands there."""
        return not self.content.isHidden()

    def toggle(self) -> None:
        """Open or close."""
        self.set_opened(not self.opened)

    def set_opened(self, on: bool) -> None:
        """Show the content, or put it away."""
        self.content.setVisible(on)
        self.button.setText(self._words[on])
