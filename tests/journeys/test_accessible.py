"""What a screen reader finds on every page, and what it hears while a student studies and sits an exam."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from mediquiz.domain.grading import LETTERS
from mediquiz.domain.summaries import ReviewSet, StudyMode, StudyRequest
from mediquiz.ui.destinations import ToReport, ToSitting
from mediquiz.ui.tab_order import reading_order
from mediquiz.ui.widgets import announce
from mediquiz.ui.widgets.buttons import Button
from tests.layout.walk import Stop, Walk, settle

from .conftest import Launch
from .person import Person

Role = QAccessible.Role
NAMELESS = {Role.NoRole, Role.Client, Role.Pane}
"""Roles that say nothing of what can be done."""


@pytest.fixture(autouse=True)
def screen_reader(qapp: QApplication) -> Iterator[None]:
    """One is running, as far as the pages can know."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced, in order."""
    heard: list[str] = []
    monkeypatch.setattr(announce, "_tell", lambda event: heard.append(event.message()))
    return heard


@pytest.fixture
def person(launch: Launch) -> Person:
    person = launch()
    person.presses(Qt.Key.Key_1, Qt.Key.Key_Return)
    person.clicks("Skip")
    person.presses(Qt.Key.Key_2, Qt.Key.Key_Return)
    return person


def everything(told: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """The tree as a screen reader walks through it."""
    if told is not None and told.isValid() and not told.state().invisible:
        yield told
        for place in range(told.childCount()):
            yield from everything(told.child(place))


def name(told: QAccessibleInterface) -> str:
    return told.text(QAccessible.Text.Name)


def focusable(stop: Stop) -> list[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(stop.window)
    return [told for told in everything(root) if told.state().focusable]


def all_stops(person: Person) -> Iterator[Stop]:
    walk = Walk(person)
    yield from walk.pages()
    yield from walk.help()
    yield from walk.study()
    yield from walk.exam()
    yield from walk.reports()


# --- the tree ---------------------------------------------------------------------------------------------------------


def test_all_that_can_have_the_focus_says_what_it_is(person: Person) -> None:
    """Name, role, state and a way to press it, on every page."""
    wrong: list[str] = []
    for stop in all_stops(person):
        for told in focusable(stop):
            role, where = told.role(), f"{stop.name}: {told.role().name} {name(told)[:40]!r}"
            if not name(told) and role not in (Role.Cell, Role.TreeItem, Role.Window):
                wrong.append(f"{where} has no name")
            if role in NAMELESS and isinstance(told.object(), QWidget) and told.object() is not stop.window:
                tab = told.object().focusPolicy() & Qt.FocusPolicy.TabFocus
                wrong += [] if not tab else [f"{where} has a role that says nothing"]
            if role == Role.RadioButton and not told.state().checkable:
                wrong.append(f"{where} cannot be chosen")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_one_of_several_is_a_radio_button_and_a_page_is_a_tab(person: Person) -> None:
    person.goes("settings")
    told = {name(one): one for one in focusable(Stop("settings", person.window))}
    dark = next(one for text, one in told.items() if text.startswith("Theme: Dark"))
    assert dark.role() == Role.RadioButton
    assert dark.state().checkable and not dark.state().checked
    assert "Press" in dark.actionInterface().actionNames()
    here = told["Settings"]
    assert (here.role(), bool(here.state().selected)) == (Role.PageTab, True)
    assert told["Today"].role() == Role.PageTab and not told["Today"].state().selected


def test_pages_and_cards_have_headings(person: Person) -> None:
    for page, words in (("today", "Today's plan"), ("settings", "Look"), ("exams", "Practice exams")):
        person.goes(page)
        root = QAccessible.queryAccessibleInterface(person.window)
        found = [name(told) for told in everything(root) if told.role() == Role.Heading]
        assert words in found, page


def test_choices_with_a_list_are_named_by_a_label(person: Person) -> None:
    """On Linux Qt gives the choice as the name of the box; a label of its own says what it is for."""
    person.goes("library")
    root = QAccessible.queryAccessibleInterface(person.window)
    labels = set()
    for told in everything(root):
        if told.role() == Role.ComboBox:
            labels |= {name(other) for other, kind in told.relations() if kind & QAccessible.RelationFlag.Label}
    assert {"Topic", "Exam", "State", "Level"} <= labels


# --- Tab and scrolling ------------------------------------------------------------------------------------------------


def tabbed(person: Person, forward: bool = True) -> list[QWidget]:
    """Where Tab leads from the page's beginning until it comes round."""
    key = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    seen: list[QWidget] = []
    for _ in range(120):
        QTest.keyClick(person.window.focusWidget() or person.window, key)
        QCoreApplication.processEvents()
        now = QApplication.focusWidget()
        if now is None or now in seen[:-1]:
            break
        # A date has a stop for month, day and year each.
        seen += [now] if now not in seen[-1:] else []
    return seen


def a_stop(widget: QWidget) -> bool:
    """Of buttons of which one is in force only that one is a stop; arrows move to the others."""
    others = isinstance(widget, QAbstractButton) and (widget.group() is not None or widget.autoExclusive())
    return widget.isVisible() and widget.isEnabled() and not (others and not widget.isChecked())


def test_tab_reaches_every_control_of_every_page_and_shows_it(person: Person) -> None:
    person.window.resize(960, 640)
    missed: list[str] = []
    for stop in Walk(person).pages():
        stops = [one for one in reading_order(person.window.stack.currentWidget()) if a_stop(one)]
        person.window.sidebar.certification.setFocus(Qt.FocusReason.TabFocusReason)
        reached = tabbed(person)
        missed += [f"{stop.name}: {one!r} {one.accessibleName()}" for one in stops if one not in reached]
    assert not missed, "\n".join(missed)


def test_what_tab_reaches_is_in_view(person: Person) -> None:
    person.window.resize(960, 640)
    hidden: list[str] = []
    for stop in Walk(person).pages():
        person.window.sidebar.certification.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(60):
            QTest.keyClick(person.window.focusWidget() or person.window, Qt.Key.Key_Tab)
            settle()
            now = QApplication.focusWidget()
            if now is None or now is person.window.sidebar.certification:
                break
            if now.visibleRegion().isEmpty():
                hidden.append(f"{stop.name}: {type(now).__name__} {now.accessibleName()}")
    assert not hidden, "\n".join(hidden)


@pytest.mark.parametrize("percent", [100, 200])
def test_an_exam_and_its_review_scroll_by_keys(person: Person, percent: int) -> None:
    sitting = person.services.exams.start("cma").value
    person.application.theme.use("light", percent)
    person.window.resize(960, 640)
    person.window.go(ToSitting(sitting))
    settle()
    page = person.window.page("sitting")
    scrolled(person, page.question)  # type: ignore[attr-defined]
    for segment in range(4):
        page.desk.end_segment(segment)  # type: ignore[attr-defined]
        if page.desk.running:  # type: ignore[attr-defined]
            page.desk.start_segment()  # type: ignore[attr-defined]
    settle()
    person.window.go(ToReport(sitting.attempt_id, ReviewSet.ALL))
    settle()
    scrolled(person, person.window.page("report").review.page)  # type: ignore[attr-defined]


def scrolled(person: Person, area: QScrollArea) -> None:
    """Page Down scrolls; Down puts the focus on the last option, and it is seen."""
    bar = area.verticalScrollBar()
    person.presses(Qt.Key.Key_PageDown)
    assert bar.maximum() == 0 or bar.value() > 0
    person.presses(Qt.Key.Key_PageUp)
    assert bar.value() == 0
    options = area.card.area  # type: ignore[attr-defined]
    for _ in options.rows:
        person.presses(Qt.Key.Key_Down)
    assert options.hasFocus()
    assert options.visibleRegion().intersects(options.rows[options.current].rect)


def test_saves_of_the_clock_leave_the_cursor_of_the_numbers(person: Person) -> None:
    person.window.go(ToSitting(person.services.exams.start("cma").value))
    navigator = person.window.page("sitting").side.navigator  # type: ignore[attr-defined]
    navigator.setFocus(Qt.FocusReason.TabFocusReason)
    person.presses(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    person.waits(30)
    assert "Question 4," in navigator.accessibleName()


# --- what is heard ----------------------------------------------------------------------------------------------------


def test_study_is_heard(person: Person, said: list[str]) -> None:
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3))
    shown = person.shown()
    right = LETTERS[shown.order.index(min(shown.item.keys))]
    wrong = next(letter for letter in "ABCD" if letter != right)
    person.presses(Qt.Key.Key_S)
    assert said[-1] == "Sure"
    sure = QAccessible.queryAccessibleInterface(person.button("Sure"))
    assert (sure.role(), bool(sure.state().checked)) == (Role.RadioButton, True)
    person.presses(Qt.Key[f"Key_{right}"], shift=True)
    assert said[-1] == f"Option {right} struck out"
    person.presses(Qt.Key[f"Key_{right}"], shift=True)
    assert said[-1] == f"Option {right} not struck out"
    person.presses(Qt.Key[f"Key_{wrong}"])
    focus = QAccessible.queryAccessibleInterface(QApplication.focusWidget()).focusChild()
    assert name(focus).startswith(f"Option {wrong}") and focus.state().checked
    person.presses(Qt.Key.Key_Return)
    assert said.count(f"Option {right} not struck out") == 1
    assert said[-1].startswith(f"Not yet. Right answer: {right}.")
    focus_now = QApplication.focusWidget()
    assert focus_now.accessibleDescription() == said[-1]
    person.presses(Qt.Key.Key_F)
    assert said[-1] == "Flagged"
    person.prompts.answer(True)
    person.presses(Qt.Key.Key_X)
    assert "This question will not be shown again." in said
    person.presses(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == f"Question: {person.question().stem}"


def test_a_minute_before_a_timed_session_ends_it_is_said(person: Person, said: list[str]) -> None:
    person.starts(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10, seconds=120))
    person.waits(50)
    assert "One minute left." not in said
    person.waits(15)
    assert said.count("One minute left.") == 1


def test_an_exam_is_heard(person: Person, said: list[str]) -> None:
    person.window.go(ToSitting(person.services.exams.start("cma").value))
    first = person.question()
    assert any(text.endswith(first.stem) for text in said)
    person.presses(Qt.Key.Key_F)
    assert said[-1] == "Flagged"
    person.presses(Qt.Key.Key_U)
    assert said[-1] == "Unsure of this answer"
    person.presses(Qt.Key.Key_T)
    assert said[-1] == "Note: 40 minutes left"
    person.presses(Qt.Key.Key_A, Qt.Key.Key_Delete)
    assert said[-1] == "Answer taken back"
    person.presses(Qt.Key.Key_A, Qt.Key.Key_Return)
    assert said[-1].endswith(person.question().stem)
    assert QApplication.focusWidget().accessibleName() == said[-1]


def test_warnings_of_an_exam_and_notices_of_the_window_are_heard(person: Person, said: list[str]) -> None:
    person.window.show_banner("The backup of today could not be made.", "warn")
    assert said[-1] == "Warning: The backup of today could not be made."
    banner = person.window._banner
    assert QAccessible.queryAccessibleInterface(banner).role() == Role.Notification
    person.window.show_banner("The disk is full.", "bad")
    assert said[-1] == "Problem: The disk is full."


# --- targets ----------------------------------------------------------------------------------------------------------

TARGET = 32
"""Pixels, the goal of the design for whatever is pressed."""


def test_what_is_pressed_is_large_enough(person: Person) -> None:
    """A link in a line of text and a check box, whose whole line can be clicked, may be lower."""
    small: list[str] = []
    for stop in all_stops(person):
        for button in stop.window.findChildren(Button):
            link = button.property("kind") == "link"
            if button.isVisible() and not link and min(button.width(), button.height()) < TARGET:
                small.append(f"{stop.name}: {button.text() or button.accessibleName()} {button.size().toTuple()}")
    assert not small, "\n".join(dict.fromkeys(small))
