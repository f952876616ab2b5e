"""The blind review: the sheet gives nothing away, and verdicts leave the rest of the file alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.banks import BankError, blind_sheet, parse_items, record_verdicts
from mediquiz.banks.review import compare_answers, key_letters, with_verdicts

from .samples import FILE, ITEM, changed

DAY = date(2026, 11, 22)
LINE = "    reviewed: {date: 2026-11-22, verdict: agreed}\n"
TWO = FILE + "\n" + ITEM.replace("0001", "0002") + "\n# the end\n"


def saved(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ecg.yaml"
    path.write_bytes(text.encode())
    return path


def test_the_sheet_holds_stem_and_options_and_no_reason() -> None:
    items = parse_items(TWO, "ecg")
    sheet, order = blind_sheet(items, 7)
    assert "clinical.ecg.0001\nWhich wave shows that the atria depolarize?\n  A. " in sheet
    assert all(option.text in sheet for option in items[0].options)
    assert not any(option.why in sheet for option in items[0].options)
    assert "key" not in sheet and "AHA" not in sheet
    assert all(sorted(places) == [0, 1, 2, 3] for places in order.values())
    assert blind_sheet(items, 7) == (sheet, order)


def test_options_do_not_keep_the_order_of_the_file() -> None:
    items = parse_items(FILE + "".join(ITEM.replace("0001", f"{n:04}") for n in range(2, 60)), "ecg")
    letters = list(key_letters(items, blind_sheet(items, 1)[1]).values())
    assert all(letters.count(letter) >= 5 for letter in "ABCD")


@given(st.integers())
def test_answers_are_read_back_through_the_order(seed: int) -> None:
    items = parse_items(TWO, "ecg")
    _, order = blind_sheet(items, seed)
    keys = key_letters(items, order)
    right, wrong = compare_answers(items, order, {items[0].id: keys[items[0].id].lower(), items[1].id: "E"})
    assert (right.agreed, wrong.agreed) == (True, False)


def test_a_verdict_is_one_line_after_the_sources(tmp_path: Path) -> None:
    path = saved(tmp_path, TWO)
    assert record_verdicts(path, {"clinical.ecg.0002": "agreed"}, DAY) == 1
    sources = "    sources: [AHA/ACCF/HRS 2007]\n"
    assert path.read_text() == TWO.replace(sources + "\n# the end", sources + LINE + "\n# the end")
    first, second = parse_items(path.read_text(), "ecg")
    assert first.reviewed is None
    assert second.reviewed is not None and second.reviewed.on == DAY


def test_an_older_review_is_replaced(tmp_path: Path) -> None:
    old = changed(FILE, "    level", "    reviewed:\n      date: 2020-01-01\n      verdict: agreed\n    level")
    path = saved(tmp_path, old)
    record_verdicts(path, {"clinical.ecg.0001": "agreed"}, DAY)
    assert path.read_text() == FILE + LINE


@pytest.mark.parametrize(
    "sources",
    [
        "    sources:\n      - One text\n      - Another text\n",
        "    sources:\n    - One text\n    - Another text\n",
        "    sources: [One text,\n              Another text]\n",
        "    sources: [One text] # a comment\n",
    ],
)
def test_sources_may_be_written_in_any_way(tmp_path: Path, sources: str) -> None:
    text = changed(FILE, "    sources: [AHA/ACCF/HRS 2007]\n", sources) + "    remember: P comes first.\n"
    path = saved(tmp_path, text)
    record_verdicts(path, {"clinical.ecg.0001": "agreed"}, DAY)
    assert path.read_text() == changed(text, sources, sources + LINE)


def test_line_ends_and_a_missing_last_one_are_kept(tmp_path: Path) -> None:
    path = saved(tmp_path, FILE.replace("\n", "\r\n").removesuffix("\r\n"))
    record_verdicts(path, {"clinical.ecg.0001": "agreed"}, DAY)
    assert path.read_bytes() == (FILE + LINE).replace("\n", "\r\n").encode()


def test_a_line_separator_inside_a_text_is_not_a_line(tmp_path: Path) -> None:
    text = changed(FILE, "text: P wave", 'text: "P\u2028wave"')
    assert with_verdicts(text, {"clinical.ecg.0001": "agreed"}, DAY) == text + LINE


def test_what_is_not_recorded(tmp_path: Path) -> None:
    path = saved(tmp_path, FILE)
    with pytest.raises(ValueError, match="the verdict is `two keys`; only `agreed` is recorded"):
        record_verdicts(path, {"clinical.ecg.0001": "two keys"}, DAY)
    with pytest.raises(KeyError, match=r"does not hold clinical.ecg.0009"):
        record_verdicts(path, {"clinical.ecg.0009": "agreed"}, DAY)
    assert path.read_text() == FILE


def test_an_item_whose_id_is_not_its_first_field_is_left_alone(tmp_path: Path) -> None:
    text = changed(FILE, "- id: clinical.ecg.0001\n    level: recall", "- level: recall\n    id: clinical.ecg.0001")
    path = saved(tmp_path, text)
    with pytest.raises(RuntimeError, match="nothing was saved"):
        record_verdicts(path, {"clinical.ecg.0001": "agreed"}, DAY)
    assert path.read_text() == text


def test_a_file_with_a_mistake_is_not_touched(tmp_path: Path) -> None:
    text = changed(FILE, "level: recall", "level: x")
    path = saved(tmp_path, text)
    with pytest.raises(BankError, match="line 4"):
        record_verdicts(path, {"clinical.ecg.0001": "agreed"}, DAY)
    assert path.read_text() == text


@given(st.sets(st.integers(1, 6)))
def test_nothing_else_changes_whichever_items_are_named(chosen: set[int]) -> None:
    text = "topic: clinical.ecg\nitems:\n" + "\n".join(ITEM.replace("0001", f"{n:04}") for n in range(1, 7))
    after = with_verdicts(text, {f"clinical.ecg.{n:04}": "agreed" for n in chosen}, DAY)
    assert after.replace(LINE, "") == text
    reviewed = {int(item.id[-4:]) for item in parse_items(after, "ecg") if item.served}
    assert reviewed == chosen
