"""The question bank as the student sees it: loading, searching, reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mediquiz.banks import BankError, bank_files, read_bank_file
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.folding import fold
from mediquiz.domain.items import Item, Origin
from mediquiz.domain.search import SearchIndex, SearchText, parse
from mediquiz.domain.summaries import ExamChoice, LibraryPage, LibraryQuery, LibraryRow, Mark, ShownItem
from mediquiz.domain.topics import TopicTree
from mediquiz.formats import Format
from mediquiz.services.bank_import import ImportReport, take_in
from mediquiz.services.changes import Changes, Done
from mediquiz.services.context import Context
from mediquiz.storage import item_repo, read_models
from mediquiz.storage.store import Connection


class Progress(Protocol):
    """How far a long task is."""

    def report(self, done: int, total: int, text: str) -> None:
        """Called now and then; may raise Canceled."""
        ...


class Canceled(Exception):
    """The student stopped a long task; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class BankReport:
    """What loading the bank did. `problems` are sentences that name file and line; sound files load all the same."""

    items: int
    problems: tuple[str, ...]


class Library:
    """Loads bank files that changed, and searches."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._index: SearchIndex | None = None

    # --- what there is to be asked -------------------------------------------------------------

    @property
    def topics(self) -> TopicTree:
        """All topics of the bank."""
        return self._context.topics

    @property
    def certifications(self) -> tuple[str, ...]:
        """Ids of the exams in the bank, in its order."""
        return self._context.certifications

    def outline(self, certification: str) -> Blueprint:
        """The edition in use of an exam. Raises KeyError for an unknown one."""
        return self._context.blueprint(certification)

    def all_editions(self) -> tuple[Blueprint, ...]:
        """Every edition of every exam that the bank holds, in its order."""
        return tuple(self._context.editions.values())

    # --- the bank ------------------------------------------------------------------------------

    def load_bank(self, folder: Path, progress: Progress | None = None) -> Done[BankReport]:
        """Read shipped bank files whose hash changed. A file with a mistake keeps its last good content.

        Files that are gone are forgotten; what was imported is no file of the folder and stays.
        """
        found = dict(bank_files(folder))
        with self._context.store.read() as connection:
            known = item_repo.known_files(connection, Origin.SHIPPED)
        changed = [name for name, sha in found.items() if known.get(name) != sha]
        problems: list[str] = []
        gone = set(known) - set(found)
        written = bool(gone)
        for n, name in enumerate(changed):
            if progress:
                progress.report(n, len(changed), name)
            was_read, told = self._read(folder, name, found[name])
            written, problems = written or was_read, problems + told
        self._forget(gone)
        if written or not len(self._context.catalog):
            self.reload_catalog()
        report = BankReport(len(self._context.catalog), tuple(problems))
        return Done(report, Changes(items=written))

    def _read(self, folder: Path, name: str, sha256: str) -> tuple[bool, list[str]]:
        """Whether the file's items were written, and what there is to tell of it."""
        try:
            items = read_bank_file(folder, name)
        except BankError as error:
            return False, [str(error)]
        with self._context.store.begin() as connection:
            displaced = self._displaced(connection, items)
            item_repo.put_file(connection, name, sha256, items, self._context.clock.now_ms())
        told = [f"{name} holds {item_id} now, in place of the question from {file}." for item_id, file in displaced]
        return True, told

    def _displaced(self, connection: Connection, items: Sequence[Item]) -> list[tuple[str, str]]:
        """Items from elsewhere whose ids a shipped file brings: (id, file)."""
        shipped = item_repo.known_files(connection, Origin.SHIPPED)
        others = {held.name for held in item_repo.held_files(connection)} - set(shipped)
        holders = item_repo.holders(connection, (item.id for item in items)) if others else {}
        return [(item_id, file) for item_id, file in holders.items() if file in others]

    def import_items(
        self, path: Path, form: Format | None = None, origin: Origin = Origin.IMPORTED
    ) -> Done[ImportReport]:
        """Take the questions of a file in, all or none. A file of the same name replaces what it brought before.

        Raises ImportRefused with one sentence.
        """
        report = take_in(self._context, path, form, origin)
        self.reload_catalog()
        return Done(report, Changes(items=True, plan=True))

    def _forget(self, names: set[str]) -> None:
        if names:
            with self._context.store.begin() as connection:
                item_repo.forget_files(connection, names)

    def reload_catalog(self) -> None:
        """Bring what is held in memory in line with the tables."""
        self._index = None
        with self._context.store.read() as connection:
            self._context.catalog.load(connection)

    def exams(self) -> tuple[ExamChoice, ...]:
        """The exams of the bank in their order; known since the opening, so no disk is asked."""
        blueprints = map(self._context.blueprint, self._context.certifications)
        return tuple(ExamChoice(one.id, one.label, one.blurb) for one in blueprints)

    def search(self, query: LibraryQuery) -> LibraryPage:
        """Served items that match: with words the best fit first, without in the order of topics."""
        with self._context.store.read() as connection:
            if parse(query.text):
                return self._by_words(connection, query)
            found, total = read_models.find_items(connection, query, self._topics_of(query))
        return LibraryPage(tuple(map(self._row, found)), total)

    def _by_words(self, connection: Connection, query: LibraryQuery) -> LibraryPage:
        plain, topics = query.state == query.level == "", self._topics_of(query)
        left = None if plain and topics is None else read_models.left_ids(connection, query, topics)
        ids, sought = self._searched(connection).find(query.text, left, read_models.notes(connection))
        found = read_models.found_items(connection, ids[: query.limit])
        return LibraryPage(tuple(map(self._row, found)), len(ids), sought)

    def _searched(self, connection: Connection) -> SearchIndex:
        """Made when something is first looked for, and kept until the questions change."""
        if self._index is None:
            rows = read_models.searched_texts(connection)
            self._index = SearchIndex([_text(item_id, words.split("\n")) for item_id, words in rows])
        return self._index

    def _row(self, row: read_models.FoundItem) -> LibraryRow:
        return LibraryRow(
            item_id=row.item_id,
            stem=row.stem,
            topic=row.topic,
            topic_title=self._context.topics.title(row.topic),
            kind=row.kind,
            level=row.level,
            difficulty=row.difficulty,
            answered=row.answered,
            right=row.correct,
            flagged=row.flagged,
            suspended=row.suspended,
            noted=row.noted,
        )

    def _topics_of(self, query: LibraryQuery) -> Sequence[str] | None:
        """Topics that the filters leave; None when none of them is set."""
        if not (query.topic or query.subject or query.certification):
            return None
        topics = [topic.id for topic in self._context.topics.topics]
        if query.certification:
            areas = self._context.blueprint(query.certification).area_of_topic
            topics = [t for t in topics if t in areas and query.area in ("", areas[t].id, areas[t].domain)]
        if query.subject:
            topics = [t for t in topics if t.split(".")[0] == query.subject]
        return [t for t in topics if query.topic in ("", t)]

    def item(self, item_id: str) -> ShownItem:
        """An item in the author's order, for the preview."""
        with self._context.store.read() as connection:
            (entry,) = item_repo.load(connection, [item_id])
            mark = item_repo.marks(connection, [item_id]).get(item_id, Mark())
        return ShownItem(entry, tuple(range(len(entry.options))), self._context.topics.title(entry.topic), mark)


def _text(item_id: str, lines: Sequence[str]) -> SearchText:
    """The id, then the stem, then all the rest, a line each: no phrase reaches from one into the next."""
    folded = [fold(line) for line in lines]
    return SearchText(item_id, folded[1], "\n".join(folded))
