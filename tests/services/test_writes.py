"""Every public method of every service: what it wrote, table by table, is what its flags say, and nothing else is."""

from __future__ import annotations

import hashlib
import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from mediquiz.domain.answers import chosen
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.summaries import Goal, LibraryQuery, ReviewSet, Sitting, StudyMode, StudyRequest
from mediquiz.formats.bank_json import export_bank
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes, Done
from mediquiz.services.study import StudySession
from mediquiz.storage.attempt_repo import AttemptHead, head
from mediquiz.storage.schema import metadata

from ..formats.test_bank_json import ITEM
from ..helpers import DAY_MS, FixedClock, make_services

COVERED_BY = {
    "answer": {"answers"},
    "topic_tally": {"answers"},
    "day_tally": {"answers"},
    "item_state": {"seen", "answers"},
    "placed": {"seen", "answers"},
    "showing": {"seen"},
    "attempt": {"attempts"},
    "attempt_question": {"attempts"},
    "attempt_event": {"attempts"},
    "mark": {"marks"},
    "report": {"marks"},
    "bank_file": {"items"},
    "item": {"items"},
    "item_revision": {"items"},
    "setting": {"settings"},
    "exam_outcome": {"settings"},
}
"""The flag that must be set when a table changed, or one of two: an item has a state from its first showing on."""
ON_NO_PAGE = {"log_seal"}
"""What the file keeps to look after itself."""
OF_FACTS = {"Readiness.views_of", "Readiness.histories_of", "Planning.plan_of"}
"""Work on facts that another method read: no transaction, and nothing to write with."""
NO_HISTORY = {"Care.relax"}
"""Care of the file itself: it would change how the other cases write."""
COMPUTED = {"readiness", "plan"}
"""Flags of what is worked out from tables: they follow some change, of whichever table."""
MORE = {"ItemMarks.suspend": {"items"}, "WrongClock.mend": {"attempts", "marks"}}
"""A suspended question leaves the served ones, which are kept in memory and in no table. A wrong clock may have stamped
attempts and marks as well; which they are is not looked up."""
DAY = date(2026, 3, 1)

Call = Callable[[], object]


class Desk:
    """Services over the shipped bank, and what the cases begin with."""

    def __init__(self, services: Services, banks: Path, clock: FixedClock) -> None:
        self.services, self.banks, self.clock = services, banks, clock

    @property
    def item_id(self) -> str:
        return self.services.library.search(LibraryQuery(limit=1)).rows[0].item_id

    def session(self) -> StudySession:
        return self.services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5)).value

    def sitting(self) -> Sitting:
        return self.services.exams.start("ccma").value

    def finished(self) -> Sitting:
        sitting = self.sitting()
        act(self, sitting, Event(act=Act.SUBMIT))()
        self.services.exams.finish(sitting)
        return sitting

    def head(self) -> AttemptHead:
        sitting = self.finished()
        with self.services.context.store.begin() as connection:
            return head(connection, sitting.attempt_id)


def act(desk: Desk, sitting: Sitting, event: Event) -> Call:
    stamped = sitting.attempt.stamp(event)
    sitting.attempt.apply(stamped)
    return lambda: desk.services.exams.record(sitting, stamped)


def on_sitting(event: Event) -> Callable[[Desk], Call]:
    return lambda desk: act(desk, desk.sitting(), event)


def exam_finish(desk: Desk) -> Call:
    sitting = desk.sitting()
    act(desk, sitting, Event(act=Act.SUBMIT))()
    return lambda: desk.services.exams.finish(sitting)


def exam_finish_again(desk: Desk) -> Call:
    sitting = desk.finished()
    return lambda: desk.services.exams.finish(sitting)


def wrong_clock_mends(desk: Desk) -> Call:
    """Two days ahead for one answer, and back again."""
    clock, session = desk.clock, desk.session()
    desk.services.study.show(session, 0)
    clock.ms += 2 * DAY_MS
    desk.services.study.answer(session, 0, chosen(0), confidence=None, milliseconds=4000)
    clock.ms -= 2 * DAY_MS
    return desk.services.wrong_clock.mend


def exam_resume(desk: Desk) -> Call:
    attempt_id = desk.sitting().attempt_id
    return lambda: desk.services.exams.resume(attempt_id)


def exam_resume_finished(desk: Desk) -> Call:
    attempt_id = desk.finished().attempt_id
    return lambda: desk.services.exams.resume(attempt_id)


def exam_load(desk: Desk) -> Call:
    attempt_id = desk.sitting().attempt_id
    return lambda: desk.services.exams.load(attempt_id)


def answered(shown: bool) -> Callable[[Desk], Call]:
    def prepare(desk: Desk) -> Call:
        session, study = desk.session(), desk.services.study
        if shown:
            study.show(session, 0)
        return lambda: study.answer(session, 0, chosen(1), confidence=None, milliseconds=900)

    return prepare


def study_show(desk: Desk) -> Call:
    session = desk.session()
    return lambda: desk.services.study.show(session, 1)


def study_acts(desk: Desk) -> Call:
    session = desk.session()
    acts = [Event.answering(0, chosen(1)), Event(act=Act.STRIKE, question=0, value=2), Event(act=Act.CLOCK)]
    return lambda: desk.services.study.record(session, acts)


def study_finish(desk: Desk) -> Call:
    session = desk.session()
    return lambda: desk.services.study.finish(session)


def study_resume(desk: Desk) -> Call:
    attempt_id = desk.session().attempt_id
    return lambda: desk.services.study.resume(attempt_id)


def load_changed(desk: Desk) -> Call:
    path = desk.banks / "anatomy" / "skeletal.yaml"
    path.write_text(path.read_text() + "# one more line\n")
    return lambda: desk.services.library.load_bank(desk.banks)


def load_less(desk: Desk) -> Call:
    (desk.banks / "anatomy" / "muscular.yaml").unlink()
    return lambda: desk.services.library.load_bank(desk.banks)


def load_spoiled(desk: Desk) -> Call:
    (desk.banks / "anatomy" / "skeletal.yaml").write_text("items: [\n")
    return lambda: desk.services.library.load_bank(desk.banks)


def import_questions(desk: Desk) -> Call:
    path = desk.banks.parent / "mine.json"
    mine = replace(ITEM, id="clinical.ecg.9001")
    path.write_text(export_bank([mine], desk.services.context.topics, []), encoding="utf-8")
    return lambda: desk.services.library.import_items(path)


def flag_again(desk: Desk) -> Call:
    desk.services.marks.flag(desk.item_id, True)
    return lambda: desk.services.marks.flag(desk.item_id, True)


def change_nothing(desk: Desk) -> Call:
    desk.services.settings.change(hide_clock=True)
    return lambda: desk.services.settings.change(hide_clock=True)


def simply(call: Callable[[Services], object]) -> Callable[[Desk], Call]:
    """A method that needs nothing before it."""
    return lambda desk: lambda: call(desk.services)


def _rows(desk: Desk) -> Call:
    found = desk.head()
    return lambda: desk.services.exams.rows([found])


def _edition_of(desk: Desk) -> Call:
    found = desk.head()
    return lambda: desk.services.exams.edition_of(found)


def _load_with_head(desk: Desk) -> Call:
    attempt_id = desk.finished().attempt_id
    return lambda: desk.services.exams.load_with_head(attempt_id)


def _report(desk: Desk) -> Call:
    attempt_id = desk.finished().attempt_id
    return lambda: desk.services.reports.report(attempt_id)


def _review(desk: Desk) -> Call:
    attempt_id = desk.finished().attempt_id
    return lambda: desk.services.reports.review(attempt_id, ReviewSet.ALL)


CASES: dict[str, list[Callable[[Desk], Call]]] = {
    "SettingsService.read": [simply(lambda s: s.settings.read())],
    "SettingsService.change": [
        simply(lambda s: s.settings.change(goals=(Goal("cma", DAY),), minutes=(5,) * 7)),
        simply(lambda s: s.settings.change(editions={"rma": "no such edition"})),
        change_nothing,
    ],
    "Library.load_bank": [
        lambda d: lambda: d.services.library.load_bank(d.banks),
        load_changed,
        load_less,
        load_spoiled,
    ],
    "Library.import_items": [import_questions],
    "Library.exams": [simply(lambda s: s.library.exams())],
    "Library.outline": [simply(lambda s: s.library.outline("cma"))],
    "Library.all_editions": [simply(lambda s: s.library.all_editions())],
    "Library.reload_catalog": [simply(lambda s: s.library.reload_catalog())],
    "Library.search": [simply(lambda s: s.library.search(LibraryQuery()))],
    "Library.item": [lambda d: lambda: d.services.library.item(d.item_id)],
    "ItemMarks.read": [lambda d: lambda: d.services.marks.read(d.item_id)],
    "ItemMarks.flag": [lambda d: lambda: d.services.marks.flag(d.item_id, True), flag_again],
    "ItemMarks.note": [lambda d: lambda: d.services.marks.note(d.item_id, "look at this")],
    "ItemMarks.suspend": [
        lambda d: lambda: d.services.marks.suspend(d.item_id, True),
        lambda d: lambda: d.services.marks.suspend(d.item_id, False),
    ],
    "ItemMarks.report": [lambda d: lambda: d.services.marks.report(d.item_id, "0" * 16, "a slip")],
    "Study.home": [simply(lambda s: s.study.home("cma"))],
    "Study.open_session": [simply(lambda s: s.study.open_session())],
    "Study.unfinished": [simply(lambda s: s.study.unfinished())],
    "Study.available": [
        simply(lambda s: s.study.available(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5)))
    ],
    "Study.held": [simply(lambda s: s.study.held(StudyRequest(mode=StudyMode.BUILD, certification="cma")))],
    "Study.start": [simply(lambda s: s.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5)))],
    "Study.resume": [study_resume],
    "Study.show": [study_show],
    "Study.record": [study_acts],
    "Study.answer": [answered(shown=True), answered(shown=False)],
    "Study.finish": [study_finish],
    "Exams.home": [simply(lambda s: s.exams.home())],
    "Exams.unseen_share": [simply(lambda s: s.exams.unseen_share(s.context.blueprint("cma")))],
    "Exams.rows": [_rows],
    "Exams.edition_of": [_edition_of],
    "Exams.load_with_head": [_load_with_head],
    "Exams.draw": [simply(lambda s: s.exams.draw("cma", 3))],
    "Exams.start": [simply(lambda s: s.exams.start("ccma"))],
    "Exams.load": [exam_load],
    "Exams.resume": [exam_resume, exam_resume_finished],
    "Exams.record": [
        on_sitting(Event.answering(0, chosen(1))),
        on_sitting(Event(act=Act.MOVE, question=1)),
        on_sitting(Event(act=Act.FLAG, question=0, on=True)),
        on_sitting(Event(act=Act.CLOCK)),
        on_sitting(Event(act=Act.SUBMIT)),
    ],
    "Exams.finish": [exam_finish, exam_finish_again],
    "Exams.drill": [simply(lambda s: s.exams.drill("cma", ("a", "b")))],
    "Reports.report": [_report],
    "Reports.review": [_review],
    "Learning.learner": [simply(lambda s: s.learning.learner())],
    "Learning.learner_and": [simply(lambda s: s.learning.learner_and(lambda connection: None))],
    "Learning.ended_days": [simply(lambda s: s.learning.ended_days(s.learning.learner()))],
    "Learning.keep": [simply(lambda s: s.learning.keep())],
    "Learning.forget": [simply(lambda s: s.learning.forget())],
    "Learning.day": [simply(lambda s: s.learning.day())],
    "Learning.weights": [simply(lambda s: s.learning.weights("cma"))],
    "Learning.forms": [simply(lambda s: s.learning.forms(("cma",)))],
    "Readiness.views": [simply(lambda s: s.readiness.views())],
    "Readiness.view": [simply(lambda s: s.readiness.view("cma"))],
    "Readiness.first_attempts": [simply(lambda s: s.readiness.first_attempts(s.learning.learner(), "cma"))],
    "Readiness.coverage": [simply(lambda s: s.readiness.coverage(s.learning.learner(), "cma"))],
    "Readiness.history": [simply(lambda s: s.readiness.history("cma"))],
    "Planning.plan": [simply(lambda s: s.planning.plan("cma"))],
    "Planning.pace": [simply(lambda s: s.planning.pace())],
    "Planning.todays_items": [simply(lambda s: s.planning.todays_items("cma", 10))],
    "ProgressService.today": [simply(lambda s: s.progress.today("cma"))],
    "ProgressService.head": [simply(lambda s: s.progress.head("cma"))],
    "ProgressService.explanation": [simply(lambda s: s.progress.explanation())],
    "ProgressService.topic_rows": [simply(lambda s: s.progress.topic_rows("cma"))],
    "ProgressService.weakest": [simply(lambda s: s.progress.weakest("cma"))],
    "ProgressService.weakest_and": [simply(lambda s: s.progress.weakest_and("cma", lambda connection: None))],
    "ProgressService.overview": [simply(lambda s: s.progress.overview())],
    "WrongClock.mend": [simply(lambda s: s.wrong_clock.mend()), wrong_clock_mends],
    "WrongClock.news": [simply(lambda s: s.wrong_clock.news())],
    "Care.behind_ms": [simply(lambda s: s.care.behind_ms())],
    "Care.checkpoint": [simply(lambda s: s.care.checkpoint())],
    "Care.move_log": [simply(lambda s: s.care.move_log())],
    "Care.when_replaced": [simply(lambda s: s.care.when_replaced(lambda error: None))],
    "Care.back_up": [lambda d: lambda: d.services.care.back_up(d.banks.parent / "copy.sqlite")],
    "Care.back_up_daily": [simply(lambda s: s.care.back_up_daily())],
    "Care.counts": [simply(lambda s: s.care.counts())],
    "Care.bank_files": [simply(lambda s: s.care.bank_files())],
    "Outcomes.to_ask": [simply(lambda s: s.outcomes.to_ask())],
    "Outcomes.form": [simply(lambda s: s.outcomes.form("cma"))],
    "Outcomes.keep": [
        simply(lambda s: s.outcomes.keep("cma", DAY, True, 500.0, {})),
        simply(lambda s: s.outcomes.keep("cma", DAY, False, None, {"cma.clinical": 0.5})),
    ],
    "Outcomes.decline": [simply(lambda s: s.outcomes.decline("rma"))],
    "Outcomes.failed_areas": [simply(lambda s: s.outcomes.failed_areas("cma"))],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all: a case needs no state but what it makes itself."""
    folder = tmp_path_factory.mktemp("writes")
    banks = Path(shutil.copytree(shipped("question_banks"), folder / "banks"))
    clock = FixedClock()
    services = make_services(folder / "data", clock)
    services.library.load_bank(banks)
    yield Desk(services, banks, clock)
    services.close()


def public_methods(services: Services) -> set[str]:
    """`Class.method` of every service in the bundle."""
    found = [getattr(services, field.name) for field in fields(services) if field.name not in ("context", "clock")]
    return {
        f"{type(one).__name__}.{name}"
        for one in found
        for name, _ in inspect.getmembers(type(one), inspect.isroutine)
        if not name.startswith("_")
    }


def snapshot(services: Services) -> dict[str, tuple[int, str]]:
    """Rows and a hash of the contents, for each table."""
    found = {}
    with services.context.store.begin() as connection:
        for name in COVERED_BY:
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}").all()
            found[name] = (len(rows), hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest())
    return found


def flags(returned: object) -> set[str]:
    """The flags set; none where the method returns no Done."""
    changes = returned.changes if isinstance(returned, Done) else Changes()
    return {field.name for field in fields(changes) if getattr(changes, field.name)}


def test_every_service_method_has_a_case(desk: Desk) -> None:
    assert public_methods(desk.services) == set(CASES) | OF_FACTS | NO_HISTORY


def test_every_table_has_a_flag() -> None:
    assert set(COVERED_BY) == set(metadata.tables) - ON_NO_PAGE
    assert set().union(*COVERED_BY.values()) | COMPUTED == {field.name for field in fields(Changes)}


@pytest.mark.parametrize(
    ("method", "number"), [(method, n) for method, cases in CASES.items() for n in range(len(cases))]
)
def test_what_was_written_is_what_is_told(desk: Desk, method: str, number: int) -> None:
    call = CASES[method][number](desk)
    before = snapshot(desk.services)
    told = flags(call())
    after = snapshot(desk.services)
    changed = {table for table in before if before[table] != after[table]}
    assert not {table for table in changed if not COVERED_BY[table] & told}
    allowed = set().union(*(COVERED_BY[table] for table in changed), COMPUTED, MORE.get(method, set()))
    assert told <= (allowed if changed else set())
