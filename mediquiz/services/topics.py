"""Topics and areas of an exam as the student stands in them: counts and bands from the learner model."""

from __future__ import annotations

from collections.abc import Mapping

from mediquiz.domain.blueprint import Area, Blueprint
from mediquiz.domain.summaries import ENOUGH_ANSWERS, AreaRow, Band, TopicRow
from mediquiz.services.context import Context
from mediquiz.services.facts import Facts
from mediquiz.services.learning import Learning

WEAK = "weak"
WEAKEST = 5
"""Topics named as weakest at most."""
UNSURE = "not sure yet"
"""The label whose topics are told how many answers would make them surer."""


class TopicTable:
    """The topics of one page: the model is asked once for all of them, whatever exams the page shows."""

    def __init__(self, context: Context, learning: Learning, facts: Facts) -> None:
        self._context, self._facts = context, facts
        self._measured = _Measured(learning, facts)

    def rows(self, blueprint: Blueprint) -> dict[str, TopicRow]:
        """Topics of an exam by id, in the order of its outline."""
        cut = blueprint.passing.raw_cut
        return {topic: self._row(topic, weight, cut) for topic, weight in blueprint.topic_weights.items()}

    def heaviest_first(self, blueprint: Blueprint) -> list[TopicRow]:
        """Topics of an exam, heaviest first."""
        return sorted(self.rows(blueprint).values(), key=lambda row: -row.weight)

    def areas(self, blueprint: Blueprint) -> tuple[AreaRow, ...]:
        """Leaf areas of an exam with their topics."""
        rows = self.rows(blueprint)
        titles = {domain.id: domain.title for domain in blueprint.domains}
        return tuple(self._area(area, titles[area.domain], blueprint.scored, rows) for area in blueprint.areas)

    def weakest(self, blueprint: Blueprint) -> tuple[TopicRow, ...]:
        """Topics that the model calls weak for this exam, by what there is to gain: Today, plan, study and terminal.

        Weak as on Progress: enough answers, and the whole interval below the mark. None where it cannot say that.
        """
        weak = [row for row in self.rows(blueprint).values() if row.label == WEAK]
        return tuple(sorted(weak, key=gain, reverse=True)[:WEAKEST])

    def _row(self, topic: str, weight: float, cut: float) -> TopicRow:
        items, seen = self._context.catalog.counts(topic)
        answers, right, exam_answers, exam_right = self._measured.counts(topic)
        enough = answers >= ENOUGH_ANSWERS
        label = self._measured.label(topic, cut) if enough else ""
        return TopicRow(
            id=topic,
            title=self._context.topics.title(topic),
            weight=weight,
            answers=answers,
            right=right,
            exam_answers=exam_answers,
            exam_right=exam_right,
            seen=seen,
            items=items,
            band=self._measured.band(topic) if enough else None,
            label=label,
            more_answers=self._measured.more_answers(topic) if label == UNSURE else 0,
        )

    def _area(self, area: Area, domain: str, scored: int, rows: dict[str, TopicRow]) -> AreaRow:
        topics = tuple(rows[topic] for topic in area.topics)
        answers = sum(topic.answers for topic in topics)
        return AreaRow(
            id=area.id,
            title=area.title,
            domain=domain,
            weight=area.weight / scored,
            assumed=area.assumed,
            answers=answers,
            right=sum(topic.right for topic in topics),
            exam_answers=sum(topic.exam_answers for topic in topics),
            exam_right=sum(topic.exam_right for topic in topics),
            band=self._measured.area_band(area.topics) if answers >= ENOUGH_ANSWERS else None,
            topics=topics,
        )


def gain(row: TopicRow) -> float:
    """Weight on the exam times room to gain; 0 while nothing is known."""
    return row.weight * (1 - row.band.mean) if row.band else 0.0


class _Measured:
    """The learner model's view of topics: one computation for all of them."""

    def __init__(self, learning: Learning, facts: Facts) -> None:
        import numpy as np

        state, self._facts = facts.learner.state, facts
        self._index, self._constants = learning.index, state.constants
        self._theta, self._covariance = facts.theta, facts.covariance
        self._sd = np.sqrt(np.diagonal(facts.covariance))
        self._mean = state.mastery_of(self._theta, self._sd)
        self._low, self._high = state.interval_of(self._theta, self._sd)
        self._state = state

    def counts(self, topic: str) -> tuple[int, int, int, int]:
        """First-time answers, right ones, those in exams, right ones there: the very ones that readiness rests on."""
        n, learner = self._index[topic], self._facts.learner
        found = (learner.first_attempts, learner.first_right, learner.exam_firsts, learner.exam_firsts_right)
        answers, right, exam_answers, exam_right = (int(counts[n]) for counts in found)
        return answers, right, exam_answers, exam_right

    def area_band(self, shares: Mapping[str, float]) -> Band:
        """An area: its topics' mean, with the interval of all together; that of its topic where it has but one."""
        import numpy as np

        places, weights = [self._index[topic] for topic in shares], np.array(list(shares.values()))
        theta, covariance = self._theta[places], self._covariance[np.ix_(places, places)]
        return Band(float(weights @ self._mean[places]), *self._state.mix_interval_of(weights, theta, covariance))

    def band(self, topic: str) -> Band:
        n = self._index[topic]
        return Band(float(self._mean[n]), float(self._low[n]), float(self._high[n]))

    def label(self, topic: str, cut: float) -> str:
        from mediquiz.psychometrics.wording import topic_label

        n = self._index[topic]
        return str(topic_label(float(self._low[n]), float(self._high[n]), cut))

    def more_answers(self, topic: str) -> int:
        from mediquiz.psychometrics.wording import answers_to_halve

        n = self._index[topic]
        return answers_to_halve(float(self._theta[n]), float(self._sd[n]), self._constants)
