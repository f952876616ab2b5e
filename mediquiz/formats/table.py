"""The formats that questions come and go in. A further one is a module beside this and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.grading import RULES
from mediquiz.domain.items import Item, Kind
from mediquiz.domain.topics import TopicTree
from mediquiz.formats import bank_json
from mediquiz.formats.problems import BankFormatError

Reader = Callable[[str], list[Item]]
Writer = Callable[[Iterable[Item], TopicTree, Iterable[Blueprint]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: text in, items out, and back. None where it goes one way only."""

    title: str
    endings: tuple[str, ...]
    """Of file names, with the dot, small; the first is the usual one."""
    read: Reader | None
    """Raises BankFormatError with one sentence that names line or entry."""
    write: Writer | None
    kinds: tuple[Kind, ...]
    """Kinds of items that it carries."""
    carries: tuple[str, ...]
    """What comes through whole, in words."""


FORMATS: dict[str, Format] = {
    "json": Format(
        title="MediQuiz's open exchange form",
        endings=(".json",),
        read=bank_json.import_bank,
        write=bank_json.export_bank,
        kinds=tuple(RULES),
        carries=("reasons", "sources", "level and difficulty", "review", "groups and families", "tags"),
    ),
}


def format_named(name: str) -> Format:
    """A format by its name. Raises BankFormatError for another one."""
    if name not in FORMATS:
        raise BankFormatError(f"The format `{name}` is not known; use {known_formats()}.")
    return FORMATS[name]


def format_of(path: PurePath) -> Format:
    """A format by the ending of a file's name. Raises BankFormatError where no format has it."""
    ending = path.suffix.lower()
    found = next((one for one in FORMATS.values() if ending in one.endings), None)
    if found is None:
        told = f"the ending `{ending}` belongs to no format" if ending else "the name has no ending"
        raise BankFormatError(f"{told}; say which it is: {known_formats()}.")
    return found


def known_formats() -> str:
    """`json`, for messages."""
    return " or ".join(f"`{name}`" for name in FORMATS)
