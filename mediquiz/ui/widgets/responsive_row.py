"""Widgets side by side that stack when there is no room for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget, QWidgetItem

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.placed import Placed, height_of

NARROW = 860  # at 100 % text, whose body font is 15 high


class ResponsiveRow(Placed):
    """Columns in the given proportions, or a stack below the narrow width."""

    def __init__(
        self,
        widgets: Sequence[QWidget],
        stretches: Sequence[float] | None = None,
        narrow: int = NARROW,
        gap: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stretches = list(stretches or [1] * len(widgets))
        self._narrow, self._gap = narrow, gap
        self.adopt(widgets)

    def stacked(self, width: int) -> bool:
        """Whether the columns stand on each other at this width."""
        if width < self._narrow * size_of(self.font()) / 15:
            return True
        wide = zip(self._shown(), self._widths(width), strict=True)
        return any(room < item.minimumSize().width() for (item, _), room in wide)

    def _shown(self) -> list[tuple[QWidgetItem, float]]:
        return [pair for pair in zip(self.items, self._stretches, strict=True) if not pair[0].isEmpty()]

    def _widths(self, width: int) -> list[int]:
        shares = [share for _, share in self._shown()]
        room = width - self._gap * (len(shares) - 1)
        return [int(room * share / sum(shares)) for share in shares]

    def heightForWidth(self, width: int) -> int:
        """The tallest column, or the sum of the stack."""
        items = [item for item, _ in self._shown()]
        if self.stacked(width):
            return sum(height_of(item, width) for item in items) + self._gap * max(0, len(items) - 1)
        return max((height_of(i, w) for i, w in zip(items, self._widths(width), strict=True)), default=0)

    def sizeHint(self) -> QSize:
        """Side by side."""
        hints = [item.sizeHint() for item, _ in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of the stack."""
        sizes = [item.minimumSize() for item, _ in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def place(self) -> None:
        """Columns or stack."""
        items, x, y = [item for item, _ in self._shown()], 0, 0
        if self.stacked(self.width()):
            for item in items:
                height = height_of(item, self.width())
                item.setGeometry(QRect(0, y, self.width(), height))
                y += height + self._gap
            return
        for item, width in zip(items, self._widths(self.width()), strict=True):
            item.setGeometry(QRect(x, 0, width, self.height()))
            x += width + self._gap
