"""What a certification's exam is: areas and weights, counts, segments, clock, passing score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of an exam with where it comes from."""

    about: str
    value: str
    source: str
    on: str
    confidence: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A leaf of the content outline. `weight` is its number of scored items on a full form."""

    id: str
    title: str
    domain: str
    weight: float
    assumed: bool
    topics: Mapping[str, float]
    """Topic id -> share of the area (they sum to 1)."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A top-level content area, as the score report shows it. `scored` counts items on a full form."""

    id: str
    title: str
    scored: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the sitting with its own clock; once ended it cannot be entered again."""

    id: str
    title: str
    questions: int
    seconds: int


@dataclass(frozen=True, slots=True)
class PassingScore:
    """The published scaled passing score and the raw cut that is assumed for it (no board publishes the conversion)."""

    scale_min: float
    scale_max: float
    scaled: float
    raw_cut: float
    raw_cut_sd: float
    note: str


@dataclass(frozen=True, slots=True)
class RetakeRule:
    """Waiting days before each further attempt and how many attempts there are; None when not published."""

    max_attempts: int | None
    wait_days: tuple[int, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """One edition of one certification's exam."""

    id: str
    order: int
    """Place among the exams of the bank; the lowest comes first."""
    name: str
    """Certified Medical Assistant."""
    short: str
    """CMA."""
    board: str
    """AAMA: who awards it, in letters."""
    body: str
    """Who awards it, in full."""
    blurb: str
    """A sentence for someone who chooses among exams."""
    edition: str
    edition_title: str
    scored: int
    unscored: int
    segments: tuple[Segment, ...]
    break_seconds: int
    """Break time for the whole sitting; 0 when the clock never stops."""
    options: int
    domains: tuple[Domain, ...]
    areas: tuple[Area, ...]
    passing: PassingScore
    retake: RetakeRule
    facts: tuple[Fact, ...]
    editions_note: str = ""
    """Why the exam has several editions and how to choose among them."""

    @property
    def label(self) -> str:
        """CMA (AAMA)."""
        return f"{self.short} ({self.board})"

    @property
    def full_name(self) -> str:
        """Certified Medical Assistant, CMA (AAMA)."""
        return f"{self.name}, {self.label}"

    @property
    def total(self) -> int:
        return self.scored + self.unscored

    @property
    def seconds(self) -> int:
        return sum(segment.seconds for segment in self.segments)

    @cached_property
    def topic_weights(self) -> dict[str, float]:
        """Share of each topic on the exam; sums to 1."""
        whole = sum(area.weight for area in self.areas)
        found: dict[str, float] = {}
        for area in self.areas:
            for topic, share in area.topics.items():
                found[topic] = found.get(topic, 0.0) + share * area.weight / whole
        return found

    @cached_property
    def area_of_topic(self) -> dict[str, Area]:
        return {topic: area for area in self.areas for topic in area.topics}

    def areas_in(self, domain: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.domain == domain)


def largest_remainder(weights: Sequence[float], seats: int) -> list[int]:
    """Share out `seats` by Hamilton's method; ties go to the earlier entry. All zero weights get nothing."""
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    exact = [weight * seats / whole for weight in weights]
    counts = [int(share) for share in exact]
    # Rounding before comparing: 0.1 + 0.2 style noise must not decide a tie.
    order = sorted(range(len(exact)), key=lambda n: (-round(exact[n] - counts[n], 9), n))
    for n in order[: seats - sum(counts)]:
        counts[n] += 1
    return counts


def area_quotas(blueprint: Blueprint, seats: int) -> dict[str, int]:
    """Items of each area among `seats`: domains first (their counts are published), then areas inside a domain."""
    per_domain = largest_remainder([domain.scored for domain in blueprint.domains], seats)
    quotas: dict[str, int] = {}
    for domain, count in zip(blueprint.domains, per_domain, strict=True):
        areas = blueprint.areas_in(domain.id)
        shares = largest_remainder([area.weight for area in areas], count)
        quotas.update(zip((area.id for area in areas), shares, strict=True))
    return quotas


def form_quotas(blueprint: Blueprint) -> tuple[dict[str, int], dict[str, int]]:
    """Quotas of the scored and of the unscored items of a full form."""
    return area_quotas(blueprint, blueprint.scored), area_quotas(blueprint, blueprint.unscored)
