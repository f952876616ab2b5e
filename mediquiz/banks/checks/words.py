"""Cutting text into words, for the checks."""

from __future__ import annotations

import re

from mediquiz.banks.checks.word_lists import COMMON

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "ies", "ied", "edly", "ed", "es", "ly", "s", "e", "y")


def words_of(text: str) -> list[str]:
    """Words in small letters; figures and signs fall away."""
    return _WORD.findall(text.lower().replace("’", "'"))


def content_words(text: str) -> list[str]:
    """Words of five letters or more that carry the sense."""
    return [word for word in words_of(text) if len(word) >= 5 and word not in COMMON]


def stem_of(word: str) -> str:
    """The word without its ending, roughly; the same for most forms of one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
