"""Reading logs of other systems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.psychometrics.logfile import LogError, LogRow, read_difficulties, read_log

HEAD = "learner,item,topic,correct,time"


def test_rows_are_read() -> None:
    text = '\ufefflearner,item,topic,correct,time,options,domain\na,i1,t,1,0.5,4,d\na,i2,t,0,,,\n\nb,"i,3",t,True,7,,\n'
    assert read_log(text.splitlines()) == [
        LogRow(learner="a", item="i1", topic="t", correct=True, day=0.5, options=4, domain="d"),
        LogRow(learner="a", item="i2", topic="t", correct=False, day=None, options=0, domain=""),
        LogRow(learner="b", item="i,3", topic="t", correct=True, day=7.0, options=0, domain=""),
    ]


def test_columns_may_stand_in_any_order_and_more_may_be_there() -> None:
    assert read_log(["time,note,correct,topic,item,learner", ",x,0,t,i,a"]) == [
        LogRow(learner="a", item="i", topic="t", correct=False, day=None)
    ]


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ([], 1, "header"),
        (["learner,item"], 1, "missing: topic, correct, time"),
        ([HEAD, "a,i,t,1,0", "a,i,t,2,0"], 3, "correct must be 1 or 0, not '2'"),
        ([HEAD, "a,i,t,1"], 2, "4 fields where the header has 5"),
        ([HEAD, "a,i,t,1,soon"], 2, "time must be a number"),
        ([HEAD, "a,i,t,1,nan"], 2, "time must be a number"),
        ([HEAD, "a,i,t,1,0", "a,i,t,1,1700000000"], 3, "time is in days, and '1700000000' is too many"),
        ([HEAD, "a,i,t,1,-1e300"], 2, "time is in days"),
        ([HEAD + ",options", "a,i,t,1,0,1e300"], 2, "options must be a whole number up to 1000"),
        ([HEAD, "a,i,t,1," + "x" * 999], 2, "time must be a number, not 'x{40}…'"),
        ([HEAD, ",i,t,1,0"], 2, "learner is empty"),
        ([HEAD + ",options", "a,i,t,1,0,2.5"], 2, "options must be a whole number"),
        ([HEAD, 'a,"i,t,1,0'], 2, "comma-separated"),
    ],
)
def test_a_broken_file_names_the_line(lines: list[str], line: int, words: str) -> None:
    with pytest.raises(LogError, match=words) as caught:
        read_log(lines)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ") and "\n" not in str(caught.value)


def test_difficulties() -> None:
    assert read_difficulties(["item,difficulty", "a,-0.5", "b,1", "c,"]) == {"a": -0.5, "b": 1.0}
    assert read_difficulties(["b,item", "0.2,a"]) == {"a": 0.2}
    with pytest.raises(LogError, match="difficulty column"):
        read_difficulties(["item", "a"])
    with pytest.raises(LogError, match="line 2: difficulty must be a number"):
        read_difficulties(["item,difficulty", "a,hard"])
    with pytest.raises(LogError, match="line 2: difficulty must be from -50 to 50, not '1e300'"):
        read_difficulties(["item,difficulty", "a,1e300"])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        read_log((HEAD + "\n" + text).splitlines(keepends=True))
    except LogError as error:
        assert str(error).startswith("line ")
