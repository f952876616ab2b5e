"""An exam small enough to be worked out by hand: 12 scored and 3 unscored questions in two segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mediquiz.domain.answers import Response, chosen
from mediquiz.domain.attempt import Attempt, FormQuestion
from mediquiz.domain.blueprint import Area, Blueprint, Domain, PassingScore, RetakeRule, Segment
from mediquiz.domain.items import Item, Level, Option
from mediquiz.domain.sittings import rules_for

KEY, WRONG, OTHER_WRONG = chosen(2), chosen(1), chosen(0)

SMALL = Blueprint(
    id="small",
    order=1,
    name="Small Assistant",
    short="SA",
    board="XYZ",
    body="Board of XYZ",
    blurb="A small exam.",
    edition="1",
    edition_title="First",
    scored=12,
    unscored=3,
    segments=(Segment("s1", "Morning", 9, 900), Segment("s2", "Evening", 6, 300)),
    break_seconds=60,
    options=5,
    domains=(Domain("clinical", "Clinical", 8), Domain("office", "Office", 4)),
    areas=(
        Area("vitals", "Vital signs", "clinical", 5, False, {"v.pulse": 0.75, "v.pressure": 0.25}),
        Area("ecg", "ECG", "clinical", 3, True, {"e.leads": 1.0}),
        Area("billing", "Billing", "office", 4, False, {"b.codes": 0.5, "b.claims": 0.5}),
    ),
    passing=PassingScore(200, 800, 405, 0.75, 0.03, "assumed"),
    retake=RetakeRule(3, (90,), "Three attempts."),
    facts=(),
)
"""Unscored by largest remainder: clinical 3 x 8/12 = 2, office 1; vitals 1.25 and ecg .75 of the 2 give 1 and 1."""

ONE_SESSION = replace(SMALL, segments=(Segment("s1", "All", 15, 1200),), break_seconds=0)

AREAS = ("vitals",) * 6 + ("ecg",) * 4 + ("billing",) * 5
"""Area of each question of `sat`; the last question of each area is not scored."""
UNSCORED = (5, 9, 14)


def sat(blueprint: Blueprint = SMALL, time_factor: float | None = 1.0) -> tuple[Attempt, list[Item]]:
    """A sitting in the order of the areas with every question answered wrong, and its items (the key is at 2)."""
    questions = [
        FormQuestion(
            item_id=f"x.y.{n:04}",
            ordinal=n,
            revision="r",
            area=area,
            topic="t",
            segment=int(n >= 9),
            scored=n not in UNSCORED,
            order=(0, 1, 2, 3),
            seen_before=False,
        )
        for n, area in enumerate(AREAS)
    ]
    attempt = Attempt(questions, rules_for(blueprint, time_factor))
    answer(attempt, range(len(questions)), WRONG)
    return attempt, [item(n) for n in range(len(questions))]


def answer(attempt: Attempt, places: Sequence[int], response: Response) -> None:
    """Gives these questions this first and last answer."""
    for n in places:
        attempt.states[n].response = attempt.states[n].first_response = response


def item(n: int) -> Item:
    options = tuple(Option(str(place), f"Reason {place}.", place == 2) for place in range(4))
    return Item(
        id=f"x.y.{n:04}",
        topic="t",
        stem="Which one?",
        options=options,
        sources=("A text",),
        level=Level.RECALL,
        difficulty=3,
    )
