"""The certifications of the bank side by side, read from one history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from mediquiz.domain.summaries import CertificationHead, CertificationProgress, ReadinessView
from mediquiz.language import N_, _, percent
from mediquiz.ui.parts.intervals import with_mark
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Cell, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.two_faces import TwoFaces
from mediquiz.words.numbers import band_range, share_range
from mediquiz.words.readiness import expected, headline, more_answers

_TURN = 560

_COLUMNS = (
    (N_("Exam"), 3),
    (N_("Expected percent right, with the passing mark"), 7),
    (N_("Chance of passing"), 3),
    (N_("Practiced"), 2),
)

_HELD = "\u00a0–\u2060\u00a0"
"""A dash in a range at which no line ends: no-break spaces alone would let it end after the dash."""


class CertificationTable(Card):
    """One row each; the one that is chosen is shown in full beneath the table."""

    chosen = Signal(str)
    turned = Signal(bool)
    """Other buttons choose now; True when one of those before had the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(_("Exams"))
        self.grid = RowGrid([GridColumn(_(title), stretch) for title, stretch in _COLUMNS], _("Exams"))
        self.stack = RowGrid([GridColumn(stretch=1)], _("Exams"))
        self.faces = TwoFaces(self.grid, self.stack, _TURN)
        self.faces.turned.connect(self.turned)
        self.add(self.faces)
        self.add(Muted(_("Choose an exam to see its topics.")))
        self._shown: list[tuple[CertificationHead, ReadinessView, float]] = []
        # One group for each face of the table.
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        for group in self._groups:
            group.buttonClicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[CertificationProgress], current: str) -> None:
        """Show the rows, with one chosen."""
        now = [(row.head, row.readiness, row.coverage) for row in rows]
        if now != self._shown:
            self._shown = now
            self._build(rows)
        self.set_current(current)

    def _build(self, rows: Sequence[CertificationProgress]) -> None:
        for group in self._groups:
            for button in group.buttons():
                group.removeButton(button)
        self.grid.set_rows([_row(row, self._radio(row, 0)) for row in rows])
        self.stack.set_rows([[_stacked(row, self._radio(row, 1))] for row in rows])

    def set_current(self, certification: str) -> None:
        """Mark a row as chosen."""
        for group in self._groups:
            for button in group.buttons():
                if button.property("certification") == certification:
                    button.setChecked(True)

    def button(self, certification: str) -> QAbstractButton:
        """What chooses a certification, in the face that is shown."""
        group = self._groups[self.faces.shown()]
        return next(b for b in group.buttons() if b.property("certification") == certification)

    def _radio(self, row: CertificationProgress, face: int) -> QRadioButton:
        button = QRadioButton(row.head.label)
        button.setProperty("certification", row.head.id)
        button.setAccessibleDescription(_spoken(row))
        self._groups[face].addButton(button)
        return button

    def _clicked(self, button: QAbstractButton) -> None:
        self.set_current(button.property("certification"))
        self.chosen.emit(button.property("certification"))


def _row(row: CertificationProgress, radio: QRadioButton) -> list[str | QWidget | None]:
    view, covered = row.readiness, percent(row.coverage)
    if view.stage == "none" or view.score is None:
        return [radio, Cell(more_answers(view), tone="muted"), None, covered]
    # A range that wraps in the middle reads like two numbers.
    return [radio, _bar(view), chance_words(view).replace(" – ", _HELD), covered]


def _stacked(row: CertificationProgress, radio: QRadioButton) -> QWidget:
    """A row for a narrow card."""
    view, holder = row.readiness, QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(radio)
    known = view.stage != "none" and view.score is not None
    if known:
        column.addWidget(_bar(view))
    column.addWidget(Muted(_stacked_words(row, known)))
    return holder


def _stacked_words(row: CertificationProgress, known: bool) -> str:
    if not known:
        return _so_far(row)
    return _("Chance of passing: {chance}. Practiced: {share}.").format(
        chance=chance_words(row.readiness), share=percent(row.coverage)
    )


def _so_far(row: CertificationProgress) -> str:
    """Before the first estimate."""
    return _("{missing}. Practiced: {share}.").format(missing=more_answers(row.readiness), share=percent(row.coverage))


def _bar(view: ReadinessView) -> IntervalBar:
    bar = IntervalBar(view.label)
    bar.show_interval(with_mark(view.score, view.cut), expected(view))
    return bar


def chance_words(view: ReadinessView) -> str:
    """What the evidence allows: a chance with its range, a word, or the rough range alone."""
    if view.stage == "chance" and view.chance_low is not None and view.chance_high is not None:
        return _("{chance} ({range})").format(
            chance=headline(view), range=share_range(view.chance_low, view.chance_high)
        )
    if view.stage == "range" and view.score is not None:
        return _("{range} right, rough").format(range=band_range(view.score, view.cut))
    return headline(view)


def _spoken(row: CertificationProgress) -> str:
    view = row.readiness
    if view.stage == "none":
        return _so_far(row)
    return _("{expected}. Chance of passing: {chance}. Practiced: {share}.").format(
        expected=expected(view), chance=chance_words(view), share=percent(row.coverage)
    )
