from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from mediquiz.services.changes import Changes, Done
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.tasks import InlineRunner, TaskRunner, ThreadRunner, alive
from mediquiz.ui.tools import Tools


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


@pytest.fixture
def runner(qapp: QCoreApplication) -> Iterator[ThreadRunner]:
    runner = ThreadRunner()
    yield runner
    runner.close()


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot, runner: ThreadRunner) -> None:
    seen: list[object] = []

    def then(thread: int) -> None:
        seen.extend([thread, threading.get_ident(), QThread.currentThread() is QCoreApplication.instance().thread()])  # type: ignore[union-attr]

    runner.run(threading.get_ident, then)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] != threading.get_ident()
    assert seen[1:] == [threading.get_ident(), True]


def test_a_lane_keeps_the_order(runner: ThreadRunner) -> None:
    order: list[int] = []
    for number in range(200):
        runner.run(partial(order.append, number))
    runner.close()
    assert order == list(range(200))


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, runner: ThreadRunner) -> None:
    gate, done = threading.Event(), Receiver()
    runner.run(lambda: gate.wait(60), done.take, lane="readiness")
    runner.run(lambda: "stored", done.take)
    qtbot.waitUntil(lambda: done.got == ["stored"])
    gate.set()
    qtbot.waitUntil(lambda: done.got == ["stored", True])


def test_close_delivers_what_was_queued(runner: ThreadRunner) -> None:
    receiver = Receiver()
    for number in range(20):
        runner.run(lambda n=number: n, receiver.take)  # type: ignore[misc]
    runner.close()
    assert receiver.got == list(range(20))
    with pytest.raises(RuntimeError):
        runner.run(lambda: None)


def test_an_error_goes_to_who_asked(qtbot: QtBot, runner: ThreadRunner) -> None:
    failed = Receiver()
    runner.run(lambda: 1 / 0, failed=failed.take)
    qtbot.waitUntil(lambda: bool(failed.got))
    assert isinstance(failed.got[0], ZeroDivisionError)


def test_an_error_that_nobody_takes_is_a_crash(qtbot: QtBot, runner: ThreadRunner) -> None:
    with qtbot.waitSignal(runner.crashed) as crash:
        runner.run(lambda: 1 / 0)
    assert isinstance(crash.args[0], ZeroDivisionError)


def test_an_error_in_the_callback_is_a_crash_and_not_the_end(qtbot: QtBot, runner: ThreadRunner) -> None:
    with qtbot.waitSignal(runner.crashed):
        runner.run(lambda: 3, lambda value: value.nonsense)  # type: ignore[attr-defined]
    receiver = Receiver()
    runner.run(lambda: 4, receiver.take)
    qtbot.waitUntil(lambda: receiver.got == [4])


@pytest.mark.parametrize("wrap", [lambda method: method, partial])
def test_a_deleted_receiver_is_skipped(
    qtbot: QtBot, runner: ThreadRunner, wrap: Callable[[Callable[[object], None]], Callable[[object], None]]
) -> None:
    gate, receiver, crashes = threading.Event(), Receiver(), Receiver()
    runner.crashed.connect(crashes.take)
    runner.run(lambda: gate.wait(60), wrap(receiver.take))
    receiver.deleteLater()
    QCoreApplication.sendPostedEvents(receiver, QEvent.Type.DeferredDelete.value)
    assert not alive(receiver.take)
    gate.set()
    runner.close()
    assert (receiver.got, crashes.got) == ([], [])


def test_the_inline_runner_runs_at_once() -> None:
    got: list[object] = []
    runner = InlineRunner()
    runner.run(lambda: 7, got.append)
    runner.run(lambda: 1 / 0, failed=got.append)
    assert got[0] == 7
    assert isinstance(got[1], ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        runner.run(lambda: 1 / 0)


class WroteTo(QObject):
    """Hears the hub and takes what a write returned, in one list."""

    def __init__(self, hub: ChangeHub) -> None:
        super().__init__()
        self.got: list[object] = []
        hub.changed.connect(self.hear)

    def hear(self, changes: Changes, origin: object) -> None:
        self.got.append((changes, origin))

    def take(self, value: object) -> None:
        self.got.append(value)


def written() -> Done[int]:
    return Done(7, Changes(marks=True))


def tools_with(runner: TaskRunner, hub: ChangeHub) -> Tools:
    return Tools(None, runner, hub, None, None)  # type: ignore[arg-type]


def test_a_write_hands_its_value_over_and_then_tells(qapp: QCoreApplication) -> None:
    hub = ChangeHub()
    receiver = WroteTo(hub)
    tools_with(InlineRunner(), hub).write(written, receiver.take, origin=receiver)
    assert receiver.got == [7, (Changes(marks=True), receiver)]


def test_a_write_is_told_though_the_page_that_asked_is_gone(qtbot: QtBot, runner: ThreadRunner) -> None:
    hub, gate = ChangeHub(), threading.Event()
    asked, hears = Receiver(), WroteTo(hub)

    def slow() -> Done[int]:
        gate.wait(5)
        return written()

    tools_with(runner, hub).write(slow, asked.take)
    asked.deleteLater()
    QCoreApplication.sendPostedEvents(asked, QEvent.Type.DeferredDelete.value)
    gate.set()
    runner.close()
    assert (asked.got, hears.got) == ([], [(Changes(marks=True), None)])


def test_a_write_is_told_though_what_follows_fails(qapp: QCoreApplication) -> None:
    hub = ChangeHub()
    hears = WroteTo(hub)
    with pytest.raises(ZeroDivisionError):
        tools_with(InlineRunner(), hub).write(written, lambda _value: 1 / 0)  # type: ignore[arg-type,return-value]
    assert hears.got == [(Changes(marks=True), None)]


def test_a_write_that_fails_tells_nothing(qapp: QCoreApplication) -> None:
    hub, failed = ChangeHub(), Receiver()
    hears = WroteTo(hub)
    tools_with(InlineRunner(), hub).write(lambda: 1 / 0, failed=failed.take)  # type: ignore[arg-type,return-value]
    assert isinstance(failed.got[0], ZeroDivisionError)
    assert hears.got == []


def test_a_write_that_passes_the_hub_by_is_refused(qtbot: QtBot, runner: ThreadRunner) -> None:
    receiver = Receiver()
    with pytest.raises(TypeError, match=r"past Tools\.write"):
        InlineRunner().run(written, receiver.take, receiver.take)
    with qtbot.waitSignal(runner.crashed) as crash:
        runner.run(written, receiver.take, receiver.take)
    assert isinstance(crash.args[0], TypeError)
    assert receiver.got == []
