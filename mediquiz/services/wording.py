"""The sentences under every number: what it is made of, what limits it, how it works."""

from __future__ import annotations

from datetime import date

from mediquiz.domain.summaries import PlanKind


def percent(share: float) -> str:
    """`58%` of .583."""
    return f"{share * 100:.0f}%"


def made_of(stage: str, first_attempts: int, coverage: float) -> str:
    """One plain sentence under a number of readiness."""
    rests = f"{first_attempts} first-time answers to our questions; {percent(coverage)} of the outline practiced."
    if stage == "none":
        return f"So far: {rests}"
    return f"From {rests} Questions you have seen before do not count. An estimate, not a promise."


def limit_sentence(code: str, n: float, needed: float | None) -> str:
    """What limits a number, in a sentence."""
    sentences = {
        "few_answers": f"{_missing(n, needed)} more first-time answers make it firmer.",
        "coverage": f"You have not practiced {percent(n)} of this exam.",
        "wide_range": "The range is still wide: your answers so far fit both ends of it.",
        "cut_assumed": "The board does not publish how right answers turn into its score: the passing mark is assumed.",
        "idle": f"Your last answer is {n:.0f} days old.",
    }
    return sentences[code]


def _missing(n: float, needed: float | None) -> int:
    return max(1, round((needed or n) - n))


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In English whatever the computer's language is, like everything else on the screen."""


def date_words(on: date, year: bool = False) -> str:
    """`October 3`, or with the year `October 3, 2026`."""
    words = f"{MONTHS[on.month - 1]} {on.day}"
    return f"{words}, {on.year}" if year else words


def plan_statement(reached: float, usual: int, on: date) -> str:
    """What no longer fits before the exam; empty when all fits."""
    if reached > 0.995:
        return ""
    return (
        f"At about {usual} questions a day you reach {percent(reached)} of the outline by {date_words(on)}. "
        "More minutes or a later date would cover the rest."
    )


def line_words(kind: PlanKind, topic_title: str) -> str:
    """A line of today's plan in words."""
    words = {PlanKind.REVIEW: "Due for review", PlanKind.NEW: "New, where the outline has gaps"}
    return words.get(kind, f"Weak: {topic_title}")


def day_words(kind: str, short: str) -> str:
    """A day of the plan in a few words."""
    words = {
        "mock": f"{short} practice exam",
        "exam": f"{short} exam",
        "rest": "Rest day",
        "light": "Reviews only",
    }
    return words.get(kind, "")


EXPLANATION: tuple[tuple[str, str], ...] = (
    (
        "What the number is",
        "It is the score to expect if you sat the exam today, on questions you have not seen, in the "
        "proportions of that exam's outline. The band holds your score in about 8 of 10 such sittings. The "
        "dashed line is the passing mark: the share right that we take to mean the board's passing score.",
    ),
    (
        "What it rests on",
        "Only first answers to questions count in full, because a question seen before can be right from "
        "memory. Repeats are practice: they help you learn and come back at the right time, and they leave "
        "the number alone. A right answer marked as a guess counts for little; one given faster than it can "
        "be read counts a quarter.",
    ),
    (
        "How it is made",
        "Each answer moves an estimate of your general level, of each subject and of each topic, with how "
        "hard the question is taken into account. Topics that you have not practiced stay in, at what your "
        "other answers suggest: nothing is taken as known and nothing as failed.",
    ),
    (
        "What it cannot know",
        "No board publishes how right answers turn into its scaled score, so the passing mark in percent is "
        "an assumption and a scaled score is only ever about right. The model has been tested on simulated "
        "students, not on people who sat these exams. Nerves, sleep and luck are in the band, not in the "
        "middle.",
    ),
    (
        "When it is shown",
        "Nothing before 20 first-time answers. From 20 a range. From 50, with half of the outline practiced, "
        "a word. From 100, with four fifths practiced, a chance to pass, rounded to 5 percent and never above "
        "95 or below 5.",
    ),
)
