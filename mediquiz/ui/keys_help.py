"""The list of keys that F1 opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.labels import Heading, Title
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.scrolled import Scrolled

Keys = Sequence[tuple[str, str]]
_WIDE = 480
"""Pixels at 100 % text."""


class KeysHelp(QDialog):
    """Groups of keys with what they do. Opened over the window, never run."""

    def __init__(self, groups: Sequence[tuple[str, Keys]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = KeyList(groups)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        close = Button(_("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 6, 28, 0)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)
        close.setFocus(Qt.FocusReason.TabFocusReason)
        if parent is not None:
            # Not every desktop gives the keyboard back to the window beneath by itself.
            self.finished.connect(parent.activateWindow)
        self.resize(self.sizeHint().boundedTo(self._room()))

    def _room(self) -> QSize:
        """What the screen has beside the frame of a window."""
        return self.screen().availableSize() - QSize(16, 56)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, pages, Home and End scroll: a list longer than the screen is read without a mouse."""
        bar = self.list.verticalScrollBar()
        moves = {
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: bar.minimum(),
        }
        if event.key() in moves:
            bar.setValue(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class KeyList(QScrollArea):
    """The groups one beneath the other. Wants room for all of them, and scrolls where there is less."""

    def __init__(self, groups: Sequence[tuple[str, Keys]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = Scrolled()
        self._held.setObjectName("sideContent")
        column = QVBoxLayout(self._held)
        column.setContentsMargins(28, 24, 28, 0)
        column.setSpacing(10)
        column.addWidget(Title(_("Keys")))
        for name, keys in groups:
            if keys:
                column.addWidget(Heading(name))
                column.addWidget(_table(name, keys))
        column.addStretch(1)
        self.setWidget(self._held)

    def sizeHint(self) -> QSize:
        """Wide enough for short sentences, as high as all of it is then."""
        self.ensurePolished()
        wide = max(self._held.minimumSizeHint().width(), round(_WIDE * size_of(self.font()) / 15))
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), self._held.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Its width; it scrolls."""
        return QSize(self._held.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 100)


def _table(name: str, keys: Keys) -> RowGrid:
    grid = RowGrid([GridColumn(stretch=1), GridColumn()], name)
    grid.set_rows([[what, _caps(combination)] for combination, what in keys])
    return grid


def _caps(combination: str) -> KeyHints:
    """Ctrl+1 as two caps with a plus between them."""
    parts = combination.split("+")
    caps = [part for key in parts for part in (key, "+")][:-1]
    return KeyHints([("", caps)])
