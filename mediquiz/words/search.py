"""What is said of a search, in the window and in the terminal."""

from __future__ import annotations

from mediquiz.domain.search import Instead
from mediquiz.language import _
from mediquiz.words.numbers import listed


def instead(word: Instead) -> str:
    """Showing “hemorrhage” instead of “hemmorhage”"""
    taken = listed([_("“{words}”").format(words=one) for one in word.taken])
    return _("Showing {taken} instead of “{typed}”").format(typed=word.typed, taken=taken)
