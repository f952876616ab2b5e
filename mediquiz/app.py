"""Builds everything: locations -> store -> services -> window. The only module that sees all layers.

The window paints before the store opens; what the store and the learner model need is imported on the store's thread.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from mediquiz import __version__
from mediquiz.desktop import appearance
from mediquiz.desktop.pages import Pages
from mediquiz.desktop.seams import Seams
from mediquiz.locations import Locations, find
from mediquiz.ui.crash import CrashRelay, CrashReporter
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.theme import Theme

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.library import BankReport
    from mediquiz.ui.tasks import TaskRunner

IDLE_MS = 20_000
"""Without a write for this long the write-ahead log is moved into the file."""


class Application(QObject):
    """One window over one database, from first paint to the end."""

    def __init__(
        self, app: QApplication, locations: Locations, *, demo: bool = False, seams: Seams | None = None
    ) -> None:
        super().__init__()
        self._app, self.locations, self._demo = app, locations, demo
        self._seams = seams or Seams()
        self.look = appearance.read(locations.appearance)
        self.theme = Theme(locations.resources, self.look.theme, self.look.text_percent)
        self.theme.apply(app)
        self.tasks: TaskRunner | None = None
        self.window = MainWindow()
        self.window.put(self.look.place)
        self.window.set_certification(self.look.certification or "MediQuiz", self.look.subtitle)
        self._reporter, self._relay = CrashReporter(locations.crashes, version=__version__), CrashRelay()
        self.pages = Pages(self.window, self.theme, self._seams)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        self._reporter.set_tell(self._relay.tell)
        self._reporter.install()
        self._relay.told.connect(self._crashed)
        self.window.painted.connect(self.open)
        self.window.closed.connect(self._closing)
        self.pages.certification_changed.connect(self._certification_changed)
        self.pages.restore_wanted.connect(self._restore)
        self._idle.timeout.connect(self._checkpoint)

    def _crashed(self, text: str) -> None:
        # Later, not now: the failure may have come from inside a paint or show event of the same window.
        QTimer.singleShot(0, self, partial(self.window.show_banner, text, "warn"))

    # -- opening ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the store and load the bank off the GUI thread, then show the pages."""
        self.window.painted.disconnect(self.open)
        self.theme.settle()
        self.tasks = self._seams.tasks or self._threads()
        self.begin()

    def _threads(self) -> TaskRunner:
        from mediquiz.ui.tasks import ThreadRunner

        runner = ThreadRunner(self)
        runner.crashed.connect(self._reporter.report)
        return runner

    def begin(self) -> None:
        """The same at any time: after trouble was mended, or a backup restored."""
        self.window.hold("Making a demo…" if self._demo else "Opening your study history…")
        self._run(self._open_services, self._opened, self._refused)

    def _run(self, *work: Any) -> None:
        """Queue work; nothing is queued before the first paint."""
        assert self.tasks is not None
        self.tasks.run(*work)

    def _open_services(self) -> tuple[Services, BankReport]:
        from mediquiz.services.opening import open_services

        if self._demo:
            self.locations = replace(self.locations, database=_demo_database(self.locations))
        seams = self._seams
        services = open_services(self.locations.database, self.locations.banks, seams.clock, seams.rng)
        try:
            report = services.library.load_bank(self.locations.banks, _Said(self.pages)).value
        except BaseException:
            services.close()
            raise
        return services, report

    def _opened(self, found: tuple[Services, BankReport]) -> None:
        services, report = found
        assert self.tasks is not None
        self.pages.open(services, report, self.tasks)
        self.pages.hub.changed.connect(self._changed)
        self._idle.start()
        if self._demo:
            self.window.show_banner("This is a demo with simulated study. Nothing here is kept.", "info")
        self._run(partial(_daily_backup, services), None, self._backup_failed)

    def _backup_failed(self, error: Exception) -> None:
        self.window.show_banner(f"The daily backup could not be made: {error}", "warn")

    def _refused(self, error: Exception) -> None:
        from mediquiz.desktop.trouble import Trouble

        self._trouble = Trouble(self.window, self.locations, error, self.begin, self._run)
        self._trouble.show()

    # -- while it is open ------------------------------------------------------------------------

    def _changed(self, changes: object, origin: object) -> None:
        self._idle.start()

    def _checkpoint(self) -> None:
        if self.pages.services is not None:
            self._run(self.pages.services.context.store.checkpoint)

    def _certification_changed(self, title: str, subtitle: str) -> None:
        self.look.certification, self.look.subtitle = title, subtitle
        self.window.set_certification(title, "Demo profile" if self._demo else subtitle)

    def _restore(self, backup: Path) -> None:
        """Close the store, put the backup in its place, open again."""
        self.pages.close()
        self.window.hold("Restoring the backup…")
        self._run(partial(_restore_backup, backup, self.locations.database), self._restored, self._refused)

    def _restored(self, kept: Path | None) -> None:
        self.begin()

    # -- the end ---------------------------------------------------------------------------------

    def _closing(self) -> None:
        self.look.theme, self.look.text_percent = self.theme.mode, self.theme.percent
        self.look.place = self.window.place()
        if not self._demo and self.locations.database.parent.is_dir():
            appearance.write(self.locations.appearance, self.look)

    def close(self) -> None:
        """Finish what is queued and end the store."""
        self._idle.stop()
        self.pages.close()
        if self.tasks is not None:
            self.tasks.close()
        self._reporter.uninstall()


class _Said:
    """Progress of loading the bank, shown in the window's quiet line."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def report(self, done: int, total: int, text: str) -> None:
        self._pages.loading.emit(f"Reading questions: {done + 1} of {total} files")


def _demo_database(locations: Locations) -> Path:
    import tempfile
    from datetime import date

    from mediquiz.demo import make_demo

    folder = Path(tempfile.mkdtemp(prefix="mediquiz-demo-"))
    return make_demo(folder, locations.banks, date.today(), seed=1)


def _daily_backup(services: Services) -> None:
    from mediquiz.storage import backups

    backups.make_daily(services.context.store.path)


def _restore_backup(backup: Path, database: Path) -> Path | None:
    from mediquiz.storage import backups

    return backups.restore(backup, database)


def run_window(database: Path | None = None, *, demo: bool = False, quit_after_paint: bool = False) -> int:
    """Open the window and stay until it is closed. The exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("MediQuiz")
    main = Application(app, find(database), demo=demo)
    if quit_after_paint:
        main.window.painted.disconnect(main.open)
        main.window.painted.connect(app.quit)
    main.window.appear()
    code = app.exec()
    main.close()
    return code


def take_screenshots(folder: Path, theme: str, size: tuple[int, int], text: int) -> None:
    """A PNG of every screen of the demo profile in `folder`; size in pixels, text size in percent."""
    import random
    import shutil
    import tempfile
    from datetime import date

    from mediquiz.demo import make_demo
    from mediquiz.desktop.pictures import Photographer
    from mediquiz.ui.prompts import RecordedPrompts
    from mediquiz.ui.tasks import InlineRunner

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    scratch = Path(tempfile.mkdtemp(prefix="mediquiz-pictures-"))
    locations = find(make_demo(scratch, find().banks, date.today(), seed=1))
    seams = Seams(rng=random.Random(1), prompts=RecordedPrompts(), tasks=InlineRunner())
    main = Application(app, locations, seams=seams)
    main.window.resize(*size)
    main.window.show()
    main.open()
    main.theme.use(theme, text)
    assert main.pages.services is not None
    photographer = Photographer(main.window, folder)
    photographer.pages("cma")
    photographer.study("cma", random.Random(2))
    photographer.report(main.pages.services.exams.home().history[0].attempt_id)
    photographer.exam("cma")
    main.window.close()
    main.close()
    shutil.rmtree(scratch, ignore_errors=True)
