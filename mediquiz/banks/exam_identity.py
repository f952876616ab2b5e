"""What names a certification and says where it stands among the others; all its editions share it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediquiz.banks.fields import Fields

IDENTITY = ("order", "default_edition", "name", "short", "board", "body", "blurb", "editions_note")
"""Fields of `<id>.yaml` that a file of another edition does not repeat."""

MOST_ID, MOST_EDITION, MOST_SHORT = 12, 40, 12
"""Letters that the database keeps of an id and an edition, and that fit on a button."""
_ID = re.compile(r"[a-z][a-z0-9-]*")
_EDITION = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The names of a certification. `order` is its place among the exams; the lowest is offered first."""

    order: int
    default_edition: str
    """The edition that is in use until the student chooses another; empty: that of the file itself."""
    name: str
    short: str
    board: str
    body: str
    blurb: str
    editions_note: str
    """Why there are several editions and how to choose; empty where there is one."""


def read_identity(file: Fields) -> Identity:
    """The identity block of `<id>.yaml`."""
    return Identity(
        order=file.integer("order", 1, 99),
        default_edition=file.word("default_edition") if "default_edition" in file else "",
        name=file.text("name"),
        short=_short(file),
        board=file.text("board"),
        body=file.text("body"),
        blurb=file.text("blurb"),
        editions_note=file.optional_text("editions_note"),
    )


def _short(file: Fields) -> str:
    short = file.text("short")
    if len(short) > MOST_SHORT:
        file.wrong(file.line_of("short"), f"has the short name `{short}`; use at most {MOST_SHORT} letters.")
    return short


def refuse_identity(file: Fields, home: str) -> None:
    """A file of another edition leaves the names to the file of the id alone, so that they stand in one place."""
    for name in IDENTITY:
        if name in file:
            file.wrong(file.line_of(name), f"has `{name}`, which {home} says for all editions; take it out.")


def check_labels(file: Fields) -> None:
    """Id and edition go into file names, the study history and command lines."""
    identity, edition = file.word("id"), file.word("edition")
    if identity and not (_ID.fullmatch(identity) and len(identity) <= MOST_ID):
        mend = f"use at most {MOST_ID} small letters, digits and hyphens."
        file.wrong(file.line_of("id"), f"has the id `{identity}`; {mend}")
    if edition and not (_EDITION.fullmatch(edition) and len(edition) <= MOST_EDITION):
        mend = f"use at most {MOST_EDITION} small letters, digits, dots and hyphens."
        file.wrong(file.line_of("edition"), f"has the edition `{edition}`; {mend}")
