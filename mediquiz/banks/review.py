"""The blind review: a sheet without key and reasons, and the verdicts written back into the bank file.

Verdicts are written line by line, not by dumping YAML again, so that an author's formatting and comments stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mediquiz.banks.items_file import VERDICT, parse_items
from mediquiz.banks.text_file import read_text, shown_name
from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.grading import LETTERS, RULES, Order, is_right
from mediquiz.domain.items import Item
from mediquiz.files import write_whole

AnswerOrder = dict[str, Order]
"""Item id -> for each letter of the sheet the option's place in the file, so that an answer can be read back."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ID = re.compile(r"(?P<dash> *- +)(?P<field>id: *(?P<id>[^\s#]+))")
_FIELD = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<name>[a-z_]+):")


@dataclass(frozen=True, slots=True)
class Answered:
    """A second reader's answer in the words of the sheet, held against the key."""

    id: str
    answer: str
    key: str
    agreed: bool


def blind_sheet(items: Iterable[Item], seed: int) -> tuple[str, AnswerOrder]:
    """The questions as text with shuffled, lettered options, and the order that reads the answers back."""
    rng, order, parts = random.Random(seed), AnswerOrder(), list[str]()
    for item in items:
        places = list(range(len(item.options)))
        rng.shuffle(places)
        order[item.id] = tuple(places)
        shown = [f"  {letter}. {item.options[at].text}" for letter, at in zip(LETTERS, places, strict=False)]
        parts.append("\n".join([item.id, item.stem, *shown]))
    return "\n\n".join(parts) + "\n", order


def key_letters(items: Iterable[Item], order: AnswerOrder) -> dict[str, str]:
    """Item id -> its key in the words of the sheet: the letter under which it stands."""
    return {item.id: _key_words(item, order[item.id]) for item in items if item.id in order}


def _key_words(item: Item, places: Order) -> str:
    rules = RULES[item.kind]
    return rules.words(item, places, rules.key(item))


def compare_answers(items: Sequence[Item], order: AnswerOrder, answers: Mapping[str, str]) -> list[Answered]:
    """Each answered item of the sheet against its key, in the order of `items`."""
    return [
        _answered(item, order[item.id], answers[item.id]) for item in items if item.id in answers and item.id in order
    ]


def _answered(item: Item, places: Order, typed: str) -> Answered:
    """An answer that is none of the sheet's is told as typed, and agrees with nothing."""
    response = RULES[item.kind].parse(item, places, typed)
    said = typed.strip() if response is None else RULES[item.kind].words(item, places, response)
    return Answered(item.id, said, _key_words(item, places), is_right(item, response or NO_ANSWER))


def record_verdicts(path: Path, verdicts: Mapping[str, str], on: date) -> int:
    """Writes `reviewed: {date: ..., verdict: agreed}` after the sources of the named items; returns how many.

    A `reviewed` line that an item has already is replaced. The rest of the file stays byte for byte the same.
    Raises ValueError for a verdict other than `agreed` (such an item is rewritten or dropped, not recorded),
    KeyError for an item that the file does not hold, and BankError when the file is not sound before or after.
    """
    _refuse_other_verdicts(verdicts)
    name = shown_name(path, 3)
    before = read_text(path, name)
    known = {item.id for item in parse_items(before, name)}
    if missing := sorted(set(verdicts) - known):
        raise KeyError(f"{name} does not hold {', '.join(missing)}")
    # Through bytes: text mode would change line ends.
    after = with_verdicts(path.read_bytes().decode(), verdicts, on)
    _prove(before, after, name, verdicts, on)
    write_whole(path, after.encode(), private=False)
    return len(verdicts)


def _refuse_other_verdicts(verdicts: Mapping[str, str]) -> None:
    for identity, verdict in verdicts.items():
        if verdict != VERDICT:
            raise ValueError(f"{identity}: the verdict is `{verdict}`; only `{VERDICT}` is recorded.")


def _prove(before: str, after: str, name: str, verdicts: Mapping[str, str], on: date) -> None:
    """Reads the changed text back: nothing but the reviews of the named items may differ."""
    old, new = parse_items(before, name), parse_items(after, name)
    for was, now in zip(old, new, strict=True):
        review = now.reviewed
        recorded = review is not None and review.on == on if was.id in verdicts else review == was.reviewed
        if not recorded or (was.id, was.revision) != (now.id, now.revision):
            raise RuntimeError(f"{name}: the verdict for {was.id} was not written as meant; nothing was saved.")


def with_verdicts(text: str, verdicts: Mapping[str, str], on: date) -> str:
    """The text of a bank file with a review line for each named item."""
    # Not splitlines(), which also breaks at characters that a text may hold (U+2028, U+0085).
    lines, found = _LINE.findall(text), list[str]()
    starts = [n for n, line in enumerate(lines) if _ID.match(line)] or [len(lines)]
    found += lines[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = lines[start:end]
        match = _ID.match(block[0]) if block else None
        verdict = verdicts.get(match["id"]) if match else None
        found += _reviewed(block, verdict, on) if verdict else block
    return "".join(found)


def _reviewed(block: list[str], verdict: str, on: date) -> list[str]:
    """An item's lines with the review after the last line of `sources`."""
    match = _ID.match(block[0])
    column = len(match["dash"]) if match else 0
    kept = _without_field(block, column, "reviewed")
    at = _end_of_field(kept, column, "sources")
    ending = "\r\n" if block[0].endswith("\r\n") else "\n"
    if not kept[at - 1].endswith("\n"):
        kept[at - 1] += ending
    line = f"{' ' * column}reviewed: {{date: {on.isoformat()}, verdict: {verdict}}}{ending}"
    return [*kept[:at], line, *kept[at:]]


def _field_at(line: str, column: int) -> str:
    """The name of the field that begins in `column` of the line, or an empty string."""
    match = _FIELD.match(line)
    if match is None:
        return ""
    begins = len(match["indent"]) + len(match["dash"] or "")
    return match["name"] if begins == column else ""


def _span(block: list[str], column: int, name: str) -> tuple[int, int]:
    """First line of a field and the line after its last; equal when the item has no such field."""
    start = next((n for n, line in enumerate(block) if _field_at(line, column) == name), None)
    if start is None:
        return len(block), len(block)
    end = start + 1
    while end < len(block) and _goes_on(block[end], column):
        end += 1
    return start, end


def _goes_on(line: str, column: int) -> bool:
    """True for a line that is part of the field above: indented deeper, or a list entry in the same column."""
    text = line.strip()
    indent = len(line) - len(line.lstrip(" "))
    return bool(text) and (indent > column or (indent == column and text.startswith("- ")))


def _without_field(block: list[str], column: int, name: str) -> list[str]:
    start, end = _span(block, column, name)
    return block[:start] + block[end:]


def _end_of_field(block: list[str], column: int, name: str) -> int:
    return _span(block, column, name)[1]
