"""What a scroll area holds."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame


class Scrolled(QFrame):
    """As high as its parts are at the width there is, and no higher.

    Qt would make it at least as high as they are at their narrowest, where text has the most lines: what is scrolled to
    last was then empty.
    """

    def minimumSizeHint(self) -> QSize:
        """As narrow as its parts can be; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)
