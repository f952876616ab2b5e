"""Unpacking the stored history, and the moment at which it is looked at."""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from mediquiz.locations import shipped

from ..helpers import FixedClock, living_in

HERE = Path(__file__).parent
WRITTEN_BY = "0001"
"""Revision of the stored file."""
ZONE = "CST6CDT,M3.2.0,M11.1.0"
"""Where the student lives: days and hours on the pages are hers, and summer time begins within the history."""
READ_AT = datetime(2026, 4, 13, 15, 0, tzinfo=UTC)
"""The morning after the last evening of the history."""


def reading_clock() -> FixedClock:
    """A clock that stands still at `READ_AT`."""
    return FixedClock(round(READ_AT.timestamp() * 1000))


@contextmanager
def her_zone() -> Iterator[None]:
    """The process lives where the student does, until the block ends. Skips where a zone cannot be set."""
    with living_in(ZONE):
        yield


def unpack(folder: Path) -> Path:
    """The database in `folder`, with its bank in `question_banks` beside it."""
    with tarfile.open(HERE / "stored.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    for path in (folder / "question_banks" / "exams").glob("*.yaml"):
        _bring_up(path)
    return folder / "study.sqlite"


def _bring_up(path: Path) -> None:
    """Give a stored exam file the form of today: fields it lacks as today's file of that name has them.

    What the stored file says itself stays, and with it every figure that is made from it; but for the long name, which
    held the board as well, and a rule that no exam needs.
    """
    # As text: a reader and writer of YAML would turn the field `on` into a truth.
    text = re.sub(r"(?m)^  sealed: .*\n", "", path.read_text(encoding="utf-8"))
    had = yaml.safe_load(text)
    today = yaml.safe_load((shipped("question_banks") / "exams" / path.name).read_text("utf-8"))
    if "name" in today:
        text = re.sub(r"(?m)^name: .*$", f"name: {today['name']}", text)
    for name in had.keys() - today.keys():
        text = re.sub(rf"(?m)^{name}: .*\n", "", text)
    new = {name: value for name, value in today.items() if name not in had}
    path.write_text(text.rstrip() + "\n" + (yaml.safe_dump(new, sort_keys=False) if new else ""), encoding="utf-8")


def read(name: str) -> Any:
    """A stored file of figures or pages."""
    return json.loads(lzma.decompress((HERE / name).read_bytes()))


def write(path: Path, values: Any) -> None:
    """Used by `make.py` once."""
    path.write_bytes(lzma.compress(json.dumps(values, ensure_ascii=False).encode()))
