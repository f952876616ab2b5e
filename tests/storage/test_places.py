"""Where a history can lie, and what is said of places where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mediquiz
from mediquiz.storage.store import Store

from .test_store import keep_setting, kept

PACKAGE = Path(mediquiz.__file__).parent
MAKE = (
    "import sys; from pathlib import Path; from mediquiz.storage.store import Store; Store(Path(sys.argv[1])).close()"
)


@pytest.mark.parametrize("name", ["100% sure", "%(here)s %s", "a;b, c:d", "(?#) [x] ' \" &"])
def test_a_history_is_made_by_a_program_that_lies_in_a_folder_with_such_a_name(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    (place / "mediquiz").symlink_to(PACKAGE)
    made = place / "data" / "study.sqlite"
    subprocess.run(
        # No site: an editable install would be found first.
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(place)!r}); {MAKE}", str(made)],
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert kept(made) == []


@pytest.mark.parametrize("name", ["100% sure", "%41 {file} %(x)s", "<b>&amp;", "mine"])
def test_a_history_lies_in_a_folder_with_such_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name}.sqlite"
    store = Store(path)
    keep_setting(store, "here")
    store.close()
    assert kept(path) == ["here"]
