"""A language in which each text stands in ⟦brackets⟧, and what of a window's texts does not stand in them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mediquiz.language import DOMAIN
from tools.catalog import template

LANGUAGE = "qps"
OPEN, CLOSE = "⟦", "⟧"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def write_catalog(folder: Path) -> None:
    """A catalog of every text of the program, each in brackets with its fields."""
    made = Catalog(charset="utf-8")
    for message in template():
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(f"{OPEN}{form}{CLOSE}" for form in message.id))
        elif message.id:
            made.add(message.id, f"{OPEN}{message.id}{CLOSE}")
    place = folder / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, made)


# -- reading a window ------------------------------------------------------------------------------------


def texts(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Everything that a widget and those in it say to eyes and to a screen reader now."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            said = (*_own(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
            yield from ((widget, text) for text in said if text)


def _own(widget: QWidget) -> list[str]:
    if isinstance(widget, QLineEdit):
        return [widget.placeholderText()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.placeholderText()]
    if isinstance(widget, QAbstractSpinBox):
        return [widget.text()]
    if isinstance(widget, QComboBox):
        return [widget.itemText(n) for n in range(widget.count())]
    if isinstance(widget, QLabel | QAbstractButton):
        return [widget.text()]
    return _cells(widget) if isinstance(widget, QAbstractItemView) else []


def _cells(view: QAbstractItemView) -> list[str]:
    """Headers and the first rows of a table."""
    model = view.model()
    if model is None:
        return []
    columns, rows = range(model.columnCount()), range(min(5, model.rowCount()))
    heads = [model.headerData(n, Qt.Orientation.Horizontal, role) for n in columns for role in ROLES[:2]]
    cells = [model.index(row, n).data(role) for row in rows for n in columns for role in ROLES]
    return [cell for cell in (*heads, *cells) if isinstance(cell, str)]


# -- what is no text of the program ------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    """Every string in a value of the bank."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from strings(getattr(value, one.name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(key)
            yield from strings(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from strings(one)


class Content:
    """What others wrote: questions as whole lines, and names of exams, areas and topics anywhere in a line."""

    def __init__(self, lines: Iterable[str], names: Iterable[str]) -> None:
        self._lines = {line for text in lines for line in _lines(text)}
        longest = sorted({plain for name in names if len(plain := _plain(name)) > 1}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest)))

    def rest(self, text: str) -> str:
        """What of a text neither stands in brackets nor is content; empty when there are no words in it."""
        left = (self._names.sub(" ", line) for line in _lines(unbracketed(text)) if line not in self._lines)
        rest = " ".join(" ".join(left).split())
        return rest if re.search(r"[A-Za-z]{2,}", rest) else ""


def unbracketed(text: str) -> str:
    """The text without what stands in brackets, also in nested ones."""
    left, depth = [], 0
    for letter in text:
        depth += letter == OPEN
        left.append(letter if depth == 0 else "")
        depth -= letter == CLOSE
    return "".join(left)


def _lines(text: str) -> list[str]:
    broken = re.sub(r"<(br|/p|/li|/tr|/h\d)\b[^>]*>", "\n", text).replace("\u2028", "\n")
    return [line for part in broken.splitlines() if (line := _plain(part))]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u2060", "").replace("\u00a0", " ").split())
