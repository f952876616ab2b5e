from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.ui.destinations import Destination, ResumeStudy, ToStudy, ToToday
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.parts.notice import Notice
from mediquiz.ui.screen import Screen
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import Button, by_mouse
from mediquiz.ui.widgets.flow_row import FlowRow


class Page(Screen):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Destination] = []
        self.free = True

    def arrive(self, destination: Destination) -> None:
        self.asked.append(destination)

    def may_leave(self) -> bool:
        return self.free

    def keys(self) -> list[tuple[str, str]]:
        return [("F", "Flag")]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.add_page("today", "Today", Page)
    window.add_page("study", "Study", Page)
    window.add_page("report", "Score report", Page, place="none")
    window.add_page("settings", "Settings", QWidget, place="bottom")
    return window


def test_it_says_once_that_it_is_painted(qtbot: QtBot, window: MainWindow) -> None:
    window.hold("Opening your study history")
    with qtbot.waitSignal(window.painted):
        window.appear()
    with qtbot.assertNotEmitted(window.painted, wait=50):
        window.repaint()
    assert not window.made("today")


def test_pages_are_made_when_first_shown(window: MainWindow) -> None:
    window.open_pages(ToToday())
    assert (window.made("today"), window.made("study")) == (True, False)
    assert window.go(ResumeStudy(7))
    assert window.page("study").asked == [ResumeStudy(7)]  # type: ignore[attr-defined]
    assert window.current_key() == "study"
    assert window.windowTitle().startswith("Study")


def test_focus_goes_to_the_page_and_not_to_whatever_is_next_in_line(qtbot: QtBot, window: MainWindow) -> None:
    """Qt passes the focus of a page that is hidden to the next control, which may be far down the new page."""
    with qtbot.waitActive(window):
        window.show()
    window.open_pages(ToToday())
    for key in ("today", "study"):
        QVBoxLayout(window.page(key)).addWidget(QPushButton("Far down"))
    window.go(ToToday())
    window.page("today").findChildren(QPushButton)[0].setFocus()
    window.go(ToStudy())
    assert window.focusWidget() is window.page("study")


def ringed(window: QWidget) -> list[str]:
    """What the focus ring stands round."""
    return [one.text() for one in window.findChildren(Button) if one.hasFocus() and not by_mouse(one)]


@pytest.fixture
def told(qtbot: QtBot, window: MainWindow) -> Banner:
    """The window's banner over a page that has a button of its own."""
    with qtbot.waitActive(window):
        window.show()
    window.open_pages(ToToday())
    QVBoxLayout(window.page("today")).addWidget(Button("How this is made"))
    window.show_banner("The clock lies behind.", "warn", "See")
    assert window._banner is not None
    return window._banner


@pytest.mark.parametrize("which", ["button", "close_button"])
def test_a_banner_clicked_away_leaves_no_ring(qtbot: QtBot, window: MainWindow, told: Banner, which: str) -> None:
    """Qt passes the focus of a button that hides on as if Tab had been pressed."""
    qtbot.mouseClick(getattr(told, which), Qt.MouseButton.LeftButton)
    assert not told.isVisible()
    assert (ringed(window), window.focusWidget()) == ([], window.page("today"))


def test_a_banner_dismissed_by_key_passes_the_focus_on(qtbot: QtBot, window: MainWindow, told: Banner) -> None:
    told.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(told.close_button, Qt.Key.Key_Return)
    assert not told.isVisible()
    assert len(ringed(window)) == 1


def test_a_notice_of_a_page_clicked_away_leaves_the_keys_with_its_part(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.show()
    window.open_pages(ToToday())
    page, session, notice = window.page("today"), QWidget(), Notice()
    QVBoxLayout(page).addWidget(session)
    session.setAccessibleName("Practice session")
    for widget in (notice, Button("Next question")):
        (session.layout() or QVBoxLayout(session)).addWidget(widget)
    notice.show_text("This question will not be shown again.", "Undo")
    notice.acted.connect(notice.hide)
    qtbot.waitUntil(notice.button.isVisible)
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert (ringed(window), window.focusWidget()) == ([], session)


def test_a_button_that_a_click_makes_idle_leaves_no_ring(qtbot: QtBot, window: MainWindow) -> None:
    """`Save` once all is saved, the arrow of the last month."""
    with qtbot.waitActive(window):
        window.show()
    window.open_pages(ToToday())
    page, save = window.page("today"), Button("Save")
    column = QVBoxLayout(page)
    for button in (save, Button("Next")):
        column.addWidget(button)
    qtbot.waitUntil(save.isVisible)
    save.clicked.connect(lambda: save.setEnabled(False))
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert (ringed(window), window.focusWidget()) == ([], page)


def test_tab_follows_the_page_and_not_the_order_of_making(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.show()
    window.open_pages(ToToday())
    page, column = window.page("today"), QVBoxLayout(window.page("today"))
    buttons = {name: QPushButton(name) for name in ("last", "row", "first")}
    row = FlowRow([buttons["row"]])
    for widget in (buttons["first"], row, buttons["last"]):
        column.addWidget(widget)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in buttons.values()))
    buttons["first"].setFocus()
    met = []
    for _ in range(2):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        met.append(window.focusWidget())
    assert met == [buttons["row"], buttons["last"]]
    assert page.isVisible()


def test_where_the_user_wanted_to_go_meanwhile_is_kept(window: MainWindow) -> None:
    window.hold("Opening")
    assert not window.go(ToStudy())
    window.open_pages(ToToday())
    assert window.current_key() == "study"


def test_a_page_may_hold_the_window(window: MainWindow) -> None:
    window.open_pages(ToToday())
    page = window.page("today")
    page.free = False  # type: ignore[attr-defined]
    assert not window.go(ToStudy())
    assert window.sidebar.top.button("today").isChecked()
    page.free = True  # type: ignore[attr-defined]
    assert window.go(ToStudy())


def test_a_click_and_ctrl_and_a_number_go_to_a_page(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.appear()
    window.open_pages(ToToday())
    window.sidebar.top.button("study").click()
    assert window.current_key() == "study"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "settings"
    assert not window.sidebar.top.button("study").isChecked()


def test_enter_works_on_an_entry(qtbot: QtBot, window: MainWindow) -> None:
    window.open_pages(ToToday())
    window.show()
    qtbot.keyClick(window.sidebar.top.button("study"), Qt.Key.Key_Return)
    assert window.current_key() == "study"


def test_bare_hides_the_sidebar_and_its_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.open_pages(ToToday())
    window.show()
    window.set_bare(True)
    assert not window.sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "today"
    window.set_bare(False)
    assert window.sidebar.isVisible()


def test_the_certification_card(qtbot: QtBot, window: MainWindow) -> None:
    window.set_certification("CMA (AAMA)", "Exam in 34 days")
    card = window.sidebar.certification
    assert "Exam in 34 days" in card.accessibleName()
    with qtbot.waitSignal(window.certification_clicked):
        card.click()


def test_a_banner_offers_one_thing(window: MainWindow) -> None:
    done: list[bool] = []
    window.open_pages(ToToday())
    window.show()
    window.show_banner("An exam is not finished.", "warn", "Resume", lambda: done.append(True))
    banner = window._banner
    assert banner is not None
    assert banner.isVisible()
    banner.button.click()
    assert (done, banner.isVisible()) == ([True], False)
    window.show_banner("Saved.", "good")
    assert banner.isVisible()
    banner.close_button.click()
    assert not banner.isVisible()


def test_the_place_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    # The offscreen desktop is 800 x 800.
    window.setGeometry(10, 20, 700, 600)
    other = MainWindow()
    qtbot.addWidget(other)
    other.put(window.place())
    assert other.geometry() == window.geometry()


def test_a_window_of_a_screen_that_is_gone_keeps_its_size_as_far_as_there_is_room(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    for place in (
        {"x": 99999, "y": 99999, "width": 700, "height": 600},
        {"x": -30, "y": 790, "width": 4000, "height": 3000},
    ):
        window.put(place)
        assert room.contains(window.geometry())
    assert window.width() == room.width()


def test_the_first_window_fits_the_screen(window: MainWindow) -> None:
    assert window.screen().availableGeometry().contains(window.geometry())


def test_the_place_is_told_once_the_window_rests(qtbot: QtBot, window: MainWindow) -> None:
    told: list[dict[str, int]] = []
    window.put({}, lambda: told.append(window.place()))
    window.show()
    window.grab()
    for width in (650, 660, 670):
        window.resize(width, 500)
    qtbot.waitUntil(lambda: bool(told))
    assert [place["width"] for place in told] == [670]


@pytest.mark.parametrize("place", [{}, {"x": "a", "y": 0, "width": 1, "height": 1}])
def test_a_place_that_is_no_place_is_ignored(window: MainWindow, place: dict[str, int]) -> None:
    before = window.geometry()
    window.put(place)
    assert window.geometry() == before


def test_the_guard_keeps_it_open(qtbot: QtBot, window: MainWindow) -> None:
    answers = [False, True]
    window.set_close_guard(lambda: answers.pop(0))
    window.show()
    assert not window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_f1_lists_the_keys_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.open_pages(ToToday())
    window.show()
    window.show_keys()
    (help_box,) = window.findChildren(QDialog)
    words = [label.text() for label in help_box.findChildren(QLabel)]
    assert {"Flag", "F", "Study", "Ctrl", "F1"} <= set(words)
    help_box.accept()


def test_it_can_be_small(window: MainWindow) -> None:
    window.open_pages(ToToday())
    window.show()
    window.resize(1, 1)
    assert (window.width(), window.height()) == (640, 480)


def test_the_way_to_the_first_paint_stays_short(resources: Path) -> None:
    """What was slow to load once must not creep back in before the window is seen."""
    code = f"""
import json, sys
from pathlib import Path
import PySide6.QtCore
from PySide6.QtWidgets import QApplication
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.theme import Theme
app = QApplication([])
theme = Theme(Path({str(resources)!r}))
theme.apply(app)
window = MainWindow()
window.add_page("today", "Today", MainWindow)
window.set_certification("CMA (AAMA)", "Exam in 34 days")
window.hold("Opening your study history")
def done():
    slow = ["sqlalchemy", "numpy", "yaml", "mediquiz.ui.widgets.paint", "mediquiz.ui.widgets.labels"]
    print(json.dumps([m for m in slow if m in sys.modules] + ["Qt"] * ("Qt" in vars(PySide6.QtCore))))
    app.quit()
window.painted.connect(done)
window.appear()
app.exec()
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=_environment(), timeout=120, check=True
    )
    assert json.loads(done.stdout) == []


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root, "QT_QPA_PLATFORM": "offscreen"}
