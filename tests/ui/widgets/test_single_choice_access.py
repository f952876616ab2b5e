from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from mediquiz.domain.answers import NO_ANSWER, Chosen
from mediquiz.ui.widgets.single_choice import SingleChoice

from .conftest import item_of

NAME = QAccessible.Text.Name
ROOT = Path(__file__).parents[3]


def group(area: SingleChoice) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(area)


def rows(area: SingleChoice) -> list[QAccessibleInterface]:
    told = group(area)
    return [told.child(index) for index in range(told.childCount())]


def names(area: SingleChoice) -> list[str]:
    return [row.text(NAME) for row in rows(area)]


def test_a_group_of_radio_buttons(area: SingleChoice) -> None:
    told = group(area)
    assert (told.role(), told.text(NAME), told.childCount()) == (QAccessible.Role.Grouping, "Answer options", 4)
    assert {row.role() for row in rows(area)} == {QAccessible.Role.RadioButton}
    assert names(area) == ["Option A: Gray", "Option B: Light blue", "Option C: Lavender", "Option D: Gold"]
    assert [told.indexOfChild(row) for row in rows(area)] == [0, 1, 2, 3]
    assert all(row.parent().text(NAME) == "Answer options" for row in rows(area))
    assert told.child(4) is None


def test_the_item_shown_has_as_many_rows_as_options(area: SingleChoice) -> None:
    last = rows(area)[3]
    area.ask(item_of("Yes", "No"), (0, 1))
    assert names(area) == ["Option A: Yes", "Option B: No"]
    assert not last.isValid()
    area.ask(item_of(*"abcdefghij"), tuple(range(10)))
    assert names(area)[-1] == "Option J: j"


def test_struck_out_is_said_and_chosen_is_a_state(area: SingleChoice) -> None:
    area.give(Chosen((1,)), {3})
    assert names(area)[:2] == ["Option A: Gray (struck out)", "Option B: Light blue"]
    assert [bool(row.state().checked) for row in rows(area)] == [False, True, False, False]
    assert all(row.state().checkable and not row.state().readOnly for row in rows(area))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (1, ["(Last.)", "(right answer, your answer; Goes first.)"]),
        (3, ["(your answer, not right; Last.)", "(right answer; Goes first.)"]),
    ],
)
def test_after_reveal_it_says_whether_the_answer_was_right(area: SingleChoice, place: int, said: list[str]) -> None:
    area.reveal(Chosen((place,)))
    assert [name[name.index("(") :] for name in names(area)[:2]] == said
    assert [bool(row.state().checked) for row in rows(area)] == [place == 3, place == 1, False, False]
    assert all(row.state().readOnly for row in rows(area))


def test_the_focus_is_on_a_row(qtbot: QtBot, area: SingleChoice) -> None:
    area.clearFocus()
    assert group(area).focusChild() is None
    with qtbot.waitActive(area):
        area.activateWindow()
    area.focus_row(2)
    assert group(area).focusChild().text(NAME) == "Option C: Lavender"
    assert [bool(row.state().focused) for row in rows(area)] == [False, False, True, False]


def test_rows_stand_where_they_are_painted(area: SingleChoice) -> None:
    for index, row in enumerate(rows(area)):
        assert row.rect().topLeft() == area.mapToGlobal(area.rect_of(index).topLeft())
        assert row.rect().size() == area.rect_of(index).size()
        at = row.rect().center()
        assert group(area).childAt(at.x(), at.y()) is row


def test_a_screen_reader_chooses_and_moves_the_focus(qtbot: QtBot, area: SingleChoice) -> None:
    action = rows(area)[1].actionInterface()
    assert action.actionNames() == ["Press", "SetFocus"]
    with qtbot.waitSignal(area.responded) as responded:
        action.doAction("Press")
    assert responded.args == [Chosen((1,))]
    action.doAction("SetFocus")
    assert area.current == 1
    area.reveal(NO_ANSWER)
    assert action.actionNames() == ["SetFocus"]
    with qtbot.assertNotEmitted(area.responded):
        action.doAction("Press")


def test_what_changed_is_told_only_to_who_listens(
    qtbot: QtBot, area: SingleChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: told.append((event.type().name, event.child()))
    )
    area.give(Chosen((1,)))
    assert told == []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    area.give(NO_ANSWER, {3})
    changed = [("NameChanged", 0), ("NameChanged", 1), ("StateChanged", 1)]
    assert [one for one in told if one[0] != "Announcement"] == changed
    assert told.count(("Announcement", -1)) == 1
    told.clear()
    with qtbot.waitActive(area):
        area.activateWindow()
    area.focus_row(2)
    qtbot.waitUntil(lambda: bool(told))
    assert set(told) == {("Focus", 2)}
    told.clear()
    gone = rows(area)[2:]
    area.ask(item_of("Yes", "No"), (0, 1))
    assert [shiboken6.isValid(row) for row in gone] == [False, False]
    area.ask(item_of("Yes", "No", "Perhaps"), (0, 1, 2))
    assert ("ObjectCreated", 2) in told


MANY = """
import gc
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
import shiboken6
from mediquiz.ui.widgets import option_access
from mediquiz.ui.widgets.single_choice import SingleChoice
from tests.ui.widgets.conftest import ORDER, TUBES
from mediquiz.domain.answers import Chosen
app = QApplication([])
QAccessible.setActive(True)
for number in range(1_000):
    area = SingleChoice()
    area.ask(TUBES, ORDER)
    told = QAccessible.queryAccessibleInterface(area)
    rows = [told.child(index) for index in range(told.childCount())]
    area.reveal(Chosen((1,)))
    assert [bool(row.state().checked) for row in rows] == [False, True, False, False]
    assert rows[2].text(QAccessible.Text.Name) == "Option C: Lavender (Holds EDTA.)"
    assert rows[0].parent() is told and rows[0].actionInterface().actionNames()
    if number % 2:
        shiboken6.delete(area)
    else:
        del area
    if number % 100 == 0:
        gc.collect()
gc.collect()
print("kept", len(option_access._KEPT))
left = SingleChoice()
left.ask(TUBES, ORDER)
QAccessible.queryAccessibleInterface(left).child(3)
"""


def test_a_thousand_come_and_go_in_a_process_of_its_own() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-X", "faulthandler", "-c", MANY]
    ended = subprocess.run(run, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert ended.stdout.split() == ["kept", "0"]
