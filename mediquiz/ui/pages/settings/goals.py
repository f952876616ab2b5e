"""Which exams, when, and which of them is in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalMapper
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ExamChoice, Goal
from mediquiz.language import _
from mediquiz.ui.parts.plan_settings import GoalsCard
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.flow_row import FlowRow


class OrderedGoalsCard(GoalsCard):
    """The card of the study plan, with a way to say which exam Today and the sidebar show."""

    def __init__(self, exams: Sequence[ExamChoice], today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._front = ""
        self.fronts: dict[str, Button] = {}
        self._chips: dict[str, Chip] = {}
        self._clicks = QSignalMapper()
        super().__init__(exams, today, parent)
        self.set_heading(_("Your exams"))
        self._clicks.setParent(self)
        self._clicks.mappedString.connect(self.put_in_front)

    def _add_exam(self, certification: str, today: Callable[[], date]) -> None:
        super()._add_exam(certification, today)
        button, chip = ghost(_("Make main exam"), small=True), Chip(_("Main exam"), "primary")
        button.setAccessibleName(_("Make {exam} the main exam").format(exam=self._names[certification]))
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, certification)
        self.fronts[certification], self._chips[certification] = button, chip
        when: FlowRow = self.rows[certification][1]
        when.add(button, chip)

    def show_goals(self, goals: tuple[Goal, ...]) -> None:
        """Show what is kept."""
        self._front = goals[0].certification if goals else ""
        super().show_goals(goals)

    def goals(self) -> tuple[Goal, ...]:
        """What is chosen now, the one in front first."""
        chosen = super().goals()
        front = [goal for goal in chosen if goal.certification == self._front]
        return (*front, *(goal for goal in chosen if goal.certification != self._front))

    def put_in_front(self, certification: str) -> None:
        """Show this one first from now on."""
        self._front = certification
        self._changed()
        self.button.setFocus()

    def keep(self) -> None:
        """Save what was changed and not saved yet."""
        if self.button.isEnabled():
            self.save.emit(self.goals())

    def _changed(self, _on: object = None) -> None:
        super()._changed(_on)
        goals = self.goals()
        for certification, button in self.fronts.items():
            leads = bool(goals) and goals[0].certification == certification
            self._chips[certification].setVisible(leads and len(goals) > 1)
            button.setVisible(not leads)
