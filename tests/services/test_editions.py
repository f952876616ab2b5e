"""Which exams and editions the services follow: the bank says, the student chooses among several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediquiz.banks import BankError
from mediquiz.domain.summaries import Goal
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.services.settings import from_plain
from mediquiz.storage import keep_repo

from ..helpers import make_services, with_exam, with_exams_only, write_bank

TOPICS = ("clinical.ecg", "clinical.phlebotomy")


def test_the_banks_first_exam_is_in_front_until_one_is_chosen(services: Services) -> None:
    assert services.context.certifications == ("cma", "rma", "ncma", "ccma")
    assert services.settings.read().certification == "cma"
    services.settings.change(goals=(Goal("ncma"),))
    assert services.settings.read().certification == "ncma"


def test_an_exam_of_another_order_comes_first(tmp_path: Path) -> None:
    banks = with_exams_only(write_bank(tmp_path / "question_banks", TOPICS), "ncma", "ccma")
    path = banks / "exams" / "ccma.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("order: 4", "order: 1"), encoding="utf-8")
    services = make_services(tmp_path, banks=banks)
    assert [exam.label for exam in services.library.exams()] == ["CCMA (NHA)", "NCMA (NCCT)"]
    assert services.settings.read().certification == "ccma"
    services.close()


def test_the_edition_chosen_is_kept_and_followed(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    assert services.context.blueprint("rma").edition == "2022"
    services.settings.change(editions={"rma": "three-areas"})
    assert services.context.blueprint("rma").edition == "three-areas"
    with services.context.store.begin() as connection:
        assert keep_repo.settings(connection)["editions"] == {"rma": "three-areas"}
    services.close()
    again = make_services(tmp_path)
    assert again.context.blueprint("rma").edition == "three-areas"
    again.settings.change(editions={})
    assert again.context.blueprint("rma").edition == "2022"
    again.close()


def test_the_choice_that_an_earlier_version_kept_is_read(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    with services.context.store.begin() as connection:
        keep_repo.put_setting(connection, "rma_edition", "three-areas")
    services.close()
    again = make_services(tmp_path)
    assert again.settings.read().editions == {"rma": "three-areas"}
    assert again.context.blueprint("rma").edition == "three-areas"
    again.settings.change(editions={"rma": "2022"})
    assert again.context.blueprint("rma").edition == "2022"
    again.close()


def test_a_choice_made_now_counts_more_than_the_one_of_an_earlier_version() -> None:
    kept = json.loads('{"rma_edition": "three-areas", "editions": {"rma": "2022"}}')
    assert from_plain(kept).editions == {"rma": "2022"}


def test_an_edition_that_is_gone_gives_way_to_that_of_the_bank(services: Services) -> None:
    services.settings.change(editions={"rma": "1999", "xyz": "1"})
    assert services.context.blueprint("rma").edition == "2022"
    assert services.context.certifications == ("cma", "rma", "ncma", "ccma")


def test_a_goal_whose_exam_is_gone_waits_for_its_file(tmp_path: Path) -> None:
    banks = with_exam(write_bank(tmp_path / "question_banks", TOPICS), "fifth", 5)
    services = make_services(tmp_path, banks=banks)
    services.settings.change(goals=(Goal("fifth"), Goal("rma")))
    services.close()
    kept = (banks / "exams" / "fifth.yaml").read_text(encoding="utf-8")
    (banks / "exams" / "fifth.yaml").unlink()
    fewer = make_services(tmp_path, banks=banks)
    assert fewer.settings.read().goals == (Goal("rma"),)
    fewer.settings.change(theme="dark")
    fewer.close()
    (banks / "exams" / "fifth.yaml").write_text(kept, encoding="utf-8")
    again = make_services(tmp_path, banks=banks)
    assert again.settings.read().goals == (Goal("fifth"), Goal("rma"))
    again.close()


def test_exams_that_cannot_be_served_are_refused_at_the_start_in_one_sentence(tmp_path: Path) -> None:
    banks = with_exam(write_bank(tmp_path / "question_banks", TOPICS), "fifth", 4)
    with pytest.raises(BankError, match=r"exams/fifth\.yaml, line \d+: the file has the order 4, which ccma\.yaml has"):
        open_services(tmp_path / "study.sqlite", banks)
    assert not (tmp_path / "study.sqlite").exists()
