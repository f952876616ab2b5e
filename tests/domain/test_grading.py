from __future__ import annotations

from dataclasses import replace

import pytest

from mediquiz.domain.answers import NO_ANSWER, Chosen, Ordered, Region, Response, Spelled
from mediquiz.domain.grading import RULES, grade, is_right
from mediquiz.domain.items import Item, Kind, Level, Option

ITEM = Item(
    id="clinical.ecg.0001",
    topic="clinical.ecg",
    stem="Which wave shows that the atria contract?",
    options=(Option("T", "Ventricles recover."), Option("P", "The atria.", key=True), Option("QRS", "Ventricles.")),
    sources=("A text",),
    level=Level.RECALL,
    difficulty=2,
)
SHOWN = (2, 0, 1)
"""On the screen: QRS, T, P."""


@pytest.mark.parametrize(
    ("response", "credit"),
    [
        (Chosen((1,)), 1.0),
        (Chosen((0,)), 0.0),
        (Chosen((0, 1)), 0.0),
        (NO_ANSWER, 0.0),
        (Ordered((1,)), 0.0),
        (Region("P"), 0.0),
        (Spelled("1"), 0.0),
    ],
)
def test_a_single_best_answer_is_all_or_nothing(response: Response, credit: float) -> None:
    assert grade(ITEM, response).credit == credit
    assert is_right(ITEM, response) == (credit == 1.0)


def test_the_key_earns_a_full_mark() -> None:
    rules = RULES[Kind.SINGLE]
    assert rules.key(ITEM) == Chosen((1,))
    assert rules.grade(ITEM, rules.key(ITEM)).right


FOUR = replace(ITEM, options=(*ITEM.options, Option("U", "Purkinje fibers.")))


@pytest.mark.parametrize("keys", [0, 2, 3])
def test_an_item_with_another_number_of_keys_is_none_of_this_kind(keys: int) -> None:
    options = tuple(replace(option, key=n < keys) for n, option in enumerate(FOUR.options))
    assert RULES[Kind.SINGLE].problem(replace(FOUR, options=options)) == (
        f"has {keys or 'no'} keys; mark exactly one option with `key: true`."
    )


@pytest.mark.parametrize(("count", "fits"), [(3, False), (4, True), (5, True), (6, False)])
def test_a_single_best_answer_is_one_of_four_or_five(count: int, fits: bool) -> None:
    options = tuple(Option(f"{n}", "Why.", key=n == 1) for n in range(count))
    problem = RULES[Kind.SINGLE].problem(replace(ITEM, options=options))
    assert problem == ("" if fits else f"has {count} options; give 4 or 5.")


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("a", Chosen((2,))),
        ("C", Chosen((1,))),
        (" 2 ", Chosen((0,))),
        ("d", None),
        ("0", None),
        ("4", None),
        ("ab", None),
        ("\u0130", None),
        ("\u0662", None),
    ],
)
def test_a_letter_or_number_names_what_is_shown(typed: str, response: Response | None) -> None:
    assert RULES[Kind.SINGLE].parse(ITEM, SHOWN, typed) == response


def test_in_words_it_is_the_letter_on_the_screen() -> None:
    words = RULES[Kind.SINGLE].words
    assert words(ITEM, SHOWN, Chosen((1,))) == "C"
    assert words(ITEM, SHOWN, Chosen((2,))) == "A"
    assert words(ITEM, SHOWN, NO_ANSWER) == ""
