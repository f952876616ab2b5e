from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from mediquiz.domain.summaries import StudyMode, StudyRequest
from mediquiz.services import learning_cache
from mediquiz.services.bundle import Services

from ..helpers import FixedClock, make_services
from .test_study import respond


def study(services: Services, clock: FixedClock, count: int, right_of_ten: int = 7) -> None:
    """A session of `count` questions, some right."""
    session = services.study.start(StudyRequest(StudyMode.QUICK, "cma", count)).value
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


@pytest.mark.parametrize("spoil", ["torn", "foreign"])
def test_a_spoilt_cache_is_made_anew(services: Services, clock: FixedClock, spoil: str) -> None:
    study(services, clock, 30)
    expected = services.readiness.views()
    services.learning.keep()
    place = learning_cache.place(services.context.store.path)
    place.write_bytes(place.read_bytes()[:100] if spoil == "torn" else pickle.dumps(("x", {"a": 1})))
    services.learning.forget()
    assert services.readiness.views() == expected


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
