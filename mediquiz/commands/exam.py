"""`mediquiz exam`: practice exams without a window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mediquiz.commands.common import (
    DatabaseOption,
    JsonOption,
    Refused,
    exam_option,
    located,
    print_json,
    reading,
    writing,
)
from mediquiz.commands.sitting import sit as sit_exam
from mediquiz.commands.sitting_text import tell_rules
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.attempt import FormQuestion
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.policy import TIME_FACTORS
from mediquiz.domain.summaries import Sitting
from mediquiz.language import _
from mediquiz.words.exams import title

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

app = typer.Typer(help=_("Practice exams."), rich_markup_mode=None, add_completion=False)


TIMES: dict[str, float | None] = {**{f"{factor:g}": factor for factor in TIME_FACTORS}, "untimed": None}


@app.command(help=_("Take a practice exam in the terminal, by the exam's own rules, or resume one."))
def take(
    context: typer.Context,
    cert: Annotated[str | None, exam_option(_("Which exam."))] = None,
    time: Annotated[
        str, typer.Option("--time", metavar="FACTOR", help=_("Extra time: 1, 1.25, 1.5, 2 or untimed."))
    ] = "1",
    resume: Annotated[bool, typer.Option("--resume", help=_("Resume the open exam."))] = False,
    database: DatabaseOption = None,
) -> None:
    """Take a practice exam in the terminal, by the exam's own rules, or resume one."""
    if time not in TIMES:
        raise typer.BadParameter(_("'{value}' is not a time; use 1, 1.25, 1.5, 2 or untimed").format(value=time))
    terminal = Terminal(asked=sys.stdin.isatty())
    with writing(located(context, database)) as services:
        sitting = _resumed(services, cert) if resume else _begun(services, cert, TIMES[time], terminal)
        if sitting is not None:
            sit_exam(services, sitting, terminal)


def _resumed(services: Services, cert: str | None) -> Sitting:
    for offer in services.exams.home().offers:
        if offer.open is not None and cert in (None, offer.certification):
            return services.exams.resume(offer.open.attempt_id).value
    raise Refused(_("No practice exam is open; 'mediquiz exam take' starts one."))


def _begun(services: Services, cert: str | None, factor: float | None, terminal: Terminal) -> Sitting | None:
    """A new one, once its rules are told; None when the student leaves instead."""
    chosen = cert or services.settings.read().certification
    offer = next(offer for offer in services.exams.home().offers if offer.certification == chosen)
    if offer.open is not None:
        said = _("A {exam} is open: 'mediquiz exam take --cert {cert} --resume' resumes it.")
        raise Refused(said.format(exam=title(offer.short), cert=chosen))
    tell_rules(offer, factor, terminal)
    if terminal.asked:
        try:
            terminal.ask(_("Enter starts the exam, q leaves: "))
        except EOFError:
            return None
    return services.exams.start(chosen, factor).value


@app.command(help=_("Draw a full practice exam and print which questions it holds. Nothing is saved."))
def draw(
    context: typer.Context,
    cert: Annotated[str, exam_option(_("Which exam."))],
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help=_("The same seed and the same history draw the same exam."))
    ] = 1,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Draw a full practice exam and print which questions it holds. Nothing is kept."""
    with reading(located(context, database)) as services:
        blueprint, questions = services.exams.draw(cert, seed)
    if as_json:
        print_json({"items": [_plain(question) for question in questions]})
    else:
        _print(blueprint, questions)


def _plain(question: FormQuestion) -> dict[str, object]:
    return {
        "id": question.item_id,
        "area": question.area,
        "segment": question.segment + 1,
        "scored": question.scored,
    }


def _print(blueprint: Blueprint, questions: list[FormQuestion]) -> None:
    print(
        _("{exam}: {total} questions, {scored} of them scored").format(
            exam=blueprint.full_name, total=blueprint.total, scored=blueprint.scored
        )
    )
    for number, question in enumerate(questions, 1):
        segment = _("segment {number}").format(number=question.segment + 1)
        scored = "" if question.scored else "  " + _("(not scored)")
        print(f"{number:4}  {segment}  {question.item_id:<42} {question.area}{scored}")
