from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediquiz import gallery, locations

from ..cli.conftest import answer_some, bank  # noqa: F401  # the fixture
from ..helpers import make_services
from .machine import in_folder


@pytest.fixture(scope="session")
def history(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """A small closed history, to be copied."""
    folder = tmp_path_factory.mktemp("history")
    services = make_services(folder, banks=bank)
    answer_some(services, 25, wrong_every=5)
    services.close()
    return folder / "study.sqlite"


@pytest.fixture
def place(tmp_path: Path, bank: Path, history: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:  # noqa: F811
    """A folder in which a command can do no harm: history, temporary files and the home of the student are in it."""
    for name in ("data", "temporary", "home"):
        (tmp_path / name).mkdir()
    shutil.copyfile(history, tmp_path / "data" / "study.sqlite")
    monkeypatch.setenv("MEDIQUIZ_DATABASE", str(tmp_path / "data" / "study.sqlite"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    # Pictures take a minute each; what leads to them is tried.
    monkeypatch.setattr(gallery, "take_screenshots", lambda *_: None)
    real = locations.shipped
    monkeypatch.setattr(locations, "shipped", lambda name: bank if name == "question_banks" else real(name))
    with in_folder(tmp_path):
        yield tmp_path
