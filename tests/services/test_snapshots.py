"""Each page is read in one transaction that only reads, and what only reads never takes the write lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mediquiz.domain.summaries import Goal, LibraryQuery, ReviewSet, StudyMode, StudyRequest, Subset
from mediquiz.services.bundle import Services

from ..helpers import FixedClock
from .test_exams import finish_all
from .test_learning import study

QUICK = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10)
TODAY = StudyRequest(mode=StudyMode.TODAY, certification="cma", count=10)

PAGES: dict[str, Callable[[Services, int], Any]] = {
    "Today": lambda s, _: s.progress.today("cma"),
    "Study": lambda s, _: s.study.home("cma"),
    "Exams": lambda s, _: s.exams.home(),
    "Progress": lambda s, _: s.progress.overview(),
    "Library": lambda s, _: s.library.search(LibraryQuery(topic="clinical.ecg")),
    "Library, one question": lambda s, _: s.library.item("clinical.ecg.0001"),
    "Settings": lambda s, _: s.settings.read(),
    "Plan": lambda s, _: s.planning.plan("cma"),
    "Outcome form": lambda s, _: s.outcomes.form("cma"),
    "Explanation": lambda s, _: s.progress.explanation(),
    "Report": lambda s, exam: s.reports.report(exam),
    "Review": lambda s, exam: s.reports.review(exam, ReviewSet.ALL),
}

READS: dict[str, Callable[[Services, int], Any]] = {
    "settings.read": lambda s, _: s.settings.read(),
    "care.behind_ms": lambda s, _: s.care.behind_ms(),
    "wrong_clock.mend": lambda s, _: s.wrong_clock.mend(),
    "wrong_clock.news": lambda s, _: s.wrong_clock.news(),
    "care.counts": lambda s, _: s.care.counts(),
    "care.bank_files": lambda s, _: s.care.bank_files(),
    "library.exams": lambda s, _: s.library.exams(),
    "library.outline": lambda s, _: s.library.outline("cma"),
    "library.all_editions": lambda s, _: s.library.all_editions(),
    "library.search": lambda s, _: s.library.search(LibraryQuery(text="pulse")),
    "library.item": lambda s, _: s.library.item("clinical.ecg.0001"),
    "library.reload_catalog": lambda s, _: s.library.reload_catalog(),
    "study.home": lambda s, _: s.study.home("cma"),
    "study.open_session": lambda s, _: s.study.open_session(),
    "study.unfinished": lambda s, _: s.study.unfinished(),
    "marks.read": lambda s, _: s.marks.read("clinical.ecg.0001"),
    "study.available": lambda s, _: [
        s.study.available(StudyRequest(mode=mode, certification="cma", count=5)) for mode in StudyMode
    ],
    "study.held": lambda s, _: [
        s.study.held(StudyRequest(mode=StudyMode.BUILD, certification="cma", subset=subset)) for subset in Subset
    ],
    "study.resume": lambda s, _: s.study.resume(_practice(s)),
    "exams.home": lambda s, _: s.exams.home(),
    "exams.rows": lambda s, _: s.exams.rows([]),
    "exams.unseen_share": lambda s, _: s.exams.unseen_share(s.context.blueprint("rma")),
    "exams.edition_of": lambda s, exam: s.exams.edition_of(s.exams.load_with_head(exam)[0]),
    "exams.draw": lambda s, _: s.exams.draw("rma", 1),
    "exams.load": lambda s, exam: s.exams.load(exam),
    "exams.load_with_head": lambda s, exam: s.exams.load_with_head(exam),
    "exams.drill": lambda s, _: s.exams.drill("cma", ["clinical.ecg.0001"]),
    "reports.report": lambda s, exam: s.reports.report(exam),
    "reports.review": lambda s, exam: s.reports.review(exam, ReviewSet.MISSED),
    "learning.learner": lambda s, _: s.learning.learner(),
    "learning.learner_and": lambda s, _: s.learning.learner_and(lambda connection: None),
    "learning.ended_days": lambda s, _: s.learning.ended_days(s.learning.learner()),
    "learning.keep": lambda s, _: s.learning.keep(),
    "learning.forget": lambda s, _: (s.learning.forget(), s.learning.learner()),
    "learning.day": lambda s, _: s.learning.day(),
    "learning.weights": lambda s, _: s.learning.weights("cma"),
    "learning.forms": lambda s, _: s.learning.forms(["cma"]),
    "readiness.views": lambda s, _: s.readiness.views(),
    "readiness.view": lambda s, _: s.readiness.view("cma"),
    "readiness.history": lambda s, _: s.readiness.history("cma"),
    "readiness.first_attempts": lambda s, _: s.readiness.first_attempts(s.learning.learner(), "cma"),
    "readiness.coverage": lambda s, _: s.readiness.coverage(s.learning.learner(), "cma"),
    "planning.plan": lambda s, _: s.planning.plan("cma"),
    "planning.pace": lambda s, _: s.planning.pace(),
    "planning.todays_items": lambda s, _: s.planning.todays_items("cma", 10),
    "progress.today": lambda s, _: s.progress.today("cma"),
    "progress.head": lambda s, _: s.progress.head("cma"),
    "progress.overview": lambda s, _: s.progress.overview(),
    "progress.explanation": lambda s, _: s.progress.explanation(),
    "progress.topic_rows": lambda s, _: s.progress.topic_rows("cma"),
    "progress.weakest_and": lambda s, _: s.progress.weakest_and("cma", lambda connection: None),
    "progress.weakest": lambda s, _: s.progress.weakest("cma"),
    "outcomes.to_ask": lambda s, _: s.outcomes.to_ask(),
    "outcomes.form": lambda s, _: s.outcomes.form("cma"),
    "outcomes.failed_areas": lambda s, _: s.outcomes.failed_areas("cma"),
}
OF_FACTS = {"readiness.views_of", "readiness.histories_of", "planning.plan_of"}
"""Work on the facts of a page that is read elsewhere; covered by Today and Progress."""
UPKEEP = {"care.checkpoint", "care.move_log", "care.when_replaced", "care.back_up", "care.back_up_daily", "care.relax"}
"""Work on the file as a whole, outside of any transaction."""
WRITES = {
    "settings.change",
    "library.load_bank",
    "library.import_items",
    "marks.flag",
    "marks.note",
    "marks.suspend",
    "marks.report",
    "study.start",
    "study.show",
    "study.record",
    "study.answer",
    "study.finish",
    "exams.start",
    "exams.resume",
    "exams.record",
    "exams.finish",
    "outcomes.keep",
    "outcomes.decline",
}
SERVICES = [name for name in Services.__dataclass_fields__ if name not in ("context", "clock")]


def _practice(services: Services) -> int:
    opened = services.study.open_session()
    assert opened is not None
    return opened.attempt_id


@pytest.fixture
def lived(services: Services, clock: FixedClock) -> tuple[Services, int]:
    """Answers, dates ahead, a finished exam, an open exam and an open session; the id of the finished one."""
    today = clock.today()
    services.settings.change(goals=(Goal("cma", today + timedelta(90)), Goal("rma", today + timedelta(30))))
    study(services, clock, 30)
    finished = finish_all(services, services.exams.start("ncma").value, 90)
    services.exams.start("ccma")
    services.study.start(QUICK)
    clock.pass_days(1)
    services.learning.learner()
    return services, finished


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_snapshot(lived: tuple[Services, int], page: str) -> None:
    services, exam = lived
    tally = services.context.store.tally
    reads, writes = tally.reads, tally.writes
    PAGES[page](services, exam)
    assert (tally.reads - reads, tally.writes - writes) == (1, 0)


def test_what_only_reads_begins_no_transaction_to_write(lived: tuple[Services, int]) -> None:
    services, exam = lived
    tally = services.context.store.tally
    for name, call in READS.items():
        writes = tally.writes
        call(services, exam)
        assert tally.writes == writes, name


def test_every_method_of_a_service_is_known_to_read_or_to_write(services: Services) -> None:
    """A new one has to be put into one of the lists above."""
    found = {
        f"{name}.{method}"
        for name in SERVICES
        for method in dir(getattr(services, name))
        if not method.startswith("_") and callable(getattr(getattr(services, name), method))
    }
    assert found == set(READS) | OF_FACTS | UPKEEP | WRITES


def test_all_figures_of_today_are_of_one_moment(lived: tuple[Services, int], clock: FixedClock) -> None:
    """The page is put together from one snapshot, and says what each service says alone."""
    services, _ = lived
    today, overview = services.progress.today("cma"), services.progress.overview()
    row = next(one for one in overview.certifications if one.head.id == "cma")
    assert today.head == services.progress.head("cma") == row.head
    assert today.readiness == services.readiness.view("cma") == services.readiness.views()["cma"] == row.readiness
    assert today.plan == services.planning.plan("cma")
    assert today.last_exam is None and overview.certifications[2].exams == services.exams.home().history
    assert [one.kind for one in today.open] == ["exam", "study"]
    assert today.open[1] == services.study.open_session()
    assert row.history == services.readiness.history("cma")
    assert {topic for area in row.areas for topic in area.topics} == set(services.progress.topic_rows("cma"))
