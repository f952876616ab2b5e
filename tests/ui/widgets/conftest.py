"""Items for the widgets that answer them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.domain.items import Item, Level, Option
from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.single_choice import SingleChoice


def item_of(*texts: str, reason: str = "Because.", key: int = 0) -> Item:
    """An item with these options."""
    options = tuple(Option(text, reason, place == key) for place, text in enumerate(texts))
    return Item(
        id="clinical.tubes.0001",
        topic="clinical.tubes",
        stem="Which?",
        options=options,
        sources=(),
        level=Level.RECALL,
        difficulty=2,
    )


TUBES = Item(
    id="clinical.tubes.0002",
    topic="clinical.tubes",
    stem="Which tube is filled first?",
    options=(
        Option("Lavender", "Holds EDTA."),
        Option("Light blue", "Goes first.", True),
        Option("Gold", "After light blue."),
        Option("Gray", "Last."),
    ),
    sources=(),
    level=Level.RECALL,
    difficulty=2,
)
ORDER = (3, 1, 0, 2)
"""On the screen: Gray, Light blue, Lavender, Gold."""


@pytest.fixture
def area(qtbot: QtBot, theme: Theme) -> SingleChoice:
    """The four tubes, asked in another order than the author's."""
    area = SingleChoice()
    qtbot.addWidget(area)
    area.resize(800, 400)
    area.ask(TUBES, ORDER)
    area.show()
    return area
