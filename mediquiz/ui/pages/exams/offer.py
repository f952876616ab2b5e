"""One certification on the Practice exams page: what its exam is, how much time to take, start or resume."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.policy import TIME_FACTORS
from mediquiz.domain.summaries import ExamOffer, OpenSession
from mediquiz.ui.parts.phrases import count, day, percent
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.forms import DropDown
from mediquiz.ui.widgets.labels import Figure, Muted, Words
from mediquiz.words import exams

_UNTIMED = "untimed"


def minutes_words(offer: ExamOffer, factor: float | None) -> str:
    """`200 questions, 2 h 40 min`."""
    time = "untimed" if factor is None else exams.clock(offer.seconds * factor)
    return f"{count(offer.questions, 'question')}, {time}"


def newness(share: float) -> str:
    """How much of a form would be new, said plainly."""
    if share >= 1:
        return "Every question would be new to you."
    if share <= 0:
        return "There are no new questions left for a full form. What you know by heart says little about readiness."
    seen = max(1, round((1 - share) * 100))
    return (
        f"About {min(99, round(share * 100))}% of the questions would be new to you. "
        f"You have seen the other {seen}% before, so the score may flatter you."
    )


class OfferCard(Card):
    """Emits the certification with the chosen time, or the attempt to go on with."""

    start_wanted = Signal(str, object)
    resume_wanted = Signal(int)

    def __init__(self, offer: ExamOffer, parent: QWidget | None = None) -> None:
        super().__init__(offer.label, parent)
        self.offer = offer
        self.figures = Figure("", "small")
        self.figures.setWordWrap(True)
        self.time = DropDown(self)
        self.button = Button("Start")
        self.add(self.figures)
        rules = QVBoxLayout()
        rules.setSpacing(3)
        for rule in exams.rules(offer):
            rules.addWidget(Muted(rule))
        self.body.addLayout(rules)
        self._add_open(offer.open) if offer.open else self._add_start(offer)

    def factor(self) -> float | None:
        """The chosen time factor; None for untimed."""
        chosen = self.time.currentData()
        return None if chosen == _UNTIMED else float(chosen)

    def _add_start(self, offer: ExamOffer) -> None:
        for factor in TIME_FACTORS:
            self.time.addItem("Standard time" if factor == 1 else f"{factor:g} times the time", factor)
        self.time.addItem("Untimed", _UNTIMED)
        self.time.currentIndexChanged.connect(self._show_figures)
        self.add(Words(newness(offer.unseen_share)))
        if offer.last is not None:
            right = f"{offer.last.right} of {offer.last.scored} right, {percent(offer.last.share)}"
            self.add(Muted(f"Last time: {right}, {day(offer.last.finished.date())}."))
        self.add_stretch()
        self.time.setAccessibleName(f"Time for {offer.short}")
        self.time.setToolTip("Extra time, as boards grant it as an accommodation; the report will say so")
        self.button.setText(f"Start {offer.short} exam")
        self.add_row([self.button, self.time])
        self.button.clicked.connect(self._start)
        self._show_figures()

    def _add_open(self, session: OpenSession) -> None:
        self.figures.setText(minutes_words(self.offer, 1.0))
        # Its time is settled.
        self.time.hide()
        self.add(Chip("In progress", "primary"))
        begun = f"Begun {day(session.started.date())}: {session.done} of {count(session.total, 'question')} answered."
        self.add(Words(f"{begun} It goes on at the same question with the same time left."))
        self.add_stretch()
        self.button.setText(f"Resume {self.offer.short} exam")
        self.add_row([self.button])
        self.button.clicked.connect(self._resume)

    def _show_figures(self, _index: int = 0) -> None:
        self.figures.setText(minutes_words(self.offer, self.factor()))

    def _start(self) -> None:
        self.start_wanted.emit(self.offer.certification, self.factor())

    def _resume(self) -> None:
        if self.offer.open is not None:
            self.resume_wanted.emit(self.offer.open.attempt_id)
