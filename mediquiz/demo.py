"""A throw-away profile with eight weeks of simulated study, written by the real services under a moving clock.

The learner is made up: a general ability, better and worse topics, and she learns. Nothing here is measured on anybody.
"""

from __future__ import annotations

import math
import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mediquiz.domain.answers import Response, chosen
from mediquiz.domain.assembly import NotEnoughItems
from mediquiz.domain.attempt import Act, Attempt, Event, Phase
from mediquiz.domain.items import Item
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Goal, Sitting, StudyMode, StudyRequest
from mediquiz.files import make_private_folder
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_date
from mediquiz.services.opening import open_services
from mediquiz.services.study import NothingToStudy

DAYS = 56
FRONT, OTHER = 0, -1
"""She prepares for the bank's first exam and for its last one."""
EXAMS = {22: FRONT, 38: OTHER, 49: FRONT}
"""Practice exams by day of study, counted from the first."""
AWAY = range(29, 33)
"""Days without study: nobody keeps eight weeks without a gap."""
MODES = (StudyMode.QUICK, StudyMode.TOPIC, StudyMode.WEAK, StudyMode.MISSED, StudyMode.QUICK, StudyMode.TOPIC)
NOTES = ("Look this up again before the exam.", "Mixed up the order of draw.", "Right first, then left.")
DAYS_LEFT = {FRONT: 34, OTHER: 83}


@dataclass
class MovingClock:
    """A clock that the simulation moves."""

    ms: int = 0

    def now_ms(self) -> int:
        return self.ms

    def today(self) -> date:
        return local_date(self.ms)

    def monotonic(self) -> float:
        return self.ms / 1000

    def set(self, day: date, hour: int) -> None:
        """To a full hour, local time; never backwards."""
        self.ms = max(self.ms, round(datetime.combine(day, time(hour)).astimezone().timestamp() * 1000))

    def pass_time(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


@dataclass
class SimulatedStudent:
    """Ability by topic, what she met before, and how she answers."""

    rng: random.Random
    level: float = -0.35
    topics: dict[str, float] = field(default_factory=dict)
    practiced: dict[str, int] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)

    def chance(self, item: Item) -> float:
        """Chance to answer right: 3PL with a gain by practice, more where the very item was met before."""
        subject = item.topic.partition(".")[0]
        skill = self.level + self._trait(subject, 0.35) + self._trait(item.topic, 0.7)
        skill += 0.2 * math.log1p(self.practiced.get(item.topic, 0)) + 0.7 * min(2, self.met.get(item.id, 0))
        known = 1 / (1 + math.exp(-(skill - 0.55 * (item.difficulty - 3))))
        return 0.25 + 0.73 * known

    def _trait(self, name: str, spread: float) -> float:
        if name not in self.topics:
            self.topics[name] = self.rng.gauss(0, spread)
        return self.topics[name]

    def answer(self, item: Item) -> tuple[Response, Confidence | None]:
        """The option chosen, and what she says of it."""
        chance = self.chance(item)
        right = self.rng.random() < chance
        wrong = [n for n in range(len(item.options)) if n not in item.keys]
        self.practiced[item.topic] = self.practiced.get(item.topic, 0) + 1
        self.met[item.id] = self.met.get(item.id, 0) + 1
        return chosen(item.keys[0] if right else self.rng.choice(wrong)), self._confidence(chance)

    def _confidence(self, chance: float) -> Confidence | None:
        """Said four times in ten; mostly, not always, what the chance is worth."""
        if self.rng.random() > 0.4:
            return None
        felt = chance + self.rng.gauss(0, 0.12)
        return Confidence.SURE if felt > 0.78 else Confidence.UNSURE if felt > 0.5 else Confidence.GUESS

    def seconds(self, item: Item) -> float:
        """Reading and thinking, in seconds."""
        return max(8.0, item.words / 1.9 * self.rng.lognormvariate(0, 0.35))


def make_demo(folder: Path, banks: Path, today: date, seed: int, *, open_exam: bool = False) -> Path:
    """Write the demo's database into `folder` and say where it is. `open_exam` leaves an exam begun yesterday open."""
    make_private_folder(folder)
    path = folder / "demo.sqlite"
    clock = MovingClock()
    first = today - timedelta(days=DAYS)
    clock.set(first, 17)
    services = open_services(path, banks, clock, random.Random(seed))
    try:
        services.care.relax()
        services.library.load_bank(banks)
        _Life(services, clock, SimulatedStudent(random.Random(seed + 1)), today).live(open_exam)
    finally:
        services.close()
    return path


class _Life:
    """Eight weeks, day by day."""

    def __init__(self, services: Services, clock: MovingClock, learner: SimulatedStudent, today: date) -> None:
        self._services, self._clock, self._learner, self._today = services, clock, learner, today
        self._rng = learner.rng
        self._exams = services.library.certifications
        # The day she keeps free is never the one on which the demo is looked at: a plan is to be seen.
        self._free = (today.weekday() + 4) % 7

    def live(self, open_exam: bool) -> None:
        """Settings, then every day up to yesterday."""
        left: dict[str, int] = {}
        for place, days in DAYS_LEFT.items():
            left.setdefault(self._exams[place], days)  # with one exam in the bank both are the same
        goals = tuple(Goal(name, self._today + timedelta(days=days)) for name, days in left.items())
        minutes = tuple(0 if day == self._free else 25 for day in range(7))
        self._services.settings.change(goals=goals, minutes=minutes, first_run_done=True)
        for number in range(DAYS):
            self._day(number)
        if open_exam:
            self._exam(self._exams[FRONT], questions=61)

    def _day(self, number: int) -> None:
        day = self._today - timedelta(days=DAYS - number)
        self._clock.set(day, 17)
        if number in EXAMS:
            self._exam(self._exams[EXAMS[number]])
        elif not self._rests(number, day):
            for _ in range(self._rng.choice((1, 2, 2, 3))):
                self._practice(self._rng.choice(MODES if number > 3 else MODES[:2]))

    def _rests(self, number: int, day: date) -> bool:
        return number in AWAY or day.weekday() == self._free or self._rng.random() < 0.15

    # -- practice --------------------------------------------------------------------------------

    def _practice(self, mode: StudyMode) -> None:
        topics = (self._topic(),) if mode is StudyMode.TOPIC else ()
        request = StudyRequest(
            mode=mode, certification=self._exams[FRONT], count=self._rng.choice((10, 10, 12)), topics=topics
        )
        try:
            session = self._services.study.start(request).value
        except NothingToStudy:
            return
        for position, shown in enumerate(session.items):
            self._services.study.show(session, position)
            seconds = self._learner.seconds(shown.item)
            self._clock.pass_time(seconds)
            response, confidence = self._learner.answer(shown.item)
            self._services.study.answer(
                session, position, response, confidence=confidence, milliseconds=round(seconds * 1000)
            )
            self._mark(shown.item)
            self._clock.pass_time(self._rng.uniform(10, 40))
        self._services.study.finish(session)

    def _topic(self) -> str:
        weights = self._services.library.outline(self._exams[FRONT]).topic_weights
        return self._rng.choices(list(weights), list(weights.values()))[0]

    def _mark(self, item: Item) -> None:
        if self._rng.random() < 0.03:
            self._services.marks.flag(item.id, True)
        if self._rng.random() < 0.008:
            self._services.marks.note(item.id, self._rng.choice(NOTES))

    # -- practice exams --------------------------------------------------------------------------

    def _exam(self, certification: str, questions: int | None = None) -> None:
        """Sit an exam to its end, or leave it after some questions. A bank too small for one is left in peace."""
        with suppress(NotEnoughItems):
            sitting = self._services.exams.start(certification).value
            todo = questions if questions is not None else len(sitting.items)
            for number in range(todo):
                self._question(sitting, number)
            if questions is None:
                self._end(sitting)

    def _question(self, sitting: Sitting, number: int) -> None:
        attempt, item = sitting.attempt, sitting.items[number].item
        self._enter(sitting, number)
        seconds = min(self._learner.seconds(item), 75.0)
        attempt.run(seconds)
        self._clock.pass_time(seconds)
        response, confidence = self._learner.answer(item)
        if self._rng.random() < 0.06:
            self._act(sitting, Event.answering(number, chosen(self._rng.randrange(len(item.options)))))
        self._act(sitting, Event.answering(number, response))
        if confidence:
            self._act(sitting, Event(act=Act.CONFIDENCE, question=number, text=str(confidence)))
        if self._rng.random() < 0.08:
            self._act(sitting, Event(act=Act.FLAG, question=number))

    def _enter(self, sitting: Sitting, number: int) -> None:
        """Go to a question; a segment that is answered to its end is closed, and its break is short."""
        attempt = sitting.attempt
        if number not in attempt.open_segment:
            self._act(sitting, Event(act=Act.END_SEGMENT))
            self._rest(sitting, attempt)
        elif number != attempt.current:
            self._act(sitting, Event(act=Act.MOVE, question=number))

    def _rest(self, sitting: Sitting, attempt: Attempt) -> None:
        if attempt.phase is Phase.BREAK:
            attempt.run(200.0)
            self._clock.pass_time(200.0)
            self._act(sitting, Event(act=Act.START_SEGMENT))

    def _act(self, sitting: Sitting, event: Event) -> None:
        stamped = sitting.attempt.stamp(event)
        sitting.attempt.apply(stamped)
        self._services.exams.record(sitting, stamped)

    def _end(self, sitting: Sitting) -> None:
        self._act(sitting, Event(act=Act.SUBMIT))
        self._services.exams.finish(sitting)
