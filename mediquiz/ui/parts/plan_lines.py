"""The plan in sentences: today's task, what comes next, what no longer fits."""

from __future__ import annotations

from datetime import date

from mediquiz.domain.summaries import PlannedDay, PlanView
from mediquiz.language import N_, _, n_, weekday
from mediquiz.words import plan as plan_words
from mediquiz.words.numbers import minutes

_NO_QUESTIONS = {
    "rest": N_("Today is a rest day."),
    "mock": N_("A practice exam is planned for today."),
    "exam": N_("Today is the day of your exam. Good luck."),
    "light": N_("Nothing is due for review today. The last two days before an exam bring nothing new."),
}
_NOTHING = N_("Nothing is planned for today.")


def next_sentence(plan: PlanView | None, today: date) -> str:
    """The next day on which something is planned; empty without a plan, and where today has a great task of its own."""
    if plan is None or kind_today(plan, today) in ("mock", "exam"):
        return ""
    coming = next((day for day in plan.days if day.on > today and (day.questions or day.kind == "exam")), None)
    return _("Nothing more is planned.") if coming is None else _coming(coming)


def _coming(coming: PlannedDay) -> str:
    whole = coming.kind in ("mock", "exam")
    what = plan_words.day_note(coming) if whole else n_("{n} question", "{n} questions", coming.questions)
    if not coming.minutes:
        return _("Next: {day}, {what}.").format(day=weekday(coming.on), what=what)
    return _("Next: {day}, {what}, about {time}.").format(
        day=weekday(coming.on), what=what, time=minutes(coming.minutes)
    )


def planned_today(plan: PlanView, today: date) -> PlannedDay | None:
    """Today in the plan."""
    return next((planned for planned in plan.days if planned.on == today), None)


def kind_today(plan: PlanView | None, today: date) -> str:
    """What kind of day it is: study, mock, rest, light, exam."""
    planned = planned_today(plan, today) if plan else None
    return planned.kind if planned else "study"


def task_words(plan: PlanView | None, today: date) -> tuple[str, str]:
    """The day's task in a few words, and what belongs to it in small ones (empty: see `next_sentence`)."""
    if plan is None:
        return _("There is no plan yet."), _("Ten questions are a good start.")
    if plan.questions:
        return _count(plan), _("About {time}").format(time=minutes(plan.minutes))
    if plan.done_today:
        return _("Done for today"), _done(plan, today)
    kind = kind_today(plan, today)
    return _(_NO_QUESTIONS.get(kind, _NOTHING)), ""


def _count(plan: PlanView) -> str:
    if plan.done_today:
        return n_("{n} question left", "{n} questions left", plan.questions)
    return n_("{n} question", "{n} questions", plan.questions)


def _done(plan: PlanView, today: date) -> str:
    answered = n_("{n} question answered.", "{n} questions answered.", plan.done_today)
    return f"{answered} {next_sentence(plan, today)}".strip()


def date_sentence(today: date, label: str, days_left: int | None) -> str:
    """The line beneath the greeting: the day, and how far the exam is."""
    on = weekday(today)
    if days_left is None or days_left < 0:
        return f"{on}."
    if days_left == 0:
        return _("{day}. Your {exam} exam is today.").format(day=on, exam=label)
    text = n_("{{day}}. Your {{exam}} exam is in {n} day.", "{{day}}. Your {{exam}} exam is in {n} days.", days_left)
    return text.format(day=on, exam=label)


def plan_note(plan: PlanView | None) -> str:
    """What no longer fits, and that missed days make no debt."""
    if plan is None:
        return ""
    missed = ""
    if plan.missed_days:
        missed = n_(
            "After {n} day without study the work is spread over the days that are left.",
            "After {n} days without study the work is spread over the days that are left.",
            plan.missed_days,
        )
    return " ".join(part for part in (missed, plan_words.shortfall(plan.shortfall)) if part)
