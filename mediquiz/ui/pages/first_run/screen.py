"""The first start: three questions, each of which can be skipped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import Settings
from mediquiz.language import _
from mediquiz.ui.pages.first_run.steps import MINUTES, MOST_KEYS, DateStep, ExamStep, FirstRunStep, MinutesStep
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.labels import Muted
from mediquiz.ui.widgets.presses import meant
from mediquiz.ui.widgets.score_bar import ThinProgress
from mediquiz.ui.widgets.scroll_page import ScrollPage


class FirstRunScreen(Screen):
    """One question at a time; Enter goes on, Escape back."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.place = 0
        self._saving = False
        exams = tools.services.library.exams()
        self.exams, self.dates, self.minutes = ExamStep(exams), DateStep(exams, tools.clock.today), MinutesStep()
        self.steps: tuple[FirstRunStep, ...] = (self.exams, self.dates, self.minutes)
        self._build()
        self.show_step(0)

    def _build(self) -> None:
        what = _("Three quick questions, then you can start. Everything stays on this computer.")
        self.page = ScrollPage(_("Welcome to MediQuiz"), what, reading=True)
        self.counter, self.progress = Muted(), ThinProgress(_("Questions of the first start"))
        self.back, self.skip, self.next = ghost(_("Back")), Button(_("Skip"), "quiet"), primary(_("Next"))
        choices = (len(self.exams.cards), 2, len(MINUTES))
        self.keys_shown = [_hints(place, count) for place, count in enumerate(choices)]
        card = Card()
        for widget in (self.counter, self.progress, *self.steps):
            card.add(widget)
        card.body.addSpacing(8)
        self.buttons = card.add_row([self.back, None, self.skip, self.next])
        for hints in self.keys_shown:
            card.add(hints)
        self.page.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self.skip_step)
        self.next.clicked.connect(self.next_step)

    # --- from question to question ---------------------------------------------------------

    def show_step(self, place: int) -> None:
        """Show one of the three questions."""
        self.place = place
        if place == 1:
            self.dates.ask_for(self.exams.chosen())
        for number, step in enumerate(self.steps):
            step.setVisible(number == place)
            self.keys_shown[number].setVisible(number == place)
        # Without an exam there is no date to ask for, and the number says so.
        passed = int(place == len(self.steps) - 1 and not self.exams.chosen())
        number, total = place + 1 - passed, len(self.steps) - passed
        self.counter.setText(_("Question {place} of {total}").format(place=number, total=total))
        self.progress.set_value(number / total, self.counter.text())
        self.back.setVisible(place > 0)
        self.next.setText(_("Start") if place == len(self.steps) - 1 else _("Next"))
        first = self.steps[place].first()
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def next_step(self) -> None:
        """On, once this question is answered."""
        if not self.steps[self.place].show_problem():
            self.go_on()

    def go_on(self) -> None:
        """To the next question, or to Today."""
        if self.place == len(self.steps) - 1:
            self._finish()
        else:
            # Without an exam there is no date to ask for.
            self.show_step(self.place + 1 if self.exams.chosen() else len(self.steps) - 1)

    def go_back(self) -> None:
        """To the question before."""
        if self.place:
            self.show_step(self.place - 1 if self.exams.chosen() else 0)

    def skip_step(self) -> None:
        """Leave this question unanswered."""
        if self.place == 0:
            for card in self.exams.cards.values():
                card.setChecked(False)
        elif self.place == 1:
            self.dates.forget()
        else:
            self.minutes.forget()
        self.go_on()

    # --- the end ---------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._saving:
            return
        self._saving = True
        self.dates.ask_for(self.exams.chosen())
        change = partial(
            self.tools.services.settings.change,
            goals=self.dates.goals(),
            minutes=(self.minutes.minutes(),) * 7,
            first_run_done=True,
        )
        self.tools.write(change, self._saved, self._failed, origin=self)

    def _saved(self, _settings: Settings) -> None:
        self._saving = False
        self.finished.emit()

    def _failed(self, error: Exception) -> None:
        """Let her try again; the answers are still there."""
        self._saving = False
        self.tools.prompts.error(_("Your answers could not be saved: {error}").format(error=error))

    # --- keys ------------------------------------------------------------------------------

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [("1", _("First choice, and so on")), ("Enter", _("Next question")), ("Esc", _("Previous question"))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers choose, Enter goes on, Escape goes back; one that is held acts once, not on the next question too."""
        key = meant(event)
        number = key - Qt.Key.Key_0
        if event.isAutoRepeat():
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_step()
        elif key == Qt.Key.Key_Escape:
            self.go_back()
        elif not (0 <= number <= 9 and self.steps[self.place].press(number)):
            super().keyPressEvent(event)


def _hints(place: int, count: int) -> KeyHints:
    """Keys of a question with so many choices."""
    numbers = ("1", "–", str(min(count, MOST_KEYS))) if count > 1 else ("1",)
    back = [(_("Back"), ("Esc",))] if place else []
    return KeyHints([(_("Choose"), numbers), (_("Next"), ("Enter",)), *back])
