"""Bank files of an earlier version were shipped, all of them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from mediquiz.domain.items import Origin
from mediquiz.storage import item_repo, migrate
from mediquiz.storage.engine import APPLICATION_ID
from mediquiz.storage.store import Store


def test_files_of_an_earlier_history_are_shipped(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    _first_schema(path)
    store = Store(path)
    with store.begin() as connection:
        assert item_repo.known_files(connection, Origin.SHIPPED) == {"clinical/ecg.yaml": "abc"}
        assert item_repo.known_files(connection, Origin.IMPORTED) == {}
        assert item_repo.held_files(connection) == [item_repo.HeldFile("clinical/ecg.yaml", Origin.SHIPPED, 0, 0)]
    store.close()


def _first_schema(path: Path) -> None:
    """A history as the first version wrote it."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("INSERT INTO bank_file VALUES ('clinical/ecg.yaml', 'abc', 1)")
    engine.dispose()
