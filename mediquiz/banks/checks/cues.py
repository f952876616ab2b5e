"""Cues that give the key away without knowledge: its place, its length, absolute words, a word shared with the stem.

Rules after Haladyna, Downing and Rodriguez (2002), "A review of multiple-choice item-writing guidelines", and the NBME
item-writing guide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mediquiz.banks.checks.other_options import speaks_of_options
from mediquiz.banks.checks.report import Finding, PlacedItem
from mediquiz.banks.checks.words import content_words, stem_of, words_of
from mediquiz.domain.items import Item

LOWEST_SHARE, HIGHEST_SHARE = 0.15, 0.35
"""Share of keys in one position."""
LONGEST_SHARE = 0.35
"""Share of items whose key is the longest option."""
FEW = 12
"""With fewer items a share says nothing."""

_ABSOLUTE = frozenset({"always", "never", "only", "all", "none", "every", "completely", "entirely"})
_EMPTY_QUESTION = re.compile(
    r"which( one)? of (the following|these)( statements)? (is|are) (true|correct|false|right)", re.I
)
_SMALL_NEGATION = re.compile(r"\bexcept\b|\b(is|are|does|do|would|should|can) not\?|\b[Ww]hich [^.?]* (is|are) not\b")


def key_positions(items: Iterable[Item]) -> dict[str, list[float]]:
    """Number of options -> share of keys in each position."""
    counts: dict[int, Counter[int]] = {}
    for item in items:
        if len(item.keys) == 1:
            counts.setdefault(len(item.options), Counter())[item.keys[0]] += 1
    return {
        str(size): [round(found[place] / found.total(), 4) for place in range(size)]
        for size, found in sorted(counts.items())
    }


def longest_is_key(items: Iterable[Item]) -> float:
    """Share of items whose key is the longest option, by characters; of tied options each counts its part."""
    shares = [_longest(item) for item in items if item.keys]
    return round(sum(shares) / len(shares), 4) if shares else 0.0


def _longest(item: Item) -> float:
    most = max(len(option.text) for option in item.options)
    tied = [option for option in item.options if len(option.text) == most]
    return sum(option.key for option in tied) / len(tied)


def shares(name: str, items: Sequence[Item]) -> Iterator[Finding]:
    """Key positions and longest keys of a file or of the whole bank, called `name`."""
    for size, positions in key_positions(items).items():
        same = [item for item in items if str(len(item.options)) == size]
        for place, share in enumerate(positions, 1):
            if len(same) >= FEW and not LOWEST_SHARE <= share <= HIGHEST_SHARE:
                yield Finding(
                    name,
                    0,
                    f"the key is option {place} of {size} in {share:.0%} of {len(same)} items; aim at 15 to 35 %.",
                )
    longest = longest_is_key(items)
    if len(items) >= FEW and longest > LONGEST_SHARE:
        yield Finding(name, 0, f"the key is the longest option in {longest:.0%} of the items; at most 35 % may be.")


def banned_options(placed: PlacedItem) -> Iterator[Finding]:
    """Options that speak about options; they fall apart when options are shuffled."""
    for number, option in enumerate(placed.item.options, 1):
        if speaks_of_options(option.text, len(placed.item.options)):
            yield placed.says(f"has “{option.text}” as option {number}, which speaks of other options; replace it.")


def weak_stem(placed: PlacedItem) -> Iterator[Finding]:
    """A stem without a question, and a negation that is easily missed."""
    stem = placed.item.stem
    if _EMPTY_QUESTION.search(stem):
        yield placed.says("asks which statement is true; ask a question that can be answered with the options covered.")
    if _SMALL_NEGATION.search(stem.rpartition(". ")[2]):
        yield placed.says("asks for what is not so in small letters; write NOT or EXCEPT, or turn the question round.")


def absolute_words(placed: PlacedItem) -> Iterator[Finding]:
    """Absolute words in wrong options alone mark them as wrong."""
    wrong, right = _split(placed.item)
    found = sorted({word for text in wrong for word in words_of(text)} & _ABSOLUTE)
    if found and not any(word in _ABSOLUTE for text in right for word in words_of(text)):
        yield placed.says(f"has “{'”, “'.join(found)}” in wrong options alone; soften them.")


def clang_words(placed: PlacedItem) -> Iterator[Finding]:
    """A word of the stem that comes back in the key alone points at it."""
    wrong, right = _split(placed.item)
    elsewhere = {stem_of(word) for text in wrong for word in content_words(text)}
    asked = {stem_of(word) for word in content_words(placed.item.stem)}
    shared = {word for text in right for word in content_words(text) if stem_of(word) in asked - elsewhere}
    if shared:
        yield placed.says(f"shares “{'”, “'.join(sorted(shared))}” between stem and key alone; rename or repeat it.")


def _split(item: Item) -> tuple[list[str], list[str]]:
    """Texts of the wrong and of the right options."""
    wrong = [option.text for option in item.options if not option.key]
    return wrong, [option.text for option in item.options if option.key]
