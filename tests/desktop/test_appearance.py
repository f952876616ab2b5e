from __future__ import annotations

from pathlib import Path

import pytest

from mediquiz.desktop import appearance
from mediquiz.desktop.appearance import Appearance

PLACE = {"x": 5, "y": -7, "width": 1280, "height": 800, "maximized": 0}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    look = Appearance("dark", 150, PLACE, "CMA (AAMA)", "Exam in 34 days")
    appearance.write(tmp_path / "window.json", look)
    assert appearance.read(tmp_path / "window.json") == look
    assert [path.name for path in tmp_path.iterdir()] == ["window.json"]


def test_a_place_on_no_desktop_is_forgotten_and_the_rest_kept(tmp_path: Path) -> None:
    appearance.write(tmp_path / "window.json", Appearance("dark", 150, {**PLACE, "x": 10**12}))
    assert appearance.read(tmp_path / "window.json") == Appearance("dark", 150)


def test_a_disk_that_refuses_everything_costs_only_the_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *arguments: object, **named: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("write_text", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    appearance.write(tmp_path / "window.json", Appearance("dark"))
    assert appearance.read(tmp_path / "window.json") == Appearance()
