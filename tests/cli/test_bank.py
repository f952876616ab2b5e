from __future__ import annotations

import json
import os
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
    assert f"{len(items):,} items written" in said.out
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


def test_what_was_exported_is_imported_and_listed_by_the_doctor(
    command: Command, bank: Path, database: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.json"
    assert command("bank", "export", target, "--format", "json").code == 0
    plain = json.loads(target.read_text(encoding="utf-8"))
    plain["items"] = [{**plain["items"][0], "id": plain["items"][0]["topic"] + ".9001"}]
    target.write_text(json.dumps(plain), encoding="utf-8")
    said = command("bank", "import", target, "--own")
    assert (said.code, said.out) == (0, "1 question taken in as own/mine.json.\n")
    assert "1 own, in own/mine.json" in command("doctor").out
    assert "1 own, in own/mine.json" in command("doctor").out


def test_one_draft_is_said_in_the_singular(command: Command, bank: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    command("bank", "export", target)
    plain = json.loads(target.read_text(encoding="utf-8"))
    held = plain["items"][0]
    first = {**held, "id": held["topic"] + ".9001", "review": {"state": "draft"}}
    for items in ([first], [{**first, "id": first["topic"] + ".9002"}]):
        target.write_text(json.dumps({**plain, "items": items}), encoding="utf-8")
        said = command("bank", "import", target, "--own").out.splitlines()
    assert said == [
        "1 question taken in as own/mine.json.",
        "1 of them is a draft: nobody has answered it blind, so it is not asked.",
        "1 question that the file held before is asked no more; its history stays.",
    ]


def test_import_of_shipped_questions_is_refused_in_one_sentence(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    command("bank", "export", target)
    said = command("bank", "import", target)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert "all.json: Item 1 has the id" in said.err and "give it a new number." in said.err


@pytest.mark.parametrize("words", [("import", "x.txt", "--format", "gift"), ("export", "-", "--format", "gift")])
def test_a_format_that_is_not_known(command: Command, words: tuple[str, ...]) -> None:
    said = command("bank", *words)
    assert (said.code, said.err) == (1, "The format `gift` is not known; use `json`.\n")


def test_the_formats_are_listed(command: Command) -> None:
    assert "json: MediQuiz's open exchange form (.json), import and export; kinds: single" in (
        command("bank", "formats").out
    )
    assert json.loads(command("bank", "formats", "--json").out)["json"]["ways"] == ["import", "export"]


def test_what_goes_into_a_pipe_is_the_questions_and_no_sentence(command: Command, bank: Path) -> None:
    with (bank.parent / "out").open("w+b") as out:
        said = command("bank", "export", f"/proc/self/fd/{out.fileno()}")
        text = out.read()
    assert said.code == 0, said.err
    assert "items written to" in said.err and said.out == ""
    assert json.loads(text)["items"]


def test_a_device_stays_what_it_is_and_a_pipe_without_a_reader_is_one_sentence(
    command: Command, bank: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert command("bank", "export", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    said = command("bank", "export", tmp_path / "pipe")
    assert (said.code, said.err) == (
        1,
        f"{tmp_path / 'pipe'} cannot be written (it is a pipe that nobody reads from).\n",
    )
