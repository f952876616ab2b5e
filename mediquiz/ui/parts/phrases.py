"""A number with its English noun, for the pages whose texts are not yet marked for a catalogue."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """1 question, 2 questions."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
