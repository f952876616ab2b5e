"""Key caps and the hint lines made of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mediquiz.language import N_, _
from mediquiz.ui.widgets.flow_row import FlowRow

_ARROWS = {"←": N_("Left key"), "→": N_("Right key"), "↑": N_("Up key"), "↓": N_("Down key")}

_KEY = N_("{key} key")


class Kbd(QLabel):
    """One key cap."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_(_ARROWS.get(key, _KEY)).format(key=key))
        # The arrows of a monospaced font are too faint at this size.
        self.setProperty("arrow", key in _ARROWS)


class KeyHints(FlowRow):
    """A line such as "Choose [A]-[D]  Flag [F]": pairs of a word and its keys."""

    def __init__(self, hints: Sequence[tuple[str, Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__([_group(word, keys) for word, keys in hints], 15, parent)


def _group(word: str, keys: Sequence[str]) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    # "+" and "–" join keys and are no keys themselves.
    caps = [QuietText(key) if key in {"+", "–"} else Kbd(key) for key in keys]
    for label in [QuietText(word), *caps] if word else caps:
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    return group


class QuietText(QLabel):
    """A small word that never wraps."""
