"""A column of text that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.scrolled import Scrolled

WIDEST = 960
"""Pixels at 100 % text beyond which a line is tiring to read."""
_AROUND = 12
"""Pixels kept free above and below what is brought into view."""


class TextColumn(QScrollArea):
    """One column of text that scrolls, no wider than is good to read, with broad margins where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = Scrolled()
        self._holder.setObjectName("pageHolder")
        self.body = QVBoxLayout(self._holder)
        self.body.setSpacing(8)
        self.setWidget(self._holder)
        self._fit()

    def add(self, *widgets: QWidget) -> None:
        """Put widgets beneath what is there."""
        for widget in widgets:
            self.body.addWidget(widget)

    def look_at(self, part: QWidget, rect: QRect) -> None:
        """Bring a rectangle of a part into view; of one higher than the view, its beginning."""
        top = part.mapTo(self._holder, rect.topLeft()).y()
        self.ensureVisible(0, top + rect.height(), 0, _AROUND)
        self.ensureVisible(0, top, 0, _AROUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing scrolls sideways here: Left and Right are the page's, and Qt would keep them."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, text = self.viewport().width(), size_of(self.font()) / 15
        side = max(16, min(60, width // 16))
        spare = max(0, width - 2 * side - round(WIDEST * text))
        self.body.setContentsMargins(side + spare // 2, 30, side + spare // 2, 24)
