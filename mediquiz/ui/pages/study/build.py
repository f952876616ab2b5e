"""A session of one's own: how many, which, with a clock or without."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from mediquiz.domain.summaries import StudyMode, StudyRequest, Subset
from mediquiz.ui.parts.phrases import count
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.forms import Amount
from mediquiz.ui.widgets.labels import Body, Muted, Strong

_SUBSETS = {
    Subset.ANY: "Any, new ones first",
    Subset.UNSEEN: "Only new ones",
    Subset.MISSED: "Only missed ones",
    Subset.FLAGGED: "Only flagged ones",
}


class BuildCard(Card):
    """Says what is wanted; how many questions that leaves is told to it."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Build your own", parent)
        self._topics: tuple[str, ...] = ()
        self._available = 0
        self.chosen, self.count = Body(), Amount(1, 200)
        self.count.setValue(20)
        self.count.setAccessibleName("Number of questions")
        self._subset_group = QButtonGroup(self)
        self.subsets = {subset: QRadioButton(text) for subset, text in _SUBSETS.items()}
        self.timed, self.minutes = QCheckBox("Use a clock"), Amount(1, 600, " min")
        self.minutes.setValue(20)
        self.minutes.setAccessibleName("Minutes for the whole session")
        self.cram = QCheckBox("Cram")
        self.available, self.start = Strong(), Button("Start")
        self._build()

    def _build(self) -> None:
        self.add(self.chosen)
        row = FlowRow(10)
        row.add(Body("Questions"), self.count)
        self.add(row)
        for subset, button in self.subsets.items():
            self._subset_group.addButton(button)
            button.setChecked(subset is Subset.ANY)
            self.add(button)
        clock = FlowRow(10)
        clock.add(self.timed, self.minutes)
        self.add(clock)
        self.add(Muted("The clock stands still while you read the reasons."))
        self.add(self.cram)
        self.add(Muted("Cramming leaves the review schedule alone: questions come back as if you had not seen them."))
        self.add_stretch()
        self.add(self.available)
        self.add_row([self.start])
        self._subset_group.buttonClicked.connect(self._changed)
        self.count.valueChanged.connect(self._show_start)
        self.timed.toggled.connect(self.minutes.setVisible)
        self.start.clicked.connect(self._start)
        self.minutes.setVisible(False)
        self.show_topics(())

    def show_topics(self, topics: tuple[str, ...]) -> None:
        """The topics that are ticked; none means all of the exam."""
        self._topics = topics
        self.chosen.setText(
            f"From {count(len(topics), 'ticked topic')}."
            if topics
            else "From all topics of your exam; tick some to narrow it."
        )

    def show_available(self, number: int) -> None:
        """How many questions fit."""
        self._available = number
        words = count(number, "question") + " available"
        self.available.setText(words if number else "No question fits; take more topics or another kind.")
        self._show_start()

    def request(self, certification: str) -> StudyRequest:
        """What is asked for."""
        return StudyRequest(
            StudyMode.CRAM if self.cram.isChecked() else StudyMode.BUILD,
            certification,
            self.count.value(),
            self._topics,
            next(subset for subset, button in self.subsets.items() if button.isChecked()),
            self.minutes.value() * 60 if self.timed.isChecked() else None,
        )

    def _changed(self) -> None:
        self.changed.emit()

    def _start(self) -> None:
        self.wanted.emit()

    def _show_start(self) -> None:
        size = min(self.count.value(), self._available)
        self.start.setText(f"Start {size}" if size else "Start")
        self.start.setEnabled(size > 0)
        self.start.setAccessibleName(f"Start {count(size, 'question')} of your own choice")
