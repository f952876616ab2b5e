"""How far the bank carries each exam."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from mediquiz.banks.checks.report import Finding
from mediquiz.domain.assembly import ListPool, count_forms
from mediquiz.domain.blueprint import Blueprint, form_quotas
from mediquiz.domain.items import Item

FORMS = 2
"""Full forms without a shared item that each exam must be able to draw."""

SHOWN = 5
"""Areas that a warning names."""


def exam_names(blueprints: Sequence[Blueprint]) -> list[str]:
    """The exam's id; an alternative edition carries its edition too (`rma-three-areas`)."""
    seen: set[str] = set()
    names: list[str] = []
    for blueprint in blueprints:
        names.append(f"{blueprint.id}-{blueprint.edition}" if blueprint.id in seen else blueprint.id)
        seen.add(blueprint.id)
    return names


def exam_coverage(blueprint: Blueprint, items: Sequence[Item]) -> dict[str, Any]:
    """Forms that can be drawn one after another, and what each area needs a form and has. Only served items count."""
    by_topic: dict[str, list[int]] = {}
    groups: dict[int, str] = {}
    for ordinal, item in enumerate(items):
        if item.served:
            by_topic.setdefault(item.topic, []).append(ordinal)
            groups[ordinal] = item.group
    scored, unscored = form_quotas(blueprint)
    areas = {
        area.id: {
            "needed": scored[area.id] + unscored[area.id],
            "available": sum(len(by_topic.get(topic, ())) for topic in area.topics),
        }
        for area in blueprint.areas
    }
    # A fixed seed: the same bank must give the same figure.
    forms = count_forms(blueprint, ListPool(by_topic, groups), random.Random(0))
    return {"forms": forms, "areas": areas}


def too_few(file: str, name: str, coverage: dict[str, Any]) -> Iterator[Finding]:
    """A warning when the exam cannot draw `FORMS` forms, with the areas that fall short."""
    if coverage["forms"] >= FORMS:
        return
    short = [
        f"{area} {counts['available']} of {FORMS * counts['needed']}"
        for area, counts in coverage["areas"].items()
        if counts["available"] < FORMS * counts["needed"]
    ]
    more = f" and {len(short) - SHOWN} more areas" if len(short) > SHOWN else ""
    why = f"short are {', '.join(short[:SHOWN])}{more}" if short else "groups keep items apart"
    told = f"{name} can draw {coverage['forms']} full forms of reviewed items without a shared one, not {FORMS}"
    yield Finding(file, 0, f"{told}; {why}.")
