"""Sentences of the stored pages that say the same figures in other words today.

The words were gone over for readers of grade 8 and to have one word for each meaning; no figure moved. Each is a
pattern with what stands in its place, so that a figure that did move still shows.
"""

from __future__ import annotations

import re

_PAIRS = (
    # The field of a weekday, whose heading says that it holds minutes.
    (r"^(\d+) min$", r"\1"),
    (r"(answered, )begun (?:on )?", r"\1started "),
    (r"^(Note: )?Begun (.*) It goes on at the same question", r"\1Started \2 You resume at the same question"),
    (r"^Go on with ", "Resume "),
    (
        r"Your answer stays on this computer; it helps .* starts from the result\.",
        "Your answer stays on this computer. If you take it again, your plan starts from the result.",
    ),
    (
        r"^From (.*); (\d+%) of the outline practiced\. Questions .* promise\.",
        r"An estimate from \1, with \2 of the exam practiced.",
    ),
    (r"^What your plan holds for today,", "Your plan for today,"),
    (r"A finished segment stays closed\.", "You cannot go back to a finished segment."),
    (r"questions would be new to you\.", "questions are new to you."),
    (r"(seen the other \d+%) before, so the score may flatter you\.", r"\1, so your score may come out high."),
    (r"^With no more study until ", "If you stop studying until "),
    (r", of which the first (\d+) are listed", r", first \1 shown"),
    (r"What is missed is spread over the days ahead; .*", "Work you miss is spread over the days ahead."),
    (
        r"Practice exams and readiness follow your choice .* keep theirs\.",
        "Practice exams and readiness use your choice. Exams you already took do not change.",
    ),
    (
        r"^It is the score to expect if you sat .* (8 of 10) such sittings\. .*",
        r"The score to expect if you took the exam today, on questions you have not seen. In about \1 exams your score "
        "would be inside the band. The dashed line is the passing mark: the percent right that we assume equals the "
        "board's passing score.",
    ),
    (
        r"^Nothing before (20) first-time answers\. From (20) a range\. From (50), .* From (100), .* rounded to "
        r"(5) percent and never above (95) or below (5)\.",
        r"Nothing before \1 first-time answers. From \2, a range. From \3, with half of the exam practiced, a word. "
        r"From \4, with 80 percent practiced, a chance of passing, in steps of \5 percent and never "
        r"above \6 or below \7.",
    ),
    (
        r"^Before each of (\d+) first-time answers the model .*",
        r"From \1 first-time answers. On the dashed line, the prediction came true. Below it you did worse than "
        "predicted, above it better.",
    ),
    (r"you had (\d+) of them right", r"you got \1 of them right"),
    (
        r"^On another form of (\d+) questions you would likely have (.*) right \(four times out of five\)\.",
        r"On another exam of \1 questions, you would likely get \2 right (4 times out of 5).",
    ),
    (
        r"passing mark: (\d+%) right, which is what we take the passing score of (\d+) to mean\.",
        r"passing mark: we assume that \1 right equals the passing score of \2.",
    ),
    (r"Thinking again paid off\.", "Changing answers paid off."),
    (r"the clock stood still meanwhile\.", "the clock was stopped."),
    (r"so the score may flatter you: .* the subject\.", "so your score may come out high."),
    (r"(\d+) of them for review", r"\1 of them due for review"),
)
_RULES = tuple((re.compile(pattern), said) for pattern, said in _PAIRS)


def rephrased(text: str) -> str:
    """The line as it is said today."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return text
