"""Picks window or command line. The bare command opens the window at once, so nothing heavy is imported here."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mediquiz import language
from mediquiz.locations import shipped

NO_DISPLAY, BUG = 2, 70


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What the window can be started with."""

    database: Path | None = None
    demo: bool = False
    quit_after_paint: bool = False
    quit_when_ready: bool = False


FLAGS = {
    "--demo": "demo",
    "--quit-after-paint": "quit_after_paint",
    "--quit-when-ready": "quit_when_ready",
}


def window_options(arguments: list[str]) -> WindowOptions | None:
    """The options when all arguments are for the window, else None: then it is a command."""
    found: dict[str, Any] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in FLAGS:
            found[FLAGS[word]] = True
        elif word == "--database" and rest:
            found["database"] = Path(rest.pop(0))
        elif word.startswith("--database=") and len(word) > len("--database="):
            found["database"] = Path(word.partition("=")[2])
        else:
            return None
    return WindowOptions(**found)


def open_streams() -> None:
    """A standard stream that was closed by whoever started us leads nowhere from now on.

    In their order, so that each takes its own number again: the next file opened would get it, and what is printed
    would land in the study history.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8", errors="replace")  # noqa: SIM115 - kept to the end
            setattr(sys, name, nowhere)


def main() -> int:
    """Entry point of the `mediquiz` command."""
    open_streams()
    # Before anything else: some texts are made when their module is imported.
    language.use(shipped("resources") / "locale")
    options = window_options(sys.argv[1:])
    if options is None:
        from mediquiz.cli import run

        return run(sys.argv[1:])
    from mediquiz.ui.platform_check import display_problem

    problem = display_problem()
    return _window(options) if problem is None else _without_window(problem, options)


def _window(options: WindowOptions) -> int:
    """Open it. A failure of our own before there is a window leaves a report and one sentence."""
    try:
        from mediquiz.app import run_window

        return run_window(**asdict(options))
    except Exception as error:
        from mediquiz.commands.crash import write_report

        print(write_report(error, options.database), file=sys.stderr)
        return BUG


def _without_window(problem: str, options: WindowOptions) -> int:
    """With a terminal, study there; without one, one sentence and exit code 2."""
    print(problem, file=sys.stderr)
    timed = options.quit_after_paint or options.quit_when_ready
    if timed or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return NO_DISPLAY
    from mediquiz.cli import run

    place = ["--database", str(options.database)] if options.database else []
    return run(["study", *place])


if __name__ == "__main__":
    sys.exit(main())
