"""What was typed at a question and not saved, for as long as the program runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Draft:
    base: str
    """What was on record when the writing began."""
    text: str


class Drafts:
    """One for each question and kind of text, so that a way out of writing loses nothing."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Draft] = {}

    def keep(self, kind: str, item_id: str, base: str, text: str) -> bool:
        """Keep what was typed over `base`; False where nothing new was typed."""
        if text.strip() == base.strip():
            self.drop(kind, item_id)
            return False
        self._kept[kind, item_id] = _Draft(base, text)
        return True

    def drop(self, kind: str, item_id: str) -> None:
        """It is on record, or taken back."""
        self._kept.pop((kind, item_id), None)

    def text(self, kind: str, item_id: str, on_record: str) -> str | None:
        """What to go on with; beneath what was put on record meanwhile, so that neither is lost."""
        draft = self._kept.get((kind, item_id))
        if draft is None:
            return None
        return draft.text if draft.base == on_record else f"{on_record}\n{draft.text}".strip()
