"""What a student keeps with a question, as it stands in the tables."""

from __future__ import annotations

from mediquiz.domain.summaries import Mark, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.changes import NOTHING, Changes

from ..helpers import NOON, FixedClock

ITEM = "clinical.ecg.0001"


def rows(services: Services, table: str) -> list[tuple[object, ...]]:
    with services.context.store.begin() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def test_a_question_without_a_mark(services: Services) -> None:
    assert services.marks.read(ITEM) == Mark()
    assert rows(services, "mark") == []


def test_flag_note_and_suspension_are_one_row_that_keeps_the_others(services: Services) -> None:
    assert services.marks.flag(ITEM, True).value == Mark(flagged=True)
    assert services.marks.note(ITEM, "  leads V1 to V6 ").value == Mark(flagged=True, note="leads V1 to V6")
    assert services.marks.suspend(ITEM, True).value == Mark(True, True, "leads V1 to V6")
    assert services.marks.flag(ITEM, False).value == Mark(False, True, "leads V1 to V6")
    assert services.marks.note(ITEM, " ").value == Mark(suspended=True)
    assert services.marks.read(ITEM) == Mark(suspended=True)
    assert rows(services, "mark") == [(ITEM, 0, 1, "", NOON)]


def test_one_that_is_suspended_is_served_no_more_until_it_is_brought_back(services: Services) -> None:
    before = services.context.catalog.counts("clinical.ecg")[0]
    services.marks.suspend(ITEM, True)
    assert services.context.catalog.counts("clinical.ecg")[0] == before - 1
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=500, topics=("clinical.ecg",))
    assert ITEM not in {shown.item.id for shown in services.study.start(request).value.items}
    services.marks.suspend(ITEM, False)
    assert services.context.catalog.counts("clinical.ecg")[0] == before


def test_a_report_keeps_text_revision_and_time(services: Services, clock: FixedClock) -> None:
    clock.pass_time(60)
    services.marks.report(ITEM, "0123456789abcdef", " Two options are right \n")
    assert [row[1:] for row in rows(services, "report")] == [
        (ITEM, "0123456789abcdef", "Two options are right", NOON + 60_000)
    ]


def test_what_each_says_it_changed(services: Services) -> None:
    for on in (True, False):
        assert services.marks.flag(ITEM, on).changes == Changes(marks=True)
        assert services.marks.note(ITEM, "a note" if on else "").changes == Changes(marks=True)
        assert services.marks.suspend(ITEM, on).changes == Changes(marks=True, items=True)
    assert services.marks.report(ITEM, "r", "text").changes == Changes(marks=True)


def test_what_stays_as_it_is_is_not_written(services: Services, clock: FixedClock) -> None:
    services.marks.flag(ITEM, True)
    clock.pass_time(60)
    for outcome in (
        services.marks.flag(ITEM, True),
        services.marks.note(ITEM, ""),
        services.marks.suspend(ITEM, False),
    ):
        assert (outcome.value, outcome.changes) == (Mark(flagged=True), NOTHING)
    assert rows(services, "mark") == [(ITEM, 1, 0, "", NOON)]
