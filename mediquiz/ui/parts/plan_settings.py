"""What the plan is made from: minutes by weekday, rest days, exams and their dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExamChoice, Goal
from mediquiz.ui.parts import phrases
from mediquiz.ui.parts.date_choice import DateChoice
from mediquiz.ui.widgets.buttons import primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.forms import US, Amount, Field
from mediquiz.ui.widgets.labels import Muted

MOST_MINUTES = 480


class MinutesCard(Card):
    """Seven numbers; zero is a rest day."""

    save = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Minutes by weekday", parent)
        self.fields = [_minutes_field(weekday) for weekday in range(1, 8)]
        self.button, self.said = primary("Save minutes"), Muted()
        self._kept: tuple[int, ...] = ()
        self.add(Muted("0 makes a rest day. What is missed is spread over the days ahead; it never piles up on one."))
        grid = CardGrid(104, 7, 12)
        for weekday, field in enumerate(self.fields, 1):
            grid.add(Field(US.dayName(weekday)[:3], field))
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
        rest = sum(value == 0 for value in now)
        days = f"; {phrases.count(rest, 'rest day')}" if rest else ""
        self.said.setText(f"{phrases.minutes(sum(now))} a week{days}.")

    def _save(self) -> None:
        self.save.emit(self.minutes())


def _minutes_field(weekday: int) -> Amount:
    field = Amount(0, MOST_MINUTES, " min")
    field.setSingleStep(5)
    field.setSpecialValueText("Rest")
    field.setAccessibleName(f"Minutes on {US.dayName(weekday)}")
    return field


class GoalsCard(Card):
    """Which exams, and when."""

    save = Signal(tuple)

    def __init__(self, exams: Sequence[ExamChoice], today: date, parent: QWidget | None = None) -> None:
        super().__init__("Exams and dates", parent)
        self._names = {exam.id: exam.label for exam in exams}
        self.rows: dict[str, tuple[QCheckBox, DateChoice]] = {}
        self._kept: tuple[Goal, ...] = ()
        for certification in self._names:
            self._add_exam(certification, today)
        self.button, self.said = primary("Save exams"), Muted()
        self.add_row([self.button, self.said])
        self.add_stretch()
        self.button.clicked.connect(self._save)

    def _add_exam(self, certification: str, today: date) -> None:
        name = self._names[certification]
        box, when = QCheckBox(name), DateChoice(f"{name} exam", today)
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
        front = f"{self._names[now[0].certification]} is in front on Today." if now else "No exam chosen yet."
        self.said.setText(front)

    def _save(self) -> None:
        self.save.emit(self.goals())
