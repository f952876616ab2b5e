"""The model judged on answer logs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from mediquiz.psychometrics.evidence import AnswerFact
from mediquiz.psychometrics.learner import Learner
from mediquiz.psychometrics.logfile import LogRow
from mediquiz.psychometrics.publiclog import LearnerTrace, replay_log
from mediquiz.psychometrics.structure import Structure
from tests.psychometrics.helpers import synthetic_log


def test_the_figures_of_a_synthetic_log() -> None:
    found = replay_log(synthetic_log(60, 120))
    assert found["next"]["n"] == 7_200
    assert found["tail"]["learners"] == 60
    auc, error = found["next"]["auc"], found["next"]["ece"]
    assert auc is not None and error is not None and auc > 0.64 and error < 0.04
    cov95, cov80 = found["tail"]["cov95"], found["tail"]["cov80"]
    assert cov95 is not None and cov80 is not None and cov95 >= 0.9 and 0.7 <= cov80 <= 0.98
    json.dumps(found)


def test_only_learners_with_60_answers_have_a_tail_of_at_most_150() -> None:
    rows = [LogRow(learner="short", item=f"i{j}", topic="t", correct=j % 3 > 0, day=None) for j in range(59)]
    rows += [LogRow(learner="long", item=f"i{j}", topic="t", correct=j % 3 > 0, day=None) for j in range(1_000)]
    found = replay_log(rows)
    assert found["tail"]["learners"] == 1
    assert found["next"]["n"] == 1_059
    assert replay_log(rows[:59])["tail"] == {
        "learners": 0, "cov80": None, "cov95": None, "mae": None, "width95": None,
    }  # fmt: skip
    assert replay_log([])["next"] == {"n": 0, "auc": None, "log_loss": None, "ece": None}


def test_a_prediction_never_sees_its_answer_nor_later_ones() -> None:
    rows = synthetic_log(1, 80)
    flipped = [
        *rows[:60],
        *(LogRow(learner=r.learner, item=r.item, topic=r.topic, correct=not r.correct, day=r.day) for r in rows[60:]),
    ]
    seen: list[list[float]] = []

    def spy(function: Callable[..., LearnerTrace], groups: Iterable[Sequence[LogRow]]) -> list[LearnerTrace]:
        traces = list(map(function, groups))
        tail = traces[0].tail
        assert tail is not None
        seen.append([float(p) for p in traces[0].predicted])
        seen.append([tail.predicted])
        return traces

    replay_log(rows, mapper=spy)
    replay_log(flipped, mapper=spy)
    assert seen[0][:61] == seen[2][:61]
    assert seen[1] == seen[3]


def test_learners_may_be_mixed_in_the_file() -> None:
    rows = synthetic_log(2, 70)
    mixed = [row for pair in zip(rows[:70], rows[70:], strict=True) for row in pair]
    apart, together = replay_log(rows), replay_log(mixed)
    assert together["tail"] == pytest.approx(apart["tail"])
    assert together["next"] == pytest.approx(apart["next"])


def test_a_state_grown_in_chunks_predicts_like_a_whole_one() -> None:
    rows = [
        LogRow(learner="a", item=f"i{j}", topic=f"t{j // 2}", correct=j % 3 > 0, day=None, options=4)
        for j in range(100)
    ]
    predicted: list[float] = []

    def keep(function: Callable[..., LearnerTrace], groups: Iterable[Sequence[LogRow]]) -> list[LearnerTrace]:
        traces = list(map(function, groups))
        predicted.extend(traces[0].predicted)
        return traces

    replay_log(rows, mapper=keep)
    facts = [
        AnswerFact(item=row.item, topic=j // 2, day=0.0, correct=row.correct, difficulty=0.0)
        for j, row in enumerate(rows)
    ]
    whole = Learner.replay(facts, Structure([0] * 50))
    assert np.allclose(predicted, whole.predictions()[0], atol=1e-9)


def test_known_difficulties_help() -> None:
    rng = np.random.default_rng(5)
    hardness = rng.normal(0, 1.2, 300)
    rows = []
    for learner in range(20):
        ability = rng.normal(0.3, 0.8)
        for item in rng.permutation(300)[:100]:
            right = bool(rng.random() < 1 / (1 + np.exp(-(ability - hardness[item]))))
            rows.append(LogRow(learner=str(learner), item=f"i{item}", topic=f"t{item % 10}", correct=right, day=None))
    plain, informed = replay_log(rows), replay_log(rows, {f"i{i}": float(b) for i, b in enumerate(hardness)})
    first, second = plain["next"]["auc"], informed["next"]["auc"]
    assert first is not None and second is not None and second > first + 0.08
