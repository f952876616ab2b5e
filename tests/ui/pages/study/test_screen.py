"""The Study page, driven as a student does, over real services and a small real bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import LibraryQuery, PlanKind, PlanLine, PlanView, StudyMode, StudyRequest, Subset
from mediquiz.services.bundle import Services
from mediquiz.services.planning import Planning
from mediquiz.ui.destinations import ResumeStudy, StartStudy, ToLibrary, ToStudy, ToToday
from mediquiz.ui.pages.study.desk import StudyDesk
from mediquiz.ui.pages.study.screen import StudyScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.theme import Theme
from mediquiz.ui.tools import Tools
from tests.helpers import (
    FixedClock,
    commits_reported_as_failed,
    key_place,
    make_services,
    make_tools,
    write_bank,
)
from tests.ui.options import row

TOPICS = ("clinical.phlebotomy", "clinical.ecg", "office.scheduling", "anatomy.skeletal")
LETTERS = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(autouse=True)
def plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan has tests of its own; here it holds seven questions."""
    day = PlanView(
        lines=(PlanLine(PlanKind.NEW, 7),),
        questions=7,
        minutes=6,
        done_today=0,
        days=(),
        shortfall=None,
        missed_days=0,
    )
    monkeypatch.setattr(Planning, "plan", lambda _self, _certification: day)


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    banks = write_bank(tmp_path / "banks", TOPICS, per_topic=6)
    found = make_services(tmp_path, clock, banks)
    yield found
    found.close()


class Student:
    """What a person at the keyboard does and reads."""

    def __init__(self, qtbot: QtBot, tools: Tools, clock: FixedClock) -> None:
        self.qtbot, self.tools, self.clock = qtbot, tools, clock
        self.screen = StudyScreen(tools)
        qtbot.addWidget(self.screen)
        self.screen.resize(1072, 800)
        self.screen.show()
        qtbot.waitUntil(lambda: bool(self.screen.home.modes.cards))
        self.screen.activateWindow()
        self.screen.setFocus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.screen.focusWidget() or self.screen, key, modifier)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.screen.focusWidget(), text)

    def click(self, widget: QWidget) -> None:
        assert widget.isEnabled() and widget.isVisibleTo(self.screen)
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def start(self, **values: Any) -> None:
        wanted = {"mode": StudyMode.TOPIC, "certification": "cma", "count": 4, "topics": ("clinical.phlebotomy",)}
        self.screen.arrive(StartStudy(StudyRequest(**{**wanted, **values})))

    def wait(self, seconds: float) -> None:
        """Time passes while the page ticks; a jump of the clock alone would be a sleep of the computer."""
        desk = self.screen.findChild(StudyDesk)
        assert isinstance(desk, StudyDesk)
        while seconds > 0:
            self.clock.pass_time(min(seconds, 5))
            seconds -= 5
            desk.tick()

    def answer(self, right: bool, seconds: float = 10, check: bool = True) -> None:
        """Choose by letter and, if told so, check."""
        self.wait(seconds)
        key = key_place(self.shown)
        self.press(LETTERS[key if right else (key + 1) % 4])
        if check:
            self.press(Qt.Key.Key_Return)

    @property
    def session(self) -> Any:
        return self.screen._run.session

    @property
    def shown(self) -> Any:
        """The question on the screen, found by its text as a reader would."""
        stem = self.screen.session.card.stem.text()
        return next(shown for shown in self.session.items if shown.item.stem == stem)

    @property
    def said(self) -> str:
        return self.screen.session.bar.said

    @property
    def place(self) -> str:
        return self.screen.session.top.place.text()

    @property
    def prompts(self) -> RecordedPrompts:
        assert isinstance(self.tools.prompts, RecordedPrompts)
        return self.tools.prompts


@pytest.fixture
def student(qtbot: QtBot, services: Services, clock: FixedClock) -> Student:
    return Student(qtbot, make_tools(services, clock), clock)


def rows(student: Student) -> list[Any]:
    return [row(student.screen.session.card, n) for n in range(4)]


# --- before a session ------------------------------------------------------------------------


def test_home_says_what_each_mode_holds_and_why_others_are_empty(student: Student) -> None:
    cards = student.screen.home.modes.cards
    assert cards[StudyMode.QUICK].button.text() == "Start 10"
    assert cards[StudyMode.TODAY].button.text() == "Start 7"
    assert "about 6 minutes" in cards[StudyMode.TODAY].text.text()
    assert not cards[StudyMode.MISSED].button.isEnabled()
    assert "missed" in cards[StudyMode.MISSED].text.text().lower()
    assert "flag" in cards[StudyMode.FLAGGED].button.accessibleDescription()


def test_quick_ten_starts_with_ten_questions(student: Student) -> None:
    student.click(student.screen.home.modes.cards[StudyMode.QUICK].button)
    assert student.place == "1 of 10"


def test_missed_and_flagged_questions_collect_on_their_cards(student: Student) -> None:
    student.start(count=2)
    student.answer(right=False)
    student.press(Qt.Key.Key_F)
    student.press(Qt.Key.Key_Return)
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    student.click(student.screen.summary.study_more)
    cards = student.screen.home.modes.cards
    assert cards[StudyMode.MISSED].number.text() == "1"
    assert cards[StudyMode.FLAGGED].button.text() == "Start 1"


def test_sure_but_wrong_collects_too(student: Student) -> None:
    student.start(count=1)
    student.press(Qt.Key.Key_S)
    student.answer(right=False)
    student.press(Qt.Key.Key_Return)
    assert "sure of one answer" in student.screen.summary.sure.text()
    student.click(student.screen.summary.study_more)
    assert student.screen.home.modes.cards[StudyMode.SURE_WRONG].button.text() == "Start 1"


def test_topics_are_searched_and_practiced_by_keyboard(student: Student) -> None:
    card = student.screen.home.topics
    card.search.setFocus()
    student.type("phleb")
    shown = [row.text(0) for row in card.tree._topics() if not row.isHidden()]
    assert shown == ["Phlebotomy"]
    card.tree.setFocus()
    student.press(Qt.Key.Key_Down)
    student.press(Qt.Key.Key_Down)
    assert card.practice.text() == "Practice Phlebotomy"
    student.press(Qt.Key.Key_Return)
    assert student.place == "1 of 6"
    assert student.screen.session.top.topic.text() == "Phlebotomy"


def test_a_search_without_a_hit_says_so(student: Student) -> None:
    card = student.screen.home.topics
    card.search.setText("quasars")
    assert card.nothing.isVisible()
    card.search.clear()
    assert not card.nothing.isVisible()


def test_topics_tell_their_counts_and_whether_they_are_on_the_exam(student: Student) -> None:
    tree = student.screen.home.topics.tree
    row = next(row for row in tree._topics() if row.text(0) == "Phlebotomy")
    assert [row.text(n) for n in (1, 2, 3)] == ["6", "6", "yes"]
    said = row.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Phlebotomy: 6 questions, 6 new, on your exam"


def tick(student: Student, title: str) -> None:
    tree = student.screen.home.topics.tree
    row = next(row for row in tree._topics() if row.text(0) == title)
    tree.setCurrentItem(row)
    tree.setFocus()
    student.press(Qt.Key.Key_Space)
    student.qtbot.waitUntil(lambda: not tree._settle.isActive())


def test_own_session_counts_live_and_starts_as_built(student: Student) -> None:
    build = student.screen.home.build
    tick(student, "Phlebotomy")
    assert build.available.text() == "6 questions available"
    tick(student, "Scheduling")
    assert build.available.text() == "12 questions available"
    assert "2 checked topics" in build.chosen.text()
    build.count.setValue(5)
    build.timed.setChecked(True)
    build.minutes.setValue(3)
    student.click(build.start)
    session = student.session
    assert (session.total, session.seconds, session.mode) == (5, 180, StudyMode.BUILD)
    assert {shown.item.topic for shown in session.items} <= {"clinical.phlebotomy", "office.scheduling"}
    assert student.screen.session.top.clock.text() == "03:00"


def test_own_session_says_when_nothing_fits(student: Student) -> None:
    build = student.screen.home.build
    build.subsets[Subset.FLAGGED].setFocus()
    student.press(Qt.Key.Key_Space)
    assert build.available.text().startswith("No question matches")
    assert not build.start.isEnabled()


def test_cram_leaves_the_schedule_alone(student: Student) -> None:
    student.screen.home.build.cram.setChecked(True)
    student.click(student.screen.home.build.start)
    assert student.session.mode is StudyMode.CRAM


def test_an_empty_bank_says_where_to_go(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> None:
    services = make_services(tmp_path, clock, write_bank(tmp_path / "banks", ()))
    screen = StudyScreen(make_tools(services, clock))
    qtbot.addWidget(screen)
    screen.show()
    assert screen.home.empty.isVisible() and not screen.home.modes.isVisible()
    with qtbot.waitSignal(screen.go) as signal:
        screen.home._no_bank.button.click()
    assert signal.args == [ToLibrary()]
    services.close()


# --- a question ------------------------------------------------------------------------------


def test_right_answer_shows_letter_word_and_every_reason(student: Student) -> None:
    student.start()
    assert student.said == ""
    assert all(row.reason == "" for row in rows(student))
    key = key_place(student.shown)
    student.answer(right=True)
    assert student.said.startswith("Right.")
    assert rows(student)[key].state == "right"
    assert [row.reason for row in rows(student)] == [option.why for option in student.shown.options]
    assert "your answer" in rows(student)[key].accessibleName()
    assert student.screen.session.extras.sources.text() == "Source: A standard text."
    button = student.screen.session.bar.button
    assert button.accessibleDescription().startswith("Right.")
    student.press(Qt.Key.Key_Return)
    # What a screen reader says of Check belongs to the question on the screen.
    assert (button.text(), button.accessibleDescription()) == ("Check answer", "")


def test_wrong_answer_shows_both_and_when_it_comes_back(student: Student) -> None:
    student.start()
    key = key_place(student.shown)
    student.answer(right=False)
    assert student.said.startswith("Not yet. It comes back")
    assert rows(student)[key].state == "right"
    assert rows(student)[(key + 1) % 4].state == "wrong"
    assert student.screen.session.bar.button.text() == "Next question"


def test_nothing_is_checked_without_a_choice(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_Return)
    assert student.said == "" and student.place == "1 of 4"
    assert not student.screen.session.bar.button.isEnabled()


def test_an_answer_can_be_changed_until_it_is_checked_and_not_after(student: Student) -> None:
    student.start()
    student.answer(right=False, check=False)
    student.answer(right=True)
    assert student.said.startswith("Right.")
    student.answer(right=False, check=False)
    assert rows(student)[key_place(student.shown)].state == "right"
    assert len(student.session.given) == 1


def test_numbers_and_mouse_choose_too(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_2)
    assert rows(student)[1].state == "selected"
    rows(student)[2].click()
    assert rows(student)[2].state == "selected"
    student.click(student.screen.session.bar.button)
    assert student.said


def test_options_are_struck_out_and_brought_back(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert rows(student)[1].state == "struck"
    student.press(Qt.Key.Key_B)
    assert rows(student)[1].state == "selected"
    student.press(Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert rows(student)[1].state == "struck"
    assert not student.screen.session.bar.button.isEnabled()


def test_confidence_and_time_go_on_record(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_U)
    student.press(Qt.Key.Key_G)
    student.answer(right=True, seconds=12.5)
    given = student.session.given[0]
    assert given.confidence is Confidence.GUESS
    assert given.milliseconds == 12_500


def test_confidence_can_be_taken_back(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_S)
    student.press(Qt.Key.Key_S)
    student.answer(right=True)
    assert student.session.given[0].confidence is None


def test_time_on_other_pages_does_not_count(student: Student) -> None:
    student.start()
    student.clock.pass_time(5)
    student.screen.hide()
    student.clock.pass_time(600)
    student.screen.show()
    student.answer(right=True, seconds=2)
    assert student.session.given[0].milliseconds == 7_000


def test_a_question_is_recorded_as_shown_when_it_is(student: Student, services: Services) -> None:
    student.start()
    page = services.library.search(LibraryQuery(state="unseen", topic="clinical.phlebotomy"))
    assert page.total == 5


def test_the_response_is_the_authors_place(student: Student) -> None:
    student.start()
    shown = student.shown
    student.answer(right=True)
    assert student.session.given[0].response == shown.right


def test_progress_moves_on(student: Student) -> None:
    student.start()
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    assert student.place == "2 of 4"
    assert student.screen.session.top.progress.accessibleName() == "Answered: 1 of 4 answered"


def test_input_waits_until_the_answer_is_on_disk(student: Student) -> None:
    class Slow:
        """Holds results back, as the store's thread does."""

        def __init__(self) -> None:
            self.waiting: list[Any] = []

        def run(self, work: Any, then: Any = None, failed: Any = None, lane: str = "store") -> None:
            self.waiting.append((work, then))

        def close(self) -> None: ...

    student.start()
    quick, student.tools.tasks = student.tools.tasks, Slow()
    student.answer(right=True)
    assert student.said == ""
    student.press(Qt.Key.Key_Return)
    student.press(Qt.Key.Key_A)
    assert len(student.tools.tasks.waiting) == 1
    work, then = student.tools.tasks.waiting[0]
    student.tools.tasks = quick
    then(work())
    assert student.said.startswith("Right.")


def test_a_full_disk_keeps_the_choice_and_enter_tries_again(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    student.start()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("The disk is full; free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(type(student.tools.services.study), "answer", refuse)
        student.answer(right=True)
    assert "disk is full" in student.prompts.said[-1][1]
    student.press(Qt.Key.Key_Return)
    assert student.said.startswith("Right.")


def test_an_answer_that_is_on_disk_although_its_commit_failed_is_not_written_twice(
    student: Student, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    student.start()
    with commits_reported_as_failed(monkeypatch):
        student.answer(right=True)
    assert "could not be saved" in student.prompts.said[-1][1]
    student.press(Qt.Key.Key_Return)
    assert student.said.startswith("Right.")
    with services.context.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answer").scalar_one() == 1


# --- flag, note, report, leave out -----------------------------------------------------------


def test_flag_by_key_and_by_mouse(student: Student, services: Services) -> None:
    student.start()
    item, flag = student.shown.item.id, student.screen.session.top.flag
    student.press(Qt.Key.Key_F)
    assert flag.words == "Flagged" and services.library.item(item).mark.flagged
    student.click(flag)
    assert flag.words == "Flag" and not services.library.item(item).mark.flagged


def test_a_note_is_written_in_place_and_shown_after_the_answer(student: Student, services: Services) -> None:
    student.start()
    item = student.shown.item.id
    student.press(Qt.Key.Key_N)
    student.type("a bag of blood")
    assert student.place == "1 of 4" and all(row.state == "plain" for row in rows(student))
    student.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert services.library.item(item).mark.note == "a bag of blood"
    assert not student.screen.session.extras.own_note.isVisible()
    student.answer(right=True)
    assert student.screen.session.extras.own_note.text() == "Your note: a bag of blood"


def test_escape_leaves_a_note_unwritten(student: Student, services: Services) -> None:
    student.start()
    student.press(Qt.Key.Key_N)
    student.type("no")
    student.press(Qt.Key.Key_Escape)
    assert services.library.item(student.shown.item.id).mark.note == ""
    student.answer(right=True)
    assert student.said.startswith("Right.")


def test_a_problem_is_reported(student: Student) -> None:
    student.start()
    student.press(Qt.Key.Key_R)
    student.type("Two options are right")
    student.click(student.screen.session.extras.box.save)
    assert "report is saved" in student.screen.session.extras.notice.text.text()


def test_what_is_not_shown_again_is_not_said_to_come_back(student: Student) -> None:
    student.start()
    student.answer(right=False)
    assert student.said == "Not yet. It comes back tomorrow or later."
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    assert "will not be shown again" in student.screen.session.extras.notice.text.text()
    assert student.said == "Not yet."
    student.click(student.screen.session.extras.notice.button)
    assert student.said == "Not yet. It comes back tomorrow or later."


def test_a_question_left_out_needs_no_answer_and_can_be_brought_back(student: Student, services: Services) -> None:
    student.start()
    item = student.shown.item.id
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    assert services.library.item(item).mark.suspended
    assert student.said == "Left out."
    student.click(student.screen.session.extras.notice.button)
    assert not services.library.item(item).mark.suspended
    student.answer(right=True)
    assert student.said.startswith("Right.")


def test_a_question_left_out_is_passed_over(student: Student) -> None:
    student.start(count=2)
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    student.press(Qt.Key.Key_Return)
    assert student.place == "2 of 2"
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    assert student.screen.summary.figure.text() == "1 of 1"


# --- the clock -------------------------------------------------------------------------------


def test_the_clock_stands_still_while_reasons_are_read(student: Student) -> None:
    student.start(seconds=60)
    student.answer(right=True, seconds=20)
    student.wait(300)
    student.press(Qt.Key.Key_Return)
    assert student.screen.session.top.clock.text() == "00:40"


def test_when_time_is_up_the_choice_counts_and_the_session_ends(student: Student) -> None:
    student.start(seconds=60)
    student.answer(right=True, check=False)
    student.wait(50)
    assert student.said.startswith("The time is up. Right.")
    assert student.screen.session.bar.button.text() == "See how it went"
    student.clock.pass_time(1)
    student.press(Qt.Key.Key_Return)
    assert student.screen.summary.figure.text() == "1 of 1"


def test_when_time_is_up_without_a_choice_it_is_recorded_as_none(student: Student) -> None:
    student.start(seconds=30)
    student.wait(31)
    assert student.session.given[0].response == NO_ANSWER
    assert student.said.startswith("The time is up.")


# --- ending and going on ---------------------------------------------------------------------


def finish(student: Student, marks: list[bool]) -> None:
    student.start(count=len(marks))
    for right in marks:
        student.answer(right=right, seconds=30)
        student.press(Qt.Key.Key_Return)


def test_summary_tells_score_time_topics_and_what_was_missed(student: Student) -> None:
    finish(student, [True, False, True])
    summary = student.screen.summary
    assert summary.isVisible()
    assert summary.figure.text() == "2 of 3"
    assert summary.time.text() == "1 min 30 s of answering, 30 seconds a question."
    assert summary._topic_rows.rows_shown() == 1
    assert len(summary.missed.rows) == 1


def test_what_was_missed_opens_in_place_with_the_own_answer_and_the_reasons(student: Student) -> None:
    student.start(count=2)
    session = student.session
    for right in (True, False):
        student.answer(right=right)
        student.press(Qt.Key.Key_Return)
    shown, given = session.items[1], session.given[1]
    (row,) = student.screen.summary.missed.rows
    assert row.own.text() == f"You chose: {shown.text_of(given.response)}\nRight: {shown.right_text}"
    assert row.button.accessibleName() == f"See the reasons: {shown.item.stem}"
    student.click(row.button)
    assert row.whole is not None
    assert row.whole.isVisible()
    rows = row.whole.area.rows
    assert all(any(option.why in told.name for told in rows) for option in shown.item.options)
    assert not row.stem.isVisible()
    student.click(row.button)
    assert not row.whole.isVisible()
    assert row.stem.isVisible()


def test_topics_without_a_mistake_are_one_line(student: Student) -> None:
    finish(student, [True, True])
    summary = student.screen.summary
    assert not summary._topic_rows.isVisible()
    assert student.screen._summary is not None
    topic = student.screen._summary.topics[0].title
    assert summary._all_right.text() == f"All right: {topic} (2)."


def test_missed_ones_are_practiced_again(student: Student) -> None:
    finish(student, [False, False, True])
    assert student.screen._summary is not None
    missed = set(student.screen._summary.missed)
    student.click(student.screen.summary.practice_again)
    assert student.place == "1 of 2"
    assert {shown.item.id for shown in student.session.items} == missed


def test_all_right_leaves_nothing_to_practice_again(student: Student) -> None:
    finish(student, [True])
    assert not student.screen.summary.practice_again.isVisible()


def test_back_to_today(student: Student) -> None:
    finish(student, [True])
    with student.qtbot.waitSignal(student.screen.go) as signal:
        student.click(student.screen.summary.go_today)
    assert signal.args == [ToToday()]


def test_ending_early_asks_first(student: Student) -> None:
    student.start()
    student.answer(right=True)
    student.click(student.screen.session.top.end)
    assert student.screen.session.isVisible()
    assert "3 questions without an answer" in student.prompts.said[-1][2]
    student.prompts.answer(True)
    student.click(student.screen.session.top.end)
    assert student.screen.summary.figure.text() == "1 of 1"


def test_ending_without_an_answer_is_fine(student: Student) -> None:
    student.start()
    student.prompts.answer(True)
    student.click(student.screen.session.top.end)
    assert student.screen.summary.figure.text() == "No answers"


def test_an_open_session_is_offered_and_gone_on_with(qtbot: QtBot, student: Student) -> None:
    student.start()
    student.answer(right=True)
    shown = [shown.item.id for shown in student.session.items]
    later = Student(qtbot, student.tools, student.clock)
    assert "1 of 4 answered" in later.screen.home.open.words.text()
    later.click(later.screen.home.open.resume)
    assert later.place == "2 of 4"
    assert [item.item.id for item in later.session.items] == shown


def test_an_open_session_can_be_ended_from_its_card(qtbot: QtBot, student: Student) -> None:
    student.start()
    student.answer(right=False)
    later = Student(qtbot, student.tools, student.clock)
    later.click(later.screen.home.open.end)
    assert later.screen.summary.figure.text() == "0 of 1"
    later.click(later.screen.summary.study_more)
    assert not later.screen.home.open.isVisible()


def test_arriving_with_the_session_on_screen_keeps_the_question(student: Student) -> None:
    student.start()
    student.answer(right=True)
    student.press(Qt.Key.Key_Return)
    student.answer(right=True, check=False)
    student.screen.arrive(ResumeStudy(student.session.attempt_id))
    student.screen.arrive(ToStudy())
    assert student.place == "2 of 4"
    assert rows(student)[key_place(student.shown)].state == "selected"


def test_nothing_to_study_is_said_in_a_sentence(student: Student) -> None:
    student.start(mode=StudyMode.MISSED)
    assert student.screen.home.notice.isVisible()
    assert "missed list is empty" in student.screen.home.notice.text.text()


# --- keys, small windows, large text ---------------------------------------------------------


def test_keys_work_after_every_step_without_the_mouse(student: Student) -> None:
    student.start(count=3)
    for _ in range(3):
        student.press(Qt.Key.Key_G)
        student.answer(right=True)
        student.press(Qt.Key.Key_Return)
    assert student.screen.summary.figure.text() == "3 of 3"


def test_keys_of_the_page_are_listed(student: Student) -> None:
    listed = student.screen.keys()
    assert {"Enter", "F", "N", "S", "U", "G"} <= {key for key, _ in listed}


def test_every_control_has_a_name(student: Student) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSpinBox

    student.start()
    for kind in (QAbstractButton, QLineEdit, QSpinBox):
        for control in student.screen.findChildren(kind):
            inside = isinstance(control.parent(), QSpinBox | QLineEdit)
            hidden = not control.isVisibleTo(student.screen)
            assert inside or hidden or control.accessibleName() or getattr(control, "text", str)(), control


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 752, 640), (200, 650, 640), (200, 3600, 2160)])
def test_next_stays_in_reach_and_the_question_scrolls(
    student: Student, theme: Theme, qapp: QApplication, percent: int, width: int, height: int
) -> None:
    theme.use(percent=percent)
    student.screen.resize(width, height)
    student.start()
    student.answer(right=False)
    qapp.processEvents()
    pane = student.screen.session
    assert student.screen.width() == width
    assert pane.rect().contains(pane.bar.geometry())
    assert pane.bar.rect().contains(pane.bar.button.geometry())
    assert pane.area.geometry().bottom() < pane.bar.geometry().top()
    row = rows(student)[(key_place(student.shown) + 1) % 4]
    seen = row.visibleRegion().boundingRect()
    assert not seen.isEmpty() and seen.top() == 0


def test_the_home_page_never_needs_more_width_than_the_window(
    student: Student, theme: Theme, qapp: QApplication
) -> None:
    theme.use(percent=200)
    student.screen.resize(650, 640)
    qapp.processEvents()
    assert student.screen.home.horizontalScrollBar().maximum() == 0


def test_nothing_under_the_options_is_cut_off_in_large_text(student: Student, theme: Theme, qapp: QApplication) -> None:
    theme.use(percent=200)
    student.screen.resize(650, 640)
    student.start()
    student.answer(right=False)
    student.prompts.answer(True)
    student.press(Qt.Key.Key_X)
    qapp.processEvents()
    extras = student.screen.session.extras
    for part in (extras.report, extras.suspend, extras.notice.button):
        holder = part.parentWidget()
        assert isinstance(holder, QWidget) and holder.rect().contains(part.geometry())
    assert extras.height() >= extras.heightForWidth(extras.width())


def test_arrows_bring_the_option_they_reach_into_view(student: Student, theme: Theme, qapp: QApplication) -> None:
    theme.use(percent=200)
    student.screen.resize(960, 640)
    student.start()
    qapp.processEvents()
    assert not rows(student)[3].whole()
    for option in range(4):
        student.press(Qt.Key.Key_Down)
        assert rows(student)[option].hasFocus() and rows(student)[option].whole()
    student.press(Qt.Key.Key_Down)
    assert rows(student)[0].whole()
