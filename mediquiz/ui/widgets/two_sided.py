"""Two widgets in one place, of which one is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class TwoSided(QWidget):
    """Turns from one to the other without a new layout of what is around, unless the height must change."""

    def __init__(self, front: QWidget, back: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides, self._seen, self._asked = (front, back), front, -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for side in self._sides:
            side.setParent(self)
        back.hide()

    def turn(self, side: QWidget) -> None:
        """Show this one."""
        self._seen = side
        for other in self._sides:
            other.setVisible(other is side)
        self._settle()

    def heightForWidth(self, width: int) -> int:
        """What the side that is seen needs; the front's height at least, so that a short back moves nothing."""
        return max(self._sides[0].heightForWidth(width), self._seen.heightForWidth(width))

    def sizeHint(self) -> QSize:
        """What the side that is seen would like."""
        width = self._seen.sizeHint().width()
        return QSize(width, self.heightForWidth(max(1, width)))

    def minimumSizeHint(self) -> QSize:
        """It wraps."""
        return QSize(0, self._sides[0].minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the place."""
        self._settle()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """A side wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        front, seen = (side.heightForWidth(self.width()) for side in (self._sides[0], self._seen))
        if max(front, seen) != self._asked:
            self._asked = max(front, seen)
            self.updateGeometry()
        self._seen.setGeometry(0, (self.height() - seen) // 2, self.width(), seen)
