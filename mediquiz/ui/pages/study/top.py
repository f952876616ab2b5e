"""The strip above a question: how far along, the topic, the clock, and what can be done with the question."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from mediquiz.language import _
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import TopBar
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.clock_label import ClockLabel
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.labels import Muted, Strong
from mediquiz.ui.widgets.score_bar import ThinProgress
from mediquiz.words.numbers import out_of

_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX


class SessionTop(TopBar):
    """One line, or several when the text is large; the progress bar gives way first."""

    def __init__(self, marks: MarkControls, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Session"))
        self.place, self.progress, self.topic = Strong(), ThinProgress(_("Answered")), Chip()
        self.clock, self._clock_words = ClockLabel(60), Muted(_("left"))
        self._clock_words.setToolTip(_("The clock stops while you read the reasons."))
        self.flag, self.note = marks.flag, marks.note
        self.end = ghost(_("End session"), small=True)
        self.row.add(self.place)
        self.row.add(self.progress, optional=True)
        self.row.add(self.topic, self.clock, self._clock_words, None, self.flag, self.note, self.end)
        self.show_time(None)
        self._total = 0
        self._sized: tuple[str, int] = ("", 0)

    def show_place(self, number: int, total: int, done: int, topic: str) -> None:
        """Question `number` of `total`, with `done` answered."""
        self._total = total
        self.place.setText(out_of(number, total))
        self.show_done(done, total)
        if topic != self.topic.text():
            self.topic.show_word(topic)
            # Let go of the last size first: a style sheet's hint would keep within it.
            self.topic.setMinimumWidth(0)
            self.topic.setMaximumWidth(_ANY)
            self.topic.setFixedSize(self.topic.sizeHint())

    def show_done(self, done: int, total: int) -> None:
        """How much is answered."""
        said = _("{done} of {total} answered").format(done=done, total=total)
        self.progress.set_value(done / total if total else 0.0, said)

    def show_time(self, seconds: float | None) -> None:
        """Time left for answering; None for a session without a clock."""
        self.clock.setVisible(seconds is not None)
        self._clock_words.setVisible(seconds is not None)
        if seconds is not None:
            self.clock.set_seconds(round(seconds))

    def fit(self, width: int) -> None:
        """Give up what matters least: length of the bar, then the topic."""
        share = size_of(self.font()) / 15
        self._size_labels()
        self.topic.setVisible(width >= 520 * share)
        spare = width - 540 * share
        self.progress.setVisible(spare >= 100)
        self.progress.setFixedWidth(round(min(240.0, max(100.0, spare))))

    def _size_labels(self) -> None:
        """Fixed sizes: a new number in them is no reason to lay out the whole page again."""
        self.ensurePolished()
        key = (self.place.font().key(), self._total)
        if key == self._sized:
            return
        self._sized = key
        wide = self.place.fontMetrics().horizontalAdvance(out_of(self._total, self._total)) + 4
        self.place.setFixedSize(wide, self.place.heightForWidth(wide))
        self.topic.setFixedSize(self.topic.sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Never what keeps the window wide."""
        return QSize(0, super().minimumSizeHint().height())
