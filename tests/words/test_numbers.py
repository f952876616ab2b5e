"""How numbers are said, word for word."""

from __future__ import annotations

import pytest

from mediquiz.domain.summaries import Band
from mediquiz.language import passing_percent, percent
from mediquiz.words import numbers


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1.4, "1 minute"), (59.4, "59 minutes"), (59.6, "1 h"), (192, "3 h 12 min"), (2880, "48 h")],
)
def test_times(minutes: float, said: str) -> None:
    assert numbers.minutes(minutes) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.0049, "0.5%"), (0.0001, "0.1%"), (0.006, "1%"), (0.125, "12%"), (1.0, "100%")],
)
def test_a_topic_with_any_weight_never_weighs_nothing(share: float, said: str) -> None:
    assert percent(share) == said
    assert numbers.of_exam(share) == f"{said} of the exam"


def test_a_range_is_rounded_outwards() -> None:
    assert numbers.share_range(0.589, 0.811) == "58 – 82%"
    # Not a point further out for a share that a computer cannot hold exactly.
    assert numbers.share_range(0.29, 0.57) == "29 – 57%"
    assert numbers.band_range(Band(mean=0.6, low=0.501, high=0.699)) == "50 – 70%"


def test_no_end_of_a_range_reads_as_a_mark_that_it_is_not() -> None:
    assert numbers.band_range(Band(mean=0.6, low=0.501, high=0.699), 0.7) == "50 – 69.9%"
    assert numbers.band_range(Band(mean=0.8, low=0.703, high=0.9999), 0.7) == "70.3 – 99.9%"
    assert numbers.band_range(Band(mean=0.8, low=0.7, high=1.0), 0.7) == "70 – 100%"
    assert numbers.share_range(0.0004, 0.0996, 0.7) == "0.1 – 10%"


def test_counted_results_keep_a_tenth() -> None:
    assert [numbers.result_percent(share, 0.7) for share in (0.0, 0.58333, 0.69999, 0.7, 0.70001, 1.0)] == [
        "0.0%", "58.3%", "69.9%", "70.0%", "70.1%", "100.0%",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [0.6, 0.68, 0.7, 0.745])
def test_no_number_of_right_answers_reads_as_what_it_is_not(mark: float) -> None:
    """Every result of every length of exam, in whole points and in tenths: only the mark itself reads as the mark."""
    for scored in (8, 150, 180, 200, 210, 1000):
        for right in range(scored + 1):
            share = right / scored
            for said in (percent(share, mark), numbers.result_percent(share, mark)):
                number = float(said.rstrip("%"))
                assert (number == 0) == (right == 0) and (number == 100) == (right == scored)
                assert (number == mark * 100) == (abs(share - mark) < 1e-9), (right, scored, said)
                if share < mark:
                    assert number < mark * 100 or (number - mark * 100 < 0.5 and "." not in said)


def test_the_two_of_the_trial() -> None:
    assert [percent(right / 210, 0.7) for right in (146, 147, 148, 209, 210)] == [
        "69.5%",
        "70%",
        "70.5%",
        "99.5%",
        "100%",
    ]
    assert (passing_percent(0.7), passing_percent(0.625), passing_percent(1 / 3)) == ("70%", "62.5%", "33.3%")


def test_a_scaled_score_never_reads_as_a_pass_that_it_is_not() -> None:
    assert [numbers.scaled_score(score, 430) for score in (428.4, 429.4, 429.5, 429.999, 430.0, 430.2, 430.7)] == [
        "428", "429", "429", "429", "430", "430", "431",
    ]  # fmt: skip


def test_so_many_of_so_many() -> None:
    assert numbers.out_of(22, 40) == "22 of 40"
    assert numbers.right_of(0, 1) == "0 of 1 right"


def test_parts_side_by_side() -> None:
    assert [numbers.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a, b", "a, b, c"]
