"""Stored figures that are others on purpose, each kind with its reason; all else must be as it was stored.

The stored files are never made anew. A line here is a pattern that must fit the whole of a difference, as `differences`
tells it, and the reason. A pattern that fits nothing any more fails the test: take it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FIGURES = {
    r"\.(today|plan)\.\w+\.(plan\.)?days\[(19|26|33|61|68|75)\]\.(kind|questions|reviews|minutes): .*": (
        "practice exams of 2 h and 2 h 40 min stood on days of 45 minutes; they take days that are long enough only"
    ),
    r"\.(today|plan)\.\w+\.(plan\.)?days\[(35|36|77)\]\.(questions|reviews|minutes): .*": (
        "the two days before an exam were as full as all others; they hold half a day of reviews"
    ),
    r"\.(today|plan)\.\w+\.(plan\.)?days\[0\]\.reviews: .*": (
        "the first day of the plan told the expected reviews, beside today's lines that told the drawn ones"
    ),
    r"\.todays_items\.\w+\[[123]\]: .*": (
        "what was missed comes in order of how much is remembered, by dates and no longer by 24 hours to the minute"
    ),
    r"\.library\.found\.(one word|two words)\.ids\[\d+\]: .*": "what a search finds stands in order of fit, not of ids",
    r"\.overview\.certifications\[\d\]\.areas\[\d+\]\.(topics\[\d\]\.)?(answers|right|exam_answers|exam_right): .*": (
        "one first-time answer was to a question since taken out: readiness did not count it, the table of topics did"
    ),
    r"\.study\.\w+\.choices\[[01]\]\.available: 809 .*": (
        "quick and weak sessions draw from the topics of the exam and from weak ones, not from the whole bank"
    ),
    r"\.available\.missed( of two)?: .*": "a list is practiced whole; those of a group were left out without a word",
    r"\.today\.\w+\.weakest(\[\d\]\.[\w.]+)?: .*": "topics that the model calls weak, not those not sure yet",
    r"\.(today|plan)\.\w+\.(plan\.)?lines(\[\d\]\.count)?: .*": "weak by the same rule",
    r"\.available\.weak: .*": "a session on weak topics draws from those",
    r"\.exams\.reports\.31\.result\.pace\[3\]\.seconds: .*": "19 questions of that segment never came on screen",
    r"\.overview\.sure_wrong\[1[0-2]\]\.(item_id|on): .*": "the day of the sure mistake, not of the last answer since",
}
PAGES = {
    r"plan \w+: not to be read any more: .* days of study, and [36] practice exams .*": "as the days above",
    r"plan \w+: was not to be read: [\d,]+ questions on \d+ days of study .*": "as the days above",
    r"plan \w+: was not to be read: No practice exam is planned .*": "why the plan holds no practice exam",
    r"exams: [^:]*: (Last time: )?\d+ (of|/) \d+ .*%.*": "a result has a tenth, as in its report: 57.3%",
    r"today: not (to be read|told) any more: ([12]|[56]%|20|Infection control: Not sure yet, .*)": "weakest, as above",
    r"today: was not to be read: (25|[123]%)": "weakest topics and the lines of the plan, as above",
    r"(settings|plan \w+|outcome \w+): was not to be read: \w+day, (in )?\d+ days( ago)?": "a date says how far",
    r"report cma: not to be read any more: Slowest: Segment 2, .*": "the fourth segment was the slowest, by a hair",
    r"report cma: was not to be read: Slowest: Segment 4, .*": "the fourth segment was the slowest, by a hair",
    r"report cma: not told any more: Time per question: .* Segment 4: 17 s; .*": "the mean of the questions on screen",
    r"(exams|progress): not told any more: (C|Scores of practice exams).*: \d+%.*": "the same to a screen reader",
    r"today: .*: Review (59|70) missed": "as many as the review opens: it had 59, with those that are not scored",
    r"study: .*: 547 (of 642 )?questions available.*": "how many of how many a session of one's own can hold",
    r"study: not told any more: 809 questions": "see the choices above",
    r"today: not told any more: Note: .* answered, started April 12\.": "a card with the first button, and no strip",
    r"(settings|plan \w+|outcome ccma): was not to be read: \w+, (in \d+ days|\d+ days ago)": "how far a date is",
    r"progress: [^:]*: Insurance \| 55 – 84% .*": "see the answers above",
}


def unexpected(differences: Iterable[str], changed: dict[str, str]) -> list[str]:
    """The differences that no pattern fits, and the patterns that fit none."""
    left, used = [], set()
    for line in differences:
        fits = {pattern for pattern in changed if re.fullmatch(pattern, line)}
        used |= fits
        left += [] if fits else [line]
    return left + [f"fits nothing: {pattern}" for pattern in changed if pattern not in used]
