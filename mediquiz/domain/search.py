"""Searching texts by words: which fit, in what order, and where the words stand. Window, terminal and JSON ask here.

All words must stand in a text, in any order and anywhere, also inside other words; words between quotation marks stand
there side by side and whole. A word that stands in no text is taken for the nearest one that does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from mediquiz.domain.folding import fold
from mediquiz.domain.near_words import allowance, nearest

_PIECE = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+')


class Term(NamedTuple):
    """One word or phrase that must stand there, folded; any of its forms will do."""

    forms: tuple[str, ...]


class Instead(NamedTuple):
    """A word that was typed and stands nowhere, and what was looked for in its place."""

    typed: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for, so that it can be told and marked."""

    needles: tuple[str, ...] = ()
    instead: tuple[Instead, ...] = ()


NOTHING_SOUGHT = Sought()


class SearchText(NamedTuple):
    """Something to find: its key, what it is about, and all of its words, both folded."""

    key: str
    head: str
    words: str


def parse(query: str) -> tuple[Term, ...]:
    """Words and quoted phrases of a query. A quotation mark that is still open reaches to the end."""
    terms = []
    for piece in _PIECE.finditer(query):
        words = fold(piece[0] if piece[1] is None else piece[1])
        if words.strip():
            needle = words.strip() if piece[1] is None else words if piece[2] else words.rstrip()
            terms.append(Term((needle,)))
    return tuple(dict.fromkeys(terms))


@dataclass
class SearchIndex:
    """Texts in the order in which equally good ones are listed. tests/benchmarks measures it."""

    texts: list[SearchText]
    _known: set[str] = field(default_factory=set)

    def find(
        self, query: str, allowed: Set[str] | None = None, notes: Mapping[str, str] | None = None
    ) -> tuple[list[str], Sought]:
        """Keys of the texts that fit, best first. `allowed` None is all of them; `notes` are words of a key's own."""
        noted = {key: fold(note) for key, note in (notes or {}).items()}
        texts = [_with_note(text, noted) for text in self.texts] if noted else self.texts
        found = texts if allowed is None else [text for text in texts if text.key in allowed]
        instead: list[Instead] = []
        terms: list[Term] = []
        for typed in parse(query):
            term, fitting = typed, _fitting(found, typed)
            if found and not fitting and (mended := self._mended(typed, " ".join(noted.values()))):
                instead.append(mended)
                term = Term(tuple(f" {word} " for word in mended.taken))
                fitting = _fitting(found, term)
            found = fitting
            terms.append(term)
        needles = tuple(form for term in terms for form in term.forms)
        return [text.key for text in _ranked(found, terms)], Sought(needles, tuple(instead))

    def _mended(self, term: Term, notes: str) -> Instead | None:
        """Near words for one that stands nowhere."""
        (word,) = term.forms
        if not word.isalpha() or not allowance(word):
            return None
        known = self._vocabulary().union(notes.split())
        if any(word in other for other in known):
            return None
        near = self._in_two(word, known) or nearest(word, known)
        return Instead(word, near) if near else None

    def _in_two(self, word: str, known: Set[str]) -> tuple[str, ...]:
        """xray and followup: words that are written apart, or with a hyphen."""
        halves = ((word[:n], word[n:]) for n in range(1, len(word)))
        pairs = [f"{first} {rest}" for first, rest in halves if first in known and rest in known]
        return tuple(pair for pair in pairs if any(f" {pair} " in text.words for text in self.texts))

    def _vocabulary(self) -> set[str]:
        """All words of all texts, made when a word is first asked for that none has."""
        if not self._known:
            words: set[str] = set()
            for text in self.texts:
                words.update(text.words.split())
            self._known = {word for word in words if word.isalpha()}
        return self._known


def _with_note(text: SearchText, noted: Mapping[str, str]) -> SearchText:
    note = noted.get(text.key)
    return text._replace(words=f"{text.words}\n{note}") if note else text


def _fitting(texts: list[SearchText], term: Term) -> list[SearchText]:
    if len(term.forms) > 1:
        return [text for text in texts if any(form in text.words for form in term.forms)]
    (form,) = term.forms
    return [text for text in texts if form in text.words]


def _ranked(texts: list[SearchText], terms: list[Term]) -> list[SearchText]:
    """The best fit first: where the words stand above all, then whether they stand side by side."""
    if not terms:
        return texts
    scores = _side_by_side(texts, " ".join(term.forms[0].strip() for term in terms)) if len(terms) > 1 else None
    for term in terms:
        for form in term.forms:
            places = _places(texts, form.strip())
            scores = [a + b for a, b in zip(scores, places, strict=True)] if scores else places
    assert scores is not None
    return [texts[n] for n in sorted(range(len(texts)), key=scores.__getitem__)]


def _places(texts: list[SearchText], word: str) -> list[int]:
    """0 to 15: in the head or elsewhere; as a whole word, as the start of one, inside one. In steps of three."""
    whole, start = f" {word} ", f" {word}"
    return [
        (0 if whole in head else 3 if start in head else 6)
        if word in head
        else (9 if whole in words else 12 if start in words else 15)
        for _key, head, words in texts
    ]


def _side_by_side(texts: list[SearchText], phrase: str) -> list[int]:
    return [0 if phrase in head else 1 if phrase in words else 2 for _key, head, words in texts]
