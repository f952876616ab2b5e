"""What is said for codes and numbers, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediquiz.domain.summaries import Limit, OutcomeAdvice, PlanKind, PlanLine, PlannedDay, ReadinessView, Shortfall
from mediquiz.words import outcome, plan, readiness
from tests.ui.pages import views

ON = date(2027, 1, 14)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Limit("few_answers", 31, 50), "19 more first-time answers will narrow the range."),
        (Limit("few_answers", 49.8, 50), "1 more first-time answer will narrow the range."),
        (Limit("few_answers", 7), "1 more first-time answer will narrow the range."),
        (Limit("coverage", 0.72), "You have not practiced 72% of this exam."),
        (Limit("idle", 1.2), "Your last answer is 1 day old."),
        (Limit("idle", 9.6), "Your last answer is 10 days old."),
        (Limit("wide_range", 0.2), "The range is still wide."),
    ],
)
def test_limits(found: Limit, said: str) -> None:
    assert readiness.limit(found) == said


def test_an_unknown_limit_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="moon"):
        readiness.limit(Limit("moon", 1))


def test_verdicts_and_labels_of_every_code_of_the_model() -> None:
    from mediquiz.psychometrics.wording import TopicLabel, Word

    assert [readiness.verdict(word) for word in Word] == ["likely below", "too close to call", "likely above"]
    assert [readiness.label(label) for label in TopicLabel] == ["Strong", "Not sure yet", "Weak"]
    assert readiness.verdict("") == readiness.label("") == ""


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("none", "Not yet"),
        ("range", "Rough range only"),
        ("word", "Too close to call"),
        ("chance", "about 70%"),
    ],
)
def test_the_short_answer_of_every_stage(stage: str, said: str) -> None:
    assert readiness.headline(views.readiness(stage)) == said


def test_every_word_of_the_model_can_stand_alone() -> None:
    from mediquiz.psychometrics.wording import Word

    view = views.readiness("word")
    found = [readiness.headline(replace(view, word=word.value)) for word in Word]
    assert found == [readiness.verdict(word).capitalize() for word in Word]


def test_what_is_expected_and_what_is_missing() -> None:
    assert readiness.expected(views.readiness("none")) == "not known yet"
    assert readiness.expected(views.readiness("word")) == "likely between 61 – 79%; passing mark about 68%"
    assert readiness.thin(3) == "Not enough answers yet (3 of 8)"
    view = views.readiness("none")
    said = [readiness.more_answers(replace(view, more_needed=n)) for n in (1, 15)]
    assert said == ["Answer 1 more question for a first estimate", "Answer 15 more questions for a first estimate"]


def test_the_explanation_has_a_text_under_every_heading() -> None:
    said = readiness.explanation()
    assert [heading for heading, _ in said][:2] == ["What the number is", "What counts"]
    assert all(text.endswith(".") for _, text in said)
    assert "about 8 of 10 exams" in said[0][1]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (PlanLine(PlanKind.REVIEW, 3), "Due for review"),
        (PlanLine(PlanKind.NEW, 3), "New questions"),
        (PlanLine(PlanKind.WEAK, 3, "clinical.ecg", "Electrocardiography"), "Weak: Electrocardiography"),
    ],
)
def test_lines_of_a_plan(found: PlanLine, said: str) -> None:
    assert plan.line(found) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("mock", "CMA practice exam"),
        ("exam", "CMA exam"),
        ("rest", "Rest day"),
        ("light", "Reviews only"),
        ("study", ""),
        ("past", ""),
    ],
)
def test_days_of_a_plan(kind: str, said: str) -> None:
    assert plan.day_note(PlannedDay(on=ON, kind=kind, exam="CMA")) == said


def test_what_no_longer_fits() -> None:
    assert plan.shortfall(None) == ""
    assert plan.shortfall(Shortfall(0.84, 25, ON)) == (
        "At about 25 questions a day, you cover 84% of the exam by January 14. "
        "More minutes or a later date would cover the rest."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (OutcomeAdvice(None), "Saved on this computer. Thank you."),
        (OutcomeAdvice(True), "Congratulations! Your history stays here for renewal or another exam."),
        (
            OutcomeAdvice(False, ON, 1, "The rule."),
            "Your plan now puts weaker areas first. The earliest date for another attempt is January 14, 2027. "
            "One attempt is left. The rule.",
        ),
        (
            OutcomeAdvice(False, ON, 0, "The rule."),
            "Your plan now puts weaker areas first. By the rules we know, you have no attempts left. Ask the "
            "board. The rule.",
        ),
        (
            OutcomeAdvice(False, None, 3, "The rule."),
            "Your plan now puts weaker areas first. 3 attempts are left. The rule.",
        ),
        (
            OutcomeAdvice(False, None, None, "The rule."),
            "Your plan now puts weaker areas first. The rule.",
        ),
    ],
)
def test_after_a_real_exam(found: OutcomeAdvice, said: str) -> None:
    assert outcome.advice(found) == said


def view(stage: str, *limits: Limit) -> ReadinessView:
    return ReadinessView(
        certification="cma",
        label="CMA (AAMA)",
        short="CMA",
        stage=stage,
        first_attempts=1234,
        more_needed=0,
        coverage=0.583,
        score=None,
        cut=0.7,
        scaled=None,
        pass_scaled=405,
        scale_min=200,
        scale_max=800,
        word="",
        chance=None,
        chance_low=None,
        chance_high=None,
        limits=limits,
    )


def test_what_a_number_is_made_of() -> None:
    assert readiness.made_of(view("none")) == (
        "So far: 1,234 first-time answers to our questions, 58% of the exam practiced."
    )
    for stage in ("range", "word", "chance"):
        assert readiness.made_of(view(stage)) == (
            "An estimate from 1,234 first-time answers to our questions, with 58% of the exam practiced."
        )


def test_one_answer_is_no_answers() -> None:
    assert "So far: 1 first-time answer to our questions, " in readiness.made_of(
        replace(view("none"), first_attempts=1)
    )


def test_all_limits_in_the_order_found() -> None:
    assert readiness.limits(view("range", Limit("cut_assumed", 0.03), Limit("idle", 8.0))) == [
        "The passing mark is assumed: the board does not publish it.",
        "Your last answer is 8 days old.",
    ]


def test_one_question_a_day_is_said_in_the_singular() -> None:
    assert plan.shortfall(Shortfall(0.1, 1, ON)) == (
        "At about 1 question a day, you cover 10% of the exam by January 14. "
        "More minutes or a later date would cover the rest."
    )
