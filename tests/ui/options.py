"""The options of a question on the screen, as tests look at them: the one place that knows their widget."""

from __future__ import annotations

from mediquiz.ui.widgets.option_column import OptionColumn
from mediquiz.ui.widgets.option_row import OptionRow
from mediquiz.ui.widgets.question_card import QuestionCard


def row(card: QuestionCard, index: int) -> OptionRow:
    """An option by where it stands, from the top: `state`, `reason`, `accessibleName()`, `click()`."""
    assert isinstance(card.area, OptionColumn)
    return card.area.row(index)
