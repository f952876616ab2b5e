"""What a student keeps with a question: flag, note, "don't show again", and reports of what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from mediquiz.domain.summaries import Mark
from mediquiz.services.changes import Changes, Done
from mediquiz.services.context import Context
from mediquiz.storage import item_repo, keep_repo


class ItemMarks:
    """One mark a question, wherever it is met: in practice, in the review of an exam, in the library, in a terminal.

    A flag inside an exam is an act of that sitting until it ends; what is flagged then has this flag from then on.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, item_id: str) -> Mark:
        """The mark as it stands."""
        with self._context.store.read() as connection:
            return item_repo.marks(connection, [item_id]).get(item_id, Mark())

    def flag(self, item_id: str, on: bool) -> Done[Mark]:
        """Flag a question for later, or take the flag away."""
        return self._put(item_id, Changes(marks=True), flagged=on)

    def note(self, item_id: str, text: str) -> Done[Mark]:
        """Keep the student's note with a question; an empty one removes it."""
        return self._put(item_id, Changes(marks=True), note=text.strip())

    def suspend(self, item_id: str, on: bool) -> Done[Mark]:
        """Ask a question no more, or ask it again. Its history stays."""
        outcome = self._put(item_id, Changes(marks=True, items=True), suspended=on)
        if not outcome.changes:
            return outcome
        with self._context.store.read() as connection:
            self._context.catalog.load(connection)
        return outcome

    def report(self, item_id: str, revision: str, text: str) -> Done[None]:
        """Keep what the student found wrong with a question, in the wording she saw; sent again it is the same one."""
        with self._context.store.begin() as connection:
            new = keep_repo.add_report(connection, item_id, revision, text.strip(), self._context.clock.now_ms())
        return Done(None, Changes(marks=new))

    def _put(self, item_id: str, changes: Changes, **values: object) -> Done[Mark]:
        with self._context.store.begin() as connection:
            old = item_repo.marks(connection, [item_id]).get(item_id, Mark())
            new = replace(old, **values)  # type: ignore[arg-type]
            if new == old:
                return Done(old)
            item_repo.put_mark(connection, item_id, new, self._context.clock.now_ms())
        return Done(new, changes)
