"""What was never on screen in an exam counts in its score and nowhere else; what was left there is no answer."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediquiz.cli import run
from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.summaries import LibraryQuery, ReviewSet, Sitting, StudyMode
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo

from ..helpers import FixedClock, wrong_to
from .small import ITEMS, act, item, rows, template, three_days

IDS = {item(f"{topic.split('.')[1]} {n}") for topic, count in ITEMS.items() for n in range(1, count + 1)}
CERTIFICATIONS = ("aid", "tech")


@dataclass
class Examinee:
    """Sits an exam and notes what came on screen and what was answered, apart from the program's own book-keeping."""

    services: Services
    clock: FixedClock
    sitting: Sitting
    shown: set[int] = field(default_factory=set)
    given: dict[int, bool] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)

    @property
    def here(self) -> int:
        return self.sitting.attempt.current

    @property
    def told(self) -> dict[int, bool]:
        """Question -> right, of those that say something."""
        return dict.fromkeys(self.lost, False) | self.given

    def do(self, step: tuple[str, Any]) -> None:
        attempt, (name, value) = self.sitting.attempt, step
        if attempt.phase is Phase.RUNNING:
            self.shown.add(self.here)
            getattr(self, f"_{name}")(value)
            if attempt.expired:
                self._end(True)
        if attempt.phase is Phase.BREAK:
            self._act(Event(act=Act.START_SEGMENT))
        if attempt.phase is Phase.RUNNING:
            self.shown.add(self.here)

    def _move(self, value: int) -> None:
        segment = self.sitting.attempt.open_segment
        self._act(Event(act=Act.MOVE, question=segment[value % len(segment)]))

    def _answer(self, right: bool | None) -> None:
        shown = self.sitting.items[self.here]
        response = NO_ANSWER if right is None else shown.right if right else wrong_to(shown)
        self._act(Event.answering(self.here, response))
        self.given.pop(self.here, None)
        if right is not None:
            self.given[self.here] = right

    def _wait(self, seconds: int) -> None:
        self.sitting.attempt.run(seconds)
        self.clock.pass_time(seconds)

    def _end(self, _value: object) -> None:
        if self.sitting.attempt.expired and self.here not in self.given:
            self.lost.add(self.here)
        self._act(Event(act=Act.END_SEGMENT))

    def _act(self, event: Event) -> None:
        act(self.services, self.sitting, event)

    def submit(self) -> int:
        """End it here; the attempt's id."""
        self.shown.add(self.here)
        if self.sitting.attempt.phase is not Phase.FINISHED:
            self._act(Event(act=Act.SUBMIT))
        return self.services.exams.finish(self.sitting).value

    def ids(self, places: Any) -> set[str]:
        return {self.sitting.items[n].item.id for n in places}


def found(services: Services, state: str) -> set[str]:
    return {row.item_id for row in services.library.search(LibraryQuery(state=state)).rows}


def listed(services: Services) -> dict[StudyMode, int]:
    return {choice.mode: choice.available for choice in services.study.home("aid").choices}


def said(services: Services) -> dict[str, Any]:
    """Every figure of every page but the lists of exams and how many questions were seen."""
    overview = services.progress.overview()
    today = {c: services.progress.today(c) for c in CERTIFICATIONS}
    learner = services.learning.learner()
    return {
        "readiness": services.readiness.views(),
        "history": {one.head.id: one.history for one in overview.certifications},
        "topics": {
            one.head.id: [replace(topic, seen=0) for area in one.areas for topic in area.topics]
            for one in overview.certifications
        },
        "areas": [(a.id, a.answers, a.right, a.exam_answers, a.band) for c in overview.certifications for a in c.areas],
        "days": overview.days,
        "minutes": overview.minutes,
        "sure wrong": overview.sure_wrong,
        "weakest": {c: [row.id for row in view.weakest] for c, view in today.items()},
        "plan": {
            c: view.plan and (view.plan.days, view.plan.done_today, view.plan.questions) for c, view in today.items()
        },
        "reviews": {c: [pick.item for pick in reviews(services, c)] for c in CERTIFICATIONS},
        "lists": listed(services),
        "missed": found(services, "missed"),
        "answered": found(services, "answered"),
        "counts": (services.care.counts().answers, services.care.counts().days),
        "first": learner.first_attempts.tolist(),
        "due": learner.memory.forecast(int(services.learning.day()), 30),
        "memory": {one: learner.memory.last_review(one) for one in IDS},
        "known": dict(learner.topic_of),
        "model misses": dict(learner.missed),
    }


def reviews(services: Services, certification: str) -> list[Any]:
    facts = services.planning._facts.read()
    picks = services.planning._todays.picks(facts, certification, 10)
    return sorted((pick for pick in picks if str(pick.reason) in ("review", "missed")), key=lambda pick: pick.item)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 9)),
        st.tuples(st.just("answer"), st.sampled_from([True, False, None])),
        st.tuples(st.just("wait"), st.sampled_from([1, 40, 700])),
        st.tuples(st.just("end"), st.just(True)),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(CERTIFICATIONS), st.sampled_from([1.0, 2.0, None]), STEPS)
@example("aid", 1.0, [])
@example("aid", 1.0, [("wait", 700), ("answer", True), ("move", 3)])
@example("tech", 1.0, [("answer", True), ("move", 2), ("wait", 700)])
def test_an_exam_ended_anywhere_says_nothing_of_what_it_did_not_show(
    certification: str, factor: float | None, steps: list[tuple[str, Any]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock, database = FixedClock(), Path(folder) / "study.sqlite"
        shutil.copyfile(template() / "study.sqlite", database)
        services = open_services(database, template() / "question_banks", clock, random.Random(5))
        try:
            three_days(services, clock)
            clock.pass_days(1)
            before, unseen = said(services), found(services, "unseen")
            sat = Examinee(services, clock, services.exams.start(certification, factor).value)
            for step in steps:
                sat.do(step)
            check(services, sat, sat.submit(), before, unseen)
        finally:
            services.close()


def check(services: Services, sat: Examinee, attempt_id: int, before: dict[str, Any], unseen: set[str]) -> None:
    after, told = said(services), sat.told
    shown, answered = sat.ids(sat.shown), sat.ids(told)
    wrong = sat.ids(n for n, right in told.items() if not right)
    assert found(services, "unseen") == unseen - shown
    catalog = services.context.catalog
    assert sum(catalog.counts(topic)[1] for topic in ITEMS) == len(IDS - (unseen - shown))
    assert after["answered"] == before["answered"] | answered
    assert after["missed"] - before["missed"] == wrong - before["missed"]
    assert before["missed"] - after["missed"] <= answered - wrong
    assert set(after["known"]) == set(before["known"]) | answered
    assert set(after["model misses"]) - set(before["model misses"]) == wrong - set(before["model misses"])
    assert sum(after["first"]) - sum(before["first"]) == len(answered - before["answered"])
    assert after["counts"] == (before["counts"][0] + len(told), before["counts"][1] + bool(told))
    assert [d.answered for d in after["days"]][: len(before["days"])] == [d.answered for d in before["days"]]
    assert {key: after["memory"][key] for key in IDS - answered} == {k: before["memory"][k] for k in IDS - answered}
    if not told:
        assert {name: after[name] for name in after if after[name] != before[name]} == {}
    check_report(services, sat, attempt_id)
    with services.context.store.begin() as connection:
        kept = [connection.exec_driver_sql(f"SELECT * FROM {t} ORDER BY 1, 2").all() for t in study_tables()]
        study_repo.rebuild(connection)
        assert kept == [connection.exec_driver_sql(f"SELECT * FROM {t} ORDER BY 1, 2").all() for t in study_tables()]


def study_tables() -> tuple[str, ...]:
    return ("item_state", "topic_tally", "day_tally")


def check_report(services: Services, sat: Examinee, attempt_id: int) -> None:
    """The score is that of the whole form, as the board would score it; only what was seen can be gone through."""
    report, questions = services.reports.report(attempt_id), sat.sitting.attempt.questions
    (row,) = services.exams.home().history
    right = sum(questions[n].scored for n, ok in sat.told.items() if ok)
    scored = sum(question.scored for question in questions)
    assert (row.right, row.scored) == (report.result.right, report.result.scored) == (right, scored)
    assert report.result.unanswered == len(questions) - len(sat.given)
    assert report.on_screen == len(sat.shown)
    reviewed = services.reports.review(attempt_id, ReviewSet.ALL)
    assert [one.position for one in reviewed] == sorted(sat.shown)
    missed = services.reports.review(attempt_id, ReviewSet.MISSED)
    assert [one.position for one in missed] == sorted(n for n in sat.shown if not sat.given.get(n))
    assert report.missed_items == tuple(one.shown.item.id for one in missed)


def test_looking_at_one_question_and_leaving_is_no_study(small: Services, clock: FixedClock) -> None:
    sat = Examinee(small, clock, small.exams.start("aid").value)
    act(small, sat.sitting, Event(act=Act.SUBMIT))
    told = small.exams.finish(sat.sitting).changes
    assert told == Changes(attempts=True, plan=True)
    view, plan = small.progress.today("aid"), small.planning.plan("aid")
    assert plan is not None
    assert (view.readiness.first_attempts, view.readiness.coverage, view.readiness.stage) == (0, 0.0, "none")
    assert (plan.done_today, bool(plan.questions), view.weakest) == (0, True, ())
    assert (found(small, "missed"), found(small, "answered")) == (set(), set())
    assert len(found(small, "unseen")) == len(IDS) - 1
    assert small.exams.home().history[0].right == 0
    # The next form is new but for that question.
    assert sum(q.seen_before for q in small.exams.start("aid").value.attempt.questions) <= 1


def test_the_question_that_stood_on_screen_when_the_time_was_up_is_a_miss(small: Services, clock: FixedClock) -> None:
    sat = Examinee(small, clock, small.exams.start("aid").value)
    for step in (("answer", True), ("move", 1), ("move", 2), ("wait", 700)):
        sat.do(step)
    sat.submit()
    items = [shown.item.id for shown in sat.sitting.items]
    assert rows(small, "SELECT item_id, correct, timed_out FROM answer ORDER BY id") == [
        *((items[0], 1, 0), (items[2], 0, 1))
    ]
    assert found(small, "missed") == {items[2]}


def test_the_pace_is_that_of_the_questions_on_screen(small: Services, clock: FixedClock) -> None:
    """Two of the five questions of the first part took 30 and 40 seconds; the second part was not reached."""
    sat = Examinee(small, clock, small.exams.start("aid").value)
    for step in (("wait", 30), ("answer", True), ("move", 1), ("wait", 40)):
        sat.do(step)
    result = small.reports.report(sat.submit()).result
    assert [(one.seconds, one.available) for one in result.pace] == [(35, 120), (0, 120)]
    assert result.seconds == 70


def test_the_terminal_and_json_say_the_same(
    clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "study.sqlite"
    shutil.copyfile(template() / "study.sqlite", database)
    services = open_services(database, template() / "question_banks", clock, random.Random(1))
    sat = Examinee(services, clock, services.exams.start("aid").value)
    for step in (("answer", False), ("move", 1), ("answer", True), ("move", 2)):
        sat.do(step)
    sat.submit()
    services.close()
    monkeypatch.setattr("mediquiz.locations.shipped", lambda name: template() / name)

    def told(command: str) -> Any:
        assert run([command, "--json", "--database", str(database)]) == 0
        return json.loads(capsys.readouterr().out)

    aid = told("progress")["certifications"]["aid"]
    assert (aid["answers"], aid["right"], aid["exam_answers"], aid["seen"]) == (2, 1, 2, 3)
    assert told("readiness")["certifications"]["aid"]["first_attempts"] == 2


def test_a_question_left_in_an_exam_is_asked_again_on_another_day(small: Services, clock: FixedClock) -> None:
    """It came on screen and was not answered: neither new nor due, and it was never in today's session again."""
    sat = Examinee(small, clock, small.exams.start("tech").value)
    for n in range(4):
        sat.do(("move", n))
    sat.submit()
    left = sat.ids(sat.shown)
    assert len(left) == 4
    todays = small.planning.todays_items("tech", 8)
    assert left < set(todays)
