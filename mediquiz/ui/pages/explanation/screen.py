"""How readiness is made, in plain words, and how its predictions held up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ExplanationView
from mediquiz.language import N_, _
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import Destination, ToExplanation, ToProgress, ToToday
from mediquiz.ui.pages.explanation.diagram import DiagramCard
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body
from mediquiz.ui.widgets.presses import meant
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.readiness import explanation

_BACK = {"today": N_("Back to Today"), "progress": N_("Back to Progress")}


class ExplanationScreen(Screen):
    """Reached from the link under each number; leads back to where one came from."""

    wanted = Changes(answers=True, readiness=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self._back_to: ToToday | ToProgress = ToToday()
        self.page = ScrollPage(_("How readiness is made"), _("Where the numbers come from."))
        self.back, self.diagram = Button(_(_BACK["today"]), "ghost", small=True), DiagramCard()
        self.back.clicked.connect(self.leave)
        self.page.add(FlowRow([self.back]))
        for part in (*_answers(), self.diagram):
            self.page.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(self.back)

    def arrive(self, destination: Destination) -> None:
        """Remember where the student came from."""
        if isinstance(destination, ToExplanation):
            self._back_to = destination.back
            self.back.setText(_(_BACK[self._back_to.page]))

    def refresh(self) -> None:
        """Fetch a fresh snapshot."""
        self.tools.tasks.run(self.tools.services.progress.explanation, self._show)

    def _show(self, view: ExplanationView) -> None:
        self.diagram.show_view(view)

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [("Esc", _("Back"))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if meant(event) == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Back to where one came from."""
        self.go_to(self._back_to)


def _answers() -> list[QWidget]:
    """A card for each question that a number raises; one that finds no neighbor has the whole width."""
    cards = [_card(heading, text) for heading, text in explanation()]
    grid, even = CardGrid(column=380, most=2), len(cards) // 2 * 2
    for card in cards[:even]:
        grid.add(card)
    return [grid, *cards[even:]]


def _card(heading: str, text: str) -> Card:
    card = Card(heading)
    card.add(Body(text))
    card.add_stretch()
    return card
