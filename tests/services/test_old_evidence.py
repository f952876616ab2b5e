"""A history in which finished exams wrote an answer for every question says the truth once it is opened."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.policy import Mode
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo

from ..helpers import FixedClock, wrong_to
from .small import rows, template
from .test_evidence import IDS, Examinee, found, said


def as_0003_wrote(sat: Examinee) -> None:
    """What was not told of an exam was written as well: shown where it never was, and missed."""
    services, attempt = sat.services, sat.sitting.attempt
    with services.context.store.begin() as connection:
        for n, question in enumerate(attempt.questions):
            if n not in sat.shown:
                study_repo.add_showing(
                    connection, question.item_id, question.revision, sat.sitting.attempt_id, sat.clock.ms
                )
            if n not in sat.told:
                study_repo.add_answer(connection, made_up(sat, n))
    for shown in sat.sitting.items:
        services.context.catalog.show(shown.item.id)


def made_up(sat: Examinee, n: int) -> study_repo.LoggedAnswer:
    question, now = sat.sitting.attempt.questions[n], sat.clock.ms
    return study_repo.LoggedAnswer(
        item_id=question.item_id,
        revision=question.revision,
        topic=question.topic,
        order=question.order,
        response=NO_ANSWER,
        correct=False,
        confidence=None,
        milliseconds=0,
        mode=Mode.EXAM,
        attempt_id=sat.sitting.attempt_id,
        scored=question.scored,
        timed_out=True,
        shown_at_ms=now,
        answered_at_ms=now,
        local_day=sat.clock.today().toordinal(),
    )


def as_0003(database: Path) -> None:
    """The file without what later revisions added."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for table in ("log_seal", "placed"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")


def answer_now(services: Services, item_id: str, right: bool) -> None:
    request = StudyRequest(mode=StudyMode.DRILL, certification="aid", count=1, items=(item_id,))
    session = services.study.start(request).value
    services.study.show(session, 0)
    (shown,) = session.items
    response = shown.right if right else wrong_to(shown)
    services.study.answer(session, 0, response, confidence=None, milliseconds=4000)
    services.study.finish(session)


@pytest.fixture
def old(small: Services, clock: FixedClock, tmp_path: Path) -> tuple[Path, list[Examinee], set[str]]:
    """Exams left early, an answer in between to a question of the first one that had never been on screen.

    Of the first: question 0 right, 1 looked at, the time up on 2; of the second part its first question stood on
    screen. Of the two later ones: question 0 looked at.
    """
    first = Examinee(small, clock, small.exams.start("aid").value)
    for step in (("answer", True), ("move", 1), ("move", 2), ("wait", 700)):
        first.do(step)
    first.submit()
    assert (first.shown, first.lost) == ({0, 1, 2, 5}, {2})
    as_0003_wrote(first)
    clock.pass_days(1)
    practiced = first.sitting.items[9].item.id
    answer_now(small, practiced, True)
    later = []
    for _ in range(2):
        clock.pass_days(1)
        later.append(Examinee(small, clock, small.exams.start("aid").value))
        later[-1].submit()
        as_0003_wrote(later[-1])
    assert len(found(small, "missed")) > 15
    database = tmp_path / "old.sqlite"
    small.care.back_up(database)
    as_0003(database)
    return database, [first, *later], {practiced}


def test_the_figures_of_an_old_history_are_those_of_what_was_done(
    old: tuple[Path, list[Examinee], set[str]], clock: FixedClock
) -> None:
    database, exams, practiced = old
    services = open_services(database, template() / "question_banks", clock, random.Random(3))
    try:
        first, *later = exams
        told, after = first.ids(first.told) | practiced, said(services)
        shown = practiced.union(*(one.ids(one.shown) for one in exams))
        assert after["answered"] == set(after["known"]) == told
        assert after["missed"] == set(after["model misses"]) == first.ids(first.lost)
        assert found(services, "unseen") == IDS - shown
        assert [(day.answered, day.right) for day in after["days"]] == [(2, 1), (1, 1)]
        assert sum(after["first"]) == 3 == services.readiness.view("aid").first_attempts
        assert rows(services, "SELECT item_id, first FROM answer ORDER BY id") == [
            *((one.item.id, 1) for n, one in enumerate(first.sitting.items) if n in first.told),
            *((one, 1) for one in practiced),
        ]
        check_exams(services, first, later, practiced)
    finally:
        services.close()


def check_exams(services: Services, first: Examinee, later: list[Examinee], practiced: set[str]) -> None:
    """Scores stand; a question of a later form was seen before only where it had been."""
    right = int(first.sitting.attempt.questions[0].scored)
    assert [(row.right, row.scored) for row in services.exams.home().history] == [(0, 8), (0, 8), (right, 8)]
    before = first.ids(first.shown) | practiced
    for exam in later:
        form = services.exams.load(exam.sitting.attempt_id).attempt.questions
        assert [question.seen_before for question in form] == [question.item_id in before for question in form]
        before |= exam.ids(exam.shown)
    assert sum(question.seen_before for question in later[1].sitting.attempt.questions) > 5


def test_it_is_mended_once_and_a_copy_of_it_kept(old: tuple[Path, list[Examinee], set[str]], clock: FixedClock) -> None:
    database, _exams, _practiced = old
    for _ in range(2):
        open_services(database, template() / "question_banks", clock).close()
    (copy,) = (database.parent / "backups").glob("*before-update*")
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(database)) as now:
        count = "SELECT count(*) FROM answer"
        assert kept.execute(count).fetchone() == (31,) and now.execute(count).fetchone() == (3,)
        assert now.execute("PRAGMA foreign_key_check").fetchall() == []
