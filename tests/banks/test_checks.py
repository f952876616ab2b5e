"""The machine's checks: each finds what it is for, names the place, and leaves good items alone."""

from __future__ import annotations

import difflib
import random
from pathlib import Path
from typing import Any

import pytest

from mediquiz.banks.checks import CheckReport, check_bank
from mediquiz.banks.checks.cues import key_positions, longest_is_key
from mediquiz.banks.checks.other_options import speaks_of_options
from mediquiz.banks.items_file import parse_items

from .samples import EDITION, EXAM, FILE, changed, write_bank

WORDS = ("auricle", "bronchus", "cartilage", "duodenum", "femoral", "glomerulus", "insulin", "jejunum", "keratin")


def made_up(number: int) -> list[str]:
    """Four words of eight letters that no other number has."""
    rng = random.Random(number)
    return ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(4)) for _ in range(4)]


def item(number: int, **parts: Any) -> str:
    """An item whose words are its own; `parts` replace stem, options (text, why), key (place), level, extra lines."""
    own = made_up(number)
    options = parts.get("options", [(word, f"The word {word} stands for a part of its own.") for word in own])
    key = parts.get("key", number % 4)
    stem = parts.get("stem", f"Which plate of {' '.join(made_up(-1 - number))} comes next?")
    level = parts.get("level", "application")
    lines = [f"  - id: clinical.ecg.{number:04}", f"    level: {level}", "    difficulty: 3", f"    stem: '{stem}'"]
    lines.append("    options:")
    for place, (text, why) in enumerate(options):
        lines += [f"      - text: '{text}'", f"        why: '{why}'", *(["        key: true"] if place == key else [])]
    lines += ["    sources: [AHA]", *parts.get("extra", ())]
    return "\n".join(lines) + "\n"


def check(tmp_path: Path, *items: str) -> CheckReport:
    """The report on a bank of these items."""
    return check_bank(write_bank(tmp_path, **{"clinical/ecg.yaml": "topic: clinical.ecg\nitems:\n" + "".join(items)}))


def about(report: CheckReport, words: str) -> list[str]:
    return [finding for finding in report.errors + report.warnings if words in finding]


def four(*texts: str, why: str = "This reason is long enough, number {}.") -> list[tuple[str, str]]:
    return [(text, why.format(n)) for n, text in enumerate(texts, 1)]


def test_a_sound_bank_has_no_errors_and_only_the_coverage_warning(tmp_path: Path) -> None:
    report = check(tmp_path, *(item(n) for n in range(40)))
    assert report.ok
    assert [warning.partition(":")[0] for warning in report.warnings] == ["question_banks/exams/demo.yaml"]


def test_the_plain_report_has_the_promised_form(tmp_path: Path) -> None:
    reviewed = "    reviewed: {date: 2026-11-22, verdict: agreed}"
    items = [item(n, level=["recall", "application", "analysis"][n % 3], extra=[reviewed]) for n in range(16)]
    plain = check(tmp_path, *items, item(16)).as_plain()
    assert list(plain) == [
        "items", "kinds", "errors", "warnings", "key_position", "longest_is_key", "cognitive", "exams",
    ]  # fmt: skip
    assert plain["items"] == {"written": 17, "reviewed": 16, "family": 0}
    assert plain["kinds"] == {"single": 17}
    assert plain["cognitive"] == {"recall": 6, "application": 6, "analysis": 5}
    assert sum(plain["key_position"]["4"]) == pytest.approx(1, abs=1e-3)
    assert plain["exams"]["demo"] == {
        "forms": 0,
        "areas": {
            "demo.heart.ecg": {"needed": 5, "available": 16},
            "demo.blood.phleb": {"needed": 1, "available": 0},
        },
    }


def test_errors_of_the_reader_come_first_and_spoil_the_report(tmp_path: Path) -> None:
    report = check_bank(write_bank(tmp_path, **{"clinical/ecg.yaml": changed(FILE, "key: true", "key: yes")}))
    assert not report.ok
    assert report.errors[0].startswith("question_banks/clinical/ecg.yaml, line 8: ")


def test_a_folder_without_a_bank_is_a_report_with_an_error(tmp_path: Path) -> None:
    report = check_bank(tmp_path)
    assert not report.ok and "topics.yaml" in report.errors[0]


def test_the_same_question_twice_is_an_error(tmp_path: Path) -> None:
    options = four("P wave", "Q wave", "R wave", "T wave")
    twins = [item(n, stem=stem, options=options, key=0) for n, stem in ((1, "Which is first?"), (2, "Which is FIRST"))]
    report = check(tmp_path, *twins)
    assert about(report, "is the same question as clinical.ecg.0001 (question_banks/clinical/ecg.yaml, line 3)")
    assert report.errors[0].startswith("question_banks/clinical/ecg.yaml, line 18: item clinical.ecg.0002 ")


SCENE = "A patient who takes warfarin comes for a blood draw and says that {} fainted the last time. What comes first?"
ACTS = (
    "Have the patient lie down",
    "Offer a glass of cold juice",
    "Ask a colleague to watch",
    "Draw from the other arm",
)


def test_near_twins_are_found_unless_a_group_says_so(tmp_path: Path) -> None:
    he, she = (SCENE.format(who) for who in ("he", "she"))
    report = check(tmp_path, item(1, stem=he, options=four(*ACTS)), item(2, stem=she, options=four(*ACTS)), item(3))
    assert len(about(report, "the same as clinical.ecg.0001")) == 1
    group = ["    group: fainting"]
    twins = [item(n, stem=stem, options=four(*ACTS), extra=group) for n, stem in ((1, he), (2, she))]
    assert not about(check(tmp_path, *twins), "the same as")


def test_near_twins_of_one_family_are_meant_so(tmp_path: Path) -> None:
    twins = [
        item(n, stem=SCENE.format(who), options=four(*ACTS), extra=["    family: fainting.first"])
        for n, who in ((1, "he"), (2, "she"))
    ]
    assert not about(check(tmp_path, *twins), "the same as")


def test_figures_make_a_question_of_their_own(tmp_path: Path) -> None:
    doses = [item(n, stem=f"How many mL are {n}.5 mg?", options=four("1 mL", "2 mL", "3 mL", "4 mL")) for n in (1, 5)]
    assert not about(check(tmp_path, *doses), "is the same question")


def test_a_group_of_one_is_a_slip(tmp_path: Path) -> None:
    report = check(tmp_path, item(1, extra=["    group: waves"]), item(2, extra=["    group: wave"]))
    assert len(about(report, "is alone in the group")) == 2


def test_a_key_that_stands_mostly_in_one_place(tmp_path: Path) -> None:
    report = check(tmp_path, *(item(n, key=0 if n < 12 else n % 4) for n in range(20)))
    assert about(report, "question_banks: the key is option 1 of 4 in 70% of 20 items; aim at 15 to 35 %.")
    assert about(report, "question_banks/clinical/ecg.yaml: the key is option 1 of 4")


def test_shares_are_counted_by_number_of_options() -> None:
    items = parse_items("topic: clinical.ecg\nitems:\n" + "".join(item(n, key=n % 2) for n in range(4)), "x")
    assert key_positions(items) == {"4": [0.5, 0.5, 0.0, 0.0]}
    assert key_positions([]) == {} and longest_is_key([]) == 0


def test_the_longest_option_and_ties() -> None:
    texts = [("aaaa", "aa", "a", "aaa"), ("aaaa", "aaab", "a", "b"), ("a", "aaaa", "b", "c")]
    body = "".join(item(n, options=four(*text), key=0) for n, text in enumerate(texts))
    assert longest_is_key(parse_items("topic: clinical.ecg\nitems:\n" + body, "x")) == 0.5


def test_a_key_that_is_mostly_the_longest(tmp_path: Path) -> None:
    def long_key(n: int) -> str:
        texts = [f"{WORDS[(n + place) % 9]} {n}" + (" and more" if place == n % 4 else "") for place in range(4)]
        return item(n, options=four(*texts))

    report = check(tmp_path, *(long_key(n) for n in range(12)))
    assert about(report, "question_banks: the key is the longest option in 100% of the items; at most 35 % may be.")


OF_OPTIONS = """
Both A and B | both a and c | A and B | A & C | A, B, and C | Both (A) and (B) | Both “A” and “B” |
Both a. and b. | A + B | Either A or B | Neither A nor B | A or B | Options A and C | Answers B and C only |
Both answers | Both of these | Both of the above | All the above | All of the above. | None of the above |
All of the above are correct | All are correct | None is correct | None are right | Neither is correct |
Both are correct | All of these | None of these | Any of these | Any of the above | All of these answers |
None of the other options | None of the other answers | More than one of the above | Two of the above |
No correct answer | No answer is correct | The first two | The last two options | Both | Neither | Both options |
All answers are correct | all options listed | Only A and B | A and B only | 1 and 2 only | Both 1 and 2 |
Options 1 and 3 | Answer C | Choice A | Both I and II | A and B are correct | Both A and B are correct |
A is correct | All of them | None of them | Neither of the above | ALL OF THE ABOVE | All of  the above |
B and C | A and D | Both A and D | A but not B | Not listed | None of the choices | None of the choices listed |
Any one of the above | Each of the above | the above | Both choices A and B | All of the options |
All the others | A/B | all of the preceding | Both statements are true | Neither statement | Ａ and Ｂ
"""
OF_ELSE = """
Hepatitis A and B | Both A and B antigens | Vitamins A and D | 1 or 2 tablets | 1 and 2 | A patient | 2 to 3 |
Type A | A only | O and A | All of the equipment | Both arms | Neither arm | Both eyes are correct |
All of these drugs | One of the other staff | Any of the patients | None | All | The first two years |
Both of the parents | A, then rinse | Call each of the other offices | Above the elbow | A and O |
Influenza A and B | She answers all questions | Record both answers in the chart | Ask any other questions |
All of these need a consent form | Give both options to the patient | Choose either option and chart it |
Vitamin A | Vitamins A and B12 together | Medicare Parts A and B
"""


def each(texts: str) -> list[str]:
    return [text.strip() for text in texts.replace("\n", " | ").split("|") if text.strip()]


@pytest.mark.parametrize("text", each(OF_OPTIONS))
def test_options_about_options_are_errors(tmp_path: Path, text: str) -> None:
    report = check(tmp_path, item(1, options=four("P wave", "Q wave", "R wave", text), key=0))
    assert not report.ok and about(report, f"has “{text}” as option 4, which speaks of other options; replace it.")


@pytest.mark.parametrize("text", each(OF_ELSE))
def test_what_only_looks_alike_is_no_option_about_options(text: str) -> None:
    assert not speaks_of_options(text, 4)


def test_letters_that_are_names_are_no_options_about_options(tmp_path: Path) -> None:
    assert check(tmp_path, item(1, options=four("P wave", "Q wave", "R wave", "Hepatitis A and B"), key=0)).ok


@pytest.mark.parametrize(
    "why",
    ["Option B is for adults.", "So does answer (c) too.", "The first option is old.", "See the choice above."],
)
def test_reasons_that_speak_of_letters_are_errors(tmp_path: Path, why: str) -> None:
    report = check(tmp_path, item(1, options=four("P wave", "Q wave", "R wave", "T wave", why=why + " {}")))
    assert len(about(report, "in the reason of option")) == 4 and not report.ok


@pytest.mark.parametrize("why", ["Hepatitis B is in blood.", "Part B pays for visits.", "It is the first choice."])
def test_reasons_may_hold_letters_that_are_names(tmp_path: Path, why: str) -> None:
    assert check(tmp_path, item(1, options=four("P wave", "Q wave", "R wave", "T wave", why=why + " {}"))).ok


def test_thin_and_repeated_reasons(tmp_path: Path) -> None:
    options = [*four("P wave", "Q wave"), ("R wave", "No."), ("T wave", "This reason is long enough, number 1.")]
    report = check(tmp_path, item(1, options=options))
    assert about(report, "has a reason of 3 letters under option 3; say why.")
    assert about(report, "has the same reason under options 1 and 4; each option has its own.")


def test_absolute_words_in_wrong_options_alone(tmp_path: Path) -> None:
    wrong = check(tmp_path, item(1, options=four("Wait a minute", "Never wait here", "Ask them", "Call now"), key=0))
    assert about(wrong, "has “never” in wrong options alone; soften them.")
    both = check(tmp_path, item(1, options=four("Always wait", "Never wait here", "Ask them", "Call now"), key=0))
    assert not about(both, "wrong options alone")


def test_a_word_shared_by_stem_and_key_alone(tmp_path: Path) -> None:
    stem = "What shows the repolarization of the ventricles?"
    clang = item(1, stem=stem, options=four("Ventricular wave of repolarizations", "P wave", "Q wave", "R wave"), key=0)
    assert about(check(tmp_path, clang), "shares “repolarizations” between stem and key alone")
    shared = four("The ventricles at rest", "The ventricles at work", "P wave", "Q wave")
    assert not about(check(tmp_path, item(1, stem=stem, options=shared, key=0)), "between stem and key")


def test_stems_that_ask_nothing_or_hide_a_negation(tmp_path: Path) -> None:
    vague = item(1, stem="Which of the following statements is true?")
    assert about(check(tmp_path, vague), "asks which statement is true")
    small = item(1, stem="These are waves. Which of them is not part of the complex?")
    assert about(check(tmp_path, small), "in small letters; write NOT or EXCEPT")
    assert not about(check(tmp_path, item(1, stem="Which wave is NOT part of the complex?")), "small letters")


def test_a_file_of_recall(tmp_path: Path) -> None:
    report = check(tmp_path, item(1, level="recall"), item(2, level="recall"), item(3))
    assert about(report, "question_banks/clinical/ecg.yaml: 67% of the items ask for recall; aim at 40 % or less.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Recieve the patient", "has “recieve”; is “receive” meant?"),
        ("Check the haemoglobin", "has “haemoglobin”; is “hemoglobin” meant?"),
        ("Wash the the hands", "has “the the”; take one out."),
        ("Prepare the antisceptic", "has “antisceptic”; is “antiseptic” meant?"),
        ("Prepare the antispetic", "has “antispetic”; is “antiseptic” meant?"),
        ("Prepare the anteseptic", "has “anteseptic”; is “antiseptic” meant?"),
        ("Prepare the antisepptic", "has “antisepptic”; is “antiseptic” meant?"),
    ],
)
def test_spelling(tmp_path: Path, text: str, sentence: str) -> None:
    common = [item(n, extra=["    remember: An antiseptic is for skin."]) for n in range(5)]
    report = check(tmp_path, *common, item(9, options=four(text, "Q wave", "R wave", "T wave")))
    if "antisc" not in text:
        assert about(report, sentence)
    assert not about(report, "is “antiseptic” meant") or "ant" in text


def test_other_forms_of_a_common_word_are_no_mistake(tmp_path: Path) -> None:
    common = [item(n, extra=["    remember: Infections, hypertension and starting lines."]) for n in range(5)]
    rare = item(9, extra=["    remember: Injections, hypotension, infection and stating it, that that is all."])
    assert not about(check(tmp_path, *common, rare), "meant?")


REVIEWED = ["    reviewed: {date: 2026-11-22, verdict: agreed}"]


def exams(tmp_path: Path, count: int, group: str = "") -> dict[str, Any]:
    """Coverage of an exam that needs 6 ECG items a form."""
    head, _, _ = changed(EXAM, "scored: 4", "scored: 4").partition("  - id: blood")
    exam = head.replace("    scored: 3\n", "    scored: 4\n").replace("        scored: 3\n", "        scored: 4\n")
    extra = REVIEWED + ([f"    group: {group}"] if group else [])
    text = "topic: clinical.ecg\nitems:\n" + "".join(item(n, extra=extra) for n in range(count)) + item(90)
    report = check_bank(write_bank(tmp_path, **{"clinical/ecg.yaml": text, "exams/demo.yaml": exam}))
    assert report.ok, report.errors
    short = about(report, "full forms of reviewed items")
    return {**report.exams["demo"], "warned": short}


def test_forms_are_counted_by_drawing_them(tmp_path: Path) -> None:
    assert exams(tmp_path, 12) == {
        "forms": 2,
        "areas": {"demo.heart.ecg": {"needed": 6, "available": 12}},
        "warned": [],
    }


def test_drafts_do_not_count_and_a_short_area_is_named(tmp_path: Path) -> None:
    found = exams(tmp_path, 11)
    assert found["forms"] == 1
    assert found["warned"] == [
        "question_banks/exams/demo.yaml: demo can draw 1 full forms of reviewed items without a shared one, not 2; "
        "short are demo.heart.ecg 11 of 12."
    ]


def test_a_group_gives_one_item_a_form(tmp_path: Path) -> None:
    found = exams(tmp_path, 12, group="waves")
    assert found["forms"] == 0 and "groups keep items apart" in found["warned"][0]


def test_an_alternative_edition_has_its_own_name(tmp_path: Path) -> None:
    report = check_bank(write_bank(tmp_path, **{"exams/demo-new.yaml": EDITION}))
    assert list(report.exams) == ["demo", "demo-new"]


def test_of_three_thousand_items_few_pairs_are_compared_closely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing all 4.5 million pairs by difflib would take an hour. `make bench` holds the time."""
    compared: list[object] = []

    class Counted(difflib.SequenceMatcher[str]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            compared.append(None)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(difflib, "SequenceMatcher", Counted)
    twins = [item(n, stem=f"What does a man of {n} do first?", options=four(*ACTS)) for n in (0, 1)]
    report = check(tmp_path, *twins, *(item(n) for n in range(2, 3000)))
    assert report.items["written"] == 3000
    assert 0 < len(compared) < 100
