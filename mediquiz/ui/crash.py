"""What happens when our own code fails: a report in a file, one sentence on the screen, and life goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mediquiz.language import _

# What a report needs is imported when one is written: this module is on the way to the first paint.
if TYPE_CHECKING:
    from types import TracebackType

Tell = Callable[[str], None]
KEEP = 20


class CrashReporter:
    """Writes reports into a folder. The same failure is told once, however often a paint event repeats it."""

    def __init__(self, folder: Path, tell: Tell | None = None, version: str = "") -> None:
        self._folder, self._tell, self._version = folder, tell, version
        self._seen: set[str] = set()
        self._before: tuple[object, object] | None = None

    def set_tell(self, tell: Tell | None) -> None:
        """Who shows the sentence, once there is a window. Called on the thread that failed."""
        self._tell = tell

    def install(self) -> None:
        """Catch what nobody else caught, on every thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before  # type: ignore[assignment]
            self._before = None

    def report(self, error: BaseException) -> Path | None:
        """Write a report and tell the user; returns the file, or None for a failure seen before."""
        import traceback

        text = "".join(traceback.format_exception(error))
        place = _place(error)
        if place in self._seen:
            return None
        self._seen.add(place)
        print(text, file=sys.stderr)
        path = self._write(text)
        if self._tell is not None:
            said = [_("Something in MediQuiz went wrong; your answers are safe.")]
            if path:
                said.append(_("A report is in {path}.").format(path=path))
            self._tell(" ".join(said))
        return path

    def _write(self, text: str) -> Path | None:
        from mediquiz.services.crash_file import write_crash

        path = write_crash(self._folder, text, self._version)
        if path is not None:
            self._forget_old()
        return path

    def _forget_old(self) -> None:
        # A report that cannot be deleted is no reason to fail again while one is being written.
        with suppress(OSError):
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEEP]:
                old.unlink(missing_ok=True)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_value)


class CrashRelay(QObject):
    """Carries the sentence from the thread that failed to the GUI thread: give `relay.tell` to the reporter."""

    told = Signal(str)

    def tell(self, text: str) -> None:
        """Callable from any thread; `told` arrives where its receivers live."""
        self.told.emit(text)


def _place(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}@{where}"
