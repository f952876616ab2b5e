"""What a practice exam says in a terminal: its rules, a question, where it stands, the score."""

from __future__ import annotations

from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import places_of
from mediquiz.domain.attempt import Attempt
from mediquiz.domain.grading import LETTERS
from mediquiz.domain.summaries import ExamOffer, ExamReport, Sitting
from mediquiz.language import N_, _, n_, percent
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.parts import exam_words as words
from mediquiz.words import exams

KEYS = (
    (N_("b or 2"), N_("answer, then next question; s, u or g before it says sure, unsure or guess, as in sB")),
    (N_("Enter"), N_("next question")),
    ("back", N_("previous question")),
    ("go 12", N_("go to question 12")),
    ("-", N_("clear the answer")),
    ("f", N_("flag this question, or remove the flag")),
    ("list", N_("questions without an answer, and flagged ones")),
    ("show", N_("show this question again")),
    ("t", N_("time left")),
    ("q", N_("leave; the exam is saved")),
    ("end", N_("end the segment, or the exam with its last one")),
)


def tell_rules(offer: ExamOffer, time_factor: float | None, terminal: Terminal) -> None:
    """What to know before it begins."""
    time = exams.clock(offer.seconds * (time_factor or 1)) if time_factor else exams.time_note(None)
    said = n_("{{exam}}: {n} question, {{time}}.", "{{exam}}: {n} questions, {{time}}.", offer.questions)
    terminal.say(said.format(exam=exams.title(offer.label), time=time))
    for rule in exams.rules(offer):
        terminal.say(rule, "  ", "  ")


def show_question(sitting: Sitting, terminal: Terminal) -> None:
    """The question on which the sitting stands, with the answer given so far."""
    attempt = sitting.attempt
    shown, here = sitting.items[attempt.current], attempt.here
    print()
    flagged = " " + _("(flagged)") if here.flagged else ""
    show_place(attempt, terminal, flagged)
    print()
    terminal.say(shown.item.stem)
    print()
    for letter, place in zip(LETTERS, shown.order, strict=False):
        yours = "  [" + _("your answer") + "]" if place in places_of(here.response) else ""
        terminal.say(shown.item.options[place].text + yours, f"  {letter}  ", " " * 5)
    print()


def show_place(attempt: Attempt, terminal: Terminal, more: str = "") -> None:
    """Which question, and the time left."""
    left = attempt.seconds_left
    time = f", {_time(left)}" if left is not None else ""
    terminal.say(f"{words.position(attempt)}{time}{more}")


def _time(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return _("{time} left").format(time=clock)


def tell_questions(attempt: Attempt, terminal: Terminal) -> None:
    """The open segment in a few lines."""
    terminal.say(words.pace(attempt, with_time=False))
    open_ones = [n for n in attempt.open_segment if not attempt.states[n].answered]
    flagged = [n for n in attempt.open_segment if attempt.states[n].flagged]
    for title, numbers in ((_("No answer"), open_ones), (_("Flagged"), flagged)):
        if numbers:
            terminal.say(f"{title}: " + ", ".join(str(n + 1) for n in numbers), "  ", "    ")


def tell_result(report: ExamReport, terminal: Terminal) -> None:
    """The score and its limits, then the areas."""
    terminal.say()
    terminal.say(say.subtitle(report))
    terminal.say(f"{say.score(report)}: {say.standing(report)[0]}")
    for line in (*say.score_lines(report), say.scaled(report), say.passing_mark(report), *say.notes(report)):
        terminal.say(line, "  ", "  ")
    for area in report.result.areas:
        share = f", {percent(area.right / area.scored)}" if area.scored else ""
        terminal.say(f"{area.title}: {say.area_right(area)}{share}", "  ", "    ")
    terminal.say(_("Review the questions in the window, under Practice exams."))
