from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mediquiz.services.bundle import Services

from .conftest import Command


def drawn(command: Command, *arguments: str) -> list[dict[str, object]]:
    said = command("exam", "draw", "--json", *arguments)
    assert said.code == 0, said.err
    plain = json.loads(said.out)
    assert list(plain) == ["items"]
    items: list[dict[str, object]] = plain["items"]
    return items


def test_a_cma_form_has_its_segments_and_unscored_items(command: Command) -> None:
    items = drawn(command, "--cert", "cma", "--seed", "7")
    assert [set(item) for item in items] == [{"id", "area", "segment", "scored"}] * 200
    assert Counter(item["segment"] for item in items) == {1: 50, 2: 50, 3: 50, 4: 50}
    assert sum(bool(item["scored"]) for item in items) == 180
    assert len({item["id"] for item in items}) == 200


@pytest.mark.parametrize(("cert", "total"), [("rma", 210), ("ncma", 150), ("ccma", 180)])
def test_the_other_exams(command: Command, cert: str, total: int) -> None:
    assert len(drawn(command, "--cert", cert)) >= total - 30


def test_the_same_seed_draws_the_same_form(command: Command) -> None:
    first = drawn(command, "--cert", "cma", "--seed", "7")
    assert drawn(command, "--cert", "cma", "--seed", "7") == first
    assert drawn(command, "--cert", "cma", "--seed", "8") != first


def test_drawing_creates_nothing(command: Command, database: Path) -> None:
    drawn(command, "--cert", "cma")
    assert not database.parent.exists()


def test_drawing_looks_at_the_history_and_leaves_it_alone(command: Command, studied: Services, database: Path) -> None:
    seen = {shown.item.id for shown in studied.study.resume(1).value.items}
    before = studied.study.home("cma").topics
    items = drawn(command, "--cert", "cma", "--seed", "3")
    assert not seen & {item["id"] for item in items}
    studied.library.reload_catalog()
    assert studied.study.home("cma").topics == before


def test_as_text(command: Command) -> None:
    said = command("exam", "draw", "--cert", "cma")
    lines = said.out.splitlines()
    assert len(lines) == 201
    assert "segment 1" in lines[1]
    assert sum("not scored" in line for line in lines) == 20
