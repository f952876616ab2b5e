from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediquiz.domain.items import Option, Review
from mediquiz.domain.summaries import LibraryQuery, Mark
from mediquiz.storage import item_repo, read_models, study_repo
from mediquiz.storage.catalogue import Catalogue
from mediquiz.storage.store import Connection, Store

from ..helpers import NOON
from .test_study_repo import ITEMS, answer, give

SERVED = [replace(item, reviewed=Review("agreed", date(2026, 1, 2))) for item in ITEMS]


def put(connection: Connection, items: list[object] | None = None) -> None:
    item_repo.put_file(connection, "a/x.yaml", "hash", items if items is not None else SERVED, NOON)  # type: ignore[arg-type]


def test_items_come_back_as_they_went_in(store: Store) -> None:
    with store.begin() as connection:
        put(connection)
        wanted = [SERVED[3], SERVED[0], SERVED[7]]
        assert item_repo.load(connection, [item.id for item in wanted]) == wanted


def test_an_unknown_id_is_our_own_bug(store: Store) -> None:
    with store.begin() as connection, pytest.raises(KeyError):
        item_repo.load(connection, ["a.x.9999"])


def test_a_removed_item_retires_and_its_history_stays(store: Store) -> None:
    with store.begin() as connection:
        put(connection)
        give(connection, answer(SERVED[0]))
        put(connection, SERVED[1:])  # type: ignore[arg-type]
        found, total = read_models.find_items(connection, LibraryQuery(), None)
        assert total == len(SERVED) - 1
        assert SERVED[0].id not in {row.item_id for row in found}
        assert [row.status for row in read_models.answers_since(connection, 0)] == ["retired"]
        assert item_repo.load(connection, [SERVED[0].id]) == [SERVED[0]]


def test_a_retired_item_comes_back_with_the_file(store: Store) -> None:
    with store.begin() as connection:
        put(connection)
        item_repo.forget_files(connection, ["a/x.yaml"])
        assert read_models.find_items(connection, LibraryQuery(), None)[1] == 0
        put(connection)
        assert read_models.find_items(connection, LibraryQuery(), None)[1] == len(SERVED)


def test_an_edited_item_never_rewrites_history(store: Store) -> None:
    old = SERVED[0]
    new = replace(old, stem="A better question?", options=(*old.options[:3], Option("New", "A new reason.")))
    with store.begin() as connection:
        put(connection)
        put(connection, [new, *SERVED[1:]])
        assert item_repo.load_seen(connection, [(old.id, old.revision), (old.id, new.revision)]) == [old, new]


def test_drafts_are_not_served(store: Store) -> None:
    catalogue = Catalogue()
    with store.begin() as connection:
        put(connection, [*ITEMS[:4], *SERVED[4:]])
        catalogue.load(connection)
    assert len(catalogue) == len(SERVED) - 4


def test_the_catalogue_follows_what_is_shown(store: Store) -> None:
    catalogue = Catalogue()
    with store.begin() as connection:
        put(connection)
        for item in (SERVED[2], SERVED[0]):
            study_repo.add_showing(connection, item.id, item.revision, None, NOON)
        catalogue.load(connection)
        fresh = Catalogue()
        fresh.load(connection)
    for item_id in (SERVED[4].id, SERVED[2].id):
        catalogue.show(item_id)
    assert [catalogue.id(n) for n in catalogue.seen("a.x")] == [SERVED[0].id, SERVED[4].id, SERVED[2].id]
    assert catalogue.counts("a.x") == (5, 3)
    assert {catalogue.id(n) for n in catalogue.unseen("a.x")} == {SERVED[1].id, SERVED[3].id}
    assert fresh.counts("a.x") == (5, 2)


def test_suspended_items_are_in_no_draw(store: Store) -> None:
    catalogue = Catalogue()
    with store.begin() as connection:
        put(connection)
        item_repo.put_mark(connection, SERVED[0].id, Mark(suspended=True), NOON)
        catalogue.load(connection)
    assert catalogue.ordinal(SERVED[0].id) is None
    assert catalogue.counts("a.x") == (4, 0)


def test_search_finds_words_in_stem_options_reasons_and_notes(store: Store) -> None:
    special = replace(SERVED[0], stem="Where does 100% of the blood go?", options=SERVED[0].options)
    with store.begin() as connection:
        put(connection, [special, *SERVED[1:]])
        item_repo.put_mark(connection, SERVED[5].id, Mark(note="ask Dr. about valves"), NOON)

        def ids(text: str) -> list[str]:
            return [row.item_id for row in read_models.find_items(connection, LibraryQuery(text=text), None)[0]]

        assert ids("blood 100%") == [special.id]
        assert ids("VALVES") == [SERVED[5].id]
        assert ids("100_") == []
        assert ids("difficulty") == ids("served") == []
        assert ids("a.x.0001") == [special.id]
        assert len(ids("reason")) == len(SERVED)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("unseen", 9), ("answered", 1), ("missed", 1), ("flagged", 1), ("suspended", 0), ("noted", 0), ("", 10)],
)
def test_filters_by_state(store: Store, state: str, expected: int) -> None:
    with store.begin() as connection:
        put(connection)
        give(connection, answer(SERVED[0], correct=False))
        item_repo.put_mark(connection, SERVED[3].id, Mark(flagged=True), NOON)
        assert read_models.find_items(connection, LibraryQuery(state=state), None)[1] == expected
