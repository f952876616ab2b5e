"""The open exchange form of a bank: one JSON file with every item, its topics and the exams they serve.

An item stands as `mediquiz.domain.items.to_plain` writes it. The file is read strictly: what is not known is refused,
with a sentence that names the item, because a silently dropped field would be lost at the next export.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.grading import RULES
from mediquiz.domain.items import ID_PATTERN, MOST_NAME, Item, Kind, Level, from_plain, to_plain
from mediquiz.domain.topics import TopicTree
from mediquiz.formats.problems import BankFormatError

FORMAT = "mediquiz-bank"
VERSION = 1
LICENSE = "MIT"

_REQUIRED = {
    "id": str,
    "topic": str,
    "kind": str,
    "stem": str,
    "options": list,
    "sources": list,
    "level": str,
    "difficulty": int,
    "review": dict,
}
_OPTIONAL = {"revision": str, "remember": str, "group": str, "family": str, "tags": list, "details": dict}
_OPTION = {"text": str, "key": bool, "reason": str}
_NAMES = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def export_bank(items: Iterable[Item], topics: TopicTree, blueprints: Iterable[Blueprint]) -> str:
    """The bank as JSON text, indented, in the order given."""
    bank = {
        "format": FORMAT,
        "version": VERSION,
        "license": LICENSE,
        "topics": [dataclasses.asdict(topic) for topic in topics.topics],
        "exams": [_exam(blueprint) for blueprint in blueprints],
        "items": [to_plain(item) for item in items],
    }
    return json.dumps(bank, ensure_ascii=False, indent=1) + "\n"


def _exam(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain values; counts are questions, times seconds."""
    plain = {name.name: getattr(blueprint, name.name) for name in dataclasses.fields(blueprint)}
    return {name: _plain(value) for name, value in plain.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name.name: _plain(getattr(value, name.name)) for name in dataclasses.fields(value)}
    return value


def import_bank(text: str) -> list[Item]:
    """The items of an exported bank. Raises BankFormatError with one sentence."""
    bank = _load(text)
    if bank.get("format") != FORMAT:
        raise BankFormatError(f"This is not a bank: `format` must be `{FORMAT}`.")
    if bank.get("version") != VERSION:
        raise BankFormatError(f"This bank has version {bank.get('version')!r}; this program reads version {VERSION}.")
    plain = bank.get("items")
    if not isinstance(plain, list):
        raise BankFormatError("The bank has no list `items`.")
    items = [_item(each, number) for number, each in enumerate(plain, 1)]
    _refuse_doubles(items)
    return items


def _load(text: str) -> dict[str, Any]:
    try:
        bank = json.loads(text)
    except json.JSONDecodeError as error:
        raise BankFormatError(f"Line {error.lineno}: this is not readable JSON ({error.msg}).") from error
    except ValueError as error:
        raise BankFormatError("This is not a bank: it holds a number that is too long.") from error
    except RecursionError as error:
        raise BankFormatError("This is not a bank: it is nested too deeply.") from error
    if not isinstance(bank, dict):
        raise BankFormatError("This is not a bank: the file must hold one JSON object.")
    return bank


def _refuse_doubles(items: list[Item]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise BankFormatError(f"The bank holds {item.id} twice; keep one.")
        seen.add(item.id)


def _item(plain: Any, number: int) -> Item:
    where = f"Item {number}"
    _check_fields(plain, _REQUIRED, _OPTIONAL, where)
    where = f"Item {number} ({plain['id']})"
    _check_labels(plain, where)
    _check_options(plain, where)
    _check_texts(plain, where)
    _check_review(plain["review"], where)
    item = from_plain(plain)
    if problem := RULES[item.kind].problem(item):
        raise BankFormatError(f"{where} {problem}")
    if plain.get("revision", item.revision) != item.revision:
        raise BankFormatError(f"{where}: `revision` does not fit the content; leave it out of an item that was edited.")
    return item


def _check_fields(plain: Any, required: Mapping[str, type], optional: Mapping[str, type], where: str) -> None:
    """An object with all required fields, no unknown one, and the right type in each."""
    if not isinstance(plain, dict):
        raise BankFormatError(f"{where} must be an object.")
    if missing := [name for name in required if name not in plain]:
        raise BankFormatError(f"{where} has no `{missing[0]}`.")
    known = {**required, **optional}
    for name, value in plain.items():
        if name not in known:
            raise BankFormatError(f"{where} has an unknown field `{name}`.")
        # bool is a subclass of int, and `true` is no difficulty.
        if not isinstance(value, known[name]) or (known[name] is int and isinstance(value, bool)):
            raise BankFormatError(f"{where}: `{name}` must be {_NAMES[known[name]]}.")


def _check_labels(plain: dict[str, Any], where: str) -> None:
    if not ID_PATTERN.match(plain["id"]) or plain["id"].rpartition(".")[0] != plain["topic"]:
        raise BankFormatError(f"{where}: `id` must be the topic, a dot and four digits.")
    if plain["level"] not in list(Level):
        raise BankFormatError(f"{where}: `level` must be one of {', '.join(Level)}.")
    if plain["kind"] not in list(Kind) or Kind(plain["kind"]) not in RULES:
        raise BankFormatError(f"{where}: the kind `{plain['kind']}` cannot be graded; known are {', '.join(RULES)}.")
    if not 1 <= plain["difficulty"] <= 5:
        raise BankFormatError(f"{where}: `difficulty` must be from 1 to 5.")


def _check_options(plain: dict[str, Any], where: str) -> None:
    options = plain["options"]
    for number, option in enumerate(options, 1):
        _check_fields(option, _OPTION, {}, f"{where}, option {number}")
        if not option["text"].strip() or not option["reason"].strip():
            raise BankFormatError(f"{where}, option {number}: `text` and `reason` must not be empty.")


def _check_texts(plain: dict[str, Any], where: str) -> None:
    if not plain["stem"].strip():
        raise BankFormatError(f"{where}: `stem` must not be empty.")
    if not plain["sources"]:
        raise BankFormatError(f"{where} has no source.")
    for name in ("group", "family"):
        if ID_PATTERN.match(plain.get(name, "")) or len(plain.get(name, "")) > MOST_NAME:
            raise BankFormatError(f"{where}: `{name}` must be no item's id and have at most {MOST_NAME} letters.")
    for name in ("sources", "tags"):
        if not all(isinstance(text, str) and text.strip() for text in plain.get(name, [])):
            raise BankFormatError(f"{where}: `{name}` must be a list of texts.")


def _check_review(review: dict[str, Any], where: str) -> None:
    if review == {"state": "draft"}:
        return
    _check_fields(review, {"state": str, "verdict": str, "date": str}, {}, f"{where}, `review`")
    if review["state"] != "reviewed" or review["verdict"] != "agreed":
        raise BankFormatError(f"{where}: a review is a draft, or has state `reviewed` and verdict `agreed`.")
    try:
        date.fromisoformat(review["date"])
    except ValueError as error:
        raise BankFormatError(f"{where}: the review's `date` must look like 2026-11-22.") from error
