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
from mediquiz.language import N_, _
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.parts.number_panel import NumberPanel
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.buttons import Button, by_tab_only, ghost
from mediquiz.ui.widgets.card import Card, TopBar
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.column import TextColumn
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.labels import Body, Muted, Strong
from mediquiz.ui.widgets.navigator import QuestionCell
from mediquiz.ui.widgets.one_click import StepButton
from mediquiz.ui.widgets.presses import meant, shifted
from mediquiz.ui.widgets.question_card import QuestionCard

_SETS = {
    ReviewSet.ALL: N_("All"),
    ReviewSet.MISSED: N_("Missed"),
    ReviewSet.FLAGGED: N_("Flagged"),
    ReviewSet.GUESSED: N_("Guessed"),
    ReviewSet.CHANGED: N_("Changed"),
}
_SAID = {
    Confidence.SURE: N_("You said you were sure."),
    Confidence.UNSURE: N_("You said you were unsure."),
    Confidence.GUESS: N_("You said it was a guess."),
}
_RIGHT = (N_("Right"), N_("Question {number}, right."))
_MISSED = (N_("Missed"), N_("Question {number}, missed."))
_LEFT_OUT = (N_("No answer"), N_("Question {number}, no answer."))


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
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Review"))
        self.place, self.back = Strong(), ghost(_("Back to the report"), small=True)
        self.page, self.side, self.bottom = ReviewPage(), NumberPanel(), TopBar("bottom")
        self.previous, self.next = StepButton(_("Previous"), "ghost"), StepButton(_("Next"))
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
        keys = [(_("Previous"), ["←"]), (_("Next"), ["→"]), (_("Report"), ["Esc"])]
        self.bottom.row.add(KeyHints(keys), optional=True)
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
        counts = (report.on_screen, report.missed, report.flagged, report.guessed, report.changed)
        for (which, word), number in zip(_SETS.items(), counts, strict=True):
            self._sets[which].setText(_("{set} ({number})").format(set=_(word), number=number))
            self._sets[which].setVisible(number > 0)

    def show_set(self, which: ReviewSet, items: Sequence[ReviewItem]) -> None:
        """Go through these, from the first."""
        self._items, self._at = tuple(items), 0
        for name, button in self._sets.items():
            button.setChecked(name is which)
        self._show()

    def take_focus(self) -> None:
        """Keys to the question, without a ring: they scroll it, and Tab goes into it from here."""
        self.page.card.setFocus(Qt.FocusReason.MouseFocusReason)

    def set_button(self, which: ReviewSet) -> Button:
        """The button of a set."""
        return self._sets[which]

    def _show(self) -> None:
        if not self._items:
            return
        item = self._items[self._at]
        self.place.setText(_("{place} of {total}").format(place=self._at + 1, total=len(self._items)))
        self.page.show_item(item)
        self.item_shown.emit(item)
        cells = [_cell(each) for each in self._items]
        self.side.show_cells(_("Questions"), cells, self._at)
        right = sum(each.correct for each in self._items)
        foot = _("Filled: right. {right} of {total} here were right.")
        self.side.foot.setText(foot.format(right=right, total=len(self._items)))
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
        key = meant(event)
        mark = None if shifted(event) else self.page.marks.by_key(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._next()
        elif key == Qt.Key.Key_Right:
            self._next()
        elif key == Qt.Key.Key_Left:
            self._previous()
        elif key == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif mark is not None:
            if not event.isAutoRepeat():
                mark.press_key()
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


class ReviewPage(TextColumn):
    """One question with the answer given, the reasons and the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.card = Muted(), QuestionCard()
        self.card.focus_moved.connect(self._option_focused)
        self.verdict, self.unscored = Chip(), Chip(_("Not scored"))
        self.flagged = Chip(_("Flagged in the exam"), "warn")
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
        number = _("Question {number} · {topic}").format(number=item.position + 1, topic=shown.topic_title)
        self.number.setText(number)
        word, announced = _verdict(item)
        self.verdict.show_word(_(word), "good" if item.correct else "bad")
        self.flagged.setVisible(item.flagged)
        self.unscored.setVisible(not item.scored)
        self.card.ask(shown.item, shown.order)
        self.card.reveal(item.response)
        self.done.setText(done_words(item))
        self.remember.setText(_("Remember: {fact}").format(fact=shown.item.remember) if shown.item.remember else "")
        self.remember.setVisible(bool(shown.item.remember))
        self.sources.setText(_("Source: {sources}").format(sources="; ".join(shown.item.sources)))
        self.show_note(shown.mark.note)
        self.verticalScrollBar().setValue(0)
        announce(self, " ".join([_(announced).format(number=item.position + 1), shown.item.stem]))

    def show_note(self, note: str) -> None:
        """The student's own words."""
        self.own_note.setText(_("Your note: {note}").format(note=note) if note else "")
        self.own_note.setVisible(bool(note))

    def look_below(self) -> None:
        """Bring what was said or opened under the question into view."""
        self.ensureWidgetVisible(self.marks.box if self.marks.box.isVisibleTo(self) else self.marks.notice)

    def _option_focused(self, rect: QRect) -> None:
        self.look_at(self.card, rect)


def _verdict(item: ReviewItem) -> tuple[str, str]:
    """The word on the chip, and the sentence that is announced."""
    if item.correct:
        return _RIGHT
    return _MISSED if item.response != NO_ANSWER else _LEFT_OUT


def done_words(item: ReviewItem) -> str:
    """What the student did, in a sentence or three."""
    first, last = item.first_response, item.response
    said = [_("Time on this question: {time}.").format(time=words.span(item.seconds))]
    if last == NO_ANSWER:
        said.insert(0, _("You did not answer it, which counts as wrong."))
    elif first not in (NO_ANSWER, last):
        changed = _("You first chose {first} and changed to {last}.")
        said.insert(0, changed.format(first=item.shown.words(first), last=item.shown.words(last)))
    else:
        said.insert(0, _("You chose {answer}.").format(answer=item.shown.words(last)))
    if item.confidence is not None:
        said.append(_(_SAID[item.confidence]))
    if not item.scored:
        said.append(_("It was one of the unscored questions."))
    return " ".join(said)


def _cell(item: ReviewItem) -> QuestionCell:
    if item.scored:
        state = _("right") if item.correct else _("missed")
    else:
        state = _("right, not scored") if item.correct else _("missed, not scored")
    return QuestionCell(str(item.position + 1), item.correct, item.flagged, state)
