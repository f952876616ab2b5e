"""Which widget an item of each kind is answered with."""

from __future__ import annotations

from mediquiz.domain.items import Kind
from mediquiz.ui.widgets.answer_area import AnswerArea
from mediquiz.ui.widgets.option_column import OptionColumn

AREAS: dict[Kind, type[AnswerArea]] = {Kind.SINGLE: OptionColumn}
"""One class for each kind in `grading.RULES`."""
