"""Questions from a file: all or none of them, kept over the next start, never in place of a shipped one."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from mediquiz.domain.items import Item, Option, Origin, Review
from mediquiz.domain.summaries import LibraryQuery, StudyMode, StudyRequest
from mediquiz.formats.bank_json import export_bank
from mediquiz.services.bank_import import ImportRefused, ImportReport
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.storage import item_repo

from ..formats.test_bank_json import ITEM, items
from ..helpers import FixedClock, make_services, write_bank

SHIPPED = "clinical.phlebotomy"
SERVED = replace(ITEM, reviewed=Review("agreed", date(2026, 1, 2)))
TWO = [SERVED, replace(SERVED, id="clinical.ecg.0002", stem="Which wave comes last?")]


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    """A bank without a question about the ECG."""
    return write_bank(tmp_path / "question_banks", [SHIPPED])


@pytest.fixture
def reopened(tmp_path: Path, banks: Path) -> Iterator[Callable[[], Services]]:
    """Services over one data folder; each call is the next start."""
    held: list[Services] = []

    def start() -> Services:
        if held:
            held[-1].close()
        held.append(make_services(tmp_path / "data", FixedClock(), banks))
        return held[-1]

    yield start
    held[-1].close()


def _write(path: Path, services: Services, bank: list[Item]) -> Path:
    path.write_text(export_bank(bank, services.context.topics, []), encoding="utf-8")
    return path


def _found(services: Services) -> set[str]:
    page = services.library.search(LibraryQuery(subject="clinical", limit=1000))
    return {row.item_id for row in page.rows}


def _rows(services: Services) -> list[tuple[str, str, int]]:
    with services.context.store.begin() as connection:
        return [(held.name, str(held.origin), held.items) for held in item_repo.held_files(connection)]


def test_an_imported_question_is_asked_and_survives_the_next_start(
    tmp_path: Path, reopened: Callable[[], Services]
) -> None:
    services = reopened()
    outcome = services.library.import_items(_write(tmp_path / "mine.json", services, TWO))
    assert outcome.value == ImportReport("imported/mine.json", 2, 2, 0)
    assert outcome.changes.items
    services = reopened()
    assert {item.id for item in TWO} <= _found(services)
    assert ("imported/mine.json", "imported", 2) in _rows(services)
    assert ("clinical/phlebotomy.yaml", "shipped", 4) in _rows(services)
    session = services.study.start(
        StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=5, topics=("clinical.ecg",))
    ).value
    assert {shown.item.id for shown in session.items} == {item.id for item in TWO}


def test_a_shipped_file_that_is_gone_is_forgotten_still(
    tmp_path: Path, banks: Path, reopened: Callable[[], Services]
) -> None:
    services = reopened()
    services.library.import_items(_write(tmp_path / "mine.json", services, TWO), origin=Origin.OWN)
    (banks / "clinical" / "phlebotomy.yaml").unlink()
    services = reopened()
    assert _rows(services) == [("own/mine.json", "own", 2)]
    assert _found(services) == {item.id for item in TWO}


def test_the_same_file_again_replaces_what_it_brought(tmp_path: Path, reopened: Callable[[], Services]) -> None:
    services = reopened()
    services.library.import_items(_write(tmp_path / "mine.json", services, TWO))
    draft = replace(TWO[0], reviewed=None)
    again = services.library.import_items(_write(tmp_path / "mine.json", services, [draft])).value
    assert again == ImportReport("imported/mine.json", 1, 0, 1)
    assert not _found(services) & {item.id for item in TWO}
    third = services.library.import_items(_write(tmp_path / "mine.json", services, TWO)).value
    assert third.retired == 0 and {item.id for item in TWO} <= _found(services)


def _broken(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Path, Services], Path]:
    def write(path: Path, services: Services) -> Path:
        plain = json.loads(export_bank(TWO, services.context.topics, []))
        change(plain["items"])
        path.write_text(json.dumps(plain), encoding="utf-8")
        return path

    return write


def _bytes(name: str, data: bytes) -> Callable[[Path, Services], Path]:
    def write(path: Path, services: Services) -> Path:
        named = path.with_name(name)
        named.write_bytes(data)
        return named

    return write


def _clash(entries: list[dict[str, Any]]) -> None:
    entries[1].update(id="clinical.phlebotomy.0001", topic=SHIPPED)


def _other_topic(entries: list[dict[str, Any]]) -> None:
    entries[1].update(id="clinical.witchcraft.0001", topic="clinical.witchcraft")


REFUSED = {
    "a missing field": (
        _broken(lambda entries: entries[1].pop("stem")),
        "mine.json: Item 2 has no `stem`.",
    ),
    "an id that is shipped": (
        _broken(_clash),
        "mine.json: Item 2 has the id clinical.phlebotomy.0001, which clinical/phlebotomy.yaml holds; give it a new "
        "number.",
    ),
    "a topic that is not here": (
        _broken(_other_topic),
        "mine.json: Item 2 (clinical.witchcraft.0001) is of the topic `clinical.witchcraft`, which this bank does not "
        "have; give it another.",
    ),
    "no json": (
        _bytes("mine.json", b"[\n\n{"),
        "mine.json: Line 3: this is not readable JSON (Expecting property name enclosed in double quotes).",
    ),
    "no utf-8": (
        _bytes("mine.json", b'{\n"\xff"}'),
        "mine.json, line 2: this is no text in UTF-8; save it as UTF-8.",
    ),
    "another ending": (
        _bytes("mine.docx", b""),
        "mine.docx: the ending `.docx` belongs to no format; say which it is: `json`.",
    ),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_file_with_a_mistake_is_told_in_one_sentence_and_nothing_of_it_is_kept(
    which: str, tmp_path: Path, reopened: Callable[[], Services]
) -> None:
    write, sentence = REFUSED[which]
    services = reopened()
    before = _rows(services), _found(services)
    with pytest.raises(ImportRefused) as raised:
        services.library.import_items(write(tmp_path / "mine.json", services))
    assert str(raised.value) == sentence
    assert (_rows(services), _found(services)) == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path, reopened: Callable[[], Services]) -> None:
    with pytest.raises(ImportRefused, match=re.escape(f"nowhere.json cannot be read ({os.strerror(errno.ENOENT)}).")):
        reopened().library.import_items(tmp_path / "nowhere.json")


def test_an_id_of_another_imported_file_is_refused(tmp_path: Path, reopened: Callable[[], Services]) -> None:
    services = reopened()
    services.library.import_items(_write(tmp_path / "mine.json", services, TWO))
    with pytest.raises(ImportRefused, match=r"hers\.json: Item 1 has the id clinical\.ecg\.0001, which imported/mine"):
        services.library.import_items(_write(tmp_path / "hers.json", services, TWO))


def test_a_shipped_question_takes_its_id_and_says_so(
    tmp_path: Path, banks: Path, reopened: Callable[[], Services]
) -> None:
    services = reopened()
    services.library.import_items(_write(tmp_path / "mine.json", services, TWO))
    write_bank(tmp_path / "newer", ["clinical.ecg"])
    (tmp_path / "newer" / "clinical" / "ecg.yaml").rename(banks / "clinical" / "ecg.yaml")
    outcome = services.library.load_bank(banks)
    # What is told of a file is no sign that it was not read.
    assert outcome.changes == Changes(items=True)
    assert outcome.value.problems == (
        "clinical/ecg.yaml holds clinical.ecg.0001 now, in place of the question from imported/mine.json.",
        "clinical/ecg.yaml holds clinical.ecg.0002 now, in place of the question from imported/mine.json.",
    )
    assert ("imported/mine.json", "imported", 0) in _rows(services)


def test_whatever_goes_out_comes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("round")
    services = make_services(folder / "data", FixedClock(), write_bank(folder / "question_banks", [SHIPPED]))

    # The clock is the computer's, and another program may be busy.
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(items())
    def holds(bank: list[Item]) -> None:
        services.library.import_items(_write(folder / "bank.json", services, bank))
        with services.context.store.begin() as connection:
            assert item_repo.load(connection, [item.id for item in bank]) == bank
            assert item_repo.ids_in(connection, "imported/bank.json") == {item.id for item in bank}
        assert _found(services) >= {item.id for item in bank if item.served}

    holds()
    services.close()


def test_options_keep_their_order_and_reasons(tmp_path: Path, reopened: Callable[[], Services]) -> None:
    services = reopened()
    services.library.import_items(_write(tmp_path / "mine.json", services, TWO))
    assert services.library.item("clinical.ecg.0001").item.options[0] == Option("P wave", "Because of P.", True)
