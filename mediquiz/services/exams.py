"""Practice exams: drawing a form, sitting it with every act on disk, scoring and going through it again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from mediquiz.domain.assembly import Drawn, NotEnoughItems, draw_form, shuffled_options
from mediquiz.domain.attempt import Act, Attempt, Event, FormQuestion, Phase, replay
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.items import Item
from mediquiz.domain.policy import Mode
from mediquiz.domain.results import marks_of
from mediquiz.domain.sittings import rules_for
from mediquiz.domain.summaries import (
    ExamHome,
    ExamOffer,
    ExamRow,
    Mark,
    OpenSession,
    ShownItem,
    Sitting,
    StudyMode,
    StudyRequest,
)
from mediquiz.services.changes import Changes, Done
from mediquiz.services.clock import dated
from mediquiz.services.context import Context
from mediquiz.services.opened import open_sessions, served
from mediquiz.services.settings import settings_in
from mediquiz.storage import attempt_repo, item_repo, study_repo
from mediquiz.storage.attempt_repo import AttemptHead, rules_from, rules_to
from mediquiz.storage.store import Connection

_FINISHED = Changes(answers=True, seen=True, attempts=True, readiness=True, plan=True)

_NOTHING_TOLD = Changes(attempts=True, plan=True)
"""An exam ended before anything was answered."""


class Exams:
    """What a student does with practice exams, up to the report."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def home(self) -> ExamHome:
        """An offer for each certification and all finished exams, newest first."""
        with self._context.store.read() as connection:
            finished = served(self._context, attempt_repo.heads(connection, kind="exam", status="finished"))
            opened = open_sessions(self._context, connection, "exam")
            goals = settings_in(connection, self._context).goals
        rows = self.rows(finished)
        open_ones = {session.certification: session for session in opened}
        offers = tuple(self._offer(c, rows, open_ones.get(c)) for c in self._context.certifications)
        return ExamHome(offers, rows, tuple(goal.certification for goal in goals))

    def _offer(self, certification: str, rows: Sequence[ExamRow], open_one: OpenSession | None) -> ExamOffer:
        blueprint = self._context.blueprint(certification)
        return ExamOffer(
            certification=certification,
            label=blueprint.label,
            short=blueprint.short,
            edition=blueprint.edition,
            edition_title=blueprint.edition_title,
            questions=blueprint.total,
            scored=blueprint.scored,
            seconds=blueprint.seconds,
            options=blueprint.options,
            segments=len(blueprint.segments),
            segment_questions=blueprint.segments[0].questions,
            segment_seconds=blueprint.segments[0].seconds,
            break_seconds=blueprint.break_seconds,
            unseen_share=self.unseen_share(blueprint),
            open=open_one,
            last=next((row for row in rows if row.certification == certification), None),
        )

    def unseen_share(self, blueprint: Blueprint) -> float:
        """Part of a full form that would be new to the student; 0 when the bank cannot fill a form."""
        try:
            form = draw_form(blueprint, self._context.catalog, random.Random(0))
        except NotEnoughItems:
            return 0.0
        return sum(not place.seen_before for place in form) / len(form)

    def rows(self, heads: Sequence[AttemptHead]) -> tuple[ExamRow, ...]:
        """Finished exams as lines in a list."""
        return tuple(self._row(head) for head in heads)

    def _row(self, head: AttemptHead) -> ExamRow:
        blueprint = self.edition_of(head)
        right, scored = head.correct or 0, head.scored or 0
        return ExamRow(
            attempt_id=head.id,
            certification=head.certification,
            label=blueprint.label,
            finished=dated(head.finished_at_ms or head.started_at_ms, head.finished_day),
            right=right,
            scored=scored,
            cut=blueprint.passing.raw_cut,
            passed=bool(scored) and right / scored >= blueprint.passing.raw_cut,
            time_factor=rules_from(head.rules).time_factor,
        )

    def edition_of(self, head: AttemptHead) -> Blueprint:
        """The edition that was sat; the one in use when that edition is no longer shipped."""
        kept = self._context.editions.get((head.certification, head.edition))
        return kept or self._context.blueprint(head.certification)

    def draw(self, certification: str, seed: int) -> tuple[Blueprint, list[FormQuestion]]:
        """A form by its seed. Raises NotEnoughItems when the bank cannot fill it."""
        blueprint = self._context.blueprint(certification)
        rng = random.Random(seed)
        places = draw_form(blueprint, self._context.catalog, rng)
        ids = self._context.catalog.ids(place.ordinal for place in places)
        with self._context.store.read() as connection:
            items = item_repo.load_current(connection, ids)
        return blueprint, [_question(place, *found, rng) for place, found in zip(places, items, strict=True)]

    def start(self, certification: str, time_factor: float | None = 1.0) -> Done[Sitting]:
        """Draw a form and begin the sitting."""
        seed = self._context.rng.getrandbits(48)
        blueprint, questions = self.draw(certification, seed)
        rules = rules_for(blueprint, time_factor)
        with self._context.store.begin() as connection:
            attempt_id = attempt_repo.create(
                connection,
                kind="exam",
                certification=certification,
                edition=blueprint.edition,
                title=f"{blueprint.short} practice exam",
                rules=rules_to(rules),
                seed=seed,
                questions=questions,
                now_ms=self._context.clock.now_ms(),
            )
            first = questions[rules.segments[0].first]
            self._put_showing(connection, first, attempt_id)
        self._context.catalog.show(first.item_id)
        return Done(self.load(attempt_id), Changes(attempts=True, seen=True))

    def load(self, attempt_id: int) -> Sitting:
        """A sitting as its events left it, finished or not."""
        return self.load_with_head(attempt_id)[1]

    def load_with_head(self, attempt_id: int) -> tuple[AttemptHead, Sitting]:
        """A sitting and the attempt that it belongs to, from one snapshot."""
        with self._context.store.read() as connection:
            head = attempt_repo.head(connection, attempt_id)
            questions = attempt_repo.questions(connection, attempt_id)
            events = attempt_repo.events(connection, attempt_id)
            items = item_repo.load_seen(connection, [(q.item_id, q.revision) for q in questions])
            marks = item_repo.marks(connection, [q.item_id for q in questions])
        shown = tuple(
            ShownItem(item, q.order, self._context.topics.title(item.topic), marks.get(item.id, Mark()))
            for item, q in zip(items, questions, strict=True)
        )
        attempt = replay(questions, rules_from(head.rules), events)
        blueprint = self.edition_of(head)
        sitting = Sitting(
            attempt_id=attempt_id,
            certification=head.certification,
            label=blueprint.label,
            attempt=attempt,
            items=shown,
            seq=len(events),
            options=blueprint.options,
        )
        return head, sitting

    def resume(self, attempt_id: int) -> Done[Sitting]:
        """Go on with a sitting that was left: same question, same answers, same seconds. The attempt says so."""
        sitting = self.load(attempt_id)
        if sitting.attempt.phase is not Phase.FINISHED:
            event = sitting.attempt.stamp(Event(act=Act.RESUMED))
            sitting.attempt.apply(event)
            return Done(sitting, self.record(sitting, event).changes)
        return Done(sitting)

    def record(self, sitting: Sitting, event: Event) -> Done[None]:
        """Put a stamped event, already applied to the attempt, on disk. `sitting.seq` counts on after the commit."""
        attempt = sitting.attempt
        brought = attempt.questions[attempt.current] if _brings_up(attempt, event) else None
        with self._context.store.begin() as connection:
            now = self._context.clock.now_ms()
            attempt_repo.add_event(connection, sitting.attempt_id, sitting.seq, event, now)
            if brought:
                self._put_showing(connection, brought, sitting.attempt_id)
        sitting.seq += 1
        if brought:
            self._context.catalog.show(brought.item_id)
        return Done(None, Changes(attempts=True, seen=brought is not None))

    def _put_showing(self, connection: Connection, question: FormQuestion, attempt_id: int) -> None:
        """In the transaction of what brought it on screen: no kill leaves the one without the other."""
        now = self._context.clock.now_ms()
        study_repo.add_showing(connection, question.item_id, question.revision, attempt_id, now)

    def finish(self, sitting: Sitting) -> Done[int]:
        """Write what a finished sitting tells into the log, once. Returns the attempt's id, for its report.

        The score counts every question. Into the log go those answered and those that the clock ran out on.
        """
        attempt = sitting.attempt
        marks = marks_of(attempt, [shown.item for shown in sitting.items])
        counted = [right for right, q in zip(marks, attempt.questions, strict=True) if q.scored]
        with self._context.store.begin() as connection:
            if attempt_repo.head(connection, sitting.attempt_id).status == "finished":
                return Done(sitting.attempt_id)
            now, told = self._context.clock.now_ms(), [n for n, state in enumerate(attempt.states) if state.tells]
            for n in told:
                self._log(connection, sitting, n, marks[n], now)
            attempt_repo.finish(connection, sitting.attempt_id, now, sum(counted), len(counted))
            flagged = _keep_flags(connection, sitting, now)
        return Done(sitting.attempt_id, replace(_FINISHED if told else _NOTHING_TOLD, marks=flagged))

    def _log(self, connection: Connection, sitting: Sitting, n: int, right: bool, now: int) -> None:
        question = sitting.attempt.questions[n]
        if not study_repo.last_shown_ms(connection, question.item_id):
            # Earlier versions wrote an act and its showing apart; a kill between them left a question unshown.
            self._put_showing(connection, question, sitting.attempt_id)
            self._context.catalog.show(question.item_id)
        study_repo.add_answer(connection, self._logged(sitting, n, right, now))

    def _logged(self, sitting: Sitting, n: int, right: bool, now: int) -> study_repo.LoggedAnswer:
        question, state = sitting.attempt.questions[n], sitting.attempt.states[n]
        return study_repo.LoggedAnswer(
            item_id=question.item_id,
            revision=question.revision,
            topic=question.topic,
            order=question.order,
            response=state.response,
            correct=right,
            confidence=state.confidence,
            milliseconds=round(state.seconds * 1000),
            mode=Mode.EXAM,
            attempt_id=sitting.attempt_id,
            scored=question.scored,
            timed_out=not state.answered,
            shown_at_ms=now,
            answered_at_ms=now,
            local_day=self._context.clock.today().toordinal(),
        )

    def drill(self, certification: str, missed: Sequence[str]) -> StudyRequest:
        """Practice what was missed."""
        return StudyRequest(mode=StudyMode.DRILL, certification=certification, count=len(missed), items=tuple(missed))


def _brings_up(attempt: Attempt, event: Event) -> bool:
    """Whether an applied event put a question on screen that was not there before it."""
    return event.act in (Act.MOVE, Act.START_SEGMENT, Act.END_SEGMENT) and attempt.phase is Phase.RUNNING


def missed_in(connection: Connection, head: AttemptHead) -> int:
    """How many questions the review of a finished exam holds as missed, without loading one of them."""
    questions = attempt_repo.questions(connection, head.id)
    attempt = replay(questions, rules_from(head.rules), attempt_repo.events(connection, head.id))
    answers = attempt_repo.answered_items(connection, head.id).values()
    return sum(state.seen for state in attempt.states) - sum(correct for _, correct, _, _ in answers)


def _keep_flags(connection: Connection, sitting: Sitting, now_ms: int) -> bool:
    """What is flagged at the end of an exam is flagged for practice too; whether any was not flagged before."""
    flagged = [
        q.item_id for q, state in zip(sitting.attempt.questions, sitting.attempt.states, strict=True) if state.flagged
    ]
    known = item_repo.marks(connection, flagged)
    new = [item_id for item_id in flagged if not known.get(item_id, Mark()).flagged]
    for item_id in new:
        item_repo.put_mark(connection, item_id, replace(known.get(item_id, Mark()), flagged=True), now_ms)
    return bool(new)


def _question(place: Drawn, item: Item, revision: str, rng: random.Random) -> FormQuestion:
    order = shuffled_options(len(item.options), False, rng)
    return FormQuestion(
        item_id=item.id,
        ordinal=place.ordinal,
        revision=revision,
        area=place.area,
        topic=item.topic,
        segment=place.segment,
        scored=place.scored,
        order=order,
        seen_before=place.seen_before,
    )
