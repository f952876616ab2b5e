"""Opening everything on the store's thread: what the window waits for after its first paint and can give up."""

from __future__ import annotations

import builtins
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediquiz.desktop.appearance import Appearance
from mediquiz.desktop.seams import Seams
from mediquiz.language import n_

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.library import BankReport


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it."""

    services: Services
    report: BankReport


class Opening:
    """One attempt to open a database. `given_up` may be set from the GUI thread at any time."""

    def __init__(self, database: Path, banks: Path, seams: Seams, say: Callable[[str], None]) -> None:
        self._database, self._banks, self._seams, self._say = database, banks, seams, say
        self.given_up = False

    def run(self) -> Opened:
        """Open the store and read what is new in the bank. Raises StoreError, BankError, or Canceled."""
        with plain_imports():
            from mediquiz.services.opening import open_services

        self._go_on()
        services = open_services(self._database, self._banks, self._seams.clock, self._seams.rng)
        try:
            return Opened(services, services.library.load_bank(self._banks, self).value)
        except BaseException:
            services.close()
            raise

    def report(self, done: int, total: int, text: str) -> None:
        """Progress of the bank: one line in the window. A window that was closed reads no further."""
        self._go_on()
        said = n_("Reading questions: {{place}} of {n} file", "Reading questions: {{place}} of {n} files", total)
        self._say(said.format(place=done + 1))

    def _go_on(self) -> None:
        from mediquiz.services.library import Canceled

        if self.given_up:
            raise Canceled


@contextmanager
def plain_imports() -> Iterator[None]:
    """Load modules without PySide6's detour, which looks for its own switches in each and costs a fifth of the time."""
    detour = builtins.__import__
    builtins.__import__ = getattr(builtins, "__orig_import__", detour)
    try:
        yield
    finally:
        builtins.__import__ = detour


class Demo:
    """The throw-away profile: made once in a folder of its own, gone with the window."""

    def __init__(self, write: Callable[[Path], Path], banks: Path, look: Appearance) -> None:
        """`write` puts the database into a folder and says where it is."""
        self._write, self._banks, self._look = write, banks, look
        self._folder: Path | None = None

    def make(self) -> Path:
        """Write it, in the look that the window has."""
        from mediquiz.services.opening import open_services

        self._folder = Path(tempfile.mkdtemp(prefix="mediquiz-demo-"))
        database = self._write(self._folder)
        services = open_services(database, self._banks)
        services.settings.change(theme=self._look.theme, text_percent=self._look.text_percent)
        services.close()
        return database

    def remove(self) -> None:
        """Nothing of it stays."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def restore_backup(backup: Path, database: Path) -> None:
    """Put it in the place of a database that was just closed."""
    from mediquiz.desktop.trouble import alone
    from mediquiz.storage import backups

    alone(database, lambda: backups.restore(backup, database))
