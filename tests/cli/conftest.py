from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mediquiz import locations
from mediquiz.banks import read_topics
from mediquiz.cli import run
from mediquiz.services.bundle import Services

from ..helpers import make_services, write_bank, wrong_to


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """Lines on standard error."""
        return self.err.splitlines()


Command = Callable[..., Said]


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plain items on every topic: enough for a form of each exam."""
    folder = tmp_path_factory.mktemp("bank") / "question_banks"
    topics = read_topics(locations.shipped("question_banks") / "topics.yaml").topics
    folder.mkdir()
    return write_bank(folder, [topic.id for topic in topics], per_topic=24)


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands find the small bank, and never the data folder of whoever runs the tests."""
    monkeypatch.setenv("MEDIQUIZ_DATABASE", str(tmp_path / "data" / "study.sqlite"))
    real = locations.shipped
    monkeypatch.setattr(locations, "shipped", lambda name: bank if name == "question_banks" else real(name))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "study.sqlite"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process: `command("exam", "draw")`."""

    def call(*arguments: object) -> Said:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call


@pytest.fixture
def studied(database: Path, bank: Path) -> Iterator[Services]:
    """An open history with twenty-five answers: twenty right, five wrong."""
    services = make_services(database.parent, banks=bank)
    answer_some(services, 25, wrong_every=5)
    yield services
    services.close()


def answer_some(services: Services, count: int, wrong_every: int = 0) -> None:
    """A session of practice, answered to the end."""
    from mediquiz.domain.summaries import StudyMode, StudyRequest

    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=count)).value
    for n, shown in enumerate(session.items):
        services.study.show(session, n)
        wrong = wrong_every and n % wrong_every == 0
        response = wrong_to(shown) if wrong else shown.right
        services.study.answer(session, n, response, confidence=None, milliseconds=20_000)
    services.study.finish(session)
