"""Runs a command in this process and says what went wrong with it: a traceback, a crash report, no sentence."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from mediquiz.cli import app, run

CASES = int(os.environ.get("MEDIQUIZ_FUZZ", "0"))
"""How many cases each test of this folder draws; 0: the few that the suite has time for, the same each time."""
FEW_LINES = 6


def rounds(usual: int) -> range:
    """Seeds of a test."""
    return range(CASES or usual)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def commands() -> dict[tuple[str, ...], Any]:
    """Every command of the program by its words, found in the program itself: a new one is tried with the others."""
    return dict(_commands((), get_command(app)))


def _commands(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    inside = getattr(command, "commands", None)
    if not inside:
        yield words, command
        return
    for name, one in inside.items():
        yield from _commands((*words, name), one)


def ended(arguments: Sequence[str], typed: bytes = b"") -> Ended:
    """Run it with `typed` on a pipe. Anything that is raised is the failure that is looked for."""
    keyboard = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before, sys.stdin = sys.stdin, keyboard
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(list(arguments))
    except BaseException:
        pytest.fail(f"mediquiz {list(arguments)} raised:\n{traceback.format_exc()}")
    finally:
        sys.stdin = before
    texts = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err)]  # type: ignore[attr-defined]
    return Ended(code, *texts)


def judged(found: Ended, told: object, folder: Path) -> None:
    """Fails where the end is no good one: 0, or 1 or 2 with a sentence; no traceback, no crash report."""
    reports = [*folder.rglob("crash-*.txt"), *Path(tempfile.gettempdir()).glob("crash-*.txt")]
    said = "\n".join(path.read_text(encoding="utf-8", errors="replace")[-3000:] for path in reports)
    assert not reports, f"{told!r:.600} left a crash report:\n{said}"
    assert "Traceback" not in found.out + found.err, f"{told!r:.600}: {found.err}"
    assert found.code in (0, 1, 2), f"{told!r:.600} ended with {found.code}: {found.err}"
    if found.code:
        assert found.err.strip() or found.out.strip(), f"{told!r:.600} ended with {found.code} without a word"
        assert len(found.err.strip().splitlines()) <= FEW_LINES, f"{told!r:.600}: {found.err}"


@contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Names without a folder mean this one meanwhile."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
