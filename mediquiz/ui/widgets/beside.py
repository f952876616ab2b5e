"""A small picture with content at its right; where that leaves too little room, the content stands beneath it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from mediquiz.ui.widgets.placed import Placed, height_of


class Beside(Placed):
    """The picture keeps its own size; the content takes the rest."""

    def __init__(self, picture: QWidget, content: QWidget, gap: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self.adopt([picture, content])

    def _aside(self, width: int) -> int:
        """How far the content begins from the left; 0 where it stands beneath the picture, or alone."""
        picture, content = self.items
        if picture.isEmpty():
            return 0
        aside = picture.sizeHint().width() + self._gap
        return aside if width - aside >= content.minimumSize().width() else 0

    def _parts(self, width: int) -> tuple[QRect, QRect]:
        picture, content = self.items
        aside, size = self._aside(width), QSize(0, 0) if picture.isEmpty() else picture.sizeHint()
        beneath = size.height() + self._gap // 2 if size.height() and not aside else 0
        tall = height_of(content, width - aside)
        return QRect(0, 0, size.width(), size.height()), QRect(aside, beneath, width - aside, tall)

    def heightForWidth(self, width: int) -> int:
        """Of the taller one, or of both."""
        picture, content = self._parts(width)
        return max(picture.y() + picture.height(), content.y() + content.height())

    def sizeHint(self) -> QSize:
        """Side by side."""
        picture, content = (item.sizeHint() for item in self.items)
        return QSize(picture.width() + self._gap + content.width(), max(picture.height(), content.height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        sizes = [item.minimumSize() for item in self.items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def place(self) -> None:
        """Both at their places."""
        for item, place in zip(self.items, self._parts(self.width()), strict=True):
            item.setGeometry(place)
