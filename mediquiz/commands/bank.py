"""`mediquiz bank`: the question bank, checked and exported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mediquiz.commands.common import DatabaseOption, JsonOption, Refused, located, print_json, writing
from mediquiz.domain.items import Origin
from mediquiz.files import is_special, write_whole
from mediquiz.language import _, n_, percent
from mediquiz.locations import banks

if TYPE_CHECKING:
    from mediquiz.banks.checks import CheckReport
    from mediquiz.formats import Format

app = typer.Typer(help=_("The question bank."), rich_markup_mode=None, add_completion=False)
FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help=_("Another bank than the shipped one."), show_default=False)
]


FormatOption = Annotated[str, typer.Option("--format", metavar="NAME", help=_("'mediquiz bank formats' lists them."))]


@app.command(help=_("Check a bank by machine: errors (exit code 1) and what deserves a look."))
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
    chosen = folder or banks()
    if not chosen.is_dir():
        raise Refused(_("There is no folder {chosen}; name the folder of a bank.").format(chosen=chosen))
    return chosen


def _print(report: CheckReport) -> None:
    for warning in report.warnings:
        print(_("Look at {warning}").format(warning=warning))
    for error in report.errors:
        print(_("Error in {error}").format(error=error))
    items, levels = report.items, report.cognitive
    print(
        n_(
            "{n} item written, {{reviewed}} of them reviewed and served, {{family}} from families.",
            "{n} items written, {{reviewed}} of them reviewed and served, {{family}} from families.",
            items["written"],
        ).format(reviewed=f"{items['reviewed']:,}", family=f"{items['family']:,}")
    )
    print(", ".join(f"{count} {level}" for level, count in levels.items()) + ".")
    for options, shares in report.key_position.items():
        said = _("Key positions with {options} options: {shares}.")
        print(said.format(options=options, shares=", ".join(map(percent, shares))))
    print(_("The key is the longest option in {share}.").format(share=percent(report.longest_is_key)))
    for exam, coverage in report.exams.items():
        said = n_(
            "{{exam}}: {n} full exam without a shared item.",
            "{{exam}}: {n} full exams without a shared item.",
            coverage["forms"],
        )
        print(said.format(exam=exam))
    errors = n_("{n} error", "{n} errors", len(report.errors))
    warnings = n_("{n} warning", "{n} warnings", len(report.warnings))
    print(_("{errors}, {warnings}.").format(errors=errors, warnings=warnings))


@app.command(help=_("Write every item of a bank, its topics and exams into one file."))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Where to write; - is standard output."))],
    folder: FolderArgument = None,
    form: FormatOption = "json",
) -> None:
    """Write every item of a bank, its topics and exams into one file."""
    from mediquiz.banks import read_bank

    chosen = _format(form)
    if chosen.write is None:
        raise Refused(
            _("{title} can be read only; 'mediquiz bank formats' lists what can be written.").format(title=chosen.title)
        )
    bank = read_bank(_bank(folder))
    text = chosen.write(bank.items, bank.topics, bank.blueprints)
    if str(file) == "-":
        sys.stdout.write(text)
        return
    _write(file, text)
    said = n_("{n} item written to {{file}}.", "{n} items written to {{file}}.", len(bank.items))
    # What goes into a pipe may be read by another program, and a sentence is none of it.
    print(said.format(file=file), file=sys.stderr if is_special(file) else sys.stdout)


def _format(name: str) -> Format:
    from mediquiz.formats import BankFormatError, format_named

    try:
        return format_named(name)
    except BankFormatError as error:
        raise Refused(str(error)) from error


@app.command(
    "import",
    help=_("Take the questions of a file into the study history, all or none. The same file again replaces them."),
)
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A file of questions."))],
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help=_("Told by the name's ending when left out."))
    ] = None,
    own: Annotated[bool, typer.Option("--own", help=_("These are your own questions."))] = False,
    database: DatabaseOption = None,
) -> None:
    """Take the questions of a file into the study history, all or none. The same file again replaces them."""
    origin = Origin.OWN if own else Origin.IMPORTED
    with writing(located(context, database)) as services:
        report = services.library.import_items(file, _format(form) if form else None, origin).value
    said = n_("{n} question taken in as {{file}}.", "{n} questions taken in as {{file}}.", report.items)
    print(said.format(file=report.file))
    _tell_not_asked(report.items - report.served, report.retired)


def _tell_not_asked(drafts: int, retired: int) -> None:
    if drafts:
        print(
            n_(
                "{n} of them is a draft: nobody has answered it blind, so it is not asked.",
                "{n} of them are drafts: nobody has answered them blind, so they are not asked.",
                drafts,
            )
        )
    if retired:
        print(
            n_(
                "{n} question that the file held before is asked no more; its history stays.",
                "{n} questions that the file held before are asked no more; their history stays.",
                retired,
            )
        )


@app.command(help=_("List the formats that questions can be imported from and exported to."))
def formats(as_json: JsonOption = False) -> None:
    """List the formats that questions can be imported from and exported to."""
    from mediquiz.formats import FORMATS

    if as_json:
        print_json({name: _plain(one) for name, one in FORMATS.items()})
        return
    for name, one in FORMATS.items():
        ways = _ways_words(one)
        said = _("{name}: {title} ({endings}), {ways}; kinds: {kinds}")
        endings, kinds = ", ".join(one.endings), ", ".join(one.kinds)
        print(said.format(name=name, title=one.title, endings=endings, ways=ways, kinds=kinds))
        print("  " + _("carries {fields}").format(fields=", ".join(one.carries)))


def _ways(one: Format) -> list[str]:
    return [way for way, able in (("import", one.read), ("export", one.write)) if able is not None]


def _ways_words(one: Format) -> str:
    if one.read is not None and one.write is not None:
        return _("import and export")
    return _("import") if one.read is not None else _("export")


def _plain(one: Format) -> dict[str, object]:
    lists = {"endings": one.endings, "ways": _ways(one), "kinds": one.kinds, "carries": one.carries}
    return {"title": one.title, **{name: list(values) for name, values in lists.items()}}


def _write(file: Path, text: str) -> None:
    """Whole or not at all: a full disk leaves the file that stood there."""
    try:
        # Questions are there to be handed on, unlike a history.
        write_whole(file, text.encode(), private=False)
    except OSError as error:
        raise Refused(_("{file} cannot be written ({reason}).").format(file=file, reason=error.strerror)) from error
