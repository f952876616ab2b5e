"""What stands between the options and the bar: keys, the line to remember, sources, note, and small actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.items import Item
from mediquiz.language import _
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.key_button import KeyButton
from mediquiz.ui.widgets.key_line import KeyLine
from mediquiz.ui.widgets.labels import Muted, Remark
from mediquiz.words import study as study_words


class StudyExtras(QWidget):
    """Shown in part before the answer and in full after it."""

    def __init__(self, marks: MarkControls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.remember, self.sources, self.own_note = Remark(), Muted(), Remark()
        self.box, self.notice, self.report, self.suspend = marks.box, marks.notice, marks.report, marks.suspend
        self.back = KeyButton(_("Look back"), "L")
        self.back.hide()
        self.keys_line = KeyLine([])
        actions = FlowRow(4)
        actions.add(self.keys_line, optional=True)
        actions.add(None, self.back, self.report, self.suspend)
        for widget in (self.remember, self.sources, self.own_note, actions, self.notice, self.box):
            column.addWidget(widget)

    def ask(self, hints: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Before the answer: only the keys. A note may give the answer away, so it waits."""
        for label in (self.remember, self.sources, self.own_note, self.notice, self.box):
            label.hide()
        self.keys_line.show_hints(hints)

    def tell(self, item: Item, note: str) -> None:
        """After the answer."""
        self.keys_line.clear()
        self.remember.show_remark(_("Remember:"), item.remember)
        self.remember.setVisible(bool(item.remember))
        self.sources.setText(study_words.sources(item.sources))
        self.sources.setVisible(bool(item.sources))
        self.show_note(note)

    def show_note(self, note: str) -> None:
        """The student's own words."""
        self.own_note.show_remark(_("Your note:"), note)
        self.own_note.setVisible(bool(note))

    def say(self, text: str, action: str = "") -> None:
        """Confirm something, with at most one way back."""
        self.notice.show_text(text, action)
