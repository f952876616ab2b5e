"""Which items a session of practice holds, chosen from a catalog of a few."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediquiz.domain.items import Item, Level, Option, Review
from mediquiz.services.selection import Chooser
from mediquiz.storage import item_repo
from mediquiz.storage.catalog import Catalog
from mediquiz.storage.store import Store

Hold = Callable[..., Catalog]


def made(topic: str, n: int, group: str = "") -> Item:
    options = tuple(Option(f"{n} {k}", f"Reason {k} of it.", k == 1) for k in range(4))
    plain = Item(
        id=f"a.{topic}.{n:04}",
        topic=f"a.{topic}",
        stem=f"Question {n}?",
        options=options,
        sources=("Source",),
        level=Level.RECALL,
        difficulty=3,
    )
    return replace(plain, reviewed=Review("agreed", date(2026, 1, 2)), group=group)


@pytest.fixture
def hold(tmp_path: Path) -> Hold:
    """A catalog with so many items a topic, those named shown in that order, those named of one group."""

    def catalog(counts: dict[str, int], shown: tuple[str, ...] = (), grouped: tuple[str, ...] = ()) -> Catalog:
        store, found = Store(tmp_path / "study.sqlite"), Catalog()
        items = [made(topic, n) for topic, count in counts.items() for n in range(1, count + 1)]
        items = [replace(one, group="together") if one.id in grouped else one for one in items]
        with store.begin() as connection:
            item_repo.put_file(connection, "a.yaml", "hash", items, 0)
            found.load(connection)
        store.close()
        for item_id in shown:
            found.show(item_id)
        return found

    return catalog


def share(ids: list[str], topic: str) -> int:
    return sum(one.startswith(f"a.{topic}.") for one in ids)


def test_shares_follow_the_weights(hold: Hold) -> None:
    """10 by 5 : 3 : 2, and 11 by largest remainder: 5.5, 3.3, 2.2 make 6, 3, 2."""
    catalog = hold({"x": 20, "y": 20, "z": 20})
    weights = {"a.x": 5.0, "a.y": 3.0, "a.z": 2.0, "a.none": 9.0}
    for count, shares in {10: (5, 3, 2), 11: (6, 3, 2)}.items():
        ids = Chooser(catalog, random.Random(3)).from_topics(weights, count)
        assert (share(ids, "x"), share(ids, "y"), share(ids, "z")) == shares
        assert len(set(ids)) == count


def test_what_one_topic_lacks_the_others_give(hold: Hold) -> None:
    """z has 2 of its 4: 12 by 1 : 1 : 1 leave 2, one each for x and y."""
    catalog = hold({"x": 20, "y": 20, "z": 2})
    ids = Chooser(catalog, random.Random(3)).from_topics({"a.x": 1.0, "a.y": 1.0, "a.z": 1.0}, 12)
    assert (share(ids, "x"), share(ids, "y"), share(ids, "z")) == (5, 5, 2)
    assert len(Chooser(catalog, random.Random(3)).from_topics({"a.x": 1.0, "a.z": 1.0}, 99)) == 22
    assert Chooser(catalog, random.Random(3)).from_topics({"a.x": 0.0}, 5) == []
    assert Chooser(catalog, random.Random(3)).from_topics({"a.x": 1.0}, 0) == []


def test_a_share_too_small_for_any_topic_still_fills_the_session(hold: Hold) -> None:
    """x is used up and y's share of the last place is nothing by weight: y gives it all the same."""
    catalog = hold({"x": 1, "y": 3})
    ids = Chooser(catalog, random.Random(3)).from_topics({"a.x": 1000.0, "a.y": 0.001}, 3)
    assert (share(ids, "x"), share(ids, "y")) == (1, 2)


def test_unseen_first_and_then_those_shown_longest_ago(hold: Hold) -> None:
    shown = ("a.x.0003", "a.x.0001", "a.x.0002")
    catalog = hold({"x": 5}, shown)
    for seed in range(5):
        ids = Chooser(catalog, random.Random(seed)).from_topics({"a.x": 1.0}, 3)
        assert set(ids) == {"a.x.0004", "a.x.0005", "a.x.0003"}
        assert set(Chooser(catalog, random.Random(seed)).unseen(["a.x"], 9)) == {"a.x.0004", "a.x.0005"}
    assert len(Chooser(catalog, random.Random(1)).unseen(["a.x"], 1)) == 1


def test_the_order_of_a_session_is_drawn_by_lot(hold: Hold) -> None:
    catalog = hold({"x": 6, "y": 6})
    orders = {
        tuple(one[2] for one in Chooser(catalog, random.Random(seed)).from_topics({"a.x": 1.0, "a.y": 1.0}, 12))
        for seed in range(5)
    }
    assert len(orders) > 3 and tuple("xxxxxxyyyyyy") not in orders
    firsts = {Chooser(catalog, random.Random(seed)).unseen(["a.x"], 1)[0] for seed in range(20)}
    assert len(firsts) > 2


def test_a_list_keeps_its_order_and_leaves_out_what_is_not_served(hold: Hold) -> None:
    catalog = hold({"x": 5})
    wanted = ["a.x.0004", "a.x.0009", "a.x.0001", "a.x.0004", "a.x.0002"]
    assert Chooser(catalog, random.Random(1)).listed(wanted, 9) == ["a.x.0004", "a.x.0001", "a.x.0002"]
    assert Chooser(catalog, random.Random(1)).listed(wanted, 2) == ["a.x.0004", "a.x.0001"]
    assert Chooser(catalog, random.Random(1)).listed(wanted, 0) == []


def test_the_catalog_says_how_many_one_session_can_hold(hold: Hold) -> None:
    catalog = hold({"x": 3, "y": 2}, (), ("a.x.0001", "a.x.0002", "a.y.0001"))
    for topics, most in ((("a.x", "a.y"), 3), (("a.x",), 2), (("a.y",), 2), ((), 0)):
        assert catalog.most(topics) == most
        assert len(Chooser(catalog, random.Random(1)).from_topics(dict.fromkeys(topics, 1.0), 9)) == most


def test_two_of_a_group_stand_in_one_session_only_where_a_list_is_asked_whole(hold: Hold) -> None:
    together = ("a.x.0001", "a.x.0002", "a.y.0001")
    catalog = hold({"x": 3, "y": 2}, (), together)
    for seed in range(8):
        ids = Chooser(catalog, random.Random(seed)).from_topics({"a.x": 1.0, "a.y": 1.0}, 9)
        assert len(ids) == 3 and len(set(ids) & set(together)) == 1
    listed = [*together, "a.y.0002"]
    for count in range(5):
        assert Chooser(catalog, random.Random(1)).listed(listed, count) == [
            "a.x.0001", "a.y.0002", "a.x.0002", "a.y.0001",
        ][:count]  # fmt: skip
