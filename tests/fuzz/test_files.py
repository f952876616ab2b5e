"""Every file that a command reads, after accidents: a sentence and never a traceback."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mediquiz.banks import read_bank
from mediquiz.formats.bank_json import export_bank

from .hostile import changed_json_bytes, mutated
from .machine import ended, judged, rounds

LOG = b"learner,item,topic,correct,time,options,domain\n" + b"".join(
    b"anna,i%d,t%d,%d,%d.5,4,d\n" % (n % 9, n % 3, n % 2, n) for n in range(80)
)
DIFFICULTIES = b"item,difficulty\ni0,0.5\ni1,-1.25\n"


@pytest.fixture(scope="session")
def exported(bank: Path) -> bytes:
    """Three items of the bank in the exchange form."""
    whole = read_bank(bank)
    return export_bank(whole.items[:3], whole.topics, whole.blueprints).encode()


def test_logs_of_answers(place: Path) -> None:
    for seed in rounds(60):
        chance = random.Random(seed)
        (place / "log.csv").write_bytes(mutated(LOG, chance))
        judged(ended(["replay", "log.csv"]), seed, place)


def test_tables_of_difficulties(place: Path) -> None:
    (place / "log.csv").write_bytes(LOG)
    for seed in rounds(20):
        (place / "items.csv").write_bytes(mutated(DIFFICULTIES, random.Random(seed)))
        judged(ended(["replay", "log.csv", "--items", "items.csv", "--json"]), seed, place)


@pytest.mark.parametrize("accident", [mutated, changed_json_bytes])
def test_banks_to_import(place: Path, exported: bytes, accident: Callable[[bytes, random.Random], bytes]) -> None:
    for seed in rounds(12):
        (place / "more.json").write_bytes(accident(exported, random.Random(seed)))
        judged(ended(["bank", "import", "more.json"]), seed, place)


def test_banks_to_check(place: Path, bank: Path) -> None:
    shutil.copytree(bank, place / "bank")
    files = sorted((place / "bank").rglob("*.yaml"))
    for seed in rounds(8):
        chance = random.Random(seed)
        # An exam, the topics or the items of a topic.
        path = chance.choice([*files[:1], *(place / "bank" / "exams").glob("*.yaml"), place / "bank" / "topics.yaml"])
        sound = path.read_bytes()
        path.write_bytes(mutated(sound, chance))
        found = ended(["bank", "check", "bank"])
        path.write_bytes(sound)
        judged(found, (seed, path), place)


def test_histories(place: Path, history: Path) -> None:
    for seed in rounds(24):
        chance = random.Random(seed)
        (place / "other.sqlite").unlink(missing_ok=True)
        (place / "other.sqlite").write_bytes(mutated(history.read_bytes(), chance))
        words = chance.choice(
            [["progress"], ["doctor"], ["study"], ["backup", f"copy-{seed}"], ["readiness", "--json"]]
        )
        judged(ended(["--database", "other.sqlite", *words], b"a\nb\nend\n"), (seed, words), place)


def test_backups_to_restore(place: Path, history: Path) -> None:
    for seed in rounds(8):
        (place / "backup.sqlite").write_bytes(mutated(history.read_bytes(), random.Random(seed)))
        judged(ended(["restore", "backup.sqlite"]), seed, place)


BESIDE = (
    "study.sqlite.learner",
    "study.sqlite.lock",
    "study.sqlite-wal",
    "study.sqlite-shm",
    "backups",
    "crash-reports",
)


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_history(place: Path, name: str) -> None:
    for seed in rounds(3):
        path = place / "data" / name
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
        if seed:
            path.write_bytes(mutated(b"mediquiz\n" * 200, random.Random(seed)))
        else:
            path.mkdir()
        judged(ended(["readiness"]), (name, seed), place)
        judged(ended(["study"], b"a\nq\n"), (name, seed), place)
