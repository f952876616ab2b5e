"""When the database cannot be opened: a sentence and ways out. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediquiz.locations import Locations
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.widgets.buttons import ghost, primary
from mediquiz.ui.widgets.labels import Body, Title

Run = Callable[..., None]
"""Work, what then, what if it fails: on the store's thread."""


class Trouble(QObject):
    """Shows what is wrong in place of the pages, with a button for each way out."""

    def __init__(
        self, window: MainWindow, locations: Locations, error: Exception, again: Callable[[], None], run: Run
    ) -> None:
        super().__init__(window)
        self._window, self._locations, self._again, self._run = window, locations, again, run
        self._error = error
        self._page: QWidget | None = None

    def show(self) -> None:
        """Put the page in front."""
        from mediquiz.banks import BankError
        from mediquiz.storage.errors import StoreError

        if not isinstance(self._error, (StoreError, BankError)):
            raise self._error
        self._page = self._build(str(self._error))
        self._window.stack.addWidget(self._page)
        self._window.stack.setCurrentWidget(self._page)

    def _build(self, text: str) -> QWidget:
        page = QWidget()
        page.setAccessibleName("Something has to be mended first")
        box = QVBoxLayout(page)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setContentsMargins(80, 40, 80, 40)
        title, said = Title("Something has to be mended first"), Body(text)
        for line in (title, said):
            line.setWordWrap(True)
            line.setMaximumWidth(720)
            box.addWidget(line)
        row = QHBoxLayout()
        for n, (words, slot) in enumerate(self._ways_out()):
            way = ghost(words) if n else primary(words)
            way.clicked.connect(slot)
            row.addWidget(way)
        row.addStretch(1)
        box.addSpacing(16)
        box.addLayout(row)
        return page

    def _ways_out(self) -> list[tuple[str, Callable[..., None]]]:
        """What can be done about it, the best first."""
        from mediquiz.storage import backups
        from mediquiz.storage.errors import DamagedDatabase

        again: tuple[str, Callable[..., None]] = ("Try again", self._try_again)
        if not isinstance(self._error, DamagedDatabase):
            return [again]
        anew: tuple[str, Callable[..., None]] = ("Set it aside and start anew", self._start_anew)
        newest = backups.newest_good(self._locations.database)
        if newest is None:
            return [anew, again]
        return [(f"Restore the backup of {_date_of(newest)}", partial(self._restore, newest)), anew, again]

    def _restore(self, newest: Path, checked: bool = False) -> None:
        from mediquiz.storage import backups

        self._window.hold("Restoring the backup…")
        self._run(partial(backups.restore, newest, self._locations.database), self._done)

    def _start_anew(self, checked: bool = False) -> None:
        from mediquiz.storage import backups

        self._run(partial(backups.set_aside, self._locations.database), self._done)

    def _try_again(self, checked: bool = False) -> None:
        self._done(None)

    def _done(self, kept: object) -> None:
        if self._page is not None:
            self._window.stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
        self._again()


def _date_of(backup: Path) -> str:
    """`November 14, 2026` from the stamp in a backup's name."""
    from datetime import datetime

    from mediquiz.services.wording import date_words

    stamp = next(part for part in backup.stem.split("-") if len(part) == 8 and part.isdigit())
    return date_words(datetime.strptime(stamp, "%Y%m%d").date(), year=True)
