"""Keys, focus and pointer in the whole window: what goes on, what is held, what another layout writes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.ui.pages.study.bar import AnswerBar
from mediquiz.ui.pages.study.screen import StudyScreen

from ..helpers import key_place
from .conftest import Launch
from .keyboard import PLAIN, SHIFT, Keyboard, press_once
from .person import Person
from .test_exam import starts_exam
from .test_first_run import answers_three_questions

LETTERS = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D)
RUSSIAN = {"A": "ф", "B": "и", "C": "с", "D": "в", "F": "а", "S": "ы", "N": "т", "H": "р", "U": "г", "Q": "й", "E": "у"}
GREEK = {"A": "α", "B": "β", "C": "ψ", "D": "δ", "F": "φ", "S": "σ", "N": "ν", "H": "η", "U": "θ", "Q": ";", "E": "ε"}
ARABIC = {"A": "ش", "B": "لا", "C": "ؤ", "D": "ي", "F": "ب", "S": "س", "N": "ى", "H": "ا", "U": "ع", "Q": "ض", "E": "ث"}
FRENCH_TOP = dict(zip("12345", "&é\"'(", strict=True))


@pytest.fixture
def studying(launch: Launch) -> Person:
    """In the first question of ten."""
    person = launch()
    answers_three_questions(person)
    person.clicks("Quick 10")
    return person


@pytest.fixture
def sitting(launch: Launch) -> Person:
    """In the first question of an exam."""
    person = launch()
    starts_exam(person)
    return person


def page(person: Person) -> StudyScreen:
    found = person.window.page("study")
    assert isinstance(found, StudyScreen)
    return found


def place(person: Person) -> str:
    """Which question stands on the screen."""
    return page(person).session.top.place.text()


def answered(person: Person) -> int:
    session = page(person)._run.session
    assert session is not None
    return session.practice.done


def stops(person: Person) -> list[QWidget]:
    """Everything that Tab reaches from here, once round."""
    found: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in found or not found:
        if now is not None and found and now is found[0]:
            break
        if now is not None:
            found.append(now)
        QTest.keyClick(now or person.window, Qt.Key.Key_Tab)
        if len(found) > 80:
            break
    return found


# --- Enter goes on -----------------------------------------------------------------------------


@pytest.mark.parametrize("arrow", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_after_a_click_on_check_and_an_arrow_enter_is_next(studying: Person, arrow: Qt.Key) -> None:
    first = studying.question()
    studying.presses(Qt.Key.Key_B)
    studying.clicks("Check answer")
    studying.presses(arrow, Qt.Key.Key_Return)
    assert place(studying) == "2 of 10" and studying.question() != first
    mark = studying.services.marks.read(first.id)
    assert not mark.suspended and not page(studying).session.marks.box.isVisible()
    studying.presses(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert place(studying) == "2 of 10"


def test_after_the_reasons_enter_is_next_from_every_stop_of_the_page(studying: Person) -> None:
    studying.presses(Qt.Key.Key_B, Qt.Key.Key_Return)
    page_stops = [stop for stop in stops(studying) if page(studying).isAncestorOf(stop)]
    assert len(page_stops) >= 6
    for number, stop in enumerate(page_stops):
        if number:
            studying.presses(Qt.Key.Key_B, Qt.Key.Key_Return)
        if not stop.isVisible():
            continue
        before = studying.question()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(stop, Qt.Key.Key_Return)
        QCoreApplication.processEvents()
        assert studying.question() != before, stop.accessibleName()
        assert not studying.services.marks.read(before.id).suspended
        assert not page(studying).session.marks.box.isVisible()


def test_space_still_presses_the_button_with_the_ring(studying: Person) -> None:
    flag = page(studying).session.marks.flag
    flag.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(flag, Qt.Key.Key_Space)
    assert studying.services.marks.read(studying.question().id).flagged


def test_enter_keeps_to_the_text_while_one_writes(studying: Person) -> None:
    studying.presses(Qt.Key.Key_B, Qt.Key.Key_Return, Qt.Key.Key_N)
    studying.presses(Qt.Key.Key_Return)
    assert place(studying) == "1 of 10" and page(studying).session.marks.box.lines.toPlainText() == "\n"


def test_arrows_never_walk_to_a_button_that_ends_something(sitting: Person) -> None:
    for name in ("Previous", "Next", "Flag", "End segment", "Leave"):
        button = sitting.button(name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            press_once(sitting, key)
            now = QApplication.focusWidget()
            assert now is button or not isinstance(now, QAbstractButton), (name, now)
            button.setFocus(Qt.FocusReason.TabFocusReason)


# --- the ring is what is submitted -------------------------------------------------------------


def test_enter_submits_the_option_with_the_ring(studying: Person) -> None:
    studying.presses(Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    shown, session = studying.shown(), page(studying)._run.session
    assert session is not None
    given = session.practice.states[0].given
    assert given is not None and given.response == shown.read("B")


def test_a_letter_takes_the_ring_along(studying: Person) -> None:
    studying.presses(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_D, Qt.Key.Key_Return)
    session = page(studying)._run.session
    assert session is not None
    given = session.practice.states[0].given
    assert given is not None and given.response == studying.shown().read("D")


def test_in_an_exam_enter_takes_the_option_with_the_ring_along(sitting: Person) -> None:
    meant = sitting.shown().read("B")
    sitting.presses(Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert sitting.sees("Question 2 of 200")
    assert sitting.attempt().states[0].response == meant


# --- Tab ---------------------------------------------------------------------------------------


def test_the_first_tab_of_a_question_lands_in_it(studying: Person) -> None:
    pane = page(studying).session
    for _ in range(2):
        studying.presses(Qt.Key.Key_Tab)
        assert pane.card.isAncestorOf(QApplication.focusWidget())
        studying.presses(Qt.Key.Key_B, Qt.Key.Key_Return, Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, SHIFT)
    assert pane.top.isAncestorOf(QApplication.focusWidget())


def test_the_first_tab_of_an_exam_question_lands_in_it(sitting: Person) -> None:
    sitting.presses(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None and focus.accessibleName() == "Answer options"


def test_back_on_study_the_keys_are_with_the_question(studying: Person) -> None:
    studying.clicks("Settings")
    studying.clicks("Study")
    studying.presses(Qt.Key.Key_Tab)
    assert page(studying).session.card.isAncestorOf(QApplication.focusWidget())


def test_letters_and_enter_work_from_the_sidebar(studying: Person) -> None:
    entry = studying.button("Library") if studying.sees("\nLibrary\n") else studying.button("Question library")
    entry.setFocus(Qt.FocusReason.TabFocusReason)
    press_once(studying, Qt.Key.Key_C, text="c")
    session = page(studying)._run.session
    assert session is not None and session.practice.here.response == studying.shown().read("C")
    studying.window.setFocus()
    assert studying.window.current_key() == "study"


# --- held keys and double clicks ---------------------------------------------------------------


def hold(person: Person, key: int, text: str = "", repeats: int = 35) -> None:
    for repeated in [False] + [True] * repeats:
        press_once(person, key, text=text, repeated=repeated)


def test_enter_held_in_practice_stops_at_the_reasons(studying: Person) -> None:
    studying.presses(Qt.Key.Key_B)
    hold(studying, Qt.Key.Key_Return, "\r")
    assert place(studying) == "1 of 10" and answered(studying) == 1
    studying.presses(Qt.Key.Key_Return)
    assert place(studying) == "2 of 10"


def hold_unsaid(person: Person, key: int, code: int, text: str) -> None:
    """As X11 may tell it: no press is a repeat, but each comes at the moment of a release."""
    at, window = 5000, person.window.windowHandle()
    for pause in (660, *(40,) * 12):
        for kind, when in ((QEvent.Type.KeyPress, at), (QEvent.Type.KeyRelease, at + pause)):
            event = QKeyEvent(kind, key, PLAIN, code, 0, 0, text)
            event.setTimestamp(when)
            QApplication.sendEvent(window, event)
        QCoreApplication.processEvents()
        at += pause


def test_enter_held_stops_at_the_reasons_where_the_system_tells_no_repeats(studying: Person) -> None:
    studying.presses(Qt.Key.Key_B)
    hold_unsaid(studying, Qt.Key.Key_Return, 36, "\r")
    assert place(studying) == "1 of 10" and answered(studying) == 1


def test_enter_held_turns_one_question_of_an_exam_where_the_system_tells_no_repeats(sitting: Person) -> None:
    hold_unsaid(sitting, Qt.Key.Key_Return, 36, "\r")
    assert sitting.sees("Question 2 of 200")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_F])
def test_a_key_held_in_an_exam_acts_once(sitting: Person, key: Qt.Key) -> None:
    hold(sitting, key)
    assert sitting.sees("Question 1 of 200" if key is Qt.Key.Key_F else "Question 2 of 200")
    assert sitting.attempt().states[0].flagged is (key is Qt.Key.Key_F)


def test_enter_that_bounces_does_not_skip_the_reasons(studying: Person) -> None:
    studying.presses(Qt.Key.Key_B)
    for at in (10_000, 10_060, 10_200):
        press_once(studying, Qt.Key.Key_Return, text="\r", at=at)
    assert place(studying) == "1 of 10" and answered(studying) == 1
    press_once(studying, Qt.Key.Key_Return, text="\r", at=10_600)
    assert place(studying) == "2 of 10"


def test_enter_at_the_moment_the_time_runs_out_does_not_skip_the_reasons(studying: Person) -> None:
    studying.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=5, seconds=60))
    studying.presses(Qt.Key.Key_B)
    studying.waits(60)
    assert studying.sees("The time is up.")
    studying.presses(Qt.Key.Key_Return)
    assert place(studying) == "1 of 5" and studying.sees("The time is up.")
    studying.clock.pass_time(0.5)
    studying.presses(Qt.Key.Key_Return)
    assert not studying.sees("The time is up.")


def test_enter_at_the_moment_a_segment_ends_does_not_start_the_next(sitting: Person) -> None:
    sitting.waits(40 * 60)
    sitting.presses(Qt.Key.Key_Return)
    assert sitting.sees("Start segment 2")
    sitting.clock.pass_time(0.5)
    sitting.presses(Qt.Key.Key_Return)
    assert sitting.sees("Segment 2 of 4", "Question 51 of 200")


@pytest.mark.parametrize(
    ("size", "percent"), [((960, 640), 100), ((960, 640), 200), ((1366, 768), 150), ((2560, 1440), 150)]
)
def test_a_double_click_on_check_answers_and_shows_the_reasons(
    studying: Person, size: tuple[int, int], percent: int
) -> None:
    studying.application.theme.use("light", percent)
    studying.window.resize(*size)
    QCoreApplication.processEvents()
    bar = page(studying).session.bar
    for _ in range(3):
        studying.presses(LETTERS[(key_place(studying.shown()) + 1) % 4])
        at = bar.button.mapToGlobal(bar.button.rect().center())
        before = stands(bar)
        double_click(studying, at)
        assert bar.said, "the reasons are still there"
        assert stands(bar) == before
        assert bar.button.rect().contains(bar.button.mapFromGlobal(at))
        studying.presses(Qt.Key.Key_Return)
        assert stands(bar) == before


def stands(bar: AnswerBar) -> tuple[int, int]:
    """Where Check and Next are from the top of the window, and where the bar ends."""
    return bar.button.mapToGlobal(QPoint(0, 0)).y(), bar.mapToGlobal(bar.rect().bottomRight()).y()


def double_click(person: Person, at: QPoint) -> None:
    """As a window system sends it: to whatever is under the pointer at each moment."""
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
    for press in kinds:
        for kind in (press, QEvent.Type.MouseButtonRelease):
            target = person.window.childAt(person.window.mapFromGlobal(at)) or person.window
            here = target.mapFromGlobal(at).toPointF()
            left = Qt.MouseButton.LeftButton
            held = left if kind is press else Qt.MouseButton.NoButton
            QApplication.sendEvent(target, QMouseEvent(kind, here, at.toPointF(), left, held, PLAIN))
            QCoreApplication.processEvents()


# --- other layouts -----------------------------------------------------------------------------


@pytest.mark.parametrize("signs", [RUSSIAN, GREEK, ARABIC], ids=["ru", "gr", "ara"])
def test_letters_work_on_layouts_of_other_scripts(launch: Launch, signs: dict[str, str]) -> None:
    person = launch()
    answers_three_questions(person)
    keyboard = Keyboard(person, signs)
    keyboard.presses("Q")
    assert place(person) == "1 of 10"
    keyboard.presses("D")
    keyboard.presses("S")
    keyboard.presses("F")
    item, given = person.question(), person.shown().read("D")
    keyboard.presses("Enter")
    session = page(person)._run.session
    assert session is not None and session.practice.states[0].given is not None
    assert session.practice.states[0].given.response == given
    assert person.services.marks.read(item.id).flagged


@pytest.mark.parametrize("signs", [RUSSIAN, GREEK, ARABIC], ids=["ru", "gr", "ara"])
def test_an_exam_is_sat_on_layouts_of_other_scripts(sitting: Person, signs: dict[str, str]) -> None:
    keyboard, meant = Keyboard(sitting, signs), sitting.shown().read("C")
    keyboard.presses("C")
    keyboard.presses("A", SHIFT)
    keyboard.presses("F")
    keyboard.presses("U")
    here = sitting.attempt().here
    assert (here.response, here.flagged, str(here.confidence), len(here.struck)) == (meant, True, "unsure", 1)
    keyboard.presses("E", Qt.KeyboardModifier.ControlModifier)
    assert any("End" in " ".join(said) for said in sitting.prompts.said)


def test_digits_of_a_french_keyboard_choose(studying: Person) -> None:
    Keyboard(studying, FRENCH_TOP).presses("3")
    session = page(studying)._run.session
    assert session is not None and session.practice.here.response == studying.shown().read("C")


def test_pages_open_by_ctrl_and_the_digits_of_a_french_keyboard(studying: Person) -> None:
    Keyboard(studying, FRENCH_TOP).presses("3", Qt.KeyboardModifier.ControlModifier)
    assert studying.window.current_key() == "exams"


def test_on_dvorak_the_letter_counts(studying: Person) -> None:
    Keyboard(studying, {"H": "d"}).presses("H")
    session = page(studying)._run.session
    assert session is not None and session.practice.here.response == studying.shown().read("D")


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier])
def test_keys_with_alt_or_meta_are_not_for_the_exam(sitting: Person, held: Qt.KeyboardModifier) -> None:
    keyboard = Keyboard(sitting, {})
    for engraved in "FSCH":
        keyboard.presses(engraved, held)
    keyboard.presses("Enter", held)
    here = sitting.attempt().here
    assert (here.flagged, here.confidence, here.answered) == (False, None, False)
    assert sitting.sees("Question 1 of 200", "Hide clock")
