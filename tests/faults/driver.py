"""Runs in a process of its own over a disk that fails: each write of an act once, then the act again.

`python -m tests.faults.driver SCENARIO FOLDER BANKS`; prints one line for each fault, and what was wrong with it.
"""

from __future__ import annotations

import ctypes
import errno
import random
import shutil
import sys
from pathlib import Path

from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import backups
from mediquiz.storage.errors import StoreError

from ..helpers import FixedClock

DISK = ("cannot be written", "could not be written", "cannot be made", "cannot be closed")
"""What a sentence about the disk says."""
MOST = 400
libc = ctypes.CDLL(None)


class Case:
    """An act to be done on a failing disk: `do` it, `again` after a fault, and `holds` when it is done."""

    each = 40
    """Up to here each write fails in its turn, then some: a first start writes a thousand questions."""

    def __init__(self, folder: Path, banks: Path) -> None:
        self.folder, self.banks = folder, banks
        self.database = folder / "study.sqlite"
        self.services: Services | None = None

    def open(self) -> Services:
        self.services = open_services(self.database, self.banks, FixedClock(), random.Random(1))
        self.services.library.load_bank(self.banks)
        return self.services

    def close(self) -> None:
        if self.services is not None:
            self.services.close()
            self.services = None

    def ready(self) -> None:
        """Before the disk fails."""
        self.open()

    def do(self) -> None:
        raise NotImplementedError

    def again(self) -> None:
        """What a student does after the fault: the same again."""
        self.do()

    def holds(self) -> None:
        """Afterward, with an assertion."""


class Answer(Case):
    """An answer in practice."""

    def ready(self) -> None:
        services = self.open()
        self.session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3)).value
        services.study.show(self.session, 0)
        self.before = services.care.counts().answers

    def do(self) -> None:
        assert self.services is not None
        shown = self.session.items[0]
        done = self.services.study.answer(self.session, 0, shown.right, confidence=None, milliseconds=5000)
        self.session.practice.apply(done.value.closing)

    def again(self) -> None:
        assert self.services is not None
        self.session = self.services.study.resume(self.session.attempt_id).value
        if self.session.practice.states[0].given is None:
            self.do()

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.care.counts().answers == self.before + 1


class Session(Case):
    """The start of a session."""

    def do(self) -> None:
        assert self.services is not None
        self.session = self.services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=3)).value

    def holds(self) -> None:
        assert self.services is not None
        opened = self.services.study.open_session()
        assert opened is not None
        assert opened.attempt_id == self.session.attempt_id


class Exam(Case):
    """An act of an exam."""

    def ready(self) -> None:
        self.sitting = self.open().exams.start("cma", 1.0).value

    def do(self) -> None:
        assert self.services is not None
        event = self.sitting.attempt.stamp(Event(act=Act.MOVE, question=1))
        self.services.exams.record(self.sitting, event)

    def again(self) -> None:
        assert self.services is not None
        self.sitting = self.services.exams.load(self.sitting.attempt_id)
        if self.sitting.attempt.current != 1:
            self.do()

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.exams.load(self.sitting.attempt_id).attempt.current == 1


class ExamStart(Case):
    """The start of an exam."""

    each = 10

    def do(self) -> None:
        assert self.services is not None
        self.sitting = self.services.exams.start("cma", 1.0).value

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.exams.load(self.sitting.attempt_id).attempt.current == 0


class ExamEnd(Case):
    """The last act of an exam and what enters the log with it."""

    def ready(self) -> None:
        services = self.open()
        self.sitting = services.exams.start("ccma", 1.0).value
        event = self.sitting.attempt.stamp(Event.answering(0, self.sitting.items[0].right))
        self.sitting.attempt.apply(event)
        services.exams.record(self.sitting, event)
        self.ended = self.sitting.attempt.stamp(Event(act=Act.SUBMIT))
        self.sitting.attempt.apply(self.ended)
        self.before = services.care.counts()

    def do(self) -> None:
        assert self.services is not None
        self.services.exams.record(self.sitting, self.ended)
        self.services.exams.finish(self.sitting)

    def again(self) -> None:
        assert self.services is not None
        sitting = self.services.exams.load(self.sitting.attempt_id)
        if sitting.attempt.phase is self.sitting.attempt.phase:
            self.services.exams.finish(sitting)
        else:
            self.sitting = sitting
            self.sitting.attempt.apply(self.ended)
            self.do()

    def holds(self) -> None:
        assert self.services is not None
        now = self.services.care.counts()
        assert (now.answers, now.exams) == (self.before.answers + 1, self.before.exams + 1)


class Backup(Case):
    """A dated copy."""

    each = 10

    def do(self) -> None:
        self.made = backups.make(self.database, "daily")

    def holds(self) -> None:
        assert backups.offered(self.database)[0].path == self.made
        assert not list(self.folder.rglob("*.part"))


class Restore(Case):
    """A backup in the place of the history."""

    each = 10

    def ready(self) -> None:
        services = self.open()
        services.settings.change(theme="dark")
        self.backup = backups.make(self.database, "daily")
        services.settings.change(theme="light")
        self.close()

    def do(self) -> None:
        backups.restore(self.backup, self.database)

    def again(self) -> None:
        # The history stands as it was until a restore has worked.
        assert self.open().settings.read().theme == "light"
        self.close()
        self.do()

    def holds(self) -> None:
        assert self.open().settings.read().theme == "dark"


class FirstStart(Case):
    """A new history, with all questions of the bank."""

    each = 4

    def ready(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir()

    def do(self) -> None:
        self.open()

    def again(self) -> None:
        self.close()
        self.do()

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.study.home("cma").choices[0].available > 0


class Mark(Case):
    """A note."""

    def ready(self) -> None:
        request = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=1)
        self.item = self.open().study.start(request).value.items[0]

    def do(self) -> None:
        assert self.services is not None
        self.services.marks.note(self.item.item.id, "look this up")

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.marks.read(self.item.item.id).note == "look this up"


class Checkpoint(Case):
    """The log is moved into the file."""

    def ready(self) -> None:
        services = self.open()
        services.settings.change(theme="dark")
        # So much that the file grows: its header is written first, and says more than is there when the disk fails.
        for _ in range(3):
            services.exams.start("cma", 1.0)

    def do(self) -> None:
        assert self.services is not None
        self.services.care.checkpoint()

    def holds(self) -> None:
        assert self.services is not None
        assert self.services.settings.read().theme == "dark"


CASES: dict[str, type[Case]] = {
    "answer": Answer,
    "session": Session,
    "exam start": ExamStart,
    "exam act": Exam,
    "exam end": ExamEnd,
    "backup": Backup,
    "restore": Restore,
    "first start": FirstStart,
    "mark": Mark,
    "checkpoint": Checkpoint,
}
ERRORS = (errno.EIO, errno.ENOSPC)


def run(kind: type[Case], folder: Path, banks: Path, template: Path) -> int:
    """Every write of an act fails once by itself, and once with all after it. The number of faults."""
    faults = 0
    for lasting in (0, 1):
        number = 1
        while number < MOST:
            case = _fresh(kind, folder, banks, template)
            reached = _fault(case, number, ERRORS[number % 2], lasting)
            case.holds()
            case.close()
            if not reached:
                break
            faults += 1
            number += 1 if number < kind.each else number // 2
    return faults


def _fresh(kind: type[Case], folder: Path, banks: Path, template: Path) -> Case:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(template, folder / "study.sqlite")
    case = kind(folder, banks)
    case.ready()
    return case


def _fault(case: Case, number: int, error: int, lasting: int) -> bool:
    """Do it with that write failing; where it fails, say so, and do it again on a sound disk."""
    libc.fault_arm(str(case.folder).encode(), number, error, lasting)
    try:
        case.do()
    except StoreError as told:
        libc.fault_disarm()
        assert any(words in str(told) for words in DISK), f"{type(case).__name__}, write {number}: {told}"
        case.again()
        return True
    except BaseException:
        libc.fault_disarm()
        print(f"{type(case).__name__}, write {number}, error {error}, lasting {lasting}", flush=True)
        raise
    return bool(libc.fault_disarm() >= number)


def main(name: str, folder: Path, banks: Path, template: Path) -> None:
    print(f"{run(CASES[name], folder, banks, template)} faults")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
