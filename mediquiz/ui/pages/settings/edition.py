"""Which plan of the RMA exam practice follows: two are in circulation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.blueprint import Blueprint
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.choice import ChoiceCard
from mediquiz.ui.widgets.labels import Body

_WHY = (
    "Two plans of this exam are in circulation. AMT's own of 2022 has four work areas. Two other sources of 2026 print "
    "three, without naming an edition of AMT's. If your school teaches by three areas, choose those; otherwise stay "
    "with AMT's. Practice exams and readiness follow your choice from then on; exams already taken keep theirs."
)


class EditionCard(Card):
    """One card for each edition, with its areas and counts."""

    chosen = Signal(str)

    def __init__(self, editions: Sequence[Blueprint], parent: QWidget | None = None) -> None:
        super().__init__("Plan of the RMA (AMT) exam", parent)
        self.cards: dict[str, ChoiceCard] = {}
        self.add(Body(_WHY))
        grid = CardGrid(300, 2, 12)
        for blueprint in editions:
            card = ChoiceCard(blueprint.edition_title, areas_words(blueprint))
            card.clicked.connect(partial(self._clicked, blueprint.edition))
            self.cards[blueprint.edition] = card
            grid.add(card)
        self.add(grid)

    def show_edition(self, edition: str) -> None:
        """Show what is kept."""
        for name, card in self.cards.items():
            card.setChecked(name == edition)

    def _clicked(self, edition: str) -> None:
        self.show_edition(edition)
        self.chosen.emit(edition)


def areas_words(blueprint: Blueprint) -> str:
    """General 44, Clinical 71."""
    return ", ".join(f"{domain.title} {domain.scored}" for domain in blueprint.domains)
