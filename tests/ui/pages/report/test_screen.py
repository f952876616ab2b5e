"""The score report, its printed page, and going through the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.summaries import ExamReport, Mark, ReviewSet, StudyMode
from mediquiz.ui.destinations import StartStudy, ToExams, ToReport
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.pages.report.printed import pdf_bytes, report_html
from mediquiz.ui.pages.report.screen import ReportScreen
from tests.helpers import key_place, wrong_to
from tests.ui.options import row
from tests.ui.pages.exam_room import ExamRoom, press, words_on


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[ExamRoom]:
    found = ExamRoom(tmp_path, qtbot)
    yield found
    found.close()


def open_report(room: ExamRoom, attempt_id: int, review: ReviewSet | None = None) -> ReportScreen:
    screen = ReportScreen(room.tools)
    room.keep(screen)
    screen.resize(1072, 1200)
    screen.show()
    screen.arrive(ToReport(attempt_id, review))
    return screen


def report_of(room: ExamRoom, wrong_every: int, certification: str = "cma") -> ExamReport:
    attempt_id, _ = room.finish_quickly(certification, lambda n: n % wrong_every != 0)
    return room.services.reports.report(attempt_id)


def test_numbers_and_their_limits(room: ExamRoom) -> None:
    report = report_of(room, 5)
    screen = open_report(room, report.attempt_id)
    said, result = words_on(screen), report.result
    for line in (
        "CMA (AAMA) practice exam, ",
        f"{result.share:.1%}",
        f"{result.right} of 180 scored questions right",
        f"20 unscored questions, as on the exam; you got {result.unscored_right} of them right",
        f"Scaled score about {result.scaled:.0f}, likely {result.scaled_low:.0f} – {result.scaled_high:.0f}.",
        "Passing score 405.",
        "The line is the passing mark: we assume that 70% right equals the passing score of 405.",
        report.passing_note,
        "Clinical competency",
        "59%",
        f"{result.areas[0].right} / {result.areas[0].scored}",
        "You changed no answers.",
    ):
        assert line in said
    assert screen.score.chip.text() == "Above the passing score"
    assert "48 s available per question" in screen.areas.chart.accessibleName()


@pytest.mark.parametrize(
    ("wrong_every", "word"),
    [(10, "Above the passing score"), (3, "Too close to call"), (2, "Below the passing score")],
)
def test_above_below_or_too_close(room: ExamRoom, wrong_every: int, word: str) -> None:
    report = report_of(room, wrong_every)
    assert say.standing(report)[0] == word
    holds_cut = report.result.low80 <= report.raw_cut <= report.result.high80
    assert holds_cut == (word == "Too close to call")


def test_smaller_areas_open_and_close(room: ExamRoom) -> None:
    screen = open_report(room, report_of(room, 4).attempt_id)
    assert screen.areas.grid.rows_shown() == 3
    assert "Pharmacology" not in words_on(screen)
    screen.areas.more.click()
    said = words_on(screen)
    assert screen.areas.grid.rows_shown() > 6
    assert "Pharmacology" in said
    assert "the share is our assumption" in said
    screen.areas.more.click()
    assert screen.areas.grid.rows_shown() == 3


def test_extra_time_and_interruptions_are_on_the_result(room: ExamRoom) -> None:
    sitting = room.services.exams.start("ccma", 1.5).value
    sitting = room.services.exams.resume(sitting.attempt_id).value
    last = sitting.attempt.stamp(Event(act=Act.SUBMIT))
    sitting.attempt.apply(last)
    room.services.exams.record(sitting, last)
    screen = open_report(room, room.services.exams.finish(sitting).value)
    assert "1.5 times the standard time. Left and resumed once" in words_on(screen)
    assert "180 questions without an answer, counted as wrong" in words_on(screen)
    assert not screen.note.close_button.isVisible()


def test_questions_seen_before_are_disclosed(room: ExamRoom) -> None:
    for _ in range(3):
        room.finish_quickly("cma")
    report = room.services.reports.report(3)
    assert report.seen_before
    assert f"You had seen {report.seen_before} of these questions before" in words_on(open_report(room, 3))


def test_changed_answers_in_a_sentence(room: ExamRoom) -> None:
    result = report_of(room, 4).result
    changes = type(result.changes)
    assert say.changed(changes(3, 1, 0)) == (
        "You changed 4 answers: 3 from wrong to right, 1 from right to wrong. Changing answers paid off."
    )
    assert say.changed(changes(0, 1, 2)).endswith("Changing answers cost more than it gained.")
    assert say.changed(changes(1, 1, 0)).endswith("1 from right to wrong.")


def test_untimed_has_no_line(room: ExamRoom) -> None:
    attempt_id, _ = room.finish_quickly("rma", factor=None)
    report = room.services.reports.report(attempt_id)
    assert say.available(report) is None
    said = words_on(open_report(room, attempt_id))
    assert "Untimed" in said
    assert "were available" not in said


def test_drill_what_was_missed(room: ExamRoom) -> None:
    report = report_of(room, 5)
    screen = open_report(room, report.attempt_id)
    assert screen.score.drill.text() == f"Practice the {report.missed} missed"
    screen.score.drill.click()
    (went,) = room.went
    assert isinstance(went, StartStudy)
    assert went.request.mode is StudyMode.DRILL
    assert went.request.items == report.missed_items


def test_nothing_missed_offers_nothing_to_drill(room: ExamRoom) -> None:
    attempt_id, _ = room.finish_quickly("ncma")
    screen = open_report(room, attempt_id)
    assert not screen.score.drill.isVisible()
    assert not screen.score.missed.isVisible()
    assert not screen.score.review_button(ReviewSet.FLAGGED).isEnabled()


def test_without_a_report_it_says_what_to_do(room: ExamRoom) -> None:
    screen = ReportScreen(room.tools)
    room.keep(screen)
    screen.show()
    assert "Choose a finished exam in Practice exams." in words_on(screen)
    screen.empty.button.click()
    assert room.went == [ToExams()]


# --- review ----------------------------------------------------------------------------------------


def sat_by_hand(room: ExamRoom) -> int:
    """Question 1 changed from wrong to right and flagged, 2 a wrong guess, 3 open, the rest right."""
    sitting = room.services.exams.start("rma").value
    attempt, items = sitting.attempt, sitting.items

    def put(event: Event) -> None:
        stamped = attempt.stamp(event)
        attempt.apply(stamped)
        room.services.exams.record(sitting, stamped)

    attempt.run(42)
    put(Event.answering(0, wrong_to(items[0])))
    put(Event.answering(0, items[0].right))
    put(Event(act=Act.FLAG, question=0))
    put(Event(act=Act.MOVE, question=1))
    put(Event.answering(1, wrong_to(items[1])))
    put(Event(act=Act.CONFIDENCE, question=1, text="guess"))
    put(Event(act=Act.MOVE, question=2))
    for n in range(3, 210):
        put(Event.answering(n, items[n].right))
    put(Event(act=Act.SUBMIT))
    assert attempt.phase is Phase.FINISHED
    return room.services.exams.finish(sitting).value


def test_review_shows_reasons_and_what_was_done(room: ExamRoom) -> None:
    screen = open_report(room, sat_by_hand(room))
    screen.score.review_button(ReviewSet.ALL).click()
    page, items = screen.review.page, room.services.reports.review(1, ReviewSet.ALL)
    assert screen.review.place.text() == "1 of 210"
    assert all(row(page.card, n).reason for n in range(4))
    assert row(page.card, key_place(items[0].shown)).state == "right"
    assert "You first chose" in page.done.text()
    assert "Time on this question: 42 seconds." in page.done.text()
    assert page.flagged.isVisible()
    press(screen.review, "Right")
    assert page.verdict.text() == "Missed"
    assert row(page.card, LETTERS.index(items[1].shown.words(items[1].response))).state == "wrong"
    assert "You said it was a guess." in page.done.text()
    press(screen.review, "Right")
    assert page.verdict.text() == "No answer"
    assert "did not answer it" in page.done.text()
    press(screen.review, "Left", "Left", "Left")
    assert screen.review.place.text() == "1 of 210"
    screen.review.side.jumped.emit(209)
    assert "Question 210" in page.number.text()
    press(screen.review, "Enter")
    assert screen.review.place.text() == "210 of 210"
    press(screen.review, "Escape")
    assert screen.stack.currentWidget() is screen.page


def test_what_never_came_on_screen_is_scored_and_cannot_be_gone_through(room: ExamRoom) -> None:
    sitting = room.services.exams.start("rma").value
    event = sitting.attempt.stamp(Event(act=Act.SUBMIT))
    sitting.attempt.apply(event)
    room.services.exams.record(sitting, event)
    screen = open_report(room, room.services.exams.finish(sitting).value)
    lines = screen.score.lines.text().split("\n")
    assert "210 questions without an answer, counted as wrong" in lines
    assert "209 of them never came on screen: wrong in this exam only, and still new to you" in lines
    assert screen.score.missed.text() == "Review 1 missed question"
    screen.score.review_button(ReviewSet.ALL).click()
    assert screen.review.place.text() == "1 of 1"
    assert not screen.review.next.isEnabled()


def test_review_sets_can_be_switched(room: ExamRoom) -> None:
    screen = open_report(room, sat_by_hand(room))
    screen.score.missed.click()
    assert screen.review.place.text() == "1 of 2"
    assert screen.review.set_button(ReviewSet.MISSED).text() == "Missed (2)"
    for which, place in ((ReviewSet.FLAGGED, "1 of 1"), (ReviewSet.GUESSED, "1 of 1"), (ReviewSet.CHANGED, "1 of 1")):
        screen.review.set_button(which).click()
        assert screen.review.place.text() == place
        assert screen.review.set_button(which).isChecked()
    assert screen.review.side.navigator.accessibleName() == "Question 1, right, flagged, current"


def test_a_question_is_marked_in_the_review_as_anywhere_else(room: ExamRoom) -> None:
    """What was flagged when the exam ended has that flag; here it is taken away and put back, with a note."""
    screen = open_report(room, sat_by_hand(room), review=ReviewSet.FLAGGED)
    page, services = screen.review.page, room.services
    item = services.reports.review(1, ReviewSet.FLAGGED)[0].shown.item
    assert page.flagged.isVisible() and page.marks.flag.words == "Flagged"
    assert services.marks.read(item.id) == Mark(flagged=True)
    press(screen.review, "F")
    assert page.marks.flag.words == "Flag" and services.marks.read(item.id) == Mark()
    press(screen.review, "F")
    assert page.marks.flag.words == "Flagged" and services.marks.read(item.id).flagged
    press(screen.review, "N")
    page.marks.box.lines.setPlainText("ask again")
    page.marks.box.save.click()
    assert services.marks.read(item.id) == Mark(flagged=True, note="ask again")
    assert page.own_note.text() == "Your note: ask again"
    screen.tools.prompts.answer(True)
    press(screen.review, "X")
    assert page.marks.notice.isVisible() and services.marks.read(item.id).suspended
    page.marks.notice.button.click()
    assert not services.marks.read(item.id).suspended
    press(screen.review, "R")
    page.marks.box.lines.setPlainText("two fit")
    page.marks.box.save.click()
    assert "report is saved" in page.marks.notice.text.text()
    flagged = next(one for one in services.study.home("rma").choices if one.mode is StudyMode.FLAGGED)
    assert flagged.available == 1


def test_a_mark_stays_when_the_review_goes_on_and_comes_back(room: ExamRoom) -> None:
    screen = open_report(room, sat_by_hand(room), review=ReviewSet.ALL)
    press(screen.review, "Right", "F", "Right")
    assert screen.review.page.marks.flag.words == "Flag"
    press(screen.review, "Left")
    assert screen.review.page.marks.flag.words == "Flagged"


def test_unscored_questions_are_disclosed_in_the_review(room: ExamRoom) -> None:
    attempt_id, sitting = room.finish_quickly("cma")
    screen = open_report(room, attempt_id, review=ReviewSet.ALL)
    unscored = next(n for n, q in enumerate(sitting.attempt.questions) if not q.scored)
    screen.review.side.jumped.emit(unscored)
    assert screen.review.page.unscored.isVisible()
    assert "one of the unscored questions" in screen.review.page.done.text()


# --- PDF -------------------------------------------------------------------------------------------


def test_save_as_pdf(room: ExamRoom, tmp_path: Path) -> None:
    report = report_of(room, 5)
    screen = open_report(room, report.attempt_id)
    room.prompts.answer(tmp_path / "my report")
    screen.score.pdf.click()
    assert room.prompts.said[-1][0] == "save_file"
    saved = (tmp_path / "my report.pdf").read_bytes()
    assert saved.startswith(b"%PDF")
    assert len(saved) > 5000
    assert "Saved as my report.pdf" in words_on(screen)


def test_a_pdf_that_cannot_be_written(room: ExamRoom, tmp_path: Path) -> None:
    screen = open_report(room, report_of(room, 5).attempt_id)
    room.prompts.answer(tmp_path / "nowhere" / "report.pdf")
    screen.score.pdf.click()
    assert room.prompts.said[-1][0] == "error"
    assert "Try another folder." in room.prompts.said[-1][1]


def test_the_printed_page_says_the_same_and_escapes(room: ExamRoom) -> None:
    report = report_of(room, 5)
    page = report_html(replace(report, passing_note="Less < more & so on."))
    assert "Less &lt; more &amp; so on." in page
    for line in (say.score(report), say.standing(report)[0], "Pharmacology", "not an official"):
        assert line.lower() in page.lower()
    assert pdf_bytes(report, ["Inter"]).startswith(b"%PDF")


@pytest.mark.parametrize("certification", ["cma", "rma", "ncma", "ccma"])
def test_the_printed_report_is_one_page_that_holds_all(room: ExamRoom, certification: str, tmp_path: Path) -> None:
    """Counted by the reader of PDF files: with every area, an exam given up, and notes that take two lines each."""
    report = replace(report_of(room, 5, certification), passing_note="A board says this in many words. " * 8)
    pdf = pdf_bytes(report, ["Inter"])
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    document = QTextDocument()
    document.setHtml(report_html(report))
    assert "Not an official score report" in document.toPlainText()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_needs_no_sideways_scrolling(room: ExamRoom, theme: Any, percent: int) -> None:
    theme.use("light", percent)
    screen = open_report(room, sat_by_hand(room))
    screen.areas.more.click()
    screen.resize(640, 640)
    assert screen.page.widget().minimumSizeHint().width() <= 640
    assert screen.review.minimumSizeHint().width() <= 640
