"""What is made of answers that were given while the clock of the computer was wrong.

They are kept as they were written, marked, and count for the day that they were given on as near as can be known. It is
settled when a history is opened and when the clock is found to lie behind the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mediquiz.domain.placing import EARLIEST_MS, SLACK_MS, MendedClock, between, moved, record_is_wrong
from mediquiz.services.changes import Changes, Done
from mediquiz.services.clock import local_date
from mediquiz.services.context import Context
from mediquiz.services.learning import Learning
from mediquiz.storage import placed_repo, study_repo
from mediquiz.storage.placed_repo import LOGS, Stamped
from mediquiz.storage.store import Connection

_MENDED = Changes(answers=True, seen=True, attempts=True, marks=True, readiness=True, plan=True)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of one log in a stretch that is not believed, and the times before and after it (0: none)."""

    log: str
    rows: Sequence[Stamped]
    before: int
    after: int


class WrongClock:
    """Asks whether the clock or the record is wrong, and mends the record."""

    def __init__(self, context: Context, learning: Learning) -> None:
        self._context, self._learning = context, learning
        self._news: MendedClock | None = None

    def news(self) -> MendedClock | None:
        """What was mended since this was last asked."""
        found, self._news = self._news, None
        return found

    def mend(self) -> Done[bool]:
        """Put what was stamped by a wrong clock where it belongs. False when the record was believed as it stands."""
        clock = self._context.clock
        now = clock.reading_ms
        with self._context.store.read() as connection:
            first, newest = placed_repo.ends(connection)
        early = 0 < first < EARLIEST_MS <= now
        if now < EARLIEST_MS or not (early or newest > now + SLACK_MS):
            return Done(False)
        with self._context.store.begin() as connection:
            stretches = _stretches(connection, now)
            for stretch in stretches:
                self._place(connection, stretch, now)
            if stretches:
                placed_repo.mend_heads(connection, now, EARLIEST_MS, now + SLACK_MS)
                study_repo.rebuild(connection)
            newest = placed_repo.ends(connection)[1]
        if not stretches:
            return Done(False)
        clock.settled(newest)
        self._learning.forget()
        return Done(True, _MENDED)

    def _place(self, connection: Connection, stretch: Sequence[_Block], now: int) -> None:
        """One stretch of both logs, between its neighbors in either."""
        for block in stretch:
            stamps, high = [row.at_ms for row in block.rows], min(block.after or now, now)
            low = max(min(one.before, high) for one in stretch) or high - (stamps[-1] - stamps[0])
            found = self._moments(block, stamps, low, high)
            days = [local_date(at).toordinal() for at in found]
            ids = [row.id for row in block.rows]
            placed_repo.place(connection, block.log, list(zip(ids, found, days, strict=True)))
            if block.log == "answer":
                dates = (date.fromordinal(days[0]), date.fromordinal(days[-1]))
                self._news = MendedClock(len(found), local_date(stamps[0]), *dates)

    def _moments(self, block: _Block, stamps: Sequence[int], low: int, high: int) -> list[int]:
        by = self._context.clock.set_back_ms
        if by and low <= stamps[0] + by:
            return moved(stamps, by, low, high)
        return between(stamps, [row.session for row in block.rows], low, high)


def _stretches(connection: Connection, now: int) -> list[list[_Block]]:
    """What lies before all time, and what lies ahead of the clock where it is the clock that is believed."""
    outside = {log: placed_repo.outside(connection, log, EARLIEST_MS, now + SLACK_MS) for log in LOGS}
    early = _blocks(connection, {log: [row for row in rows if row.at_ms < now] for log, rows in outside.items()})
    ahead = _blocks(connection, {log: [row for row in rows if row.at_ms > now] for log, rows in outside.items()})
    return [stretch for stretch in (early, ahead if ahead and _believed(ahead, now) else []) if stretch]


def _blocks(connection: Connection, found: Mapping[str, Sequence[Stamped]]) -> list[_Block]:
    return [
        _Block(log, rows, *placed_repo.neighbors(connection, log, rows[0].id, rows[-1].id))
        for log, rows in found.items()
        if rows
    ]


def _believed(ahead: Sequence[_Block], now: int) -> bool:
    """Whether the clock is believed and not the rows ahead of it."""
    before, first = max(one.before for one in ahead), min(one.rows[0].at_ms for one in ahead)
    return record_is_wrong(before, first, max(one.rows[-1].at_ms for one in ahead), now)
