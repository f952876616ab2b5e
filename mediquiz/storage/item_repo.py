"""Items in and out of the cache of the bank files. Removed items retire; what an answer names is never deleted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from mediquiz.domain.items import Item, Origin, from_plain, to_plain
from mediquiz.domain.summaries import Mark
from mediquiz.storage.schema import bank_file, item, item_revision, mark

COLUMNS = (
    "revision, topic, kind, level, difficulty, item_group, family, words, options, file, status, body, words_in,"
    " id"  # id last
)
_INSERT = f"INSERT INTO item ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = f"UPDATE item SET {', '.join(f'{name} = ?' for name in COLUMNS.split(', ')[:-1])} WHERE id = ?"
_KEEP = """
INSERT OR IGNORE INTO item_revision (item_id, revision, body)
SELECT id, revision, body FROM item WHERE id = ? AND revision <> ?
"""
_HELD = """
SELECT f.name, f.origin, count(i.id), count(CASE WHEN i.status = 'served' THEN 1 END) FROM bank_file f
LEFT JOIN item i ON i.file = f.name AND i.status <> 'retired' GROUP BY f.name, f.origin ORDER BY f.name
"""
ItemValues = tuple[Any, ...]


def row_of(entry: Item, file: str) -> ItemValues:
    """The values of an item's row, in the order of `COLUMNS`."""
    plain = to_plain(entry)
    return (
        plain["revision"],
        entry.topic,
        str(entry.kind),
        str(entry.level),
        entry.difficulty,
        entry.group,
        entry.family,
        entry.words,
        len(entry.options),
        file,
        "served" if entry.served else "draft",
        json.dumps(plain, ensure_ascii=False, separators=(",", ":")),
        _words_in(entry),
        entry.id,
    )


def _words_in(entry: Item) -> str:
    """What a search looks in: all that a student reads, and the id."""
    options = [text for option in entry.options for text in (option.text, option.why)]
    return "\n".join([entry.id, entry.stem, *options, entry.remember])


def known_files(connection: Connection, origin: Origin = Origin.SHIPPED) -> dict[str, str]:
    """Bank files of an origin already read: name -> sha256."""
    held = select(bank_file).where(bank_file.c.origin == origin.value)
    return {row.name: row.sha256 for row in connection.execute(held)}


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A bank file with the number of its items that did not retire; drafts among them are not served."""

    name: str
    origin: Origin
    items: int
    served: int


def held_files(connection: Connection) -> list[HeldFile]:
    """All bank files, by name."""
    rows = connection.exec_driver_sql(_HELD).fetchall()
    return [HeldFile(name, Origin(origin), items, served) for name, origin, items, served in rows]


def holders(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Item id -> bank file that holds it, for those of `ids` that are known; retired ones too."""
    wanted = set(ids)
    return {row.id: row.file for row in connection.execute(select(item.c.id, item.c.file)) if row.id in wanted}


def ids_in(connection: Connection, name: str) -> set[str]:
    """Items of a bank file that did not retire."""
    held = connection.execute(select(item.c.id).where(item.c.file == name, item.c.status != "retired"))
    return {item_id for (item_id,) in held}


def put_file(
    connection: Connection,
    name: str,
    sha256: str,
    entries: Sequence[Item],
    now_ms: int,
    origin: Origin = Origin.SHIPPED,
) -> None:
    """Make the cache say what the file says: new, changed and removed items, and the file's hash."""
    put_rows(connection, [row_of(entry, name) for entry in entries])
    _retire_others(connection, name, {entry.id for entry in entries})
    connection.execute(bank_file.delete().where(bank_file.c.name == name))
    connection.execute(bank_file.insert().values(name=name, sha256=sha256, read_at_ms=now_ms, origin=origin.value))


_LIFT = "DELETE FROM log_seal WHERE log = 'item'"
"""Whoever writes items lifts their seals; the next quiet moment makes them anew."""
_DISTRUST = """
UPDATE bank_file SET sha256 = '' WHERE origin = 'shipped'
AND name IN (SELECT file FROM item WHERE ordinal BETWEEN ? AND ?)
"""


def distrust(connection: Connection, first: int, last: int) -> None:
    """The shipped files of these ordinals are read again with the next load of the bank, as if they had changed."""
    connection.exec_driver_sql(_DISTRUST, (first, last))
    connection.exec_driver_sql(_LIFT)


def put_rows(connection: Connection, rows: Sequence[ItemValues]) -> None:
    """Insert new items and update known ones; an earlier revision is kept for the answers that saw it."""
    connection.exec_driver_sql(_LIFT)
    known = {item_id for (item_id,) in connection.exec_driver_sql("SELECT id FROM item")}
    fresh = [row for row in rows if row[-1] not in known]
    changed = [row for row in rows if row[-1] in known]
    if fresh:
        connection.exec_driver_sql(_INSERT, fresh)
    if changed:
        connection.exec_driver_sql(_KEEP, [(row[-1], row[0]) for row in changed])
        connection.exec_driver_sql(_UPDATE, changed)


def _retire_others(connection: Connection, name: str, kept: set[str]) -> None:
    gone = [{"gone": item_id} for item_id in ids_in(connection, name) - kept]
    if gone:
        connection.exec_driver_sql(_LIFT)
        connection.execute(item.update().where(item.c.id == bindparam("gone")).values(status="retired"), gone)


def forget_files(connection: Connection, names: Iterable[str]) -> None:
    """Bank files that are no more: their items retire, history stays."""
    for name in names:
        _retire_others(connection, name, set())
        connection.execute(bank_file.delete().where(bank_file.c.name == name))


def load(connection: Connection, ids: Sequence[str]) -> list[Item]:
    """Items by id, in the order asked for. Raises KeyError for an id that is not in the cache."""
    return [entry for entry, _ in load_current(connection, ids)]


def load_current(connection: Connection, ids: Sequence[str]) -> list[tuple[Item, str]]:
    """The same with each item's revision as kept, which spares hashing it again."""
    found: dict[str, tuple[str, str]] = {}
    # 500 at a time: some databases take no more parameters in one statement.
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        holders = ", ".join("?" * len(part))
        rows = connection.exec_driver_sql(f"SELECT id, body, revision FROM item WHERE id IN ({holders})", part)
        found.update((item_id, (body, revision)) for item_id, body, revision in rows.fetchall())
    return [(_read(item_id, found[item_id][0]), found[item_id][1]) for item_id in ids]


def _read(item_id: str, body: str) -> Item:
    """An item out of its body. Raises what SQLite raises for a damaged file where that cannot be read."""
    try:
        return from_plain(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise sqlite3.DatabaseError(f"malformed text of the question {item_id}") from error


def load_revision(connection: Connection, item_id: str, revision: str) -> Item:
    """The item as it read when `revision` was current; the newest when that was never kept."""
    kept = connection.execute(
        select(item_revision.c.body).where(item_revision.c.item_id == item_id, item_revision.c.revision == revision)
    ).scalar()
    if kept is not None:
        # An earlier wording that cannot be read is gone for good: the present one is told instead.
        with suppress(sqlite3.DatabaseError):
            return _read(item_id, kept)
    return _read(item_id, connection.execute(select(item.c.body).where(item.c.id == item_id)).scalar_one())


def load_seen(connection: Connection, seen: Sequence[tuple[str, str]]) -> list[Item]:
    """Items by (id, revision) as they were seen."""
    found = load_current(connection, [item_id for item_id, _ in seen])
    return [
        entry if current == revision else load_revision(connection, entry.id, revision)
        for (entry, current), (_, revision) in zip(found, seen, strict=True)
    ]


def marks(connection: Connection, ids: Sequence[str]) -> dict[str, Mark]:
    """What the student keeps with items; unmarked ones are left out."""
    if not ids:
        return {}
    rows = connection.execute(select(mark).where(mark.c.item_id.in_(ids)))
    return {row.item_id: Mark(bool(row.flagged), bool(row.suspended), row.note) for row in rows}


def put_mark(connection: Connection, item_id: str, kept: Mark, now_ms: int) -> None:
    """Write flag, suspension and note of an item."""
    connection.execute(
        text(
            "INSERT INTO mark (item_id, flagged, suspended, note, changed_at_ms) VALUES (:item, :f, :s, :note, :now) "
            "ON CONFLICT (item_id) DO UPDATE SET flagged = :f, suspended = :s, note = :note, changed_at_ms = :now"
        ),
        {"item": item_id, "f": int(kept.flagged), "s": int(kept.suspended), "note": kept.note, "now": now_ms},
    )
