"""The score at the left of a report, with what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ExamReport, ReviewSet
from mediquiz.language import N_, _, n_
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Body, Figure, Muted

_SETS = (
    (ReviewSet.ALL, N_("All ({n})")),
    (ReviewSet.FLAGGED, N_("Flagged ({n})")),
    (ReviewSet.GUESSED, N_("Guessed ({n})")),
    (ReviewSet.CHANGED, N_("Changed ({n})")),
)


class ScoreCard(Card):
    """Chip, number, scaled score, and the buttons."""

    review_wanted = Signal(str)
    drill_wanted = Signal()
    pdf_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.chip, self.share, self.lines = Chip(), Figure(), Muted()
        self.scaled, self.bar = Body(), IntervalBar(_("Scaled score"))
        self.chance = Muted()
        for widget in (FlowRow([self.chip]), self.share, self.lines, self.scaled, self.bar, self.chance):
            self.add(widget)
        self.missed, self.drill, self.pdf = Button(), ghost(""), ghost(_("Save as PDF"))
        self._sets: dict[ReviewSet, Button] = {ReviewSet.MISSED: self.missed}
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self.review_wanted)
        self._listen(ReviewSet.MISSED, self.missed)
        self.body.addSpacing(4)
        self.add_row([self.missed])
        self.add_row([self.drill])
        self.add(Muted(_("Review the questions")))
        self.add(self._set_row())
        self.add_row([self.pdf])
        self.add_stretch()
        self.drill.clicked.connect(self.drill_wanted)
        self.pdf.clicked.connect(self.pdf_wanted)

    def _set_row(self) -> FlowRow:
        row = FlowRow((), 8)
        for which, _word in _SETS:
            button = self._sets[which] = ghost("", small=True)
            self._listen(which, button)
            row.add(button)
        return row

    def _listen(self, which: ReviewSet, button: Button) -> None:
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, str(which))

    def review_button(self, which: ReviewSet) -> Button:
        """The button that opens a set of questions."""
        return self._sets[which]

    def show_report(self, report: ExamReport) -> None:
        """The numbers of one sitting."""
        result = report.result
        self.chip.show_word(*say.standing(report))
        self.share.setText(say.score(report))
        self.share.setAccessibleName(_("{share} right").format(share=say.score(report)))
        self.lines.setText("\n".join(say.score_lines(report)))
        self.scaled.setText(say.scaled(report))
        scale = (report.pass_scaled, report.scale_min, report.scale_max)
        self.bar.show_interval(
            Interval(result.scaled_low, result.scaled, result.scaled_high, *scale), say.scaled(report)
        )
        self.chance.setText(say.another_form(report))
        self._show_counts(report)

    def _show_counts(self, report: ExamReport) -> None:
        counts = {
            ReviewSet.ALL: report.on_screen,
            ReviewSet.FLAGGED: report.flagged,
            ReviewSet.GUESSED: report.guessed,
            ReviewSet.CHANGED: report.changed,
        }
        self.missed.setText(n_("Review {n} missed question", "Review {n} missed questions", report.missed))
        self.missed.setVisible(report.missed > 0)
        self.drill.setText(_drill_words(len(report.missed_items), report.missed))
        self.drill.setVisible(bool(report.missed_items))
        for which, word in _SETS:
            self._sets[which].setText(_(word).format(n=counts[which]))
            self._sets[which].setAccessibleName(_review_words(which, counts[which]))
            self._sets[which].setEnabled(counts[which] > 0)


def _drill_words(number: int, missed: int) -> str:
    """How many of the missed ones can be practiced: some may be set aside, or gone from the bank."""
    if number == missed:
        return _("Practice the {number} missed").format(number=number)
    return _("Practice {number} of the {missed} missed").format(number=number, missed=missed)


def _review_words(which: ReviewSet, number: int) -> str:
    """What a button is called: the set and how many questions it holds."""
    match which:
        case ReviewSet.FLAGGED:
            return n_("Review flagged: {n} question", "Review flagged: {n} questions", number)
        case ReviewSet.GUESSED:
            return n_("Review guessed: {n} question", "Review guessed: {n} questions", number)
        case ReviewSet.CHANGED:
            return n_("Review changed: {n} question", "Review changed: {n} questions", number)
    return n_("Review all: {n} question", "Review all: {n} questions", number)
