"""Scores of probability forecasts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediquiz.psychometrics.calibration import auc, expected_calibration_error, log_loss, reliability

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


def test_known_values() -> None:
    p, y = [0.9, 0.8, 0.3, 0.3], [True, False, True, False]
    assert auc(p, y) == pytest.approx(0.625)
    assert log_loss([0.5, 0.5], [True, False]) == pytest.approx(np.log(2))
    assert log_loss([0.0], [True]) == pytest.approx(-np.log(1e-4))
    assert expected_calibration_error([0.25] * 4, [True, False, False, False]) == 0.0
    assert expected_calibration_error([0.95, 0.15], [False, True]) == pytest.approx(0.9)
    assert expected_calibration_error([], []) == 0.0
    assert auc([0.5], [True]) is None


@given(PAIRS)
def test_auc_is_the_chance_of_the_right_order(pairs: list[tuple[float, bool]]) -> None:
    p, y = zip(*pairs, strict=True)
    right = [a for a, b in pairs if b]
    wrong = [a for a, b in pairs if not b]
    found = auc(p, y)
    if not right or not wrong:
        assert found is None
        return
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    assert found == pytest.approx(wins / (len(right) * len(wrong)))


@example([(0.0, False)] * 6)
@given(PAIRS)
def test_reliability_bins_hold_every_prediction_once(pairs: list[tuple[float, bool]]) -> None:
    p, y = zip(*pairs, strict=True)
    table = reliability(p, y)
    assert sum(bin_.count for bin_ in table) == len(pairs)
    for bin_ in table:
        assert bin_.low - 1e-9 <= bin_.predicted <= bin_.high + 1e-9
        assert 0 <= bin_.observed_low <= bin_.observed <= bin_.observed_high + 1e-12 <= 1 + 1e-9
    gaps = sum(bin_.count * abs(bin_.observed - bin_.predicted) for bin_ in table) / len(pairs)
    assert expected_calibration_error(p, y) == pytest.approx(gaps)
