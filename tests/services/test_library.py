"""The library: filters, rows, marks and reports as they are written, and what loading a bank does."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediquiz.domain.summaries import ExamChoice, LibraryQuery, LibraryRow, Mark, StudyMode
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.library import BankReport, Canceled

from ..helpers import NOON, FixedClock, make_services
from .small import ITEMS, Given, item, practice, rows, three_days, write_small_bank


def found(services: Services, **filters: object) -> list[str]:
    return [row.item_id for row in services.library.search(LibraryQuery(**filters)).rows]  # type: ignore[arg-type]


def items(*shorts: str) -> list[str]:
    return [item(short) for short in shorts]


def missed(services: Services) -> int:
    """How many the Study page counts."""
    return next(c.available for c in services.study.home("aid").choices if c.mode is StudyMode.MISSED)


@pytest.mark.parametrize(
    ("filters", "topics"),
    [
        ({}, ["blood.cells", "blood.draw", "blood.test", "heart.ecg", "law.duty"]),
        ({"topic": "blood.test"}, ["blood.test"]),
        ({"subject": "blood"}, ["blood.cells", "blood.draw", "blood.test"]),
        ({"subject": "bl"}, []),
        ({"certification": "aid"}, ["blood.cells", "blood.draw", "blood.test", "law.duty"]),
        ({"certification": "tech"}, ["heart.ecg", "law.duty"]),
        ({"certification": "aid", "area": "aid.hands"}, ["blood.cells", "blood.draw", "blood.test"]),
        ({"certification": "aid", "area": "aid.hands.tests"}, ["blood.cells", "blood.test"]),
        ({"certification": "aid", "area": "aid.nothing"}, []),
        ({"certification": "aid", "subject": "law"}, ["law.duty"]),
        ({"certification": "tech", "topic": "blood.draw"}, []),
        ({"subject": "law", "topic": "blood.draw"}, []),
    ],
)
def test_filters_by_topic_subject_and_outline(small: Services, filters: dict[str, str], topics: list[str]) -> None:
    page = small.library.search(LibraryQuery(**filters))  # type: ignore[arg-type]
    assert list(dict.fromkeys(row.topic for row in page.rows)) == topics
    assert page.total == len(page.rows) == sum(ITEMS[topic] for topic in topics)
    assert [row.item_id for row in page.rows] == sorted(row.item_id for row in page.rows)


def test_filters_by_state_after_three_days(small: Services, clock: FixedClock) -> None:
    three_days(small, clock)
    small.marks.flag(item("test 2"), True)
    small.marks.suspend(item("test 3"), True)
    small.marks.note(item("test 4"), "ask")
    seen = items("draw 1", "draw 2", "draw 3", "draw 4", "test 1", "ecg 1", "duty 1")
    assert sorted(found(small, state="answered")) == sorted(seen)
    assert sorted(found(small, state="unseen")) == sorted(set(found(small)) - set(seen))
    assert found(small, state="missed") == items("draw 3", "draw 4", "duty 1")
    assert found(small, state="flagged") == items("test 2")
    assert found(small, state="suspended") == items("test 3")
    assert found(small, state="noted") == items("test 4")
    assert found(small, state="missed", certification="tech") == items("duty 1")
    # Shown and left alone is neither answered nor unseen.
    exam = small.exams.start("tech").value
    assert exam.items[0].item.id not in found(small, state="unseen")


def test_filters_by_level_text_and_limit(small: Services) -> None:
    """Items with odd numbers are of the level recall; of cells there are 3."""
    assert found(small, level="recall", topic="blood.cells") == items("cells 1", "cells 3")
    assert found(small, level="application", topic="blood.cells") == items("cells 2")
    assert found(small, text="question 12") == items("draw 12")
    assert found(small, text="answer 3 law") == items("duty 3")
    page = small.library.search(LibraryQuery(topic="blood.draw", limit=5))
    assert ([row.item_id for row in page.rows], page.total) == (items(*(f"draw {n}" for n in range(1, 6))), 12)


def test_a_row_says_how_often_it_was_answered_and_what_is_marked(small: Services, clock: FixedClock) -> None:
    """draw 2 was answered three times, twice right; difficulty is 1 + 2 % 5."""
    three_days(small, clock)
    small.marks.flag(item("draw 2"), True)
    small.marks.note(item("draw 1"), "ask")
    first, second, third = small.library.search(LibraryQuery(topic="blood.draw", limit=3)).rows
    assert second == LibraryRow(
        item_id=item("draw 2"),
        stem="Question 2 of blood.draw, which asks something?",
        topic="blood.draw",
        topic_title="Drawing blood",
        kind="single",
        level="application",
        difficulty=3,
        answered=3,
        right=2,
        flagged=True,
        suspended=False,
        noted=False,
    )
    assert (first.answered, first.right, first.flagged, first.suspended, first.noted) == (1, 1, False, False, True)
    assert (third.answered, third.right, third.noted, third.level) == (2, 1, False, "recall")


def test_an_item_is_previewed_in_the_authors_order(small: Services) -> None:
    small.marks.note(item("duty 3"), "  look it up \n")
    shown = small.library.item(item("duty 3"))
    assert (shown.item.id, shown.order, shown.topic_title) == (item("duty 3"), (0, 1, 2, 3), "Duties")
    assert shown.mark == Mark(False, False, "look it up")
    assert small.library.item(item("duty 2")).mark == Mark()


def test_marks_are_kept_beside_each_other_and_written_once(small: Services, clock: FixedClock) -> None:
    one = item("test 1")
    assert small.marks.flag(one, True).value == Mark(flagged=True)
    clock.pass_time(5)
    assert small.marks.note(one, " a ").value == Mark(flagged=True, note="a")
    clock.pass_time(5)
    outcome = small.marks.suspend(one, True)
    assert (outcome.value, outcome.changes) == (Mark(True, True, "a"), Changes(marks=True, items=True))
    mark = "SELECT item_id, flagged, suspended, note, changed_at_ms FROM mark"
    assert rows(small, mark) == [(one, 1, 1, "a", NOON + 10_000)]
    clock.pass_time(5)
    for again in (small.marks.flag(one, True), small.marks.note(one, "a "), small.marks.suspend(one, True)):
        assert (again.value, again.changes) == (Mark(True, True, "a"), Changes())
    assert rows(small, mark) == [(one, 1, 1, "a", NOON + 10_000)]
    assert small.marks.flag(one, False).value == Mark(False, True, "a")
    assert small.marks.note(one, "").changes == Changes(marks=True)
    assert rows(small, mark) == [(one, 0, 1, "", NOON + 15_000)]


def test_a_suspended_item_leaves_all_draws_and_comes_back_with_its_past(small: Services, clock: FixedClock) -> None:
    three_days(small, clock)
    one = item("draw 3")
    small.marks.suspend(one, True)
    catalog = small.context.catalog
    assert (catalog.ordinal(one), catalog.counts("blood.draw"), len(catalog)) == (None, (11, 3), 26)
    assert missed(small) == 2
    small.marks.suspend(one, False)
    assert (catalog.counts("blood.draw"), len(catalog)) == ((12, 4), 27)
    assert missed(small) == 3


def test_a_problem_report_is_kept_with_the_revision(small: Services, clock: FixedClock) -> None:
    shown = small.library.item(item("ecg 1"))
    outcome = small.marks.report(shown.item.id, shown.item.revision, "  two keys ")
    assert outcome.changes == Changes(marks=True)
    assert rows(small, "SELECT item_id, revision, text, made_at_ms FROM report") == [
        (shown.item.id, shown.item.revision, "two keys", clock.ms)
    ]


def test_exams_and_outlines_of_the_bank(small: Services) -> None:
    assert small.library.exams() == (
        ExamChoice("aid", "AID (FAB)", "Ten questions."),
        ExamChoice("tech", "TECH (HTB)", "Four questions."),
    )
    assert small.library.certifications == ("aid", "tech")
    assert small.library.outline("tech").edition == "one"
    small.settings.change(editions={"tech": "two"})
    assert small.library.outline("tech").edition == "two"
    assert [(one.id, one.edition) for one in small.library.all_editions()] == [
        *(("aid", "2026"), ("tech", "one"), ("tech", "two")),
    ]
    assert [topic.id for topic in small.library.topics.topics] == list(ITEMS)


class Watch:
    """How far the loading is; stops at a file."""

    def __init__(self, stop_at: int = 99) -> None:
        self.told: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int, text: str) -> None:
        self.told.append((done, total, text))
        if done == self._stop_at:
            raise Canceled


def test_a_bank_is_read_once_and_then_only_what_changed(tmp_path: Path, clock: FixedClock) -> None:
    bank = write_small_bank(tmp_path / "question_banks")
    services = make_services(tmp_path / "data", clock, bank)
    library = services.library
    quiet = library.load_bank(bank, watch := Watch())
    assert (quiet.value, quiet.changes, watch.told) == (BankReport(27, ()), Changes(), [])
    path = bank / "law" / "duty.yaml"
    whole = path.read_text()
    path.write_text(whole[: whole.index("  - id: law.duty.0004")])
    outcome = library.load_bank(bank, watch)
    assert (outcome.value, outcome.changes) == (BankReport(26, ()), Changes(items=True))
    assert watch.told == [(0, 1, "law/duty.yaml")]
    assert rows(services, "SELECT status FROM item WHERE id = 'law.duty.0004'") == [("retired",)]
    path.write_text("topic: law.duty\nitems: [\n")
    broken = library.load_bank(bank)
    assert (broken.value.items, broken.changes) == (26, Changes())
    (problem,) = broken.value.problems
    assert "law/duty.yaml, line" in problem
    path.unlink()
    gone = library.load_bank(bank)
    assert (gone.value, gone.changes) == (BankReport(23, ()), Changes(items=True))
    assert rows(services, "SELECT name FROM bank_file WHERE name LIKE 'law%'") == []
    services.close()


def test_each_file_with_a_mistake_is_told_and_the_sound_ones_load(tmp_path: Path, clock: FixedClock) -> None:
    """Cells loses its third question, duty and ecg break and keep what they held: 27 - 1."""
    bank = write_small_bank(tmp_path / "question_banks")
    services = make_services(tmp_path / "data", clock, bank)
    cells = bank / "blood" / "cells.yaml"
    cells.write_text(cells.read_text().partition("  - id: blood.cells.0003")[0])
    for topic in ("heart/ecg", "law/duty"):
        (bank / f"{topic}.yaml").write_text("topic: x\nitems: [\n")
    outcome = services.library.load_bank(bank)
    assert (outcome.value.items, outcome.changes) == (26, Changes(items=True))
    assert [problem.split(", line")[0] for problem in outcome.value.problems] == [
        "question_banks/heart/ecg.yaml",
        "question_banks/law/duty.yaml",
    ]
    services.close()


def test_a_stopped_loading_keeps_what_was_read(tmp_path: Path, clock: FixedClock) -> None:
    bank = write_small_bank(tmp_path / "question_banks")
    empty = make_services(tmp_path / "data", clock, write_small_bank(tmp_path / "other"))
    for topic in ITEMS:
        path = bank / (topic.replace(".", "/") + ".yaml")
        path.write_text(path.read_text() + "# changed\n")
    watch = Watch(stop_at=2)
    with pytest.raises(Canceled):
        empty.library.load_bank(bank, watch)
    assert [(done, total) for done, total, _ in watch.told] == [(0, 5), (1, 5), (2, 5)]
    later = Watch(stop_at=99)
    empty.library.load_bank(bank, later)
    assert [(done, total) for done, total, _ in later.told] == [(0, 3), (1, 3), (2, 3)]
    empty.close()


def test_an_exam_question_not_answered_is_seen_in_the_library(small: Services, clock: FixedClock) -> None:
    practice(small, clock, [Given("ecg 2", True)])
    sitting = small.exams.start("tech").value
    assert set(found(small, state="unseen", topic="heart.ecg")) == set(found(small, topic="heart.ecg")) - {
        item("ecg 2"),
        sitting.items[0].item.id,
    }


def test_words_are_looked_for_among_what_the_filters_leave(small: Services) -> None:
    """In the reasons, the id and the notes too; what is shown first holds the words in the question."""
    small.marks.note(item("test 4"), "Ask about Ménière’s")
    assert found(small, text="menieres") == items("test 4")
    assert found(small, text="menieres", topic="blood.draw") == []
    assert found(small, text="meniers") == items("test 4")
    assert found(small, text="ménière's", state="noted") == items("test 4")
    page = small.library.search(LibraryQuery(text="qeustion", topic="blood.cells", limit=2))
    assert [one.taken for one in page.sought.instead] == [("question",)]
    assert ([row.item_id for row in page.rows], page.total) == (items("cells 1", "cells 2"), 3)
    assert found(small, text=item("duty 3"))[0] == item("duty 3")
    assert found(small, text="? \\") == found(small)


def test_994_words_pasted_are_looked_for(small: Services) -> None:
    assert found(small, text="question " * 500 + " ".join(f"word{n}" for n in range(994))) == []


def test_new_questions_are_found_once_they_are_there(small: Services, tmp_path: Path) -> None:
    assert found(small, text="zygote") == []
    folder = write_small_bank(tmp_path / "new")
    file = folder / "blood" / "draw.yaml"
    file.write_text(file.read_text().replace("which asks something?", "which asks for a zygote?", 1))
    small.library.load_bank(folder)
    assert len(found(small, text="zygote")) == 1
