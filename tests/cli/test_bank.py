from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediquiz.formats.bank_json import import_bank

from .conftest import Command


def test_check_as_json(command: Command) -> None:
    said = command("bank", "check", "--json")
    plain = json.loads(said.out)
    assert set(plain) >= {
        "items",
        "kinds",
        "errors",
        "warnings",
        "key_position",
        "longest_is_key",
        "cognitive",
        "exams",
    }
    assert plain["exams"]["cma"]["forms"] >= 1
    assert said.code == (1 if plain["errors"] else 0)


def test_check_of_a_folder_with_a_mistake(command: Command, tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text("subjects: [\n")
    said = command("bank", "check", tmp_path)
    assert said.code == 1
    assert "Error in" in said.out
    assert said.err == ""


def test_check_of_no_folder(command: Command, tmp_path: Path) -> None:
    said = command("bank", "check", tmp_path / "nowhere")
    assert (said.code, len(said.sentences)) == (1, 1)


def test_export_can_be_read_again(command: Command, bank: Path, tmp_path: Path) -> None:
    target = tmp_path / "bank.json"
    said = command("bank", "export", target)
    assert said.code == 0
    items = import_bank(target.read_text(encoding="utf-8"))
    assert f"{len(items)} items written" in said.out
    assert len(import_bank(command("bank", "export", "-").out)) == len(items)


def test_export_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    said = command("bank", "export", tmp_path / "nowhere" / "bank.json")
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "cannot be written" in said.err


def test_export_that_fails_leaves_the_old_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bank.json"
    target.write_text("old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert command("bank", "export", target).code == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["bank.json"]
    assert target.read_text() == "old"
