"""The program as it is started: window or command, with or without display and terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediquiz.__main__ import WindowOptions, window_options

from .terminal import terminal


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], WindowOptions()),
        (["--demo"], WindowOptions(demo=True)),
        (["--database", "here.sqlite"], WindowOptions(Path("here.sqlite"))),
        (["--database=here.sqlite", "--quit-after-paint"], WindowOptions(Path("here.sqlite"), quit_after_paint=True)),
        (["--quit-when-ready", "--demo"], WindowOptions(demo=True, quit_when_ready=True)),
        (["--help"], None),
        (["--database"], None),
        (["--database="], None),
        (["--wrong"], None),
        (["study"], None),
        (["--demo", "study"], None),
    ],
)
def test_what_is_for_the_window(arguments: list[str], options: WindowOptions | None) -> None:
    assert window_options(arguments) == options


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """This one without a display, with a study history of its own."""
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "MEDIQUIZ_DATABASE")
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    root = str(Path(__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "MEDIQUIZ_DATABASE": str(tmp_path / "data" / "study.sqlite"), **more}


def started(tmp_path: Path, *arguments: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "mediquiz", *arguments],
        env=environment(tmp_path, **more),
        input=typed,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--quit-after-paint"]])
def test_no_display_and_no_terminal(tmp_path: Path, arguments: list[str]) -> None:
    ended = started(tmp_path, *arguments)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "no display" in ended.stderr
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize(
    "named", [{"DISPLAY": ":7777"}, {"WAYLAND_DISPLAY": "gone"}, {"QT_QPA_PLATFORM": "no-such-platform"}], ids=str
)
def test_a_dead_display_and_no_terminal(tmp_path: Path, named: dict[str, str]) -> None:
    ended = started(tmp_path, **named)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_dead_display_but_a_terminal_is_a_study_session(tmp_path: Path) -> None:
    code, screen = in_terminal(tmp_path, [("Number (Enter for 1, q to end): ", "q\n")], DISPLAY=":7777")
    assert "does not answer" in screen or "system libraries are missing" in screen
    assert "Practice for the CMA" in screen
    assert code == 0


def test_an_unknown_option(tmp_path: Path) -> None:
    ended = started(tmp_path, "--wrong")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "'mediquiz --help'" in ended.stderr


def test_study_through_a_pipe(tmp_path: Path) -> None:
    ended = started(tmp_path, "study", "--count", "2", typed="a\nb\n")
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert "of 2 right" in ended.stdout
    assert (tmp_path / "data" / "study.sqlite").is_file()


def test_letters_that_a_pipe_cannot_carry(tmp_path: Path) -> None:
    ended = started(tmp_path, "bank", "check", PYTHONIOENCODING="ascii")
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_no_display_but_a_terminal_is_a_study_session(tmp_path: Path) -> None:
    code, screen = in_terminal(
        tmp_path,
        [("Number (Enter for 1, q to end): ", "q\n")],
    )
    assert "no display" in screen or "system libraries are missing" in screen
    assert "Practice for the CMA" in screen
    assert code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_session_in_a_terminal(tmp_path: Path) -> None:
    code, screen = in_terminal(
        tmp_path,
        [
            ("Number (Enter for 1, q to end): ", "2\n"),
            ("Number (Enter for 1, q to end): ", "1\n"),
            ("How many questions? (Enter for 10, q to end): ", "2\n"),
            ("Your answer (A-D): ", "sa\n"),
            ("Enter for the next question, ? for all keys: ", "\n"),
            ("Your answer (A-D): ", "b\n"),
        ],
        "study",
    )
    assert code == 0
    assert "Question 2 of 2" in screen
    assert "of 2 right" in screen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_session_that_was_left_is_asked_about_in_a_terminal(tmp_path: Path) -> None:
    assert started(tmp_path, "study", typed="a\n").returncode == 0
    code, screen = in_terminal(
        tmp_path,
        [("Number (Enter for 1, q to end): ", "1\n"), ("Your answer (A-D): ", "q\n")],
        "study",
        "--mode",
        "quick",
    )
    assert code == 0
    assert "Quick 10 is not finished: 1 of 10 answered." in screen and "Question 2 of 10" in screen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
@pytest.mark.parametrize(("key", "code", "words"), [("\x04", 0, "The session is saved"), ("\x03", 130, "")])
def test_the_keys_that_end_a_session(tmp_path: Path, key: str, code: int, words: str) -> None:
    ended, screen = in_terminal(tmp_path, [("Your answer (A-D): ", key)], "study", "--mode", "quick")
    assert ended == code
    assert words in screen
    assert "Traceback" not in screen


def in_terminal(tmp_path: Path, talk: list[tuple[str, str]], *arguments: str, **more: str) -> tuple[int, str]:
    """Start in a pseudo terminal; each answer is typed when its prompt has come. Exit code and all that was shown."""
    command = ["-m", "mediquiz", *arguments]
    with terminal(command, environment(tmp_path, COLUMNS="80", TERM="dumb", **more)) as screen:
        for prompt, answer in talk:
            screen.wait_for(prompt)
            screen.type(answer)
        return screen.end(), screen.shown
