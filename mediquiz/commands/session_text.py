"""What a session of practice says in a terminal: the question, the reasons under every option, the keys, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediquiz.commands.terminal import Terminal
from mediquiz.domain.answers import Response, places_of
from mediquiz.domain.grading import LETTERS, is_right
from mediquiz.domain.summaries import Mark, ShownItem, StudySummary
from mediquiz.language import percent

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession

KEYS = (
    ("b or 2", "answer; s, u or g before it says sure, unsure or guess, as in sB"),
    ("Enter", "go on, when you have read the reasons"),
    ("f", "flag this question, or take the flag off"),
    ("n", "write a note to it"),
    ("r", "report what is wrong with it"),
    ("x", "don't show it again, or bring it back"),
    ("back", "look again at the question before"),
    ("show", "show this question again"),
    ("q", "leave; the session waits for you"),
    ("end", "end the session and see how it went"),
)


def tell_keys(terminal: Terminal) -> None:
    """All keys of a session."""
    for key, does in KEYS:
        terminal.say(does, f"  {key:7}", " " * 9)


def show_question(session: StudySession, mark: Mark, terminal: Terminal) -> None:
    """The question that the session stands at."""
    practice, shown = session.practice, session.items[session.practice.current]
    left = practice.seconds_left
    clock = "" if left is None else f", {int(left) // 60}:{int(left) % 60:02} left"
    flagged = " (flagged)" if mark.flagged else ""
    print()
    terminal.say(f"Question {practice.current + 1} of {session.total}: {shown.topic_title}{flagged}{clock}")
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
    terminal.say("Right." if right else f"Not right: the answer is {shown.words(shown.right)}.")
    for letter, place in zip(LETTERS, shown.order, strict=False):
        option = shown.item.options[place]
        said = (("right answer", option.key), ("your answer", place in places_of(response)))
        words = [word for word, true in said if true]
        terminal.say(option.text + (f"  [{', '.join(words)}]" if words else ""), f"  {letter}  ", " " * 5)
        terminal.say(option.why, " " * 7)
    if shown.item.remember:
        terminal.say(f"Remember: {shown.item.remember}")
    terminal.say(f"Source: {'; '.join(shown.item.sources)}")
    if note:
        terminal.say(f"Your note: {note}")


def tell_left(session: StudySession, terminal: Terminal) -> None:
    """The session was left and is kept."""
    print()
    done = f"{session.practice.done} of {session.total} answered."
    terminal.say(f"{done} The session waits for you: go on with 'mediquiz study --resume', or in the window.")


def sum_up(summary: StudySummary, terminal: Terminal) -> None:
    """How it went."""
    print()
    if not summary.answered:
        terminal.say("Nothing was answered.")
        return
    share = percent(summary.right / summary.answered)
    minutes = max(1, round(summary.seconds / 60))
    terminal.say(f"{summary.right} of {summary.answered} right ({share}) in {minutes} min.")
    for topic in summary.topics:
        terminal.say(f"{topic.title}: {topic.right} of {topic.answered}", "  ", "    ")
    if summary.missed:
        terminal.say(f"Missed questions wait in your missed list: {len(summary.missed)} from this session.")
