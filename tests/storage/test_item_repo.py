from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediquiz.domain.items import Option, Origin, Review
from mediquiz.domain.summaries import LibraryQuery, Mark
from mediquiz.storage import item_repo, read_models, study_repo
from mediquiz.storage.catalog import Catalog
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
    catalog = Catalog()
    with store.begin() as connection:
        put(connection, [*ITEMS[:4], *SERVED[4:]])
        catalog.load(connection)
    assert len(catalog) == len(SERVED) - 4


def test_the_catalog_follows_what_is_shown(store: Store) -> None:
    catalog = Catalog()
    with store.begin() as connection:
        put(connection)
        for item in (SERVED[2], SERVED[0]):
            study_repo.add_showing(connection, item.id, item.revision, None, NOON)
        catalog.load(connection)
        fresh = Catalog()
        fresh.load(connection)
    for item_id in (SERVED[4].id, SERVED[2].id):
        catalog.show(item_id)
    assert [catalog.id(n) for n in catalog.seen("a.x")] == [SERVED[0].id, SERVED[4].id, SERVED[2].id]
    assert catalog.counts("a.x") == (5, 3)
    assert {catalog.id(n) for n in catalog.unseen("a.x")} == {SERVED[1].id, SERVED[3].id}
    assert fresh.counts("a.x") == (5, 2)


def test_suspended_items_are_in_no_draw(store: Store) -> None:
    catalog = Catalog()
    with store.begin() as connection:
        put(connection)
        item_repo.put_mark(connection, SERVED[0].id, Mark(suspended=True), NOON)
        catalog.load(connection)
    assert catalog.ordinal(SERVED[0].id) is None
    assert catalog.counts("a.x") == (4, 0)


def test_what_a_search_reads_is_told_with_the_notes(store: Store) -> None:
    with store.begin() as connection:
        put(connection)
        item_repo.put_mark(connection, SERVED[5].id, Mark(note="ask Dr. about valves"), NOON)
        item_repo.put_mark(connection, SERVED[6].id, Mark(flagged=True), NOON)
        texts = dict(read_models.searched_texts(connection))
        assert read_models.notes(connection) == {SERVED[5].id: "ask Dr. about valves"}
    assert list(texts) == sorted(item.id for item in SERVED)
    lines = texts[SERVED[0].id].split("\n")
    assert lines[:2] == [SERVED[0].id, SERVED[0].stem]
    assert lines[2] == SERVED[0].options[0].text


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


def columns(connection: Connection, item_id: str) -> tuple[object, ...]:
    names = "revision, topic, kind, level, difficulty, item_group, family, words, options, file, status"
    return tuple(connection.exec_driver_sql(f"SELECT {names} FROM item WHERE id = ?", (item_id,)).one())


def test_a_row_says_what_choosing_and_the_model_ask(store: Store) -> None:
    first = replace(SERVED[0], group="g", family="f", difficulty=5)
    with store.begin() as connection:
        put(connection, [first, replace(SERVED[1], reviewed=None)])
        assert columns(connection, first.id) == (
            *(first.revision, "a.x", "single", "recall", 5, "g", "f", first.words, 4, "a/x.yaml", "served"),
        )
        assert columns(connection, SERVED[1].id)[-1] == "draft"
        ((words_in,),) = connection.exec_driver_sql("SELECT words_in FROM item WHERE id = ?", (first.id,)).fetchall()
        told = [text for option in first.options for text in (option.text, option.why)]
        assert words_in == "\n".join([first.id, first.stem, *told, first.remember])


def test_a_file_is_held_with_its_hash_until_it_is_forgotten(store: Store) -> None:
    """Imported files are no shipped ones; what retired is not counted, a draft is not served."""
    with store.begin() as connection:
        put(connection)
        item_repo.put_file(connection, "b.yaml", "one", [replace(SERVED[0], id="b.b.0001")], NOON)
        two = [replace(SERVED[0], id="b.b.0002"), replace(SERVED[0], id="b.b.0003", reviewed=None)]
        item_repo.put_file(connection, "b.yaml", "two", two, NOON + 5)
        mine = [replace(SERVED[0], id="c.c.0001")]
        item_repo.put_file(connection, "imported/c.json", "three", mine, NOON, Origin.IMPORTED)
        assert item_repo.known_files(connection) == {"a/x.yaml": "hash", "b.yaml": "two"}
        assert item_repo.known_files(connection, Origin.IMPORTED) == {"imported/c.json": "three"}
        assert item_repo.held_files(connection) == [
            item_repo.HeldFile("a/x.yaml", Origin.SHIPPED, len(SERVED), len(SERVED)),
            item_repo.HeldFile("b.yaml", Origin.SHIPPED, 2, 1),
            item_repo.HeldFile("imported/c.json", Origin.IMPORTED, 1, 1),
        ]
        read_at = connection.exec_driver_sql("SELECT read_at_ms FROM bank_file WHERE name = 'b.yaml'").scalar()
        assert read_at == NOON + 5
        assert item_repo.ids_in(connection, "b.yaml") == {"b.b.0002", "b.b.0003"}
        wanted = ["b.b.0001", "b.b.0002", "c.c.0001", "d.d.0001"]
        assert item_repo.holders(connection, wanted) == {
            **dict.fromkeys(wanted[:2], "b.yaml"),
            "c.c.0001": "imported/c.json",
        }
        item_repo.forget_files(connection, ["b.yaml", "imported/c.json"])
        assert item_repo.known_files(connection, Origin.IMPORTED) == {}
        assert item_repo.ids_in(connection, "b.yaml") == set()
        assert [held.name for held in item_repo.held_files(connection)] == ["a/x.yaml"]
        assert columns(connection, SERVED[0].id)[-1] == "served"


def test_only_a_new_wording_keeps_the_old_one(store: Store) -> None:
    """Read again unchanged nothing is kept; a second change keeps both."""
    old = SERVED[0]
    second, third = replace(old, stem="A second wording?"), replace(old, stem="A third wording?")
    with store.begin() as connection:
        for items in ([old], [old], [second], [third]):
            put(connection, items)  # type: ignore[arg-type]
        kept = connection.exec_driver_sql("SELECT item_id, revision FROM item_revision").fetchall()
        assert {tuple(row) for row in kept} == {(old.id, old.revision), (old.id, second.revision)}
        assert item_repo.load_revision(connection, old.id, second.revision) == second
        assert item_repo.load_revision(connection, old.id, "never kept") == third
        assert item_repo.load_current(connection, [old.id]) == [(third, third.revision)]
        assert columns(connection, old.id)[0] == third.revision


def test_items_are_loaded_by_the_hundreds_in_the_order_asked_for(store: Store) -> None:
    """Over 500 ids take more than one statement; one asked for twice comes twice."""
    many = [replace(SERVED[0], id=f"m.m.{n:04}") for n in range(1, 1002)]
    with store.begin() as connection:
        item_repo.put_file(connection, "m.yaml", "hash", many, NOON)
        wanted = [one.id for one in reversed(many)]
        assert [one.id for one in item_repo.load(connection, wanted)] == wanted
        assert [one.id for one in item_repo.load(connection, [many[3].id, many[0].id, many[3].id])] == [
            *(many[3].id, many[0].id, many[3].id),
        ]
        assert item_repo.load(connection, []) == []


def test_marks_are_those_asked_for_and_the_newest(store: Store) -> None:
    with store.begin() as connection:
        put(connection)
        item_repo.put_mark(connection, SERVED[0].id, Mark(flagged=True), NOON)
        item_repo.put_mark(connection, SERVED[1].id, Mark(suspended=True, note="n"), NOON)
        item_repo.put_mark(connection, SERVED[0].id, Mark(note="m"), NOON + 5)
        ids = [item.id for item in SERVED[:3]]
        assert item_repo.marks(connection, ids) == {ids[0]: Mark(note="m"), ids[1]: Mark(suspended=True, note="n")}
        assert item_repo.marks(connection, ids[:1]) == {ids[0]: Mark(note="m")}
        assert item_repo.marks(connection, []) == {}
        found = connection.exec_driver_sql("SELECT flagged, suspended, note, changed_at_ms FROM mark ORDER BY item_id")
        assert [tuple(row) for row in found] == [(0, 0, "m", NOON + 5), (0, 1, "n", NOON)]
