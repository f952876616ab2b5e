"""YAML as a tree in which every node knows its line and every scalar is text.

PyYAML's own constructors guess types (`No` becomes False, `10:30` becomes 630) and forget lines, anchors and tags.
The tree is built from parse events instead, which is also faster: 2 MB take about 0.15 s with libyaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mediquiz.banks.problems import BankError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MENDS = {
    "mapping values are not allowed": "quote a text that holds `: `, and check the indentation",
    "cannot start any token": "quote a text that begins with `@`, `%`, `&`, `*` or a bracket",
    "unexpected end of stream": "close the quote mark",
    "did not find expected ',' or ']'": "close the bracket `]`, and quote a text that holds one",
    "did not find expected ',' or '}'": "close the brace `}`, and quote a text that holds one",
    "did not find expected": "check the indentation and the quote marks",
    "could not find expected ':'": "write `name: value`, and check the indentation",
}


@dataclass(slots=True)
class ScalarNode:
    """Text. `cut` is true when a ` #` right after an unquoted text made the rest of the line a comment."""

    line: int
    text: str
    cut: bool = False


@dataclass(slots=True)
class SequenceNode:
    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """Pairs in the order of the file; a name may stand twice, which the reader reports."""

    line: int
    pairs: list[tuple[ScalarNode, Node]] = field(default_factory=list)


Node = ScalarNode | SequenceNode | MappingNode


def parse_tree(text: str, file: str) -> Node:
    """The one document of a YAML text. Raises BankError at the first thing that is not plain YAML."""
    _refuse_tabs(text, file)
    try:
        return _Builder(text, file).document()
    except yaml.YAMLError as error:
        raise _not_yaml(error, text, file) from error


def _refuse_tabs(text: str, file: str) -> None:
    at = text.find("\t")
    if at >= 0:
        raise BankError(file, text.count("\n", 0, at) + 1, "a tab stands here; use spaces.")


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> BankError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    if mark is None or problem is None:
        position = int(getattr(error, "position", 0))
        return BankError(file, text.count("\n", 0, position) + 1, "a control character stands here; take it out.")
    mend = next((mend for part, mend in _MENDS.items() if part in problem), "check the indentation")
    return BankError(file, mark.line + 1, f"this is not readable YAML ({problem}); {mend}.")


class _Builder:
    """Turns parse events into nodes; refuses anchors, aliases, tags and a second document."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        # Looking for cut-off texts costs a look at the source per scalar, so only files with a comment pay for it.
        self._lines = re.split("\r\n|\r|\n", text) if " #" in text else []

    def document(self) -> Node:
        next(self._events)  # the start of the stream
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            raise BankError(self._file, 1, "the file is empty.")
        tree = self._node(next(self._events))
        next(self._events)  # the end of the document
        last = next(self._events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise self._wrong(last, "a second document begins here (`---`); one file holds one document.")
        return tree

    def _wrong(self, event: Any, message: str) -> BankError:
        return BankError(self._file, event.start_mark.line + 1, message)

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._wrong(event, "anchors and aliases (`&`, `*`) are not used here; write the value, or quote it.")
        if event.tag is not None:
            raise self._wrong(event, "tags (`!`) are not used here; quote a text that begins with one.")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event)
        return self._mapping(event)

    def _scalar(self, event: Any) -> ScalarNode:
        cut = bool(self._lines) and event.implicit[0] and self._followed_by_comment(event.end_mark)
        return ScalarNode(event.start_mark.line + 1, event.value.rstrip("\n"), cut)

    def _followed_by_comment(self, mark: Any) -> bool:
        rest: str = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        return rest.lstrip().startswith("#")

    def _sequence(self, start: Any) -> SequenceNode:
        found = SequenceNode(start.start_mark.line + 1)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.items.append(self._node(event))
        return found

    def _mapping(self, start: Any) -> MappingNode:
        found = MappingNode(start.start_mark.line + 1)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = self._node(event)
            if not isinstance(name, ScalarNode):
                raise self._wrong(event, "a field name must be a word.")
            found.pairs.append((name, self._node(next(self._events))))
        return found
