"""The three questions of the first run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExamChoice, Goal
from mediquiz.language import _
from mediquiz.ui.parts.date_choice import DateChoice
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.card import clear
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.choice import ChoiceCard, ChoiceRow
from mediquiz.ui.widgets.forms import Amount, Field
from mediquiz.ui.widgets.labels import Heading, Subtitle, Title, Words
from mediquiz.words import plan as plan_words

MINUTES = (10, 20, 30, 45, 60)
USUAL_MINUTES = 20
MOST_KEYS = 9
"""Exams that a number key can choose."""


class FirstRunStep(QWidget):
    """One question."""

    changed = Signal()

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.title, self.text = Title(title), Subtitle(text)
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)
        self.column.addSpacing(12)

    def first(self) -> QWidget:
        """Where the keyboard starts."""
        raise NotImplementedError

    def press(self, number: int) -> bool:
        """A number key; True when it meant something."""
        return False

    def show_problem(self) -> bool:
        """Whether something keeps this question from being answered; then it says what."""
        return False


class ExamStep(FirstRunStep):
    """Which exam: one, several or none."""

    def __init__(self, exams: Sequence[ExamChoice], parent: QWidget | None = None) -> None:
        text = _("Choose one or several. You can change this later.")
        super().__init__(_("Which exam are you preparing for?"), text, parent)
        self.cards: dict[str, ChoiceCard] = {}
        self._order: list[str] = []
        self.problem = Words("", tone="bad")
        self.problem.hide()
        grid = CardGrid(300, 2, 12)
        for number, exam in enumerate(exams, 1):
            card = ChoiceCard(exam.label, exam.blurb)
            if number <= MOST_KEYS:
                card.setToolTip(_("Press {key}").format(key=number))
            card.toggled.connect(self._toggled)
            self.cards[exam.id] = card
            grid.add(card)
        self.column.addWidget(grid)
        self.column.addWidget(self.problem)

    def show_problem(self) -> bool:
        """Going on without an exam is what Skip is for."""
        nothing = not self._order
        self.problem.setText(_("Choose an exam, or press Skip if you do not know yet."))
        self.problem.setVisible(nothing)
        if nothing:
            announce(self, self.problem.text())
        return nothing

    def chosen(self) -> tuple[str, ...]:
        """In the order in which they were chosen: the first is the one in front."""
        return tuple(self._order)

    def first(self) -> QWidget:
        """The first card."""
        return next(iter(self.cards.values()))

    def press(self, number: int) -> bool:
        """1 and on choose."""
        cards = list(self.cards.values())
        if not 1 <= number <= len(cards):
            return False
        cards[number - 1].toggle()
        return True

    def _toggled(self, _on: bool) -> None:
        now = [key for key, card in self.cards.items() if card.isChecked()]
        self._order = [key for key in self._order if key in now] + [key for key in now if key not in self._order]
        self.problem.hide()
        self.changed.emit()


class DateStep(FirstRunStep):
    """When, for each exam that was chosen."""

    def __init__(self, exams: Sequence[ExamChoice], today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("When is the exam?"), _("With a date, MediQuiz can plan your days."), parent)
        self._today = today
        self._names = {exam.id: exam.label for exam in exams}
        self.choices: dict[str, DateChoice] = {}
        self._place = QVBoxLayout()
        self._place.setSpacing(10)
        self.column.addLayout(self._place)

    def ask_for(self, certifications: Sequence[str]) -> None:
        """Ask about these; what was said of one before is kept."""
        said = {key: choice.day() for key, choice in self.choices.items()}
        clear(self._place)
        self.choices = {}
        for key in certifications:
            name = self._names[key]
            self.choices[key] = choice = DateChoice(plan_words.exam(name), self._today)
            choice.set_day(said.get(key))
            choice.changed.connect(self.changed)
            for widget in (Heading(name), choice):
                self._place.addWidget(widget)
                widget.show()

    def goals(self) -> tuple[Goal, ...]:
        """Exams with their dates."""
        return tuple(Goal(key, choice.day()) for key, choice in self.choices.items())

    def show_problem(self) -> bool:
        """A date that cannot be read is not taken for another."""
        return any(choice.show_problem() for choice in self.choices.values())

    def forget(self) -> None:
        """Skipped: no date is known."""
        for choice in self.choices.values():
            choice.set_day(None)

    def first(self) -> QWidget:
        """The choice in force of the first exam."""
        choice = next(iter(self.choices.values()))
        return choice.not_yet if choice.not_yet.isChecked() else choice.on_a_date

    def press(self, number: int) -> bool:
        """1 and 2, for the exam where the keyboard is."""
        if number not in (1, 2) or not self.choices:
            return False
        choices = list(self.choices.values())
        here = next((choice for choice in choices if choice.isAncestorOf(self.focusWidget() or self)), choices[0])
        (here.not_yet if number == 1 else here.on_a_date).click()
        return True


class MinutesStep(FirstRunStep):
    """How long on a usual day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = _("You can set each weekday and rest days later.")
        super().__init__(_("How many minutes a day?"), text, parent)
        self.presets = ChoiceRow([(str(number), f"{number}") for number in MINUTES], _("Minutes a day"))
        self.presets.set_current(str(USUAL_MINUTES))
        self.field = Amount(1, 480, _(" min"))
        self.field.setValue(USUAL_MINUTES)
        self.column.addWidget(self.presets)
        self.column.addSpacing(8)
        self.own = Field(_("Or your own number"), self.field)
        self.own.setMaximumWidth(320)
        self.column.addWidget(self.own)
        self.presets.chosen.connect(self._preset)
        self.field.valueChanged.connect(self._typed)

    def minutes(self) -> int:
        """The number in force."""
        return self.field.value()

    def forget(self) -> None:
        """Skipped: the usual number."""
        self.field.setValue(USUAL_MINUTES)

    def first(self) -> QWidget:
        """The number in force."""
        return self.presets.button(self.presets.current() or str(USUAL_MINUTES))

    def press(self, number: int) -> bool:
        """1 to 5 choose a number that is offered."""
        if not 1 <= number <= len(MINUTES):
            return False
        self.presets.button(str(MINUTES[number - 1])).click()
        return True

    def _preset(self, key: str) -> None:
        self.field.setValue(int(key))

    def _typed(self, value: int) -> None:
        self.presets.set_current(str(value))
        self.changed.emit()
