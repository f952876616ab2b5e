"""What stands between the options and the bar: keys, the line to remember, sources, note, and small actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.items import Item
from mediquiz.domain.summaries import LETTERS
from mediquiz.ui.panes.study_text import TextBox
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.key_button import KeyButton
from mediquiz.ui.widgets.labels import Muted, Remark

SUSPENDED = "You will not be asked this question again."


class StudyExtras(QWidget):
    """Shown in part before the answer and in full after it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.remember, self.sources, self.own_note = Remark(), Muted(), Remark()
        self.box, self.notice = TextBox(), Banner()
        self.report, self.suspend = KeyButton("Report a problem", "R"), KeyButton("Don't show again", "X")
        self._hints = {options: _hints(LETTERS[options - 1]) for options in (3, 4, 5)}
        actions = FlowRow(4)
        actions.add(*self._hints.values(), None, self.report, self.suspend)
        for widget in (self.remember, self.sources, self.own_note, actions, self.notice, self.box):
            column.addWidget(widget)
        self.notice.hide()

    def ask(self, options: int) -> None:
        """Before the answer: only the keys. A note may give the answer away, so it waits."""
        for label in (self.remember, self.sources, self.own_note, self.notice, self.box):
            label.hide()
        for count, row in self._hints.items():
            row.setVisible(count == options)

    def tell(self, item: Item, note: str) -> None:
        """After the answer."""
        for row in self._hints.values():
            row.hide()
        self.remember.show_remark("Remember:", item.remember)
        self.remember.setVisible(bool(item.remember))
        self.sources.setText(_sources(item.sources))
        self.sources.setVisible(bool(item.sources))
        self.show_note(note)

    def show_note(self, note: str) -> None:
        """The student's own words."""
        self.own_note.show_remark("Your note:", note)
        self.own_note.setVisible(bool(note))

    def say(self, text: str, action: str = "", kind: str = "good") -> None:
        """Confirm something, with at most one way back."""
        self.notice.show_text(text, kind, action)
        self.notice.show()


def _hints(last: str) -> KeyHints:
    return KeyHints([("Choose", ("A", "–", last)), ("Strike out", ("Shift", "+", "A", "–", last))])


def _sources(sources: Sequence[str]) -> str:
    word = "Source" if len(sources) == 1 else "Sources"
    return f"{word}: {'; '.join(sources)}." if sources else ""
