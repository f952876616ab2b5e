"""Going through a finished exam: each question with the reasons under every option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSignalMapper, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ExamReport, Mark, ReviewItem, ReviewSet
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.parts.announce import announce
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.parts.number_panel import NumberPanel
from mediquiz.ui.widgets.buttons import Button, by_tab_only, ghost
from mediquiz.ui.widgets.card import Card, TopBar
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.column import Column
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.labels import Body, Muted, Strong
from mediquiz.ui.widgets.navigator import Cell
from mediquiz.ui.widgets.question_card import QuestionCard

_SETS = {
    ReviewSet.ALL: "All",
    ReviewSet.MISSED: "Missed",
    ReviewSet.FLAGGED: "Flagged",
    ReviewSet.GUESSED: "Guessed",
    ReviewSet.CHANGED: "Changed",
}
_SAID = {Confidence.SURE: "You said you were sure.", Confidence.UNSURE: "You said you were unsure."}
_SAID[Confidence.GUESS] = "You said it was a guess."


class ReviewPane(QWidget):
    """Shows one set of questions; asks its parent for another."""

    set_wanted = Signal(str)
    back_wanted = Signal()
    item_shown = Signal(object)
    """The ReviewItem that came on screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ReviewItem, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place, self.back = Strong(), ghost("Back to the report", small=True)
        self.page, self.side, self.bottom = ReviewPage(), NumberPanel(), TopBar("bottom")
        self.previous, self.next = ghost("Previous"), Button("Next")
        self._sets: dict[ReviewSet, Button] = {}
        self._build()
        self.back.clicked.connect(self.back_wanted)
        self.previous.clicked.connect(self._previous)
        self.next.clicked.connect(self._next)
        self.side.jumped.connect(self._go)

    def _build(self) -> None:
        top = TopBar()
        top.add(self.place)
        self._add_sets(top)
        top.add(None, self.back)
        by_tab_only(self.back, self.previous, self.next)
        self.bottom.row.add(KeyHints([("Previous", ["←"]), ("Next", ["→"]), ("Report", ["Esc"])]), optional=True)
        self.bottom.add(None, self.previous, self.next)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.page, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(middle, 1)
        column.addWidget(self.bottom)

    def _add_sets(self, top: TopBar) -> None:
        clicks = QSignalMapper(self)
        clicks.mappedString.connect(self.set_wanted)
        for which in _SETS:
            button = self._sets[which] = ghost("", small=True)
            button.setCheckable(True)
            by_tab_only(button)
            button.clicked.connect(clicks.map)
            clicks.setMapping(button, str(which))
            top.add(button)

    # --- what it shows ---------------------------------------------------------------------

    def show_counts(self, report: ExamReport) -> None:
        """How many questions each set holds."""
        total = report.result.scored + report.result.unscored
        counts = (total, report.missed, report.flagged, report.guessed, report.changed)
        for (which, word), number in zip(_SETS.items(), counts, strict=True):
            self._sets[which].setText(f"{word} ({number})")
            self._sets[which].setVisible(number > 0)

    def show_set(self, which: ReviewSet, items: Sequence[ReviewItem]) -> None:
        """Go through these, from the first."""
        self._items, self._at = tuple(items), 0
        for name, button in self._sets.items():
            button.setChecked(name is which)
        self._show()

    def set_button(self, which: ReviewSet) -> Button:
        """The button of a set."""
        return self._sets[which]

    def _show(self) -> None:
        if not self._items:
            return
        item = self._items[self._at]
        self.place.setText(f"{self._at + 1} of {len(self._items)}")
        self.page.show_item(item)
        self.item_shown.emit(item)
        cells = [_cell(each) for each in self._items]
        self.side.show_cells("Questions", cells, self._at)
        right = sum(each.correct for each in self._items)
        self.side.foot.setText(f"Filled: right. {right} of {len(self._items)} here were right.")
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < len(self._items))

    def take_mark(self, item_id: str, mark: Mark) -> None:
        """A question was marked."""
        self._items = tuple(
            replace(each, shown=replace(each.shown, mark=mark)) if each.shown.item.id == item_id else each
            for each in self._items
        )
        if self._items and self._items[self._at].shown.item.id == item_id:
            self.page.show_note(mark.note)

    # --- moving ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter move, Escape goes back; Up and Down read the options; letters mark the question."""
        key = event.key()
        mark = self.page.marks.by_key(key)
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        elif key == Qt.Key.Key_Left:
            self._previous()
        elif key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif mark is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                mark.click()
        elif not self.page.card.handle_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side keeps its share."""
        super().resizeEvent(event)
        self.side.setVisible(self.side.fit_window(self.width()))

    def _next(self) -> None:
        self._go(self._at + 1)

    def _previous(self) -> None:
        self._go(self._at - 1)

    def _go(self, index: int) -> None:
        if 0 <= index < len(self._items):
            self._at = index
            self._show()


class ReviewPage(Column):
    """One question with the answer given, the reasons and the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.card = Muted(), QuestionCard()
        self.card.focus_moved.connect(self._option_focused)
        self.verdict, self.flagged, self.unscored = Chip(), Chip("Flagged in the exam", "warn"), Chip("Not scored")
        self.done, self.remember, self.sources, self.own_note = Body(), Body(), Muted(), Body()
        self.marks = marks = MarkControls.make()
        buttons = (marks.flag, marks.note, marks.report, marks.suspend)
        by_tab_only(*buttons)
        self.add(FlowRow([self.number, self.verdict, self.flagged, self.unscored]), self.card)
        self.body.addSpacing(6)
        facts = Card()
        for widget in (self.done, self.remember, self.sources, self.own_note):
            facts.add(widget)
        self.add(facts, FlowRow(buttons), marks.notice, marks.box)
        self.body.addStretch(1)

    def show_item(self, item: ReviewItem) -> None:
        """Show a question that was sat."""
        shown = item.shown
        self.number.setText(f"Question {item.position + 1} · {shown.topic_title}")
        word = "Right" if item.correct else "Missed" if item.response != NO_ANSWER else "No answer"
        self.verdict.show_word(word, "good" if item.correct else "bad")
        self.flagged.setVisible(item.flagged)
        self.unscored.setVisible(not item.scored)
        self.card.ask(shown.item, shown.order)
        self.card.reveal(item.response)
        self.done.setText(done_words(item))
        self.remember.setText(f"Remember: {shown.item.remember}" if shown.item.remember else "")
        self.remember.setVisible(bool(shown.item.remember))
        self.sources.setText("Source: " + "; ".join(shown.item.sources))
        self.show_note(shown.mark.note)
        self.verticalScrollBar().setValue(0)
        announce(self, f"Question {item.position + 1}, {word.lower()}. {shown.item.stem}")

    def show_note(self, note: str) -> None:
        """The student's own words."""
        self.own_note.setText(f"Your note: {note}" if note else "")
        self.own_note.setVisible(bool(note))

    def look_below(self) -> None:
        """Bring what was said or opened under the question into view."""
        self.ensureWidgetVisible(self.marks.box if self.marks.box.isVisibleTo(self) else self.marks.notice)

    def _option_focused(self, rect: QRect) -> None:
        self.look_at(self.card, rect)


def done_words(item: ReviewItem) -> str:
    """What the student did, in a sentence or three."""
    first, last = item.first_response, item.response
    said = [f"Time on this question: {words.span(item.seconds)}."]
    if last == NO_ANSWER:
        said.insert(0, "You left it without an answer; the exam counts that as wrong.")
    elif first not in (NO_ANSWER, last):
        said.insert(0, f"You first chose {item.shown.words(first)} and changed to {item.shown.words(last)}.")
    else:
        said.insert(0, f"You chose {item.shown.words(last)}.")
    if item.confidence is not None:
        said.append(_SAID[item.confidence])
    if not item.scored:
        said.append("It was one of the unscored questions.")
    return " ".join(said)


def _cell(item: ReviewItem) -> Cell:
    state = "right" if item.correct else "missed"
    return Cell(str(item.position + 1), item.correct, item.flagged, state if item.scored else f"{state}, not scored")
