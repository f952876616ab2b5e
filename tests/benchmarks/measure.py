"""Timing side by side: ours and the floor take turns in one run, because machines are noisy."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `limit` is what must hold of `value` (a ratio or milliseconds)."""

    name: str
    value: float
    limit: float
    unit: str
    note: str

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        mark = "ok  " if self.met else "MISS"
        return f"{mark} {self.name:<58} {self.value:8.2f} {self.unit:<5} limit {self.limit:<6g} {self.note}"


def side_by_side(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of each call, taken in turns."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for place, call in enumerate((ours, floor)):
            began = time.perf_counter()
            call()
            found[place].append((time.perf_counter() - began) * 1000)
    return found


def ratio(name: str, ours: list[float], floor: list[float], limit: float) -> Figure:
    """Median against median."""
    a, b = statistics.median(ours), statistics.median(floor)
    return Figure(name, a / b, limit, "x", f"({a:.2f} ms, floor {b:.2f} ms)")


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
