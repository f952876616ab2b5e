"""Where things lie: shipped banks and resources in the package or beside it, the student's data in her data folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATABASE_NAME = "mediquiz.sqlite"
DATABASE_VARIABLE = "MEDIQUIZ_DATABASE"


@dataclass(frozen=True, slots=True)
class Locations:
    """`banks` and `resources` are read only; everything else lies beside the database."""

    banks: Path
    resources: Path
    database: Path

    @property
    def appearance(self) -> Path:
        """Look and window size in a small file, so that the first paint needs no database."""
        return self.database.with_name("window.json")

    @property
    def crashes(self) -> Path:
        return self.database.parent / "crash-reports"


def shipped(name: str) -> Path:
    """A shipped folder: inside the installed package, or beside it in a checkout."""
    inside = PACKAGE / "_data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def data_folder() -> Path:
    """The platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("mediquiz", appauthor=False)


def banks() -> Path:
    """The shipped questions, wherever the history lies."""
    return shipped("question_banks")


def find(database: Path | None = None) -> Locations:
    """Locations of this start: `--database`, else the environment, else the data folder.

    Raises RuntimeError for `~name` where nobody is called so.
    """
    named = database or (Path(value) if (value := os.environ.get(DATABASE_VARIABLE)) else None)
    chosen = named.expanduser().absolute() if named else data_folder() / DATABASE_NAME
    return Locations(banks(), shipped("resources"), chosen)
