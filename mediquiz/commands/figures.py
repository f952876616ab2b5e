"""`mediquiz progress`, `readiness` and `replay`: the figures of the learner model, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mediquiz.commands.common import DatabaseOption, JsonOption, Refused, located, print_json, reading
from mediquiz.language import _, n_, passing_percent, percent
from mediquiz.words import readiness as words
from mediquiz.words.numbers import band_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediquiz.domain.summaries import AreaRow, Band, CertificationProgress, ReadinessView, TopicRow
    from mediquiz.services.bundle import Services


def progress(context: typer.Context, as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """Right and seen counts by area and topic of each certification, and how much of its outline is covered."""
    with reading(located(context, database)) as services:
        found = services.progress.overview().certifications
    if as_json:
        print_json({"certifications": {one.head.id: _progress(one) for one in found}})
        return
    for one in found:
        _print_progress(one)


def _progress(one: CertificationProgress) -> dict[str, Any]:
    topics = [topic for area in one.areas for topic in area.topics]
    return {
        "name": one.head.name,
        "exam_date": one.head.exam_date.isoformat() if one.head.exam_date else None,
        "coverage": _share(one.coverage),
        **_counts(one.areas, topics),
        "areas": {area.id: _area(area) for area in one.areas},
        "topics": {topic.id: _topic(topic, one.readiness.cut) for topic in topics},
        "weakest": [topic.id for topic in one.weakest],
    }


def _counts(rows: Iterable[AreaRow | TopicRow], topics: Iterable[TopicRow]) -> dict[str, int]:
    """First-time answers of some rows, and questions shown and held by their topics."""
    held, counted = list(topics), list(rows)
    return {
        "answers": sum(row.answers for row in counted),
        "right": sum(row.right for row in counted),
        "exam_answers": sum(row.exam_answers for row in counted),
        "exam_right": sum(row.exam_right for row in counted),
        "seen": sum(topic.seen for topic in held),
        "items": sum(topic.items for topic in held),
    }


def _area(area: AreaRow) -> dict[str, Any]:
    head = {"title": area.title, "domain": area.domain, "weight": round(area.weight, 6), "assumed": area.assumed}
    return {**head, **_counts([area], area.topics), "topics": [topic.id for topic in area.topics]}


def _topic(topic: TopicRow, cut: float) -> dict[str, Any]:
    head = {"title": topic.title, "weight": round(topic.weight, 6)}
    return {**head, **_counts([topic], [topic]), **_mastery(topic.band, cut)}


def _mastery(band: Band | None, cut: float | None = None) -> dict[str, float | None]:
    """Chance to answer a fresh question of a topic right; null while there are too few answers to say."""
    if band is None:
        return {"p": None, "low80": None, "high80": None}
    return _interval(band, cut, "p")


def _interval(band: Band, cut: float | None, name: str) -> dict[str, float | None]:
    return {name: _share(band.mean, cut), "low80": _share(band.low, cut), "high80": _share(band.high, cut)}


def _share(value: float, cut: float | None = None) -> float:
    """To four places, and like `percent` never 0, 1 or the passing mark when it is not."""
    found = round(value, 4)
    for known in (0.0, 1.0, *(() if cut is None else (cut,))):
        if found == round(known, 4) and abs(value - known) > 1e-9:
            found = round(found + (0.0001 if value > known else -0.0001), 4)
    return found


def _print_progress(one: CertificationProgress) -> None:
    print(_("{exam}: {coverage} of the exam practiced").format(exam=one.head.name, coverage=percent(one.coverage)))
    if one.weakest:
        print("  " + _("Weakest topics: {topics}").format(topics=", ".join(topic.title for topic in one.weakest)))
    for area in one.areas:
        said = _("{area}: {right} of {answers} right, {weight} of the exam")
        weight = percent(area.weight)
        print("  " + said.format(area=area.title, right=area.right, answers=area.answers, weight=weight))
        for topic in area.topics:
            counts = _("{right} of {answers} right, {seen} of {items} seen").format(
                right=f"{topic.right:4}", answers=f"{topic.answers:4}", seen=f"{topic.seen:4}", items=f"{topic.items:4}"
            )
            print(f"    {topic.id:<36}{counts}  {words.label(topic.label)}".rstrip())
    print()


def readiness(context: typer.Context, as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """Predicted score and chance to pass for each certification, as far as the answers on record allow."""
    with reading(located(context, database)) as services:
        views = services.readiness.views()
        topics = _all_topics(services)
    if as_json:
        certifications = {name: _readiness(view) for name, view in views.items()}
        print_json({"certifications": certifications, "topics": {topic.id: _labeled(topic) for topic in topics}})
        return
    for view in views.values():
        _print_readiness(view)


def _all_topics(services: Services) -> list[TopicRow]:
    """Every topic once; Strong and Weak are meant for the certification in front, if the topic is on it."""
    front = services.settings.read().certification
    order = sorted(services.library.certifications, key=lambda one: one != front)
    found: dict[str, TopicRow] = {}
    for certification in order:
        for row in services.progress.topic_rows(certification):
            found.setdefault(row.id, row)
    return [found[topic] for topic in sorted(found)]


def _readiness(view: ReadinessView) -> dict[str, Any]:
    """What the window shows, no more: null for a number that the evidence does not allow yet."""
    score = view.score
    return {
        "first_attempts": view.first_attempts,
        "coverage": _share(view.coverage),
        "shown": view.stage,
        "score": score and _interval(score, view.cut, "mean"),
        "pass": None if view.chance is None else {"p": view.chance, "low": view.chance_low, "high": view.chance_high},
        "word": words.verdict(view.word),
        "limits": words.limits(view),
    }


def _labeled(topic: TopicRow) -> dict[str, Any]:
    return {**_mastery(topic.band), "label": words.label(topic.label), "answers": topic.answers}


def _print_readiness(view: ReadinessView) -> None:
    print(f"{view.short}: {_headline(view)}")
    for sentence in (words.made_of(view), *words.limits(view)):
        print(f"  {sentence}")
    print()


def _headline(view: ReadinessView) -> str:
    if view.score is None:
        return n_(
            "too early to say; {n} more first-time answer is needed",
            "too early to say; {n} more first-time answers are needed",
            view.more_needed,
        )
    said = [_("{range} right if you took it today").format(range=band_range(view.score, view.cut))]
    said += [_("passing mark about {cut}").format(cut=passing_percent(view.cut))]
    said += [words.verdict(view.word)] if view.word else []
    said += (
        [_("chance of passing about {chance}").format(chance=percent(view.chance))] if view.chance is not None else []
    )
    return "; ".join(said)


def replay(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("Columns learner, item, topic, correct, time (days)."))
    ],
    items: Annotated[
        Path | None, typer.Option("--items", metavar="FILE", help=_("Difficulties: columns item and difficulty."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Feed a log of answers of many learners through the learner model and print how well it predicted them."""
    from mediquiz.psychometrics.logfile import read_difficulties, read_log
    from mediquiz.psychometrics.publiclog import replay_log

    difficulty = _read(items, read_difficulties) if items else None
    found = replay_log(_read(file, read_log), difficulty)
    if as_json:
        print_json(found)
        return
    for part, figures in found.items():
        print(f"{part}: " + ", ".join(f"{name} {_figure(value)}" for name, value in figures.items()))


def _read(path: Path, reader: Any) -> Any:
    from mediquiz.psychometrics.logfile import LogError

    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return reader(lines)
    except LogError as error:
        raise Refused(f"{path}, {error}") from error
    except UnicodeDecodeError as error:
        raise Refused(_("{path} is not a text file in UTF-8.").format(path=path)) from error


def _figure(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.4f}"
