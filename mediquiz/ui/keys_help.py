"""The list of keys that F1 opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.labels import Heading, Title
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid

Keys = Sequence[tuple[str, str]]


class KeysHelp(QDialog):
    """Groups of keys with what they do. Opened over the window, never run."""

    def __init__(self, groups: Sequence[tuple[str, Keys]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        column.addWidget(Title(_("Keys")))
        for name, keys in groups:
            if keys:
                column.addWidget(Heading(name))
                column.addWidget(_table(name, keys))
        close = Button(_("Close"))
        close.clicked.connect(self.accept)
        column.addSpacing(6)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus(Qt.FocusReason.TabFocusReason)
        if parent is not None:
            # Not every desktop gives the keyboard back to the window beneath by itself.
            self.finished.connect(parent.activateWindow)


def _table(name: str, keys: Keys) -> RowGrid:
    grid = RowGrid([GridColumn(stretch=1), GridColumn()], name)
    grid.set_rows([[what, _caps(combination)] for combination, what in keys])
    return grid


def _caps(combination: str) -> KeyHints:
    """Ctrl+1 as two caps with a plus between them."""
    parts = combination.split("+")
    caps = [part for key in parts for part in (key, "+")][:-1]
    return KeyHints([("", caps)])
