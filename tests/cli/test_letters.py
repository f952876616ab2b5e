"""Letters that a terminal or pipe cannot carry."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mediquiz.commands import letters
from mediquiz.commands.common import print_json
from tests.terminal import terminal


@contextmanager
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """Standard output that carries ASCII only."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        letters.forgive({})
        yield raw
    stream.detach()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("98.6 °F", "98.6 degrees F"),
        ("98.6°F", "98.6 degrees F"),
        ("an angle of 45°", "an angle of 45 degrees"),
        ("15° to 30°.", "15 degrees to 30 degrees."),
        ("50 µg", "50 mcg"),
        ("50 \u03bcg", "50 mcg"),
        ("“Crohn’s” – 58 – 82%…", '"Crohn\'s" - 58 - 82%...'),
        ("½ and 1½", "1/2 and 1 1/2"),
        ("≥ 5 × 2 ± 1", ">= 5 x 2 +/- 1"),
        ("Ménière, SpO₂, m²", "Meniere, SpO2, m2"),
        ("α-blocker and β", "alpha-blocker and beta"),
        ("e\u0301", "e"),
        ("a\u00a0b", "a b"),
        ("漢", "?"),
    ],
)
def test_they_are_spelled(monkeypatch: pytest.MonkeyPatch, text: str, shown: str) -> None:
    with narrow(monkeypatch) as raw:
        print(text, end="")
    assert raw.getvalue().decode("ascii") == shown


def test_json_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with narrow(monkeypatch) as raw:
        print_json({"stem": "98.6 °F"})
    assert json.loads(raw.getvalue()) == {"stem": "98.6 °F"}


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        ({}, False),
        ({"LANG": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, False),
    ],
)
def test_who_asks_for_the_c_locale(environ: dict[str, str], plain: bool) -> None:
    assert letters.is_plain(environ) is plain


@pytest.mark.skipif(sys.platform == "win32", reason="There is no pseudo terminal on Windows.")
def test_a_terminal_in_the_c_locale_shows_degrees(tmp_path: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "MEDIQUIZ_DATABASE": str(tmp_path / "study.sqlite")}
    for name in ("PYTHONUTF8", "PYTHONIOENCODING"):
        environment.pop(name, None)
    with terminal(["-m", "mediquiz", "search", "°F"], environment) as screen:
        assert screen.end() == 0
    assert "degrees F*" in screen.shown
    assert screen.shown.isascii()
