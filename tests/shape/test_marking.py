"""What a catalog asks of the code: texts are marked as they stand, so that a tool finds them without running them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "mediquiz").rglob("*.py"))
MARKS = frozenset({"_", "n_", "N_"})


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def is_mark(node: ast.AST, names: frozenset[str] = MARKS) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def marks(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Where each mark stands, and the mark."""
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.Call) and is_mark(node, frozenset(names)):
                yield place(path, node), node


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def fields(text: str) -> set[str]:
    """Names in braces, and in the double braces that `n_` leaves to be filled after it."""
    parts = list(Formatter().parse(text))
    later = Formatter().parse("".join(part for part, *_rest in parts))
    return {name for _part, name, *_rest in (*parts, *later) if name is not None}


def test_a_mark_holds_a_text_and_nothing_that_is_put_together() -> None:
    """`_` also looks up a constant that `N_` marked; never a sum, never an f-string."""
    wrong = [at for at, call in marks("_") if not (is_text(call.args[0]) or _of_a_constant(call.args[0]))]
    wrong += [at for at, call in marks("N_") if not is_text(call.args[0])]
    wrong += [at for at, call in marks("n_") if not all(map(is_text, call.args[:2]))]
    assert wrong == []


def _of_a_constant(node: ast.expr) -> bool:
    """A name, or an entry of what has one: `N_` marked it where it was made."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "get"
    return isinstance(node, ast.Name | ast.Subscript | ast.Attribute)


def test_both_forms_of_a_number_have_the_same_fields() -> None:
    """Only the one may do without the number: `the last question`."""
    wrong = []
    for at, call in marks("n_"):
        one, many = (fields(ast.literal_eval(text)) for text in call.args[:2])
        if "n" not in many or one | {"n"} != many:
            wrong.append(at)
    assert wrong == []


NEVER_ONE = {
    # Whole exams, and the length of a page's list.
    "{exam}: {total} questions, {scored} of them scored",
    "{segments} segments of {questions} questions and {minutes} minutes. You cannot go back to a finished segment.",
    "On another exam of {number} questions, you would likely get {range} right (4 times out of 5).",
    "{time} in all; you studied on {studied} of the last {days} days.",
    # A question has more options than one.
    "Key positions with {options} options: {shares}.",
}
"""Texts whose number before a plural is never 1, so that they need no singular."""


def _counted() -> re.Pattern[str]:
    """A number and then the plural of what is counted somewhere: `{n} more questions`, not `{n} of the questions`."""
    plurals: set[str] = set()
    for _at, call in marks("n_"):
        one, many = (set(re.findall(r"[a-z]+", ast.literal_eval(text))) for text in call.args[:2])
        plurals |= {word for word in many - one if word.endswith("s") and word.removesuffix("s") in one}
    return re.compile(r"\{\w+\} (?!of )(?:[\w-]+ ){0,2}?(?:" + "|".join(sorted(plurals)) + r")\b")


def test_what_can_be_counted_has_a_singular() -> None:
    """One text for every number would say `1 questions`. What names nothing that is counted may: `and {n} more`."""
    counted, wrong = _counted(), []
    for at, call in marks("n_"):
        one, many = (ast.literal_eval(text) for text in call.args[:2])
        if one == many and counted.search(one):
            wrong.append(at)
    assert wrong == []


def test_a_number_before_a_plural_is_said_with_both_forms() -> None:
    counted = _counted()
    found = {ast.literal_eval(call.args[0]): at for at, call in marks("_", "N_") if is_text(call.args[0])}
    assert {text: at for text, at in found.items() if counted.search(text) and text not in NEVER_ONE} == {}
    assert found.keys() >= NEVER_ONE


def test_no_text_is_marked_inside_an_f_string() -> None:
    """What collects the texts reads an f-string as one token before Python 3.12, and finds nothing in it."""
    wrong = []
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.JoinedStr):
                inner = (part for part in ast.walk(node) if isinstance(part, ast.Call) and is_mark(part))
                wrong += [place(path, part) for part in inner if is_text(part.args[0])]
    assert wrong == []


def test_where_texts_are_marked_the_underscore_means_nothing_else() -> None:
    wrong = []
    for path in MODULES:
        if any(is_mark(node, frozenset({"_"})) for node in nodes(path)) and path.name != "language.py":
            wrong += [place(path, node) for node in nodes(path) if _rebinds(node)]
    assert wrong == []


def _rebinds(node: ast.AST) -> bool:
    if isinstance(node, ast.arg):
        return node.arg == "_"
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == "_"
