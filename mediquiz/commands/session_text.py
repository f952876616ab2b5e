"""What a session of practice says in a terminal: the question, the reasons under every option, the keys, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import Response, places_of
from mediquiz.domain.grading import LETTERS, is_right
from mediquiz.domain.summaries import Mark, ShownItem, StudySummary
from mediquiz.language import N_, _, n_, percent

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession

KEYS = (
    (N_("b or 2"), N_("answer; s, u or g before it says sure, unsure or guess, as in sB")),
    (N_("Enter"), N_("next question, when you have read the reasons")),
    ("f", N_("flag this question, or remove the flag")),
    ("n", N_("write a note")),
    ("r", N_("report a problem with it")),
    ("x", N_("don't show it again, or show it again")),
    ("back", N_("previous question")),
    ("show", N_("show this question again")),
    ("q", N_("leave; the session is saved")),
    ("end", N_("end the session and see how it went")),
)


def tell_keys(terminal: Terminal) -> None:
    """All keys of a session."""
    for key, does in KEYS:
        terminal.say(_(does), f"  {_(key):7}", " " * 9)


def show_question(session: StudySession, mark: Mark, terminal: Terminal) -> None:
    """The question that the session stands at."""
    practice, shown = session.practice, session.items[session.practice.current]
    left = practice.seconds_left
    place, topic = practice.current + 1, shown.topic_title
    if mark.flagged:
        topic = _("{topic} (flagged)").format(topic=topic)
    said = _("Question {place} of {total}: {topic}").format(place=place, total=session.total, topic=topic)
    if left is not None:
        said = _("{question}, {time} left").format(question=said, time=f"{int(left) // 60}:{int(left) % 60:02}")
    print()
    terminal.say(said)
    print()
    terminal.say(shown.item.stem)
    print()
    for letter, option in zip(LETTERS, shown.options, strict=False):
        terminal.say(option.text, f"  {letter}  ", " " * 5)
    print()


def explain(shown: ShownItem, response: Response, note: str, terminal: Terminal) -> None:
    """Right or wrong in words, then the reason under every option, the sources and the student's own note."""
    print()
    right = is_right(shown.item, response)
    said = _("Not yet. The answer is {answer}.").format(answer=shown.words(shown.right))
    terminal.say(_("Right.") if right else said)
    for letter, place in zip(LETTERS, shown.order, strict=False):
        option = shown.item.options[place]
        hers = place in places_of(response)
        words = [_("right answer")] * option.key + [_("your answer")] * hers
        terminal.say(option.text + (f"  [{', '.join(words)}]" if words else ""), f"  {letter}  ", " " * 5)
        terminal.say(option.why, " " * 7)
    if shown.item.remember:
        terminal.say(_("Remember: {text}").format(text=shown.item.remember))
    terminal.say(_("Source: {sources}").format(sources="; ".join(shown.item.sources)))
    if note:
        terminal.say(_("Your note: {note}").format(note=note))


def tell_left(session: StudySession, terminal: Terminal) -> None:
    """The session was left and is kept."""
    print()
    said = _(
        "{done} of {total} answered. The session is saved: resume it with 'mediquiz study --resume' or in the window."
    )
    terminal.say(said.format(done=session.practice.done, total=session.total))


def sum_up(summary: StudySummary, terminal: Terminal) -> None:
    """How it went."""
    print()
    if not summary.answered:
        terminal.say(_("Nothing was answered."))
        return
    share = percent(summary.right / summary.answered)
    minutes = max(1, round(summary.seconds / 60))
    said = _("{right} of {answered} right ({share}) in {minutes} min.")
    terminal.say(said.format(right=summary.right, answered=summary.answered, share=share, minutes=minutes))
    for topic in summary.topics:
        said = _("{topic}: {right} of {answered}")
        terminal.say(said.format(topic=topic.title, right=topic.right, answered=topic.answered), "  ", "    ")
    if summary.missed:
        terminal.say(
            n_(
                "{n} missed question is on your missed list.",
                "{n} missed questions are on your missed list.",
                len(summary.missed),
            )
        )
