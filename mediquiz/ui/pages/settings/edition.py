"""Which plan of an exam practice follows, where several are in circulation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.blueprint import Blueprint
from mediquiz.language import N_, _
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.choice import ChoiceCard
from mediquiz.ui.widgets.labels import Body

_FROM_THEN_ON = N_("Practice exams and readiness use your choice. Exams you already took do not change.")


class EditionCard(Card):
    """One card for each edition of an exam, with its areas and counts."""

    chosen = Signal(str, str)
    """Certification and edition."""

    def __init__(self, editions: Sequence[Blueprint], parent: QWidget | None = None) -> None:
        super().__init__(_("Content outline of the {exam} exam").format(exam=editions[0].label), parent)
        self.certification, self.short = editions[0].id, _("{exam} content outline").format(exam=editions[0].short)
        self.cards: dict[str, ChoiceCard] = {}
        self.add(Body(f"{editions[0].editions_note} {_(_FROM_THEN_ON)}".strip()))
        grid = CardGrid(300, 2, 12)
        for blueprint in editions:
            card = ChoiceCard(blueprint.edition_title, areas_words(blueprint))
            card.clicked.connect(partial(self._clicked, blueprint.edition))
            self.cards[blueprint.edition] = card
            grid.add(card)
        self.add(grid)

    def show_edition(self, edition: str) -> None:
        """Show what is kept; the bank's own first one where nothing is, or an edition that is gone."""
        if edition not in self.cards:
            edition = next(iter(self.cards))
        for name, card in self.cards.items():
            card.setChecked(name == edition)

    def _clicked(self, edition: str) -> None:
        self.show_edition(edition)
        self.chosen.emit(self.certification, edition)


def areas_words(blueprint: Blueprint) -> str:
    """General 44, Clinical 71."""
    return ", ".join(f"{domain.title} {domain.scored}" for domain in blueprint.domains)
