"""What the window does for the study history while it is open: checkpoint, the day's backup, a look at the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mediquiz.desktop.notices import Notices
from mediquiz.language import _
from mediquiz.services.changes import Changes

if TYPE_CHECKING:
    from datetime import date

    from mediquiz.services.bundle import Services
    from mediquiz.ui.change_hub import ChangeHub

QUIET_MS = 700
"""After a write and this much rest, as while reasons are read, the write-ahead log is moved into the file: beside
everything else, but the disk is one."""
LONGEST_MS = 10_000
"""Of steady writing; then it is moved all the same."""
IDLE_MS = 20_000
"""Without a write for this long the log is emptied, which all others wait for."""
CARE_MS = 2_000
"""The day's backup waits until the first page stands."""
DAY_MS = 30_000
"""How often the date is looked at: the window may stand open over midnight."""

Run = Callable[..., None]
"""Work, what then, what if it fails, on which lane."""


class Upkeep(QObject):
    """Works on the services it was begun with, until it is stopped."""

    replaced = Signal(object)
    """Another program exchanged the file of the open history: the error that says so. From any thread."""
    changed = Signal(object)
    """Changes that no page made: another date, or a record that was put right."""

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._services: Services | None = None
        self._notices: Notices | None = None
        self._clock_told = False
        self._hours_behind = 0
        self._day: date | None = None
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._longest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        self._care = QTimer(self, interval=CARE_MS, singleShot=True)
        self._midnight = QTimer(self, interval=DAY_MS)
        self._midnight.timeout.connect(self._look_at_day)
        self._idle.timeout.connect(self._checkpoint)
        self._quiet.timeout.connect(self._move_log)
        self._longest.timeout.connect(self._move_log)
        self._care.timeout.connect(self._back_up)

    def listen(self, hub: ChangeHub) -> None:
        """Hears of every write, and says what changed without one."""
        hub.changed.connect(self.written)
        self.changed.connect(hub.tell)

    def begin(self, services: Services, notices: Notices) -> None:
        """A history was opened; what is to be told goes to these notices."""
        self._services, self._notices = services, notices
        services.care.when_replaced(self.replaced.emit)
        self._day, self._hours_behind = services.clock.today(), 0
        self._midnight.start()
        self._idle.start()
        self._care.start()
        # What came with the bank: from here on a copy of the file alone is a history.
        self._move_log()
        self._tell_foreign_log(services.care.foreign_log)
        self._look_at_clock()

    def stop(self) -> None:
        """The history is about to be closed."""
        self._services = None
        for timer in (self._idle, self._quiet, self._longest, self._care, self._midnight):
            timer.stop()

    def written(self, changes: object, origin: object) -> None:
        """Something was written: it is no idle moment, and its time may show that the clock was set back."""
        if self._services is not None:
            self._idle.start()
            self._quiet.start()
            if not self._longest.isActive():
                self._longest.start()
            self._look_at_clock()

    def _move_log(self) -> None:
        """Not on the store's lane: an answer that comes now waits for nothing."""
        self._quiet.stop()
        self._longest.stop()
        if self._services is not None:
            self._run(self._services.care.move_log, None, self._not_now, "care")

    def _checkpoint(self) -> None:
        """A window that stays open for days gets its daily backup here too."""
        if self._services is not None:
            self._run(self._services.care.checkpoint, None, self._not_now)
            self._back_up()

    def _not_now(self, error: Exception) -> None:
        """The log is as safe as the file: what cannot be moved now is moved at another time."""

    def _back_up(self) -> None:
        """Not on the store's lane: a long history is copied while answers go on being written."""
        if self._services is not None:
            self._run(self._services.care.back_up_daily, None, self._not_backed_up, "care")

    def _not_backed_up(self, error: Exception) -> None:
        if self._services is not None:
            self._tell(_("The daily backup could not be made. {reason}").format(reason=error))

    def _tell_foreign_log(self, kept: Path | None) -> None:
        from mediquiz.words.histories import foreign_log

        if kept is not None:
            self._tell(foreign_log(kept))

    def _look_at_day(self) -> None:
        """At midnight, after a night with the lid closed and in another time zone the pages show the new date."""
        if self._services is None:
            return
        day, self._day = self._day, self._services.clock.today()
        self._look_at_clock()
        if day != self._day:
            self.changed.emit(Changes(plan=True, readiness=True))

    def _look_at_clock(self) -> None:
        """Ask whether clock or record is wrong where the two are apart; not again while they stay so."""
        services = self._services
        if services is None:
            return
        self._tell_news(services)
        from mediquiz.domain.placing import SLACK_MS

        hours = services.clock.behind_ms // SLACK_MS
        if hours != self._hours_behind:
            self._hours_behind = hours
            if services.clock.far_behind:
                self._run(partial(_mend, services), self._mended, self._not_now)
                return
        self._warn(services)

    def _mended(self, changes: Changes) -> None:
        services = self._services
        if services is not None:
            self._tell_news(services)
            self._warn(services)
            self.changed.emit(changes)

    def _tell_news(self, services: Services) -> None:
        news = services.wrong_clock.news()
        if news is not None:
            from mediquiz.words import clock as words

            self._tell(words.mended(news))

    def _warn(self, services: Services) -> None:
        """Say once that the clock is wrong now."""
        clock = services.clock
        if not self._clock_told and (clock.far_behind or clock.cannot_be):
            self._clock_told = True
            from mediquiz.words import clock as words

            self._tell(words.behind(clock.today()) if clock.far_behind else words.cannot_be(clock.today()))

    def _tell(self, text: str) -> None:
        if self._notices is not None:
            self._notices.tell(text, "warn")


def _mend(services: Services) -> Changes:
    """On the store's lane. The hub is told by `Upkeep.changed`: no page asked for it."""
    return services.wrong_clock.mend().changes
