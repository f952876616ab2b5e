"""The learner model a second time, as its formulas stand: one temperament, dictionaries and loops, no arrays.

Slow and plain on purpose. Practice is summed up from the answers themselves; the integral is Gauss-Hermite in the
physicists' form (Abramowitz and Stegun 1964, 25.4.46).
"""

from __future__ import annotations

from math import exp, log, log1p, pi, sqrt

import numpy as np

from mediquiz.psychometrics.constants import Constants, Temperament

Name = tuple[str, int]
ABILITY: Name = ("ability", 0)
NODES = list(zip(*(part.tolist() for part in np.polynomial.hermite.hermgauss(15)), strict=True))


class Reference:
    """A learner as one temperament sees it. Coordinates: ability, domains, topics."""

    def __init__(self, domains: list[int], constants: Constants, temper: Temperament) -> None:
        self.domains, self.c, self.temper = domains, constants, temper
        spread = temper.topic_spread**2
        self.prior: dict[Name, float] = {ABILITY: constants.sd_ability**2}
        self.prior |= {("domain", d): spread * constants.sd_domain**2 for d in sorted(set(domains))}
        self.prior |= {("topic", k): spread * constants.sd_topic**2 for k in range(len(domains))}
        self.mean = dict.fromkeys(self.prior, 0.0) | {ABILITY: constants.mean_ability}
        self.cov = {(a, b): self.prior[a] * (a == b) for a in self.prior for b in self.prior}
        self.log_weight = log(temper.prior)
        self.answers: list[tuple[int, float, float]] = []  # topic, day, amount
        self.day: float | None = None

    def practice(self, topic: int, day: float) -> float:
        return float(sum(n * 0.5 ** ((day - when) / self.c.half_life) for k, when, n in self.answers if k == topic))

    def selector(self, topics: tuple[int, ...]) -> dict[Name, float]:
        h = dict.fromkeys(self.prior, 0.0) | {ABILITY: 1.0}
        for k in topics:
            h["domain", self.domains[k]] += 1 / len(topics)
            h["topic", k] += 1 / len(topics)
        return h

    def drift(self, name: Name, ability: float, topic: float) -> float:
        return {"ability": self.temper.wander * ability, "domain": 0.0, "topic": topic}[name[0]]

    def grow(self, name: Name, by: float) -> None:
        """A variance grows up to its cap and never shrinks by it."""
        now = self.cov[name, name]
        self.cov[name, name] = now + min(by, max(0.0, self.c.variance_cap * self.prior[name] - now))

    def advance(self, day: float) -> None:
        days = 0.0 if self.day is None else max(0.0, day - self.day)
        for name in self.prior:
            self.grow(name, days * self.drift(name, self.c.drift_ability_per_day, self.c.drift_topic_per_day))
        self.day = day if self.day is None else max(day, self.day)

    def learned(self, topics: tuple[int, ...], day: float) -> float:
        return self.c.gain * sum(log1p(self.practice(k, day)) for k in topics) / len(topics)

    def along(self, h: dict[Name, float]) -> tuple[float, dict[Name, float], float]:
        """Mean of h x, covariance of each coordinate with it, and its variance."""
        pull = {a: sum(self.cov[a, b] * h[b] for b in h) for a in h}
        return sum(h[a] * self.mean[a] for a in h), pull, sum(h[a] * pull[a] for a in h)

    def p_right(self, z: float, guess: float) -> float:
        return guess + (1 - self.c.slip - guess) / (1 + exp(-z))

    def observe(self, topics: tuple[int, ...], b: float, guess: float, sd: float, right: bool, day: float,
                weight: float, practice: float) -> None:  # fmt: skip
        self.advance(day)
        h = self.selector(topics)
        for name in self.prior:
            if h[name]:
                self.grow(name, self.drift(name, self.c.drift_ability_per_answer, self.c.drift_topic_per_answer))
        if weight:
            mean, pull, variance = self.along(h)
            z, v = mean + self.learned(topics, day) - b, variance + sd * sd
            sums = [0.0, 0.0, 0.0]
            for node, mass in NODES:
                at = z + sqrt(2 * v) * node
                p = self.p_right(at, guess)
                likelihood = mass / sqrt(pi) * (p if right else 1 - p) ** weight
                sums = [s + likelihood * at**power for power, s in enumerate(sums)]
            new_z = sums[1] / sums[0]
            self.fold(pull, v, new_z - z, sums[2] / sums[0] - new_z * new_z)
            self.log_weight += log(sums[0])
        self.answers += [(k, day, practice) for k in topics if practice]

    def fold(self, pull: dict[Name, float], v: float, moved: float, new_v: float) -> None:
        """x given z is normal: its mean goes by regression on z, and its covariance loses what z lost."""
        for a in self.prior:
            self.mean[a] += pull[a] / v * moved
            for b in self.prior:
                self.cov[a, b] += pull[a] * pull[b] / v * (new_v / v - 1)

    def believe(self, topics: tuple[int, ...], theta: float, variance: float, day: float) -> None:
        """A reading with normal error: v' = v - v^2 / (v + variance) (Kalman 1960)."""
        self.advance(day)
        mean, pull, v = self.along(self.selector(topics))
        surprise = theta - mean - self.learned(topics, day)
        total = v + variance
        for a in self.prior:
            self.mean[a] += pull[a] * surprise / total
            for b in self.prior:
                self.cov[a, b] -= pull[a] * pull[b] / total
        self.log_weight += log(exp(-(surprise**2) / (2 * total)) / sqrt(total))

    def predict(self, topics: tuple[int, ...], b: float, guess: float, sd: float, day: float) -> float:
        """P(right) on a new question, with the doubt that grows up to the day."""
        later = Reference(self.domains, self.c, self.temper)
        later.__dict__ |= self.__dict__ | {"cov": dict(self.cov)}
        later.advance(day)
        mean, _, variance = later.along(later.selector(topics))
        z, v = mean + self.learned(topics, day) - b, variance + sd * sd
        return float(sum(m / sqrt(pi) * self.p_right(z + sqrt(2 * v) * node, guess) for node, m in NODES))
