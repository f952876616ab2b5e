"""About a scaled score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.psychometrics.scaling import Scale, about_scaled

CMA = Scale(minimum=200, maximum=800, passing=405, cut=0.66)


@pytest.mark.parametrize(
    ("proportion", "score"), [(0.66, 405), (1.0, 800), (0.25, 200), (0.0, 200), (0.83, 602), (0.455, 302)]
)
def test_anchors(proportion: float, score: int) -> None:
    assert about_scaled(proportion, CMA) == pytest.approx(score, abs=1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_right_is_never_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 200 <= about_scaled(low, CMA) <= about_scaled(high, CMA) <= 800
