"""A session that was left is not ended by another without a word; a terminal asks, a pipe is refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mediquiz.commands.terminal import Terminal
from mediquiz.domain.summaries import OpenSession

from ..helpers import make_services
from .conftest import Command, Said

Study = Callable[..., Said]


@pytest.fixture
def study(command: Command, monkeypatch: pytest.MonkeyPatch) -> Study:
    """`study("a\\nq\\n", "--count", 2)` through a pipe."""

    def call(typed: str, *arguments: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return command("study", *arguments)

    return call


@pytest.fixture
def at_terminal(command: Command, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The same, asked as at a terminal; `test_main.py` has a real one."""

    def call(typed: str, *arguments: object) -> Said:
        with monkeypatch.context() as patched:
            patched.setattr("sys.stdin", io.StringIO(typed))
            patched.setattr("mediquiz.commands.study.Terminal", lambda asked: Terminal(asked=True))
            return command("study", *arguments)

    return call


@pytest.fixture
def left(study: Study) -> None:
    """A quick ten with two answers."""
    assert "2 of 10 answered" in study("a\nb\nq\n").out


def opened(database: Path, bank: Path) -> OpenSession | None:
    services = make_services(database.parent, banks=bank)
    found = services.study.open_session()
    services.close()
    return found


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("options", [(), ("--mode", "quick"), ("--topic", "clinical.ecg"), ("--count", "3")], ids=str)
def test_a_pipe_is_refused_with_both_ways_out(study: Study, database: Path, bank: Path, options: Sequence[str]) -> None:
    said = study("a\nq\n", *options)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "Quick 10 is not finished: 2 of 10 answered" in said.err
    assert "--resume" in said.err and "--new" in said.err
    found = opened(database, bank)
    assert found is not None and (found.attempt_id, found.done) == (1, 2)


@pytest.mark.usefixtures("left")
def test_new_ends_it_on_purpose_and_its_answers_stay(study: Study, database: Path, bank: Path) -> None:
    said = study("a\nq\n", "--new", "--count", "4")
    assert said.code == 0 and "Question 1 of 4" in said.out
    found = opened(database, bank)
    assert found is not None and (found.done, found.total) == (1, 4)
    services = make_services(database.parent, banks=bank)
    assert services.care.counts().answers == 3
    services.close()


def test_one_without_an_answer_makes_room_unasked(study: Study, at_terminal: Study) -> None:
    study("q\n")
    assert "Question 1 of 2" in study("q\n", "--count", "2").out
    said = at_terminal("q\n", "--mode", "quick", "--count", "3")
    assert "Question 1 of 3" in said.out and "not finished" not in said.out


def test_new_and_resume_exclude_each_other(study: Study) -> None:
    said = study("", "--new", "--resume")
    assert (said.code, len(said.sentences)) == (2, 1)


@pytest.mark.usefixtures("left")
def test_a_terminal_asks_and_enter_resumes(at_terminal: Study, database: Path, bank: Path) -> None:
    said = at_terminal("\nq\n", "--mode", "quick")
    assert "Quick 10 is not finished: 2 of 10 answered." in said.out
    assert "Question 3 of 10" in said.out
    found = opened(database, bank)
    assert found is not None and found.attempt_id == 1


@pytest.mark.usefixtures("left")
def test_a_terminal_ends_it_where_that_is_chosen(at_terminal: Study, database: Path, bank: Path) -> None:
    assert "Question 1 of 4" in at_terminal("2\nq\n", "--count", "4", "--mode", "quick").out
    found = opened(database, bank)
    assert found is not None and (found.done, found.total) == (0, 4)


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("typed", ["3\n", "q\n", ""])
def test_leaving_the_question_changes_nothing(at_terminal: Study, database: Path, bank: Path, typed: str) -> None:
    said = at_terminal(typed, "--mode", "quick")
    assert said.code == 0 and "Question" not in said.out
    found = opened(database, bank)
    assert found is not None and (found.attempt_id, found.done) == (1, 2)


@pytest.mark.usefixtures("left")
def test_another_way_from_the_menu_asks_too_but_not_after_new(at_terminal: Study, database: Path, bank: Path) -> None:
    said = at_terminal("4\n2\n3\n", "--cert", "cma")
    assert "1  Resume Quick 10" in said.out and "not finished" in said.out
    found = opened(database, bank)
    assert found is not None and found.attempt_id == 1
    said = at_terminal("1\n2\nq\n", "--new")
    assert "not finished" not in said.out and "Resume Quick 10" not in said.out


@pytest.mark.usefixtures("left")
def test_a_wish_that_cannot_be_met_is_refused_before_anything_is_asked(at_terminal: Study) -> None:
    said = at_terminal("2\n", "--mode", "missed", "--topic", "no-such-topic")
    assert said.code == 1 and "not finished" not in said.out
