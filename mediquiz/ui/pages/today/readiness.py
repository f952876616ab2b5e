"""Readiness for the exam in front, said only as firmly as the evidence allows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import ReadinessView
from mediquiz.ui.pages.today.scale_bar import ScaleBar
from mediquiz.ui.parts import phrases
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.labels import Figure, Muted, Title
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.score_bar import ThinProgress
from mediquiz.words import readiness as words

_NARROW = 400

_CAPTIONS = {
    "range": "share right, if you sat it today",
    "word": "passing mark, if you sat it today",
    "chance": "chance to pass, if you sat it today",
}


class ReadinessCard(Card):
    """Nothing, a range, a word or a chance; always with what it rests on and what limits it."""

    explain = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Readiness", parent)
        self.first, self.estimate = _FirstEstimate(), _Estimate()
        self.made_of, self.limits = Muted(), Muted()
        self.link = Button("How this is made", "link", small=True)
        self.link.clicked.connect(self.explain)
        self.add_beside_heading(self.link)
        self.add(self.first)
        self.add(self.estimate)
        self.add(self.made_of)
        self.add(self.limits)
        self.add_stretch()

    def show_view(self, view: ReadinessView) -> None:
        """Show what is known."""
        self.set_heading(f"Readiness for {view.label}")
        known = view.stage != "none" and view.score is not None
        self.first.setVisible(not known)
        self.estimate.setVisible(known)
        (self.estimate.show_view if known else self.first.show_view)(view)
        self.made_of.setText(words.made_of(view))
        self.limits.setText(" ".join(words.limits(view)))
        self.limits.setVisible(bool(view.limits))


class _FirstEstimate(QWidget):
    """Before the first estimate: how many answers are missing, and how much of the outline was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.name, self.share = Title(), Muted("Outline covered"), Muted()
        self.bar = ThinProgress("Outline covered")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.headline)
        column.addSpacing(6)
        column.addWidget(FlowRow([self.name, None, self.share]))
        column.addWidget(self.bar)

    def show_view(self, view: ReadinessView) -> None:
        self.headline.setText(f"{phrases.more_answers(view)}.")
        self.share.setText(phrases.percent(view.coverage))
        self.bar.set_value(view.coverage)


class _Estimate(QWidget):
    """The headline at the left, the interval at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.caption, self.chance, self.words, self.spread = Muted(), Figure("", "medium"), Title(), Muted()
        self.rough = Chip("rough", "warn")
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
        self.caption.setText(_CAPTIONS[view.stage])
        self.chance.setVisible(view.stage == "chance")
        self.words.setVisible(view.stage != "chance")
        self.rough.setVisible(view.stage == "range")
        self.chance.setText(phrases.verdict(view))
        rough = view.stage == "range" and view.score is not None
        self.words.setText(phrases.band_range(view.score) if rough and view.score else phrases.verdict(view))
        self.spread.setText(_spread(view))
        self.spread.setVisible(bool(self.spread.text()))
        _show_scale(self.scale, view)


def _spread(view: ReadinessView) -> str:
    if view.stage != "chance" or view.chance_low is None or view.chance_high is None:
        return ""
    return f"likely {phrases.share_range(view.chance_low, view.chance_high)}"


def _show_scale(scale: ScaleBar, view: ReadinessView) -> None:
    """The scaled score once a chance may be said; the share right before that."""
    if view.stage == "chance" and view.scaled is not None:
        band = view.scaled
        interval = Interval(band.low, band.mean, band.high, view.pass_scaled, view.scale_min, view.scale_max)
        value = f"about {band.mean:.0f} ({band.low:.0f} – {band.high:.0f})"
        said = f"{value}; passing score {view.pass_scaled:.0f}"
        scale.show_scale("Scaled score", value, interval, f"pass {view.pass_scaled:.0f}", said)
        return
    shares = phrases.score_interval(view)
    if shares is not None and view.score is not None:
        cut = f"passing mark about {phrases.percent(view.cut)}"
        scale.show_scale("Share right", phrases.band_range(view.score), shares, cut, phrases.score_words(view))
