"""Builds everything: locations -> store -> services -> window. The only module that sees all layers.

The window paints before the store opens; what the store and the learner model need is imported on the store's thread.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication

from mediquiz import __version__
from mediquiz.desktop import appearance
from mediquiz.desktop.imports import read_no_sources
from mediquiz.desktop.notices import Notices
from mediquiz.desktop.pages import Pages, demo_exam_in, exam_in
from mediquiz.desktop.seams import Seams
from mediquiz.desktop.upkeep import CARE_MS, Upkeep
from mediquiz.language import _, n_
from mediquiz.locations import Locations, find
from mediquiz.ui.crash import CrashRelay, CrashReporter
from mediquiz.ui.destinations import ToSettings
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.theme import Theme

if TYPE_CHECKING:
    from mediquiz.desktop.opening import Demo, Opened, Opening
    from mediquiz.ui.tasks import TaskRunner

USAGE = 2


class Application(QObject):
    """One window over one database, from first paint to the end."""

    stood = Signal(bool)
    """The first page has all that it shows, or (False) the history could not be opened."""

    def __init__(
        self, app: QApplication, locations: Locations, *, demo: bool = False, seams: Seams | None = None
    ) -> None:
        super().__init__()
        self._app, self.locations, self._is_demo = app, locations, demo
        self._seams = seams or Seams()
        self.look = appearance.read(locations.appearance)
        self.theme = Theme(locations.resources, self.look.theme, self.look.text_percent)
        self.theme.apply(app)
        self.tasks: TaskRunner | None = None
        self._opening: Opening | None = None
        self._demo: Demo | None = None
        self._ended = False
        self._reporter, self._relay = CrashReporter(locations.crashes, version=__version__), CrashRelay()
        self._upkeep = Upkeep(self._run, self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._exchanged: Exception | None = None
        self._after_exchange = QTimer(self, interval=0, singleShot=True)
        self._crashes: list[str] = []
        self._make_window()
        self._connect()

    def _make_window(self) -> None:
        """The window and its pages, which know nothing yet."""
        self.window = MainWindow()
        self.window.put(self.look.place, self._closing)
        self.window.set_certification(self.look.certification or "MediQuiz", self.look.subtitle)
        self.window.closed.connect(self._closing)
        self.pages = Pages(self.window, self.theme, self._seams)
        self.pages.certification_changed.connect(self._certification_changed)
        self.pages.restore_wanted.connect(self._restore)
        self.pages.complete.connect(self._complete)
        self._upkeep.listen(self.pages.hub)
        self.notices = Notices(self.window)

    def _connect(self) -> None:
        self._reporter.set_tell(self._relay.tell)
        self._reporter.install()
        self._relay.told.connect(self._crashed)
        self.window.painted.connect(self.open)
        self._soon.timeout.connect(self._tell_crashes)
        self._upkeep.replaced.connect(self._file_exchanged)
        self._after_exchange.timeout.connect(self._ask_which_file)

    def _crashed(self, text: str) -> None:
        # Later, not now: the failure may have come from inside a paint or show event of the same window.
        self._crashes.append(text)
        self._soon.start()

    def _tell_crashes(self) -> None:
        while self._crashes:
            self.notices.tell(self._crashes.pop(0), "warn")

    # -- opening ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the store and load the bank off the GUI thread, then show the pages."""
        self.window.painted.disconnect(self.open)
        self.theme.settle()
        self._app.setWindowIcon(QIcon(str(self.locations.resources / "icons" / "mediquiz.svg")))
        self.tasks = self._seams.tasks or self._threads()
        self.theme.changed.connect(self._keep_look)
        if self._is_demo:
            self._make_demo()
        else:
            self.begin()

    def _threads(self) -> TaskRunner:
        from mediquiz.ui.tasks import ThreadRunner

        runner = ThreadRunner(self)
        runner.crashed.connect(self._work_failed)
        return runner

    def _work_failed(self, error: Exception) -> None:
        """A page asked for something and has no answer of its own to its failing."""
        from mediquiz.storage.errors import DamagedDatabase, ReplacedDatabase, StoreError

        if isinstance(error, ReplacedDatabase):
            # Told already, and once: every page that wanted to write comes by here.
            return
        if not isinstance(error, StoreError):
            self._reporter.report(error)
        elif isinstance(error, DamagedDatabase) and not self._ended:
            self.notices.tell(str(error), "bad", _("Reopen it"), self._reopen)
        elif not self._ended:
            self.notices.tell(str(error), "bad")

    def _make_demo(self) -> None:
        from mediquiz.desktop.opening import Demo

        self._demo = Demo(partial(_write_demo, self.locations.banks), self.locations.banks, self.look)
        self.window.hold(_("Setting up the demo…"))
        self._run(self._demo.make, self._demo_made, self._refused)

    def _demo_made(self, database: Path) -> None:
        if not self._ended:
            self.begin(database)

    def begin(self, database: Path | None = None) -> None:
        """Open the database, or another: at the start, after trouble was mended, after a backup was restored."""
        from mediquiz.desktop.opening import Opening

        self.locations = replace(self.locations, database=database or self.locations.database)
        self.window.hold(_("Opening your study history…"))
        where = self.locations
        self._opening = Opening(where.database, where.banks, self._seams, self.pages.loading.emit)
        self._run(self._opening.run, self._opened, self._refused)

    def _run(self, *work: Any) -> None:
        """Queue work; nothing is queued before the first paint."""
        assert self.tasks is not None
        self.tasks.run(*work)

    def _opened(self, found: Opened) -> None:
        if self._ended:
            # The window was closed meanwhile; nothing is queued any more.
            found.services.close()
            return
        assert self.tasks is not None
        if self._is_demo:
            self.notices.tell(_("This is a demo with made-up answers. Nothing you do here is saved."))
        if found.report.problems:
            self._tell_bank(found.report.problems)
        self.pages.open(found.services, self.tasks)
        self._upkeep.begin(found.services, self.notices)

    def _tell_bank(self, problems: tuple[str, ...]) -> None:
        self.pages.set_bank_problems(problems)
        self.notices.tell(_bank_words(problems), "warn", _("See Settings"), partial(self.pages.go, ToSettings()))

    def _refused(self, error: Exception) -> None:
        from mediquiz.desktop.trouble import Trouble

        if self._ended:
            return
        again: Callable[[Path], None] = self._make_demo_again if self._is_demo else self.begin
        trouble = Trouble(self.window, self.locations.database, again, self._run, self.pages.prompts)
        trouble.show(error, self._sentence(error))
        self.stood.emit(False)

    def _make_demo_again(self, database: Path) -> None:
        self._make_demo()

    def _sentence(self, error: Exception) -> str:
        """What the world is to blame for says so itself; the rest is ours and leaves a report."""
        from mediquiz.banks import BankError
        from mediquiz.storage.errors import StoreError

        if isinstance(error, (StoreError, BankError)):
            return str(error)
        report = self._reporter.report(error)
        text = _("MediQuiz could not open your study history. Nothing was changed.")
        if report:
            text = _("MediQuiz could not open your study history. Nothing was changed. A report is in {path}.")
        return text.format(path=report)

    def _complete(self) -> None:
        self.stood.emit(True)

    # -- while it is open ------------------------------------------------------------------------

    def _certification_changed(self, title: str, days_left: int | None) -> None:
        when = demo_exam_in(days_left) if self._is_demo else exam_in(days_left)
        self.look.certification, self.look.subtitle = title, when
        self.window.set_certification(title, when)
        self._keep_look()

    def _restore(self, backup: Path) -> None:
        """Close the store, put the backup in its place, open again."""
        from mediquiz.desktop.opening import restore_backup

        self._reopen_with(_("Restoring the backup…"), partial(restore_backup, backup, self.locations.database))

    def _reopen(self) -> None:
        self._reopen_with(_("Opening your study history…"), bool)

    def _file_exchanged(self, error: Exception) -> None:
        # Later: the page whose answer was refused is still at work.
        self._exchanged = error
        self._after_exchange.start()

    def _ask_which_file(self) -> None:
        """The pages show a history that no file holds any more: they go, and the student says which one is hers."""
        error = self._exchanged
        if error is not None and not self._ended:
            self._reopen_with(_("Closing your study history…"), bool, lambda closed: self._refused(error))

    def _reopen_with(self, text: str, work: Callable[[], object], then: Callable[[object], None] | None = None) -> None:
        """Pages hold what they were shown from the old database, so they go, with their window."""
        self._upkeep.stop()
        self.pages.close()
        old = self.window
        self.look.place = old.place()
        self._make_window()
        self.window.hold(text)
        self.window.appear()
        old.closed.disconnect(self._closing)
        old.set_close_guard(None)
        old.close()
        old.deleteLater()
        self._run(work, then or self._restored, self._not_restored)

    def _restored(self, kept: object) -> None:
        if not self._ended:
            self.begin()

    def _not_restored(self, error: Exception) -> None:
        """Nothing was changed: on with the history as it was, and say why."""
        from mediquiz.storage.errors import StoreError

        if self._ended:
            return
        self.begin()
        if not isinstance(error, StoreError):
            raise error
        self.notices.tell(str(error), "bad")

    # -- the end ---------------------------------------------------------------------------------

    def _keep_look(self) -> None:
        """At once, not only at the end: the next first paint shows it whatever happens until then."""
        self.look.theme, self.look.text_percent = self.theme.mode, self.theme.percent
        if not self._is_demo and self.locations.database.parent.is_dir():
            appearance.write(self.locations.appearance, self.look)

    def _closing(self) -> None:
        self.look.place = self.window.place()
        self._keep_look()

    def close(self) -> None:
        """Finish what is queued and end the store."""
        self._ended = True
        if self._opening is not None:
            self._opening.given_up = True
        self._soon.stop()
        self._after_exchange.stop()
        self._upkeep.stop()
        self.pages.close()
        # With the pages goes whatever they would do with results that come in from now on.
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)
        if self.tasks is not None:
            self.tasks.close()
        if self._demo is not None:
            self._demo.remove()
        self._reporter.uninstall()


def _bank_words(problems: tuple[str, ...]) -> str:
    """The first of the problems, and how many more there are."""
    more = len(problems) - 1
    text = _("A question file has a mistake, so its last good version is used: {problem}")
    if more:
        text = n_(
            "Question files have mistakes (this one and {n} more), so their last good versions are used: {{problem}}",
            "Question files have mistakes (this one and {n} more), so their last good versions are used: {{problem}}",
            more,
        )
    return text.format(problem=problems[0])


def _write_demo(banks: Path, folder: Path) -> Path:
    from datetime import date

    from mediquiz.demo import make_demo

    return make_demo(folder, banks, date.today(), seed=1)


class _Timed(QObject):
    """For timing a start: ends the program at its first paint, or once its first page is complete."""

    def __init__(self, main: Application, app: QApplication) -> None:
        super().__init__(main)
        self._main, self._app, self._painted = main, app, 0.0

    def quit_after_paint(self) -> None:
        """Nothing is opened."""
        self._main.window.painted.disconnect(self._main.open)
        self._main.window.painted.connect(self._app.quit)

    def quit_when_ready(self) -> None:
        """Says how long after the first paint that was; exit code 1 when the history could not be opened."""
        self._main.window.painted.connect(self._mark)
        self._main.stood.connect(self._leave)

    def _mark(self) -> None:
        self._painted = time.monotonic()

    def _leave(self, complete: bool) -> None:
        print(f"Complete {(time.monotonic() - self._painted) * 1000:.0f} ms after the first paint.", flush=True)
        self._app.exit(0 if complete else 1)


def run_window(
    database: Path | None = None, *, demo: bool = False, quit_after_paint: bool = False, quit_when_ready: bool = False
) -> int:
    """Open the window and stay until it is closed. The exit code."""
    try:
        locations = find(database)
        locations.appearance  # noqa: B018 - a place without a name for a file is refused here
    except (RuntimeError, ValueError) as error:
        text = _("A study history cannot be saved there ({reason}); name a file with --database.")
        print(text.format(reason=error), file=sys.stderr)
        return USAGE
    read_no_sources()
    # Nothing that a start makes is garbage; looking for it costs a tenth of the way to the first page.
    gc.disable()
    # The learner's matrices are small: a second thread only spins, and takes the processor from the window.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("MediQuiz")
    main = Application(app, locations, demo=demo)
    started = QTimer(main, interval=2 * CARE_MS, singleShot=True)
    started.timeout.connect(_started)
    started.start()
    if quit_after_paint:
        _Timed(main, app).quit_after_paint()
    if quit_when_ready:
        _Timed(main, app).quit_when_ready()
    main.window.painted.connect(_let_interrupt_end)
    main.window.painted.connect(_tell_missing_fonts)
    main.window.appear()
    code = app.exec()
    started.stop()
    # For good: a collection inside the end of one Qt object can end another, and both then wait for one lock.
    gc.disable()
    main.close()
    return code


def _let_interrupt_end() -> None:
    """Ctrl-C in the terminal ends the program at once; all that was answered is on disk."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _tell_missing_fonts() -> None:
    """In the terminal, for the window can say nothing then."""
    if not QFontMetrics(QApplication.font()).inFontUcs4(ord("A")):
        from mediquiz.ui.platform_check import no_fonts_words

        print(no_fonts_words(), file=sys.stderr)


def _started() -> None:
    """From here on garbage is collected; what the start made is not looked through again."""
    gc.freeze()
    gc.enable()
