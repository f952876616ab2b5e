"""Letters that a terminal or pipe cannot carry are spelled in those that it can: `98.6 °F` as `98.6 degrees F`."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Mapping

HANDLER = "mediquiz-spelled"
_SIGNS = {
    "’": "'", "‘": "'", "′": "'", "“": '"', "”": '"', "″": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "…": "...",
    "×": "x", "÷": "/", "≥": ">=", "≤": "<=", "≠": "not =", "≈": "about ", "±": "+/-", "µ": "mc", "μ": "mc", "⁄": "/",
    "→": "->", "←": "<-", "•": "*", "·": "*", "✓": "right", "✗": "wrong", "™": "(TM)", "®": "(R)", "©": "(C)",
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "€": "EUR ", "£": "GBP ", "§": "section ",
}  # fmt: skip


def forgive(environ: Mapping[str, str] = os.environ) -> None:
    """Let no letter end a session: what goes out is spelled, what comes in and is no text is replaced."""
    codecs.register_error(HANDLER, _spell)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Python writes UTF-8 in the C locale, but who sets that locale has a terminal that shows ASCII only.
            narrow = stream.isatty() and is_plain(environ)
            stream.reconfigure(encoding="ascii" if narrow else None, errors=HANDLER)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def is_plain(environ: Mapping[str, str]) -> bool:
    """Whether the environment asks for the C locale, and Python was not told what to write."""
    chosen = next(filter(None, map(environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    told = environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8")
    return chosen.upper() in ("C", "POSIX") and not told


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    parts = [_spelled(error.object, place) for place in range(error.start, error.end)]
    return "".join(parts), error.end


def _spelled(text: str, place: int) -> str:
    letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if letter == "°":
        return ("" if before.isspace() else " ") + "degrees" + (" " if after.isalnum() else "")
    if letter in _SIGNS:
        return _SIGNS[letter]
    name = unicodedata.name(letter, "")
    if name.split()[:2] == ["GREEK", "SMALL"]:
        return name.split()[3].lower()
    plain = "".join(_SIGNS.get(one, one) for one in unicodedata.normalize("NFKD", letter))
    ascii_only = plain.encode("ascii", "ignore").decode()
    if "FRACTION" in name and before.isdecimal():
        return " " + ascii_only
    return ascii_only or ("" if unicodedata.combining(letter) else "?")
