"""The whole window over a disk that fails now and then: what was refused can be done again, and the disk is blamed.

`python -m tests.faults.window FOLDER SEED STEPS`, in a process of its own.
"""

from __future__ import annotations

import ctypes
import errno
import random
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from mediquiz.app import Application
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.ui.destinations import StartStudy
from mediquiz.ui.tasks import InlineRunner

from ..helpers import FixedClock
from ..journeys import person as people
from ..journeys.person import Person
from ..journeys.test_exam import LETTERS
from ..journeys.test_first_run import answers_three_questions

libc = ctypes.CDLL(None)


class Told(InlineRunner):
    """Does work at once, and hands what nobody answers for to the application, as its own runner does."""

    application: Application | None = None

    def run(self, work: Any, then: Any = None, failed: Any = None, lane: str = "store") -> None:
        try:
            super().run(work, then, failed, lane)
        except Exception as error:
            if self.application is None:
                raise
            self.application._work_failed(error)


ODD = ("No row was found", "NoneType", "went wrong", "Traceback", "within a transaction", "no transaction")


def study(person: Person, chance: random.Random) -> None:
    """Answer what is on screen; a session is taken up or begun where none is."""
    if person.window.current_key() == "sitting":
        sit(person, chance)
        return
    if person.window.current_key() != "study" or not person.sees("Option A: "):
        person.goes("today")
        name = next((one for one in ("Go on", "Quick 10") if person.sees(one)), "")
        assert name, person.reads()
        person.clicks(name)
    if person.window.current_key() == "sitting":
        return  # "Go on" led to the exam that is open
    person.presses(chance.choice(LETTERS), Qt.Key.Key_Return)
    if chance.random() < 0.7:
        person.presses(Qt.Key.Key_Return)


def sit(person: Person, chance: random.Random) -> None:
    """Start or take up an exam and answer in it; where it is stuck, try again."""
    if person.window.current_key() != "sitting":
        person.goes("exams")
        person.prompts.answers.clear()
        person.prompts.answer(True)
        name = next((one for one in ("Resume CMA exam", "Start CMA exam") if person.sees(one)), "")
        assert name, person.reads()
        person.clicks(name)
    if person.sees("Try again"):
        person.clicks("Try again")
    person.presses(chance.choice(LETTERS), Qt.Key.Key_Return)
    if chance.random() < 0.1 and person.sees("Leave"):
        person.prompts.answer(True)
        person.clicks("Leave")


def steps(person: Person, folder: Path, chance: random.Random, count: int) -> None:
    for n in range(count):
        if chance.random() < 0.35:
            number, error = chance.randint(1, 14), chance.choice((errno.EIO, errno.ENOSPC))
            libc.fault_arm(str(folder).encode(), number, error, chance.randint(0, 1))
        else:
            libc.fault_disarm()
        act = chance.choice((study, study, study, sit, sit, leave_and_come, end))
        try:
            act(person, chance)
        except AssertionError as odd:
            print(f"step {n}, {act.__name__}: {odd!s:.200}")
        QCoreApplication.processEvents()
        told = person.reads() + repr(person.prompts.said)
        reports = [path.read_text(encoding="utf-8") for path in folder.rglob("crash-*.txt")]
        assert not reports, f"step {n}: {reports[0][-2500:]}"
        assert not any(words in told for words in ODD), f"step {n}, {act.__name__}: {told}"


def leave_and_come(person: Person, chance: random.Random) -> None:
    for page in chance.sample(["today", "progress", "exams", "library", "study"], 2):
        person.goes(page)


def end(person: Person, chance: random.Random) -> None:
    person.prompts.answers.clear()
    person.prompts.answer(True)
    if person.sees("End session"):
        person.goes("study")
        person.clicks("End session")


def sound_again(person: Person) -> None:
    """On a sound disk the next answer counts."""
    libc.fault_disarm()
    chance = random.Random(1)
    sit(person, chance)
    stands = repr((person.attempt().current, person.attempt().states))
    for _ in range(3):
        sit(person, chance)
    if person.window.current_key() == "sitting":
        assert repr((person.attempt().current, person.attempt().states)) != stands, person.reads()
    if person.window.current_key() == "sitting":
        person.prompts.answers.clear()
        person.prompts.answer(True)
        person.clicks("Leave")
    before = person.services.care.counts().answers
    person.application.pages.go(StartStudy(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=10)))
    for _ in range(4):
        study(person, chance)
    assert person.services.care.counts().answers > before, person.reads()


def main(folder: Path, seed: int, count: int) -> None:
    app = QApplication([])
    people.InlineRunner = Told  # type: ignore[misc]
    person = Person(app, folder / "data" / "study.sqlite", FixedClock())
    assert isinstance(person.application.tasks, Told)
    person.application.tasks.application = person.application
    answers_three_questions(person)
    steps(person, folder, random.Random(seed), count)
    sound_again(person)
    print("sound again")
    person.leave()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
