"""The topic tree's file, `topics.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

from mediquiz.banks.fields import Fields, as_mapping
from mediquiz.banks.problems import BankError, Problems
from mediquiz.banks.text_file import read_text, shown_name
from mediquiz.banks.yaml_tree import Node, ScalarNode, parse_tree
from mediquiz.domain.topics import Topic, TopicTree

_SLUG = re.compile(r"[a-z][a-z-]*")


def read_topics(path: Path) -> TopicTree:
    """The tree of `path`. Raises the file's first BankError."""
    name = shown_name(path, 2)
    tree, errors = scan_topics(read_text(path, name), name)
    if errors:
        raise errors[0]
    return tree


def scan_topics(text: str, name: str) -> tuple[TopicTree, list[BankError]]:
    """The sound topics of a text, and all its mistakes."""
    problems, topics = Problems(name), list[Topic]()
    try:
        subjects = Fields(parse_tree(text, name), "the file", ["subjects"], problems).node("subjects")
    except BankError as error:
        return TopicTree(()), [error]
    if subjects is not None:
        for slug, node in _entries(subjects, "`subjects`", problems):
            topics += _subject(slug, node, problems)
    return TopicTree(tuple(topics)), problems.in_order()


def _entries(node: Node, what: str, problems: Problems) -> list[tuple[str, Node]]:
    """Pairs with a sound id, each id once."""
    found: dict[str, Node] = {}
    for name, value in as_mapping(node, what, problems).pairs:
        if not _SLUG.fullmatch(name.text):
            problems.add(name.line, f"the id `{name.text}` must be small letters and hyphens.")
        elif name.text in found:
            problems.add(name.line, f"the id `{name.text}` stands twice; keep one.")
        else:
            found[name.text] = value
    return list(found.items())


def _subject(slug: str, node: Node, problems: Problems) -> list[Topic]:
    fields = Fields(node, f"the subject `{slug}`", ["title", "topics"], problems)
    title, topics = fields.text("title"), fields.node("topics")
    if topics is None:
        return []
    entries = _entries(topics, f"the topics of `{slug}`", problems)
    return [Topic(f"{slug}.{name}", _title(name, value, problems), slug, title) for name, value in entries]


def _title(slug: str, node: Node, problems: Problems) -> str:
    if isinstance(node, ScalarNode) and node.text.strip() and not node.cut:
        return node.text.strip()
    problems.add(node.line, f"the topic `{slug}` must have its title as one text; quote it if it holds ` #`.")
    return slug
