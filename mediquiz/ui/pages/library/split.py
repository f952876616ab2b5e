"""List and preview: side by side when there is room, else the preview beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.placed import Placed

SIDE_BY_SIDE = 900  # at 100 % text, whose body font is 15 high
_LIST_SHARE = 0.61
_LIST_HEIGHT = 300
_LOWEST = 360
_GAP = 16


class Split(Placed):
    """Side by side both fill the height of the page and scroll inside; stacked, the page scrolls instead."""

    turned = Signal(bool)
    """True when stacked from now on."""

    def __init__(
        self, first: QWidget, second: QWidget, natural: Callable[[int], int], parent: QWidget | None = None
    ) -> None:
        """`natural(width)` is the height at which the second needs no scrolling."""
        super().__init__(parent)
        self._natural, self._was_stacked = natural, False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.adopt([first, second])

    def stacked(self, width: int) -> bool:
        """Whether the preview stands beneath the list at this width."""
        return width < SIDE_BY_SIDE * self._unit()

    def heightForWidth(self, width: int) -> int:
        """The least height; a higher page is filled."""
        if not self.stacked(width):
            return round(_LOWEST * self._unit())
        return self._list_height(width) + _GAP + self._natural(width)

    def sizeHint(self) -> QSize:
        """Stacked."""
        width = max(item.sizeHint().width() for item in self.items)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        return QSize(max(item.minimumSize().width() for item in self.items), round(200 * self._unit()))

    def place(self) -> None:
        """Columns or stack."""
        width, height = self.width(), self.height()
        first, second = self.items
        stacked = self.stacked(width)
        if stacked != self._was_stacked:
            self._was_stacked = stacked
            self.turned.emit(stacked)
        if stacked:
            high = self._list_height(width)
            first.setGeometry(QRect(0, 0, width, high))
            second.setGeometry(QRect(0, high + _GAP, width, height - high - _GAP))
            return
        left = round((width - _GAP) * _LIST_SHARE)
        first.setGeometry(QRect(0, 0, left, height))
        second.setGeometry(QRect(left + _GAP, 0, width - left - _GAP, height))

    def _list_height(self, width: int) -> int:
        return max(round(_LIST_HEIGHT * self._unit()), self.items[0].minimumSize().height())

    def _unit(self) -> float:
        return size_of(self.font()) / 15
