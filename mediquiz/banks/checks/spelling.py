"""Spelling without a dictionary: the bank is its own. No list of words ships, and medical words need no exceptions.

Three nets: mistakes that everybody makes, British forms (the exams are American), and a word that stands once in the
whole bank and differs by a slip of the pen from a word that is common in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mediquiz.banks.checks.report import Finding, PlacedItem
from mediquiz.banks.checks.word_lists import BRITISH, MISSPELLED
from mediquiz.banks.checks.words import stem_of, words_of
from mediquiz.domain.items import Item

COMMON = 5
"""A word that stands this often is taken to be spelled right."""
SHORTEST = 7
"""Letters; shorter words have too many right neighbors."""

_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"\b([A-Za-z]+) \1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"that", "had", "is", "q"})


def texts_of(item: Item) -> list[str]:
    """Everything of an item that a student reads."""
    texts = [item.stem, item.remember]
    return texts + [text for option in item.options for text in (option.text, option.why)]


def spelling(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    """Known mistakes, British forms, doubled words, and words that look like a slip of the pen."""
    words = [[word for text in texts_of(each.item) for word in words_of(text)] for each in placed]
    counts = Counter(word for found in words for word in found)
    slips = _slips(counts)
    for each, found in zip(placed, words, strict=True):
        for word in dict.fromkeys(found):
            meant = MISSPELLED.get(word) or BRITISH.get(word) or slips.get(word)
            if meant:
                yield each.says(f"has “{word}”; is “{meant}” meant?")
        yield from _doubled(each)


def _doubled(placed: PlacedItem) -> Iterator[Finding]:
    for text in texts_of(placed.item):
        if (found := _DOUBLED.search(text)) and found[1].lower() not in _MAY_DOUBLE and len(found[1]) > 1:
            yield placed.says(f"has “{found[0]}”; take one out.")


def _slips(counts: Counter[str]) -> dict[str, str]:
    """Rare word -> the common word that is one edit away, but for another form of the same word."""
    common = [word for word, count in counts.items() if count >= COMMON and len(word) >= SHORTEST]
    by_shape: dict[str, list[str]] = {}
    for word in common:
        for shape in _shapes(word):
            by_shape.setdefault(shape, []).append(word)
    found: dict[str, str] = {}
    for word in (word for word, count in counts.items() if count == 1 and len(word) >= SHORTEST):
        near = {other for shape in _shapes(word) for other in by_shape.get(shape, ())}
        likely = sorted(other for other in near if _is_slip(word, other))
        if likely:
            found[word] = max(likely, key=lambda other: counts[other])
    return found


def _shapes(word: str) -> set[str]:
    """The word and the word without one of its letters; two words one edit apart share a shape."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_slip(word: str, other: str) -> bool:
    """True for a letter lost, doubled, swapped with its neighbor, or a wrong vowel, inside the word.

    Other consonants, endings and beginnings mostly make other words (injections and infections, hyper- and hypo-).
    """
    if stem_of(word) == stem_of(other) or word[:2] != other[:2] or word[-2:] != other[-2:]:
        return False
    if len(word) != len(other):
        return _lost_letter(*sorted((word, other), key=len))
    apart = [at for at in range(len(word)) if word[at] != other[at]]
    if len(apart) == 1:
        return word[apart[0]] in _VOWELS and other[apart[0]] in _VOWELS
    first, *rest = apart
    return rest == [first + 1] and word[first : first + 2] == other[first : first + 2][::-1]


def _lost_letter(short: str, long: str) -> bool:
    """True when `short` lacks a vowel of `long`, or one letter of a pair that stands doubled in it."""
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return long[at] in _VOWELS or long[at] == long[at - 1]
