"""After the real exam: how it went, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import OutcomeAdvice, OutcomeForm
from mediquiz.language import N_, _
from mediquiz.ui.destinations import Destination, ToOutcome, ToPlan, ToToday
from mediquiz.ui.pages.outcome.form import AdviceCard, OutcomeCard
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.presses import meant
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.outcome import advice as advice_words

if TYPE_CHECKING:
    from mediquiz.services.changes import Done

T = TypeVar("T")

_LOCAL = N_("What you enter stays on this computer.")


class OutcomeScreen(Screen):
    """Entered for one certification; the advice takes the place of the form."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.certification = ""
        self._saving = False
        self.page = ScrollPage(_("After the exam"), _(_LOCAL), narrow=True)
        self.form, self.advice = OutcomeCard(tools.clock.today), AdviceCard()
        for card in (self.form, self.advice):
            card.hide()
            self.page.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.form.save.connect(self._save)
        self.form.decline.connect(self._decline)
        self.advice.plan.connect(self._to_plan)
        self.advice.back.connect(self.leave)
        self.setFocusProxy(self.form.result.button("passed"))

    def arrive(self, destination: Destination) -> None:
        """Ask about this certification."""
        if isinstance(destination, ToOutcome):
            self.certification = destination.certification
        self.mark_stale()

    def refresh(self) -> None:
        """Fetch the form."""
        if self.certification:
            self.tools.tasks.run(partial(self.tools.services.outcomes.form, self.certification), self._show)

    def _show(self, form: OutcomeForm) -> None:
        self.page.set_title(_("After the {exam} exam").format(exam=form.head.label), _(_LOCAL))
        self.form.show_form(form)
        self.advice.hide()
        self.form.show()

    def _save(self) -> None:
        form = self.form
        keep = partial(
            self.tools.services.outcomes.keep,
            self.certification,
            form.sat_on(),
            form.passed(),
            form.scaled.number(),
            form.shares(),
        )
        self._write(keep, self._kept)

    def _write(self, work: Callable[[], Done[T]], then: Callable[[T], None]) -> None:
        """One at a time: a second click says the same once more."""
        if not self._saving:
            self._saving = True
            self.tools.write(work, then, self._failed, origin=self)

    def _failed(self, error: Exception) -> None:
        """The form stands as it was filled in and can be saved again; the window tells the error."""
        self._saving = False
        raise error

    def _kept(self, advice: OutcomeAdvice) -> None:
        self._saving = False
        self.advice.show_text(advice_words(advice), self.form.passed() is False)
        self.form.hide()
        self.advice.show()
        self.advice.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline(self) -> None:
        decline = partial(self.tools.services.outcomes.decline, self.certification)
        self._write(decline, self._declined)

    def _declined(self, _kept: None) -> None:
        self._saving = False
        self.leave()

    def _to_plan(self) -> None:
        self.go_to(ToPlan(self.certification))

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [("Esc", _("Back to Today"))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if meant(event) == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Back to Today."""
        self.go_to(ToToday())
