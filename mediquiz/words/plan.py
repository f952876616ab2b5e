"""The study plan in words: its lines, its days, and what no longer fits."""

from __future__ import annotations

from mediquiz.domain.summaries import NoRoom, PlanKind, PlanLine, PlannedDay, Shortfall
from mediquiz.language import _, day, n_, percent
from mediquiz.words.numbers import minutes


def line(found: PlanLine) -> str:
    """What a line of today's plan holds."""
    match found.kind:
        case PlanKind.REVIEW:
            return _("Due for review")
        case PlanKind.NEW:
            return _("New, where the outline has gaps")
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


def no_room(found: NoRoom) -> str:
    """Why the plan holds no practice exam for an exam ahead, and what would bring one in."""
    return _(
        "The {exam} practice exam takes {time} and your longest day has {most}, so the plan holds none. Give a weekday "
        "{time} and the plan puts it there, or take it when you have the time."
    ).format(exam=found.exam, time=minutes(found.minutes), most=minutes(found.most_minutes))


def shortfall(found: Shortfall | None) -> str:
    """What no longer fits before the exam; empty when all fits."""
    if found is None:
        return ""
    text = n_(
        "At about {n} question a day you reach {{share}} of the outline by {{day}}. "
        "More minutes or a later date would cover the rest.",
        "At about {n} questions a day you reach {{share}} of the outline by {{day}}. "
        "More minutes or a later date would cover the rest.",
        found.questions_a_day,
    )
    return text.format(share=percent(found.reached), day=day(found.on))
