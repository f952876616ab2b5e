"""A file of items: what is read, and a sentence with file and line for every mistake."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.banks import BankError, parse_items, read_items
from mediquiz.banks.items_file import scan_items
from mediquiz.domain.items import Kind, Level, Review

from .samples import FILE, ITEM, changed

NAME = "question_banks/clinical/ecg.yaml"


def errors(text: str) -> list[str]:
    return [str(error) for error in scan_items(text, NAME).errors]


def test_an_item_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "question_banks" / "clinical" / "ecg.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FILE, encoding="utf-8")
    (item,) = read_items(path)
    assert (item.id, item.topic, item.kind) == ("clinical.ecg.0001", "clinical.ecg", Kind.SINGLE)
    assert (item.level, item.difficulty, item.sources) == (Level.RECALL, 2, ("AHA/ACCF/HRS 2007",))
    assert item.stem == "Which wave shows that the atria depolarize?"
    assert [option.text for option in item.options] == ["P wave", "T wave", "U wave", "R wave"]
    assert (item.keys, item.served, item.remember, item.group) == ((0,), False, "", "")


def test_optional_fields_are_read() -> None:
    more = "    kind: single # the usual one\n    remember: P before QRS.\n    group: waves\n"
    more += "    family: waves.named # one memory\n    tags: [waves, basics]\n"
    more += "    reviewed: {date: 2026-11-22, verdict: agreed}\n"
    (item,) = parse_items(FILE + more, NAME)
    assert (item.remember, item.group, item.tags) == ("P before QRS.", "waves", ("waves", "basics"))
    assert item.family == "waves.named"
    assert item.reviewed == Review("agreed", date(2026, 11, 22))


@pytest.mark.parametrize("text", ["0.9", "10:30", "No", "1e3", "0o17", "2026-11-22", "~", "null", "1_000", "012"])
def test_every_scalar_is_the_text_it_looks_like(text: str) -> None:
    (item,) = parse_items(changed(FILE, "text: T wave", f"text: {text}"), NAME)
    assert item.options[1].text == text


MISTAKES = [
    ("why: The T wave is the recovery of the ventricles.\n", "\n", 11, "option 2 has no reason; add a `why`."),
    ("why: The T wave is the recovery of the ventricles.", "why:", 12, "option 2 has no reason; add a `why`."),
    ("text: T wave\n        why", "why", 11, "option 2 has no `text`; add it."),
    ("        key: true\n", "", 8, "item clinical.ecg.0001 has no keys; mark exactly one option with `key: true`."),
    (
        "text: T wave",
        "text: T wave\n        key: true",
        8,
        "item clinical.ecg.0001 has 2 keys; mark exactly one option with `key: true`.",
    ),
    ("key: true", "key: yes", 9, "option 1 has key `yes`; use `true` or `false`."),
    ("key: true", "kee: true", 9, "option 1 has an unknown field `kee`; `key` is meant?"),
    ("text: U wave", "text: t WAVE", 13, "item clinical.ecg.0001 has the same text in options 2 and 3; change one."),
    ("    level: recall\n", "", 3, "item clinical.ecg.0001 has no `level`; add it."),
    (
        "level: recall",
        "level: memory",
        4,
        "item clinical.ecg.0001 has level `memory`; use `recall`, `application` or `analysis`.",
    ),
    (
        "difficulty: 2",
        "difficulty: 6",
        5,
        "item clinical.ecg.0001 has difficulty `6`; use a whole number from 1 to 5.",
    ),
    (
        "difficulty: 2",
        "difficulty: 2.5",
        5,
        "item clinical.ecg.0001 has difficulty `2.5`; use a whole number from 1 to 5.",
    ),
    (
        "level: recall",
        "kind: order\n    level: recall",
        4,
        "item clinical.ecg.0001 has kind `order`, which cannot be graded yet; use `single`.",
    ),
    (
        "level: recall",
        "kind: essay\n    level: recall",
        4,
        "item clinical.ecg.0001 has kind `essay`; use `single`, `multiple`, `order`, `match`, `numeric`, `hotspot` or "
        "`build`.",
    ),
    (
        "    sources: [AHA/ACCF/HRS 2007]\n",
        "",
        3,
        "item clinical.ecg.0001 has no source; name the standard, law or text it rests on in `sources`.",
    ),
    (
        "[AHA/ACCF/HRS 2007]",
        "[]",
        17,
        "item clinical.ecg.0001 has no source; name the standard, law or text it rests on in `sources`.",
    ),
    (
        "[AHA/ACCF/HRS 2007]",
        "AHA",
        17,
        "item clinical.ecg.0001 must have a list as `sources`, with at least one entry.",
    ),
    (
        "[AHA/ACCF/HRS 2007]",
        '[""]',
        17,
        "item clinical.ecg.0001 has an empty entry in `sources`; fill it in or take it out.",
    ),
    ("    stem:", "    stems:", 6, "item clinical.ecg.0001 has an unknown field `stems`; `stem` is meant?"),
    ("stem: Which", "stem: [Which, one]\n    x: ", 6, "item clinical.ecg.0001 must have one text as `stem`"),
    (
        "depolarize?",
        "depolarize #1?",
        6,
        "item clinical.ecg.0001 has a `stem` that ends at ` #`, which begins a comment",
    ),
    (
        "    sources:",
        "    family: clinical.ecg.0001\n    sources:",
        17,
        "item clinical.ecg.0001 has the family `clinical.ecg.0001`; use a name that is no item's id, of at most 80",
    ),
    (
        "    sources:",
        "    group:\n    sources:",
        17,
        "item clinical.ecg.0001 has an empty `group`; fill it in or take it",
    ),
    ("id: clinical.ecg.0001", "id: clinical.ecg.1", 3, "has the id `clinical.ecg.1`; write the topic, a dot and four"),
    (
        "id: clinical.ecg.0001",
        "id: clinical.lab.0001",
        3,
        "item 1 of the file has the id `clinical.lab.0001`, which is not of the file's topic `clinical.ecg`.",
    ),
    ("- id: clinical.ecg.0001\n    level", "- level", 3, "item 1 of the file has no `id`; add it."),
    ("topic: clinical.ecg", "topic: ecg", 1, "the file has the topic `ecg`; write it as `subject.topic`."),
    ("topic: clinical.ecg\n", "", 1, "the file has no `topic`; add it."),
    (
        "    level: recall",
        "    level: recall\n    level: recall",
        5,
        "item clinical.ecg.0001 has `level` twice; keep one.",
    ),
    (
        "    sources",
        "    reviewed: {date: 22.11.2026, verdict: agreed}\n    sources",
        17,
        "`reviewed` of item clinical.ecg.0001 has the date `22.11.2026`; write it as 2026-11-22.",
    ),
    (
        "    sources",
        "    reviewed: {date: 2026-11-22, verdict: doubtful}\n    sources",
        17,
        "`reviewed` of item clinical.ecg.0001 has verdict `doubtful`; use `agreed`.",
    ),
    (
        "    sources",
        "    reviewed: yes\n    sources",
        17,
        "`reviewed` of item clinical.ecg.0001 must be fields of the form `name: value`.",
    ),
    ("    sources: [AHA/ACCF/HRS 2007]", "    sources: *x", 17, "anchors and aliases (`&`, `*`) are not used here"),
    (
        "stem: Which",
        "stem: &x Which",
        6,
        "anchors and aliases (`&`, `*`) are not used here; write the value, or quote it.",
    ),
    ("stem: Which", "stem: !!str Which", 6, "tags (`!`) are not used here; quote a text that begins with one."),
    ("    stem: Which", "\tstem: Which", 6, "a tab stands here; use spaces."),
    ("stem: Which", "stem: Which: one", 6, "quote a text that holds `: `, and check the indentation."),
    ("stem: Which", "stem: @Which", 6, "quote a text that begins with `@`, `%`, `&`, `*` or a bracket."),
    ("depolarize?", "depolarize\x07?", 6, "a control character stands here; take it out."),
    ("[AHA/ACCF/HRS 2007]", "[AHA", 18, "this is not readable YAML"),
    ("stem: Which", 'stem: "Which', 18, "close the quote mark."),
    ("topic: clinical.ecg\n", "topic: clinical.ecg\n? [a]\n: b\n", 2, "a field name must be a word."),
]


@pytest.mark.parametrize(("old", "new", "line", "sentence"), MISTAKES, ids=[mistake[3][:60] for mistake in MISTAKES])
def test_a_mistake_names_file_line_and_mend(old: str, new: str, line: int, sentence: str) -> None:
    found = errors(changed(FILE, old, new))
    assert any(error.startswith(f"{NAME}, line {line}: ") and sentence in error for error in found), found
    with pytest.raises(BankError) as raised:
        parse_items(changed(FILE, old, new), NAME)
    assert (raised.value.file, str(raised.value)) == (NAME, found[0])


def test_too_few_and_too_many_options() -> None:
    few = changed(FILE, "      - text: R wave\n        why: The R wave belongs to the ventricles.\n", "")
    assert errors(few) == [f"{NAME}, line 8: item clinical.ecg.0001 has 3 options; give 4 or 5."]
    one = "      - text: {}\n        why: It is another wave.\n"
    many = changed(FILE, "    sources", one.format("S wave") + one.format("Q wave") + "    sources")
    assert errors(many) == [f"{NAME}, line 8: item clinical.ecg.0001 has 6 options; give 4 or 5."]
    assert not errors(changed(FILE, "    sources", one.format("S wave") + "    sources"))


def test_an_id_used_twice_names_the_first_line() -> None:
    assert errors(FILE + ITEM) == [
        f"{NAME}, line 18: item 2 of the file has the id `clinical.ecg.0001`, which line 3 has already; "
        "give it a new number."
    ]


def test_all_mistakes_of_a_file_are_collected_and_sound_items_stay() -> None:
    second = changed(changed(ITEM, "0001", "0002"), "level: recall", "level: x")
    third = changed(changed(ITEM, "0001", "0003"), "difficulty: 2", "difficulty: many")
    found = scan_items(FILE + second + third, NAME)
    assert [item.id for item in found.items] == ["clinical.ecg.0001"]
    assert [error.line for error in found.errors] == [19, 35]
    assert found.lines["clinical.ecg.0003"] == 33


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty."),
        ("# nothing\n", "the file is empty."),
        ("just words\n", "the file must be fields of the form `name: value`."),
        (FILE + "---\n" + FILE, "a second document begins here (`---`); one file holds one document."),
        ("topic: clinical.ecg\nitems: []\n", "the file must have a list as `items`, with at least one entry."),
    ],
)
def test_files_that_are_no_bank(text: str, sentence: str) -> None:
    assert sentence in errors(text)[0]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BankError, match=re.escape(f"the file cannot be read ({os.strerror(errno.ENOENT)})")):
        read_items(tmp_path / "none.yaml")
    path = tmp_path / "latin.yaml"
    path.write_bytes("topic: clinical.ecg\n# caf\u00e9\n".encode("latin-1"))
    with pytest.raises(BankError, match=r"line 2: this line is not UTF-8; save the file as UTF-8\."):
        read_items(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "ecg.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert read_items(path) == parse_items(FILE, NAME)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail_without_a_sentence(text: str) -> None:
    found = scan_items(text, NAME)
    assert found.errors
    assert all(str(error).startswith(f"{NAME}, line ") for error in found.errors)


@given(st.integers(0, len(FILE)), st.sampled_from([*":#-[]{}\"'&*!|>%@ \n\t", "key: true", "\n  - "]))
def test_a_slip_of_the_pen_is_read_or_named(at: int, slip: str) -> None:
    found = scan_items(FILE[:at] + slip + FILE[at:], NAME)
    assert found.items or found.errors
