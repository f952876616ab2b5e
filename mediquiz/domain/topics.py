"""The topic tree: subjects with their topics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Topic:
    """A leaf of the tree. `id` is `<subject>.<topic>`; `title` is what a student reads."""

    id: str
    title: str
    subject: str
    subject_title: str


@dataclass(frozen=True)
class TopicTree:
    """All topics, in the order of the file."""

    topics: tuple[Topic, ...]

    @cached_property
    def by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def subjects(self) -> dict[str, tuple[Topic, ...]]:
        """Topics by subject id, in order."""
        found: dict[str, tuple[Topic, ...]] = {}
        for topic in self.topics:
            found[topic.subject] = (*found.get(topic.subject, ()), topic)
        return found

    def title(self, topic_id: str) -> str:
        """The title a student reads; the id itself for a topic that no longer exists."""
        topic = self.by_id.get(topic_id)
        return topic.title if topic else topic_id
