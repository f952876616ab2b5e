from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services
from .small import write_small_bank


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    opened = make_services(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def small(tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    """Services over the bank of `small.py`, whose figures can be worked out by hand."""
    opened = make_services(tmp_path / "small", clock, write_small_bank(tmp_path / "question_banks"))
    yield opened
    opened.close()
