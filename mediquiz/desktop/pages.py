"""The pages of the window: which there are, how they are made, and where their wishes lead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mediquiz.desktop.seams import Seams
from mediquiz.language import _, n_
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.destinations import Destination, ToFirstRun, ToSettings, ToToday
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.theme import Theme

if TYPE_CHECKING:
    from mediquiz.domain.summaries import CertificationHead, Settings
    from mediquiz.services.bundle import Services
    from mediquiz.ui.prompts import Prompts
    from mediquiz.ui.screen import Screen
    from mediquiz.ui.tasks import TaskRunner
    from mediquiz.ui.tools import Tools


class Pages(QObject):
    """Registers the pages, builds each when first shown, and carries their signals to the window."""

    loading = Signal(str)
    certification_changed = Signal(str, object)
    """Its label, and the days left to its exam: None without a date."""
    restore_wanted = Signal(object)
    complete = Signal()
    """The first page has all that it shows; said again whenever Today is filled anew."""

    def __init__(self, window: MainWindow, theme: Theme, seams: Seams) -> None:
        # A child of the window: with it ends what results that come in later would do.
        super().__init__(window)
        self._window, self._theme, self._seams = window, theme, seams
        self.hub = ChangeHub()
        self.services: Services | None = None
        self._tools: Tools | None = None
        self._problems: tuple[str, ...] = ()
        self._register()
        self.loading.connect(window.hold)
        self.hub.changed.connect(self._something_changed)
        window.certification_clicked.connect(self._to_goals)
        window.set_close_guard(window.may_close)

    def _register(self) -> None:
        add = self._window.add_page
        add("today", _("Today"), self._today)
        add("study", _("Study"), self._study)
        add("exams", _("Practice exams"), self._exams)
        add("progress", _("Progress"), self._progress)
        add("library", _("Question library"), self._library)
        add("settings", _("Settings"), self._settings, "bottom")
        add("first_run", _("Welcome"), self._first_run, "none")
        add("sitting", _("Practice exam"), self._sitting, "none")
        add("report", _("Score report"), self._score_report, "none")
        add("explanation", _("How readiness is made"), self._explanation, "none")
        add("plan", _("Study plan"), self._plan, "none")
        add("outcome", _("After the exam"), self._outcome, "none")

    @property
    def prompts(self) -> Prompts:
        """The dialogs of this window."""
        from mediquiz.ui.prompts import QtPrompts

        return self._seams.prompts or QtPrompts(self._window)

    def open(self, services: Services, tasks: TaskRunner) -> None:
        """The store is open: give the pages their tools and show the first one."""
        from mediquiz.ui.tools import Tools

        self.services = services
        # The services' own clock: a page must not name another day than the plan that it shows.
        self._tools = Tools(services, tasks, self.hub, self.prompts, services.clock)
        self.tools.tasks.run(services.settings.read, self._begin)

    def set_bank_problems(self, problems: tuple[str, ...]) -> None:
        """For Settings: sentences that name file and line."""
        self._problems = problems

    def close(self) -> None:
        """End the store after what is queued for it."""
        if self.services is not None:
            self.tools.tasks.run(self.services.close)
            self.services = None

    def _begin(self, settings: Settings) -> None:
        from mediquiz.ui.widgets.presses import CharacterKeys

        self._theme.use(settings.theme, settings.text_percent)
        CharacterKeys.on = settings.letter_keys
        if settings.first_run_done:
            self._window.open_pages(ToToday())
            self._read_head()
        else:
            self._window.set_bare(True)
            # Whatever was clicked while the bank was read: the three questions come first.
            self._window.go(ToFirstRun())
            self._window.open_pages(ToFirstRun())
            self.complete.emit()

    # -- pages -----------------------------------------------------------------------------------

    @property
    def tools(self) -> Tools:
        """Given to every page; there is none before the store is open."""
        assert self._tools is not None
        return self._tools

    def _made(self, page: Screen) -> Screen:
        """Connect what a page can wish for."""
        page.go.connect(self.go)
        page.full_screen.connect(self._window.set_bare)
        page.finished.connect(self._first_run_done)
        page.appearance_changed.connect(self._theme.use)
        page.restore_requested.connect(self._restore)
        page.close_now.connect(self._close_window)
        page.complete.connect(self.complete)
        return page

    def go(self, destination: Destination) -> None:
        """Where a page wants to go."""
        self._window.go(destination)

    def _today(self) -> Screen:
        from mediquiz.ui.pages.today.screen import TodayScreen

        return self._made(TodayScreen(self.tools))

    def _study(self) -> Screen:
        from mediquiz.ui.pages.study.screen import StudyScreen

        return self._made(StudyScreen(self.tools))

    def _exams(self) -> Screen:
        from mediquiz.ui.pages.exams.screen import ExamsScreen

        return self._made(ExamsScreen(self.tools))

    def _sitting(self) -> Screen:
        from mediquiz.ui.pages.sitting.screen import SittingScreen

        return self._made(SittingScreen(self.tools))

    def _score_report(self) -> Screen:
        from mediquiz.ui.pages.report.screen import ReportScreen

        return self._made(ReportScreen(self.tools))

    def _progress(self) -> Screen:
        from mediquiz.ui.pages.progress.screen import ProgressScreen

        return self._made(ProgressScreen(self.tools))

    def _library(self) -> Screen:
        from mediquiz.ui.pages.library.screen import LibraryScreen

        return self._made(LibraryScreen(self.tools))

    def _settings(self) -> Screen:
        from mediquiz.ui.pages.settings.screen import SettingsScreen

        page = SettingsScreen(self.tools)
        page.set_bank_problems(self._problems)
        return self._made(page)

    def _first_run(self) -> Screen:
        from mediquiz.ui.pages.first_run.screen import FirstRunScreen

        return self._made(FirstRunScreen(self.tools))

    def _explanation(self) -> Screen:
        from mediquiz.ui.pages.explanation.screen import ExplanationScreen

        return self._made(ExplanationScreen(self.tools))

    def _plan(self) -> Screen:
        from mediquiz.ui.pages.plan.screen import PlanScreen

        return self._made(PlanScreen(self.tools))

    def _outcome(self) -> Screen:
        from mediquiz.ui.pages.outcome.screen import OutcomeScreen

        return self._made(OutcomeScreen(self.tools))

    # -- what pages cause ------------------------------------------------------------------------

    def _first_run_done(self) -> None:
        self._window.set_bare(False)
        self._window.go(ToToday())

    def _restore(self, backup: Path) -> None:
        self.restore_wanted.emit(backup)

    def _close_window(self) -> None:
        self._window.set_close_guard(None)
        self._window.close()

    def _to_goals(self) -> None:
        self._window.go(ToSettings())

    def _something_changed(self, changes: Any, origin: object) -> None:
        if changes.settings:
            self._read_head()

    def _read_head(self) -> None:
        if self.services is not None:
            self.tools.tasks.run(self._fetch_head, self._show_head)

    def _fetch_head(self) -> CertificationHead:
        services = self.tools.services
        return services.progress.head(services.settings.read().certification)

    def _show_head(self, head: CertificationHead) -> None:
        self.certification_changed.emit(head.label, head.days_left)


def exam_in(days: int | None) -> str:
    """`Exam in 34 days`."""
    if days is None:
        return _("No exam date yet")
    if days < 0:
        return _("Exam date has passed")
    if days == 0:
        return _("Exam today")
    return _("Exam tomorrow") if days == 1 else n_("Exam in {n} day", "Exam in {n} days", days)


def demo_exam_in(days: int | None) -> str:
    """The same where the history is made up: `Demo, exam in 34 days`."""
    if days is None:
        return _("Demo, no exam date yet")
    if days < 0:
        return _("Demo, exam date has passed")
    if days == 0:
        return _("Demo, exam today")
    return _("Demo, exam tomorrow") if days == 1 else n_("Demo, exam in {n} day", "Demo, exam in {n} days", days)
