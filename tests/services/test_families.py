"""Variants of one question are remembered as one: the family comes back for review as one of its items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mediquiz.domain.summaries import Goal, StudyMode, StudyRequest
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services, write_bank, wrong_to

TOPICS = ("clinical.ecg", "clinical.phlebotomy", "clinical.vital-signs", "pharmacology.dosage")
PER_TOPIC = 6
Open = Callable[[int], Services]


@pytest.fixture
def opened(tmp_path: Path, clock: FixedClock) -> Iterator[Open]:
    """Services over a bank whose families have so many items; 0 for a bank without families."""
    held: list[Services] = []

    def start(size: int) -> Services:
        banks = write_bank(tmp_path / f"banks-{size}", TOPICS, PER_TOPIC)
        for topic in TOPICS if size else ():
            path = banks / (topic.replace(".", "/") + ".yaml")
            path.write_text(_in_families(path.read_text(encoding="utf-8"), size), encoding="utf-8")
        held.append(make_services(tmp_path / f"data-{size}", clock, banks))
        return held[-1]

    yield start
    for services in held:
        services.close()


def _in_families(text: str, size: int) -> str:
    def named(found: re.Match[str]) -> str:
        topic, number = found[1], int(found[2])
        return f"{found[0]}    family: {topic}.{(number - 1) // size}.family\n"

    return re.sub(r"  - id: (.*)\.(\d{4})\n", named, text)


def _misses(services: Services, items: list[str]) -> None:
    """Answers these wrong, each after it was shown."""
    request = StudyRequest(mode=StudyMode.DRILL, certification="cma", count=len(items), items=tuple(items))
    session = services.study.start(request).value
    for n, shown in enumerate(session.items):
        services.study.show(session, n)
        services.study.answer(session, n, wrong_to(shown), confidence=None, milliseconds=9_000)
    services.study.finish(session)


def _all_items() -> list[str]:
    return [f"{topic}.{n:04}" for topic in TOPICS for n in range(1, PER_TOPIC + 1)]


def _reviews(services: Services, count: int = 12) -> list[str]:
    return services.planning.todays_items("cma", count)


@pytest.mark.parametrize("size", [0, 1])
def test_a_family_of_one_is_reviewed_like_an_item(opened: Open, clock: FixedClock, size: int) -> None:
    services = opened(size)
    services.settings.change(goals=(Goal("cma"),))
    _misses(services, _all_items())
    clock.pass_days(35)
    assert len(_reviews(services)) == 12


def test_of_a_family_one_item_comes_back_the_one_seen_longest_ago(opened: Open, clock: FixedClock) -> None:
    services = opened(2)
    first, second = "clinical.ecg.0001", "clinical.ecg.0002"
    _misses(services, [item for item in _all_items() if item not in (first, second)])
    _misses(services, [second])
    _misses(services, [first])
    clock.pass_days(35)
    found = _reviews(services, 24)
    families = {_family(item) for item in found}
    assert len(found) == len(families) == len(TOPICS) * PER_TOPIC // 2
    assert second in found and first not in found


def test_of_a_family_an_item_never_seen_comes_before_those_seen(opened: Open, clock: FixedClock) -> None:
    services = opened(3)
    _misses(services, ["clinical.ecg.0001", "clinical.ecg.0003"])
    clock.pass_days(35)
    catalog = services.context.catalog
    assert catalog.next_of("clinical.ecg.0.family") == catalog.ordinal("clinical.ecg.0002")
    ecg = [item for item in _reviews(services, 40) if _family(item, 3) == "clinical.ecg.0"]
    assert ecg == ["clinical.ecg.0002"]


def test_a_suspended_item_leaves_the_review_to_its_family(opened: Open, clock: FixedClock) -> None:
    services = opened(2)
    _misses(services, _all_items())
    services.marks.suspend("clinical.ecg.0001", True)
    clock.pass_days(35)
    found = _reviews(services, 24)
    assert "clinical.ecg.0002" in found and "clinical.ecg.0001" not in found


def _family(item: str, size: int = 2) -> str:
    topic, _, number = item.rpartition(".")
    return f"{topic}.{(int(number) - 1) // size}"
