"""Which widget an item of each kind is answered with."""

from __future__ import annotations

from mediquiz.domain.items import Kind
from mediquiz.ui.widgets.answer_area import AnswerArea
from mediquiz.ui.widgets.single_choice import SingleChoice

AREAS: dict[Kind, type[AnswerArea]] = {Kind.SINGLE: SingleChoice}
"""One class for each kind in `grading.RULES`."""
