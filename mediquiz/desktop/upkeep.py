"""What the window does for the study history while it is open: checkpoint, the day's backup, a look at the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mediquiz.desktop.notices import Notices
from mediquiz.language import _, day_year

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

IDLE_MS = 20_000
"""Without a write for this long the write-ahead log is moved into the file."""
CARE_MS = 2_000
"""The day's backup waits until the first page stands."""
FAR_BEHIND_MS = 3_600_000
"""A clock this far behind the record was set wrong; less is a correction by the network or summer time."""

Run = Callable[..., None]
"""Work, what then, what if it fails, on which lane."""


class Upkeep(QObject):
    """Works on the services it was begun with, until it is stopped."""

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._services: Services | None = None
        self._notices: Notices | None = None
        self._clock_told = False
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._care = QTimer(self, interval=CARE_MS, singleShot=True)
        self._idle.timeout.connect(self._checkpoint)
        self._care.timeout.connect(self._back_up)

    def begin(self, services: Services, notices: Notices) -> None:
        """A history was opened; what is to be told goes to these notices."""
        self._services, self._notices = services, notices
        self._idle.start()
        self._care.start()
        self._look_at_clock()

    def stop(self) -> None:
        """The history is about to be closed."""
        self._services = None
        self._idle.stop()
        self._care.stop()

    def written(self, changes: object, origin: object) -> None:
        """Something was written: it is no idle moment, and its time may show that the clock was set back."""
        if self._services is not None:
            self._idle.start()
            self._look_at_clock()

    def _checkpoint(self) -> None:
        if self._services is not None:
            self._run(self._services.care.checkpoint, None, self._not_now)

    def _not_now(self, error: Exception) -> None:
        """The log is as safe as the file: what cannot be moved now is moved at another time."""

    def _back_up(self) -> None:
        """Not on the store's lane: a long history is copied while answers go on being written."""
        if self._services is not None:
            self._run(self._services.care.back_up_daily, None, self._not_backed_up, "care")

    def _not_backed_up(self, error: Exception) -> None:
        if self._services is not None:
            self._tell(_("The daily backup could not be made. {reason}").format(reason=error))

    def _look_at_clock(self) -> None:
        """Say once that the computer's clock was set back."""
        services = self._services
        if services is None or self._clock_told or services.care.behind_ms() < FAR_BEHIND_MS:
            return
        self._clock_told = True
        text = _(
            "The clock of this computer lies behind your last answer, which is of {day}. New answers are kept in "
            "their order; set the clock right so that your plan fits the day."
        )
        self._tell(text.format(day=day_year(services.clock.today())))

    def _tell(self, text: str) -> None:
        if self._notices is not None:
            self._notices.tell(text, "warn")
