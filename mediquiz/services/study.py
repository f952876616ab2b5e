"""Practice: choosing a session, showing, answering, ending it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mediquiz.domain.answers import NO_ANSWER, Response
from mediquiz.domain.assembly import shuffled_options
from mediquiz.domain.attempt import FormQuestion
from mediquiz.domain.grading import is_right
from mediquiz.domain.items import Item
from mediquiz.domain.policy import Confidence, Mode
from mediquiz.domain.summaries import (
    AnswerEffect,
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
    TopicScore,
)
from mediquiz.services.changes import Changes, Outcome
from mediquiz.services.context import Context
from mediquiz.services.opened import open_sessions
from mediquiz.services.selection import Chooser
from mediquiz.storage import attempt_repo, item_repo, read_models, study_repo
from mediquiz.storage.store import Connection

TITLES = {
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


class NothingToStudy(Exception):
    """No item fits the request; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of this session."""

    response: Response
    correct: bool
    confidence: Confidence | None
    milliseconds: int


@dataclass(slots=True)
class StudySession:
    """A session of practice. Items are all loaded at the start, so the next question costs nothing."""

    attempt_id: int
    mode: StudyMode
    title: str
    certification: str
    items: tuple[ShownItem, ...]
    seconds: int | None = None
    given: dict[int, Given] = field(default_factory=dict)
    shown_at_ms: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def position(self) -> int:
        """The first question without an answer; `total` when all are answered."""
        return next((n for n in range(self.total) if n not in self.given), self.total)


class Study:
    """What a student does on the Study screen."""

    def __init__(
        self,
        context: Context,
        todays_items: Callable[[str, int], Sequence[str]],
        weakest_topics: Callable[[str], dict[str, float]],
    ) -> None:
        """`todays_items(certification, count)` comes from the plan, `weakest_topics(certification)` from progress."""
        self._context = context
        self._todays_items = todays_items
        self._weakest_topics = weakest_topics

    def home(self, certification: str) -> StudyHome:
        """Modes with how many questions each holds, the topics, and what is open."""
        with self._context.store.read() as connection:
            counts = {mode: len(query(connection)) for mode, query in LISTS.items()}
            opened = open_sessions(self._context, connection, "study")
        whole = len(self._context.catalogue)
        choices = tuple(
            StudyChoice(mode, TITLES[mode], text, counts.get(mode, whole)) for mode, text in CHOICE_TEXTS.items()
        )
        return StudyHome(
            certification,
            self._context.blueprint(certification).label,
            choices,
            self._topic_choices(certification),
            next(iter(opened), None),
        )

    def _topic_choices(self, certification: str) -> tuple[TopicChoice, ...]:
        on_exam = self._context.blueprint(certification).topic_weights
        found = []
        for topic in self._context.topics.topics:
            items, seen = self._context.catalogue.counts(topic.id)
            found.append(
                TopicChoice(
                    topic.id,
                    topic.title,
                    topic.subject,
                    topic.subject_title,
                    items,
                    items - seen,
                    on_exam.get(topic.id, 0) > 0,
                )
            )
        return tuple(found)

    def open_session(self) -> OpenSession | None:
        """The session that was begun and not ended, if there is one."""
        with self._context.store.read() as connection:
            return next(iter(open_sessions(self._context, connection, "study")), None)

    def available(self, request: StudyRequest) -> int:
        """How many questions a request of one's own could hold."""
        return len(self._choose(request, 10_000))

    def start(self, request: StudyRequest) -> Outcome[StudySession]:
        """Begin a session. Raises NothingToStudy with one sentence when no item fits."""
        ids = self._choose(request, request.count)
        if not ids:
            raise NothingToStudy(EMPTY_TEXTS.get(request.mode, "No question fits; choose other topics."))
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
                title=TITLES[request.mode],
                rules={"mode": str(request.mode), "seconds": request.seconds},
                seed=0,
                questions=questions,
                now_ms=self._context.clock.now_ms(),
            )
        return Outcome(self.resume(attempt_id).value, Changes(attempts=True))

    def _question(self, item: Item) -> FormQuestion:
        order = shuffled_options(len(item.options), False, self._context.rng)
        return FormQuestion(item.id, -1, item.revision, "", item.topic, 0, True, order, False)

    def resume(self, attempt_id: int) -> Outcome[StudySession]:
        """The session as it was left."""
        with self._context.store.read() as connection:
            head = attempt_repo.head(connection, attempt_id)
            questions = attempt_repo.questions(connection, attempt_id)
            items = item_repo.load_seen(connection, [(q.item_id, q.revision) for q in questions])
            marks = item_repo.marks(connection, [q.item_id for q in questions])
            given = attempt_repo.answered_items(connection, attempt_id)
        shown = tuple(
            ShownItem(item, q.order, self._context.topics.title(item.topic), marks.get(item.id, Mark()))
            for item, q in zip(items, questions, strict=True)
        )
        mode, seconds = StudyMode(head.rules["mode"]), head.rules["seconds"]
        session = StudySession(attempt_id, mode, head.title, head.certification, shown, seconds)
        for n, question in enumerate(questions):
            if question.item_id in given:
                response, correct, confidence, spent = given[question.item_id]
                session.given[n] = Given(response, correct, Confidence(confidence) if confidence else None, spent)
        return Outcome(session)

    def show(self, session: StudySession, position: int) -> Outcome[None]:
        """Record that a question came on screen."""
        now = self._context.clock.now_ms()
        with self._context.store.begin() as connection:
            self._put_showing(connection, session, position, now)
        self._context.catalogue.show(session.items[position].item.id)
        return Outcome(None, Changes(seen=True))

    def _put_showing(self, connection: Connection, session: StudySession, position: int, now_ms: int) -> None:
        item = session.items[position].item
        study_repo.add_showing(connection, item.id, item.revision, session.attempt_id, now_ms)
        session.shown_at_ms[position] = now_ms

    def answer(
        self,
        session: StudySession,
        position: int,
        response: Response,
        *,
        confidence: Confidence | None,
        milliseconds: int,
    ) -> Outcome[AnswerEffect]:
        """Record an answer; `NO_ANSWER` when the time ran out."""
        shown = session.items[position]
        correct = is_right(shown.item, response)
        now = self._context.clock.now_ms()
        logged = study_repo.LoggedAnswer(
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
            shown_at_ms=session.shown_at_ms.get(position, now),
            answered_at_ms=now,
            local_day=self._context.clock.today().toordinal(),
        )
        was_shown = position in session.shown_at_ms
        with self._context.store.begin() as connection:
            if not was_shown:
                # The disk was full when the question came; what is answered was seen.
                self._put_showing(connection, session, position, now)
            after = study_repo.add_answer(connection, logged)
        session.given[position] = Given(response, correct, confidence, milliseconds)
        effect = AnswerEffect(correct, _comes_back(after), after.left_pool)
        return Outcome(effect, Changes(answers=True, seen=not was_shown, readiness=True))

    def finish(self, session: StudySession) -> Outcome[StudySummary]:
        """End a session, answered to the end or not."""
        with self._context.store.begin() as connection:
            self._close(connection, session.attempt_id)
        label = self._context.blueprint(session.certification).label
        return Outcome(summary(session, label), Changes(attempts=True, plan=True))

    def _close(self, connection: Connection, attempt_id: int) -> None:
        answered = attempt_repo.answered_items(connection, attempt_id)
        right = sum(correct for _, correct, _, _ in answered.values())
        attempt_repo.finish(connection, attempt_id, self._context.clock.now_ms(), right, len(answered))

    def _choose(self, request: StudyRequest, count: int) -> list[str]:
        chooser = Chooser(self._context.catalogue, self._context.rng)
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

CHOICE_TEXTS = {
    StudyMode.QUICK: "Ten questions in the proportions of your exam, new ones first.",
    StudyMode.WEAK: "Where your exam gives most points and you have most to gain.",
    StudyMode.MISSED: "Questions you missed. One leaves after two right answers on different days.",
    StudyMode.SURE_WRONG: "Answers you were sure of and that were wrong: the ones to unlearn first.",
    StudyMode.FLAGGED: "Questions you flagged for another look.",
}

EMPTY_TEXTS = {
    StudyMode.QUICK: "No question is left to ask; bring some back that you chose not to see again.",
    StudyMode.TODAY: "Nothing is planned for today; choose a topic or a quick 10.",
    StudyMode.MISSED: "Your missed list is empty; missed questions collect here until you get them right on two days.",
    StudyMode.SURE_WRONG: "Nothing here: no answer that you were sure of stands wrong.",
    StudyMode.FLAGGED: "You have flagged no question yet; press F on a question to flag it.",
    StudyMode.WEAK: "Answer some questions first, so that weak topics can be told from strong ones.",
    StudyMode.BUILD: "No question fits these choices; take more topics or another kind of question.",
    StudyMode.CRAM: "No question fits these choices; take more topics or another kind of question.",
}


def _comes_back(after: study_repo.AfterAnswer) -> str:
    """When the question returns, in words that hold whatever the schedule does."""
    if after.left_pool:
        return "That is twice on different days: off your missed list."
    if after.missed and after.right_day:
        return "Right once more on another day takes it off your missed list."
    return "You will see this one again from tomorrow." if after.missed else ""


def summary(session: StudySession, label: str) -> StudySummary:
    """What a session for the exam of that name came to, by topic."""
    by_topic: dict[str, list[bool]] = {}
    for n, given in session.given.items():
        by_topic.setdefault(session.items[n].item.topic, []).append(given.correct)
    titles = {shown.item.topic: shown.topic_title for shown in session.items}
    return StudySummary(
        session.title,
        session.certification,
        label,
        len(session.given),
        sum(given.correct for given in session.given.values()),
        sum(given.milliseconds for given in session.given.values()) / 1000,
        tuple(TopicScore(topic, titles[topic], sum(marks), len(marks)) for topic, marks in by_topic.items()),
        tuple(session.items[n].item.id for n, given in session.given.items() if not given.correct),
        sum(not g.correct and g.confidence is Confidence.SURE for g in session.given.values()),
    )
