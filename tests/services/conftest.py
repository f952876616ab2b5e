from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    opened = make_services(tmp_path, clock)
    yield opened
    opened.close()
