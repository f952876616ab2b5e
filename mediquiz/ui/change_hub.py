"""Tells the screens that something was written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mediquiz.services.changes import Changes


class ChangeHub(QObject):
    """One signal: what changed, and who did it."""

    changed = Signal(object, object)

    def tell(self, changes: Changes, origin: object = None) -> None:
        """Pass on what a write changed; nothing is said about nothing."""
        if changes:
            self.changed.emit(changes, origin)
