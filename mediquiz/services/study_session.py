"""A session of practice as services hand it out, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mediquiz.domain.policy import Confidence
from mediquiz.domain.practice import Given, Practice
from mediquiz.domain.summaries import ShownItem, StudyMode, StudySummary, TopicScore


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySession:
    """A session of practice. Items are all loaded at the start, so the next question costs nothing.

    `practice` belongs to whoever holds the session and changes only when she applies an event to it: services write
    what they are given and say what was written, on whatever thread they run.
    """

    attempt_id: int
    mode: StudyMode
    certification: str
    started_at_ms: int
    items: tuple[ShownItem, ...]
    practice: Practice

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def seconds(self) -> float | None:
        """The clock of the whole session; None is untimed."""
        return self.practice.seconds

    @property
    def given(self) -> dict[int, Given]:
        """Answers by question."""
        return self.practice.given

    @property
    def position(self) -> int:
        """The first question that is still to be asked; `total` when none is."""
        found = self.practice.next_open
        return self.total if found is None else found


def summary(session: StudySession, label: str, given: Mapping[int, Given]) -> StudySummary:
    """What a session for the exam of that name came to, by topic."""
    by_topic: dict[str, list[bool]] = {}
    for n, one in given.items():
        by_topic.setdefault(session.items[n].item.topic, []).append(one.correct)
    titles = {shown.item.topic: shown.topic_title for shown in session.items}
    return StudySummary(
        mode=session.mode,
        certification=session.certification,
        label=label,
        answered=len(given),
        right=sum(one.correct for one in given.values()),
        seconds=sum(one.milliseconds for one in given.values()) / 1000,
        topics=tuple(TopicScore(topic, titles[topic], sum(marks), len(marks)) for topic, marks in by_topic.items()),
        missed=tuple(session.items[n].item.id for n, one in given.items() if not one.correct),
        sure_wrong=sum(not one.correct and one.confidence is Confidence.SURE for one in given.values()),
    )
