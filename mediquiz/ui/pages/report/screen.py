"""The score report of a finished exam, and going through its questions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExamReport, ReviewItem, ReviewSet, StudyRequest
from mediquiz.files import write_whole
from mediquiz.language import _
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import Destination, StartStudy, ToExams, ToReport
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.pages.report.areas import AreasCard
from mediquiz.ui.pages.report.review import ReviewPane
from mediquiz.ui.pages.report.score import ScoreCard
from mediquiz.ui.parts.item_marks import MarkDesk
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.empty_state import EmptyState
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words import exams


class ReportScreen(Screen):
    """One finished exam: its score, its areas, and its questions to go through."""

    wanted = Changes(items=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self._attempt_id: int | None = None
        self._report: ExamReport | None = None
        self._then_review: ReviewSet | None = None
        self.page, self.review = ScrollPage(_("Score report")), ReviewPane()
        self.marking = MarkDesk(tools, self.review.page.marks, self, self.review)
        self.empty = EmptyState(
            _("No report is open"), _("Choose a finished exam in Practice exams."), _("Practice exams")
        )
        self.note, self.saved = Banner(), Banner()
        self.score, self.areas = ScoreCard(), AreasCard()
        self.all_exams = ghost(_("All practice exams"), small=True)
        # Extra time and interruptions belong to the result; they cannot be waved away.
        self.note.close_button.hide()
        for widget in (self.saved, self.note):
            widget.hide()
            self.page.add(widget)
        self.page.add_row([self.score, self.areas], [1, 2])
        self.page.add(FlowRow([self.all_exams]))
        self.stack = QStackedWidget()
        for pane in (self.empty, self.page, self.review):
            self.stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.empty.wanted.connect(self._to_exams)
        self.all_exams.clicked.connect(self._to_exams)
        self.score.review_wanted.connect(self._open_review)
        self.score.drill_wanted.connect(self._drill)
        self.score.pdf_wanted.connect(self._ask_pdf)
        self.review.set_wanted.connect(self._open_review)
        self.review.back_wanted.connect(self._show_page)
        self.review.item_shown.connect(self._shown)
        self.marking.marked.connect(self.review.take_mark)
        self.marking.spoke.connect(self.review.page.look_below)

    # --- coming ----------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the report of this attempt."""
        if isinstance(destination, ToReport):
            self._attempt_id = destination.attempt_id
            self._then_review = destination.review
            self.saved.hide()
            self.mark_stale()

    def refresh(self) -> None:
        """Fetch the report."""
        if self._attempt_id is not None:
            work = partial(self.tools.services.reports.report, self._attempt_id)
            self.tools.tasks.run(work, then=self._show)

    def keys(self) -> list[tuple[str, str]]:
        """For the help of F1."""
        return [
            ("Right", _("Next question of a review")),
            ("Left", _("Previous question of a review")),
            ("Up", _("Read the options one by one (and Down)")),
            ("F", _("Flag this question of a review")),
            ("N", _("Note")),
            ("R", _("Report a problem with the question")),
            ("X", _("Don't show this question again")),
            ("Esc", _("From the review back to the report")),
        ]

    def _show(self, report: ExamReport) -> None:
        fresh = self._report is None or self._report.attempt_id != report.attempt_id
        self._report = report
        self.page.set_title(_("Score report"), say.subtitle(report))
        self.score.show_report(report)
        self.areas.show_report(report)
        self.review.show_counts(report)
        notes = say.notes(report)
        self.note.show_text(" ".join(notes), "info")
        self.note.setVisible(bool(notes))
        if self._then_review is not None:
            which, self._then_review = self._then_review, None
            self._open_review(str(which))
        elif fresh or self.stack.currentWidget() is self.empty:
            self._show_page()

    def _show_page(self) -> None:
        self.stack.setCurrentWidget(self.page)
        self.score.missed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_exams(self) -> None:
        self.go_to(ToExams())

    # --- what follows from it --------------------------------------------------------------

    def _open_review(self, name: str) -> None:
        if self._report is not None:
            which = ReviewSet(name)
            work = partial(self.tools.services.reports.review, self._report.attempt_id, which)
            self.tools.tasks.run(work, then=partial(self._show_review, which))

    def _show_review(self, which: ReviewSet, items: tuple[ReviewItem, ...]) -> None:
        self.review.show_set(which, items)
        self.stack.setCurrentWidget(self.review)
        self.review.take_focus()

    def _shown(self, item: ReviewItem) -> None:
        self.marking.show_item(item.shown.item, item.shown.mark)

    def _drill(self) -> None:
        if self._report is not None:
            missed = self._report.missed_items
            work = partial(self.tools.services.exams.drill, self._report.certification, missed)
            self.tools.tasks.run(work, then=self._to_study)

    def _to_study(self, request: StudyRequest) -> None:
        self.go_to(StartStudy(request))

    def _ask_pdf(self) -> None:
        if self._report is not None:
            name = f"{exams.title(self._report.short)}, {self._report.finished:%Y-%m-%d}.pdf"
            self.tools.prompts.save_file(_("Save the report"), "PDF (*.pdf)", self._save_pdf, name)

    def _save_pdf(self, path: Path | None) -> None:
        if path is None or self._report is None:
            return
        from mediquiz.ui.pages.report.printed import pdf_bytes

        path = path if path.suffix else path.with_suffix(".pdf")
        data = pdf_bytes(self._report, [self.font().family()])
        work = partial(write_whole, path, data)
        self.tools.tasks.run(work, then=partial(self._pdf_saved, path), failed=self._pdf_failed, lane="files")

    def _pdf_saved(self, path: Path, _nothing: None) -> None:
        self.saved.show_text(_("Saved as {file} in {folder}.").format(file=path.name, folder=path.parent), "good")
        self.saved.show()

    def _pdf_failed(self, error: Exception) -> None:
        text = _("The report could not be saved there: {reason}. Try another folder.")
        self.tools.prompts.error(text.format(reason=error))
