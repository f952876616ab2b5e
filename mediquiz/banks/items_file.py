"""One topic's file of items: `question_banks/<subject>/<topic>.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mediquiz.banks.fields import Fields
from mediquiz.banks.problems import BankError, Problems
from mediquiz.banks.text_file import read_text, shown_name
from mediquiz.banks.yaml_tree import MappingNode, Node, ScalarNode, parse_tree
from mediquiz.domain.grading import RULES
from mediquiz.domain.items import ID_PATTERN, MOST_NAME, Item, Kind, Level, Option, Review

VERDICT = "agreed"
"""The only verdict that makes an item served: the second reader chose the key and no other option."""

_TOPIC = re.compile(r"[a-z][a-z-]*\.[a-z][a-z-]*")
_ITEM = (
    "id", "kind", "level", "difficulty", "stem", "options", "remember", "sources", "group", "family", "tags",
    "reviewed",
)  # fmt: skip
_NO_REASON = "has no reason; add a `why`."


@dataclass(slots=True)
class ItemFile:
    """What a file holds: its sound items, the line on which each begins, and all mistakes in order."""

    name: str
    topic: str = ""
    topic_line: int = 1
    items: list[Item] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    errors: list[BankError] = field(default_factory=list)


def read_items(path: Path) -> list[Item]:
    """The items of a file. Raises its first BankError."""
    name = shown_name(path, 3)
    return parse_items(read_text(path, name), name)


def parse_items(text: str, name: str) -> list[Item]:
    """The items of a text; `name` is the file named in messages. Raises the first BankError."""
    found = scan_items(text, name)
    if found.errors:
        raise found.errors[0]
    return found.items


def scan_items(text: str, name: str) -> ItemFile:
    """The sound items of a text, and all its mistakes. Raises nothing."""
    found, problems = ItemFile(name), Problems(name)
    try:
        _read_file(parse_tree(text, name), found, problems)
    except BankError as error:
        problems.errors.append(error)
    found.errors = problems.in_order()
    return found


def _read_file(tree: Node, found: ItemFile, problems: Problems) -> None:
    fields = Fields(tree, "the file", ["topic", "items"], problems)
    found.topic, found.topic_line = fields.word("topic"), fields.line_of("topic")
    if found.topic and not _TOPIC.fullmatch(found.topic):
        fields.wrong(found.topic_line, f"has the topic `{found.topic}`; write it as `subject.topic`.")
    for number, node in enumerate(fields.nodes("items"), 1):
        before = len(problems)
        item = _read_item(node, found, number, problems)
        if item is not None and len(problems) == before:
            found.items.append(item)


def _read_item(node: Node, file: ItemFile, number: int, problems: Problems) -> Item | None:
    """The item, or None when its place or id is wrong; other mistakes are only noted."""
    fields = Fields(node, _label(node, number), _ITEM, problems)
    identity = _read_id(fields, file, number)
    if not identity:
        return None
    fields.what = f"item {identity}"
    kind = _read_kind(fields)
    item = Item(
        id=identity,
        topic=file.topic,
        stem=fields.text("stem"),
        options=_read_options(fields, kind, problems),
        sources=fields.texts("sources", "has no source; name the standard, law or text it rests on in `sources`."),
        level=_read_level(fields),
        difficulty=fields.integer("difficulty", 1, 5),
        kind=kind,
        remember=fields.optional_text("remember"),
        group=_read_name(fields, "group"),
        family=_read_name(fields, "family"),
        tags=fields.texts("tags") if "tags" in fields else (),
        reviewed=_read_review(fields, problems),
    )
    _refuse_misfit(item, fields)
    return item


def _refuse_misfit(item: Item, fields: Fields) -> None:
    """What keeps the item from being one of its kind; one that lacks its options has been told so already."""
    rules = RULES.get(item.kind)
    problem = rules.problem(item) if rules and (item.options or not rules.has_options) else ""
    if problem:
        fields.wrong(fields.line_of("options" if rules and rules.has_options else "kind"), problem)


def _label(node: Node, number: int) -> str:
    """How messages name the item: by its id when it has one."""
    pairs = node.pairs if isinstance(node, MappingNode) else []
    ids = [value.text for name, value in pairs if name.text == "id" and isinstance(value, ScalarNode)]
    return f"item {ids[0]}" if ids and ID_PATTERN.match(ids[0]) else f"item {number} of the file"


def _read_id(fields: Fields, file: ItemFile, number: int) -> str:
    """The id; empty when it cannot name an item of this file."""
    fields.what = f"item {number} of the file"
    identity, line = fields.word("id"), fields.line_of("id")
    if not identity:
        return ""
    if not ID_PATTERN.match(identity):
        fields.wrong(line, f"has the id `{identity}`; write the topic, a dot and four digits.")
    elif file.topic and identity.rpartition(".")[0] != file.topic:
        fields.wrong(line, f"has the id `{identity}`, which is not of the file's topic `{file.topic}`.")
    elif identity in file.lines:
        first = file.lines[identity]
        fields.wrong(line, f"has the id `{identity}`, which line {first} has already; give it a new number.")
    else:
        file.lines[identity] = line
        return identity
    return ""


def _read_level(fields: Fields) -> Level:
    return Level(fields.choice("level", [str(level) for level in Level]) or Level.RECALL)


def _read_name(fields: Fields, field_name: str) -> str:
    """The name that items of one group or family share; empty where there is none."""
    name = fields.word(field_name) if field_name in fields else ""
    if ID_PATTERN.match(name) or len(name) > MOST_NAME:
        mend = f"use a name that is no item's id, of at most {MOST_NAME} letters."
        fields.wrong(fields.line_of(field_name), f"has the {field_name} `{name}`; {mend}")
    return name


def _read_kind(fields: Fields) -> Kind:
    """`single` unless said otherwise; a kind that nobody can grade yet is refused."""
    if "kind" not in fields:
        return Kind.SINGLE
    kind = fields.choice("kind", [str(kind) for kind in Kind])
    if kind and Kind(kind) not in RULES:
        able = ", ".join(f"`{able}`" for able in RULES)
        fields.wrong(fields.line_of("kind"), f"has kind `{kind}`, which cannot be graded yet; use {able}.")
    return Kind(kind or Kind.SINGLE)


def _read_options(fields: Fields, kind: Kind, problems: Problems) -> tuple[Option, ...]:
    if "options" not in fields and kind in RULES and not RULES[kind].has_options:
        return ()
    nodes = fields.nodes("options")
    options = tuple(_read_option(node, number, problems) for number, node in enumerate(nodes, 1))
    _refuse_twins(options, nodes, fields)
    return options


def _refuse_twins(options: tuple[Option, ...], nodes: list[Node], fields: Fields) -> None:
    first: dict[str, int] = {}
    for number, (option, node) in enumerate(zip(options, nodes, strict=True), 1):
        twin = first.setdefault(option.text.casefold(), number)
        if option.text and twin != number:
            fields.wrong(node.line, f"has the same text in options {twin} and {number}; change one.")


def _read_option(node: Node, number: int, problems: Problems) -> Option:
    fields = Fields(node, f"option {number}", ["text", "key", "why"], problems)
    return Option(fields.text("text"), fields.text("why", _NO_REASON), fields.flag("key"))


def _read_review(fields: Fields, problems: Problems) -> Review | None:
    node = fields.node("reviewed") if "reviewed" in fields else None
    if node is None:
        return None
    review = Fields(node, f"`reviewed` of {fields.what}", ["date", "verdict"], problems)
    return Review(review.choice("verdict", [VERDICT]), _read_date(review))


def _read_date(fields: Fields) -> date:
    text = fields.word("date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            fields.wrong(fields.line_of("date"), f"has the date `{text}`; write it as 2026-11-22.")
        return date.min
