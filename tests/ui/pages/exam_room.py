"""A room to sit exams in: a bank that fills every exam, a real database, screens over it, and a disk that can fail."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.banks import read_blueprints, read_topics
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.summaries import Sitting
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.ui.destinations import Destination, ToSitting
from mediquiz.ui.pages.sitting.screen import SittingScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from tests.helpers import FixedClock, make_services, make_tools, write_bank, wrong_to

_KEPT: list[TemporaryDirectory[str]] = []


@cache
def full_bank(per_topic: int = 26) -> Path:
    """A bank of which every exam can be drawn, with a database that has it loaded; made once."""
    kept = TemporaryDirectory()
    _KEPT.append(kept)
    folder = Path(kept.name)
    banks = shipped("question_banks")
    tree = read_topics(banks / "topics.yaml")
    topics = sorted({topic for blueprint in read_blueprints(banks, tree) for topic in blueprint.topic_weights})
    write_bank(folder / "bank", topics, per_topic)
    (folder / "made").mkdir()
    make_services(folder / "made", banks=folder / "bank").context.store.close()
    return folder


class SlowRunner:
    """Work waits until it is told to be done, as on a busy disk."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[Callable[[], Any], Any, Any]] = deque()

    def run(self, work: Callable[[], Any], then: Any = None, failed: Any = None, lane: str = "store") -> None:
        self.jobs.append((work, then, failed))

    def do(self, count: int = 1) -> None:
        """Do the oldest so many jobs."""
        for _ in range(count):
            work, then, failed = self.jobs.popleft()
            try:
                value = work()
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
            else:
                if then is not None:
                    then(value)

    def do_all(self) -> None:
        while self.jobs:
            self.do()


class ExamRoom:
    """Everything that a test of the exam screens needs; `again()` is the same database after a kill."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot, self.clock = folder, qtbot, FixedClock()
        self.bank = full_bank() / "bank"
        if not (folder / "study.sqlite").exists():
            shutil.copy(full_bank() / "made" / "study.sqlite", folder / "study.sqlite")
        self.services: Services = make_services(folder, self.clock, self.bank)
        self.services.context.store.relax()
        self.tools: Tools = make_tools(self.services, self.clock)
        self.went: list[Any] = []
        self.full: list[bool] = []
        self._closed = False

    @property
    def prompts(self) -> RecordedPrompts:
        found = self.tools.prompts
        assert isinstance(found, RecordedPrompts)
        return found

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        if not self._closed:
            self._closed = True
            self.services.context.store.close()

    def again(self) -> ExamRoom:
        """After a kill: another process over the same file."""
        self.close()
        return ExamRoom(self.folder, self.qtbot)

    def keep(self, widget: Screen) -> None:
        """Watch where a screen wants to go, and delete it at the end."""
        self.qtbot.addWidget(widget)
        widget.go.connect(self.went.append)

    def begin(self, certification: str = "cma", factor: float | None = 1.0) -> SittingScreen:
        """A screen with a fresh exam."""
        return self.sit(ToSitting(self.services.exams.start(certification, factor).value))

    def sit(self, destination: Destination) -> SittingScreen:
        """A screen with this exam, shown."""
        screen = SittingScreen(self.tools)
        self.keep(screen)
        screen.full_screen.connect(self.full.append)
        screen.resize(1280, 800)
        screen.show()
        screen.arrive(destination)
        return screen

    def pass_time(self, screen: SittingScreen, seconds: float, step: float = 1.0) -> None:
        """Seconds go by with the timer ticking."""
        while seconds > 0:
            part = min(step, seconds)
            self.clock.pass_time(part)
            screen.desk.tick()
            seconds -= part

    def finish_quickly(
        self, certification: str = "cma", good: Callable[[int], bool] | None = None, factor: float | None = 1.0
    ) -> tuple[int, Sitting]:
        """An exam sat without a screen: right where `good` says so. Returns the attempt's id."""
        sitting = self.services.exams.start(certification, factor).value
        put = partial(self._put, sitting)
        for n in range(len(sitting.attempt.questions)):
            if n not in sitting.attempt.open_segment:
                put(Event(act=Act.END_SEGMENT))
                if sitting.attempt.phase is Phase.BREAK:
                    put(Event(act=Act.START_SEGMENT))
            sitting.attempt.run(20)
            shown = sitting.items[n]
            put(Event.answering(n, shown.right if good is None or good(n) else wrong_to(shown)))
        put(Event(act=Act.SUBMIT))
        return self.services.exams.finish(sitting).value, sitting

    def _put(self, sitting: Sitting, event: Event) -> None:
        stamped = sitting.attempt.stamp(event)
        sitting.attempt.apply(stamped)
        self.services.exams.record(sitting, stamped)


def press(screen: QWidget, *keys: str | Qt.Key) -> None:
    """Keys as a person presses them: letters, Shift+A, Ctrl+E, Enter."""
    for key in keys:
        if isinstance(key, str) and "+" in key:
            held, letter = key.split("+")
            modifier = Qt.KeyboardModifier.ShiftModifier if held == "Shift" else Qt.KeyboardModifier.ControlModifier
            QTest.keyClick(screen, getattr(Qt.Key, f"Key_{letter}"), modifier)
        elif isinstance(key, str) and len(key) > 1:
            QTest.keyClick(screen, getattr(Qt.Key, f"Key_{'Return' if key == 'Enter' else key}"))
        else:
            QTest.keyClick(screen, key)  # type: ignore[call-overload]


def words_on(screen: QWidget) -> str:
    """All text that the screen shows now."""
    QApplication.processEvents()  # fresh widgets are shown by an event
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


def end(room: ExamRoom, screen: SittingScreen) -> None:
    """End the segment (or the exam) by key, and say yes."""
    room.prompts.answer(True)
    press(screen, "Ctrl+E")
