"""The open exchange form: what goes out comes back the same, and nothing else comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediquiz.domain.blueprint import Area, Blueprint, Domain, Fact, PassingScore, RetakeRule, Segment
from mediquiz.domain.items import Item, Level, Option, Review
from mediquiz.domain.topics import Topic, TopicTree
from mediquiz.formats.bank_json import BankFormatError, export_bank, import_bank

TREE = TopicTree((Topic("clinical.ecg", "Electrocardiography", "clinical", "Clinical procedures"),))
EXAM = Blueprint(
    id="demo",
    order=1,
    name="Demonstration",
    short="DEMO",
    board="NOBODY",
    body="Nobody at all",
    blurb="Six questions.",
    edition="2024",
    edition_title="Outline",
    scored=4,
    unscored=2,
    segments=(Segment("1", "One", 6, 600),),
    break_seconds=0,
    options=4,
    domains=(Domain("demo.heart", "Heart", 4),),
    areas=(Area("demo.heart.ecg", "ECG", "demo.heart", 4.0, True, {"clinical.ecg": 1.0}),),
    passing=PassingScore(200, 800, 405, 0.7, 0.03, "assumed"),
    retake=RetakeRule(None, (30,), "30 days"),
    facts=(Fact("Fee", "100", "page", "2024", "high"),),
)
ITEM = Item(
    id="clinical.ecg.0001",
    topic="clinical.ecg",
    stem="Which wave comes first?",
    options=tuple(Option(f"{wave} wave", f"Because of {wave}.", wave == "P") for wave in "PQRS"),
    sources=("AHA 2007",),
    level=Level.RECALL,
    difficulty=2,
)

filled = st.text(min_size=1).filter(str.strip)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    """Any items that a bank can hold, each id once."""
    found: list[Item] = []
    for number in range(draw(st.integers(0, 4))):
        size = draw(st.integers(4, 5))
        key = draw(st.integers(0, size - 1))
        found.append(
            Item(
                id=f"clinical.ecg.{number:04}",
                topic="clinical.ecg",
                stem=draw(filled),
                options=tuple(Option(draw(filled), draw(filled), n == key) for n in range(size)),
                sources=tuple(draw(st.lists(filled, min_size=1, max_size=3))),
                level=draw(st.sampled_from(Level)),
                difficulty=draw(st.integers(1, 5)),
                remember=draw(st.text()),
                group=draw(st.text(max_size=80)),
                family=draw(st.text(max_size=80)),
                tags=tuple(draw(st.lists(filled, max_size=2))),
                reviewed=draw(st.none() | st.builds(Review, st.just("agreed"), st.dates())),
                details=draw(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.booleans()))),
            )
        )
    return found


@settings(suppress_health_check=[HealthCheck.too_slow])  # it looks at the clock, and another program may be busy
@given(items())
def test_what_goes_out_comes_back(bank: list[Item]) -> None:
    assert import_bank(export_bank(bank, TREE, [EXAM])) == bank


def test_the_file_says_what_it_is_and_holds_all_of_an_item() -> None:
    reviewed = Item(**{name: getattr(ITEM, name) for name in ITEM.__slots__} | {"reviewed": Review("agreed", date.max)})
    bank = json.loads(export_bank([reviewed], TREE, [EXAM]))
    assert (bank["format"], bank["version"], bank["license"]) == ("mediquiz-bank", 1, "MIT")
    assert bank["topics"][0] == {
        "id": "clinical.ecg",
        "title": "Electrocardiography",
        "subject": "clinical",
        "subject_title": "Clinical procedures",
    }
    (item,) = bank["items"]
    assert set(item) >= {"id", "topic", "kind", "stem", "options", "sources", "level", "difficulty", "review"}
    assert item["options"][0] == {"text": "P wave", "key": True, "reason": "Because of P."}
    assert item["review"] == {"state": "reviewed", "verdict": "agreed", "date": "9999-12-31"}
    (exam,) = bank["exams"]
    assert exam["areas"][0]["topics"] == {"clinical.ecg": 1.0}
    assert (exam["segments"][0]["seconds"], exam["facts"][0]["confidence"]) == (600, "high")


def edited(change: Callable[[dict[str, Any]], object]) -> str:
    bank = json.loads(export_bank([ITEM], TREE, []))
    change(bank)
    return json.dumps(bank)


def on_item(change: Callable[[dict[str, Any]], object]) -> str:
    return edited(lambda bank: change(bank["items"][0]))


ITEM_1 = r"^Item 1 \(clinical\.ecg\.0001\)"
REFUSED = [
    ("{", r"^Line 1: this is not readable JSON"),
    ("[]", r"must hold one JSON object"),
    ("[" * 100_000, r"not a bank|not readable"),
    (edited(lambda bank: bank.pop("format")), r"`format` must be `mediquiz-bank`"),
    (edited(lambda bank: bank.update(version=2)), r"has version 2; this program reads version 1"),
    (edited(lambda bank: bank.pop("items")), r"has no list `items`"),
    (edited(lambda bank: bank["items"].append(3)), r"^Item 2 must be an object"),
    (edited(lambda bank: bank["items"].append(bank["items"][0])), r"holds clinical\.ecg\.0001 twice"),
    (on_item(lambda item: item.pop("stem")), r"^Item 1 has no `stem`"),
    (on_item(lambda item: item.update(color="red")), r"^Item 1 has an unknown field `color`"),
    (on_item(lambda item: item.update(stem=3)), r"^Item 1: `stem` must be a text"),
    (on_item(lambda item: item.update(family=item["id"])), ITEM_1 + r": `family` must be no item's id and have at"),
    (on_item(lambda item: item.update(group="g" * 81)), ITEM_1 + r": `group` must be no item's id and have at most 80"),
    (on_item(lambda item: item.update(stem=" ")), ITEM_1 + r": `stem` must not be empty"),
    (on_item(lambda item: item.update(difficulty=True)), r"`difficulty` must be a whole number"),
    (on_item(lambda item: item.update(difficulty=6)), r"`difficulty` must be from 1 to 5"),
    (on_item(lambda item: item.update(level="x")), r"`level` must be one of recall, application, analysis"),
    (on_item(lambda item: item.update(kind="order")), r"the kind `order` cannot be graded; known are single"),
    (on_item(lambda item: item.update(kind="x")), r"the kind `x` cannot be graded"),
    (on_item(lambda item: item.update(id="clinical.lab.0001")), r"`id` must be the topic, a dot and four digits"),
    (on_item(lambda item: item["options"].pop()), ITEM_1 + r" has 3 options; give 4 or 5"),
    (on_item(lambda item: item["options"][1].update(key=True)), ITEM_1 + r" has 2 keys"),
    (on_item(lambda item: item["options"][1].pop("reason")), ITEM_1 + r", option 2 has no `reason`"),
    (on_item(lambda item: item["options"][1].update(reason="")), r"option 2: `text` and `reason` must not be empty"),
    (on_item(lambda item: item["options"][1].update(key=0)), r"option 2: `key` must be true or false"),
    (on_item(lambda item: item.update(sources=[])), ITEM_1 + r" has no source"),
    (on_item(lambda item: item.update(sources=[3])), r"`sources` must be a list of texts"),
    (on_item(lambda item: item.update(tags=[3])), r"`tags` must be a list of texts"),
    (on_item(lambda item: item.update(review={"state": "x"})), r"`review` has no `verdict`"),
    (
        on_item(lambda item: item.update(review={"state": "reviewed", "verdict": "no", "date": "2026-11-22"})),
        r"a review is a draft, or has state `reviewed` and verdict `agreed`",
    ),
    (
        on_item(lambda item: item.update(review={"state": "reviewed", "verdict": "agreed", "date": "today"})),
        r"the review's `date` must look like 2026-11-22",
    ),
    (on_item(lambda item: item.update(stem="Another?")), r"`revision` does not fit the content; leave it out"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_anything_else_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BankFormatError, match=sentence):
        import_bank(text)


def test_an_edited_item_comes_in_without_its_revision() -> None:
    def edit(item: dict[str, Any]) -> None:
        item.update(stem="Another?")
        del item["revision"]

    assert import_bank(on_item(edit))[0].stem == "Another?"
