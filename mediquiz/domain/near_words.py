"""Words that somebody may have meant who wrote another one."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4
"""Shorter words are left as they are typed: too many others are near."""


def allowance(word: str) -> int:
    """How many letters may be missing, too many, wrong or exchanged: hemmorhage has two, and ten letters."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 7 else 2 if len(word) < 12 else 3


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known words that differ the least, in alphabetical order; none when all differ by too much."""
    best, letters = allowance(word), set(word)
    found: list[str] = []
    for other in known:
        # Cheap first: most words fail here.
        if abs(len(other) - len(word)) > best or len(letters.symmetric_difference(other)) > 2 * best:
            continue
        distance = _distance(word, other, best)
        if distance < best:
            best, found = distance, []
        if distance == best and distance:
            found.append(other)
    return tuple(sorted(found))


def _distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment distance of two words, or `most` + 1 once it is more."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for n, letter in enumerate(a, 1):
        earlier, before, row = before, row, [n]
        for m, other in enumerate(b, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other))
            if n > 1 and m > 1 and letter == b[m - 2] and other == a[n - 2]:
                cost = min(cost, earlier[m - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
