"""`mediquiz backup` and `mediquiz restore`: copies of the study history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mediquiz.commands.common import DatabaseOption, Refused, located, sound


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the copy.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the study history into FILE, also while the window is open."""
    from mediquiz.storage.backups import copy_database

    history = located(context, database).database
    if file.exists():
        raise Refused(f"{file} exists already; choose another name, nothing was changed.")
    if not sound(history):
        raise Refused(f"There is no study history at {history} yet, so there is nothing to back up.")
    copy_database(history, file)
    print(f"The study history was copied to {file}.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup of a study history.")],
    database: DatabaseOption = None,
) -> None:
    """Put a backup in the place of the study history. What stood there is kept."""
    from mediquiz.storage.backups import restore as put_back
    from mediquiz.storage.locking import WriterLock

    history = located(context, database).database
    if history.exists() and file.exists() and history.samefile(file):
        raise Refused(f"{file} is the study history itself; name a backup, nothing was changed.")
    history.parent.mkdir(parents=True, exist_ok=True)
    # Holding the writer's lock means that no window has the file open while it is exchanged.
    lock = WriterLock(history)
    try:
        kept = put_back(file, history)
    finally:
        lock.release()
    print(f"{file} is the study history now." + (f" What stood there is kept as {kept}." if kept else ""))
