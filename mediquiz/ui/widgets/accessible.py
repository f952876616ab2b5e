"""What a screen reader is told about painted widgets: one factory for all of them, asked only when one is running."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

_MAKERS: dict[str, Callable[[Any], QAccessibleInterface | None]] = {}


def tell_as(class_name: str, maker: Callable[[Any], QAccessibleInterface | None]) -> None:
    """From now on widgets of this class, by its name, are told as `maker(widget)` says; None leaves it to Qt."""
    if not _MAKERS:
        QAccessible.installFactory(_make)
    _MAKERS[class_name] = maker


def _make(class_name: str, what: QObject) -> QAccessibleInterface | None:
    maker = _MAKERS.get(class_name)
    return maker(what) if maker else None
