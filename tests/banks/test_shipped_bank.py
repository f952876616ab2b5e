"""The bank that ships: sound, and large enough for two full forms of every exam."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mediquiz.banks import read_bank
from mediquiz.banks.checks import CheckReport, check_bank
from mediquiz.domain.blueprint import form_quotas, largest_remainder

SHIPPED = Path(__file__).parents[2] / "question_banks"


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return check_bank(SHIPPED)


def test_it_has_no_errors(report: CheckReport) -> None:
    assert report.errors == []


def test_it_holds_seven_hundred_reviewed_items(report: CheckReport) -> None:
    assert report.items["reviewed"] >= 700


def test_every_exam_draws_two_forms_without_a_shared_item(report: CheckReport) -> None:
    assert {name: exam["forms"] for name, exam in report.exams.items() if exam["forms"] < 2} == {}


def test_topics_carry_two_forms_within_one_item() -> None:
    # An area borrows from its other topics where one is short, so a topic may lack an item; it must not lack many.
    bank = read_bank(SHIPPED)
    held = Counter(item.topic for item in bank.items if item.served)
    short: dict[str, int] = {}
    for exam in bank.blueprints:
        scored, unscored = form_quotas(exam)
        for area in exam.areas:
            needed = scored[area.id] + unscored[area.id]
            for topic, count in zip(area.topics, largest_remainder([*area.topics.values()], needed), strict=True):
                short[f"{area.id} {topic}"] = 2 * count - held[topic]
    assert {place: lack for place, lack in short.items() if lack > 1} == {}
