"""Fetches what was asked for last. While one fetch runs, newer wishes replace each other instead of queueing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from mediquiz.ui.tasks import TaskRunner


class Latest(QObject):
    """For typing in a search box or holding an arrow key down: at most one fetch runs and one waits."""

    def __init__(self, tasks: TaskRunner, then: Callable[[Any], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._then = tasks, then
        self._busy = False
        self._waiting: Callable[[], Any] | None = None

    def ask(self, work: Callable[[], Any]) -> None:
        """Fetch this, now or when the fetch under way is done."""
        if self._busy:
            self._waiting = work
            return
        self._busy = True
        self._tasks.run(work, self._done, self._failed)

    def _done(self, value: Any) -> None:
        self._busy = False
        if not self._next():
            self._then(value)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._next()
        raise error

    def _next(self) -> bool:
        """True when something newer is wanted; what just came is then too old to show."""
        work, self._waiting = self._waiting, None
        if work is not None:
            self.ask(work)
        return work is not None
