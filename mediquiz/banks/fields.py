"""Reads the fields of one mapping strictly. A mistake is noted with its line; reading goes on with an empty value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from mediquiz.banks.problems import Problems
from mediquiz.banks.yaml_tree import MappingNode, Node, ScalarNode, SequenceNode

MOST_DIGITS = 9
"""Of a whole number in a bank file."""


def as_mapping(node: Node, what: str, problems: Problems) -> MappingNode:
    """The node itself when it is a mapping; else an empty one and a note."""
    if isinstance(node, MappingNode):
        return node
    problems.add(node.line, f"{what} must be fields of the form `name: value`.")
    return MappingNode(node.line)


class Fields:
    """The fields of one mapping. `what` names it in messages ("option 3"); `known` are the names it may have."""

    def __init__(self, node: Node, what: str, known: Iterable[str], problems: Problems) -> None:
        mapping = as_mapping(node, what, problems)
        self.line, self.what, self._problems = mapping.line, what, problems
        self.sound = mapping is node
        self._nodes: dict[str, Node] = {}
        names = tuple(known)
        for name, value in mapping.pairs:
            self._take(name, value, names)

    def _take(self, name: ScalarNode, value: Node, known: tuple[str, ...]) -> None:
        if name.text not in known:
            self.wrong(name.line, f"has an unknown field `{name.text}`; {_suggestion(name.text, known)}.")
        elif name.text in self._nodes:
            self.wrong(name.line, f"has `{name.text}` twice; keep one.")
        else:
            self._nodes[name.text] = value

    def wrong(self, line: int, message: str) -> None:
        """Notes a mistake; the message goes on from the name of this mapping."""
        self._problems.add(line, f"{self.what} {message}")

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def node(self, name: str, missing: str = "") -> Node | None:
        """The node of a required field. `missing` is the message when it is absent."""
        found = self._nodes.get(name)
        if found is None and self.sound:
            self.wrong(self.line, missing or f"has no `{name}`; add it.")
        return found

    def line_of(self, name: str) -> int:
        found = self._nodes.get(name)
        return found.line if found is not None else self.line

    def text(self, name: str, missing: str = "") -> str:
        """A required, non-empty text; empty after a mistake."""
        node = self.node(name, missing)
        return "" if node is None else self._text(node, f"`{name}`", missing)

    def optional_text(self, name: str) -> str:
        return self.text(name) if name in self else ""

    def _text(self, node: Node, field: str, missing: str = "") -> str:
        if not isinstance(node, ScalarNode):
            self.wrong(node.line, f"must have one text as {field}, not a list or fields; quote it if it is one.")
            return ""
        if node.cut:
            self.wrong(node.line, f"has a {field} that ends at ` #`, which begins a comment; quote the text.")
        elif not node.text.strip():
            self.wrong(node.line, missing or f"has an empty {field}; fill it in or take it out.")
        return node.text.strip()

    def word(self, name: str) -> str:
        """A required label or figure; unlike a text it may be followed by a comment."""
        node = self.node(name)
        if isinstance(node, ScalarNode):
            node.cut = False
        return "" if node is None else self._text(node, f"`{name}`")

    def label(self, name: str) -> str:
        """A label as it stands, empty when there is none; notes nothing. For looking before reading."""
        node = self._nodes.get(name)
        return node.text.strip() if isinstance(node, ScalarNode) else ""

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """One of `allowed`; empty after a mistake."""
        value, names = self.word(name), tuple(allowed)
        if not value or value in names:
            return value
        self.wrong(self.line_of(name), f"has {name} `{value}`; use {_or(names)}.")
        return ""

    def integer(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`; `low` after a mistake."""
        value = self.word(name)
        whole = whole_number(value)
        if whole is not None and low <= whole <= high:
            return whole
        if value:
            self.wrong(self.line_of(name), f"has {name} `{value}`; use a whole number from {low} to {high}.")
        return low

    def number(self, name: str, low: float, high: float) -> float:
        """A number from `low` to `high`; `low` after a mistake."""
        value = self.word(name)
        found = _number(value)
        if found is not None and low <= found <= high:
            return found
        if value:
            self.wrong(self.line_of(name), f"has {name} `{value}`; use a number from {low:g} to {high:g}.")
        return low

    def flag(self, name: str) -> bool:
        """`true` or `false`; an absent one is false."""
        return name in self and self.choice(name, ("true", "false")) == "true"

    def nodes(self, name: str, missing: str = "") -> list[Node]:
        """The entries of a required list; at least one."""
        node = self.node(name, missing)
        if isinstance(node, SequenceNode) and node.items:
            return node.items
        if node is not None:
            empty = isinstance(node, SequenceNode) or (isinstance(node, ScalarNode) and not node.text)
            mend = missing if empty and missing else f"must have a list as `{name}`, with at least one entry."
            self.wrong(node.line, mend)
        return []

    def texts(self, name: str, missing: str = "") -> tuple[str, ...]:
        """The texts of a required list; empty after a mistake."""
        return tuple(self._text(node, f"entry in `{name}`") for node in self.nodes(name, missing))


def whole_number(text: str) -> int | None:
    """The number that digits say; None for anything else, and for more digits than any number of a bank has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _or(names: tuple[str, ...]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _suggestion(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"`{near[0]}` is meant?" if near else f"known are {', '.join(f'`{field}`' for field in known)}"
