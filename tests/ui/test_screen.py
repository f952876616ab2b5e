from __future__ import annotations

from pytestqt.qtbot import QtBot

from mediquiz.services.changes import NOTHING, Changes
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.screen import Screen


class Counting(Screen):
    wanted = Changes(answers=True, plan=True)
    count = 0

    def refresh(self) -> None:
        self.count += 1


def test_it_refreshes_when_first_shown_and_not_before(qtbot: QtBot) -> None:
    screen = Counting(ChangeHub())
    qtbot.addWidget(screen)
    assert (screen.count, screen.stale) == (0, True)
    screen.show()
    assert (screen.count, screen.stale) == (1, False)


def test_a_hidden_screen_waits_and_catches_up_once(qtbot: QtBot) -> None:
    hub = ChangeHub()
    screen = Counting(hub)
    qtbot.addWidget(screen)
    screen.show()
    screen.hide()
    for _ in range(3):
        hub.tell(Changes(answers=True))
    assert (screen.count, screen.stale) == (1, True)
    screen.show()
    assert screen.count == 2


def test_only_what_it_shows_and_only_from_others(qtbot: QtBot) -> None:
    hub = ChangeHub()
    screen = Counting(hub)
    qtbot.addWidget(screen)
    screen.show()
    hub.tell(Changes(settings=True))
    hub.tell(Changes(answers=True), screen)
    assert screen.count == 1
    hub.tell(Changes(plan=True), object())
    assert screen.count == 2


def test_nothing_is_not_told(qtbot: QtBot) -> None:
    hub = ChangeHub()
    with qtbot.assertNotEmitted(hub.changed):
        hub.tell(NOTHING)


def test_a_deleted_screen_is_no_longer_told(qtbot: QtBot) -> None:
    hub = ChangeHub()
    screen = Counting(hub)
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    hub.tell(Changes(answers=True))


def test_its_own_write_is_fetched_when_it_is_seen_again(qtbot: QtBot) -> None:
    hub = ChangeHub()
    screen = Counting(hub)
    qtbot.addWidget(screen)
    screen.show()
    hub.tell(Changes(answers=True), screen)
    assert (screen.count, screen.stale) == (1, True)
    screen.hide()
    screen.show()
    assert (screen.count, screen.stale) == (2, False)
