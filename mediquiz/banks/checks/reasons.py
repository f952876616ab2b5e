"""What the reasons must not do, and how much of a file should ask for more than recall."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mediquiz.banks.checks.report import Finding, PlacedItem
from mediquiz.domain.items import Item, Level

RECALL_SHARE = 0.4
"""At most this share of a file asks for recall alone."""
SHORT_REASON = 20
"""Characters; below that a reason says nothing that the option does not."""

_LETTER = re.compile(
    r"\b(?i:options?|answers?|choices?|distractors?) (?:[A-E]\b|\(?[a-eA-E]\)|(?:number )?[1-5]\b)"
    r"|\b(?i:first|second|third|fourth|fifth|last|previous|next) (?:option|distractor)\b"
    r"|\b(?i:option|choice|answer) (?:above|below)\b"
)


def letters(placed: PlacedItem) -> Iterator[Finding]:
    """Options are shuffled on the screen, so a letter or a position in a text is wrong for most students."""
    item = placed.item
    texts = [(f"the reason of option {n}", option.why) for n, option in enumerate(item.options, 1)]
    texts += [(f"option {n}", option.text) for n, option in enumerate(item.options, 1)]
    for where, text in [*texts, ("`remember`", item.remember), ("the stem", item.stem)]:
        if found := _LETTER.search(text):
            yield placed.says(f"speaks of “{found[0]}” in {where}; options are shuffled, so name the thing itself.")


def empty_reasons(placed: PlacedItem) -> Iterator[Finding]:
    """Reasons that are too short, or the same under two options."""
    seen: dict[str, int] = {}
    for number, option in enumerate(placed.item.options, 1):
        if len(option.why) < SHORT_REASON:
            yield placed.says(f"has a reason of {len(option.why)} letters under option {number}; say why.")
        first = seen.setdefault(option.why.casefold(), number)
        if first != number:
            yield placed.says(f"has the same reason under options {first} and {number}; each option has its own.")


def recall(name: str, items: Sequence[Item]) -> Iterator[Finding]:
    """A file that asks mostly for recall."""
    share = sum(item.level is Level.RECALL for item in items) / max(len(items), 1)
    if share > RECALL_SHARE:
        yield Finding(name, 0, f"{share:.0%} of the items ask for recall; aim at 40 % or less.")


def lonely_groups(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    """A group of one is a slip of the pen, or its twin was dropped."""
    sizes = Counter(each.item.group for each in placed if each.item.group)
    for each in placed:
        if sizes[each.item.group] == 1:
            yield each.says(f"is alone in the group `{each.item.group}`; correct the name or take it out.")
