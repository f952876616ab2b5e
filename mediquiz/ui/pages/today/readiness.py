"""Readiness for the exam in front, said only as firmly as the evidence allows."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import Band, ReadinessView
from mediquiz.language import N_, _, n_, passing_percent, percent, weekday
from mediquiz.ui.pages.today.scale_bar import ScaleBar
from mediquiz.ui.parts.intervals import with_mark
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.labels import Figure, Muted, Title
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.score_bar import ThinProgress
from mediquiz.words import numbers
from mediquiz.words import readiness as words

_NARROW = 400

_CAPTIONS = {
    "range": N_("percent right if you took it today"),
    "word": N_("passing mark, if you took it today"),
    "chance": N_("chance of passing if you took it today"),
}


class ReadinessCard(Card):
    """Nothing, a range, a word or a chance; always with what it rests on and what limits it."""

    explain = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Readiness"), parent)
        self.first, self.estimate = _FirstEstimate(), _Estimate()
        self.made_of, self.limits = Muted(), Muted()
        self.link = Button(_("How this is made"), "link", small=True)
        self.link.clicked.connect(self.explain)
        self.add_beside_heading(self.link)
        self.add(self.first)
        self.add(self.estimate)
        self.add(self.made_of)
        self.add(self.limits)
        self.add_stretch()

    def show_view(self, view: ReadinessView, first_on: date | None = None) -> None:
        """Show what is known; before a first estimate, on which later day the plan brings it."""
        self.set_heading(_("Readiness for {exam}").format(exam=view.label))
        known = view.stage != "none" and view.score is not None
        self.first.setVisible(not known)
        self.estimate.setVisible(known)
        if known:
            self.estimate.show_view(view)
        else:
            self.first.show_view(view, first_on)
        self.made_of.setText(words.made_of(view))
        self.limits.setText(" ".join(words.limits(view)))
        self.limits.setVisible(bool(view.limits))


class _FirstEstimate(QWidget):
    """Before the first estimate: how many answers are missing, and how much of the outline was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.when = Muted()
        self.headline, self.name, self.share = Title(), Muted(_("Practiced")), Muted()
        self.bar = ThinProgress(_("Practiced"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.headline)
        column.addWidget(self.when)
        column.addSpacing(6)
        column.addWidget(FlowRow([self.name, None, self.share]))
        column.addWidget(self.bar)

    def show_view(self, view: ReadinessView, on: date | None) -> None:
        self.headline.setText(_first_estimate(view.more_needed))
        self.when.setText(_("By your plan you have them on {day}.").format(day=weekday(on)) if on else "")
        self.when.setVisible(on is not None)
        self.share.setText(percent(view.coverage))
        self.bar.set_value(view.coverage)


def _first_estimate(more: int) -> str:
    return n_("Answer {n} more question for a first estimate.", "Answer {n} more questions for a first estimate.", more)


class _Estimate(QWidget):
    """The headline at the left, the interval at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.caption, self.chance, self.words, self.spread = Muted(), Figure("", "medium"), Title(), Muted()
        self.rough = Chip(_("rough"), "warn")
        self.scale = ScaleBar()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (self.caption, self.chance, self.words, self.rough, self.spread):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.addWidget(ResponsiveRow([left, self.scale], [1, 1.2], _NARROW, 28))

    def show_view(self, view: ReadinessView) -> None:
        self.caption.setText(_(_CAPTIONS[view.stage]))
        self.chance.setVisible(view.stage == "chance")
        self.words.setVisible(view.stage != "chance")
        self.rough.setVisible(view.stage == "range")
        self.chance.setText(words.headline(view))
        rough = view.stage == "range" and view.score is not None
        self.words.setText(numbers.band_range(view.score, view.cut) if rough and view.score else words.headline(view))
        self.spread.setText(_spread(view))
        self.spread.setVisible(bool(self.spread.text()))
        _show_scale(self.scale, view)


def _spread(view: ReadinessView) -> str:
    if view.stage != "chance" or view.chance_low is None or view.chance_high is None:
        return ""
    return _("likely {range}").format(range=numbers.share_range(view.chance_low, view.chance_high))


def _show_scale(scale: ScaleBar, view: ReadinessView) -> None:
    """The scaled score once a chance may be said; the share right before that."""
    shares = with_mark(view.score, view.cut)
    if view.stage == "chance" and view.scaled is not None:
        _show_scaled(scale, view, view.scaled)
    elif shares is not None and view.score is not None:
        cut = _("passing mark about {cut}").format(cut=passing_percent(view.cut))
        scale.show_scale(
            _("Percent right"), numbers.band_range(view.score, view.cut), shares, cut, words.expected(view)
        )


def _show_scaled(scale: ScaleBar, view: ReadinessView, band: Band) -> None:
    interval = Interval(band.low, band.mean, band.high, view.pass_scaled, view.scale_min, view.scale_max)
    value = _("about {score} ({low} – {high})").format(
        score=numbers.scaled_score(band.mean, view.pass_scaled),
        low=numbers.scaled_score(band.low, view.pass_scaled),
        high=numbers.scaled_score(band.high, view.pass_scaled),
    )
    passing = f"{view.pass_scaled:.0f}"
    said = _("{value}; passing score {score}").format(value=value, score=passing)
    scale.show_scale(_("Scaled score"), value, interval, _("pass {score}").format(score=passing), said)
