"""`mediquiz exam`: practice exams without a window."""

from __future__ import annotations

from typing import Annotated

import typer

from mediquiz.commands.common import DatabaseOption, JsonOption, exam_option, located, print_json, reading
from mediquiz.domain.attempt import FormQuestion
from mediquiz.domain.blueprint import Blueprint
from mediquiz.language import _

app = typer.Typer(help=_("Practice exams."), rich_markup_mode=None, add_completion=False)


@app.callback()
def _exam() -> None:
    """Keeps `draw` a command of its own although it is the only one."""


@app.command(help=_("Draw a full practice exam and print which questions it holds. Nothing is kept."))
def draw(
    context: typer.Context,
    cert: Annotated[str, exam_option(_("Which exam."))],
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help=_("The same seed over the same history draws the same form."))
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
