"""The frame round a question of an exam: bar on top, navigator at the side, buttons at the bottom."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.attempt import Attempt
from mediquiz.language import _
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.parts.number_panel import NumberPanel
from mediquiz.ui.widgets.buttons import Button, by_tab_only, danger, ghost
from mediquiz.ui.widgets.card import TopBar
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.clock_label import ClockLabel
from mediquiz.ui.widgets.labels import Muted, Strong
from mediquiz.ui.widgets.navigator import QuestionCell
from mediquiz.ui.widgets.one_click import StepButton


class ExamTop(TopBar):
    """Title, segment, clock."""

    hide_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.chip, self.clock = Strong(), Chip(), ClockLabel()
        self.unit = Muted(_("left in this segment"))
        self.hide_button = Button(_("Hide clock"), "quiet", small=True)
        self.leave_button = Button(_("Leave"), "quiet", small=True)
        self.hide_button.setToolTip(_("Hide or show the clock (H)"))
        self.leave_button.setToolTip(_("Leave the exam; it is saved (Esc)"))
        by_tab_only(self.hide_button, self.leave_button)
        self.add(self.title, self.chip, None, self.clock, self.unit, self.hide_button, self.leave_button)
        self.hide_button.clicked.connect(self.hide_wanted)
        self.leave_button.clicked.connect(self.leave_wanted)
        self._hidden = False

    def show_attempt(self, name: str, attempt: Attempt) -> None:
        """Whose exam this is and which part of it is open."""
        parts = len(attempt.rules.segments)
        self.title.setText(name)
        self.chip.setVisible(parts > 1)
        self.chip.setText(_("Segment {number} of {total}").format(number=attempt.segment + 1, total=parts))
        self.show_time(attempt)

    def show_time(self, attempt: Attempt) -> None:
        """The seconds left of the open segment."""
        untimed = attempt.seconds_left is None
        self.clock.setVisible(not untimed)
        self.hide_button.setVisible(not untimed)
        several = len(attempt.rules.segments) > 1
        left = _("left in this segment") if several else _("left in this exam")
        self.unit.setText(_("Untimed") if untimed else left)
        self.unit.setVisible(untimed or not self._hidden)
        if attempt.seconds_left is not None:
            self.clock.set_seconds(math.ceil(attempt.seconds_left))

    def set_clock_hidden(self, on: bool) -> None:
        """Figures away, or back."""
        self._hidden = on
        self.clock.set_clock_hidden(on)
        self.hide_button.setText(_("Show clock") if on else _("Hide clock"))

    def set_parts_visible(self, on: bool) -> None:
        """In a break there is no segment clock."""
        for widget in (self.clock, self.unit, self.hide_button):
            widget.setVisible(on)


class ExamSide(NumberPanel):
    """The numbers of the open part with the pace beneath."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.jumped.connect(self._jumped)
        self._first = 0

    def show_attempt(self, attempt: Attempt, with_time: bool) -> None:
        """Every number of the open segment."""
        self._first = attempt.open_segment.start
        states = [attempt.states[n] for n in attempt.open_segment]
        cells = [QuestionCell(str(self._first + n + 1), s.answered, s.flagged) for n, s in enumerate(states)]
        heading = words.part_name(attempt) if len(attempt.rules.segments) > 1 else _("Questions")
        self.show_cells(heading, cells, attempt.current - self._first)
        self.show_pace(attempt, with_time)

    def show_pace(self, attempt: Attempt, with_time: bool) -> None:
        """Only the line beneath, each second."""
        self.foot.setText(words.pace(attempt, with_time))

    def _jumped(self, index: int) -> None:
        self.chosen.emit(self._first + index)


class ExamBottom(TopBar):
    """End, Previous, Flag, Next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent)
        self.end, self.previous = danger(_("End segment")), StepButton(_("Previous"), "ghost")
        self.flag, self.next = ghost(_("Flag")), StepButton(_("Next"))
        self.flag.setCheckable(True)
        by_tab_only(self.end, self.previous, self.flag, self.next)
        for button, keys in ((self.end, "Ctrl+E"), (self.previous, "Left"), (self.flag, "F"), (self.next, "Enter")):
            button.setToolTip(keys)
        self.add(self.end, None, self.previous, self.flag, self.next)

    def show_attempt(self, attempt: Attempt, is_open: bool) -> None:
        """What can be done now."""
        running = attempt.open_segment
        self.end.setText(words.end_name(attempt))
        self.flag.setChecked(attempt.here.flagged)
        flagged = attempt.here.flagged
        self.flag.setText(_("Flagged") if flagged else _("Flag"))
        self.previous.setEnabled(is_open and attempt.current > running.start)
        self.next.setEnabled(is_open and attempt.current + 1 < running.stop)
        self.flag.setEnabled(is_open)
        self.end.setEnabled(is_open)
