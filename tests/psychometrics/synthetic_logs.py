"""Tail coverage on made-up tutoring logs that differ from the model: curriculum order, moods, patchy topics.

    python -m tests.psychometrics.synthetic_logs --learners 400

Each world is replayed with one temperament (the plain model) and with the shipped three.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

import numpy as np

from mediquiz.psychometrics.constants import SHIPPED, Temperament
from mediquiz.psychometrics.logfile import LogRow
from mediquiz.psychometrics.publiclog import replay_log

FORGETTABLE_MOOD = 30.0


@dataclass(frozen=True)
class LogWorld:
    """How learners and topics vary (logits); a mood is a common shift that lasts about `mood_length` answers."""

    topics: int = 60
    sd_hardness: float = 0.7
    sd_own: float = 0.5
    sd_mood: float = 0.4
    mood_length: float = FORGETTABLE_MOOD
    sd_item: float = 0.9
    learning: float = 0.06
    longest_run: int = 18
    revisit: float = 0.15


WORLDS = {
    "steady": LogWorld(sd_mood=0.0, sd_hardness=0.5, sd_own=0.4),
    "typical": LogWorld(),
    "moody": LogWorld(sd_mood=0.8, mood_length=40.0),
    "patchy and moody": LogWorld(sd_hardness=1.0, sd_own=0.6, sd_mood=0.6, mood_length=60.0, sd_item=1.1),
    "the same, 100 topics": LogWorld(
        topics=100, sd_hardness=1.0, sd_own=0.6, sd_mood=0.6, mood_length=60.0, sd_item=1.1, longest_run=30
    ),
}


def make_log(world: LogWorld, learners: int, seed: int) -> list[LogRow]:
    """Open answers without times, 20 to 600 a learner."""
    rng = np.random.default_rng(seed)
    hardness = rng.normal(0, world.sd_hardness, world.topics)
    items = rng.normal(0, world.sd_item, (world.topics, 80))
    rows: list[LogRow] = []
    for learner in range(learners):
        rows += _one_learner(world, f"L{learner}", hardness, items, rng)
    return rows


def _one_learner(
    world: LogWorld, name: str, hardness: np.ndarray, items: np.ndarray, rng: np.random.Generator
) -> list[LogRow]:
    ability, own = rng.normal(0.6, 0.9), rng.normal(0, world.sd_own, world.topics)
    learned, mood, start = np.zeros(world.topics), rng.normal(0, 1) * world.sd_mood, int(rng.integers(world.topics))
    keep = np.exp(-1 / world.mood_length)
    rows: list[LogRow] = []
    wanted = int(np.clip(np.exp(rng.normal(np.log(170), 0.6)), 20, 600))
    run = 0
    while len(rows) < wanted:
        step = int(rng.integers(0, run + 1)) if rng.random() < world.revisit else run
        topic, run = (start + step) % world.topics, run + 1
        for _ in range(int(rng.integers(4, world.longest_run))):
            item = int(rng.integers(80))
            z = ability + mood + own[topic] + learned[topic] - hardness[topic] - items[topic, item]
            right = bool(rng.random() < 0.97 / (1 + np.exp(-z)))
            rows.append(LogRow(learner=name, item=f"{topic}-{item}", topic=f"t{topic}", correct=right, day=None))
            learned[topic] += world.learning * (1 - learned[topic] / 1.5)
            mood = keep * mood + world.sd_mood * np.sqrt(1 - keep**2) * rng.normal()
    return rows[:wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    plain = replace(SHIPPED, temperaments=(Temperament(),))
    for name, world in WORLDS.items():
        rows = make_log(world, args.learners, args.seed)
        for label, constants in (("plain", plain), ("shipped", SHIPPED)):
            found = replay_log(rows, constants=constants)
            figures = {k: v for part in found.values() for k, v in part.items()}
            print(f"{name:22s} {label:8s}", " ".join(f"{k} {v:.4g}" for k, v in figures.items() if v is not None))


if __name__ == "__main__":
    main()
