"""Reading answer logs of other systems: comma-separated files with a header line.

Columns learner, item, topic, correct, time (days; may be empty) and optionally options (empty: open
answer) and domain (empty: one domain). A second file may give item difficulties.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

FARTHEST_DAY = 700_000.0
"""Days from the start of the count, either way: what a calendar of the years 53 to 3886 can hold."""
MOST_OPTIONS = 1_000
HARDEST = 50.0
"""Logits; chances beyond are 0 or 1 to every digit."""

_NEEDED = ("learner", "item", "topic", "correct", "time")
_TRUE = {"1": True, "1.0": True, "true": True, "0": False, "0.0": False, "false": False}


class LogError(ValueError):
    """A log that cannot be read: one sentence, naming the line (the header is line 1)."""

    def __init__(self, line: int, trouble: str) -> None:
        self.line = line
        super().__init__(f"line {line}: {trouble}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One answer. day None: not recorded; options 0: an open answer, not to be guessed."""

    learner: str
    item: str
    topic: str
    correct: bool
    day: float | None
    options: int = 0
    domain: str = ""


def read_log(lines: Iterable[str]) -> list[LogRow]:
    """The rows of a log, in file order; LogError at the first line that is not as promised."""
    return [_row(fields, line) for line, fields in _records(lines, _NEEDED)]


def read_difficulties(lines: Iterable[str]) -> dict[str, float]:
    """b (logits, 0 the average item, higher harder) of each item, from columns item and difficulty (or b)."""
    table: dict[str, float] = {}
    for line, fields in _records(lines, ("item",)):
        column = "difficulty" if "difficulty" in fields else "b"
        if column not in fields:
            raise LogError(1, "the header must name a difficulty column.")
        if fields[column]:
            table[fields["item"]] = _difficulty(fields[column], line)
    return table


def _records(lines: Iterable[str], needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(lines, strict=True)
    try:
        header = [name.strip().lower().lstrip("\ufeff") for name in next(reader, [])]
        missing = [name for name in needed if name not in header]
        if missing:
            raise LogError(1, f"the header must name {', '.join(needed)}; missing: {', '.join(missing)}.")
        for fields in reader:
            if fields:
                yield reader.line_num, _named(header, fields, reader.line_num)
    except csv.Error as error:
        raise LogError(reader.line_num, f"not a comma-separated line ({error}).") from error


def _named(header: list[str], fields: list[str], line: int) -> dict[str, str]:
    if len(fields) != len(header):
        raise LogError(line, f"{len(fields)} fields where the header has {len(header)}.")
    return {name: value.strip() for name, value in zip(header, fields, strict=True)}


def _row(fields: dict[str, str], line: int) -> LogRow:
    for name in ("learner", "item", "topic"):
        if not fields[name]:
            raise LogError(line, f"{name} is empty.")
    correct = _TRUE.get(fields["correct"].lower())
    if correct is None:
        raise LogError(line, f"correct must be 1 or 0, not {_short(fields['correct'])}.")
    day = _day(fields["time"], line) if fields["time"] else None
    options = _options(fields.get("options", ""), line)
    return LogRow(
        learner=fields["learner"],
        item=fields["item"],
        topic=fields["topic"],
        correct=correct,
        day=day,
        options=options,
        domain=fields.get("domain", ""),
    )


def _options(text: str, line: int) -> int:
    if not text:
        return 0
    count = _number(text, line, "options")
    if not 0 <= count <= MOST_OPTIONS or count != int(count):
        raise LogError(line, f"options must be a whole number up to {MOST_OPTIONS}, not {_short(text)}.")
    return int(count)


def _day(text: str, line: int) -> float:
    day = _number(text, line, "time")
    if abs(day) > FARTHEST_DAY:
        raise LogError(line, f"time is in days, and {_short(text)} is too many; divide seconds by 86400.")
    return day


def _difficulty(text: str, line: int) -> float:
    difficulty = _number(text, line, "difficulty")
    if abs(difficulty) > HARDEST:
        raise LogError(line, f"difficulty must be from -{HARDEST:.0f} to {HARDEST:.0f}, not {_short(text)}.")
    return difficulty


def _short(text: str) -> str:
    """A field as it stands in a sentence."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


def _number(text: str, line: int, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise LogError(line, f"{name} must be a number, not {_short(text)}.")
    return value
