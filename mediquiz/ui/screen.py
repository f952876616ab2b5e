"""The base of every page: what it may wish for, and that it shows what is new, but only while it is seen."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediquiz.services.changes import NOTHING, Changes
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.destinations import Destination
from mediquiz.ui.widgets import roles  # noqa: F401 - what a screen reader calls the widgets of all pages


class Screen(QWidget):
    """Subclasses name what they show in `wanted` and fetch it in `refresh()`."""

    wanted: ClassVar[Changes] = NOTHING

    go = Signal(object)
    """A Destination; say it by `go_to`, which is typed."""
    full_screen = Signal(bool)
    """The page wants the window to itself, or no longer."""
    finished = Signal()
    """The first start is over."""
    appearance_changed = Signal(str, int)
    """Theme and text size in percent, to be put on at once."""
    restore_requested = Signal(object)
    """The path of a backup."""
    close_now = Signal()
    """What `may_close` asked about is settled: the window can be closed."""
    complete = Signal()
    """All that a first page has to show stands on the screen."""

    def __init__(self, hub: ChangeHub | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = True
        if hub is not None:
            hub.changed.connect(self._something_changed)

    @property
    def stale(self) -> bool:
        """Whether what it shows may be out of date."""
        return self._stale

    def refresh(self) -> None:
        """Fetch a fresh snapshot and show it."""

    def go_to(self, destination: Destination) -> None:
        """Ask the window to go there."""
        self.go.emit(destination)

    def arrive(self, destination: Destination) -> None:
        """Called each time the window goes to this page, with what was asked for."""

    def may_leave(self) -> bool:
        """False keeps the window on this page (an exam that is running)."""
        return True

    def may_close(self) -> bool:
        """False keeps the window open; the page asks the student itself, and `close_now` follows."""
        return True

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page for the help of F1: (keys, what they do)."""
        return []

    def mark_stale(self) -> None:
        """Refresh now when seen, otherwise when next shown."""
        self._stale = True
        if self.isVisible():
            self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        if self._stale:
            self._refresh_now()

    def _refresh_now(self) -> None:
        # First, so that a change arriving while the page fetches makes it fetch again.
        self._stale = False
        self.refresh()

    def _something_changed(self, changes: Changes, origin: object) -> None:
        if not changes.touches(self.wanted):
            return
        if origin is self:
            # It shows its own write already; what else follows from it is fetched when the page is shown again.
            self._stale = True
        else:
            self.mark_stale()
