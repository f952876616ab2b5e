"""What many tests need: a clock that stands still, a small real bank, services over a real database."""

from __future__ import annotations

import atexit
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mediquiz.domain.answers import Response, chosen
from mediquiz.domain.summaries import ShownItem
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.clock import local_date
from mediquiz.services.opening import open_services
from mediquiz.storage.errors import UnwritableDatabase
from mediquiz.storage.store import Connection, Store

if TYPE_CHECKING:
    from mediquiz.ui.tools import Tools

NOON = 1_772_323_200_000
"""Noon UTC of February 28 or March 1, 2026: any fixed moment does."""
DAY_MS = 86_400_000


@dataclass
class FixedClock:
    """A clock that moves when told to."""

    ms: int = NOON
    seconds: float = field(default=1000.0)

    def now_ms(self) -> int:
        return self.ms

    def today(self) -> date:
        return local_date(self.ms)

    def monotonic(self) -> float:
        return self.seconds

    def pass_time(self, seconds: float) -> None:
        """Let time pass on both clocks."""
        self.seconds += seconds
        self.ms += round(seconds * 1000)

    def pass_days(self, days: float) -> None:
        self.pass_time(days * 86_400)


def make_services(folder: Path, clock: FixedClock | None = None, banks: Path | None = None, seed: int = 1) -> Services:
    """Services over a new (or existing) database in `folder`, with the shipped bank loaded."""
    source = banks or shipped("question_banks")
    database = folder / "study.sqlite"
    if banks is None and not database.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_template(), database)
    services = open_services(database, source, clock or FixedClock(), random.Random(seed))
    services.library.load_bank(source)
    return services


@cache
def _template() -> Path:
    """A database with the shipped bank loaded, made once in a run and copied by the tests."""
    folder = Path(tempfile.mkdtemp(prefix="mediquiz-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    banks = shipped("question_banks")
    services = open_services(folder / "study.sqlite", banks, FixedClock(), random.Random(1))
    services.library.load_bank(banks)
    services.close()
    return folder / "study.sqlite"


def make_tools(services: Services, clock: FixedClock | None = None) -> Tools:
    """What screens are given, with the inline runner and recorded prompts."""
    from mediquiz.ui.change_hub import ChangeHub
    from mediquiz.ui.prompts import RecordedPrompts
    from mediquiz.ui.tasks import InlineRunner
    from mediquiz.ui.tools import Tools

    return Tools(services, InlineRunner(), ChangeHub(), RecordedPrompts(), clock or FixedClock())


def wrong_to(shown: ShownItem) -> Response:
    """A response to a single best answer that is wrong: the option after the key, in the author's order."""
    (key,) = shown.item.keys
    return chosen((key + 1) % len(shown.item.options))


def key_place(shown: ShownItem) -> int:
    """Where the key of a single best answer stands on the screen, from the top."""
    return shown.order.index(shown.item.keys[0])


def write_bank(folder: Path, topics: Iterable[str], per_topic: int = 4) -> Path:
    """A bank of plain but valid items on a copy of the shipped topics and exams; for tests that need no content."""
    shutil.copytree(shipped("question_banks") / "exams", folder / "exams")
    shutil.copyfile(shipped("question_banks") / "topics.yaml", folder / "topics.yaml")
    for topic in topics:
        path = folder / (topic.replace(".", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"topic: {topic}\nitems:\n" + "".join(_item(topic, n) for n in range(1, per_topic + 1)))
    return folder


def with_exam(banks: Path, identity: str, order: int, model: str = "ccma") -> Path:
    """The bank with one exam more, made from a shipped one: other id, other names, a place of its own."""
    text = (banks / "exams" / f"{model}.yaml").read_text(encoding="utf-8")
    named = {"id": identity, "order": order, "name": "Another Assistant", "short": identity.upper(), "board": "XYZ"}
    for field_name, value in named.items():
        text, changed = re.subn(rf"^{field_name}: .*$", f"{field_name}: {value}", text, count=1, flags=re.MULTILINE)
        assert changed, field_name
    (banks / "exams" / f"{identity}.yaml").write_text(text, encoding="utf-8")
    return banks


def with_exams_only(banks: Path, *identities: str) -> Path:
    """The bank with these exams and no other."""
    for path in (banks / "exams").glob("*.yaml"):
        if path.stem not in identities:
            path.unlink()
    return banks


def _item(topic: str, n: int) -> str:
    options = "".join(
        f"      - text: Answer {letter} to {topic} {n}\n        why: The reason why answer {letter} is what it is.\n"
        + ("        key: true\n" if place == n % 4 else "")
        for place, letter in enumerate("wxyz")
    )
    return (
        f"  - id: {topic}.{n:04}\n    level: application\n    difficulty: {1 + n % 5}\n"
        f"    stem: Question {n} of {topic}, which asks something?\n    options:\n{options}"
        f"    sources: [A standard text]\n    reviewed: {{date: 2026-01-02, verdict: agreed}}\n"
    )


@contextmanager
def commits_reported_as_failed(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Until the block ends every commit reaches the file and is then said to have failed, as a flaky disk does."""
    begin = Store.begin

    @contextmanager
    def lying(store: Store) -> Iterator[Connection]:
        with begin(store) as connection:
            yield connection
        raise UnwritableDatabase(store.path, "disk I/O error")

    with patch.context() as one:
        one.setattr(Store, "begin", lying)
        yield


NEW_YORK = "EST5EDT,M3.2.0,M11.1.0"
TOKYO = "JST-9"
HONOLULU = "HST10"
KIRITIMATI = "<+14>-14"
"""Zones by their rules, so that no table of zones needs to be installed."""


@contextmanager
def living_in(zone: str) -> Iterator[None]:
    """The process lives in a time zone until the block ends. Skips where a zone cannot be set."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot set the time zone of one process")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            yield
        finally:
            patch.undo()
            time.tzset()
