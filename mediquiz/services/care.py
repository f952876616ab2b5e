"""Upkeep of the open study history: copies, the write-ahead log, a clock that was set back, what it holds in all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mediquiz.services.context import Context
from mediquiz.storage import attempt_repo, backups, item_repo, read_models
from mediquiz.storage.errors import StoreError
from mediquiz.storage.item_repo import HeldFile


@dataclass(frozen=True, slots=True)
class Counts:
    """What a history holds: answers in the log, days with answers, finished practice exams."""

    answers: int
    days: int
    exams: int


class Care:
    """What the window and the commands do to the history as a whole. Changes nothing that a page shows."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def database(self) -> Path:
        """Where the history lies."""
        return self._context.store.path

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file; for idle moments. Raises StoreError when the disk refuses."""
        self._context.store.checkpoint()

    def move_log(self) -> None:
        """The same beside everything else, on any thread, waited for by nobody. Raises StoreError."""
        self._context.store.move_log()

    def when_replaced(self, tell: Callable[[StoreError], None]) -> None:
        """Who is told that another program exchanged the file of the open history; on the thread that found it."""
        self._context.store.when_replaced(tell)

    @property
    def foreign_log(self) -> Path | None:
        """Where the log of another file went that lay beside this one at opening."""
        return self._context.store.foreign_log

    def back_up(self, target: Path) -> None:
        """A copy in `target`. Raises StoreError, also when `target` is the history itself."""
        self._context.store.backup(target)

    def back_up_daily(self) -> Path | None:
        """One dated copy a day; None when there is one of today. Safe beside the store's own lane."""
        self._context.store.refuse_changed()
        return backups.make_daily(self._context.store.path)

    def behind_ms(self) -> int:
        """How far the computer's clock lies behind the newest record, in milliseconds."""
        return self._context.clock.behind_ms

    def relax(self) -> None:
        """No more waiting for the disk: for histories that are thrown away (the demo, copies)."""
        self._context.store.relax()

    def counts(self) -> Counts:
        """For the doctor."""
        with self._context.store.read() as connection:
            days = read_models.days(connection)
            exams = attempt_repo.heads(connection, kind="exam", status="finished")
        return Counts(sum(day[1] for day in days), len(days), len(exams))

    def bank_files(self) -> list[HeldFile]:
        """The files whose questions the history holds, with their origin, for the doctor."""
        with self._context.store.read() as connection:
            return item_repo.held_files(connection)
