"""Between two segments: what is closed, how much break time is left, and the button that goes on."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediquiz.domain.attempt import Attempt
from mediquiz.domain.policy import SegmentClock
from mediquiz.language import _, n_
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.widgets.announce import announce, is_heard
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.clock_label import clock_text, spoken_time
from mediquiz.ui.widgets.column import TextColumn
from mediquiz.ui.widgets.kbd import Kbd
from mediquiz.ui.widgets.labels import Body, Figure, Muted, Title


class ExamBreak(TextColumn):
    """Counts down the break time that the whole exam has."""

    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.clock, self.unit = Title(), Figure(), Muted(_("of break time left for the whole exam"))
        self.text, self.button = Body(), Button(_("Start segment"))
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
        self.title.setText(_("Segment {number} of {total} is done").format(number=number, total=parts))
        self.text.setText(
            " ".join(
                [
                    _("You cannot go back to it."),
                    _next_words(following, number + 1),
                    _("Take a break, or start the next segment. Unused break time is saved for later."),
                ]
            )
        )
        self.button.setText(_("Start segment {number}").format(number=number + 1))
        self.button.setEnabled(is_open)
        self.show_time(attempt)

    def begin(self) -> None:
        """Say what was closed and what is next; where it is heard the focus goes to the button that goes on."""
        said = f"{self.title.text()}. {self.text.text()}"
        self.button.setAccessibleDescription(said)
        announce(self.button, said)
        if is_heard():
            QTimer.singleShot(0, self.button, self.button.setFocus)

    def show_time(self, attempt: Attempt) -> None:
        """Break time left."""
        seconds = math.ceil(attempt.break_left)
        self.clock.setText(clock_text(seconds))
        self.clock.setAccessibleName(_("Break: {time}").format(time=spoken_time(seconds)))


def _next_words(segment: SegmentClock, number: int) -> str:
    """How long the next segment is."""
    questions = segment.last - segment.first
    if segment.seconds is None:
        text = n_(
            "Next: segment {{number}}, {n} question untimed.",
            "Next: segment {{number}}, {n} questions untimed.",
            questions,
        )
        return text.format(number=number)
    text = n_(
        "Next: segment {{number}}, {n} question in {{time}}.",
        "Next: segment {{number}}, {n} questions in {{time}}.",
        questions,
    )
    return text.format(number=number, time=words.span(segment.seconds))
