from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ..helpers import FixedClock
from .person import Person

Launch = Callable[[], Person]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def launch(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Launch]:
    """Starts the application over one data folder; call again to start it anew."""
    started: list[Person] = []

    def start() -> Person:
        person = Person(qapp, tmp_path / "data" / "study.sqlite", clock)
        started.append(person)
        return person

    yield start
    for person in started:
        person.leave()
