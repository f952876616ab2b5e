"""The topic tree and the exams: read as written, refused with file, line and mend, true to the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediquiz.banks import BankError, read_blueprint, read_blueprints, read_topics, scan_bank
from mediquiz.banks.exam_file import scan_blueprint
from mediquiz.banks.topics_file import scan_topics
from mediquiz.domain.blueprint import Blueprint, Fact, Segment, form_quotas

from .samples import EDITION, EXAM, TOPICS, changed, write_bank

NAME = "question_banks/exams/demo.yaml"
TREE = scan_topics(TOPICS, "topics.yaml")[0]
SHIPPED = Path(__file__).parents[2] / "question_banks"


def test_the_tree_is_read_in_order(tmp_path: Path) -> None:
    tree = read_topics(write_bank(tmp_path) / "topics.yaml")
    assert [topic.id for topic in tree.topics] == ["clinical.ecg", "clinical.phlebotomy"]
    assert (tree.title("clinical.ecg"), tree.topics[0].subject_title) == ("Electrocardiography", "Clinical procedures")


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("subjects:", "subject:", 1, "the file has an unknown field `subject`; `subjects` is meant?"),
        ("  clinical:", "  Clinical:", 2, "the id `Clinical` must be small letters and hyphens."),
        ("      phlebotomy:", "      ecg:", 6, "the id `ecg` stands twice; keep one."),
        ("    title: Clinical procedures\n", "", 3, "the subject `clinical` has no `title`; add it."),
        ("ecg: Electrocardiography", "ecg:", 5, "the topic `ecg` must have its title as one text"),
        ("ecg: Electrocardiography", "ecg: &a b", 5, "anchors and aliases"),
        (
            "      ecg: Electrocardiography\n      phlebotomy: Phlebotomy\n",
            "      - ecg\n",
            5,
            "the topics of `clinical` must be fields of the form `name: value`.",
        ),
    ],
)
def test_a_mistake_in_the_tree(tmp_path: Path, old: str, new: str, line: int, sentence: str) -> None:
    bank = write_bank(tmp_path, **{"topics.yaml": changed(TOPICS, old, new)})
    with pytest.raises(BankError) as raised:
        read_topics(bank / "topics.yaml")
    assert str(raised.value).startswith(f"question_banks/topics.yaml, line {line}: ")
    found = scan_topics(changed(TOPICS, old, new), "topics.yaml")[1]
    assert any(sentence in str(error) for error in found)


def test_an_exam_is_read_as_written(tmp_path: Path) -> None:
    exam = read_blueprint(write_bank(tmp_path) / "exams" / "demo.yaml", TREE)
    assert (exam.id, exam.edition, exam.short, exam.total, exam.options) == (("demo", "2024", "DEMO", 6, 4))
    assert exam.segments == (Segment("1", "Part one", 3, 300), Segment("2", "Part two", 3, 300))
    assert (exam.break_seconds, exam.passing.scaled, exam.passing.raw_cut) == (120, 405, 0.7)
    assert (exam.retake.max_attempts, exam.retake.wait_days) == (3, (30, 365))
    assert [(area.id, area.domain, area.weight) for area in exam.areas] == [
        ("demo.heart.ecg", "demo.heart", 3),
        ("demo.blood.phleb", "demo.blood", 1),
    ]
    assert exam.areas[0].topics == {"clinical.ecg": 1.0}


def test_every_figure_becomes_a_fact() -> None:
    exam, errors = scan_blueprint(EXAM, NAME, TREE)
    assert exam is not None and not errors
    facts = {fact.about: fact for fact in exam.facts}
    page = "Nobody, About the exam (https://example.org/exam)"
    assert facts["Passing score"] == Fact("Passing score", "405 on a scale of 200 to 800", page, "2024", "high")
    assumed = facts["Raw cut"]
    assert (assumed.assumed, assumed.confidence, assumed.on) == (True, "assumed", "2026-11-22")
    assert assumed.value == "about 70% of the scored questions, give or take 3%. Not published"
    assert facts["Renewal"].confidence == "unconfirmed"
    assert set(facts) >= {"Questions", "Options a question", "Segments", "Break time", "Retake", "Fee"}


MISTAKES = [
    ("scored: 4,", "scored: 5,", "the domains hold 4 scored questions; make them add up to 5."),
    ("unscored: 2", "unscored: 3", "the segments hold 6 questions; make them add up to 7."),
    ("    scored: 3\n    source", "    scored: 2\n    source", "has areas of 3 questions together; make them add"),
    ("clinical.ecg: 100", "clinical.ecg: 90", "has topics of 90 % together; make them add up to 100."),
    ("clinical.ecg: 100", "clinical.ecg: most", "gives the topic `clinical.ecg` the share `most`; use a percentage."),
    ("clinical.ecg: 100", "clinical.ekg: 100", "names the topic `clinical.ekg`, which topics.yaml does not list"),
    (
        "clinical.phlebotomy: 100",
        "clinical.ecg: 100",
        "area `demo.blood.phleb` names the topic `clinical.ecg`, which `demo.heart.ecg` has; keep one.",
    ),
    ("        topics:\n          clinical.ecg: 100\n", "", "has no `topics`; name the topics that feed it"),
    (", source: page, confidence: high}\noptions", "}\noptions", "has no `source`; name one of `sources`"),
    ("source: page, confidence: high}\noptions", "source: page}\noptions", "`questions` has no `confidence`; add it."),
    (
        "confidence: high}\noptions",
        "confidence: sure}\noptions",
        "`questions` has confidence `sure`; use `high`, `medium`, `low` or `unconfirmed`.",
    ),
    ("source: page, confidence: low", "source: pag, confidence: low", "names the source `pag`, which `sources` does"),
    (", note: Not published}\nclock", "}\nclock", "`options` is assumed; say in `note` how it was chosen."),
    ("assumed: true, note: Not published}\nretake", "source: page, confidence: low}\nretake", "is not marked as"),
    ("score: 405", "score: 905", "has the score 905 outside its scale of 200 to 800; correct them."),
    ("share: 0.7", "share: 70", "`raw_cut` has share `70`; use a number from 0.3 to 0.99."),
    ("share: 0.7", "share: seventy", "`raw_cut` has share `seventy`; use a number from 0.3 to 0.99."),
    ("[30, 365]", "[30, soon]", "`retake` has `soon` among `wait_days`; use whole days."),
    ("fee: {usd: 100, source: page, confidence: high}\n", "", "the file has no `fee`; add it."),
    ("minutes: 5}", "minutes: five}", "segment 1 has minutes `five`; use a whole number from 1 to 1000."),
    ("  - id: blood", "  - id: heart", "domain 2 has the id `heart`, which stands above already; choose another."),
    ("  - id: blood", "  - id: Blood", "domain 2 has the id `Blood`; use small letters, digits and hyphens."),
    ("clock:\n", "clock:\n  sealed: true\n", "`clock` has an unknown field `sealed`"),
    ("assumed: true, note: Chosen", "assumed: yes, note: Chosen", "has assumed `yes`; use `true` or `false`."),
    ("sources:\n", "sources:\n  idle: {title: Idle, on: x}\n", "lists the source `idle`, which no figure cites"),
    ("sources:\n", "sources:\n  page: {title: Idle, on: x}\n", "the source `page` stands twice; keep one."),
    ("{title: \"Nobody, About the exam\", on", "{title: Nobody, edition", "the source `page` has an unknown field"),
    ("short: DEMO", "shorts: DEMO", "the file has an unknown field `shorts`; `short` is meant?"),
    ("short: DEMO", "short:", "the file has an empty `short`; fill it in or take it out."),
    ("outline:", "outline: []\nx:", "the file must have a list as `outline`, with at least one entry."),
    ("short: DEMO", "short: *x", "anchors and aliases"),
    ("order: 1\n", "", "the file has no `order`; add it."),
    ("order: 1\n", "order: first\n", "the file has order `first`; use a whole number from 1 to 99."),
    ("board: NOBODY\n", "", "the file has no `board`; add it."),
    ("blurb: Six questions in ten minutes.\n", "", "the file has no `blurb`; add it."),
    ("short: DEMO", "short: Demonstration", "the file has the short name `Demonstration`; use at most 12 letters."),
    ("id: demo", "id: Demo", "the file has the id `Demo`; use at most 12 small letters, digits and hyphens."),
    ("edition: \"2024\"", "edition: Of 2024", "the file has the edition `Of 2024`; use at most 40 small letters"),
    ("- id: ecg", f"- id: {'e' * 60}", "in full; use at most 60 letters."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES, ids=[mistake[2][:50] for mistake in MISTAKES])
def test_a_mistake_in_an_exam(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    text = changed(EXAM, old, new)
    exam, errors = scan_blueprint(text, NAME, TREE)
    assert exam is None
    assert any(sentence in str(error) for error in errors), errors
    assert all(str(error).startswith(f"{NAME}, line ") for error in errors)
    with pytest.raises(BankError):
        read_blueprint(write_bank(tmp_path, **{"exams/demo.yaml": text}) / "exams" / "demo.yaml", TREE)


NEXT = changed(changed(EXAM, "id: demo", "id: other"), "order: 1", "order: 2")
"""Another exam with a place of its own."""
FOLDERS: dict[str, tuple[dict[str, str], list[str]]] = {
    "a place taken twice": (
        {"demo": EXAM, "other": changed(NEXT, "order: 2", "order: 1")},
        ["question_banks/exams/other.yaml, line 4: the file has the order 1, which demo.yaml has; choose another."],
    ),
    "a default edition that no file holds": (
        {"demo": changed(EXAM, "order: 1", "order: 1\ndefault_edition: old"), "demo-new": EDITION},
        ["question_banks/exams/demo.yaml, line 5: the file has the default edition `old`, which no file holds; use "
         "`2024`, `new`."],
    ),
    "an edition twice": (
        {"demo": EXAM, "demo-2024": changed(EDITION, "edition: new", "edition: \"2024\"")},
        ["question_banks/exams/demo-2024.yaml, line 2: the file has the edition `2024`, which demo.yaml holds; drop "
         "one."],
    ),
    "an edition of an exam that has no file": (
        {"demo-new": EDITION},
        ["question_banks/exams/demo-new.yaml, line 1: the file has the id `demo`, but there is no demo.yaml, which "
         "names the exam; add it."],
    ),
    "an edition that repeats the names": (
        {"demo": EXAM, "demo-new": changed(EDITION, "edition_title", "short: DEMO\nedition_title")},
        ["question_banks/exams/demo-new.yaml, line 3: the file has `short`, which demo.yaml says for all editions; "
         "take it out."],
    ),
    "a file of another name": (
        {"demo": EXAM, "exam": NEXT},
        ["question_banks/exams/exam.yaml, line 1: the file must be named other.yaml or other-2024.yaml."],
    ),
    "no exam": ({}, ["question_banks/exams, line 1: the bank holds no exam; put its file here, such as cma.yaml."]),
}  # fmt: skip


@pytest.mark.parametrize("which", FOLDERS)
def test_exams_that_do_not_go_together(tmp_path: Path, which: str) -> None:
    files, sentences = FOLDERS[which]
    bank = write_bank(tmp_path)
    (bank / "exams" / "demo.yaml").unlink()
    for name, text in files.items():
        (bank / "exams" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert [str(error) for error in scan_bank(bank).errors] == sentences
    with pytest.raises(BankError) as raised:
        read_blueprints(bank, TREE)
    assert str(raised.value) == sentences[0]


def test_exams_stand_in_the_order_that_their_files_say(tmp_path: Path) -> None:
    files = {"exams/demo.yaml": changed(EXAM, "order: 1", "order: 7"), "exams/other.yaml": NEXT}
    assert [exam.id for exam in read_blueprints(write_bank(tmp_path, **files), TREE)] == ["other", "demo"]


def test_an_edition_has_the_names_of_its_exam_and_the_file_says_which_comes_first(tmp_path: Path) -> None:
    leading = changed(EXAM, "order: 1", "order: 1\ndefault_edition: new\neditions_note: Two go round.")
    bank = write_bank(tmp_path, **{"exams/demo.yaml": leading, "exams/demo-new.yaml": EDITION})
    new, old = read_blueprints(bank, TREE)
    assert (new.edition, old.edition) == ("new", "2024")
    for exam in (new, old):
        assert (exam.full_name, exam.label) == ("Demonstration Exam, DEMO (NOBODY)", "DEMO (NOBODY)")
        assert (exam.order, exam.body, exam.blurb) == (1, "Nobody at all", "Six questions in ten minutes.")
        assert exam.editions_note == "Two go round."


def test_a_mistake_in_an_exam_names_its_line() -> None:
    (error,) = scan_blueprint(changed(EXAM, "clinical.ecg: 100", "clinical.ecg: 90"), NAME, TREE)[1]
    assert EXAM.splitlines()[error.line - 1].strip() == "clinical.ecg: 100"


def shipped() -> dict[str, Blueprint]:
    exams = read_blueprints(SHIPPED, read_topics(SHIPPED / "topics.yaml"))
    return {exam.id if exam.edition != "three-areas" else "three": exam for exam in exams}


@pytest.mark.parametrize(
    ("exam", "counts", "passing", "domains"),
    [
        ("cma", (180, 20, 160), (200, 800, 405), [106, 38, 36]),
        ("rma", (210, 0, 120), (0, 100, 70), [44, 56, 39, 71]),
        ("three", (210, 0, 120), (0, 100, 70), [65, 30, 115]),
        ("ncma", (125, 25, 180), (200, 720, 575), [18, 72, 15, 20]),
        ("ccma", (150, 30, 180), (200, 500, 390), [15, 8, 84, 12, 12, 12, 7]),
    ],
)
def test_the_shipped_exams(exam: str, counts: tuple[int, ...], passing: tuple[int, ...], domains: list[int]) -> None:
    blueprint = shipped()[exam]
    assert (blueprint.scored, blueprint.unscored, blueprint.seconds // 60) == counts
    score = blueprint.passing
    assert (score.scale_min, score.scale_max, score.scaled) == passing
    assert [domain.scored for domain in blueprint.domains] == domains
    assert sum(map(sum, (quota.values() for quota in form_quotas(blueprint)))) == blueprint.total
    assert sum(blueprint.topic_weights.values()) == pytest.approx(1)
    assert all(fact.source and fact.on and fact.confidence for fact in blueprint.facts)
    assert any(fact.about == "Raw cut" and fact.assumed for fact in blueprint.facts)


def test_the_cma_is_sat_in_four_sealed_segments_with_a_break() -> None:
    cma = shipped()["cma"]
    assert [(segment.questions, segment.seconds) for segment in cma.segments] == [(50, 2400)] * 4
    assert (cma.break_seconds, cma.edition) == (1200, "2021")


def test_the_shipped_exams_say_their_order_and_names() -> None:
    exams = read_blueprints(SHIPPED, read_topics(SHIPPED / "topics.yaml"))
    assert list(dict.fromkeys(exam.id for exam in exams)) == ["cma", "rma", "ncma", "ccma"]
    assert {exam.label for exam in exams} == {"CMA (AAMA)", "RMA (AMT)", "NCMA (NCCT)", "CCMA (NHA)"}
    assert exams[0].full_name == "Certified Medical Assistant, CMA (AAMA)"
    assert exams[0].blurb.startswith("Certified Medical Assistant: 200 questions in four parts of 40 minutes")


def test_the_edition_on_record_comes_before_its_alternative() -> None:
    exams = read_blueprints(SHIPPED, read_topics(SHIPPED / "topics.yaml"))
    assert [exam.edition for exam in exams if exam.id == "rma"] == ["2022", "three-areas"]


def test_only_the_healthcare_systems_of_the_other_three_exams_have_no_place() -> None:
    placed = {name: set(exam.area_of_topic) for name, exam in shipped().items()}
    everywhere = {topic.id for topic in read_topics(SHIPPED / "topics.yaml").topics}
    assert placed["ccma"] == everywhere
    assert everywhere - placed["rma"] == {"professional.healthcare-systems"}
    assert {topic for topic in everywhere - placed["cma"] if not topic.startswith("anatomy.")} == {
        "professional.healthcare-systems",
        "clinical.nutrition",
    }
