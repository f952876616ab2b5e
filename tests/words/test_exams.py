"""What is said of practice exams, word for word."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from mediquiz.domain.results import StretchPace
from mediquiz.domain.summaries import ExamOffer
from mediquiz.words import exams

CMA = ExamOffer(
    certification="cma",
    label="CMA (AAMA)",
    short="CMA",
    edition="2021",
    edition_title="2021 outline",
    questions=200,
    scored=180,
    seconds=9600,
    options=4,
    segments=4,
    segment_questions=50,
    segment_seconds=2400,
    break_seconds=1200,
    unseen_share=1.0,
    open=None,
    last=None,
)
AT_THE_END = "Answers are shown at the end. No answer counts as wrong, so guess if you are not sure."


def sat(factor: float | None = 1.0, left: int = 0, slept: int = 0) -> Any:
    """What a report says of how it was sat."""
    return SimpleNamespace(time_factor=factor, interruptions=left, suspended_seconds=slept)


@pytest.mark.parametrize(
    ("seconds", "said"), [(9600, "2 h 40 min"), (7200, "2 h"), (2400, "40 min"), (29, "0 min"), (3629, "1 h")]
)
def test_time_on_the_clock(seconds: float, said: str) -> None:
    assert exams.clock(seconds) == said


def test_rules_of_an_exam_in_segments() -> None:
    assert exams.rules(CMA) == [
        "4 segments of 50 questions and 40 minutes. You cannot go back to a finished segment.",
        "20 minutes of break time in all, between segments.",
        "20 of the questions do not count and are not marked, as on the exam.",
        AT_THE_END,
    ]


def test_one_minute_and_one_question_are_said_in_the_singular() -> None:
    _segments, breaks, unscored, _end = exams.rules(replace(CMA, break_seconds=60, scored=199))
    assert breaks == "1 minute of break time in all, between segments."
    assert unscored == "1 of the questions does not count and is not marked, as on the exam."


def test_rules_of_an_exam_in_one_piece() -> None:
    whole = replace(CMA, segments=1, break_seconds=0, scored=200)
    assert exams.rules(whole) == ["No scheduled break: the clock runs until you end the exam.", AT_THE_END]


@pytest.mark.parametrize(
    ("factor", "note", "labeled"),
    [
        (1.0, "", "RMA (AMT)"),
        (None, "Untimed", "RMA (AMT), untimed"),
        (1.25, "1.25 times the standard time", "RMA (AMT), 1.25 times the standard time"),
        (2.0, "2 times the standard time", "RMA (AMT), 2 times the standard time"),
    ],
)
def test_extra_time(factor: float | None, note: str, labeled: str) -> None:
    assert (exams.time_note(factor), exams.labeled("RMA (AMT)", factor)) == (note, labeled)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (sat(), ""),
        (sat(None), "Untimed."),
        (sat(left=1), "Left and resumed once; the clock was stopped."),
        (sat(left=3), "Left and resumed 3 times; the clock was stopped."),
        (sat(slept=5), "The computer slept for 1 min, which was not counted."),
        (
            sat(1.5, 2, 600),
            "1.5 times the standard time. Left and resumed 2 times; the clock was stopped. "
            "The computer slept for 10 min, which was not counted.",
        ),
    ],
)
def test_how_an_exam_was_sat(report: Any, said: str) -> None:
    assert exams.sitting_note(report) == said


def test_names() -> None:
    assert exams.title("CMA") == "CMA practice exam"
    assert exams.stretch(StretchPace("Segment 2", 51, 100, 30.0, 48.0)) == "Segment 2"
    assert exams.stretch(StretchPace("", 38, 75, 30.0, None)) == "Questions 38 to 75"
