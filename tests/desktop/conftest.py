from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mediquiz.locations import shipped
from mediquiz.services.opening import open_services

from ..helpers import FixedClock, make_services
from ..journeys.person import Person

Launch = Callable[[], Person]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def database(tmp_path: Path, clock: FixedClock) -> Path:
    """A study history with the shipped bank, past its first run."""
    services = make_services(tmp_path / "data", clock)
    services.settings.change(first_run_done=True)
    services.close()
    return tmp_path / "data" / "study.sqlite"


@pytest.fixture
def launch(qapp: QApplication, database: Path, clock: FixedClock) -> Iterator[Launch]:
    """Starts the application over the database; call again to start it anew."""
    started: list[Person] = []

    def start() -> Person:
        started.append(Person(qapp, database, clock))
        return started[-1]

    yield start
    for person in started:
        person.leave()


@pytest.fixture
def own_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped bank that a test may break."""
    copy = tmp_path / "question_banks"
    shutil.copytree(shipped("question_banks"), copy)
    real = shipped
    monkeypatch.setattr("mediquiz.locations.shipped", lambda name: copy if name == "question_banks" else real(name))
    return copy


def themes(database: Path) -> str:
    """The theme on record."""
    services = open_services(database, shipped("question_banks"))
    try:
        return services.settings.read().theme
    finally:
        services.close()
