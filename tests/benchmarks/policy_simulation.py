"""Which rule for the next question leaves simulated learners best prepared on a fixed exam day?

    READINESS_BENCH=PATH/readiness-bench python tests/benchmarks/policy_simulation.py --students 120 --days 28

Needs the judge's simulate.py (its folder in READINESS_BENCH). The same students sit under every rule:
`--per-day` questions a day, one day in five skipped, the exam the day after the last. Printed: true
expected exam score against plain blueprint sampling, and how honest the app's prediction was.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

sys.path.insert(0, os.environ.get("READINESS_BENCH", "."))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import simulate

from mediquiz.psychometrics.evidence import AnswerFact
from mediquiz.psychometrics.learner import Learner
from mediquiz.psychometrics.readiness import ExamForm, predict_score
from mediquiz.psychometrics.selection import Needs, Pick, Pools, Reason, Seen, Unseen, review_share, select_session
from mediquiz.psychometrics.structure import Structure
from mediquiz.psychometrics.wording import coverage

B_OF_LABEL = (-0.55, 0.0, 0.55)
SKIPPED_DAYS = 0.2


@dataclass
class Outcome:
    """One student under one rule on the exam day."""

    true_score: float
    exam: float
    predicted: float
    low95: float
    high95: float
    covered_once: float
    covered: float


class App:
    """A learner in the app: the bank's pools as the app would see them on a day."""

    def __init__(self, world: Any, bank: dict[str, Any], domains: Any) -> None:
        self.learner = Learner(Structure([int(d) for d in domains]))
        self.bank = bank
        self.items_of = [[int(i) for i in np.flatnonzero(bank["topic"] == k)] for k in range(world.K)]

    def pools(self, day: float) -> Pools:
        unseen: dict[int, list[Unseen]] = {}
        seen: dict[int, list[Seen]] = {}
        for topic, items in enumerate(self.items_of):
            for item in items:
                if str(item) in self.learner.topic_of:
                    seen.setdefault(topic, []).append(self._card(str(item), day))
                else:
                    unseen.setdefault(topic, []).append(Unseen(str(item), B_OF_LABEL[self.bank["label"][item]]))
        return Pools(unseen, seen)

    def _card(self, key: str, day: float) -> Seen:
        memory = self.learner.memory
        last = memory.last_review(key)
        assert last is not None
        return Seen(key, memory.retrievability(key, day) or 0.0, day - last, key in self.learner.missed)

    def needs(self, weights: Any, day: float) -> Needs:
        state = self.learner.state
        return Needs(weights, state.theta_summary(day)[0], state.practice_at(day))

    def fold(self, item: int, topic: int, day: float, right: bool) -> None:
        b = B_OF_LABEL[self.bank["label"][item]]
        self.learner.fold(AnswerFact(item=str(item), topic=topic, day=day, correct=right, difficulty=b))


Rule = Callable[[App, Any, float, float, int, Random], list[Pick]]


def recommended(app: App, weights: Any, day: float, left: float, n: int, rng: Random) -> list[Pick]:
    """The app's rule with the review share of its phase (at least 30 %, as in the design's table)."""
    return select_session(app.needs(weights, day), app.pools(day), n, rng, max(0.3, review_share(left)))


def without_reviews(app: App, weights: Any, day: float, left: float, n: int, rng: Random) -> list[Pick]:
    return select_session(app.needs(weights, day), app.pools(day), n, rng, 0.0)


def by_weights(tilt: Callable[[App, Any, float], Any]) -> Rule:
    """New questions of topics drawn in proportion to some weights."""

    def rule(app: App, weights: Any, day: float, left: float, n: int, rng: Random) -> list[Pick]:
        return _sample(app.pools(day), tilt(app, weights, day), n, rng, set())

    return rule


def blueprint(_app: App, weights: Any, _day: float) -> Any:
    return weights


def uniform(_app: App, weights: Any, _day: float) -> Any:
    return np.ones(len(weights))


def weakest_four(app: App, weights: Any, day: float) -> Any:
    mastery = np.where(np.asarray(weights) > 0, app.learner.state.mastery(day), 2.0)
    chosen = np.zeros(len(weights))
    chosen[np.argsort(mastery)[:4]] = 1.0
    return chosen


def weakness_times_weight(app: App, weights: Any, day: float) -> Any:
    return weights * (1.0 - app.learner.state.mastery(day))


def cards_first(share: float, fits: Callable[[Seen], bool]) -> Rule:
    """Old cards up to a share of the session, the least remembered first, then blueprint sampling."""

    def rule(app: App, weights: Any, day: float, left: float, n: int, rng: Random) -> list[Pick]:
        pools = app.pools(day)
        cards = [(c.retrievability, k, c.item) for k, seen in pools.seen.items() for c in seen if fits(c)]
        old = [Pick(k, item, Reason.REVIEW) for _r, k, item in sorted(cards)[: round(share * n)]]
        return old + _sample(pools, weights, n - len(old), rng, {pick.item for pick in old})

    return rule


def _sample(pools: Pools, weights: Any, n: int, rng: Random, used: set[str]) -> list[Pick]:
    picks: list[Pick] = []
    for topic in rng.choices(range(len(weights)), weights=list(weights), k=n):
        fresh = [u.item for u in pools.unseen.get(topic, ()) if u.item not in used]
        pool = fresh or [c.item for c in pools.seen.get(topic, ()) if c.item not in used]
        if pool:
            item = rng.choice(pool)
            used.add(item)
            picks.append(Pick(topic, item, Reason.NEW))
    return picks


RULES: dict[str, Rule] = {
    "random topics": by_weights(uniform),
    "blueprint sampling": by_weights(blueprint),
    "weakest 4 topics only": by_weights(weakest_four),
    "weakness x weight": by_weights(weakness_times_weight),
    "repeat missed (60%)": cards_first(0.6, lambda card: card.missed),
    "due reviews first": cards_first(1.0, lambda card: card.due),
    "recommended, no reviews": without_reviews,
    "recommended": recommended,
}
_BASELINE = "blueprint sampling"


def live(world: Any, rule: Rule, seed: int, days: int, per_day: int) -> Outcome:
    """One student from the first day to the exam."""
    domains, blueprints = simulate.make_blueprints(world)
    bank = simulate.make_bank(world)
    student = simulate.Student(world, domains, np.random.default_rng(seed))
    weights = blueprints[seed % 4]
    app, rng, skips = App(world, bank, domains), Random(seed), Random(seed + 1)
    for day in range(days):
        if skips.random() < SKIPPED_DAYS:
            continue
        for i, pick in enumerate(rule(app, weights, float(day), float(days - day), per_day, rng)):
            now = day + i / 1440.0
            app.fold(int(pick.item), pick.topic, now, bool(student.answer(int(pick.item), bank, now)))
    return _sit(world, app, student, weights, float(days), seed)


def _sit(world: Any, app: App, student: Any, weights: Any, day: float, seed: int) -> Outcome:
    prediction = predict_score(app.learner.state, [ExamForm(weights, world.n_exam, cut=0.7)], day)[0]
    low, high = prediction.interval(0.95)
    exam = student.exam(weights, day, np.random.default_rng(seed + 7))
    true = float(student.true_topic(day) @ weights)
    first = app.learner.first_attempts
    once = float(weights[first >= 1].sum())
    return Outcome(true, exam, prediction.mean, low, high, once, coverage(first, weights))


def _job(job: tuple[Any, str, int, int, int]) -> tuple[str, int, Outcome]:
    world, name, seed, days, per_day = job
    return name, seed, live(world, RULES[name], seed, days, per_day)


def table(found: dict[str, dict[int, Outcome]]) -> list[str]:
    """One line a rule."""
    seeds = sorted(found[_BASELINE])
    half = 0.5 / 150
    lines = [
        f"{'rule':26s} {'vs blueprint':>14s} {'true %':>7s} {'bias':>7s} {'cov95':>6s} {'seen once':>9s} {'twice':>6s}"
    ]
    for name, by_seed in found.items():
        rows = [by_seed[s] for s in seeds]
        gain = 100 * np.array([by_seed[s].true_score - found[_BASELINE][s].true_score for s in seeds])
        error = gain.std(ddof=1) / math.sqrt(len(gain))
        inside = np.mean([r.low95 - half <= r.exam <= r.high95 + half for r in rows])
        bias = np.mean([r.predicted - r.exam for r in rows])
        true = np.mean([r.true_score for r in rows])
        once, twice = np.mean([r.covered_once for r in rows]), np.mean([r.covered for r in rows])
        lines.append(f"{name:26s} {gain.mean():+7.2f} +-{error:4.2f} {100 * true:7.1f} {bias:+7.3f} "
                     f"{inside:6.3f} {once:9.3f} {twice:6.3f}")  # fmt: skip
    return lines


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--per-day", type=int, default=20)
    parser.add_argument("--seed", type=int, default=5000)
    parser.add_argument("--half0", type=float, help="first half-life of learning (days): 4 forgets fast")
    parser.add_argument("--rules", default=";".join(RULES), help="separated by ;")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args(argv)
    world = simulate.World()
    if args.half0:
        world = replace(world, half0=args.half0)
    names = list(dict.fromkeys([_BASELINE, *args.rules.split(";")]))
    jobs = [(world, name, args.seed + s, args.days, args.per_day) for name in names for s in range(args.students)]
    found: dict[str, dict[int, Outcome]] = {name: {} for name in names}
    with multiprocessing.get_context("fork").Pool(args.jobs) as pool:
        for name, seed, outcome in pool.imap_unordered(_job, jobs, chunksize=4):
            found[name][seed] = outcome
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()
