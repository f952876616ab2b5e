from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.psychometrics import retake
from mediquiz.psychometrics.learner import Learner
from mediquiz.services import learning_cache
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services
from .small import Given, practice
from .test_study import respond


def study(services: Services, clock: FixedClock, count: int, right_of_ten: int = 7) -> None:
    """A session of `count` questions, some right."""
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=count)).value
    for n in range(session.total):
        clock.pass_time(40)
        respond(services, session, n, right=n % 10 < right_of_ten)
    services.study.finish(session)


def test_the_kept_learner_equals_a_replay(tmp_path: Path, clock: FixedClock) -> None:
    services = make_services(tmp_path, clock)
    for _ in range(3):
        study(services, clock, 20)
        services.learning.learner()
        clock.pass_days(1)
    services.close()
    place = learning_cache.place(tmp_path / "study.sqlite")
    assert place.exists()
    kept = make_services(tmp_path, clock)
    views, history = kept.readiness.views(), kept.readiness.history("cma")
    kept.close()
    place.unlink()
    replayed = make_services(tmp_path, clock)
    assert replayed.readiness.views() == views
    assert replayed.readiness.history("cma") == history
    replayed.close()


class Trap:
    """Unpickling it would leave a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


SPOILT: dict[str, Callable[[bytes, Path], bytes]] = {
    "empty": lambda data, _: b"",
    "head only": lambda data, _: data[:100],
    "torn in the arrays": lambda data, _: data[:-1000],
    "longer than it was": lambda data, _: data + b"x",
    "one bit turned": lambda data, _: data[:-5000] + bytes([data[-5000] ^ 1]) + data[-4999:],
    "one digit of the values": lambda data, _: data.replace(b'"reports_done": 0', b'"reports_done": 7'),
    "foreign": lambda data, _: b"These are notes.\n" * 50,
    "other JSON": lambda data, _: b'{"a": 1}\n',
    "a pickle, as older versions kept": lambda data, place: pickle.dumps(("x", Trap(place))),
    "arrays that do not fit": lambda data, _: _with_arrays(data, {}),
}


def _with_arrays(data: bytes, arrays: dict[str, np.ndarray]) -> bytes:
    """The same mark and values over other arrays: whole, ours, and wrong."""
    found, kept = learning_cache.from_bytes(data)
    return learning_cache.to_bytes(found, learning_cache.Kept(arrays, kept.values))


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_cache_is_thrown_away_and_the_log_replayed(
    services: Services, clock: FixedClock, spoil: str, tmp_path: Path
) -> None:
    study(services, clock, 30)
    expected = services.readiness.views()
    services.learning.keep()
    place = learning_cache.place(services.context.store.path)
    good, trapped = place.read_bytes(), tmp_path / "trapped"
    place.write_bytes(SPOILT[spoil](good, trapped))
    services.learning.forget()
    assert services.readiness.views() == expected
    assert not trapped.exists(), "the file was run"
    services.learning.keep()
    assert place.read_bytes() == good


def test_a_kept_learner_is_read_and_not_replayed(
    services: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(services, clock, 30)
    expected = services.learning.learner().to_plain()
    services.learning.keep()
    services.learning.forget()

    def fail(*_: object) -> None:
        raise AssertionError("an answer of the log was folded in again")

    monkeypatch.setattr("mediquiz.psychometrics.learner.Learner.fold", fail)
    again = services.learning.learner().to_plain()
    assert again.values == expected.values
    assert all(again.arrays[name].tobytes() == array.tobytes() for name, array in expected.arrays.items())


ARRAYS = npst.arrays(
    st.sampled_from(["<f8", "<i8", "|i1", "|b1"]), npst.array_shapes(max_dims=3, min_side=0, max_side=4)
)


@given(
    arrays=st.dictionaries(st.text(max_size=9), ARRAYS, max_size=4),
    last_id=st.integers(0, 2**40),
    days=st.dictionaries(st.text(max_size=9), st.floats(allow_nan=False)),
)
def test_kept_state_comes_back_bit_for_bit(arrays: dict[str, Any], last_id: int, days: dict[str, float]) -> None:
    kept = learning_cache.Kept(arrays, {"last_id": last_id, "days": days})
    found, again = learning_cache.from_bytes(learning_cache.to_bytes("mark", kept))
    assert found == "mark" and again.values == kept.values and list(again.arrays) == list(arrays)
    for name, array in arrays.items():
        assert (again.arrays[name].dtype, again.arrays[name].shape) == (array.dtype, array.shape)
        assert again.arrays[name].tobytes() == array.tobytes()


def test_a_cache_of_another_log_is_not_used(services: Services, clock: FixedClock) -> None:
    study(services, clock, 30)
    services.learning.learner()
    services.learning.keep()
    with services.context.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM answer WHERE id = 1")
    services.learning.forget()
    assert int(services.learning.learner().first_attempts.sum()) == 29


def test_incremental_equals_replay(services: Services, clock: FixedClock) -> None:
    for _ in range(4):
        study(services, clock, 10)
        services.learning.learner()
        clock.pass_days(1)
    before = services.learning.learner()
    mean = before.state.mean.copy()
    services.learning.forget()
    assert np.allclose(services.learning.learner().state.mean, mean, atol=1e-9)


def test_a_report_is_folded_in_between_the_answers_before_and_after_its_day(
    small: Services, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two answers, a day later the exam, another day later three answers; then its report is told."""
    practice(small, clock, [Given("draw 1", True), Given("draw 2", False)])
    clock.pass_days(1)
    on = clock.today()
    clock.pass_days(1)
    practice(small, clock, [Given("draw 3", True), Given("test 1", True), Given("duty 1", False)])
    order = list[str]()

    def noted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def noting(*given: object) -> object:
            order.append(name)
            return call(*given)

        return noting

    monkeypatch.setattr(Learner, "fold", noted("answer", Learner.fold))
    monkeypatch.setattr(retake, "fold_report", noted("report", retake.fold_report))
    small.outcomes.keep("aid", on, False, None, {"aid.hands": 0.3})
    small.learning.learner()
    assert order == ["answer", "answer", "report", "answer", "answer", "answer"]
