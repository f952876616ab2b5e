"""`mediquiz doctor`: looks at everything the program stands on and says what is wrong."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import typer

from mediquiz import __version__
from mediquiz.commands.common import DatabaseOption, located, reading, sound
from mediquiz.domain.items import Origin
from mediquiz.locations import Locations

PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "platformdirs", "PyYAML", "typer", "numpy", "fsrs")

if TYPE_CHECKING:
    from mediquiz.storage.item_repo import HeldFile


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the report."""

    about: str
    text: str
    wrong: bool = False


def doctor(context: typer.Context, database: DatabaseOption = None) -> None:
    """Check data folder, study history, question bank, window system and versions. Exit code 1 on a problem."""
    locations = located(context, database)
    looks = (_versions, _folder, _history, _backups, _bank, _window)
    said = [line for look in looks for line in _looked(look, locations)]
    for line in said:
        print(f"{'PROBLEM' if line.wrong else 'ok':<9}{line.about}: {line.text}")
    problems = sum(line.wrong for line in said)
    if problems:
        print(f"{problems} problem{'s' if problems > 1 else ''} found.")
        raise typer.Exit(1)
    print("All is well.")


def _looked(look: Callable[[Locations], Iterator[Said]], locations: Locations) -> list[Said]:
    """What one look says. A failure the world is to blame for is a finding, not an end."""
    from mediquiz.banks import BankError
    from mediquiz.storage.errors import StoreError

    try:
        return list(look(locations))
    except (StoreError, BankError, OSError) as error:
        return [Said(look.__name__.strip("_").capitalize(), str(error), wrong=True)]


def _versions(locations: Locations) -> Iterator[Said]:
    yield Said("Versions", f"MediQuiz {__version__}, Python {platform.python_version()} on {platform.platform()}")
    yield Said("Libraries", f"SQLite {sqlite3.sqlite_version}")
    for package in PACKAGES:
        try:
            yield Said("Libraries", f"{package} {version(package)}")
        except PackageNotFoundError:
            yield Said("Libraries", f"{package} is missing; install MediQuiz again.", wrong=True)


def _folder(locations: Locations) -> Iterator[Said]:
    folder = locations.database.parent
    if not folder.is_dir():
        yield from _folder_to_come(folder)
        return
    with TemporaryFile(dir=folder):
        yield Said("Data folder", f"{folder} can be written")


def _folder_to_come(folder: Path) -> Iterator[Said]:
    above = next(path for path in folder.parents if path.exists())
    if above.is_dir() and os.access(above, os.W_OK):
        yield Said("Data folder", f"{folder} will be made at the first start")
    else:
        yield Said("Data folder", f"{folder} cannot be made in {above}; use --database.", wrong=True)


def _history(locations: Locations) -> Iterator[Said]:
    database = locations.database
    if not sound(database):
        yield Said("Study history", f"none yet at {database}")
        return
    yield Said("Study history", f"{database}, {database.stat().st_size / 1e6:.1f} MB, sound")
    if not os.access(database, os.W_OK):
        yield Said("Study history", f"{database} is read-only; give it write permission.", wrong=True)
    yield _schema(database)
    yield from _counts(locations)


def _schema(database: Path) -> Said:
    from mediquiz.storage.engine import inspect_file
    from mediquiz.storage.schema import REVISION

    found = inspect_file(database)
    now = "up to date" if found == REVISION else f"{REVISION} comes at the next start, after a backup"
    return Said("Schema", f"{found}, {now}")


def _counts(locations: Locations) -> Iterator[Said]:
    with reading(locations) as services:
        counts, held = services.care.counts(), services.care.bank_files()
    yield Said("Counts", f"{counts.answers} answers on {counts.days} days, {counts.exams} practice exams finished")
    yield from _origins(held)


def _origins(held: Sequence[HeldFile]) -> Iterator[Said]:
    """Shipped files as one figure; each of the student's own or imported ones by name."""
    shipped = [file for file in held if file.origin is Origin.SHIPPED]
    yield Said("Questions", f"{sum(file.items for file in shipped)} shipped, in {len(shipped)} files")
    for file in held:
        if file.origin is not Origin.SHIPPED:
            yield Said("Questions", f"{file.items} {file.origin}, in {file.name}")


def _backups(locations: Locations) -> Iterator[Said]:
    from mediquiz.storage.backups import all_backups

    found = all_backups(locations.database)
    if not found:
        yield Said("Backups", "none yet; one is made each day the window is opened")
        return
    made = datetime.fromtimestamp(found[0].stat().st_mtime).astimezone()
    yield Said("Backups", f"{len(found)}, the newest of {made:%Y-%m-%d %H:%M}: {found[0]}")


def _bank(locations: Locations) -> Iterator[Said]:
    from mediquiz.banks.checks import check_bank

    report = check_bank(locations.banks)
    for error in report.errors:
        yield Said("Bank", error, wrong=True)
    items = report.items
    forms = ", ".join(f"{exam} {coverage['forms']}" for exam, coverage in report.exams.items())
    yield Said("Bank", f"{items['written']} questions, {items['reviewed']} reviewed; full forms: {forms or 'none'}")


def _window(locations: Locations) -> Iterator[Said]:
    """A session without a display is how this one was started; missing libraries are a problem of the computer."""
    from mediquiz.ui.platform_check import ALWAYS, display_problem, missing_libraries

    problem = display_problem()
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if problem is None:
        yield Said("Window", f"can open (Qt platform {chosen or 'chosen by Qt'})")
    elif chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield Said("Window", problem, wrong=True)
    else:
        missing = " ".join(ALWAYS[name] for name in missing_libraries(ALWAYS)) if _linux() else ""
        yield Said("Window", f"missing system libraries, on Debian: {missing}" if missing else problem, bool(missing))


def _linux() -> bool:
    return platform.system() == "Linux"
