"""What commands share: their options, where the study history lies, reading it without touching it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mediquiz.language import _
from mediquiz.locations import Locations, banks, find
from mediquiz.words.histories import foreign_log

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

DatabaseOption = Annotated[
    Path | None,
    typer.Option("--database", metavar="PATH", help=_("Use this study history, not the one in the data folder.")),
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print one JSON object instead of text."))]


class Refused(Exception):
    """What was asked for cannot be done, and it is not the program's fault: the text is one sentence."""


def exam_ids(folder: Path) -> tuple[str, ...]:
    """Ids of the exams in a bank, told by the names of their files: help and usage errors need not read them."""
    names = sorted(path.stem for path in (folder / "exams").glob("*.yaml"))
    # rma-three-areas.yaml is another edition of rma.yaml.
    return tuple(name for name in names if not any(name.startswith(f"{other}-") for other in names))


def _exam(value: str | None) -> str | None:
    """The exam asked for, if the bank holds it."""
    known = exam_ids(banks())
    if value is not None and value not in known:
        raise typer.BadParameter(
            _("there is no exam '{value}'; choose one of {exams}").format(value=value, exams=", ".join(known))
        )
    return value


def exam_option(help_text: str) -> Any:
    """`--cert`, with the exams of the bank in its help and in the error."""
    held = ", ".join(exam_ids(banks()))
    said = _("{what} One of {exams}.").format(what=help_text, exams=held)
    return typer.Option("--cert", metavar="EXAM", callback=_exam, help=said)


def located(context: typer.Context, database: Path | None) -> Locations:
    """Locations for a command; `--database` may stand before or after its name."""
    try:
        found = find(database or context.find_root().obj)
        found.appearance  # noqa: B018 - a place without a name for a file is refused here
    except (RuntimeError, ValueError) as error:
        text = _("A study history cannot be saved there ({reason}); name a file with --database.")
        raise Refused(text.format(reason=error)) from error
    return found


@contextmanager
def reading(locations: Locations) -> Iterator[Services]:
    """Services over a copy of the study history that is thrown away afterward.

    So a command that only reads works while the window is open, brings neither schema nor bank of the real file up to
    date behind the student's back, and creates nothing: without a history it sees an empty one.
    """
    from mediquiz.services.opening import open_services

    with TemporaryDirectory(prefix="mediquiz-") as folder:
        copy = _copied(locations.database, Path(folder))
        services = open_services(copy, locations.banks)
        try:
            services.care.relax()
            services.library.load_bank(locations.banks)
            yield services
        finally:
            services.close()


def _copied(database: Path, folder: Path) -> Path:
    """A copy of a sound history. One that is not is refused here, under its own name."""
    from mediquiz.storage.backups import copy_database

    copy = folder / "study.sqlite"
    if sound(database):
        copy_database(database, copy)
    return copy


def sound(database: Path) -> bool:
    """True for a history that can be read, False when there is none. Raises StoreError for any other file."""
    from mediquiz.storage.backups import refuse_missing
    from mediquiz.storage.engine import inspect_file, integrity_problem
    from mediquiz.storage.errors import DamagedDatabase

    if inspect_file(database) is None:
        refuse_missing(database)
        return False
    problem = integrity_problem(database)
    if problem:
        raise DamagedDatabase(
            database,
            _(
                "The study history {database} is damaged ({problem}); start the window, or 'mediquiz restore "
                "FILE', to put a backup in its place."
            ).format(database=database, problem=problem),
        )
    return True


@contextmanager
def writing(locations: Locations) -> Iterator[Services]:
    """Services over the real study history, created when there is none yet."""
    from mediquiz.services.opening import open_services
    from mediquiz.storage.errors import ReplacedDatabase, StoreError

    services = open_services(locations.database, locations.banks)
    try:
        report = services.library.load_bank(locations.banks).value
        for problem in report.problems:
            print(problem, file=sys.stderr)
        if services.care.foreign_log is not None:
            print(foreign_log(services.care.foreign_log), file=sys.stderr)
        # As safe in the log as in the file: what cannot be moved now is moved at another time.
        with suppress(StoreError):
            services.care.move_log()
        yield services
    except ReplacedDatabase as error:
        if error.kept is None:
            raise
        way = _("'mediquiz restore {kept}' puts back what was open here.").format(kept=error.kept)
        raise Refused(f"{error} {way}") from error
    finally:
        services.close()


def print_json(plain: Any) -> None:
    """One JSON value on standard output, escaped where that cannot carry its letters: spelled it would be another."""
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(plain, indent=2)
    print(text)
