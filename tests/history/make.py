"""How the stored history was made. It was run once, on the code of schema revision 0001 (version 0.1.0), as

    TZ=CST6CDT,M3.2.0,M11.1.0 QT_QPA_PLATFORM=offscreen python -m tests.history.make

and is kept to show what the history holds. It calls services as they were then and is not expected to run on later
code: `stored.tar.xz`, `figures.json.xz` and `pages.json.xz` are what it wrote, and they are not to be made anew.
One kind of figure was wrong: low and high of an area's band (`overview`) left out a part of the doubt. Those 100
values, and no other, are what the present rule makes of the same history. Since then `amend.py` has brought up what
rules changed on purpose; the commits say why.

The history is eight weeks of a made-up learner on a small copy of the bank, ending on April 12, 2026: practice of every
mode, two exams to the end and one left in the middle, a session left in the middle, marks, a problem report, goals
ahead and passed, two outcomes, an item that was reworded and one that was taken out of the files.
"""

from __future__ import annotations

import random
import re
import shutil
import tarfile
import tempfile
from datetime import date, timedelta
from pathlib import Path

from mediquiz.demo import MovingClock, SimulatedStudent
from mediquiz.domain.attempt import Act, Event, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Goal, Sitting, StudyMode, StudyRequest, Subset
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.services.study import NothingToStudy

HERE = Path(__file__).parent
FIRST = date(2026, 2, 16)
DAYS = 56
PER_TOPIC = 20
"""Questions kept of each file of the bank; with fewer a form cannot be filled."""
MODES = (
    StudyMode.TODAY,
    StudyMode.QUICK,
    StudyMode.TOPIC,
    StudyMode.WEAK,
    StudyMode.MISSED,
    StudyMode.CRAM,
    StudyMode.DRILL,
    StudyMode.FLAGGED,
    StudyMode.SURE_WRONG,
    StudyMode.BUILD,
)
SAID = (None, Confidence.SURE, Confidence.UNSURE, Confidence.GUESS)


def small_bank(folder: Path) -> Path:
    """The first questions of every file of the shipped bank."""
    shutil.copytree(shipped("question_banks"), folder)
    for path in folder.glob("*/*.yaml"):
        if path.parent.name != "exams":
            head, *blocks = re.split(r"(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))
            path.write_text(head + "".join(blocks[:PER_TOPIC]), encoding="utf-8")
    return folder


def edit_bank(folder: Path, reworded: str, retired: str) -> None:
    """Give one question another wording and take one out."""
    for item_id in (reworded, retired):
        path = folder / (item_id.rpartition(".")[0].replace(".", "/") + ".yaml")
        head, *blocks = re.split(r"(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))
        blocks = [_edited(block, item_id, item_id == retired) for block in blocks]
        path.write_text(head + "".join(blocks), encoding="utf-8")


def _edited(block: str, item_id: str, gone: bool) -> str:
    if not block.startswith(f"  - id: {item_id}\n"):
        return block
    return "" if gone else block.replace("stem: >-\n      ", "stem: >-\n      In other words: ")


class Life:
    """Eight weeks, day by day."""

    def __init__(self, services: Services, clock: MovingClock, banks: Path) -> None:
        self.services, self.clock, self.banks = services, clock, banks
        self.rng = random.Random(2026)
        self.learner = SimulatedStudent(self.rng)
        self.missed: tuple[str, ...] = ()

    def live(self) -> None:
        """Everything in the order in which it happened."""
        self.services.settings.change(
            goals=(Goal("cma", date(2026, 5, 20)), Goal("ccma", date(2026, 4, 8)), Goal("rma", date(2026, 6, 30))),
            minutes=(25, 25, 0, 20, 20, 45, 0),
            first_run_done=True,
        )
        for number in range(DAYS):
            self.clock.set(FIRST + timedelta(days=number), 17)
            self.day(number)
        self.clock.set(FIRST + timedelta(days=DAYS - 1), 20)
        self.last_evening()

    def day(self, number: int) -> None:
        if number == 20:
            self.first_exam()
        elif number == 41:
            self.second_exam()
        elif number == 30:
            self.services.settings.change(rma_edition="three-areas")
            self.failed()
        elif number % 7 not in (2, 6) and number not in range(33, 37):
            for mode in (MODES[number % len(MODES)], MODES[(number * 3 + 1) % len(MODES)]):
                self.practice(mode, number)
        if number in (8, 15, 44):
            self.marks(number)

    # -- practice --------------------------------------------------------------------------------

    def request(self, mode: StudyMode, number: int) -> StudyRequest:
        certification = ("cma", "cma", "ccma", "rma", "ncma")[number % 5]
        topics: tuple[str, ...] = ()
        if mode in (StudyMode.TOPIC, StudyMode.BUILD):
            some = sorted(self.services.context.blueprint(certification).topic_weights)
            topics = tuple(self.rng.sample(some, 1 if mode is StudyMode.TOPIC else 4))
        subset = Subset.UNSEEN if mode is StudyMode.BUILD else Subset.ANY
        seconds = 600 if mode in (StudyMode.BUILD, StudyMode.CRAM) else None
        items = self.missed if mode is StudyMode.DRILL else ()
        return StudyRequest(
            mode=mode, certification=certification, count=12, topics=topics, subset=subset, seconds=seconds, items=items
        )

    def practice(self, mode: StudyMode, number: int, upto: int | None = None) -> None:
        try:
            session = self.services.study.start(self.request(mode, number)).value
        except NothingToStudy:
            return
        missed = []
        for position, shown in enumerate(session.items[:upto]):
            self.services.study.show(session, position)
            seconds = self.learner.seconds(shown.item)
            self.clock.pass_time(seconds)
            response, _ = self.learner.answer(shown.item)
            if session.seconds and position == len(session.items) - 1:
                response = -1
            said = self.rng.choice(SAID) if response >= 0 else None
            done = self.services.study.answer(
                session, position, response, confidence=said, milliseconds=round(seconds * 1000)
            ).value
            missed += [] if done.correct else [shown.item.id]
            if self.rng.random() < 0.04:
                self.services.library.flag(shown.item.id, True)
            self.clock.pass_time(self.rng.uniform(5, 30))
        self.missed = tuple(missed) or self.missed
        if upto is None:
            self.services.study.finish(session)

    def marks(self, number: int) -> None:
        one, two, three = self.rng.sample(sorted(self.learner.met), 3)
        self.services.library.note(one, f"Look this up again; note {number}.")
        self.services.library.flag(two, True)
        self.services.library.suspend(three, True)
        if number == 15:
            self.services.library.suspend(three, False)
            self.services.library.flag(two, False)
            item = self.services.library.item(one).item
            self.services.library.report(one, item.revision, "Two options could both be right.")

    # -- exams -----------------------------------------------------------------------------------

    def first_exam(self) -> None:
        """The CMA with extra time: three segments answered, questions of the last left open, one break cut short."""
        sitting = self.services.exams.start("cma", 1.5).value
        for n in range(185):
            if n not in range(171, 175):
                self.question(sitting, n)
            if n == 60:
                self.act(sitting, Event(act=Act.SUSPENDED, value=431))
        self.end(sitting)
        answered = [n for n, state in enumerate(sitting.attempt.states) if state.answered]
        ids = [sitting.items[n].item.id for n in answered]
        edit_bank(self.banks, ids[5], ids[9])
        self.services.library.load_bank(self.banks)

    def second_exam(self) -> None:
        """The CCMA, put away once and taken up again; three questions looked at and left open."""
        sitting = self.services.exams.start("ccma").value
        for n in range(180):
            if n == 90:
                self.act(sitting, Event(act=Act.CLOCK))
                self.clock.pass_time(4000)
                sitting = self.services.exams.resume(sitting.attempt_id).value
            self.question(sitting, n, answered=n not in (33, 34, 120))
        self.end(sitting)

    def question(self, sitting: Sitting, n: int, answered: bool = True) -> None:
        self.enter(sitting, n)
        item = sitting.items[n].item
        seconds = round(min(self.learner.seconds(item), 50.0), 3)
        sitting.attempt.run(seconds)
        self.clock.pass_time(seconds)
        if not answered:
            return
        response, said = self.learner.answer(item)
        if self.rng.random() < 0.12:
            self.act(sitting, Event(act=Act.STRIKE, question=n, value=self.rng.randrange(len(item.options))))
        if self.rng.random() < 0.1:
            self.act(sitting, Event(act=Act.ANSWER, question=n, value=self.rng.randrange(len(item.options))))
        self.act(sitting, Event(act=Act.ANSWER, question=n, value=response))
        if self.rng.random() < 0.02:
            self.act(sitting, Event(act=Act.ANSWER, question=n, value=-1))
        if said:
            self.act(sitting, Event(act=Act.CONFIDENCE, question=n, text=str(said)))
        if self.rng.random() < 0.1:
            self.act(sitting, Event(act=Act.FLAG, question=n))
            if self.rng.random() < 0.3:
                self.act(sitting, Event(act=Act.FLAG, question=n, on=False))

    def enter(self, sitting: Sitting, n: int) -> None:
        attempt = sitting.attempt
        if n not in attempt.open_segment:
            self.act(sitting, Event(act=Act.END_SEGMENT))
            if attempt.phase is Phase.BREAK:
                attempt.run(140.0)
                self.clock.pass_time(140.0)
                self.act(sitting, Event(act=Act.START_SEGMENT))
        elif n != attempt.current:
            self.act(sitting, Event(act=Act.MOVE, question=n))

    def act(self, sitting: Sitting, event: Event) -> None:
        stamped = sitting.attempt.stamp(event)
        sitting.attempt.apply(stamped)
        self.services.exams.record(sitting, stamped)

    def end(self, sitting: Sitting) -> None:
        self.act(sitting, Event(act=Act.SUBMIT))
        self.services.exams.finish(sitting)

    def failed(self) -> None:
        """The real CCMA on March 17, failed; of the NCMA she would rather say nothing."""
        ccma = self.services.outcomes.form("ccma").areas
        shares = {area: round(0.45 + 0.07 * n, 2) for n, (area, _) in enumerate(ccma)}
        self.services.outcomes.keep("ccma", date(2026, 3, 17), False, 372.0, shares)
        self.services.outcomes.decline("ncma")

    def last_evening(self) -> None:
        """A session and an exam are left in the middle."""
        self.practice(StudyMode.QUICK, 1, upto=7)
        self.clock.pass_time(600)
        sitting = self.services.exams.start("cma").value
        for n in range(62):
            self.question(sitting, n, answered=n % 9 != 4)
        self.act(sitting, Event(act=Act.STRIKE, question=61, value=1))
        sitting.attempt.run(11.5)
        self.act(sitting, Event(act=Act.CLOCK))


def make(folder: Path) -> None:
    """Write the database and the bank into `folder`."""
    banks, clock = small_bank(folder / "question_banks"), MovingClock()
    clock.set(FIRST, 17)
    services = open_services(folder / "study.sqlite", banks, clock, random.Random(6))
    try:
        services.library.load_bank(banks)
        Life(services, clock, banks).live()
    finally:
        services.close()
    with tarfile.open(HERE / "stored.tar.xz", "w:xz", preset=9) as archive:
        for name in ("question_banks", "study.sqlite"):
            archive.add(folder / name, name)


if __name__ == "__main__":
    from .figures import keep_figures
    from .pages import keep_pages

    make(Path(tempfile.mkdtemp()))
    keep_figures(HERE / "figures.json.xz")
    keep_pages(HERE / "pages.json.xz")
