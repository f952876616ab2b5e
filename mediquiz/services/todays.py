"""Which questions today's session holds: by the outlines of the exams ahead, what is due, and what stands weak."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from mediquiz.domain.assembly import lots
from mediquiz.domain.days import model_day
from mediquiz.domain.summaries import Goal, Settings
from mediquiz.services.context import Context
from mediquiz.services.facts import Facts
from mediquiz.services.learning import Learning
from mediquiz.services.outcomes import failed_areas

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mediquiz.psychometrics.selection import Pick, Pools, Seen, Unseen

SAMPLE = 60
"""Unseen items of a topic that a session chooses among: enough for every difficulty, cheap with any bank."""
RETAKE_PULL = 2.0
"""How much more an area counts for each point (0..1) that a failed attempt fell short in it; a judgment."""


class TodaysItems:
    """Picks; works from the facts of a page and the catalog alone."""

    def __init__(self, context: Context, learning: Learning) -> None:
        self._context, self._learning = context, learning

    def picks(self, facts: Facts, certification: str, count: int) -> list[Pick]:
        """By lot, but the same lot all day while nothing is answered, so that a look at the plan does not change it."""
        from mediquiz.psychometrics.plan import LIGHT_DAYS
        from mediquiz.psychometrics.selection import Needs, review_share, select_session

        if count <= 0:
            return []
        state, day = facts.learner.state, facts.day
        rng = random.Random(f"{facts.today} {certification} {int(facts.learner.answered.sum())}")
        needs = Needs(self._mixed(facts, certification), facts.theta, state.practice_at(day), state.constants)
        left = (facts.next_exam - facts.today).days if facts.next_exam else None
        if left is not None and left <= LIGHT_DAYS:
            return select_session(needs, self._due_only(facts), count, rng, 1.0)
        return select_session(needs, self._pools(facts, rng), count, rng, review_share(left))

    def asked(self, facts: Facts, certification: str) -> Callable[[str], bool]:
        """Whether the plan would ever ask the question of a memory key: served, not put aside, and on an exam ahead."""
        topic_of, next_of = facts.learner.topic_of, self._context.catalog.next_of
        wanted = (self._mixed(facts, certification) > 0.0).tolist()
        return lambda key: wanted[topic_of[key]] and next_of(key) is not None

    def weights(self, facts: Facts, certification: str) -> list[float]:
        """Shares of the topics; after a failed attempt the areas that fell short count more."""
        failed = failed_areas(facts.outcomes, certification)
        weights = self._learning.weights(certification)
        if not failed:
            return weights
        blueprint = self._context.blueprint(certification)
        cut, areas = blueprint.passing.raw_cut, blueprint.area_of_topic
        return [
            weight * (1.0 + RETAKE_PULL * max(0.0, cut - failed.get(areas[topic].domain, cut))) if weight else 0.0
            for topic, weight in zip(self._learning.topics, weights, strict=True)
        ]

    def _mixed(self, facts: Facts, certification: str) -> NDArray[np.float64]:
        """Weights of the exams ahead, nearer ones counting more."""
        import numpy as np

        from mediquiz.psychometrics.plan import HORIZON_DAYS
        from mediquiz.psychometrics.selection import combined_weights

        today, goals = facts.today, goals_for(certification, facts.settings)
        goals = [g for g in goals if not (g.exam_date and g.exam_date < today)] or [Goal(certification)]
        left = [float((goal.exam_date - today).days) if goal.exam_date else HORIZON_DAYS for goal in goals]
        return combined_weights([np.array(self.weights(facts, goal.certification)) for goal in goals], left)

    def _pools(self, facts: Facts, rng: random.Random) -> Pools:
        from mediquiz.psychometrics.selection import Pools

        known = facts.learner.topic_of
        unseen = {k: self._unseen(topic, rng, known) for k, topic in enumerate(self._learning.topics)}
        return Pools(unseen, self._seen(facts, unseen))

    def _due_only(self, facts: Facts) -> Pools:
        """What a light day may ask: cards that are due, nothing new."""
        from mediquiz.psychometrics.selection import Pools

        return Pools({}, self._cards(facts, facts.learner.memory.due(facts.date_number, exam_day(facts))))

    def _unseen(self, topic: str, rng: random.Random, known: Container[str]) -> list[Unseen]:
        """Questions never answered; those that came on screen and were left (in an exam, say) after the new ones."""
        from mediquiz.psychometrics.constants import difficulty_of
        from mediquiz.psychometrics.selection import Unseen

        catalog = self._context.catalog
        left = (n for n in catalog.seen(topic) if catalog.key(n) not in known)
        some = islice(chain(lots(catalog.unseen(topic), rng), left), SAMPLE)
        return [Unseen(catalog.id(n), difficulty_of(catalog.difficulty[n]), catalog.apart(n) or None) for n in some]

    def _seen(self, facts: Facts, unseen: dict[int, list[Unseen]]) -> dict[int, list[Seen]]:
        """Cards by topic; of a topic with unseen questions only those that may be due."""
        learner = facts.learner
        due = set(learner.memory.due(facts.date_number, exam_day(facts)))
        asked = [key for key, k in learner.topic_of.items() if not unseen[k] or key in learner.missed or key in due]
        return self._cards(facts, asked)

    def _cards(self, facts: Facts, keys: Sequence[str]) -> dict[int, list[Seen]]:
        """Of memory keys the cards that are served, by topic."""
        from mediquiz.psychometrics.selection import Seen

        learner, day, found = facts.learner, facts.date_number, dict[int, list[Seen]]()
        memory, catalog = learner.memory, self._context.catalog
        recall = memory.retrievabilities(keys, day)
        for key in keys:
            # A memory key may be a family: the item that stands for it today is the one least seen.
            k, missed, ordinal = learner.topic_of[key], key in learner.missed, catalog.next_of(key)
            if ordinal is None:
                continue
            since = day - (memory.last_review(key) or day)
            group, item = catalog.apart(ordinal) or None, catalog.id(ordinal)
            card = Seen(item, recall.get(key, 0.0), since, missed, key in learner.sure_but_wrong, group)
            found.setdefault(k, []).append(card)
        return found


def goals_for(certification: str, settings: Settings) -> list[Goal]:
    """The certification asked for first, then the student's other ones."""
    own = [goal for goal in settings.goals if goal.certification == certification]
    others = [goal for goal in settings.goals if goal.certification != certification]
    return [*(own or [Goal(certification)]), *others]


def exam_day(facts: Facts) -> int | None:
    """The date of the next exam as the memory counts: reviews fall due before it, never after it."""
    return model_day(facts.next_exam.toordinal()) if facts.next_exam else None
