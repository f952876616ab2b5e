"""Finds texts for a reader in Python source that do not go through the catalog."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = ("_", "n_", "N_")
WORDS = re.compile(r"[A-Za-z]{2,}[,.;:?!…]? +[A-Za-z(“]|[A-Za-z)”]{2,}[,.;:]? +[A-Za-z]{2,}")
BESIDE_A_FIELD = re.compile(r"\0[,.;:]? [A-Za-z]{2,}|[A-Za-z]{2,}[,.;:]? \0")
STYLE = re.compile(r"\{ ?[\w-]+: ")
FIELD = re.compile(r"\{\w*(?::[^{}]*)?\}")
WORD = re.compile(r"[A-Za-z]{2,}")
SHOWS = {
    *("setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText"),
    *("setWindowTitle", "setTitle", "setPlainText", "setHtml", "setSuffix", "setPrefix", "setLabel", "setStatusTip"),
    *("Title", "Subtitle", "Heading", "Body", "Words", "Muted", "Strong", "Cell", "Figure", "TableHead", "Chip"),
    *("Button", "ghost", "primary", "quiet", "link", "KeyButton", "Card", "Banner", "EmptyState", "ScrollPage"),
    *("GridColumn", "RowGrid", "BarChart", "LineChart", "Field", "QLabel", "QPushButton", "announce"),
    *("tell", "say", "confirm", "inform", "show_text", "hold", "echo", "print", "BadParameter", "Refused"),
}
"""What is handed to these is read by somebody, also when it is a single word."""
KINDS = {
    *("good", "bad", "warn", "info", "primary", "ghost", "quiet", "link", "danger", "nav"),
    *("small", "medium", "large", "muted"),
}
"""Names of looks, which are handed along with a text."""
OURS = {"ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError", "NotImplementedError", "LookupError"}
"""What these say goes into a crash report, for us."""
NOT_READ = {"setObjectName", "setProperty", "property", "cast", "TypeVar", "getattr", "setattr", "compile", "sub"}


@dataclass(frozen=True, slots=True)
class Found:
    """A text that is not marked, with its place."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def unmarked(path: Path, root: Path) -> list[Found]:
    """Texts of a module that a reader would see, and a translator would not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    past = _not_for_readers(tree)
    said = {id(one) for call in ast.walk(tree) if isinstance(call, ast.Call) for one in _shown(call)}
    file = path.relative_to(root).as_posix()
    return [
        Found(file, node.lineno, _plain(node))
        for node in ast.walk(tree)
        if id(node) not in past and _is_text(node) and _reads(node, id(node) in said)
    ]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _reads(node: ast.AST, shown: bool) -> bool:
    text = _text(node)
    if STYLE.search(text):
        return False
    return bool(
        WORDS.search(text) or BESIDE_A_FIELD.search(text) or (shown and WORD.search(text) and text not in KINDS)
    )


def _text(node: ast.AST) -> str:
    """The text with a zero for each field, filled at once or by `format`."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values)
    return FIELD.sub("\0", str(node.value)) if isinstance(node, ast.Constant) else ""


def _plain(node: ast.AST) -> str:
    return _text(node).replace("\0", "{}")


def _shown(call: ast.Call) -> Iterator[ast.AST]:
    """Texts handed to what shows them, also out of an `if` in the argument."""
    if _name(call.func) in SHOWS:
        for argument in call.args:
            yield from _branches(argument)


def _branches(node: ast.expr) -> Iterator[ast.AST]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _not_for_readers(tree: ast.AST) -> set[int]:
    """Docstrings, what is marked, types, names for Qt, keys (which are codes) and the words of our own failures."""
    past: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            past |= {id(one) for value in node.values for one in ast.walk(value) if isinstance(value, ast.Constant)}
            past |= {id(one) for value in _specs(node) for one in ast.walk(value)}
        for inner in _skipped(node):
            past |= {id(one) for one in ast.walk(inner)}
    return past


def _specs(node: ast.JoinedStr) -> list[ast.expr]:
    return [one.format_spec for one in node.values if isinstance(one, ast.FormattedValue) and one.format_spec]


def _skipped(node: ast.AST) -> list[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return [node]
        case ast.Call() if _name(node.func) in (*MARKS, *OURS, *NOT_READ):
            return list(node.args)
        case ast.AnnAssign():
            return [node.annotation]
        case ast.arg(annotation=ast.expr()) if node.annotation is not None:
            return [one for one in ast.walk(node.annotation) if isinstance(one, ast.Constant)]
        case ast.Dict():
            return [key for key in node.keys if key is not None]
    return []


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
