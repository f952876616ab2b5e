"""Progress: one history, read against all exams of the bank."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import CertificationProgress, ProgressView, StudyMode, StudyRequest
from mediquiz.language import _
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import StartStudy, ToExams, ToExplanation, ToProgress, ToReport
from mediquiz.ui.pages.progress.readiness import ReadinessOverTime
from mediquiz.ui.pages.progress.table import CertificationTable
from mediquiz.ui.pages.progress.topics import TopicsCard
from mediquiz.ui.pages.progress.work import ExamsCard, SureWrongCard, TimeCard
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

_MOST_AT_ONCE = 20


class ProgressScreen(Screen):
    """The certifications of the bank, and one of them in full."""

    wanted = Changes(answers=True, attempts=True, items=True, settings=True, readiness=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.view: ProgressView | None = None
        self.certification = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.page = ScrollPage(_("Progress"), _("Your answers, measured against each exam."))
        self.table, self.over_time, self.exams = CertificationTable(), ReadinessOverTime(), ExamsCard()
        self.topics, self.time, self.sure_wrong = TopicsCard(), TimeCard(), SureWrongCard()
        self.page.add(self.table)
        self.page.add_row([self.over_time, self.exams], [1.3, 1])
        self.page.add(self.topics)
        self.page.add_row([self.sure_wrong, self.time], [1.3, 1])
        self.page.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def _connect(self) -> None:
        self.table.chosen.connect(self.choose)
        self.table.turned.connect(self._lead_focus)
        self.over_time.explain.connect(self._explain)
        self.topics.practice.connect(self._practice)
        self.exams.report.connect(self._report)
        self.exams.exams.connect(self._see_exams)
        self.sure_wrong.practice.connect(self._practice_wrong)

    def refresh(self) -> None:
        """Fetch a fresh snapshot."""
        self.tools.tasks.run(partial(_fetch, self.tools.services), self._show)

    def _show(self, found: tuple[str, ProgressView]) -> None:
        in_front, self.view = found
        self.certification = self.certification or in_front
        chosen = self._chosen()
        if chosen is None:
            return
        had_focus = self.table.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.table.show_rows(self.view.certifications, chosen.head.id)
        if had_focus:
            self.table.button(chosen.head.id).setFocus(Qt.FocusReason.OtherFocusReason)
        self.sure_wrong.show_items(self.view.sure_wrong)
        self.time.show_view(self.view, self.tools.clock.today())
        self._show_chosen(chosen)
        self._lead_focus(False)
        self.page.show()

    def _lead_focus(self, take: bool) -> None:
        """Keys begin at the certification shown."""
        chosen = self._chosen()
        if chosen is not None:
            self.setFocusProxy(self.table.button(chosen.head.id))
            if take:
                self.table.button(chosen.head.id).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, certification: str) -> None:
        """Show another certification beneath the table."""
        self.certification = certification
        chosen = self._chosen()
        if chosen is not None:
            self.table.set_current(chosen.head.id)
            self._show_chosen(chosen)

    def _chosen(self) -> CertificationProgress | None:
        rows = self.view.certifications if self.view else ()
        return next((row for row in rows if row.head.id == self.certification), rows[0] if rows else None)

    def _show_chosen(self, chosen: CertificationProgress) -> None:
        self.over_time.show_progress(chosen)
        self.exams.show_progress(chosen)
        self.topics.show_progress(chosen)

    # --- where it leads --------------------------------------------------------------------

    def _practice(self, topics: tuple[str, ...]) -> None:
        self._study(
            StudyRequest(mode=StudyMode.TOPIC, certification=self.certification, count=10, topics=tuple(topics))
        )

    def _practice_wrong(self, count: int) -> None:
        self._study(
            StudyRequest(mode=StudyMode.SURE_WRONG, certification=self.certification, count=min(count, _MOST_AT_ONCE))
        )

    def _study(self, request: StudyRequest) -> None:
        self.go_to(StartStudy(request))

    def _report(self, attempt_id: int) -> None:
        self.go_to(ToReport(attempt_id))

    def _see_exams(self) -> None:
        self.go_to(ToExams())

    def _explain(self) -> None:
        self.go_to(ToExplanation(ToProgress()))


def _fetch(services: Services) -> tuple[str, ProgressView]:
    return services.settings.read().certification, services.progress.overview()
