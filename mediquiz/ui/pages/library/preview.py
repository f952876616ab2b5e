"""One question to read. Its answer and reasons stay hidden until they are asked for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.folding import spans
from mediquiz.domain.summaries import LibraryRow, Mark, ShownItem
from mediquiz.language import _
from mediquiz.ui.pages.library.filters import level_word
from mediquiz.ui.pages.library.table import answers_spoken
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.empty_state import EmptyState
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.key_button import KeyButton
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.question_card import QuestionCard
from mediquiz.words import study as study_words


class PreviewCard(Card):
    """Shows an item and says what the student wants done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(_("Preview"))
        self.shown: ShownItem | None = None
        self.revealed = False
        self.needles: tuple[str, ...] = ()
        """What was looked for."""
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _make_parts(self) -> None:
        self.empty = EmptyState(
            _("Nothing chosen"), _("Choose a question to read it here. Its answer is hidden at first.")
        )
        self.topic, self.level, self.difficulty, self.history = Chip(), Chip(), Chip(), Chip()
        self.question = QuestionCard()
        self.reveal = KeyButton(_("Show answer"), "Enter", "ghost")
        self.remember, self.sources, self.own_note = Body(), Muted(), Muted()
        self.marks = marks = MarkControls.make()
        self.flag, self.note, self.suspend, self.report = marks.flag, marks.note, marks.suspend, marks.report
        self.notice, self.box, self.origin = marks.notice, marks.box, Muted()

    def _lay_out(self) -> None:
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        chips, actions = FlowRow(6), FlowRow(4)
        chips.add(self.topic, self.level, self.difficulty, self.history)
        actions.add(self.flag, self.note, self.suspend, self.report)
        shown = FlowRow(8)
        shown.add(self.reveal)
        parts = (chips, self.question, shown, self.remember, self.sources, self.own_note)
        for part in (*parts, actions, self.notice, self.box, self.origin):
            column.addWidget(part)
        column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(self.content)
        # The card's own color shows through.
        self.content.setAutoFillBackground(False)
        self.content.installEventFilter(self)
        self.add(self.empty, 1)
        self.add(self.scroller, 1)

    def _connect(self) -> None:
        self.reveal.clicked.connect(self.toggle_answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its content grew or shrank: where the page scrolls, so must this card."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def natural_height(self, width: int) -> int:
        """The height at which nothing needs to scroll."""
        self.ensurePolished()
        inner = self.contentsRect()
        side, top = self.width() - inner.width(), self.height() - inner.height()
        part = self.empty if self.shown is None else self.content
        layout = part.layout()
        assert layout is not None
        return max(layout.totalHeightForWidth(width - side), layout.totalMinimumSize().height()) + top + 2

    def scroll_with_page(self, on: bool) -> None:
        """Without a scroll bar of its own. (One that is there takes width, and so would make itself needed.)"""
        policy = Qt.ScrollBarPolicy
        self.scroller.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if on else policy.ScrollBarAsNeeded)

    # --- what it shows ---------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No question is chosen."""
        self.shown = None
        self._swap()

    def show_item(self, shown: ShownItem, row: LibraryRow | None) -> None:
        """A question, as the student would meet it. The same one again keeps its answer open."""
        same = self.shown is not None and self.shown.item.id == shown.item.id
        self.shown = shown
        item = shown.item
        self.topic.show_word(shown.topic_title, "primary")
        self.level.show_word(level_word(item.level))
        self.difficulty.show_word(_("Difficulty {number} of 5").format(number=item.difficulty))
        self.origin.setText(_("{item}, revision {number}").format(item=item.id, number=item.revision))
        self.show_row(row)
        if not same:
            self.scroller.verticalScrollBar().setValue(0)
        self._set_revealed(self.revealed and same)
        self._swap()

    def show_row(self, row: LibraryRow | None) -> None:
        """What the student did with it so far; nothing is known of a question outside the list."""
        self.history.show_word(answers_spoken(row) if row else "")
        self.history.setVisible(row is not None)

    def take_mark(self, mark: Mark) -> None:
        """The mark was changed."""
        if self.shown is not None:
            self.shown = replace(self.shown, mark=mark)
            self._put(self.own_note, _note(mark.note) if self.revealed else "")

    def look_below(self) -> None:
        """Bring what was said or opened under the question into view."""
        self.scroller.ensureWidgetVisible(self.box if self.box.isVisibleTo(self) else self.notice)

    def toggle_answer(self) -> None:
        """Show or hide the answer."""
        if self.shown is not None:
            self._set_revealed(not self.revealed)

    def _set_revealed(self, on: bool) -> None:
        assert self.shown is not None
        item, self.revealed = self.shown.item, on
        # Asked anew each time: what a reveal has shown is taken back by nothing else.
        self.question.ask(item, self.shown.order)
        self.question.set_strikeable(False)
        self.question.set_open(False)
        if on:
            self.question.reveal(NO_ANSWER)
        self.question.mark(self.needles)
        self.reveal.show_words(_("Hide answer") if on else _("Show answer"))
        self._put(self.remember, _remember(item.remember) if on else "")
        self._put(self.sources, study_words.sources(item.sources) if on else "")
        # A note may give the answer away.
        self._put(self.own_note, _note(self.shown.mark.note) if on else "")
        for label in (self.remember, self.own_note):
            label.mark(spans(label.text(), self.needles))

    def _put(self, label: Body | Muted, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _swap(self) -> None:
        self.empty.setVisible(self.shown is None)
        self.scroller.setVisible(self.shown is not None)
        self.updateGeometry()


def _remember(fact: str) -> str:
    return _("Remember: {fact}").format(fact=fact) if fact else ""


def _note(note: str) -> str:
    return _("Your note: {note}").format(note=note) if note else ""
