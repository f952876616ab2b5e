"""What an answer costs until the shown numbers are new, and what a refresh of Today costs; 20,000 answers on record."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from mediquiz.domain.answers import chosen
from mediquiz.domain.summaries import Goal, StudyMode, StudyRequest
from mediquiz.locations import shipped
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services
from mediquiz.storage import study_repo

from .big import START_MS
from .measure import Figure, percentile

ANSWERS = 20_000
FIRST_DAY = date(2025, 11, 1).toordinal()
SHORT = 400
LIMIT_MS = 50.0
REFRESH_MS = {90: 25.0, 365: 50.0}
"""Days to the exam -> milliseconds for Today's refresh."""
ROUNDS = 21


def measure(scratch: Path) -> list[Figure]:
    """Replay, the answer with all four numbers, and the whole Today view."""
    database = scratch / "readiness.sqlite"
    services = open_services(database, shipped("question_banks"))
    services.library.load_bank(shipped("question_banks"))
    _log(services)
    today = services.context.clock.today()
    services.settings.change(goals=(Goal("cma", today + timedelta(days=30)), Goal("ccma", today + timedelta(days=60))))
    replay = _timed(services.learning.learner)
    services.readiness.views()
    refreshes = [figure for days in (90, 365) for figure in _refresh(services, f"{ANSWERS:,}", days)]
    updates = _answers(services)
    views = [_timed(lambda: services.progress.today("cma")) for _ in range(20)]
    overview = [_timed(services.progress.overview) for _ in range(5)]
    services.close()
    again = open_services(database, shipped("question_banks"))
    kept = _timed(again.learning.learner)
    again.close()
    return [
        Figure("replay of 20,000 answers", replay / 1000, 3.0, "s", f"(kept learner: {kept:.0f} ms)"),
        Figure("answer to new numbers for four exams, 99th percentile", percentile(updates, 0.99), LIMIT_MS, "ms", ""),
        Figure("the whole Today view with plan, median", sorted(views)[10], 150.0, "ms", ""),
        Figure("the whole Progress view with its chart, median", sorted(overview)[2], 1500.0, "ms", ""),
        *refreshes,
        *_short_history(scratch),
    ]


def _short_history(scratch: Path) -> list[Figure]:
    """Today of somebody who has answered some hundred questions."""
    services = open_services(scratch / "short.sqlite", shipped("question_banks"))
    services.library.load_bank(shipped("question_banks"))
    _log(services, SHORT)
    found = _refresh(services, f"{SHORT:,}", 90)
    services.close()
    return found


def _refresh(services: Services, answers: str, days: int) -> list[Figure]:
    """Today's refresh with an exam so many days ahead, and the transactions that it takes."""
    goals = services.settings.read().goals
    services.settings.change(goals=(Goal("cma", services.context.clock.today() + timedelta(days=days)),))
    services.progress.today("cma")
    tally = services.context.store.tally
    before = tally.reads + tally.writes
    times = sorted(_timed(lambda: services.progress.today("cma")) for _ in range(ROUNDS))
    begun = (tally.reads + tally.writes - before) / ROUNDS
    services.settings.change(goals=goals)
    name = f"Today with an exam in {days} days, {answers} answers"
    return [
        Figure(f"{name}, median", times[ROUNDS // 2], REFRESH_MS[days], "ms", ""),
        Figure(f"{name}, transactions", begun, 2.0, "", ""),
    ]


def _answers(services: Services) -> list[float]:
    session = services.study.start(StudyRequest(mode=StudyMode.QUICK, certification="cma", count=60)).value
    found = []
    for n in range(session.total):
        services.study.show(session, n)

        def answer(n: int = n) -> None:
            services.study.answer(session, n, chosen(0), confidence=None, milliseconds=20_000)
            services.readiness.views()

        found.append(_timed(answer))
    return found


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _log(services: Services, answers: int = ANSWERS) -> None:
    """A year of study over the shipped bank, straight into the log."""
    rng, rows, showings, seen = random.Random(1), [], [], set()
    with services.context.store.begin() as connection:
        items = connection.exec_driver_sql("SELECT id, topic FROM item WHERE status = 'served'").fetchall()
        for n in range(answers):
            at = START_MS + n * 1_500_000
            item_id, topic = rng.choice(items)
            first = int(item_id not in seen)
            seen.add(item_id)
            right = int(rng.random() < 0.7)
            rows.append(
                (
                    item_id,
                    "r",
                    topic,
                    "0,1,2,3",
                    "1",
                    right,
                    None,
                    20_000,
                    "practice",
                    None,
                    1,
                    0,
                    first,
                    at,
                    at,
                    FIRST_DAY + n // 55,
                )
            )
            showings.append((item_id, "r", None, at))
        connection.exec_driver_sql(study_repo._ANSWER, rows)
        connection.exec_driver_sql(study_repo._SHOWING, showings)
        study_repo.rebuild(connection)
    services.library.reload_catalog()
