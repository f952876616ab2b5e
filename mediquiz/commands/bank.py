"""`mediquiz bank`: the question bank, checked and exported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mediquiz.commands.common import JsonOption, Refused, print_json
from mediquiz.language import percent
from mediquiz.locations import find

if TYPE_CHECKING:
    from mediquiz.banks.checks import CheckReport

app = typer.Typer(help="The question bank.", rich_markup_mode=None, add_completion=False)
FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help="Another bank than the shipped one.", show_default=False)
]


@app.command()
def check(folder: FolderArgument = None, as_json: JsonOption = False) -> None:
    """Check a bank by machine: errors (exit code 1) and what deserves a look."""
    from mediquiz.banks.checks import check_bank

    report = check_bank(_bank(folder))
    if as_json:
        print_json(report.as_plain())
    else:
        _print(report)
    raise typer.Exit(0 if report.ok else 1)


def _bank(folder: Path | None) -> Path:
    chosen = folder or find().banks
    if not chosen.is_dir():
        raise Refused(f"There is no folder {chosen}; name the folder of a bank.")
    return chosen


def _print(report: CheckReport) -> None:
    for warning in report.warnings:
        print(f"Look at {warning}")
    for error in report.errors:
        print(f"Error in {error}")
    items, levels = report.items, report.cognitive
    print(f"{items['written']} items written, {items['reviewed']} of them reviewed, {items['family']} from families.")
    print(", ".join(f"{count} {level}" for level, count in levels.items()) + ".")
    for options, shares in report.key_position.items():
        print(f"Key positions with {options} options: " + ", ".join(map(percent, shares)) + ".")
    print(f"The key is the longest option in {percent(report.longest_is_key)}.")
    for exam, coverage in report.exams.items():
        print(f"{exam}: {coverage['forms']} full forms without a shared item.")
    print(f"{len(report.errors)} errors, {len(report.warnings)} warnings.")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="Where to write; - is standard output.")],
    folder: FolderArgument = None,
) -> None:
    """Write every item of a bank, its topics and exams into one JSON file."""
    from mediquiz.banks import read_bank
    from mediquiz.formats.bank_json import export_bank

    bank = read_bank(_bank(folder))
    text = export_bank(bank.items, bank.topics, bank.blueprints)
    if str(file) == "-":
        sys.stdout.write(text)
        return
    _write(file, text)
    print(f"{len(bank.items)} items written to {file}.")


def _write(file: Path, text: str) -> None:
    """Whole or not at all: a full disk leaves the file that stood there."""
    part = file.with_name(file.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(f"{file} cannot be written ({error.strerror}).") from error
