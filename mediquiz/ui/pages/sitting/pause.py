"""Between two segments: what is closed, how much break time is left, and the button that goes on."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediquiz.domain.attempt import Attempt
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.parts.phrases import count as say_count
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.clock_label import clock_text, spoken_time
from mediquiz.ui.widgets.column import Column
from mediquiz.ui.widgets.kbd import Kbd
from mediquiz.ui.widgets.labels import Body, Figure, Muted, Title


class ExamBreak(Column):
    """Counts down the break time that the whole exam has."""

    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.clock, self.unit = Title(), Figure(), Muted("of break time left for the whole exam")
        self.text, self.button = Body(), Button("Start segment")
        card = Card()
        for widget in (self.title, self.text, self.clock, self.unit):
            card.add(widget)
        card.body.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(Kbd("Enter"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        card.body.addLayout(row)
        self.body.addStretch(1)
        self.add(card)
        self.body.addStretch(2)
        self.button.clicked.connect(self.start_wanted)

    def show_attempt(self, attempt: Attempt, is_open: bool) -> None:
        """Which segment was closed and which is next."""
        number, parts = attempt.segment + 1, len(attempt.rules.segments)
        following = attempt.rules.segments[attempt.segment + 1]
        self.title.setText(f"Segment {number} of {parts} is done")
        time = "untimed" if following.seconds is None else f"in {words.span(following.seconds)}"
        self.text.setText(
            f"It is closed now. Next: segment {number + 1}, {say_count(following.last - following.first, 'question')} "
            f"{time}. Take a break if you like, or go straight on: break time that is left stays for later."
        )
        self.button.setText(f"Start segment {number + 1}")
        self.button.setEnabled(is_open)
        self.show_time(attempt)

    def show_time(self, attempt: Attempt) -> None:
        """Break time left."""
        seconds = math.ceil(attempt.break_left)
        self.clock.setText(clock_text(seconds))
        self.clock.setAccessibleName(f"Break: {spoken_time(seconds)}")
