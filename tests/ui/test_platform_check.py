from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediquiz.ui.platform_check import display_problem, missing_libraries


def none_missing(_names: object) -> list[str]:
    return []


def reached(_given: object) -> bool:
    return True


def test_no_display_is_said_in_one_sentence() -> None:
    said = display_problem({}, "linux", none_missing)
    assert said is not None
    assert "no display" in said


@pytest.mark.parametrize("given", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "w"}, {"QT_QPA_PLATFORM": "offscreen"}])
def test_a_display_is_enough(given: dict[str, str]) -> None:
    assert display_problem(given, "linux", none_missing, reached) is None


LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")


@LINUX
@pytest.mark.parametrize(
    "given",
    [
        {"DISPLAY": ":7777"},
        {"DISPLAY": "no display at all"},
        {"WAYLAND_DISPLAY": "wayland-77"},
        {"WAYLAND_DISPLAY": "/no/such/socket"},
        {"WAYLAND_DISPLAY": "x" * 300, "DISPLAY": ":7777"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":7777"},
        {"QT_QPA_PLATFORM": "no-such-platform"},
    ],
    ids=str,
)
def test_a_display_that_does_not_answer_is_said_in_one_sentence(given: dict[str, str]) -> None:
    said = display_problem(given, "linux", none_missing)
    assert said is not None
    assert "does not answer" in said


def test_one_that_answers_among_several_is_enough() -> None:
    given = {"QT_QPA_PLATFORM": "wayland;offscreen"}
    assert display_problem(given, "linux", none_missing) is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_one(system: str) -> None:
    assert display_problem({}, system) is None


def test_missing_libraries_are_named_by_their_package() -> None:
    def missing(names: object) -> list[str]:
        return [name for name in ("libEGL.so.1", "libxcb-cursor.so.0") if name in list(names)]  # type: ignore[call-overload]

    said = display_problem({"DISPLAY": ":0"}, "linux", missing)
    assert said is not None
    assert "apt-get install libegl1 libxcb-cursor0" in said
    offscreen = display_problem({"QT_QPA_PLATFORM": "offscreen"}, "linux", missing)
    assert offscreen is not None
    assert "libxcb" not in offscreen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared libraries of Linux")
def test_a_library_is_found_or_not() -> None:
    assert missing_libraries(["libc.so.6", "libnonsense.so.99"]) == ["libnonsense.so.99"]


def test_it_needs_no_qt() -> None:
    code = "import sys, mediquiz.ui.platform_check as p; p.display_problem(); print('PySide6' in sys.modules)"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, timeout=120, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is asked on Linux")
def test_fonts_are_counted_by_fontconfig(tmp_path: Path) -> None:
    """In a process of its own: fontconfig reads its file once."""
    (tmp_path / "none.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    ask = "from mediquiz.ui.platform_check import no_fonts; print(no_fonts())"
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "none.conf")}
    said = subprocess.run(
        [sys.executable, "-c", ask], check=False, env=environment, capture_output=True, text=True, timeout=120
    )
    assert said.stdout.strip() == "True"
    start = [sys.executable, "-m", "mediquiz", "--database", str(tmp_path / "x.sqlite"), "--quit-after-paint"]
    shown = environment | {"QT_QPA_PLATFORM": "offscreen"}
    said = _run(start, shown)
    assert "This computer has no fonts" in said.stderr


def _run(words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, check=False, env=environment, capture_output=True, text=True, timeout=120)
