from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.ui.prompts import QtPrompts, RecordedPrompts
from mediquiz.ui.theme import Theme

T = TypeVar("T", bound=QDialog)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window


def only(window: QWidget, kind: type[T]) -> T:
    (dialog,) = window.findChildren(kind)
    return dialog


@pytest.mark.parametrize(("which", "expected"), [(0, True), (1, False)])
def test_confirm_calls_back_with_the_answer(window: QWidget, which: int, expected: bool) -> None:
    got: list[bool] = []
    QtPrompts(window).confirm("End this segment?", "You cannot come back.", "End segment", got.append)
    box = only(window, QMessageBox)
    assert (box.text(), box.informativeText()) == ("End this segment?", "You cannot come back.")
    box.buttons()[which].click()
    assert got == [expected]


def test_what_cannot_be_undone_is_not_one_enter_away(window: QWidget) -> None:
    got: list[bool] = []
    QtPrompts(window).confirm("Delete?", "", "Delete", got.append, danger=True)
    box = only(window, QMessageBox)
    assert box.defaultButton().text() == "Cancel"
    assert box.buttons()[0].property("kind") == "danger"
    box.reject()
    assert got == [False]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_whole_title_can_be_read(window: QWidget, qapp: QApplication, theme: Theme, percent: int) -> None:
    theme.use(percent=percent)
    title = "Start the CMA (AAMA) practice exam?"
    QtPrompts(window).confirm(title, "200 questions, 2 h 40 min.", "Start", lambda yes: None)
    box = only(window, QMessageBox)
    for label in filter(QLabel.text, box.findChildren(QLabel)):
        wide = label.width() >= label.sizeHint().width() or label.wordWrap()
        assert wide and label.height() >= label.heightForWidth(label.width()), label.text()
        assert box.rect().contains(QRect(label.mapTo(box, QPoint()), label.size())), label.text()


def test_choose_file(window: QWidget, tmp_path: Path) -> None:
    wanted, got = tmp_path / "bank.yaml", list[Path | None]()
    wanted.write_text("x")
    QtPrompts(window).choose_file("Import", "Banks (*.yaml)", got.append)
    dialog = only(window, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(wanted))
    dialog.done(QDialog.DialogCode.Accepted)
    assert got == [wanted]


def test_a_dialog_that_dies_with_its_window_calls_nobody(qtbot: QtBot) -> None:
    window, got = QWidget(), list[bool]()
    QtPrompts(window).confirm("?", "", "Yes", got.append)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    assert got == []


def test_tell_and_error_open_a_box(window: QWidget) -> None:
    QtPrompts(window).error("The file is not a question bank.")
    box = only(window, QMessageBox)
    assert box.informativeText() == "The file is not a question bank."
    box.buttons()[0].click()


def test_the_recorder_answers_in_order_and_keeps_what_was_said() -> None:
    prompts, got = RecordedPrompts(), list[object]()
    prompts.answer(True, Path("a.csv"))
    prompts.confirm("Sure?", "Really?", "Yes", got.append)
    prompts.save_file("Export", "*.csv", got.append, "items.csv")
    prompts.confirm("Again?", "", "Yes", got.append)
    prompts.error("no")
    assert got == [True, Path("a.csv"), False]
    assert prompts.said[0] == ("confirm", "Sure?", "Really?")
    assert prompts.said[-1] == ("error", "no")
