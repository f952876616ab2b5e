"""Buttons that take a double click for one: with the first click they have come to mean something else."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from mediquiz.ui.widgets.buttons import Button


class OneClick(Button):
    """A double click is one click, however many follow."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt would press the button again."""
        event.accept()


class StepButton(OneClick):
    """Goes one step on: of a double click the second is dropped, but a third says that all of them are meant."""

    _dropped_at: int | None = None
    """When a double click was dropped last, in milliseconds of the window system."""
    _in_a_row = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press right after a double click is one more of a row, and so is the next."""
        last = self._dropped_at
        self._in_a_row = last is not None and event.timestamp() - last < QApplication.doubleClickInterval()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt calls each second press of a fast row a double click."""
        self._dropped_at = event.timestamp()
        if self._in_a_row:
            self.mousePressEvent(event)
        else:
            event.accept()
