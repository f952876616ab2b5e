"""What comes in from outside and was never meant to: words, lines, files. All by chance, all again by the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

WORDS = (
    "",
    " ",
    "-",
    "--",
    "-1",
    "0",
    "1",
    "7",
    "1e300",
    "-1e309",
    "nan",
    "1" * 400,
    "9" * 5000,
    "٣",
    "²",
    "%",
    "%s%n{0}{x}",
    "{",
    "a" * 3000,
    "../../x",
    "~nobody-here/x",
    "~",
    ".",
    "..",
    "/",
    "no/such/folder/x",
    "name\nwith\ttabs",
    "\x1b[31m",
    "\udcff",
    "e\u0301\u202e\U0001f9ea",
    "cma",
    "json",
    "missed",
    "anatomy",
    "960x640",
    "true",
    "--help",
    "--json",
)
LINES = (
    *("", "a", "b", "sB", "g c", "?", "f", "x", "back", "show", "end", "q", "n", "r", "-", "A" * 5000, "٣", "0", "²"),
    *("-1", "1e9", "\x00", "\x1b[A", "\udcff", "ß", "é", "{0}", "%s", "yes", "1,2", "sure", "a b c d", "9" * 5000),
)
NUMBERS = ("1e300", "-1e300", "1700000000", "1700000000000", "nan", "inf", "-0", "1" * 5000, "1e-400", "٣", "0x10", "")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes of a sound file after one to four accidents."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(ACCIDENTS)(data, chance)
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _turned(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _hole(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted((_place(data, chance), _place(data, chance)))
    return data[:first] + bytes(min(last - first, 600)) + data[last:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted((_place(data, chance), _place(data, chance)))
    return data[:last] + data[first : min(last, first + 20_000)] + data[last:]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    odd = chance.choice([*WORDS, *NUMBERS, "\x00", "[" * 3000, '"', "\ufeff", "&a *a", "!!python/object:os.x", "\r"])
    return data[:at] + odd.encode("utf-8", "surrogatepass") + data[at:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """One number in a text becomes a strange one."""
    places = [n for n, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice(NUMBERS).encode() + data[at + 1 :]


def _word(data: bytes, chance: random.Random) -> bytes:
    """One line becomes another one of the file."""
    lines = data.split(b"\n")
    lines[chance.randrange(len(lines))] = chance.choice(lines)
    return b"\n".join(lines)


def _foreign(data: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        [b"", b"\x00" * 5000, b"\xff\xfe" + data[:400], "é".encode("latin-1") * 9, b"{}", b"[]", b"---"]
    )


ACCIDENTS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    *(_cut, _turned, _turned, _hole, _doubled, _put_in, _put_in, _number, _number, _word, _foreign),
)


def changed_json(plain: object, chance: random.Random) -> object:
    """The same with one value of another kind somewhere in it: sound JSON, wrong all the same."""
    odd = [None, True, -1, 1.5, 10**400, "", "x" * 300, [], {}, [[]], {"a": 1}, "\x00", "cma.0001"]
    if isinstance(plain, dict) and plain and chance.random() < 0.9:
        name = chance.choice(list(plain))
        if chance.random() < 0.15:
            return {other: value for other, value in plain.items() if other != name}
        return plain | {name: changed_json(plain[name], chance)}
    if isinstance(plain, list) and plain and chance.random() < 0.9:
        at = chance.randrange(len(plain))
        return [*plain[:at], changed_json(plain[at], chance), *plain[at + 1 :]]
    return chance.choice(odd)


def changed_json_bytes(data: bytes, chance: random.Random) -> bytes:
    """`changed_json` over the text of a file."""
    return json.dumps(changed_json(json.loads(data), chance)).encode()
