"""When the exam is: a date, or not known yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.choice import Choice
from mediquiz.ui.widgets.date_field import DateField
from mediquiz.ui.widgets.flow_row import FlowRow

USUAL_WEEKS = 8


class DateChoice(FlowRow):
    """Two choices and, for the second, a field with a calendar."""

    changed = Signal()

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__((), 10, parent)
        self.not_yet, self.on_a_date = Choice(_("Not yet")), Choice(_("On a date"))
        self.field = DateField(today, today())
        self.field.setAccessibleName(_("Date of the {exam}").format(exam=name))
        self._today, self._group = today, QButtonGroup(self)
        for button in (self.not_yet, self.on_a_date):
            button.setAccessibleName(_("{exam}: {choice}").format(exam=name, choice=button.text()))
            self._group.addButton(button)
        self.add(self.not_yet, self.on_a_date, self.field)
        self.set_day(None)
        self._group.buttonClicked.connect(self._chosen)
        self.field.changed.connect(self.changed)

    def day(self) -> date | None:
        """The date, or None for not yet."""
        return self.field.day() if self.on_a_date.isChecked() else None

    def set_day(self, day: date | None) -> None:
        """Show a date or "not yet" without saying so. A date that has passed may stay as it is."""
        self.field.set_day(day or self._today() + timedelta(weeks=USUAL_WEEKS))
        (self.not_yet if day is None else self.on_a_date).setChecked(True)
        self.field.setVisible(day is not None)

    def show_problem(self) -> bool:
        """Whether what is typed is no date to take; then it is said beside the field, which has the focus."""
        return self.on_a_date.isChecked() and self.field.show_problem()

    def _chosen(self, what: object) -> None:
        self.field.setVisible(self.on_a_date.isChecked())
        if what is self.on_a_date:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
