"""A session of one's own: how many, which, with a clock or without."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from mediquiz.domain.summaries import StudyMode, StudyRequest, Subset
from mediquiz.language import N_, _, n_
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.forms import Amount
from mediquiz.ui.widgets.labels import Body, Muted, Strong

_SUBSETS = {
    Subset.ANY: N_("Any, new ones first"),
    Subset.UNSEEN: N_("Only new ones"),
    Subset.MISSED: N_("Only missed ones"),
    Subset.FLAGGED: N_("Only flagged ones"),
}


class BuildCard(Card):
    """Says what is wanted; how many questions that leaves is told to it."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Build your own"), parent)
        self._topics: tuple[str, ...] = ()
        self._available = 0
        self.chosen, self.count = Body(), Amount(1, 200)
        self.count.setValue(20)
        self.count.setAccessibleName(_("Number of questions"))
        self._subset_group = QButtonGroup(self)
        self.subsets = {subset: QRadioButton(_(text)) for subset, text in _SUBSETS.items()}
        self.timed, self.minutes = QCheckBox(_("Use a clock")), Amount(1, 600, _(" min"))
        self.minutes.setValue(20)
        self.minutes.setAccessibleName(_("Minutes for the whole session"))
        self.cram = QCheckBox(_("Cram"))
        self.available, self.start = Strong(), Button(_("Start"))
        self._build()

    def _build(self) -> None:
        self.add(self.chosen)
        row = FlowRow(10)
        row.add(Body(_("Questions")), self.count)
        self.add(row)
        for subset, button in self.subsets.items():
            self._subset_group.addButton(button)
            button.setChecked(subset is Subset.ANY)
            self.add(button)
        clock = FlowRow(10)
        clock.add(self.timed, self.minutes)
        self.add(clock)
        self.add(Muted(_("The clock stops while you read the reasons.")))
        self.add(self.cram)
        self.add(Muted(_("Cramming does not change your review schedule.")))
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
            n_("From {n} checked topic.", "From {n} checked topics.", len(topics))
            if topics
            else _("From all topics of your exam. Check topics below to choose some.")
        )

    def show_available(self, number: int, held: int = 0) -> None:
        """How many questions fit, of so many that the choice covers."""
        self._available = number
        self.available.setText(_available_words(number, held))
        self._show_start()

    def request(self, certification: str) -> StudyRequest:
        """What is asked for."""
        return StudyRequest(
            mode=StudyMode.CRAM if self.cram.isChecked() else StudyMode.BUILD,
            certification=certification,
            count=self.count.value(),
            topics=self._topics,
            subset=next(subset for subset, button in self.subsets.items() if button.isChecked()),
            seconds=self.minutes.value() * 60 if self.timed.isChecked() else None,
        )

    def _changed(self) -> None:
        self.changed.emit()

    def _start(self) -> None:
        self.wanted.emit()

    def _show_start(self) -> None:
        size = min(self.count.value(), self._available)
        self.start.setText(_("Start {number}").format(number=size) if size else _("Start"))
        self.start.setEnabled(size > 0)
        self.start.setAccessibleName(
            n_("Start {n} question of your own choice", "Start {n} questions of your own choice", size)
        )


def _available_words(number: int, held: int) -> str:
    """So many of so many where some would give each other away."""
    if not number:
        return _("No question matches; choose more topics or another kind.")
    if number >= held:
        return n_("{n} question available", "{n} questions available", number)
    return n_(
        "{{number}} of {n} question available; similar questions come one at a time",
        "{{number}} of {n} questions available; similar questions come one at a time",
        held,
    ).format(number=number)
