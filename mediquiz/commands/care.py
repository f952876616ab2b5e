"""`mediquiz backup` and `mediquiz restore`: copies of the study history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mediquiz.commands.common import DatabaseOption, Refused, located, sound
from mediquiz.files import make_private_folder
from mediquiz.language import _


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A new file for the copy."))],
    database: DatabaseOption = None,
) -> None:
    """Copy the study history into FILE, also while the window is open."""
    from mediquiz.storage.backups import copy_database

    history = located(context, database).database
    if file.exists():
        raise Refused(_("{file} already exists; choose another name, nothing was changed.").format(file=file))
    if not file.parent.is_dir():
        said = _("There is no folder {folder}; make it first or choose another place, nothing was changed.")
        raise Refused(said.format(folder=file.parent))
    if not sound(history):
        raise Refused(
            _("There is no study history at {history} yet, so there is nothing to back up.").format(history=history)
        )
    copy_database(history, file)
    print(_("The study history was copied to {file}.").format(file=file))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A backup of a study history."))],
    database: DatabaseOption = None,
) -> None:
    """Put a backup in the place of the study history. What stood there is kept."""
    from mediquiz.storage.backups import refuse_unfit
    from mediquiz.storage.backups import restore as put_back
    from mediquiz.storage.locking import WriterLock

    history = located(context, database).database
    if history.exists() and file.exists() and history.samefile(file):
        raise Refused(_("{file} is the study history itself; name a backup, nothing was changed.").format(file=file))
    if not history.parent.is_dir():
        # Before a folder is made for what may not come; nobody can hold a lock in there yet.
        refuse_unfit(file)
    make_private_folder(history.parent)
    # Holding the writer's lock means that no window has the file open while it is exchanged.
    lock = WriterLock(history)
    try:
        kept = put_back(file, history)
    finally:
        lock.release()
    said = [_("{file} is the study history now.").format(file=file)]
    said += [_("The old one is saved as {kept}.").format(kept=kept)] if kept else []
    print(" ".join(said))
