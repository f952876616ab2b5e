"""Base of widgets that place their children themselves, where Qt's layouts would refuse to become narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget, QWidgetItem


class Placed(QWidget):
    """Height follows width. Subclasses say where each item goes in `place()` and how high that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[QWidgetItem] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def adopt(self, widgets: Sequence[QWidget]) -> None:
        """Take widgets in."""
        for widget in widgets:
            self.items.append(QWidgetItem(widget))
            widget.setParent(self)
            if self.isVisible():
                widget.show()
        self.updateGeometry()

    def place(self) -> None:
        """Give every child its place."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        self.place()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """A child wants another size, came or went. Qt does not say so from inside a page that is hidden, so whoever
        comes into sight looks again."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.updateGeometry()
            self.place()
        return super().event(event)


def height_of(item: QWidgetItem, width: int) -> int:
    """How high a child wants to be at a width."""
    if item.hasHeightForWidth():
        # Its smallest height belongs to its smallest width and would be too much here.
        return item.heightForWidth(width)
    return max(item.sizeHint().height(), item.minimumSize().height())
