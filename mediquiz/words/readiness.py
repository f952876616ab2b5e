"""What stands beside a number of readiness: the verdict, what it rests on, what limits it, how it is made."""

from __future__ import annotations

from mediquiz.domain.summaries import ENOUGH_ANSWERS, Limit, ReadinessView
from mediquiz.language import N_, _, n_, passing_percent, percent
from mediquiz.words.numbers import band_range

VERDICTS = {
    "likely below": N_("likely below"),
    "too close to call": N_("too close to call"),
    "likely above": N_("likely above"),
}
_HEADLINES = {
    "likely below": N_("Likely below"),
    "too close to call": N_("Too close to call"),
    "likely above": N_("Likely above"),
}
LABELS = {"strong": N_("Strong"), "weak": N_("Weak"), "not sure yet": N_("Not sure yet")}


def verdict(code: str) -> str:
    """Where a student stands, in a word: `likely above`; empty for no verdict."""
    return _(VERDICTS[code]) if code else ""


def label(code: str) -> str:
    """A topic against the passing mark: `Not sure yet`; empty for no label."""
    return _(LABELS[code]) if code else ""


def headline(view: ReadinessView) -> str:
    """The short answer to "would I pass?" that the evidence allows."""
    if view.stage == "chance" and view.chance is not None:
        return about(view.chance)
    if view.stage == "word":
        return _(_HEADLINES[view.word])
    return _("Rough range only") if view.stage == "range" else _("Not yet")


def about(share: float) -> str:
    """`about 58%`."""
    return _("about {share}").format(share=percent(share))


def expected(view: ReadinessView) -> str:
    """The share right to expect, without a mean that the evidence may not carry."""
    if view.score is None:
        return _("not known yet")
    return _("likely between {range}; passing mark about {cut}").format(
        range=band_range(view.score, view.cut), cut=passing_percent(view.cut)
    )


def thin(answers: int) -> str:
    """What stands in place of a number that would rest on too little."""
    return _("Not enough answers yet ({answers} of {enough})").format(answers=answers, enough=ENOUGH_ANSWERS)


def more_answers(view: ReadinessView) -> str:
    """What is missing before the first estimate."""
    return n_(
        "Answer {n} more question for a first estimate",
        "Answer {n} more questions for a first estimate",
        view.more_needed,
    )


def made_of(view: ReadinessView) -> str:
    """One plain sentence on what a number rests on."""
    text = _("An estimate from {answers}, with {share} of the exam practiced.")
    if view.stage == "none":
        text = _("So far: {answers}, {share} of the exam practiced.")
    answers = n_(
        "{n} first-time answer to our questions", "{n} first-time answers to our questions", view.first_attempts
    )
    return text.format(answers=answers, share=percent(view.coverage))


def limit(found: Limit) -> str:
    """What limits a number, in a sentence."""
    match found.code:
        case "few_answers":
            return n_(
                "{n} more first-time answer will narrow the range.",
                "{n} more first-time answers will narrow the range.",
                max(1, round((found.needed or found.n) - found.n)),
            )
        case "coverage":
            return _("You have not practiced {share} of this exam.").format(share=percent(found.n))
        case "idle":
            days = round(found.n)
            return n_("Your last answer is {n} day old.", "Your last answer is {n} days old.", days)
        case "wide_range":
            return _("The range is still wide.")
        case "cut_assumed":
            return _("The passing mark is assumed: the board does not publish it.")
    raise ValueError(found.code)


def limits(view: ReadinessView) -> list[str]:
    """All that limits the number on the screen."""
    return [limit(found) for found in view.limits]


EXPLANATION: tuple[tuple[str, str], ...] = (
    (
        N_("What the number is"),
        N_(
            "The score to expect if you took the exam today, on questions you have not seen. In about 8 of 10 "
            "exams your score would be inside the band. The dashed line is the passing mark: the percent right "
            "that we assume equals the board's passing score."
        ),
    ),
    (
        N_("What counts"),
        N_(
            "Only your first answer to a question counts in full. Repeats help you learn but do not change "
            "this number, because you may remember the answer. A right answer marked as a guess counts for "
            "little; one given too fast to have been read counts a quarter."
        ),
    ),
    (
        N_("How it is made"),
        N_(
            "Each answer updates an estimate of your level: in general, in its subject and in its topic. How "
            "hard the question is counts too. Topics you have not practiced are estimated from your other "
            "answers."
        ),
    ),
    (
        N_("What it cannot know"),
        N_(
            "No board publishes how right answers become a scaled score, so the passing mark is an assumption "
            "and scaled scores are rough. The estimate was tested on simulated students, not on people who "
            "took these exams. Nerves, sleep and luck can move your score within the band."
        ),
    ),
    (
        N_("When it is shown"),
        N_(
            "Nothing before 20 first-time answers. From 20, a range. From 50, with half of the exam practiced, "
            "a word. From 100, with 80 percent practiced, a chance of passing, in steps of 5 percent and never "
            "above 95 or below 5."
        ),
    ),
)
"""(heading, text) of the page that says how readiness is made, to be translated when shown."""


def explanation() -> list[tuple[str, str]]:
    """The same in the student's language."""
    return [(_(heading), _(text)) for heading, text in EXPLANATION]
