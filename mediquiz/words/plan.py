"""The study plan in words: its lines, its days, and what no longer fits."""

from __future__ import annotations

from collections.abc import Sequence

from mediquiz.domain.summaries import NoRoom, PlanKind, PlanLine, PlannedDay, Shortfall
from mediquiz.language import _, day, n_, percent
from mediquiz.words.numbers import listed, minutes


def line(found: PlanLine) -> str:
    """What a line of today's plan holds."""
    match found.kind:
        case PlanKind.REVIEW:
            return _("Due for review")
        case PlanKind.NEW:
            return _("New questions")
        case PlanKind.WEAK:
            return _("Weak: {topic}").format(topic=found.topic_title)


def day_note(planned: PlannedDay) -> str:
    """A special day of the plan in a few words; empty for a day of study."""
    match planned.kind:
        case "mock":
            return _("{exam} practice exam").format(exam=planned.exam)
        case "exam":
            return exam(planned.exam)
        case "rest":
            return _("Rest day")
        case "light":
            return _("Reviews only")
    return ""


def exam(label: str) -> str:
    """`CMA exam`: the real one."""
    return _("{exam} exam").format(exam=label)


def no_room(found: Sequence[NoRoom]) -> str:
    """Why the plan holds no practice exam for exams ahead, and what would bring one in; empty when it has them."""
    if not found:
        return ""
    exams = listed([_("{exam} ({time})").format(exam=one.exam, time=minutes(one.minutes)) for one in found])
    return _(
        "No practice exam is planned for {exams}: it takes longer than your longest day, {most}. Give a "
        "weekday that much time to plan one, or take one when you can."
    ).format(exams=exams, most=minutes(found[0].most_minutes))


def shortfall(found: Shortfall | None) -> str:
    """What no longer fits before the exam; empty when all fits."""
    if found is None:
        return ""
    text = n_(
        "At about {n} question a day, you cover {{share}} of the exam by {{day}}. More minutes or a later date "
        "would cover the rest.",
        "At about {n} questions a day, you cover {{share}} of the exam by {{day}}. More minutes or a later "
        "date would cover the rest.",
        found.questions_a_day,
    )
    return text.format(share=percent(found.reached), day=day(found.on))
