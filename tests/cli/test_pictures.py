from __future__ import annotations

import os
from pathlib import Path

import pytest

from mediquiz.commands.common import Refused
from mediquiz.commands.pictures import window_size

from .conftest import Command


def test_the_wish_reaches_the_window(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr("mediquiz.gallery.take_screenshots", lambda *wish: asked.append(wish), raising=False)
    target = tmp_path / "new" / "pictures"
    said = command("screenshots", target, "--theme", "dark", "--size", "960x640", "--text", "150")
    assert said.code == 0, said.err
    assert asked == [(target, "dark", (960, 640), 150)]
    assert target.is_dir()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("text", ["big", "1280", "1280x", "1x1", "639x480", "640x479", "99999x99999", "-960x640"])
def test_a_size_that_is_none(command: Command, tmp_path: Path, text: str) -> None:
    said = command("screenshots", tmp_path, f"--size={text}")
    assert (said.code, len(said.sentences)) == (1, 1)
    with pytest.raises(Refused):
        window_size(text)


def test_sizes() -> None:
    assert window_size("1280x800") == (1280, 800)
    assert window_size("3840X2160") == (3840, 2160)
