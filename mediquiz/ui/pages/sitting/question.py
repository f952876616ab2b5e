"""The question of an exam: number, stem, options, keys, and how sure the student is. Never what is right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSignalMapper, Qt, Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.attempt import Attempt
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ShownItem
from mediquiz.language import N_, _
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.widgets.announce import announce, is_heard
from mediquiz.ui.widgets.column import TextColumn
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.key_button import KeyButton
from mediquiz.ui.widgets.labels import Muted, tabular
from mediquiz.ui.widgets.question_card import QuestionCard
from mediquiz.ui.widgets.roles import ONE_OF

_HINTS = ((N_("Flag"), ("F",)), (N_("Previous"), ("←",)), (N_("Next"), ("Enter",)))
_SURE = (
    (Confidence.SURE, N_("Sure"), N_("Sure of this answer"), "S"),
    (Confidence.UNSURE, N_("Unsure"), N_("Unsure of this answer"), "U"),
    (Confidence.GUESS, N_("Guess"), N_("Guess of this answer"), "G"),
)


class SureRow(FlowRow):
    """Three small buttons: how sure. Optional, and only for the report."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._buttons: dict[Confidence, KeyButton] = {}
        super().__init__((), 8, parent)
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self.chosen)
        self.add(Muted(_("How sure are you? (optional)")))
        for confidence, word, _said, key in _SURE:
            self._add_button(confidence, _(word), key)

    def _add_button(self, confidence: Confidence, word: str, key: str) -> None:
        button = KeyButton(word, key, "ghost")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty(ONE_OF, True)
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, str(confidence))
        self._buttons[confidence] = button
        self.add(button)

    def show_sure(self, confidence: Confidence | None, is_open: bool) -> None:
        """Which one was said; a check mark says it as well as the color."""
        for (name, word, said, _key), button in zip(_SURE, self._buttons.values(), strict=True):
            button.set_on(name is confidence)
            button.show_words(f"✓ {_(word)}" if name is confidence else _(word))
            button.setAccessibleName(_(said))
            button.setEnabled(is_open)

    def button(self, confidence: Confidence) -> KeyButton:
        """One of the three."""
        return self._buttons[confidence]


class ExamQuestion(TextColumn):
    """Shows the question on screen; parents listen to the card and to `sure`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.card, self.sure = Muted(), QuestionCard(), SureRow()
        self.number.setFont(tabular(self.number.font()))
        self._hints, self._hinted = KeyHints([]), list[tuple[str, tuple[str, ...]]]()
        self._shown: tuple[int, int] = (-1, -1)
        self.card.focus_moved.connect(self._option_focused)
        self.add(self.number, self.card)
        self.body.addSpacing(6)
        self._hints_at = self.body.count()
        self.add(self._hints, self.sure)
        self.body.addStretch(1)

    def show_attempt(self, shown: ShownItem, attempt: Attempt, sitting: int, is_open: bool) -> None:
        """The question and what the student has done with it."""
        if self._shown != (sitting, attempt.current):
            self._new_question(shown, attempt)
            self._shown = (sitting, attempt.current)
        state = attempt.here
        self.card.set_open(is_open)
        self.card.give(state.response, state.struck)
        self.sure.show_sure(state.confidence, is_open)

    def _new_question(self, shown: ShownItem, attempt: Attempt) -> None:
        if self.card.area.hasFocus():
            # The ring on an option of the question before says nothing of this one.
            self.take_focus()
        self.number.setText(words.position(attempt))
        self.card.ask(shown.item, shown.order)
        said = _("{place}. {stem}").format(place=words.position(attempt), stem=shown.item.stem)
        self.card.setAccessibleName(said)
        announce(self, said)
        if is_heard() and self.isVisible():
            # Orca before 45 reads what has the focus and nothing else.
            self.take_focus()
        self._show_hints(self.card.hints())
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Keys to the question, without a ring: Tab goes into it from here."""
        self.card.setFocus(Qt.FocusReason.MouseFocusReason)

    def _show_hints(self, of_the_question: list[tuple[str, tuple[str, ...]]]) -> None:
        if self._hinted == of_the_question:
            return
        self._hinted = of_the_question
        fresh = KeyHints([*of_the_question, *((_(word), caps) for word, caps in _HINTS)])
        self.body.replaceWidget(self._hints, fresh)
        self._hints.hide()
        self._hints.deleteLater()
        self._hints = fresh

    def _option_focused(self, rect: QRect) -> None:
        self.look_at(self.card, rect)
