"""`mediquiz search`: questions by their words, found and ordered as in the window's question library."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mediquiz.commands.common import DatabaseOption, JsonOption, exam_option, located, print_json, reading
from mediquiz.domain.folding import Span, spans
from mediquiz.domain.summaries import LibraryPage, LibraryQuery, LibraryRow
from mediquiz.language import _, n_
from mediquiz.words.search import instead

if TYPE_CHECKING:
    from mediquiz.domain.search import Sought


def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help=_('What must stand in a question; "two words" for a phrase.')),
    ],
    cert: Annotated[str | None, exam_option(_("Only questions that this exam asks."))] = None,
    number: Annotated[int, typer.Option("--number", metavar="N", min=1, help=_("How many to print at most."))] = 20,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """Find questions by their words, best fit first."""
    text = " ".join(map(_phrase, words))
    with reading(located(context, database)) as services:
        page = services.library.search(LibraryQuery(text=text, certification=cert or "", limit=number))
    if as_json:
        print_json(_plain(page))
    else:
        print("\n".join(_lines(page)))


def _phrase(word: str) -> str:
    """What a shell hands over in one piece was typed between quotation marks."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _plain(page: LibraryPage) -> dict[str, object]:
    return {
        "total": page.total,
        "instead": {word.typed: list(word.taken) for word in page.sought.instead},
        "questions": [_plain_row(row, page.sought) for row in page.rows],
    }


def _plain_row(row: LibraryRow, sought: Sought) -> dict[str, object]:
    hits = [list(span) for span in spans(row.stem, sought.needles)]
    return {"id": row.item_id, "topic": row.topic, "stem": row.stem, "hits": hits}


def _lines(page: LibraryPage) -> list[str]:
    width = max(40, min(100, shutil.get_terminal_size().columns))
    found = [line for row in page.rows for line in _row_lines(row, page.sought, width)]
    more = page.total - len(page.rows)
    notes = [instead(word) + "." for word in page.sought.instead]
    if not page.rows:
        return [*notes, _("Nothing found.")]
    left = [n_("{n} more; --number shows more.", "{n} more; --number shows more.", more)] if more > 0 else []
    return [*notes, *found, *left]


def _row_lines(row: LibraryRow, sought: Sought, width: int) -> Sequence[str]:
    stem = marked(row.stem, spans(row.stem, sought.needles))
    wrapped = textwrap.wrap(stem, width, initial_indent="  ", subsequent_indent="  ")
    return [f"{row.item_id}  {row.topic_title}", *wrapped]


def marked(text: str, hits: Sequence[Span]) -> str:
    """The text with stars around what was looked for: plain letters, as in the rest of the terminal."""
    for start, end in reversed(hits):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text
