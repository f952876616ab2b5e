from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.answers import (
    NO_ANSWER,
    Built,
    Chosen,
    Measured,
    Ordered,
    Paired,
    Region,
    Response,
    Spelled,
    UnreadableResponse,
    chosen,
    from_text,
    places_of,
    to_text,
    without,
)

PLACES = st.lists(st.integers(0, 9), min_size=1, max_size=8).map(tuple)
WORDS = st.text(st.characters(exclude_characters="|", exclude_categories=("Cs",)), min_size=1)
RESPONSES: st.SearchStrategy[Response] = st.one_of(
    st.just(NO_ANSWER),
    PLACES.map(Chosen),
    PLACES.map(Ordered),
    st.lists(st.integers(-1, 9), max_size=8).map(tuple).map(Paired),
    st.builds(Measured, st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["", "mL", "mg/dL"])),
    WORDS.map(Region),
    st.lists(WORDS, max_size=5).map(tuple).map(Built),
    st.text(st.characters(exclude_categories=("Cs",))).map(Spelled),
)


@given(RESPONSES)
def test_every_response_is_read_back_from_its_text(response: Response) -> None:
    assert from_text(to_text(response)) == response


@given(RESPONSES, RESPONSES)
def test_different_responses_have_different_texts(one: Response, other: Response) -> None:
    # 0.5 and 0.50 are one number written in two ways.
    assert one == other or to_text(one) != to_text(other)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("", NO_ANSWER),
        ("2", Chosen((2,))),
        ("0,3", Chosen((0, 3))),
        ("o:2,0,1", Ordered((2, 0, 1))),
        ("p:1,-1", Paired((1, -1))),
        ("n:0.50 mL", Measured(Decimal("0.50"), "mL")),
        ("n:0.5", Measured(Decimal("0.5"))),
        ("r:deltoid", Region("deltoid")),
        ("b:cardi|o|megaly", Built(("cardi", "o", "megaly"))),
        ("s:ileum", Spelled("ileum")),
    ],
)
def test_the_text_form_is_the_one_in_the_log(text: str, response: Response) -> None:
    assert to_text(response) == text
    assert from_text(text) == response


@pytest.mark.parametrize("text", ["x", "z:1", "o:a", "n:much mL", "1,", "p:1,two"])
def test_what_was_never_written_is_not_read(text: str) -> None:
    with pytest.raises(UnreadableResponse):
        from_text(text)


def test_which_option_was_chosen_first_makes_no_difference() -> None:
    assert Chosen((3, 0, 3)) == Chosen((0, 3))
    assert to_text(Chosen((3, 0))) == "0,3"


def test_an_order_is_one() -> None:
    assert Ordered((1, 0)) != Ordered((0, 1))


def test_one_option_or_none_by_its_place() -> None:
    assert chosen(2) == Chosen((2,))
    assert chosen(-1) is NO_ANSWER
    assert not NO_ANSWER
    assert chosen(0)


def test_the_options_chosen_and_one_of_them_taken_back() -> None:
    assert places_of(Chosen((0, 3))) == (0, 3)
    assert [places_of(other) for other in (NO_ANSWER, Ordered((1, 0)), Region("deltoid"))] == [(), (), ()]
    assert without(Chosen((0, 3)), 3) == Chosen((0,))
    assert without(Chosen((2,)), 2) is NO_ANSWER
    assert without(Chosen((2,)), 1) == Chosen((2,))
    assert without(NO_ANSWER, 1) is NO_ANSWER
