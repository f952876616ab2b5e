"""A disk that fails at each write of an act in its turn: the disk is blamed, and the act can be done again.

The faults are real ones to SQLite: a library between it and the system (`faulty_disk.c`, built here) refuses writes,
syncs and truncations of the history's files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..cli.conftest import bank  # noqa: F401  # the fixture
from ..helpers import make_services
from .driver import CASES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMPILER = shutil.which("gcc") or shutil.which("cc")
pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD is the loader's of Linux"),
    pytest.mark.skipif(COMPILER is None, reason="no C compiler to build the failing disk with"),
]


@pytest.fixture(scope="session")
def faulty_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that fails writes."""
    assert COMPILER is not None
    library = tmp_path_factory.mktemp("faults") / "faulty_disk.so"
    source = str(HERE / "faulty_disk.c")
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True, timeout=120)
    return library


@pytest.fixture(scope="session")
def template(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """A history with the small bank loaded."""
    services = make_services(tmp_path_factory.mktemp("template"), banks=bank)
    services.close()
    return services.care.database


def run(library: Path, *arguments: object) -> str:
    """A module of this folder in a process of its own, over the failing disk."""
    environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, f"{done.stdout[-1500:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.mark.timeout(700)
@pytest.mark.parametrize("case", CASES)
def test_each_write_of_an_act_fails_once(
    case: str,
    faulty_disk: Path,
    bank: Path,  # noqa: F811
    template: Path,
    tmp_path: Path,
) -> None:
    said = run(faulty_disk, "tests.faults.driver", case, tmp_path / "work", bank, template)
    found = re.search(r"(\d+) faults", said)
    assert found is not None and int(found[1]) >= 6, said


@pytest.mark.timeout(700)
@pytest.mark.parametrize("seed", [1, 3])
def test_a_window_over_a_disk_that_fails_now_and_then(faulty_disk: Path, tmp_path: Path, seed: int) -> None:
    assert "sound again" in run(faulty_disk, "tests.faults.window", tmp_path / "work", seed, 60)
