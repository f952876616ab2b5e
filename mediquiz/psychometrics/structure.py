"""Which topics there are and which domain each belongs to: the fixed shape of a learner's state."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .quadrature import Array


class Structure:
    """K topics in D domains. Coordinates of the state: ability, then domains, then topics.

    rows: (K, 1+D+K) with theta_k = rows[k] @ x (+ practice gain); shared by every state, read-only.
    """

    __slots__ = ("domains", "n_domains", "n_topics", "rows", "size")

    def __init__(self, domains: Sequence[int]) -> None:
        """`domains[k]` is the domain (0, 1, ...) of topic k; there is at least one topic."""
        if not domains or min(domains) < 0:
            raise ValueError("a structure needs at least one topic, and domains from 0 up")
        self.domains = tuple(int(d) for d in domains)
        self.n_topics = len(self.domains)
        self.n_domains = max(self.domains) + 1
        self.size = 1 + self.n_domains + self.n_topics
        self.rows: Array = np.zeros((self.n_topics, self.size))
        topics = np.arange(self.n_topics)
        self.rows[:, 0] = 1.0
        self.rows[topics, 1 + np.array(self.domains)] = 1.0
        self.rows[topics, 1 + self.n_domains + topics] = 1.0
        self.rows.flags.writeable = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Structure) and self.domains == other.domains

    def __hash__(self) -> int:
        return hash(self.domains)

    def selector(self, topics: int | tuple[int, ...]) -> Array:
        """h with theta = h @ x: one topic's row, or the average of several; shape (1+D+K,)."""
        if isinstance(topics, int):
            row: Array = self.rows[topics]
            return row
        return np.asarray(self.rows[list(topics)].mean(axis=0))

    def fill(self, ability: float, domain: float, topic: float) -> Array:
        """A vector (1+D+K,) with one value for each kind of coordinate."""
        return np.array([ability] + [domain] * self.n_domains + [topic] * self.n_topics)

    @classmethod
    def of(cls, n_topics: int, domain: Sequence[int]) -> Structure:
        """As the constructor, with the number of topics checked."""
        if n_topics != len(domain):
            raise ValueError(f"{n_topics} topics but {len(domain)} domains")
        return cls(domain)
