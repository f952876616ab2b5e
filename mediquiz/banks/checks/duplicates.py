"""Items that ask the same thing twice.

Comparing every pair would take minutes at 10,000 items. An index of three-word runs (shingles) finds the pairs that
share enough of them (Broder 1997, "On the resemblance and containment of documents"); only those are compared closely.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mediquiz.banks.checks.report import Finding, PlacedItem
from mediquiz.banks.checks.words import words_of
from mediquiz.domain.items import Item

RUN = 3
COMMON_RUN = 60
"""A run in more items than this is a phrase of the trade ("should the medical assistant") and finds nothing."""
LIKE = 0.2
"""Jaccard share of common runs from which two items are compared closely."""
NEAR = 0.7
"""difflib ratio of the words from which two items are near twins; in the shipped bank no pair comes above 0.6."""

_MARKS = re.compile(r"[^\w.+/%-]+|\.(?!\d)")


def duplicates(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    """Items with the same stem and the same right answer; the later one is named."""
    first: dict[tuple[str, ...], PlacedItem] = {}
    for each in placed:
        earlier = first.setdefault(_same(each.item), each)
        if earlier is not each:
            told = f"is the same question as {earlier.item.id} ({earlier.file}, line {earlier.line})"
            yield each.says(f"{told}; drop one.")


def _same(item: Item) -> tuple[str, ...]:
    """Stem and right answers, figures included: 5 mL and 10 mL are different questions."""
    keys = sorted(_plain(option.text) for option in item.options if option.key)
    return (_plain(item.stem), *keys)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.casefold()).split())


def near_duplicates(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    """Pairs that differ in little; twins of one declared group are meant so, and exact doubles have their error."""
    texts = [words_of(each.item.stem) + sorted(_option_words(each.item)) for each in placed]
    for a, b in _alike([_runs(text) for text in texts]):
        one, two = placed[a], placed[b]
        if _known(one.item, two.item):
            continue
        ratio = difflib.SequenceMatcher(None, texts[a], texts[b], autojunk=False).ratio()
        if ratio >= NEAR:
            told = f"is {ratio:.0%} the same as {one.item.id} ({one.file}, line {one.line})"
            yield two.says(f"{told}; drop one, or give both a `group`.")


def _known(one: Item, two: Item) -> bool:
    return (
        bool(one.group and one.group == two.group)
        or bool(one.family and one.family == two.family)
        or _same(one) == _same(two)
    )


def _option_words(item: Item) -> list[str]:
    return [word for option in item.options for word in words_of(option.text)]


def _runs(words: list[str]) -> frozenset[str]:
    return frozenset(" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 0)))


def _alike(runs: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of positions whose runs overlap by `LIKE` or more."""
    index: dict[str, list[int]] = {}
    for at, found in enumerate(runs):
        for run in found:
            index.setdefault(run, []).append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if len(holders) <= COMMON_RUN:
            shared.update((a, b) for n, b in enumerate(holders) for a in holders[:n])
    for (a, b), common in sorted(shared.items()):
        if common >= LIKE * (len(runs[a]) + len(runs[b]) - common):
            yield a, b
