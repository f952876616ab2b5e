"""The open exchange form of an item and the hash of what a student reads, letter for letter; an item on the screen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediquiz.domain.answers import NO_ANSWER, UnreadableResponse, chosen, from_text
from mediquiz.domain.items import Item, Kind, Level, Option, Review, from_plain, to_plain
from mediquiz.domain.summaries import ExamRow, Goal, Mark, Settings, ShownItem

BARE = Item(
    id="clinical.ecg.0001",
    topic="clinical.ecg",
    stem="Which wave – P, Q or T?",
    options=(Option("T", "It is late."), Option("P", "It is first.", key=True), Option("Q", "It is sharp.")),
    sources=("A text", "Another"),
    level=Level.RECALL,
    difficulty=2,
)
READ = (
    '["single", "Which wave – P, Q or T?", '
    '[["T", "It is late.", false], ["P", "It is first.", true], ["Q", "It is sharp.", false]], "", {}]'
)
"""What a student reads of it as JSON: the text whose hash stands beside every answer in the log."""

FULL = replace(
    BARE,
    kind=Kind.NUMERIC,
    level=Level.ANALYSIS,
    remember="P comes first.",
    group="waves",
    family="intervals",
    tags=("heart", "ecg"),
    reviewed=Review("agreed", date(2026, 1, 2)),
    details={"unit": "mL", "tolerance": 0.5},
)
PLAIN_BARE = {
    "id": "clinical.ecg.0001",
    "topic": "clinical.ecg",
    "kind": "single",
    "stem": "Which wave – P, Q or T?",
    "options": [
        {"text": "T", "key": False, "reason": "It is late."},
        {"text": "P", "key": True, "reason": "It is first."},
        {"text": "Q", "key": False, "reason": "It is sharp."},
    ],
    "sources": ["A text", "Another"],
    "level": "recall",
    "difficulty": 2,
    "review": {"state": "draft"},
    "revision": hashlib.sha256(READ.encode()).hexdigest()[:16],
}
PLAIN_FULL = PLAIN_BARE | {
    "kind": "numeric",
    "level": "analysis",
    "review": {"state": "reviewed", "verdict": "agreed", "date": "2026-01-02"},
    "revision": FULL.revision,
    "remember": "P comes first.",
    "group": "waves",
    "family": "intervals",
    "tags": ["heart", "ecg"],
    "details": {"unit": "mL", "tolerance": 0.5},
}


def test_the_revision_is_the_hash_that_stands_in_logs() -> None:
    assert BARE.revision == "e6147fb10bbac97f" == PLAIN_BARE["revision"]


@pytest.mark.parametrize(
    "change",
    [{"kind": Kind.MULTIPLE}, {"remember": "P."}, {"details": {"unit": "mL"}}, {"stem": "Which wave - P, Q or T?"}],
)
def test_all_that_is_read_is_in_the_revision(change: dict[str, object]) -> None:
    assert replace(BARE, **change).revision != BARE.revision  # type: ignore[arg-type]


def test_the_order_of_details_is_not() -> None:
    turned = dict(reversed(FULL.details.items()))
    assert list(turned) != list(FULL.details)
    assert replace(FULL, details=turned).revision == FULL.revision


@pytest.mark.parametrize(("item", "plain"), [(BARE, PLAIN_BARE), (FULL, PLAIN_FULL)])
def test_the_plain_form_letter_for_letter(item: Item, plain: dict[str, object]) -> None:
    assert to_plain(item) == plain
    assert from_plain(plain) == item


def test_words_to_read_are_those_of_stem_and_options() -> None:
    two = (Option("one two", "none of these count"), Option("three", "nor these", key=True))
    assert replace(BARE, stem="Which  of\nthese?", options=two).words == 3 + 2 + 1
    assert replace(BARE, options=two).keys == (1,)
    assert BARE.keys == (1,)


SHOWN = ShownItem(BARE, (2, 0, 1), "Electrocardiography")
"""On the screen: Q, T, P."""


def test_an_item_on_the_screen() -> None:
    assert [option.text for option in SHOWN.options] == ["Q", "T", "P"]
    assert (SHOWN.right, SHOWN.right_text) == (chosen(1), "P")
    assert (SHOWN.words(chosen(1)), SHOWN.words(chosen(2)), SHOWN.words(NO_ANSWER)) == ("C", "A", "")
    assert (SHOWN.read("c"), SHOWN.read("1"), SHOWN.read("d")) == (chosen(1), chosen(2), None)
    assert SHOWN.mark == Mark(flagged=False, suspended=False, note="")


def test_share_of_a_finished_exam() -> None:
    row = ExamRow(
        attempt_id=1,
        certification="cma",
        label="CMA (AAMA)",
        finished=datetime(2026, 1, 2, tzinfo=UTC),
        right=9,
        scored=12,
        cut=0.7,
        passed=True,
        time_factor=1.0,
    )
    assert row.share == 0.75
    assert replace(row, right=0, scored=0).share == 0.0


def test_the_certification_in_use_is_that_of_the_first_goal() -> None:
    rma, cma = Goal("rma"), Goal("cma", date(2026, 5, 1))
    assert Settings(goals=(rma, cma), first_exam="ccma").certification == "rma"
    assert Settings(first_exam="ccma").certification == "ccma"


@pytest.mark.parametrize(("text", "named"), [("n:much mL", "much mL"), ("o:a", "a"), ("z:1", "z:1"), ("x", "x")])
def test_what_cannot_be_read_is_named(text: str, named: str) -> None:
    with pytest.raises(UnreadableResponse) as caught:
        from_text(text)
    assert caught.value.args == (named,)
