"""A strip that tells something and may offer one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget, QWidgetItem

from mediquiz.language import N_, _
from mediquiz.ui.widgets.announce import announce, say_again
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import set_kind, size_of
from mediquiz.ui.widgets.labels import Body, Strong
from mediquiz.ui.widgets.placed import Placed, height_of

_WORDS = {"info": N_("Note"), "warn": N_("Warning"), "bad": N_("Problem"), "good": N_("Done")}
_GAP = 12
_LEAST_EMS = 20
"""With less room than this beside the word and the buttons, the text gets the whole width."""


class Banner(QFrame):
    """Kinds: info, warn, bad, good; a word in front says which, not the color alone."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, text: str = "", kind: str = "info", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word, self.text = Strong(), Body()
        self.button = Button(action, "ghost", small=True)
        self.close_button = Button(_("Hide"), "quiet", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_Strip(self.word, self.text, FlowRow([self.button, self.close_button])))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._dismiss)
        self.show_text(text, kind, action)

    def show_text(self, text: str, kind: str = "info", action: str = "") -> None:
        """Say something else."""
        set_kind(self, "kind", kind)
        self.word.setText(_(_WORDS.get(kind, _WORDS["info"])))
        self.text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(f"{self.word.text()}: {text}")
        self.close_button.setAccessibleName(_("Hide: {text}").format(text=text))
        if self.isVisible():
            say_again(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever does not see it hears it."""
        super().showEvent(event)
        announce(self, self.accessibleName())

    def _act(self) -> None:
        self.acted.emit()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class _Strip(Placed):
    """Word, text and buttons in a line; one above the other where the text would be squeezed."""

    def __init__(self, word: Strong, text: Body, buttons: FlowRow) -> None:
        super().__init__()
        self._text = text
        self.adopt([word, text, buttons])

    def heightForWidth(self, width: int) -> int:
        """The lowest box at this width."""
        return max((box.bottom() + 1 for _item, box in self._boxes(width)), default=0)

    def sizeHint(self) -> QSize:
        """All in a line."""
        wide = sum(item.sizeHint().width() + _GAP for item in self.items)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The widest alone."""
        sizes = [item.minimumSize() for item in self.items]
        return QSize(max(s.width() for s in sizes), max(s.height() for s in sizes))

    def place(self) -> None:
        """For the width there is."""
        for item, box in self._boxes(self.width()):
            item.setGeometry(box)

    def _boxes(self, width: int) -> list[tuple[QWidgetItem, QRect]]:
        word, text, buttons = self.items
        left, right = word.sizeHint().width() + _GAP, buttons.sizeHint().width()
        room = width - left - (right + _GAP if right else 0)
        if room < min(text.sizeHint().width(), _LEAST_EMS * size_of(self._text.font())):
            return self._stacked(width)
        sizes = ((word, 0, left - _GAP), (text, left, room), (buttons, width - right, right))
        high = max(height_of(item, wide) for item, _left, wide in sizes)
        return [(item, _middle(item, x, wide, high)) for item, x, wide in sizes]

    def _stacked(self, width: int) -> list[tuple[QWidgetItem, QRect]]:
        found, top = [], 0
        for item in self.items:
            high = height_of(item, width)
            found.append((item, QRect(0, top, width, high)))
            top += high + (_GAP // 3 if high else 0)
        return found


def _middle(item: QWidgetItem, x: int, width: int, high: int) -> QRect:
    own = height_of(item, width)
    return QRect(x, (high - own) // 2, width, own)
