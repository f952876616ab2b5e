from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services.bundle import Services

from .conftest import Command, answer_some

CERTIFICATIONS = {"cma", "rma", "ncma", "ccma"}


def printed(command: Command, *arguments: object) -> dict[str, Any]:
    said = command(*arguments, "--json")
    assert said.code == 0, said.err
    plain: dict[str, Any] = json.loads(said.out)
    return plain


def test_progress_of_nobody_is_zero_and_creates_nothing(command: Command, database: Path) -> None:
    found = printed(command, "progress")["certifications"]
    assert set(found) == CERTIFICATIONS
    for one in found.values():
        assert (one["answers"], one["right"], one["seen"], one["coverage"]) == (0, 0, 0, 0.0)
        assert one["items"] > 0
        assert one["areas"]
        assert all(topic["p"] is None for topic in one["topics"].values())
    assert not database.parent.exists()


def test_progress_counts_what_was_answered_while_the_window_is_open(command: Command, studied: Services) -> None:
    cma = printed(command, "progress")["certifications"]["cma"]
    assert (cma["answers"], cma["right"], cma["seen"]) == (25, 20, 25)
    assert sum(area["answers"] for area in cma["areas"].values()) == 25
    assert sum(topic["right"] for topic in cma["topics"].values()) == 20
    assert abs(sum(topic["weight"] for topic in cma["topics"].values()) - 1) < 1e-4
    answer_some(studied, 5)
    assert printed(command, "progress")["certifications"]["cma"]["answers"] == 30


def test_progress_says_what_a_topic_is_worth_once_there_is_enough(command: Command, studied: Services) -> None:
    request = StudyRequest(mode=StudyMode.TOPIC, certification="cma", count=10, topics=("clinical.ecg",))
    session = studied.study.start(request).value
    for n, shown in enumerate(session.items):
        studied.study.show(session, n)
        studied.study.answer(session, n, shown.right, confidence=None, milliseconds=20_000)
    topic = printed(command, "progress")["certifications"]["cma"]["topics"]["clinical.ecg"]
    assert topic["low80"] < topic["p"] < topic["high80"]


def test_readiness_of_nobody(command: Command, database: Path) -> None:
    plain = printed(command, "readiness")
    assert set(plain["certifications"]) == CERTIFICATIONS
    for one in plain["certifications"].values():
        assert (one["first_attempts"], one["shown"], one["score"], one["pass"]) == (0, "none", None, None)
        assert one["limits"]
    assert plain["topics"]["clinical.ecg"] == {"p": None, "low80": None, "high80": None, "label": "", "answers": 0}
    assert not database.parent.exists()


def test_readiness_shows_a_range_from_twenty_first_attempts(command: Command, studied: Services) -> None:
    cma = printed(command, "readiness")["certifications"]["cma"]
    assert (cma["shown"], cma["first_attempts"]) == ("range", 25)
    assert 0 < cma["score"]["low80"] < cma["score"]["mean"] < cma["score"]["high80"] < 1
    assert cma["pass"] is None


def test_readiness_gives_a_chance_on_a_full_history(command: Command, database: Path, bank: Path) -> None:
    from datetime import date

    from mediquiz.demo import make_demo

    demo = make_demo(database.parent, bank, date(2026, 3, 1), seed=1)
    cma = printed(command, "readiness", "--database", demo)["certifications"]["cma"]
    assert cma["shown"] == "chance"
    assert 0.05 <= cma["pass"]["p"] <= 0.95
    assert cma["pass"]["low"] <= cma["pass"]["high"]


def test_as_text(command: Command, studied: Services) -> None:
    said = command("readiness")
    assert said.out.startswith("CMA: ")
    assert "if you took it today" in said.out
    said = command("progress")
    assert "of the exam practiced" in said.out
    assert "clinical.ecg" in said.out


def test_the_database_may_stand_before_or_after_the_command(
    command: Command, studied: Services, database: Path, tmp_path: Path
) -> None:
    other = tmp_path / "nobody.sqlite"
    for arguments in (["--database", other, "progress"], ["progress", "--database", other]):
        assert printed(command, *arguments)["certifications"]["cma"]["answers"] == 0
    assert not other.exists()


LOG = "learner,item,topic,correct,time\n" + "".join(
    f"anna,item{n},topic{n % 3},{int(n % 4 > 0)},{n / 10}\n" for n in range(80)
)


def test_replay(command: Command, tmp_path: Path, database: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(LOG)
    plain = printed(command, "replay", log)
    assert set(plain["next"]) == {"n", "auc", "log_loss", "ece"}
    assert set(plain["tail"]) == {"learners", "cov80", "cov95", "mae", "width95"}
    assert plain["next"]["n"] == 80
    assert plain["tail"]["learners"] == 1
    assert not database.parent.exists()
    assert "next: n 80" in command("replay", log).out


def test_replay_with_difficulties(command: Command, tmp_path: Path) -> None:
    log, items = tmp_path / "log.csv", tmp_path / "items.csv"
    log.write_text(LOG)
    items.write_text("item,difficulty\n" + "".join(f"item{n},{3 if n % 4 == 0 else -3}\n" for n in range(80)))
    told = printed(command, "replay", log, "--items", items)["next"]
    assert told["auc"] > printed(command, "replay", log)["next"]["auc"]


def test_replay_names_file_and_line(command: Command, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(LOG + "anna,item81,topic1,perhaps,9\n")
    said = command("replay", log)
    assert (said.code, len(said.sentences)) == (1, 1)
    assert f"{log}, line 82" in said.err
    log.write_bytes(b"\xff\xfe\x00")
    said = command("replay", log)
    assert (said.code, len(said.sentences)) == (1, 1)
