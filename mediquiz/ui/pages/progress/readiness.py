"""How readiness for one certification came about, and what it would be without more study."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import CertificationProgress, ReadinessPoint, ReadinessView
from mediquiz.language import _, day, n_, percent, short_day
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.line_chart import ChartPoint, LineChart
from mediquiz.words import readiness as words
from mediquiz.words.numbers import band_range, share_range

_FEW = 2


class ReadinessOverTime(Card):
    """The chart with its band and the passing mark; one line on standing still."""

    explain = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Readiness over time"), parent)
        self.chart, self.empty = LineChart(_("Readiness over time")), Body()
        self.still, self.made_of, self.limits = Body(), Muted(), Muted()
        self.link = Button(_("How this is made"), "link", small=True)
        self.link.clicked.connect(self.explain)
        self.add(self.chart, 1)
        for widget in (self.empty, self.still, self.made_of, self.limits):
            self.add(widget)
        self.add_row([self.link])

    def show_progress(self, progress: CertificationProgress) -> None:
        """Show one certification."""
        view = progress.readiness
        self.set_heading(_("Readiness over time, {exam}").format(exam=progress.head.label))
        points = progress.history if view.stage != "none" else ()
        self.chart.setVisible(len(points) >= _FEW)
        self.empty.setVisible(len(points) < _FEW)
        self.empty.setText(_what_to_do(view))
        if len(points) >= _FEW:
            _draw(self.chart, points, view.cut)
        self.still.setText(standing_still(view))
        self.still.setVisible(bool(self.still.text()))
        self.made_of.setText(words.made_of(view))
        self.limits.setText(" ".join(words.limits(view)))
        self.limits.setVisible(bool(view.limits))


def standing_still(view: ReadinessView) -> str:
    """The estimate on the day of the exam with no more study."""
    if view.stage == "none" or view.without_study is None or view.without_study_on is None:
        return ""
    return _("If you stop studying until {day}: {range} right.").format(
        day=day(view.without_study_on), range=band_range(view.without_study, view.cut)
    )


def _what_to_do(view: ReadinessView) -> str:
    """In place of a line that has not begun."""
    if view.stage != "none":
        return _("The chart starts with your first estimate. Answer some questions, and come back another day.")
    return n_(
        "The chart starts with your first estimate. Answer {n} more question, and come back another day.",
        "The chart starts with your first estimate. Answer {n} more questions, and come back another day.",
        view.more_needed,
    )


def _draw(chart: LineChart, points: tuple[ReadinessPoint, ...], cut: float) -> None:
    """On a scale that holds the whole band and the mark, in tenths."""
    lowest = min(cut, *(point.score.low for point in points))
    highest = max(cut, *(point.score.high for point in points))
    first, last = max(0, int((lowest - 0.03) * 10)), min(10, int((highest + 0.03) * 10) + 1)
    shown = [ChartPoint(p.on.toordinal(), short_day(p.on), p.score.low, p.score.mean, p.score.high) for p in points]
    say, spread = partial(percent, mark=cut), partial(share_range, mark=cut)
    chart.show_points(shown, first / 10, last / 10, cut=cut, cut_words=_("passing mark"), say=say, spread=spread)
