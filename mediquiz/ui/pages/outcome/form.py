"""The questions after a real exam; each but the first may stay empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mediquiz.domain.summaries import OutcomeForm
from mediquiz.language import N_, _
from mediquiz.ui.widgets.buttons import Button, primary
from mediquiz.ui.widgets.card import Card, clear
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.choice import ChoiceRow
from mediquiz.ui.widgets.date_field import DateField
from mediquiz.ui.widgets.forms import Field
from mediquiz.ui.widgets.labels import Body, Heading, Muted, Words

_RESULTS = (("passed", N_("Passed")), ("failed", N_("Not passed")), ("unsaid", N_("Rather not say")))
_PASSED = {"passed": True, "failed": False, "unsaid": None}


class NumberField(QLineEdit):
    """A number that may be left out."""

    def __init__(self, name: str, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.low, self.high = name, low, high
        self.setAccessibleName(name)
        self.setPlaceholderText(_("{low} to {high}").format(low=f"{low:.0f}", high=f"{high:.0f}"))

    def number(self) -> float | None:
        """What stands in it; None when empty or not a number."""
        try:
            return float(self.text().strip().rstrip("%").replace(",", "."))
        except ValueError:
            return None

    def problem(self) -> str:
        """What is wrong with it, in a sentence, or nothing."""
        if not self.text().strip():
            return ""
        number = self.number()
        if number is not None and self.low <= number <= self.high:
            return ""
        text = _("{field}: enter a number from {low} to {high}, or leave it empty.")
        return text.format(field=self.name, low=f"{self.low:.0f}", high=f"{self.high:.0f}")


class OutcomeCard(Card):
    """Result, date, scaled score, areas."""

    save = Signal()
    decline = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("How did it go?"), parent)
        self._today = today
        self.result = ChoiceRow([(key, _(text)) for key, text in _RESULTS], _("Result"))
        self.day = DateField(today, today(), ahead=False)
        self.scaled = NumberField(_("Scaled score"), 0, 100)
        self.areas: dict[str, NumberField] = {}
        self.hint, self.rule = Muted(), Muted()
        self.problem = Words("", tone="bad")
        self.button, self.skip = primary(_("Save result")), Button(_("Don't ask again"), "quiet")
        self._build()

    def _build(self) -> None:
        self.add(self.result)
        day = Body(_("Date of the exam"))
        day.setBuddy(self.day)
        self.day.setAccessibleName(day.text())
        self.add(day)
        self.add(self.day)
        self._fields = CardGrid(220, 2, 16)
        self._fields.add(Field(_("Scaled score, if you have it"), self.scaled))
        self.add(self._fields)
        self.add(Heading(_("Areas of the score report, in percent")))
        self.add(self.hint)
        self._area_place = QVBoxLayout()
        self.body.addLayout(self._area_place)
        self.add(self.rule)
        self.add(self.problem)
        self.problem.hide()
        self.add_row([self.button, self.skip])
        self.button.setEnabled(False)
        self.button.clicked.connect(self._try_save)
        self.skip.clicked.connect(self.decline)
        self.result.chosen.connect(self._chosen)

    def show_form(self, form: OutcomeForm) -> None:
        """Ask about this exam."""
        self.result.set_current("")
        self.button.setEnabled(False)
        self.day.set_day(min(form.head.exam_date or self._today(), self._today()))
        self.scaled.low, self.scaled.high = form.scale_min, form.scale_max
        self.scaled.clear()
        self.scaled.setPlaceholderText(_scale_words(form))
        self.hint.setText(
            _("Copy these from your score report and leave the rest empty. Your new plan starts with the weakest.")
        )
        self._show_areas(form.areas)
        self.rule.setText(_("Another attempt: {rule}").format(rule=form.rule) if form.rule else "")
        self.rule.setVisible(bool(form.rule))

    def _show_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        clear(self._area_place)
        self.areas = {area: NumberField(title, 0, 100) for area, title in areas}
        grid = CardGrid(220, 2, 16)
        for field in self.areas.values():
            grid.add(Field(field.name, field))
        self._area_place.addWidget(grid)
        grid.show()

    # --- what was entered ------------------------------------------------------------------

    def passed(self) -> bool | None:
        """Passed, not passed, or not said."""
        return _PASSED.get(self.result.current())

    def sat_on(self) -> date:
        """When."""
        return self.day.day()

    def shares(self) -> dict[str, float]:
        """Areas that were filled in, as shares of one."""
        numbers = {area: field.number() for area, field in self.areas.items()}
        return {area: number / 100 for area, number in numbers.items() if number is not None}

    def _chosen(self, _key: str) -> None:
        self.button.setEnabled(True)

    def _try_save(self) -> None:
        """Only what makes sense is handed on; otherwise the field in question gets the focus."""
        if self.day.show_problem():
            return
        wrong = next((field for field in (self.scaled, *self.areas.values()) if field.problem()), None)
        self.problem.setText(wrong.problem() if wrong else "")
        self.problem.setVisible(wrong is not None)
        if wrong is None:
            self.save.emit()
        else:
            wrong.setFocus()


def _scale_words(form: OutcomeForm) -> str:
    return _("{low} to {high}, passing {passing}").format(
        low=f"{form.scale_min:.0f}", high=f"{form.scale_max:.0f}", passing=f"{form.pass_scaled:.0f}"
    )


class AdviceCard(Card):
    """What follows."""

    plan = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Saved"), parent)
        self.text = Body()
        self.plan_button, self.back_button = primary(_("Set a new exam date")), Button(_("Back to Today"), "ghost")
        self.add(self.text)
        self.add_row([self.plan_button, self.back_button])
        self.plan_button.clicked.connect(self.plan)
        self.back_button.clicked.connect(self.back)

    def show_text(self, text: str, failed: bool) -> None:
        """Show what was advised."""
        self.text.setText(text)
        self.plan_button.setVisible(failed)
        self.back_button.set_kind("ghost" if failed else "primary")
