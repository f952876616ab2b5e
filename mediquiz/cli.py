"""The headless twin: every command without a window. Typer is imported here, so only when a command is used.

Texts of the help are made when this module is imported, so `__main__` looks for the language before that.

Each error is one sentence on standard error with a code that is not zero; a traceback goes into a file.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from mediquiz import __version__
from mediquiz.commands import bank, care, doctor, exam, figures, letters, pictures, search, study
from mediquiz.commands.common import DatabaseOption, Refused
from mediquiz.commands.crash import write_report
from mediquiz.language import _
from mediquiz.words.study import nothing

FAILED, USAGE, INTERRUPTED, BUG = 1, 2, 130, 70

UsageError = typer.BadParameter.__mro__[1]
"""Typer exports this one subclass of it; where the class itself lives has changed between versions."""
ClickError = UsageError.__mro__[1]

app = typer.Typer(
    help=_("MediQuiz: exam preparation for medical assistants. Without a command it opens the window."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def _root(
    context: typer.Context,
    database: DatabaseOption = None,
    demo: Annotated[bool, typer.Option("--demo", help=_("Open the window with a simulated history."))] = False,
    quit_after_paint: Annotated[
        bool, typer.Option("--quit-after-paint", help=_("Open the window and leave at its first paint, for timing."))
    ] = False,
    quit_when_ready: Annotated[
        bool,
        typer.Option("--quit-when-ready", help=_("Open the window and leave once Today is complete, for timing.")),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version."))] = False,
) -> None:
    """Options of the whole program."""
    context.obj = database
    if version:
        print(f"MediQuiz {__version__}")
        raise typer.Exit
    if demo or quit_after_paint or quit_when_ready:
        raise typer.BadParameter(_("--demo and the options for timing open the window and take no command"))
    if context.invoked_subcommand is None:
        print(context.get_help())


app.command(help=_("Practice in the terminal, with the same study history as in the window."))(study.study)
app.add_typer(exam.app, name="exam")
app.command(
    help=_("Questions seen and answered right, by area and topic of each exam, and how much of it you have practiced.")
)(figures.progress)
app.command(help=_("Predicted score and chance of passing for each exam, as far as your answers allow."))(
    figures.readiness
)
app.command(
    help=_("Feed a log of answers of many learners through the learner model and print how well it predicted them.")
)(figures.replay)
app.command(help=_("Find questions by their words, as in the window's question library."))(search.search)
app.add_typer(bank.app, name="bank")
app.command(
    help=_("Check data folder, study history, question bank, window system and versions. Exit code 1 on a problem.")
)(doctor.doctor)
app.command(help=_("Copy the study history into FILE, also while the window is open."))(care.backup)
app.command(help=_("Replace the study history with a backup. The old one is saved beside it."))(care.restore)
app.command(help=_("Write a PNG of every screen of the demo profile into DIR."))(pictures.screenshots)


def run(arguments: list[str]) -> int:
    """Run a command and return the exit code. Nothing is raised, nothing unsorted is printed."""
    letters.forgive()
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return FAILED
    except Exception as error:
        return _told(error, arguments)


def _run(arguments: list[str]) -> int:
    try:
        code = get_command(app).main(args=list(arguments), prog_name="mediquiz", standalone_mode=False)
        sys.stdout.flush()
    except (SystemExit, typer.Abort) as end:
        # What Typer makes of a broken pipe and of Ctrl-C, depending on its version.
        return int(getattr(end, "code", INTERRUPTED) or 0)
    return code if isinstance(code, int) else 0


def _told(error: Exception, arguments: list[str]) -> int:
    """Say what is wrong in one sentence, sorted by who is to blame: the words typed, the world, or us."""
    if isinstance(error, ClickError):
        _say(_usage(error))
        return USAGE
    sentence = _world(error)
    _say(sentence or write_report(error, _database_in(arguments)))
    return FAILED if sentence else BUG


def _say(sentence: str) -> None:
    """On standard error. Where that leads nowhere either, the exit code has to say it."""
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def _usage(error: Exception) -> str:
    """The message of Typer's parser in one line, with the way to the help of that very command."""
    message = " ".join(str(getattr(error, "format_message", error.__str__)()).split())
    message = message.replace("Value error, ", "").replace(". ", "; ")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "mediquiz"
    said = _("{message}; '{command} --help' shows what can be given.")
    return said.format(message=message.rstrip("."), command=path)


def _world(error: Exception) -> str | None:
    """The sentence for what the world is to blame for; None for a failure of our own."""
    from mediquiz.banks import BankError
    from mediquiz.domain.assembly import NotEnoughItems
    from mediquiz.services.bank_import import ImportRefused
    from mediquiz.services.study import NothingToStudy
    from mediquiz.storage.errors import StoreError

    if isinstance(error, (Refused, StoreError, BankError, NotEnoughItems, ImportRefused)):
        return str(error)
    if isinstance(error, NothingToStudy):
        return nothing(error.mode)
    if isinstance(error, io.UnsupportedOperation):
        return _("A standard stream cannot be used: it was opened for something else.")
    if isinstance(error, OSError) and error.strerror:
        if error.filename:
            return _("{file} cannot be used: {reason}.").format(file=error.filename, reason=error.strerror)
        return _("A file cannot be used: {reason}.").format(reason=error.strerror)
    return None


def _database_in(arguments: list[str]) -> Path | None:
    """`--database` as typed, for the place of the crash report; the parser may not have come that far."""
    for n, word in enumerate(arguments):
        if word == "--database" and n + 1 < len(arguments):
            return Path(arguments[n + 1])
        if word.startswith("--database="):
            return Path(word.partition("=")[2])
    return None


def _drop_output() -> None:
    """The reader of a pipe has left: what is still buffered goes nowhere, instead of failing again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
