"""Every command with words that no one should type: an answer or a sentence, and never a traceback."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from .hostile import LINES, WORDS
from .machine import commands, ended, judged, rounds

COMMANDS = commands()


def drawn(words: tuple[str, ...], command: Any, chance: random.Random, folder: Path) -> list[str]:
    """The command with odd values for some of its parameters, in any order, and now and then a word too many."""
    parts = [
        _given(one, chance, folder)
        for one in command.params
        if one.param_type_name == "argument" or chance.random() < 0.5
    ]
    chance.shuffle(parts)
    extra = [chance.choice(WORDS)] if chance.random() < 0.15 else []
    return [*words, *(word for part in parts for word in part), *extra]


def _given(one: Any, chance: random.Random, folder: Path) -> list[str]:
    if one.param_type_name == "argument":
        return [chance.choice([*_files(folder), *_harmless()])]
    if getattr(one, "is_flag", False):
        return [one.opts[0]]
    value = chance.choice([*WORDS, *_files(folder)])
    return [f"{one.opts[0]}={value}"] if chance.random() < 0.5 else [one.opts[0], value]


def _harmless() -> list[str]:
    """A file that is written by a relative name lands in the folder of the test; the root of the disk is not tried."""
    return [word for word in WORDS if word not in ("/", "..", "../../x", "~") and "\x00" not in word]


def _files(folder: Path) -> list[str]:
    return [
        str(folder),
        str(folder / "data" / "study.sqlite"),
        str(folder / "new"),
        str(folder / "data" / "a%b.sqlite"),
    ]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_odd_words(words: tuple[str, ...], place: Path) -> None:
    for seed in rounds(6):
        chance = random.Random(f"{words} {seed}")
        arguments = drawn(words, COMMANDS[words], chance, place)
        typed = "\n".join(chance.choices(LINES, k=chance.randrange(6)))
        judged(ended(arguments, typed.encode("utf-8", "surrogateescape")), (seed, arguments), place)


def test_words_that_are_no_command(place: Path) -> None:
    for seed in rounds(12):
        chance = random.Random(seed)
        arguments = chance.choices([*WORDS, *(word for words in COMMANDS for word in words)], k=chance.randint(1, 4))
        judged(ended(arguments), arguments, place)


def test_every_command_is_found() -> None:
    assert {("study",), ("replay",), ("bank", "import"), ("exam", "draw"), ("restore",)} <= set(COMMANDS)
