"""What the student chose: goals, minutes, look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mediquiz.domain.summaries import Goal, Settings
from mediquiz.services.changes import NOTHING, Changes, Outcome
from mediquiz.services.context import Context
from mediquiz.storage import keep_repo
from mediquiz.storage.store import Connection


def to_plain(settings: Settings) -> dict[str, Any]:
    """Settings as JSON values, by name."""
    return {
        "goals": [[g.certification, g.exam_date.isoformat() if g.exam_date else None] for g in settings.goals],
        "minutes": list(settings.minutes),
        "first_run_done": settings.first_run_done,
        "theme": settings.theme,
        "text_percent": settings.text_percent,
        "hide_clock": settings.hide_clock,
        "rma_edition": settings.rma_edition,
    }


def from_plain(plain: dict[str, Any]) -> Settings:
    """What `to_plain` wrote; names that are missing keep their defaults."""
    known = {name: value for name, value in plain.items() if name in Settings.__dataclass_fields__}
    if "goals" in known:
        known["goals"] = tuple(Goal(c, date.fromisoformat(on) if on else None) for c, on in known["goals"])
    if "minutes" in known:
        known["minutes"] = tuple(known["minutes"])
    return Settings(**known)


def settings_in(connection: Connection, database: Path) -> Settings:
    """Settings as a transaction sees them."""
    return replace(from_plain(keep_repo.settings(connection)), data_folder=str(database.parent))


class SettingsService:
    """Reads and writes settings. The window keeps look and size in a small file of its own, for the first paint."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._apply(self.read())

    def read(self) -> Settings:
        """Settings as they stand."""
        store = self._context.store
        with store.read() as connection:
            return settings_in(connection, store.path)

    def change(self, **values: Any) -> Outcome[Settings]:
        """Change some of them, by field name of `Settings`."""
        store = self._context.store
        with store.begin() as connection:
            new = replace(settings_in(connection, store.path), **values)
            plain = to_plain(new)
            kept = keep_repo.settings(connection)
            changed = [name for name in values if name not in kept or kept[name] != plain[name]]
            for name in changed:
                keep_repo.put_setting(connection, name, plain[name])
        self._apply(new)
        return Outcome(new, Changes(settings=True, plan=True, readiness=True) if changed else NOTHING)

    def _apply(self, settings: Settings) -> None:
        """The RMA has two editions on record; the student chooses which one her exams follow."""
        if ("rma", settings.rma_edition) in self._context.editions:
            self._context.chosen_editions["rma"] = settings.rma_edition
