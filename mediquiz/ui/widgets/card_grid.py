"""Cards of one width in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget, QWidgetItem

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.placed import Placed, height_of


class CardGrid(Placed):
    """Rows of equal columns; the cards of a row are equally high."""

    def __init__(self, column: int = 280, most: int = 3, gap: int = 16, parent: QWidget | None = None) -> None:
        """`column` is the narrowest column at 100 % text."""
        super().__init__(parent)
        self._column, self._most, self._gap = column, most, gap

    def add(self, widget: QWidget) -> None:
        """A card at the end."""
        self.adopt([widget])

    def columns(self, width: int) -> int:
        """How many columns there are at a width."""
        # Never narrower than what stands in them: a font may be wider than the one that a column was drawn for.
        least = max((item.minimumSize().width() for item in self.items if not item.isEmpty()), default=0)
        narrowest = max(self._column * size_of(self.font()) / 15, least)
        return max(1, min(self._most, int((width + self._gap) // (narrowest + self._gap))))

    def heightForWidth(self, width: int) -> int:
        """The sum of the rows."""
        return max((box.bottom() + 1 for _, box in self._arranged(width)), default=0)

    def sizeHint(self) -> QSize:
        """All columns side by side."""
        narrowest = round(self._column * size_of(self.font()) / 15)
        width = self._most * narrowest + (self._most - 1) * self._gap
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest card."""
        sizes = [item.minimumSize() for item in self.items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def place(self) -> None:
        """Row by row."""
        for item, box in self._arranged(self.width()):
            item.setGeometry(box)

    def _arranged(self, width: int) -> Iterator[tuple[QWidgetItem, QRect]]:
        shown = [item for item in self.items if not item.isEmpty()]
        columns, top = self.columns(width), 0
        wide = (width - self._gap * (columns - 1)) // columns
        for first in range(0, len(shown), columns):
            row = shown[first : first + columns]
            high = max(height_of(item, wide) for item in row)
            for place, item in enumerate(row):
                yield item, QRect(place * (wide + self._gap), top, wide, high)
            top += high + self._gap
