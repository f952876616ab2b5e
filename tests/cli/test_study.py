"""Studying through a pipe, in this process. `test_main.py` does it in a terminal."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediquiz.commands.prompt import Tick
from mediquiz.commands.session import Reply, read_reply, run_session
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import chosen
from mediquiz.domain.items import Item, Level, Option
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import ShownItem, StudyMode, StudyRequest
from mediquiz.services.bundle import Services
from mediquiz.services.study_session import StudySession
from mediquiz.storage.backups import offered
from mediquiz.storage.holdings import holding

from ..helpers import FixedClock, make_services
from .conftest import Command, Said, answer_some

ORDER = (2, 0, 3, 1)
SHOWN = ShownItem(
    Item(
        id="clinical.ecg.0001",
        topic="clinical.ecg",
        stem="Which wave?",
        options=tuple(Option(name, "A reason.", name == "P") for name in ("P", "QRS", "T", "U")),
        sources=("A text",),
        level=Level.RECALL,
        difficulty=1,
    ),
    ORDER,
    "ECG",
)


@pytest.fixture
def study(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`study("a\\nb\\n", "--count", 2)`: what is typed, then the options."""

    def call(typed: str, *arguments: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return command("study", *arguments)

    return call


def on_record(database: Path, bank: Path) -> Services:
    """The history as the window would open it."""
    return make_services(database.parent, banks=bank)


def test_answers_are_in_the_history(study: Command, database: Path, bank: Path) -> None:
    said = study("a\n2\nsC\n", "--count", "3")
    assert said.code == 0, said.err
    assert re.search(r"[0-3] of 3 right", said.out)
    services = on_record(database, bank)
    session = services.study.resume(1).value
    services.close()
    assert [given.confidence for _, given in sorted(session.given.items())] == [None, None, Confidence.SURE]
    said = [session.items[n].words(given.response) for n, given in sorted(session.given.items())]
    assert said == ["A", "B", "C"]


def test_a_clock_that_was_wrong_is_told_once(study: Command, database: Path, bank: Path) -> None:
    """Two answers in 2099; the terminal says what became of them, and the next session is silent."""
    ahead = FixedClock(4_073_000_000_000)
    services = make_services(database.parent, ahead, bank)
    answer_some(services, 2)
    services.close()
    said = study("a\n", "--count", "1")
    told = "This computer's clock was wrong when you gave 2 answers: it said January 25, 2099."
    assert " ".join(said.out.split()).count(told) == 1
    assert "computer's clock" not in study("a\n", "--count", "1").out


def test_a_reason_stands_under_every_option(study: Command) -> None:
    said = study("a\n", "--count", "1")
    assert said.out.count("The reason why answer") == 4
    assert said.out.count("[right answer") == 1
    assert said.out.count("your answer]") == 1
    assert "Source: A standard text" in said.out


def test_right_and_wrong_are_said_in_words(study: Command, database: Path, bank: Path) -> None:
    said = study("a\n" * 12, "--count", "12")
    right, wrong = said.out.count("\nRight.\n"), said.out.count("Not yet. The answer is ")
    assert right + wrong == 12
    assert f"{right} of 12 right" in said.out


@pytest.mark.parametrize("ending", ["q\n", "Q\n", "", "quit\n"])
def test_q_or_the_end_of_input_leaves_the_session_to_go_on_with(
    study: Command, database: Path, bank: Path, ending: str
) -> None:
    said = study("a\nb\n" + ending, "--count", "5")
    assert said.code == 0
    assert "2 of 5 answered. The session is saved" in said.out
    assert "right (" not in said.out
    services = on_record(database, bank)
    opened = services.study.open_session()
    assert opened is not None and (opened.done, opened.total) == (2, 5)
    services.close()
    said = study("a\nb\nc\n", "--resume")
    assert "Question 3 of 5" in said.out and "of 5 right" in said.out


def test_end_ends_the_session_with_a_summary(study: Command, database: Path, bank: Path) -> None:
    said = study("a\nb\nend\n", "--count", "5")
    assert said.code == 0
    assert "of 2 right" in said.out
    services = on_record(database, bank)
    assert services.study.open_session() is None
    services.close()


def test_ending_at_once(study: Command) -> None:
    assert "Nothing was answered." in study("end\n", "--count", "5").out


@pytest.mark.parametrize("asked", ["?", "h", "help"])
def test_help_lists_every_key(study: Command, asked: str) -> None:
    said = study(f"{asked}\na\n", "--count", "1")
    for key in ("f", "n", "r", "x", "back", "show", "q", "end", "Enter"):
        assert re.search(rf"^  {key} +\w", said.out, re.MULTILINE), key


def test_note_report_and_leaving_out_are_kept(study: Command, database: Path, bank: Path) -> None:
    said = study("n\nq is for quadrant\nr\nTwo fit\nx\na\n", "--count", "2")
    assert "This question will not be shown again" in said.out
    assert "of 1 right" in said.out
    services = on_record(database, bank)
    first, second = services.study.resume(1).value.items
    reported = services.context.store
    with reported.begin() as connection:
        kept = connection.exec_driver_sql("SELECT item_id, revision, text FROM report").fetchall()
    services.close()
    assert (first.mark.note, first.mark.suspended) == ("q is for quadrant", True)
    assert second.mark.suspended is False
    assert [tuple(row) for row in kept] == [(first.item.id, first.item.revision, "Two fit")]


def test_a_note_is_shown_with_the_reasons_and_can_be_taken_away(study: Command, database: Path, bank: Path) -> None:
    said = study("n\nlook at V1\na\nn\n-\nn\n\nb\n", "--count", "2")
    assert said.out.count("Your note: look at V1") == 1
    services = on_record(database, bank)
    assert [shown.mark.note for shown in services.study.resume(1).value.items] == ["look at V1", ""]
    services.close()


def test_one_flagged_already_says_so(study: Command) -> None:
    said = study("f\nshow\na\n", "--count", "1")
    assert "(flagged)" in said.out


def test_back_shows_the_reasons_again_and_the_question_waits(study: Command) -> None:
    said = study("back\na\nback\nb\n", "--count", "2")
    assert "There is no answered question before this one." in said.out
    assert said.out.count("Question 1 of 2") == 2
    assert said.out.count("Question 2 of 2") == 2
    assert "of 2 right" in said.out


def test_time_spent_is_what_lies_between_question_and_answer(
    study: Command, database: Path, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to the longest that a student may sit still: nobody reads the clock while a line is awaited."""
    readings = iter((0.0, 42.5, 100.0, 8 * 3600.0))
    monkeypatch.setattr("mediquiz.services.clock.OrderedClock.monotonic", lambda _self: next(readings))
    said = study("a\nb\n", "--count", "2")
    assert "You were away for 475 minutes. That time is not counted." in said.out
    services = on_record(database, bank)
    assert [given.milliseconds for given in services.study.resume(1).value.given.values()] == [42_500, 180_000]
    services.close()


def test_a_timed_session_runs_out_in_the_terminal_as_in_the_window(
    study: Command, database: Path, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = on_record(database, bank)
    services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=4, seconds=60))
    services.close()
    readings = iter((0.0, 25.0, 30.0, 70.0))
    monkeypatch.setattr("mediquiz.services.clock.OrderedClock.monotonic", lambda _self: next(readings))
    said = study("a\nb\n", "--resume")
    assert "0:35 left" in said.out
    assert "The time is up." in said.out and "of 2 right" in said.out
    services = on_record(database, bank)
    given = services.study.resume(1).value.given
    services.close()
    assert [(one.milliseconds, bool(one.response)) for one in given.values()] == [(25_000, True), (35_000, False)]


def test_what_is_no_answer_is_asked_again(study: Command) -> None:
    said = study("z\n9\n\nE\nab\nb\n", "--count", "1")
    assert said.out.count("Type a letter from A to D") == 5
    assert "of 1 right" in said.out


def test_f_flags_and_takes_the_flag_away(study: Command, database: Path, bank: Path) -> None:
    said = study("f\nf\nf\na\n", "--count", "1")
    assert said.out.count("Flagged.") == 2
    services = on_record(database, bank)
    flagged = next(c for c in services.study.home("cma").choices if c.mode is StudyMode.FLAGGED)
    services.close()
    assert flagged.available == 1


@pytest.mark.parametrize(
    ("name", "topics"),
    [
        ("clinical.ecg", {"clinical.ecg"}),
        ("phlebotomy", {"clinical.phlebotomy"}),
        ("Medical law", {"professional.law"}),
    ],
)
def test_a_topic_by_id_or_title(study: Command, database: Path, bank: Path, name: str, topics: set[str]) -> None:
    assert study("a\n" * 4, "--topic", name, "--count", "4").code == 0
    services = on_record(database, bank)
    session = services.study.resume(1).value
    services.close()
    assert {shown.item.topic for shown in session.items} == topics
    assert session.mode is StudyMode.TOPIC


def test_a_subject_is_all_its_topics(study: Command, database: Path, bank: Path) -> None:
    study("", "--topic", "pharmacology", "--count", "9")
    services = on_record(database, bank)
    session = services.study.resume(1).value
    services.close()
    assert {shown.item.topic.partition(".")[0] for shown in session.items} == {"pharmacology"}


def test_a_topic_that_is_none_gets_a_hint(study: Command) -> None:
    said = study("", "--topic", "clinical.egc")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "clinical.ecg" in said.err


def test_by_topic_without_a_topic(study: Command) -> None:
    said = study("", "--mode", "topic")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "--topic" in said.err


def test_nothing_to_study_is_one_sentence(study: Command) -> None:
    said = study("", "--mode", "missed")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "missed list is empty" in said.err


def test_missed_ones(study: Command, database: Path, bank: Path) -> None:
    services = on_record(database, bank)
    answer_some(services, 10, wrong_every=5)
    services.close()
    assert "Missed questions, 2 questions." in study("a\na\n", "--mode", "missed").out


def test_a_session_of_one_question_is_said_in_the_singular(study: Command) -> None:
    assert "Quick 10, 1 question. " in study("a\n", "--count", "1").out


def test_only_unseen_ones(study: Command, database: Path, bank: Path) -> None:
    study("a\n" * 20, "--topic", "clinical.ecg", "--count", "20")
    said = study("a\n" * 20, "--mode", "build", "--topic", "clinical.ecg", "--unseen", "--count", "20")
    assert "Build your own, 4 questions." in said.out


def test_going_on_with_what_was_left(study: Command, database: Path, bank: Path) -> None:
    services = on_record(database, bank)
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=4)).value
    services.study.show(session, 0)
    services.study.answer(session, 0, chosen(0), confidence=None, milliseconds=9000)
    services.close()
    said = study("a\n" * 3, "--resume")
    assert "Question 2 of 4" in said.out
    assert "of 4 right" in said.out


def test_going_on_with_nothing(study: Command) -> None:
    said = study("", "--resume")
    assert (said.code, len(said.sentences)) == (1, 1)


def test_another_exam(study: Command, database: Path, bank: Path) -> None:
    study("a\n", "--cert", "rma", "--count", "1")
    services = on_record(database, bank)
    assert services.study.resume(1).value.certification == "rma"
    services.close()


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("a", Reply(chosen(ORDER[0]), None)),
        (" D ", Reply(chosen(ORDER[3]), None)),
        ("3", Reply(chosen(ORDER[2]), None)),
        ("sB", Reply(chosen(ORDER[1]), Confidence.SURE)),
        ("u c", Reply(chosen(ORDER[2]), Confidence.UNSURE)),
        ("guess, 4", Reply(chosen(ORDER[3]), Confidence.GUESS)),
        ("sure a", Reply(chosen(ORDER[0]), Confidence.SURE)),
        ("e", None),
        ("5", None),
        ("s", None),
        ("ab", None),
        ("", None),
        ("b!", None),
    ],
)
def test_reading_a_reply(line: str, reply: Reply | None) -> None:
    assert read_reply(line, SHOWN) == reply


def test_five_options_reach_to_e() -> None:
    five = replace(SHOWN.item, options=(*SHOWN.item.options, Option("None of these", "A reason.")))
    assert read_reply("e", ShownItem(five, (2, 0, 3, 1, 4), "ECG")) == Reply(chosen(4), None)


class Typed(io.StringIO):
    """Does something when the student comes to a line."""

    def __init__(self, text: str, at: int, then: Callable[[], object]) -> None:
        super().__init__(text)
        self._at, self._then = at, then

    def readline(self, size: int | None = -1, /) -> str:
        self._at -= 1
        if self._at == 0:
            self._then()
        return super().readline(-1 if size is None else size)


@pytest.mark.parametrize("what", ["replaced", "deleted"])
def test_a_history_exchanged_under_a_session_is_kept_and_one_sentence_says_how_to_get_it_back(
    command: Command, database: Path, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    make_services(database.parent, banks=bank).close()
    older = Path(shutil.copy2(database, tmp_path / "older.sqlite"))
    exchange = (lambda: older.replace(database)) if what == "replaced" else database.unlink
    monkeypatch.setattr("sys.stdin", Typed("a\nb\nc\nd\na\n", 4, exchange))
    said = command("study", "--count", "5")
    [kept] = offered(database)
    assert said.code == 1
    assert kept.answers >= 2
    assert f"'mediquiz restore {kept.path}' puts back what was open here." in said.err
    assert command("restore", kept.path).code == 0
    services = on_record(database, bank)
    assert services.care.counts().answers == kept.answers
    services.close()


def test_after_each_answer_a_copy_of_the_file_alone_holds_it(
    command: Command, database: Path, bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    taken = Typed("a\nb\nc\n", 3, lambda: subprocess.run(["cp", database, copy], check=True, timeout=60))
    monkeypatch.setattr("sys.stdin", taken)
    assert command("study", "--count", "3").code == 0
    held = holding(copy)
    assert held is not None and held.answers >= 1


class Looking(Terminal):
    """Lets (seconds, how often) pass before each line and looks into the wait as a terminal does."""

    def __init__(self, clock: FixedClock, *lines: tuple[float, int, str]) -> None:
        super().__init__(asked=False)
        self._clock, self._lines = clock, iter(lines)

    def ask_text(self, prompt: str, tick: Tick | None = None) -> str:
        seconds, times, line = next(self._lines)
        for _ in range(times):
            self._clock.pass_time(seconds)
            if tick is not None:
                tick()
        if line == "killed":
            raise SystemExit
        return line


@pytest.fixture
def waiting(tmp_path: Path, bank: Path) -> Iterator[tuple[Services, FixedClock]]:
    clock = FixedClock()
    services = make_services(tmp_path / "own", clock, banks=bank)
    yield services, clock
    services.close()


def timed(services: Services, seconds: float | None) -> StudySession:
    request = StudyRequest(mode=StudyMode.QUICK, certification="cma", count=4, seconds=seconds)
    return services.study.start(request).value


@pytest.mark.parametrize("seconds", [600, None])
def test_a_terminal_that_is_closed_loses_seconds_and_not_the_clock(
    waiting: tuple[Services, FixedClock], seconds: float | None
) -> None:
    """Five minutes at the first question, looked into each second; then the window of the terminal is shut."""
    services, clock = waiting
    session = timed(services, seconds)
    with pytest.raises(SystemExit):
        run_session(services, session, Looking(clock, (1, 150, "f"), (1, 150, "killed")))
    kept = services.study.resume(session.attempt_id).value.practice
    assert 295_000 <= kept.milliseconds <= 300_000
    assert seconds is None or 300 <= (kept.seconds_left or 0) <= 305


def test_a_lid_closed_over_a_question_in_a_terminal(
    waiting: tuple[Services, FixedClock], capsys: pytest.CaptureFixture[str]
) -> None:
    services, clock = waiting
    session = timed(services, 600)
    typed = [(1, 20, "f"), (8 * 3600, 1, "f"), (1, 10, "a"), (1, 1, "q")]
    run_session(services, session, Looking(clock, *typed))
    assert "The computer slept for 480 minutes. That time is not counted." in capsys.readouterr().out
    assert services.study.resume(session.attempt_id).value.given[0].milliseconds == 30_000


def test_the_time_runs_out_while_a_line_is_awaited(
    waiting: tuple[Services, FixedClock], capsys: pytest.CaptureFixture[str]
) -> None:
    services, clock = waiting
    session = timed(services, 60)
    run_session(services, session, Looking(clock, (1, 40, "a"), (1, 1000, "b")))
    assert "The time is up." in capsys.readouterr().out
    given = services.study.resume(session.attempt_id).value.given
    assert [(one.milliseconds, bool(one.response)) for one in given.values()] == [(40_000, True), (20_000, False)]


def test_writing_a_note_is_no_sleep(
    waiting: tuple[Services, FixedClock], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediquiz.commands.session.ticks", lambda: True)
    services, clock = waiting
    session = timed(services, 600)
    typed = [(1, 10, "n"), (50, 1, "Look at lead V1."), (1, 10, "a"), (1, 1, "q")]
    run_session(services, session, Looking(clock, *typed))
    assert "slept" not in capsys.readouterr().out
    assert services.study.resume(session.attempt_id).value.given[0].milliseconds == 70_000
