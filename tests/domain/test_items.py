from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from mediquiz.domain.items import Item, Level, Option, Review, from_plain, to_plain

ITEM = Item(
    id="clinical.ecg.0001",
    topic="clinical.ecg",
    stem="Which wave shows the atria contract?",
    options=(
        Option("T", "Ventricles recover."),
        Option("P", "The atria depolarize.", key=True),
        Option("QRS", "Ventricles."),
    ),
    sources=("A text",),
    level=Level.RECALL,
    difficulty=2,
    reviewed=Review("agreed", date(2026, 1, 2)),
)


def test_the_revision_changes_with_what_is_read_and_with_nothing_else() -> None:
    assert replace(ITEM, stem="Which wave?").revision != ITEM.revision
    assert replace(ITEM, options=(*ITEM.options[:2], Option("QRS", "Other reason."))).revision != ITEM.revision
    assert replace(ITEM, difficulty=5, reviewed=None, tags=("a",)).revision == ITEM.revision


def test_moving_the_key_changes_the_revision() -> None:
    moved = tuple(Option(o.text, o.why, o.text == "T") for o in ITEM.options)
    assert replace(ITEM, options=moved).revision != ITEM.revision


@pytest.mark.parametrize("item", [ITEM, replace(ITEM, reviewed=None, group="g", remember="P first", tags=("x",))])
def test_plain_values_and_back(item: Item) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(item)))) == item


def test_a_draft_is_not_served() -> None:
    assert ITEM.served
    assert not replace(ITEM, reviewed=None).served


def test_words_count_stem_and_options() -> None:
    assert ITEM.words == 6 + 3
