"""One certification on the Practice exams page: what its exam is, how much time to take, start or resume."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.policy import TIME_FACTORS
from mediquiz.domain.summaries import ExamOffer, ExamRow, OpenSession
from mediquiz.language import _, day, n_, percent
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.forms import DropDown
from mediquiz.ui.widgets.labels import Figure, Muted, Words
from mediquiz.words import exams
from mediquiz.words.numbers import result_percent

_UNTIMED = "untimed"


def minutes_words(offer: ExamOffer, factor: float | None) -> str:
    """`200 questions, 2 h 40 min`."""
    time = _("untimed") if factor is None else exams.clock(offer.seconds * factor)
    return n_("{n} question, {{time}}", "{n} questions, {{time}}", offer.questions).format(time=time)


def newness(share: float) -> str:
    """How much of a form would be new, said plainly."""
    if share >= 1:
        return _("Every question is new to you.")
    if share <= 0:
        return _("No new questions are left for a full exam. A score on questions you know by heart says little.")
    return _(
        "About {new} of the questions are new to you. You have seen the other {seen}, so your score may come out high."
    ).format(new=percent(share), seen=percent(1 - share))


def _factor_words(factor: float) -> str:
    return _("Standard time") if factor == 1 else _("{factor} times the time").format(factor=f"{factor:g}")


def _last_words(last: ExamRow) -> str:
    return _("Last time: {right} of {scored} right, {share}, {day}.").format(
        right=last.right, scored=last.scored, share=result_percent(last.share, last.cut), day=day(last.finished.date())
    )


def _open_words(session: OpenSession) -> str:
    begun = n_(
        "Started {{day}}: {{done}} of {n} question answered. You resume at the same question with the same time left.",
        "Started {{day}}: {{done}} of {n} questions answered. You resume at the same question with the same time left.",
        session.total,
    )
    return begun.format(day=day(session.started.date()), done=session.done)


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
        self.button = Button(_("Start"))
        self.add(self.figures)
        rules = QVBoxLayout()
        rules.setSpacing(3)
        for rule in exams.rules(offer):
            rules.addWidget(Muted(rule))
        self.body.addLayout(rules)
        self._add_open(offer.open) if offer.open else self._add_start(offer)

    def factor(self) -> float | None:
        """The chosen time factor; None for untimed."""
        # An exam that is open has its time already, and a choice without entries.
        chosen: float | str = self.time.chosen(1.0)
        return None if chosen == _UNTIMED else float(chosen)

    def _add_start(self, offer: ExamOffer) -> None:
        for factor in TIME_FACTORS:
            self.time.addItem(_factor_words(factor), factor)
        self.time.addItem(_("Untimed"), _UNTIMED)
        self.time.currentIndexChanged.connect(self._show_figures)
        self.add(Words(newness(offer.unseen_share)))
        if offer.last is not None:
            self.add(Muted(_last_words(offer.last)))
        self.add_stretch()
        self.time.call(_("Time for {exam}").format(exam=offer.short))
        self.time.setToolTip(_("Extra time, as a board may grant it; your score report will mention it"))
        self.button.setText(_("Start {exam} exam").format(exam=offer.short))
        self.add_row([self.button, self.time])
        self.button.clicked.connect(self._start)
        self._show_figures()

    def _add_open(self, session: OpenSession) -> None:
        self.figures.setText(minutes_words(self.offer, 1.0))
        # Its time is settled.
        self.time.hide()
        self.add(Chip(_("In progress"), "primary"))
        self.add(Words(_open_words(session)))
        self.add_stretch()
        self.button.setText(_("Resume {exam} exam").format(exam=self.offer.short))
        self.add_row([self.button])
        self.button.clicked.connect(self._resume)

    def _show_figures(self, _index: int = 0) -> None:
        self.figures.setText(minutes_words(self.offer, self.factor()))

    def _start(self) -> None:
        self.start_wanted.emit(self.offer.certification, self.factor())

    def _resume(self) -> None:
        if self.offer.open is not None:
            self.resume_wanted.emit(self.offer.open.attempt_id)
