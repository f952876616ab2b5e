"""The catalog in memory against the tables, and against a plain list of what was shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediquiz.domain.items import Review
from mediquiz.domain.summaries import Mark
from mediquiz.storage import item_repo, study_repo
from mediquiz.storage.catalog import Catalog
from mediquiz.storage.store import Connection, Store

from ..helpers import NOON
from .test_study_repo import ITEMS, fill

X = [item.id for item in ITEMS[:5]]


def loaded(connection: Connection) -> Catalog:
    found = Catalog()
    found.load(connection)
    return found


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.begin() as opened:
        fill(opened)
        yield opened


def test_what_the_tables_hold_by_topic(connection: Connection) -> None:
    """Shown at 30, 10 and 20: the one shown longest ago first. Drafts and suspended items are in nothing."""
    for at, place in ((30, 0), (10, 1), (20, 2)):
        study_repo.add_showing(connection, X[place], "r", None, NOON + at)
    item_repo.put_mark(connection, X[3], Mark(suspended=True), NOON)
    connection.exec_driver_sql("UPDATE item SET status = 'draft' WHERE id = 'a.y.0001'")
    connection.exec_driver_sql("UPDATE item SET difficulty = 5 WHERE id = ?", (X[4],))
    catalog = loaded(connection)
    assert len(catalog) == 8
    assert catalog.ids(catalog.seen("a.x")) == [X[1], X[2], X[0]]
    assert catalog.ids(catalog.unseen("a.x")) == [X[4]]
    assert (catalog.counts("a.x"), catalog.counts("a.y"), catalog.counts("a.z")) == ((4, 3), (4, 0), (0, 0))
    assert (list(catalog.unseen("a.z")), list(catalog.seen("a.z"))) == ([], [])
    assert catalog.ordinal(X[3]) is None and catalog.ordinal("a.y.0001") is None
    ordinal = catalog.ordinal(X[4])
    assert ordinal is not None
    assert (catalog.id(ordinal), catalog.topic(ordinal), catalog.difficulty[ordinal]) == (X[4], "a.x", 5)
    assert (catalog.group(ordinal), catalog.apart(ordinal)) == ("", "")


def test_loading_again_forgets_what_was_held(connection: Connection) -> None:
    catalog = loaded(connection)
    catalog.show(X[0])
    item_repo.forget_files(connection, ["a/x.yaml"])
    catalog.load(connection)
    assert (len(catalog), catalog.counts("a.x"), catalog.ordinal(X[0])) == (0, (0, 0), None)


def test_showing_what_is_not_served_is_nothing(connection: Connection) -> None:
    catalog = loaded(connection)
    catalog.show("a.x.9999")
    assert catalog.counts("a.x") == (5, 0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(X), max_size=30))
def test_seen_ones_stand_in_the_order_of_their_last_showing(connection: Connection, shown: list[str]) -> None:
    catalog = loaded(connection)
    for item_id in shown:
        catalog.show(item_id)
    last = list(dict.fromkeys(reversed(shown)))[::-1]
    assert catalog.ids(catalog.seen("a.x")) == last
    assert sorted(catalog.ids(catalog.unseen("a.x"))) == sorted(set(X) - set(shown))
    assert catalog.counts("a.x") == (5, len(last))
    assert catalog.counts("a.y") == (5, 0)


def test_of_a_family_the_one_shown_longest_ago_comes_next(connection: Connection) -> None:
    """Items 1 to 3 are a family, item 1 with a group besides; item 4 has neither."""
    connection.exec_driver_sql("UPDATE item SET family = 'f' WHERE id IN (?, ?, ?)", tuple(X[:3]))
    connection.exec_driver_sql("UPDATE item SET item_group = 'g' WHERE id = ?", (X[0],))
    study_repo.add_showing(connection, X[1], "r", None, NOON)
    catalog = loaded(connection)

    def after(*shown: str) -> str:
        for item_id in shown:
            catalog.show(item_id)
        ordinal = catalog.next_of("f")
        assert ordinal is not None
        return catalog.id(ordinal)

    assert after() == X[0]
    assert after(X[3]) == X[0]
    assert after(X[0]) == X[2]
    assert after(X[2]) == X[1]
    assert after(X[1]) == X[0]
    assert catalog.next_of(X[3]) == catalog.ordinal(X[3])
    assert catalog.next_of("nothing") is None
    places = [catalog.ordinal(one) for one in (X[0], X[1], X[3])]
    assert [catalog.group(n) for n in places if n is not None] == ["g", "", ""]
    assert [catalog.apart(n) for n in places if n is not None] == ["g", "f", ""]


def test_a_reviewed_item_is_served_and_one_of_a_later_file_too(connection: Connection) -> None:
    later = replace(ITEMS[0], id="a.z.0001", topic="a.z", reviewed=Review("agreed", date(2026, 1, 2)))
    item_repo.put_file(connection, "a/z.yaml", "hash", [later, replace(later, id="a.z.0002", reviewed=None)], NOON)
    catalog = loaded(connection)
    assert catalog.counts("a.z") == (1, 0)
    assert catalog.ids(catalog.unseen("a.z")) == ["a.z.0001"]
