"""Practice: choosing a session, showing, answering, ending it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from mediquiz.domain.answers import NO_ANSWER, Response, to_text
from mediquiz.domain.assembly import shuffled_options
from mediquiz.domain.attempt import Act, Event, FormQuestion
from mediquiz.domain.grading import is_right
from mediquiz.domain.items import Item
from mediquiz.domain.policy import Confidence, Mode
from mediquiz.domain.practice import Given, replay
from mediquiz.domain.summaries import (
    AnswerEffect,
    ComesBack,
    Mark,
    OpenSession,
    ShownItem,
    StudyChoice,
    StudyHome,
    StudyMode,
    StudyRequest,
    StudySummary,
    Subset,
    TopicChoice,
)
from mediquiz.services.changes import Changes, Done
from mediquiz.services.context import Context
from mediquiz.services.opened import open_sessions
from mediquiz.services.selection import Chooser
from mediquiz.services.study_session import StudySession, summary
from mediquiz.storage import attempt_repo, item_repo, read_models, study_repo
from mediquiz.storage.store import Connection

T = TypeVar("T")


class WeakestAnd(Protocol):
    """The weakest topics of an exam by worth, and what else is read of the same moment."""

    def __call__(self, certification: str, also: Callable[[Connection], T]) -> tuple[dict[str, float], T]: ...


KEPT_TITLES = {
    StudyMode.TODAY: "Today's session",
    StudyMode.QUICK: "Quick 10",
    StudyMode.TOPIC: "By topic",
    StudyMode.WEAK: "Weak topics",
    StudyMode.MISSED: "Missed questions",
    StudyMode.SURE_WRONG: "Sure but wrong",
    StudyMode.FLAGGED: "Flagged questions",
    StudyMode.BUILD: "Build your own",
    StudyMode.CRAM: "Cram",
    StudyMode.DRILL: "Missed ones again",
}
"""For the column of titles, which an older MediQuiz shows when it reads the file. This one says the mode in words."""


class NothingToStudy(Exception):
    """No item fits a request of this mode."""

    def __init__(self, mode: StudyMode) -> None:
        super().__init__(str(mode))
        self.mode = mode


class Study:
    """What a student does on the Study screen."""

    def __init__(
        self,
        context: Context,
        todays_items: Callable[[str, int], Sequence[str]],
        weakest_topics: Callable[[str], dict[str, float]],
        weakest_and: WeakestAnd,
    ) -> None:
        """`todays_items(certification, count)` comes from the plan, the weakest topics of an exam from progress.

        `weakest_and` tells them together with what else a page reads of the same moment.
        """
        self._context, self._weakest_and = context, weakest_and
        self._todays_items = todays_items
        self._weakest_topics = weakest_topics

    def home(self, certification: str) -> StudyHome:
        """Modes with how many questions each holds, the topics, and what is open."""
        weakest, (counts, opened) = self._weakest_and(certification, self._lists_and_open)
        counts[StudyMode.QUICK] = self._most(self._context.blueprint(certification).topic_weights)
        counts[StudyMode.WEAK] = self._most(weakest)
        choices = tuple(StudyChoice(mode, counts[mode]) for mode in CHOICES)
        return StudyHome(
            certification,
            self._context.blueprint(certification).label,
            choices,
            self._topic_choices(certification),
            next(iter(opened), None),
        )

    def _lists_and_open(self, connection: Connection) -> tuple[dict[StudyMode, int], list[OpenSession]]:
        counts = {mode: len(query(connection)) for mode, query in LISTS.items()}
        return counts, list(open_sessions(self._context, connection, "study"))

    def _topic_choices(self, certification: str) -> tuple[TopicChoice, ...]:
        on_exam = self._context.blueprint(certification).topic_weights
        found = []
        for topic in self._context.topics.topics:
            items, seen = self._context.catalog.counts(topic.id)
            found.append(
                TopicChoice(
                    id=topic.id,
                    title=topic.title,
                    subject=topic.subject,
                    subject_title=topic.subject_title,
                    items=items,
                    unseen=items - seen,
                    on_exam=on_exam.get(topic.id, 0) > 0,
                )
            )
        return tuple(found)

    def open_session(self) -> OpenSession | None:
        """The session that was begun and not ended, if there is one."""
        with self._context.store.read() as connection:
            return next(iter(open_sessions(self._context, connection, "study")), None)

    def unfinished(self) -> OpenSession | None:
        """The open session that must not be ended without a word: something was answered in it.

        One without an answer makes room for another unasked.
        """
        found = self.open_session()
        return found if found is not None and found.done else None

    def available(self, request: StudyRequest) -> int:
        """How many questions a session of this kind could hold, chosen as the session itself is."""
        # By a lot of its own: to look changes nothing of what is drawn next.
        return len(self._choose(request, max(1, len(self._context.catalog)), random.Random(0)))

    def _most(self, topics: dict[str, float]) -> int:
        """How many questions a mode could hold that draws from topics."""
        return self._context.catalog.most({topic for topic, weight in topics.items() if weight > 0})

    def held(self, request: StudyRequest) -> int:
        """How many questions a request of one's own covers, with those that a session keeps apart from each other."""
        topics = request.topics or tuple(self._context.blueprint(request.certification).topic_weights)
        if request.subset in (Subset.MISSED, Subset.FLAGGED):
            return len(self._listed(StudyMode(request.subset), topics))
        if request.subset is Subset.UNSEEN:
            return sum(len(self._context.catalog.unseen(topic)) for topic in topics)
        return sum(self._context.catalog.counts(topic)[0] for topic in topics)

    def start(self, request: StudyRequest) -> Done[StudySession]:
        """Begin a session. Raises NothingToStudy when no item fits."""
        ids = self._choose(request, request.count)
        if not ids:
            raise NothingToStudy(request.mode)
        with self._context.store.begin() as connection:
            items = item_repo.load(connection, ids)
            questions = [self._question(item) for item in items]
            for head in attempt_repo.heads(connection, kind="study", status="open"):
                self._close(connection, head.id)
            attempt_id = attempt_repo.create(
                connection,
                kind="study",
                certification=request.certification,
                edition="",
                title=KEPT_TITLES[request.mode],
                rules={"mode": str(request.mode), "seconds": request.seconds},
                seed=0,
                questions=questions,
                now_ms=self._context.clock.now_ms(),
            )
        return Done(self.resume(attempt_id).value, Changes(attempts=True))

    def _question(self, item: Item) -> FormQuestion:
        order = shuffled_options(len(item.options), False, self._context.rng)
        return FormQuestion(
            item_id=item.id,
            ordinal=-1,
            revision=item.revision,
            area="",
            topic=item.topic,
            segment=0,
            scored=True,
            order=order,
            seen_before=False,
        )

    def resume(self, attempt_id: int) -> Done[StudySession]:
        """The session as it was left: the same question with what was chosen and struck out, and the same seconds."""
        with self._context.store.read() as connection:
            head = attempt_repo.head(connection, attempt_id)
            questions = attempt_repo.questions(connection, attempt_id)
            items = item_repo.load_seen(connection, [(q.item_id, q.revision) for q in questions])
            marks = item_repo.marks(connection, [q.item_id for q in questions])
            events = attempt_repo.events(connection, attempt_id)
            given = _given(connection, attempt_id, [q.item_id for q in questions])
        practice = replay(questions, head.rules["seconds"], events)
        practice.settle(given, {n for n, q in enumerate(questions) if marks.get(q.item_id, Mark()).suspended})
        session = StudySession(
            attempt_id=attempt_id,
            mode=StudyMode(head.rules["mode"]),
            certification=head.certification,
            started_at_ms=head.started_at_ms,
            items=tuple(
                ShownItem(item, q.order, self._context.topics.title(item.topic), marks.get(item.id, Mark()))
                for item, q in zip(items, questions, strict=True)
            ),
            practice=practice,
        )
        return Done(session)

    def show(self, session: StudySession, position: int) -> Done[None]:
        """Record that a question came on screen."""
        return self.record(session, (Event(act=Act.MOVE, question=position),))

    def record(self, session: StudySession, acts: Sequence[Event]) -> Done[None]:
        """Put acts on record, in order. A question that is moved to counts as shown."""
        with self._context.store.begin() as connection:
            self._put(connection, session, acts)
        for position in _asked(acts):
            self._context.catalog.show(session.items[position].item.id)
        return Done(None, Changes(attempts=True, seen=bool(_asked(acts))))

    def _put(self, connection: Connection, session: StudySession, acts: Sequence[Event]) -> None:
        now = self._context.clock.now_ms()
        attempt_repo.add_acts(connection, session.attempt_id, acts, now)
        for position in _asked(acts):
            self._put_showing(connection, session, position, now)

    def _put_showing(self, connection: Connection, session: StudySession, position: int, now_ms: int) -> None:
        item = session.items[position].item
        study_repo.add_showing(connection, item.id, item.revision, session.attempt_id, now_ms)

    def answer(
        self,
        session: StudySession,
        position: int,
        response: Response,
        *,
        confidence: Confidence | None,
        milliseconds: int,
        acts: Sequence[Event] = (),
    ) -> Done[AnswerEffect]:
        """Record an answer (`NO_ANSWER` when the time ran out) with the acts before it that are on no record yet.

        One transaction. The act that closes the question comes back in the effect, to be applied by the caller. A
        question of a session is answered once: where one is on record the effect is that of it.
        """
        shown = session.items[position]
        correct = is_right(shown.item, response)
        closing = Event(act=Act.CHECK, question=position, value=milliseconds, on=correct, text=to_text(response))
        with self._context.store.begin() as connection:
            effect = _effect_on_record(connection, session, position)
            if effect is None:
                self._put(connection, session, (*acts, closing))
                shown_at = self._shown_at(connection, session, position)
                after = study_repo.add_answer(
                    connection, self._logged(session, shown, response, correct, confidence, milliseconds, shown_at)
                )
                effect = AnswerEffect(correct, _comes_back(after), closing)
        self._context.catalog.show(shown.item.id)
        return Done(effect, Changes(answers=True, seen=True, attempts=True, readiness=True))

    def _shown_at(self, connection: Connection, session: StudySession, position: int) -> int:
        """When the item came on screen last. One that is on no record as shown is seen now: it was answered."""
        item_id, now = session.items[position].item.id, self._context.clock.now_ms()
        last = study_repo.last_shown_ms(connection, item_id)
        if last >= session.started_at_ms:
            return last
        self._put_showing(connection, session, position, now)
        return now

    def _logged(
        self,
        session: StudySession,
        shown: ShownItem,
        response: Response,
        correct: bool,
        confidence: Confidence | None,
        milliseconds: int,
        shown_at_ms: int,
    ) -> study_repo.LoggedAnswer:
        return study_repo.LoggedAnswer(
            item_id=shown.item.id,
            revision=shown.item.revision,
            topic=shown.item.topic,
            order=shown.order,
            response=response,
            correct=correct,
            confidence=confidence,
            milliseconds=milliseconds,
            mode=Mode.CRAM if session.mode is StudyMode.CRAM else Mode.PRACTICE,
            attempt_id=session.attempt_id,
            scored=True,
            timed_out=response == NO_ANSWER,
            shown_at_ms=shown_at_ms,
            answered_at_ms=self._context.clock.now_ms(),
            local_day=self._context.clock.today().toordinal(),
        )

    def finish(self, session: StudySession, acts: Sequence[Event] = ()) -> Done[StudySummary]:
        """End a session, answered to the end or not, with the acts that are on no record yet."""
        with self._context.store.begin() as connection:
            self._put(connection, session, (*acts, Event(act=Act.SUBMIT)))
            self._close(connection, session.attempt_id)
            given = _given(connection, session.attempt_id, [shown.item.id for shown in session.items])
        label = self._context.blueprint(session.certification).label
        return Done(summary(session, label, given), Changes(attempts=True, plan=True))

    def _close(self, connection: Connection, attempt_id: int) -> None:
        answered = attempt_repo.answered_items(connection, attempt_id)
        right = sum(correct for _, correct, _, _ in answered.values())
        attempt_repo.finish(connection, attempt_id, self._context.clock.now_ms(), right, len(answered))

    def _choose(self, request: StudyRequest, count: int, rng: random.Random | None = None) -> list[str]:
        chooser = Chooser(self._context.catalog, rng or self._context.rng)
        topics = request.topics or tuple(self._context.blueprint(request.certification).topic_weights)
        match request.mode:
            case StudyMode.TODAY:
                return chooser.listed(self._todays_items(request.certification, count), count)
            case StudyMode.DRILL:
                return chooser.listed(request.items, count)
            case StudyMode.WEAK:
                return chooser.from_topics(self._weakest_topics(request.certification), count)
            case StudyMode.MISSED | StudyMode.FLAGGED | StudyMode.SURE_WRONG:
                return chooser.listed(self._listed(request.mode, request.topics), count)
        return self._built(chooser, request, topics, count)

    def _built(self, chooser: Chooser, request: StudyRequest, topics: Sequence[str], count: int) -> list[str]:
        """A session of one's own, a topic, or a quick one."""
        if request.subset in (Subset.MISSED, Subset.FLAGGED):
            return chooser.listed(self._listed(StudyMode(request.subset), topics), count)
        if request.subset is Subset.UNSEEN:
            return chooser.unseen(topics, count)
        return chooser.from_topics(self._weights(request, topics), count)

    def _weights(self, request: StudyRequest, topics: Sequence[str]) -> dict[str, float]:
        """Topics by their weight on the exam; chosen topics that the exam does not hold count like an average one."""
        on_exam = self._context.blueprint(request.certification).topic_weights
        usual = sum(on_exam.values()) / max(1, len(on_exam))
        return {topic: on_exam.get(topic, usual) for topic in topics}

    def _listed(self, mode: StudyMode, topics: Sequence[str]) -> list[str]:
        with self._context.store.read() as connection:
            return LISTS[mode](connection, topics)


LISTS = {
    StudyMode.MISSED: read_models.missed_ids,
    StudyMode.SURE_WRONG: read_models.sure_wrong_ids,
    StudyMode.FLAGGED: read_models.flagged_ids,
}
"""Modes that go through a list of the history."""

CHOICES = (StudyMode.QUICK, StudyMode.WEAK, StudyMode.MISSED, StudyMode.SURE_WRONG, StudyMode.FLAGGED)
"""Modes that are offered besides the plan's, in the order of their cards."""


def _asked(acts: Sequence[Event]) -> list[int]:
    """Questions that came on screen to be answered."""
    return [event.question for event in acts if event.act is Act.MOVE]


def _given(connection: Connection, attempt_id: int, ids: Sequence[str]) -> dict[int, Given]:
    """Answers of a session by question."""
    answered = attempt_repo.answered_items(connection, attempt_id)
    found = {}
    for n, item_id in enumerate(ids):
        if item_id in answered:
            response, correct, confidence, spent = answered[item_id]
            found[n] = Given(response, correct, Confidence(confidence) if confidence else None, spent)
    return found


def _effect_on_record(connection: Connection, session: StudySession, position: int) -> AnswerEffect | None:
    """Of an answer that reached the disk although its commit was reported as failed, so that it is given again."""
    item_id = session.items[position].item.id
    found = attempt_repo.answer_to(connection, session.attempt_id, item_id)
    if found is None:
        return None
    response, correct, milliseconds = found
    closing = Event(act=Act.CHECK, question=position, value=milliseconds, on=correct, text=to_text(response))
    return AnswerEffect(correct, _comes_back(study_repo.after_answer(connection, item_id)), closing)


def _comes_back(after: study_repo.AfterAnswer) -> ComesBack:
    """When the question returns, as far as it holds whatever the schedule does."""
    if after.left_pool:
        return ComesBack.OFF_LIST
    if after.missed and after.right_day:
        return ComesBack.ONCE_MORE
    return ComesBack.TOMORROW if after.missed else ComesBack.UNSAID
