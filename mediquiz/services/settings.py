"""What the student chose: goals, minutes, look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mediquiz.domain.summaries import Goal, Settings
from mediquiz.services.changes import NOTHING, Changes, Done
from mediquiz.services.context import Context, first_editions
from mediquiz.storage import keep_repo
from mediquiz.storage.store import Connection

OLD_EDITION = "rma_edition"
"""How the choice between the two plans of the RMA was kept before every exam could have one."""


def to_plain(settings: Settings) -> dict[str, Any]:
    """Settings as JSON values, by name."""
    return {
        "goals": [[g.certification, g.exam_date.isoformat() if g.exam_date else None] for g in settings.goals],
        "minutes": list(settings.minutes),
        "first_run_done": settings.first_run_done,
        "theme": settings.theme,
        "text_percent": settings.text_percent,
        "hide_clock": settings.hide_clock,
        "letter_keys": settings.letter_keys,
        "editions": dict(settings.editions),
    }


def from_plain(plain: dict[str, Any]) -> Settings:
    """What `to_plain` wrote; names that are missing keep their defaults."""
    if OLD_EDITION in plain:
        plain = {"editions": {"rma": plain[OLD_EDITION]}, **plain}
    known = {name: value for name, value in plain.items() if name in Settings.__dataclass_fields__}
    if "goals" in known:
        known["goals"] = tuple(Goal(c, date.fromisoformat(on) if on else None) for c, on in known["goals"])
    if "minutes" in known:
        known["minutes"] = tuple(known["minutes"])
    return Settings(**known)


def settings_in(connection: Connection, context: Context) -> Settings:
    """Settings as a transaction sees them."""
    found = from_plain(keep_repo.settings(connection))
    # One whose exam the bank no longer holds stays on record and comes back with its file.
    goals = tuple(goal for goal in found.goals if goal.certification in context.certifications)
    folder = str(context.store.path.parent)
    return replace(found, goals=goals, data_folder=folder, first_exam=context.certifications[0])


class SettingsService:
    """Reads and writes settings. The window keeps look and size in a small file of its own, for the first paint."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._apply(self.read())

    def read(self) -> Settings:
        """Settings as they stand."""
        with self._context.store.read() as connection:
            return settings_in(connection, self._context)

    def change(self, **values: Any) -> Done[Settings]:
        """Change some of them, by field name of `Settings`."""
        with self._context.store.begin() as connection:
            new = replace(settings_in(connection, self._context), **values)
            plain, kept = to_plain(new), keep_repo.settings(connection)
            changed = [name for name in values if name not in kept or kept[name] != plain[name]]
            for name in changed:
                keep_repo.put_setting(connection, name, plain[name])
        self._apply(new)
        return Done(new, Changes(settings=True, plan=True, readiness=True) if changed else NOTHING)

    def _apply(self, settings: Settings) -> None:
        """Exams follow the editions that the student chose, as far as the bank holds them."""
        context = self._context
        held = {c: edition for c, edition in settings.editions.items() if (c, edition) in context.editions}
        context.chosen_editions.update(first_editions(context.editions) | held)
