"""What the plan is made from: minutes by weekday, rest days, exams and their dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExamChoice, Goal
from mediquiz.language import _, day_name, n_, short_day_name
from mediquiz.ui.parts.date_choice import DateChoice
from mediquiz.ui.widgets.buttons import primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.forms import Amount, Field
from mediquiz.ui.widgets.labels import Muted
from mediquiz.words import numbers
from mediquiz.words import plan as plan_words

MOST_MINUTES = 480


class MinutesCard(Card):
    """Seven numbers; zero is a rest day."""

    save = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Minutes by weekday"), parent)
        self.fields = [_minutes_field(weekday) for weekday in range(1, 8)]
        self.button, self.said = primary(_("Save minutes")), Muted()
        self._kept: tuple[int, ...] = ()
        self.add(Muted(_("0 makes a rest day. Work you miss is spread over the days ahead.")))
        grid = CardGrid(104, 7, 12)
        for weekday, field in enumerate(self.fields, 1):
            grid.add(Field(short_day_name(weekday), field))
        self.add(grid)
        self.add_row([self.button, self.said])
        self.button.clicked.connect(self._save)
        for field in self.fields:
            field.valueChanged.connect(self._changed)

    def show_minutes(self, minutes: tuple[int, ...]) -> None:
        """Show what is kept."""
        self._kept = minutes
        for field, value in zip(self.fields, minutes, strict=True):
            field.setValue(value)
        self._changed()

    def minutes(self) -> tuple[int, ...]:
        """What the fields say now, Monday first."""
        return tuple(field.value() for field in self.fields)

    def _changed(self, _value: int = 0) -> None:
        now = self.minutes()
        self.button.setEnabled(now != self._kept)
        self.said.setText(_week_words(now))

    def _save(self) -> None:
        self.save.emit(self.minutes())


def _week_words(minutes: tuple[int, ...]) -> str:
    """All of a week in a sentence."""
    time, rest = numbers.minutes(sum(minutes)), minutes.count(0)
    if not rest:
        return _("{time} a week.").format(time=time)
    return _("{time} a week; {rest_days}.").format(time=time, rest_days=n_("{n} rest day", "{n} rest days", rest))


def _minutes_field(weekday: int) -> Amount:
    field = Amount(0, MOST_MINUTES)
    field.setSingleStep(5)
    field.setSpecialValueText(_("Rest"))
    field.setAccessibleName(_("Minutes on {weekday}").format(weekday=day_name(weekday)))
    return field


class GoalsCard(Card):
    """Which exams, and when."""

    save = Signal(tuple)

    def __init__(self, exams: Sequence[ExamChoice], today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("Exams and dates"), parent)
        self._names = {exam.id: exam.label for exam in exams}
        self.rows: dict[str, tuple[QCheckBox, DateChoice]] = {}
        self._kept: tuple[Goal, ...] = ()
        for certification in self._names:
            self._add_exam(certification, today)
        self.button, self.said = primary(_("Save exams")), Muted()
        self.add_row([self.button, self.said])
        self.add_stretch()
        self.button.clicked.connect(self._save)

    def _add_exam(self, certification: str, today: Callable[[], date]) -> None:
        name = self._names[certification]
        box, when = QCheckBox(name), DateChoice(plan_words.exam(name), today)
        self.rows[certification] = (box, when)
        indented = QVBoxLayout()
        indented.setContentsMargins(34, 0, 0, 0)
        indented.addWidget(when)
        # No wider than its words, so that the focus ring shows what it belongs to.
        self.add_row([box])
        self.body.addLayout(indented)
        box.toggled.connect(when.setVisible)
        when.setVisible(False)
        box.toggled.connect(self._changed)
        when.changed.connect(self._changed)

    def show_goals(self, goals: tuple[Goal, ...]) -> None:
        """Show what is kept."""
        self._kept = goals
        dates = {goal.certification: goal.exam_date for goal in goals}
        for certification, (box, when) in self.rows.items():
            box.setChecked(certification in dates)
            # One that is being typed is not written over by what was saved before.
            if when.day() != dates.get(certification) or not when.field.line.hasFocus():
                when.set_day(dates.get(certification))
        self._changed()

    def goals(self) -> tuple[Goal, ...]:
        """What is chosen now; the exam in front stays in front."""
        chosen = {name: when.day() for name, (box, when) in self.rows.items() if box.isChecked()}
        order = [goal.certification for goal in self._kept if goal.certification in chosen]
        order += [name for name in chosen if name not in order]
        return tuple(Goal(name, chosen[name]) for name in order)

    def _changed(self, _on: object = None) -> None:
        now = self.goals()
        self.button.setEnabled(now != self._kept)
        self.said.setText(self._in_front(now))

    def _in_front(self, goals: tuple[Goal, ...]) -> str:
        if not goals:
            return _("No exam chosen yet.")
        return _("{exam} is your main exam.").format(exam=self._names[goals[0].certification])

    def _save(self) -> None:
        """Only dates that can be read; otherwise the one in question says why and has the focus."""
        if not any(box.isChecked() and when.show_problem() for box, when in self.rows.values()):
            self.save.emit(self.goals())
