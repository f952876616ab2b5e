"""Look and window size in a small JSON file, so that the first paint needs no database. Losing it loses nothing."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from mediquiz.files import write_whole

LARGEST = 100_000


@dataclass(slots=True)
class Appearance:
    """What the window looks like before anything is opened."""

    theme: str = "system"
    text_percent: int = 100
    place: dict[str, int] = field(default_factory=dict)
    certification: str = ""
    subtitle: str = ""


def read(path: Path) -> Appearance:
    """The file's values; defaults for whatever it does not hold or holds wrongly."""
    found = Appearance()
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return found
    if isinstance(plain, dict):
        for one in fields(found):
            value = plain.get(one.name)
            if isinstance(value, type(getattr(found, one.name))):
                setattr(found, one.name, value)
    if not all(_on_a_desktop(value) for value in found.place.values()):
        found.place = {}
    return found


def _on_a_desktop(value: object) -> bool:
    """Qt refuses a number that no screen has with an error of its own."""
    return isinstance(value, int) and abs(value) <= LARGEST


def write(path: Path, appearance: Appearance) -> None:
    """Keep it if the folder can be written; the window's look is not worth an error."""
    # On a disk that is read-only not even this is allowed.
    with suppress(OSError):
        write_whole(path, json.dumps(asdict(appearance)).encode())
