"""How numbers are said, word for word."""

from __future__ import annotations

import pytest

from mediquiz.domain.summaries import Band
from mediquiz.words import numbers


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1.4, "1 minute"), (59.4, "59 minutes"), (59.6, "1 h"), (192, "3 h 12 min"), (2880, "48 h")],
)
def test_times(minutes: float, said: str) -> None:
    assert numbers.minutes(minutes) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.0049, "under 1%"), (0.005, "under 1%"), (0.006, "1%"), (0.125, "12%"), (1.0, "100%")],
)
def test_a_topic_with_any_weight_never_weighs_nothing(share: float, said: str) -> None:
    assert numbers.weight(share) == said
    assert numbers.of_exam(share) == f"{said} of the exam"


def test_a_range_is_rounded_outwards() -> None:
    assert numbers.share_range(0.589, 0.811) == "58 – 82%"
    # Not a point further out for a share that a computer cannot hold exactly.
    assert numbers.share_range(0.29, 0.57) == "29 – 57%"
    assert numbers.band_range(Band(mean=0.6, low=0.501, high=0.699)) == "50 – 70%"


def test_counted_results_keep_a_tenth() -> None:
    assert [numbers.exact_percent(share) for share in (0.0, 0.58333, 1.0)] == ["0.0%", "58.3%", "100.0%"]


def test_so_many_of_so_many() -> None:
    assert numbers.out_of(22, 40) == "22 of 40"
    assert numbers.right_of(0, 1) == "0 of 1 right"


def test_parts_side_by_side() -> None:
    assert [numbers.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a, b", "a, b, c"]
