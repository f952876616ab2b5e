"""Standard streams that are closed, full, turned the wrong way or odd; and an environment that is."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from .hostile import LINES
from .machine import Ended, ended, judged, rounds

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="a shell's redirections")
COMMANDS = ("study", "--help")
STREAMS = {
    "input closed": "<&-",
    "output closed": ">&- </dev/null",
    "errors closed": "2>&- </dev/null",
    "all closed": "<&- >&- 2>&-",
    "input and output closed": "<&- >&-",
    "output full": ">/dev/full </dev/null",
    "errors full": "2>/dev/full </dev/null",
    "both full": ">/dev/full 2>/dev/full </dev/null",
    "output to be read": "1</dev/null",
    "input to be written": "0>/dev/null",
    "a folder as input": "<.",
    "no reader": "| true",
}


def shell(line: str, place: Path, **more: str) -> Ended:
    """A command in a shell, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    command = f'"{sys.executable}" -m mediquiz {line}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=environment, cwd=place, capture_output=True, timeout=120, check=False
    )
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@POSIX
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("streams", STREAMS)
def test_a_stream_that_is_not_as_usual(place: Path, command: str, streams: str) -> None:
    if "/dev/full" in STREAMS[streams] and not Path("/dev/full").exists():
        pytest.skip("this system has no device that is full")
    found = shell(f"{command} {STREAMS[streams]}", place)
    quiet = Ended(found.code, found.out, found.err or "nothing can be said")
    judged(quiet, (command, streams), place)


@POSIX
def test_what_is_printed_into_a_closed_stream_lands_in_no_file(place: Path) -> None:
    before = shell("study --count 2 </dev/null", place)
    assert before.code == 0
    assert shell("study --count 2 <&- >&- 2>&-", place).code == 0
    assert shell("doctor", place).out.rstrip().endswith("All is well.")


ODD = (
    {"COLUMNS": "0"},
    {"COLUMNS": "-5", "LINES": "x"},
    {"COLUMNS": "9" * 30},
    {"TZ": "No/Such", "LC_ALL": "xx_YY.nothing", "LANGUAGE": "\udcff:../..:de"},
    {"MEDIQUIZ_DATABASE": "."},
    {"MEDIQUIZ_DATABASE": "/dev/null/x"},
    {"MEDIQUIZ_DATABASE": "~nobody-here/x"},
    {"MEDIQUIZ_DATABASE": "\udcff\udcfe.sqlite"},
    {"MEDIQUIZ_DATABASE": "x" * 5000},
    {"HOME": "", "XDG_DATA_HOME": "", "MEDIQUIZ_DATABASE": ""},
    {"HOME": "/dev/null", "XDG_DATA_HOME": "/dev/null", "MEDIQUIZ_DATABASE": ""},
    {"TMPDIR": "/no/such/folder"},
    {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C"},
)


@POSIX
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: " ".join(f"{name}={value[:20]!a}" for name, value in odd.items()))
def test_an_odd_environment(place: Path, odd: dict[str, str]) -> None:
    judged(shell("study --count 1 </dev/null", place, **odd), odd, place)


def test_lines_that_are_no_answers(place: Path) -> None:
    for seed in rounds(12):
        chance = random.Random(seed)
        typed = "\n".join(chance.choices(LINES, k=40)).encode("utf-8", "surrogateescape")
        typed += bytes(chance.randrange(256) for _ in range(200))
        judged(ended(["study", "--count", "5"], typed), seed, place)
