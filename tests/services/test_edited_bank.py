"""The bank changes between two parts of an attempt: the attempt goes on with what it showed."""

from __future__ import annotations

from pathlib import Path

from mediquiz.domain.answers import chosen
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.grading import RULES
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services, write_bank

TOPIC = "clinical.ecg"


def edit(bank: Path) -> None:
    """New words and another key for every item, and the last one gone."""
    path = bank / "clinical" / "ecg.yaml"
    text = path.read_text().replace("which asks something?", "which asks something else?")
    text = text.replace("        key: true\n", "")
    text = text.replace(
        "        why: The reason why answer w is", "        key: true\n        why: The reason why answer w is"
    )
    path.write_text(text[: text.rindex("  - id:")])


def reopened(services: Services, tmp_path: Path, bank: Path, clock: FixedClock) -> Services:
    services.close()
    return make_services(tmp_path, clock, bank)


def test_a_session_goes_on_with_the_questions_that_it_began_with(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "bank").mkdir()
    bank = write_bank(tmp_path / "bank", [TOPIC])
    services = make_services(tmp_path, clock, bank)
    session = services.study.start(
        StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=4, topics=(TOPIC,))
    ).value
    before = [(shown.item.stem, shown.right, shown.order) for shown in session.items]
    services.study.answer(session, 0, session.items[0].right, confidence=None, milliseconds=9)
    edit(bank)
    services = reopened(services, tmp_path, bank, clock)
    again = services.study.resume(session.attempt_id).value
    assert [(shown.item.stem, shown.right, shown.order) for shown in again.items] == before
    assert again.given[0].correct
    for position in range(1, 4):
        right = again.items[position].right
        assert services.study.answer(again, position, right, confidence=None, milliseconds=9).value.correct
    assert services.study.finish(again).value.right == 4
    assert len(services.context.catalog) == 3
    services.close()


def test_an_exam_is_graded_by_the_keys_that_it_showed(tmp_path: Path, clock: FixedClock) -> None:
    from mediquiz.banks import read_topics
    from mediquiz.locations import shipped

    (tmp_path / "bank").mkdir()
    topics = read_topics(shipped("question_banks") / "topics.yaml").topics
    bank = write_bank(tmp_path / "bank", [topic.id for topic in topics], per_topic=24)
    services = make_services(tmp_path, clock, bank)
    sitting = services.exams.start("ncma").value
    place = next(n for n, shown in enumerate(sitting.items) if shown.item.topic == TOPIC)
    shown = sitting.items[place].item
    edit(bank)
    services = reopened(services, tmp_path, bank, clock)
    again = services.exams.resume(sitting.attempt_id).value
    assert again.items[place].item == shown
    for act in (
        Event(act=Act.MOVE, question=place),
        Event.answering(place, RULES[shown.kind].key(shown)),
        Event(act=Act.SUBMIT),
    ):
        stamped = again.attempt.stamp(act)
        again.attempt.apply(stamped)
        services.exams.record(again, stamped)
    services.exams.finish(again)
    with services.context.store.begin() as connection:
        log = connection.exec_driver_sql("SELECT revision, correct FROM answer WHERE item_id = ?", (shown.id,)).one()
    assert tuple(log) == (shown.revision, 1)
    services.close()


def test_a_question_whose_showing_was_not_written_can_be_answered(services: Services) -> None:
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=1)).value
    services.study.answer(session, 0, chosen(0), confidence=None, milliseconds=9)
    with services.context.store.begin() as connection:
        shown = connection.exec_driver_sql("SELECT item_id FROM showing").scalars().all()
    assert list(shown) == [session.items[0].item.id]
