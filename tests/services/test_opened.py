"""What was begun and not ended, counted from the log for practice and from the events for an exam."""

from __future__ import annotations

from pathlib import Path

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.summaries import OpenSession, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_time
from mediquiz.services.opened import open_sessions

from ..helpers import FixedClock, make_services, wrong_to
from .small import act, rows, sit, write_small_bank


def opened(services: Services, kind: str) -> list[OpenSession]:
    with services.context.store.read() as connection:
        return open_sessions(services.context, connection, kind)


def test_an_open_exam_counts_what_stands_answered(small: Services, clock: FixedClock) -> None:
    """Four answers on record: two of one question, one taken back, one left: 2 of 10 stand."""
    started = clock.ms
    sitting = small.exams.start("aid").value
    clock.pass_time(60)
    items = sitting.items
    for event in (
        Event.answering(0, items[0].right),
        Event.answering(0, wrong_to(items[0])),
        Event.answering(1, items[1].right),
        Event.answering(1, NO_ANSWER),
        Event.answering(2, items[2].right),
        Event(act=Act.FLAG, question=3),
    ):
        act(small, sitting, event)
    assert opened(small, "exam") == [
        OpenSession(
            attempt_id=sitting.attempt_id,
            kind="exam",
            mode=None,
            certification="aid",
            short="AID",
            started=local_time(started),
            done=2,
            total=10,
        )
    ]
    assert opened(small, "study") == []


def test_open_practice_counts_its_own_answers(small: Services, clock: FixedClock) -> None:
    sit(small, [True] * 4, "tech")
    session = small.study.start(StudyRequest(mode=StudyMode.QUICK, certification="tech", count=3)).value
    small.study.show(session, 0)
    small.study.answer(session, 0, NO_ANSWER, confidence=None, milliseconds=1)
    found = OpenSession(
        attempt_id=session.attempt_id,
        kind="study",
        mode=StudyMode.QUICK,
        certification="tech",
        short="TECH",
        started=local_time(clock.ms),
        done=1,
        total=3,
    )
    assert opened(small, "study") == [found]
    assert small.study.home("aid").open == small.study.open_session() == found
    small.study.finish(session)
    assert opened(small, "study") == []


def test_what_belongs_to_an_exam_that_is_gone_waits_for_its_file(tmp_path: Path, clock: FixedClock) -> None:
    bank = write_small_bank(tmp_path / "question_banks")
    first = make_services(tmp_path / "data", clock, bank)
    sit(first, [True] * 4, "tech")
    first.exams.start("tech")
    kept = first.exams.start("aid").value.attempt_id
    first.close()
    for path in (bank / "exams").glob("tech*.yaml"):
        path.unlink()
    fewer = make_services(tmp_path / "data", clock, bank)
    assert [one.attempt_id for one in opened(fewer, "exam")] == [kept]
    assert fewer.exams.home().history == ()
    assert [offer.certification for offer in fewer.exams.home().offers] == ["aid"]
    assert rows(fewer, "SELECT count(*) FROM attempt") == [(3,)]
    fewer.close()
