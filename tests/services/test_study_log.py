"""What practice writes, row by row, and what the Study page counts from it."""

from __future__ import annotations

import pytest

from mediquiz.domain.answers import NO_ANSWER, Response, chosen, to_text
from mediquiz.domain.attempt import Act, Event
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import AnswerEffect, ComesBack, Mark, StudyMode, StudyRequest, Subset, TopicScore
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.services.study import NothingToStudy
from mediquiz.storage.errors import UnwritableDatabase
from mediquiz.words import study as words

from ..helpers import FixedClock, commits_reported_as_failed, wrong_to
from .small import ITEMS, Given, item, practice, rows, three_days


def drill(*shorts: str) -> StudyRequest:
    return StudyRequest(mode=StudyMode.DRILL, certification="aid", count=len(shorts), items=tuple(map(item, shorts)))


TABLES = ("answer", "showing", "attempt_event", "item_state", "topic_tally", "day_tally")


def available(services: Services, mode: StudyMode) -> int:
    return next(c.available for c in services.study.home("aid").choices if c.mode is mode)


@pytest.mark.parametrize(
    ("mode", "logged"),
    [
        (StudyMode.QUICK, "practice"),
        (StudyMode.TOPIC, "practice"),
        (StudyMode.BUILD, "practice"),
        (StudyMode.CRAM, "cram"),
    ],
)
def test_an_answer_is_logged_with_the_way_it_was_given(small: Services, mode: StudyMode, logged: str) -> None:
    session = small.study.start(StudyRequest(mode=mode, certification="aid", count=2)).value
    small.study.show(session, 0)
    small.study.answer(session, 0, session.items[0].right, confidence=None, milliseconds=1)
    assert rows(small, "SELECT mode FROM answer") == [(logged,)]
    assert rows(small, "SELECT mode, answered, correct FROM topic_tally") == [(logged, 1, 1)]
    assert rows(small, "SELECT mode, answered, correct FROM day_tally") == [(logged, 1, 1)]


def test_every_option_chosen_is_an_answer_and_only_none_ran_out_of_time(small: Services, clock: FixedClock) -> None:
    """The author's first option is place 0, and no less an answer. `draw n` has its key at n % 4."""
    shorts = ["draw 4", "draw 5", "draw 6", "draw 7", "draw 8"]
    session = small.study.start(drill(*shorts)).value
    responses = [chosen(0), chosen(0), chosen(1), chosen(3), NO_ANSWER]
    for n, response in enumerate(responses):
        small.study.show(session, n)
        small.study.answer(session, n, response, confidence=None, milliseconds=100 + n)
    found = rows(small, "SELECT item_id, response, correct, timed_out, milliseconds, scored FROM answer ORDER BY id")
    assert found == [
        (item("draw 4"), "0", 1, 0, 100, 1),
        (item("draw 5"), "0", 0, 0, 101, 1),
        (item("draw 6"), "1", 0, 0, 102, 1),
        (item("draw 7"), "3", 1, 0, 103, 1),
        (item("draw 8"), "", 0, 1, 104, 1),
    ]


def test_a_row_of_the_log_says_all_that_happened(small: Services, clock: FixedClock) -> None:
    session = small.study.start(drill("draw 2", "duty 1")).value
    small.study.show(session, 1)
    shown_at = clock.ms
    clock.pass_time(12)
    shown = session.items[1]
    small.study.answer(session, 1, wrong_to(shown), confidence=Confidence.SURE, milliseconds=11_500)
    columns = (
        "item_id, revision, topic, option_order, response, correct, confidence, milliseconds, mode, attempt_id, scored,"
        " timed_out, first, shown_at_ms, answered_at_ms, local_day"
    )
    assert rows(small, f"SELECT {columns} FROM answer") == [
        (
            *(item("duty 1"), shown.item.revision, "law.duty", ",".join(map(str, shown.order))),
            *(to_text(wrong_to(shown)), 0, "sure", 11_500, "practice", session.attempt_id, 1, 0, 1),
            *(shown_at, clock.ms, clock.today().toordinal()),
        )
    ]
    assert rows(small, "SELECT * FROM item_state") == [
        (item("duty 1"), 1, shown_at, 1, 0, clock.ms, 0, "sure", 1, 0, 1)
    ]
    assert rows(small, "SELECT * FROM topic_tally") == [("law.duty", "practice", 1, 0, 1, 0, 11_500)]
    assert rows(small, "SELECT * FROM day_tally") == [(clock.today().toordinal(), "practice", 1, 0, 11_500)]


def test_what_is_answered_without_being_shown_counts_as_shown_once(small: Services, clock: FixedClock) -> None:
    """The disk was full when the question came."""
    session = small.study.start(drill("draw 2", "draw 3")).value
    outcome = small.study.answer(session, 0, session.items[0].right, confidence=None, milliseconds=1)
    assert rows(small, "SELECT item_id, shown_at_ms FROM showing") == [(item("draw 2"), clock.ms)]
    assert outcome.changes.seen and outcome.changes.answers and outcome.changes.readiness
    assert rows(small, "SELECT shown_at_ms FROM answer") == [(clock.ms,)]


@pytest.mark.parametrize("right", [True, False])
def test_an_answer_whose_commit_was_reported_as_failed_is_on_record_once(
    small: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, right: bool
) -> None:
    session = small.study.start(drill("draw 2", "draw 3")).value
    small.study.show(session, 0)
    shown = session.items[0]
    response = shown.right if right else wrong_to(shown)
    act = Event(act=Act.STRIKE, question=0, value=3, on=True)

    def answer(response: Response, milliseconds: int) -> AnswerEffect:
        given = small.study.answer(
            session, 0, response, confidence=Confidence.SURE, milliseconds=milliseconds, acts=[act]
        )
        return given.value

    with commits_reported_as_failed(monkeypatch), pytest.raises(UnwritableDatabase):
        answer(response, 1500)
    before = [rows(small, f"SELECT * FROM {table}") for table in TABLES]
    # Another option is chosen meanwhile: the first answer is on record and stays, and the page is told so.
    effect = answer(wrong_to(shown) if right else shown.right, 4000)
    assert [rows(small, f"SELECT * FROM {table}") for table in TABLES] == before
    assert len(rows(small, "SELECT id FROM answer")) == 1
    assert (effect.correct, effect.closing) == (
        right,
        Event(act=Act.CHECK, question=0, value=1500, on=right, text=to_text(response)),
    )
    assert effect.comes_back is (ComesBack.UNSAID if right else ComesBack.TOMORROW)
    # The next session may ask it again.
    practice(small, clock, [Given("draw 2", True)])
    assert len(rows(small, "SELECT id FROM answer")) == 2


def test_options_of_practice_are_shuffled_and_kept(small: Services) -> None:
    session = small.study.start(StudyRequest(mode=StudyMode.QUICK, certification="aid", count=20)).value
    kept = rows(small, "SELECT option_order, revision, topic, scored, segment FROM attempt_question ORDER BY position")
    assert kept == [(",".join(map(str, s.order)), s.item.revision, s.item.topic, 1, 0) for s in session.items]
    assert len({shown.order for shown in session.items}) > 8


def test_a_session_is_an_attempt_with_its_counts(small: Services, clock: FixedClock) -> None:
    began = clock.ms
    practice(small, clock, [Given("draw 1", True), Given("draw 2", False), Given("duty 1", True)])
    session = small.study.start(drill("test 1", "test 2")).value
    small.study.show(session, 0)
    small.study.answer(session, 0, session.items[0].right, confidence=None, milliseconds=1)
    small.study.start(drill("test 3"))
    columns = "kind, certification, edition, title, status, started_at_ms, finished_at_ms, correct, scored"
    assert rows(small, f"SELECT {columns} FROM attempt ORDER BY id") == [
        ("study", "aid", "", "Missed ones again", "finished", began, clock.ms, 2, 3),
        ("study", "aid", "", "Missed ones again", "finished", clock.ms, clock.ms, 1, 1),
        ("study", "aid", "", "Missed ones again", "open", clock.ms, None, None, None),
    ]
    home = small.study.home("aid")
    assert home.open is not None
    assert (home.open.done, home.open.total, home.open.kind, home.open.mode) == (0, 1, "study", StudyMode.DRILL)


def test_a_session_left_in_the_middle_is_offered_with_what_was_answered(small: Services, clock: FixedClock) -> None:
    request = StudyRequest(mode=StudyMode.TOPIC, certification="aid", count=4, topics=("blood.test",), seconds=90)
    session = small.study.start(request).value
    for n in (0, 1):
        small.study.show(session, n)
        small.study.answer(session, n, session.items[n].right, confidence=None, milliseconds=1)
    clock.pass_days(1)
    found = small.study.open_session()
    assert found is not None
    assert (found.attempt_id, found.certification, found.done, found.total) == (session.attempt_id, "aid", 2, 4)
    again = small.study.resume(found.attempt_id).value
    assert (again.mode, again.certification) == (StudyMode.TOPIC, "aid")
    assert [shown.item.id for shown in again.items] == [shown.item.id for shown in session.items]


def test_the_study_page_offers_practice_and_no_exam_to_go_on_with(small: Services) -> None:
    """An exam begun later is newer, and belongs to another page."""
    small.exams.start("tech")
    assert (small.study.home("aid").open, small.study.open_session()) == (None, None)
    session = small.study.start(drill("draw 1")).value
    small.exams.start("aid")
    found = small.study.open_session()
    assert found is not None and found.attempt_id == session.attempt_id
    assert small.study.home("aid").open == found


def test_each_choice_has_its_place(small: Services) -> None:
    choices = small.study.home("aid").choices
    assert [choice.mode for choice in choices] == [
        StudyMode.QUICK,
        StudyMode.WEAK,
        StudyMode.MISSED,
        StudyMode.SURE_WRONG,
        StudyMode.FLAGGED,
    ]


def test_each_step_of_a_session_says_what_it_changed(small: Services) -> None:
    begun = small.study.start(drill("draw 1", "draw 2"))
    session = begun.value
    assert begun.changes == Changes(attempts=True)
    assert small.study.show(session, 0).changes.seen
    answered = small.study.answer(session, 0, session.items[0].right, confidence=None, milliseconds=1)
    assert answered.changes.answers and answered.changes.readiness and not answered.changes.plan
    assert small.study.finish(session).changes == Changes(attempts=True, plan=True)
    assert small.context.catalog.counts("blood.draw") == (12, 1), "the second was never on the screen"


def test_a_session_is_read_back_with_clock_marks_and_form(small: Services) -> None:
    small.marks.flag(item("test 2"), True)
    small.marks.note(item("test 2"), "ask")
    request = StudyRequest(mode=StudyMode.TOPIC, certification="aid", count=4, topics=("blood.test",), seconds=90)
    begun = small.study.start(request).value
    again = small.study.resume(begun.attempt_id).value
    for session in (begun, again):
        assert session.seconds == 90
        assert {shown.item.id: shown.mark for shown in session.items} == {
            **dict.fromkeys((item(f"test {n}") for n in range(1, 5)), Mark()),
            item("test 2"): Mark(flagged=True, note="ask"),
        }
        assert {shown.topic_title for shown in session.items} == {"Testing blood"}
    columns = "area, topic, segment, scored, seen_before"
    assert set(rows(small, f"SELECT {columns} FROM attempt_question")) == {("", "blood.test", 0, 1, 0)}
    assert rows(small, "SELECT seed, rules FROM attempt") == [(0, '{"mode": "topic", "seconds": 90}')]
    assert small.study.start(drill("test 1")).value.seconds is None


def test_the_summary_of_a_session(small: Services, clock: FixedClock) -> None:
    """Right 2 of 5; 20 + 30 + 10 + 5 + 7.5 = 72.5 s; sure and wrong: draw 2 only, draw 1 was sure and right."""
    sure = Confidence.SURE
    summary = practice(
        small,
        clock,
        [
            Given("draw 1", True, sure, 20),
            Given("duty 1", None, None, 30),
            Given("draw 2", False, sure, 10),
            Given("test 1", True, Confidence.GUESS, 5),
            Given("draw 3", False, Confidence.UNSURE, 7.5),
        ],
    )
    assert (summary.mode, summary.certification, summary.label) == (StudyMode.DRILL, "aid", "AID (FAB)")
    assert (summary.answered, summary.right, summary.seconds, summary.sure_wrong) == (5, 2, 72.5, 1)
    assert summary.topics == (
        TopicScore("blood.draw", "Drawing blood", 1, 3),
        TopicScore("law.duty", "Duties", 0, 1),
        TopicScore("blood.test", "Testing blood", 1, 1),
    )
    assert summary.missed == (item("duty 1"), item("draw 2"), item("draw 3"))


def test_the_study_page_counts_three_days_of_answers(small: Services, clock: FixedClock) -> None:
    """Missed: duty 1, draw 3 (right once), draw 4; not draw 2. Sure and wrong: draw 4. Seen: draw 1 to 4, test 1,
    duty 1, ecg 1; on the exam all but the ECG."""
    three_days(small, clock)
    small.marks.flag(item("test 3"), True)
    small.marks.flag(item("test 2"), True)
    home = small.study.home("aid")
    assert (home.certification, home.label, home.open) == ("aid", "AID (FAB)", None)
    assert {choice.mode: choice.available for choice in home.choices} == {
        StudyMode.QUICK: 23,
        StudyMode.WEAK: 0,
        StudyMode.MISSED: 3,
        StudyMode.SURE_WRONG: 1,
        StudyMode.FLAGGED: 2,
    }
    assert [(t.id, t.title, t.subject, t.subject_title, t.items, t.unseen, t.on_exam) for t in home.topics] == [
        ("blood.draw", "Drawing blood", "blood", "Blood", 12, 8, True),
        ("blood.test", "Testing blood", "blood", "Blood", 4, 3, True),
        ("blood.cells", "Blood cells", "blood", "Blood", 3, 3, True),
        ("law.duty", "Duties", "law", "Law", 4, 3, True),
        ("heart.ecg", "The ECG", "heart", "Heart", 4, 3, False),
    ]
    on_tech = {topic.id for topic in small.study.home("tech").topics if topic.on_exam}
    assert on_tech == {"heart.ecg", "law.duty"}


def test_lists_are_served_in_their_order_and_by_topic(small: Services, clock: FixedClock) -> None:
    """Missed ones longest ago first, sure and wrong ones and flags newest first; what is suspended is in none."""
    three_days(small, clock)
    practice(small, clock, [Given("test 2", False, Confidence.SURE)])
    for short in ("test 3", "duty 2", "draw 9"):
        clock.pass_time(1)
        small.marks.flag(item(short), True)
    small.marks.suspend(item("draw 9"), True)

    def held(mode: StudyMode, topics: tuple[str, ...] = ()) -> list[str]:
        session = small.study.start(StudyRequest(mode=mode, certification="aid", count=20, topics=topics)).value
        return [shown.item.id for shown in session.items]

    assert held(StudyMode.MISSED) == [item("duty 1"), item("draw 3"), item("draw 4"), item("test 2")]
    assert held(StudyMode.MISSED, ("blood.draw",)) == [item("draw 3"), item("draw 4")]
    assert held(StudyMode.SURE_WRONG) == [item("test 2"), item("draw 4")]
    assert held(StudyMode.FLAGGED) == [item("duty 2"), item("test 3")]
    assert available(small, StudyMode.FLAGGED) == 2


def test_how_many_questions_a_choice_holds(small: Services, clock: FixedClock) -> None:
    """The exam's four topics hold 12 + 4 + 3 + 4 = 23 items, of which the three days showed 4 + 1 + 0 + 1."""
    three_days(small, clock)

    def count(**values: object) -> int:
        return small.study.available(StudyRequest(mode=StudyMode.BUILD, certification="aid", **values))  # type: ignore[arg-type]

    assert count() == 23
    assert count(subset=Subset.UNSEEN) == 17
    assert count(subset=Subset.MISSED) == 3
    assert count(subset=Subset.FLAGGED) == 0
    assert count(topics=("heart.ecg", "blood.test")) == 8
    assert count(topics=("heart.ecg",), subset=Subset.UNSEEN) == 3
    assert count(topics=("blood.draw",), subset=Subset.MISSED) == 2
    assert count(topics=("heart.ecg",), subset=Subset.MISSED) == 0


def test_a_quick_session_is_shared_out_by_the_exams_weights(small: Services) -> None:
    """16 questions by 1/2, 3/16, 1/16, 1/4: 8, 3, 1, 4."""
    session = small.study.start(StudyRequest(mode=StudyMode.QUICK, certification="aid", count=16)).value
    found = {topic: sum(shown.item.topic == topic for shown in session.items) for topic in ITEMS}
    assert found == {"blood.draw": 8, "blood.test": 3, "blood.cells": 1, "law.duty": 4, "heart.ecg": 0}


def test_a_topic_off_the_exam_counts_like_an_average_one(small: Services) -> None:
    """The exam's four topics weigh 1/4 on the mean; blood.draw weighs 1/2: of 6 questions 2 and 4."""
    request = StudyRequest(mode=StudyMode.BUILD, certification="aid", count=6, topics=("blood.draw", "heart.ecg"))
    topics = [shown.item.topic for shown in small.study.start(request).value.items]
    assert (topics.count("blood.draw"), topics.count("heart.ecg")) == (4, 2)


def test_practice_follows_the_missed_list_in_words_and_effect(small: Services, clock: FixedClock) -> None:
    def effect(right: bool) -> tuple[bool, ComesBack]:
        session = small.study.start(drill("draw 5")).value
        small.study.show(session, 0)
        response = session.items[0].right if right else wrong_to(session.items[0])
        found = small.study.answer(session, 0, response, confidence=None, milliseconds=1).value
        return found.correct, found.comes_back

    assert effect(True) == (True, ComesBack.UNSAID)
    assert effect(False) == (False, ComesBack.TOMORROW)
    assert effect(True) == (True, ComesBack.ONCE_MORE)
    clock.pass_days(1)
    assert effect(True) == (True, ComesBack.OFF_LIST)
    assert effect(True) == (True, ComesBack.UNSAID)


def test_nothing_to_study_names_the_list_and_writes_nothing(small: Services) -> None:
    for mode, sentence in {
        StudyMode.MISSED: "Your missed list is empty",
        StudyMode.SURE_WRONG: "no wrong answers that you were sure of",
        StudyMode.FLAGGED: "You have not flagged any questions",
        StudyMode.WEAK: "No topic is clearly weak yet",
        StudyMode.DRILL: "choose other topics",
    }.items():
        with pytest.raises(NothingToStudy) as refused:
            small.study.start(StudyRequest(mode=mode, certification="aid", count=10))
        assert sentence in words.nothing(refused.value.mode)
    assert rows(small, "SELECT count(*) FROM attempt") == [(0,)]
