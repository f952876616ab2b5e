"""A short word in a pill."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import set_kind


class Chip(QLabel):
    """Kinds: neutral, good, warn, bad, primary. The word says what the color only supports."""

    def __init__(self, text: str = "", kind: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_word(self, text: str, kind: str = "neutral") -> None:
        """Say something else."""
        self.setText(text)
        set_kind(self, "kind", kind)
