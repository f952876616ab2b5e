from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services

from ..helpers import FixedClock, make_services
from .small import template


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
    shutil.copyfile(template() / "study.sqlite", tmp_path / "study.sqlite")
    opened = open_services(tmp_path / "study.sqlite", template() / "question_banks", clock, random.Random(1))
    yield opened
    opened.close()
