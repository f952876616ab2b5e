"""Bringing a file to the newest schema. Alembic is imported here only, and only when something is due."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from mediquiz.storage import study_repo
from mediquiz.storage.engine import APPLICATION_ID


def migrate(engine: Engine) -> None:
    """Run every migration that the file has not had, in one transaction. Also makes an empty file ours.

    What is derived from the log is made anew at its end: a rule may have changed as well as a table.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic reads it as a line of an ini file, where a percent sign begins the name of another line.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        study_repo.rebuild(connection)
