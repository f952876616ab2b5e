"""Brings stored figures up where what the log holds was wrong, which moves too many of them to be named one by one.

A rule that moves a few is named in `changed.py` instead, and what is named there stays as it was stored. Run

    QT_QPA_PLATFORM=offscreen python -m tests.history.amend

and read what it prints: each figure and line that changes. The commit says which rule it was and how it was made sure
that nothing else moved. After a merge that touched these files take one side of them and run it again.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from mediquiz.services.opening import open_services

from . import figures, pages
from .changed import FIGURES, PAGES
from .stored import HERE, her_zone, read, reading_clock, unpack, write


def amended(stored: Any, today: Any, where: str = "") -> Any:
    """`stored` with the figures that differ from `today` as they are now, but for those that `changed.py` names."""
    if isinstance(stored, dict) and isinstance(today, dict):
        return {name: _named(name, old, today, where) for name, old in stored.items() if _stays(name, today)}
    if isinstance(stored, list) and isinstance(today, list) and len(stored) == len(today):
        pairs = enumerate(zip(stored, today, strict=True))
        return [amended(old, new, f"{where}[{n}]") for n, (old, new) in pairs]
    return today if _unnamed(figures.differences(stored, today, where), FIGURES) else stored


def _stays(name: str, today: dict[str, Any]) -> bool:
    """Not so where the figure is gone: the marks are told of questions that were answered often."""
    return name in figures.WORDS | figures.GONE or figures.RENAMED.get(name, name) in today


def _named(name: str, old: Any, today: dict[str, Any], where: str) -> Any:
    if name in figures.WORDS | figures.GONE:
        return old
    return amended(old, today[figures.RENAMED.get(name, name)], f"{where}.{name}")


def _unnamed(differences: Iterable[str], changed: dict[str, str]) -> list[str]:
    return [line for line in differences if not any(re.fullmatch(pattern, line) for pattern in changed)]


def amended_page(stop: str, stored: dict[str, list[str]], today: dict[str, Any]) -> dict[str, list[str]]:
    """The same for the lines of a page."""
    seen, told = list(stored["seen"]), list(stored["told"])
    for line in _unnamed(pages.differences({stop: stored}, today), PAGES):
        what, text = line.removeprefix(f"{stop}: ").split(": ", 1)
        if what == "was not to be read":
            seen.append(text)
        else:
            gone = told if what == "not told any more" else seen
            gone.remove(next(old for old in gone if pages.figures([old])[text]))
    return {"seen": seen, "told": told}


def figures_today() -> dict[str, Any]:
    """All figures as this code says them."""
    with her_zone(), tempfile.TemporaryDirectory() as folder:
        database = unpack(Path(folder) / "data")
        banks = database.with_name("question_banks")
        services = open_services(database, banks, reading_clock(), random.Random(7))
        try:
            services.library.load_bank(banks)
            found = figures.collect(services)
        finally:
            services.close()
        return dict(json.loads(json.dumps(found | {"tables": figures.tables(database)})))


def pages_today() -> dict[str, dict[str, list[str]]]:
    """All lines as this window says them."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with her_zone(), tempfile.TemporaryDirectory() as folder:
        return pages.collect(app, unpack(Path(folder) / "data"))


def main() -> None:
    """Print what differs and write it."""
    stored, today = read("figures.json.xz"), figures_today()
    print(*_unnamed(figures.differences(stored, today), FIGURES), sep="\n")
    write(HERE / "figures.json.xz", amended(stored, today))
    lines, now = read("pages.json.xz"), pages_today()
    print(*_unnamed(pages.differences(lines, now), PAGES), sep="\n")
    write(HERE / "pages.json.xz", {stop: amended_page(stop, old, now) for stop, old in lines.items()})


if __name__ == "__main__":
    main()
