"""The base of every page: refreshes when something that it shows changed, but only while it is seen."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediquiz.services.changes import NOTHING, Changes
from mediquiz.ui.change_hub import ChangeHub


class Screen(QWidget):
    """Subclasses name what they show in `wanted` and fetch it in `refresh()`."""

    wanted: ClassVar[Changes] = NOTHING

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

    def arrive(self, **arguments: object) -> None:
        """Called each time the window goes to this page, with what the caller asked for."""

    def may_leave(self) -> bool:
        """False keeps the window on this page (an exam that is running)."""
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
