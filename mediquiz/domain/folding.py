"""How a text is read by a search: without case, accents, and what a keyboard writes in one of several ways.

A folded text is its words between single spaces, with a space at either end: `" x "` stands in it where x is a whole
word, `" x"` where a word begins with x, `"x"` anywhere. `Crohn’s X-ray, 98.6 °F` becomes `" crohns x ray 98.6 °f "`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Span = tuple[int, int]
"""From and up to which character of a text."""

_APOSTROPHES = "'’‘ʼ′`´"
_SAME = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ς": "σ", "⁄": "/"}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "“”„«»"
# A point or comma stays where it stands in a number.
_GAP = re.compile(r"""(?:[\s"()\[\]{}!?;:_*|\\/-]|[.,](?!\d)|(?<!\d)[.,])+""")
_POINT = re.compile(r"[.,](?:(?!\d)|(?<!\d.))")
_MARKS = "\"()[]{}!?;:_*|\\/-'`.,"
_PLAIN = str.maketrans(dict.fromkeys('"()[]{}!?;:_*|\\/-', " ") | {"'": "", "`": ""})


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """What stands for one character; nothing for accents, apostrophes and marks that cannot be seen."""
    if letter in _APOSTROPHES:
        return ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter in _DASHES or letter in _QUOTES:
        return "-"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    kept = (one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf") and one not in _APOSTROPHES)
    return "".join(_SAME.get(one, one) for one in kept)


def fold(text: str) -> str:
    """The words of a text as a search compares them."""
    plain = text.lower() if text.isascii() else "".join(map(_letter, text))
    if any(letter in plain for letter in _MARKS):
        # The points and commas of sentences first: what is left of them is seldom, and looked at one by one.
        plain = plain.translate(_PLAIN).replace(", ", " ").replace(". ", " ")
        plain = _POINT.sub(" ", plain) if "." in plain or "," in plain else plain
    words = " ".join(plain.split())
    return f" {words} " if words else " "


def spans(text: str, needles: tuple[str, ...]) -> tuple[Span, ...]:
    """Where folded needles stand in a text, in order and without overlaps."""
    folded, places = _placed(text)
    found: list[Span] = []
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            inner = [places[n] for n in range(at, at + len(needle)) if folded[n] != " "]
            found.append((inner[0], inner[-1] + 1))
            at = folded.find(needle, at + max(1, len(needle) - 1))
    return _merged(found)


def _placed(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    pieces = [(piece, place) for place, letter in enumerate(text) for piece in _letter(letter)]
    plain = "".join(piece for piece, _place in pieces)
    folded, places, at = " ", [0], 0
    for gap in [*_GAP.finditer(plain), None]:
        end = gap.start() if gap else len(plain)
        if end > at:
            folded += plain[at:end] + " "
            places += [place for _piece, place in pieces[at:end]] + [pieces[end - 1][1]]
        at = gap.end() if gap else end
    return folded, places


def _merged(found: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
