"""`mediquiz doctor`: looks at everything the program stands on and says what is wrong."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from mediquiz import __version__
from mediquiz.commands.common import DatabaseOption, located, reading, sound
from mediquiz.commands.crash import write_report
from mediquiz.domain.items import Origin
from mediquiz.language import N_, _, n_
from mediquiz.locations import Locations

ORIGINS = {Origin.OWN: N_("{items} own, in {file}"), Origin.IMPORTED: N_("{items} imported, in {file}")}
PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "platformdirs", "PyYAML", "typer", "numpy", "fsrs")

if TYPE_CHECKING:
    from mediquiz.storage.item_repo import HeldFile


class Verdict(Enum):
    """What a line comes to. A notice is no problem of the computer, and nothing that is well either."""

    OK = N_("ok")
    NOTICE = N_("NOTICE")
    PROBLEM = N_("PROBLEM")


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the report."""

    about: str
    text: str
    wrong: bool = False
    notice: bool = False

    @property
    def verdict(self) -> Verdict:
        if self.wrong:
            return Verdict.PROBLEM
        return Verdict.NOTICE if self.notice else Verdict.OK


def doctor(context: typer.Context, database: DatabaseOption = None) -> None:
    """Check data folder, study history, question bank, window system and versions. Exit code 1 on a problem."""
    locations = located(context, database)
    looks = (
        (_("Versions"), _versions),
        (_("Folder"), _folder),
        (_("History"), _history),
        (_("Backups"), _backups),
        (_("Bank"), _bank),
        (_("Window"), _window),
        (_("Fonts"), _fonts),
    )
    said = [line for about, look in looks for line in _looked(about, look, locations)]
    for line in said:
        print(f"{_(line.verdict.value):<9}{line.about}: {line.text}")
    verdicts = [line.verdict for line in said]
    problems = verdicts.count(Verdict.PROBLEM)
    print(_summed_up(problems, verdicts.count(Verdict.NOTICE)))
    if problems:
        raise typer.Exit(1)


def _summed_up(problems: int, notices: int) -> str:
    """The last line of the report."""
    if problems:
        return n_("{n} problem found.", "{n} problems found.", problems)
    if notices:
        return n_("No problem found, {n} notice.", "No problem found, {n} notices.", notices)
    return _("All is well.")


def _looked(about: str, look: Callable[[Locations], Iterator[Said]], locations: Locations) -> list[Said]:
    """What one look says. A failure is a finding, not an end: whoever calls the doctor has trouble already."""
    from mediquiz.banks import BankError
    from mediquiz.storage.errors import StoreError

    try:
        return list(look(locations))
    except (StoreError, BankError, OSError) as error:
        return [Said(about, str(error), wrong=True)]
    except Exception as error:
        report = write_report(error, locations.database)
        return [Said(about, report, wrong=True)]


def _versions(locations: Locations) -> Iterator[Said]:
    yield Said(
        _("Versions"),
        _("MediQuiz {version}, Python {python} on {system}").format(
            version=__version__, python=platform.python_version(), system=platform.platform()
        ),
    )
    yield Said(_("Libraries"), f"SQLite {sqlite3.sqlite_version}")
    for package in PACKAGES:
        try:
            yield Said(_("Libraries"), f"{package} {version(package)}")
        except PackageNotFoundError:
            yield Said(
                _("Libraries"), _("{package} is missing; install MediQuiz again.").format(package=package), wrong=True
            )


def _folder(locations: Locations) -> Iterator[Said]:
    folder = locations.database.parent
    if not folder.is_dir():
        yield from _folder_to_come(folder)
        return
    with TemporaryDirectory(prefix=".doctor-", dir=folder) as inside:
        _try_history(Path(inside))
    yield Said(_("Data folder"), _("{folder} can be written, and holds a study history").format(folder=folder))


def _try_history(folder: Path) -> None:
    """Make, lock and close a history there: that a folder can be written does not say that one can be kept in it."""
    from mediquiz.storage.store import Store

    Store(folder / "history.sqlite").close()


def _folder_to_come(folder: Path) -> Iterator[Said]:
    with TemporaryDirectory(prefix="mediquiz-") as elsewhere:
        _try_history(Path(elsewhere))
    above = next(path for path in folder.parents if path.exists())
    if above.is_dir() and os.access(above, os.W_OK):
        yield Said(_("Data folder"), _("{folder} will be made at the first start").format(folder=folder))
    else:
        yield Said(
            _("Data folder"),
            _("{folder} cannot be made in {above}; use --database.").format(folder=folder, above=above),
            wrong=True,
        )


def _history(locations: Locations) -> Iterator[Said]:
    database = locations.database
    if not sound(database):
        yield Said(_("Study history"), _("none yet at {database}").format(database=database))
        return
    yield Said(
        _("Study history"),
        _("{file}, {size} MB, sound").format(file=database, size=f"{database.stat().st_size / 1e6:.1f}"),
    )
    if not os.access(database, os.W_OK):
        yield Said(
            _("Study history"),
            _("{database} is read-only; give it write permission.").format(database=database),
            wrong=True,
        )
    yield _schema(database)
    yield from _counts(locations)


def _schema(database: Path) -> Said:
    from mediquiz.storage.engine import inspect_file
    from mediquiz.storage.schema import REVISION

    found = inspect_file(database)
    now = (
        _("up to date")
        if found == REVISION
        else _("{revision} comes at the next start, after a backup").format(revision=REVISION)
    )
    return Said(_("Schema"), f"{found}, {now}")


def _counts(locations: Locations) -> Iterator[Said]:
    with reading(locations) as services:
        counts, held = services.care.counts(), services.care.bank_files()
    yield Said(
        _("Counts"),
        _("{answers} on {days}, {exams} finished").format(
            answers=n_("{n} answer", "{n} answers", counts.answers),
            days=n_("{n} day", "{n} days", counts.days),
            exams=n_("{n} practice exam", "{n} practice exams", counts.exams),
        ),
    )
    yield from _origins(held)


def _origins(held: Sequence[HeldFile]) -> Iterator[Said]:
    """Shipped files as one figure, served as in the library; each of the student's own or imported ones by name."""
    shipped = [file for file in held if file.origin is Origin.SHIPPED]
    yield Said(
        _("Questions"),
        n_(
            "{{served}} served of {{items}} shipped, in {n} file",
            "{{served}} served of {{items}} shipped, in {n} files",
            len(shipped),
        ).format(served=f"{sum(file.served for file in shipped):,}", items=f"{sum(file.items for file in shipped):,}"),
    )
    for file in held:
        if file.origin is not Origin.SHIPPED:
            yield Said(
                _("Questions"),
                _(ORIGINS[file.origin]).format(items=f"{file.items:,}", file=file.name),
            )


def _backups(locations: Locations) -> Iterator[Said]:
    from mediquiz.storage.backups import all_backups

    found = all_backups(locations.database)
    if not found:
        yield Said(_("Backups"), _("none yet; one is made each day the window is opened"))
        return
    made = datetime.fromtimestamp(found[0].stat().st_mtime).astimezone()
    yield Said(
        _("Backups"),
        _("{backups}, the newest of {made}: {file}").format(
            backups=len(found), made=f"{made:%Y-%m-%d %H:%M}", file=found[0]
        ),
    )


def _bank(locations: Locations) -> Iterator[Said]:
    from mediquiz.banks.checks import check_bank

    report = check_bank(locations.banks)
    for error in report.errors:
        yield Said(_("Bank"), error, wrong=True)
    items = report.items
    forms = ", ".join(f"{exam} {coverage['forms']}" for exam, coverage in report.exams.items())
    yield Said(
        _("Bank"),
        n_(
            "{n} question, {{reviewed}} reviewed and served; full forms: {{forms}}",
            "{n} questions, {{reviewed}} reviewed and served; full forms: {{forms}}",
            items["written"],
        ).format(reviewed=f"{items['reviewed']:,}", forms=forms or _("none")),
    )


def _window(locations: Locations) -> Iterator[Said]:
    """A session without a display is how this one was started; missing libraries are a problem of the computer."""
    from mediquiz.ui.platform_check import ALWAYS, display_problem, missing_libraries

    problem = display_problem()
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if problem is None:
        yield Said(_("Window"), _("can open (Qt platform {name})").format(name=chosen or _("chosen by Qt")))
    elif chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield Said(_("Window"), problem, wrong=True)
    else:
        missing = " ".join(ALWAYS[name] for name in missing_libraries(ALWAYS)) if _linux() else ""
        if missing:
            text = _("missing system libraries, on Debian: {missing}").format(missing=missing)
            yield Said(_("Window"), text, wrong=True)
        yield Said(_("Window"), " ".join((problem, _("'mediquiz study' works in the terminal."))), notice=True)


def _fonts(locations: Locations) -> Iterator[Said]:
    """A window opens without any font as well, and shows boxes."""
    from mediquiz.ui.platform_check import no_fonts, no_fonts_words

    if _linux():
        missing = no_fonts()
        yield Said(_("Fonts"), no_fonts_words() if missing else _("there are fonts for the window"), missing)


def _linux() -> bool:
    return platform.system() == "Linux"
