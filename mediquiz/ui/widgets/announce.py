"""Says a sentence to a screen reader without moving the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Read out now; does nothing where nobody listens."""
    if text and is_heard():
        _tell(QAccessibleAnnouncementEvent(widget, text))


def is_heard() -> bool:
    """Whether a screen reader is running: then the focus goes to what is to be read."""
    return QAccessible.isActive()


def say_again(widget: QWidget) -> None:
    """A notice that is seen says something else. Orca before 45 knows no announcements, and reads what comes on screen:
    so it goes and comes back, in one turn of the event loop."""
    if is_heard():
        widget.hide()
        widget.show()


def _tell(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)
