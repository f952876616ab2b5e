"""A practice exam in the terminal: by the exam's rules, with its clock, kept by every way out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.commands.prompt import Tick
from mediquiz.commands.sitting import sit
from mediquiz.commands.terminal import Terminal
from mediquiz.domain.attempt import Phase
from mediquiz.domain.policy import Confidence
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services
from .conftest import Command, Said


@pytest.fixture
def exam(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`exam("a\\nb\\n", "--cert", "cma")`: what is typed, then the options."""

    def call(typed: str, *arguments: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return command("exam", "take", *arguments)

    return call


class Typist(Terminal):
    """Types line after line, each after so many seconds."""

    def __init__(self, clock: FixedClock, lines: list[tuple[float, str]]) -> None:
        super().__init__(asked=False)
        self._clock, self._lines = clock, iter(lines)

    def ask_text(self, prompt: str, tick: Tick | None = None) -> str:
        seconds, line = next(self._lines, (0.0, "q"))
        self._clock.pass_time(seconds)
        print(prompt + line)
        return line


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def services(tmp_path: Path, bank: Path, clock: FixedClock) -> Iterator[Services]:
    found = make_services(tmp_path / "own", clock, banks=bank)
    yield found
    found.close()


def test_a_whole_exam_with_segments_and_breaks(exam: Command, database: Path, bank: Path) -> None:
    segment = "a\n" * 50 + "end\nend\n"
    said = exam("\n".join([segment] * 4), "--cert", "cma")
    assert said.code == 0, said.err
    assert "4 segments of 50 questions and 40 minutes" in said.out
    assert "Question 200 of 200" in said.out
    assert said.out.count("of break time left") == 3
    assert "of 180 scored questions right" in said.out
    assert "Clinical competency: " in said.out
    services = make_services(database.parent, banks=bank)
    (row,) = services.exams.home().history
    services.close()
    assert (row.certification, row.scored) == ("cma", 180)


@pytest.mark.parametrize("ending", ["q\n", "", "Q\n"])
def test_left_it_is_kept_and_gone_on_with(exam: Command, database: Path, bank: Path, ending: str) -> None:
    said = exam("b\nsc\nf\n" + ending, "--cert", "rma")
    assert said.code == 0
    assert "The exam is saved" in said.out
    assert "'mediquiz exam take --cert rma --resume' resumes it" in exam("a\n", "--cert", "rma").err
    services = make_services(database.parent, banks=bank)
    opened = next(offer.open for offer in services.exams.home().offers if offer.open)
    sitting = services.exams.load(opened.attempt_id)
    services.close()
    states = sitting.attempt.states
    assert [state.answered for state in states[:3]] == [True, True, False]
    assert (sitting.items[0].words(states[0].response), states[1].confidence) == ("B", Confidence.SURE)
    assert (states[2].flagged, sitting.attempt.current) == (True, 2)
    again = exam("list\nshow\nq\n", "--resume")
    assert "Question 3 of 210" in again.out and "(flagged)" in again.out
    assert "No answer: 3, 4" in again.out


def test_nothing_is_open(exam: Command) -> None:
    said = exam("", "--resume")
    assert (said.code, said.err) == (1, "No practice exam is open; 'mediquiz exam take' starts one.\n")
    assert exam("", "--time", "3").code == 2


def test_keys(services: Services, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["a", "back", "-", "go 12", "go 51", "go 0", "t", "?", "x", "go 50", "b", "end", ""]
    sitting = services.exams.start("cma").value
    sit(services, sitting, Typist(clock, [(1, line) for line in lines]))
    said = capsys.readouterr().out
    assert "Answer cleared." in said
    assert said.count("Questions 1 to 50 are open now.") == 1
    assert said.count("This is the last question of this segment.") == 2
    assert "Question 12 of 200, 39:5" in said
    assert "Type a letter from A to D; ? lists all keys." in said
    assert "  go 12  " in said
    assert "End segment 1?" in said
    assert sitting.attempt.phase is Phase.RUNNING
    assert [n for n, state in enumerate(sitting.attempt.states) if state.answered] == [49]


def test_an_answer_after_the_time_is_none(
    services: Services, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """The segment ends; the break time is used up as well, so the next one has started."""
    sitting = services.exams.start("cma").value
    late = [(1500, "a"), (901, "b"), (1_300, ""), (5, "c")]
    sit(services, sitting, Typist(clock, late))
    said = capsys.readouterr().out
    assert "The time for segment 1 is up, so it has ended." in said
    assert "The break time is used up, so segment 2 has started." in said
    assert [n for n, state in enumerate(sitting.attempt.states) if state.answered] == [0, 50]


def test_the_clock_is_on_record_with_each_act(services: Services, clock: FixedClock) -> None:
    sitting = services.exams.start("cma").value
    sit(services, sitting, Typist(clock, [(70, "a"), (20, "q")]))
    kept = services.exams.load(sitting.attempt_id).attempt
    assert kept.seconds_left == pytest.approx(40 * 60 - 90)
