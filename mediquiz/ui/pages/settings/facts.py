"""The figures of each exam with where they come from, and which of them are assumed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediquiz.domain.blueprint import Blueprint, Fact
from mediquiz.domain.summaries import ExamChoice
from mediquiz.language import N_, _, n_
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.chip import Chip
from mediquiz.ui.widgets.choice import ChoiceRow
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Muted, Rich, Strong
from mediquiz.ui.widgets.responsive_row import ResponsiveRow

_LINK = re.compile(r"\s*\((https?://[^\s)]+)\)")
_KINDS = {"high": "good", "medium": "neutral", "low": "warn", "unconfirmed": "warn", "assumed": "warn"}
_NARROW = 620
_SURE = {
    "high": N_("High confidence"),
    "medium": N_("Medium confidence"),
    "low": N_("Low confidence"),
    "unconfirmed": N_("Unconfirmed confidence"),
}
_INTRO = N_("Each fact has its source, a date and how sure we are of it. What no board publishes is marked “assumed”.")


class FactsCard(Card):
    """One exam at a time, built when it is chosen: two hundred labels that most visits do not need."""

    def __init__(
        self, exams: Sequence[ExamChoice], blueprint: Callable[[str], Blueprint], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Exam facts"), parent)
        self._blueprint = blueprint
        self._shown: Blueprint | None = None
        names = [(exam.id, exam.label) for exam in exams]
        self.which = ChoiceRow(names, _("Exam"))
        self.head, self.note = Strong(_("Choose an exam to read its facts.")), Body()
        self.note.hide()
        self.rows = QWidget()
        for widget in (Body(_(_INTRO)), self.which, self.head, self.note, self.rows):
            self.add(widget)
        self.which.chosen.connect(self.show_exam)

    def fit(self) -> None:
        """The edition in use may have changed."""
        if self._shown is not None:
            self.show_exam(self._shown.id)

    def show_exam(self, certification: str) -> None:
        """Show the figures of an exam, in the edition that is in use."""
        blueprint = self._blueprint(certification)
        self.which.set_current(certification)
        if blueprint is self._shown:
            return
        self._shown = blueprint
        self.head.setText(f"{blueprint.full_name}. {blueprint.edition_title}.")
        assumed = sum(fact.assumed for fact in blueprint.facts)
        figures = n_(
            "{n} fact, {{assumed}} of them assumed.",
            "{n} facts, {{assumed}} of them assumed.",
            len(blueprint.facts),
        )
        self.note.setText(f"{figures.format(assumed=assumed)} {blueprint.passing.note}")
        self.note.show()
        # Built apart and put in as a whole: filling a page that is shown would lay it out again for every row.
        old, self.rows = self.rows, _rows(blueprint)
        self.body.replaceWidget(old, self.rows)
        old.hide()
        old.deleteLater()


def _rows(blueprint: Blueprint) -> QWidget:
    rows = QWidget()
    column = QVBoxLayout(rows)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for fact in blueprint.facts:
        column.addWidget(_line())
        column.addWidget(FactRow(fact))
    return rows


class FactRow(ResponsiveRow):
    """What it is about and how sure we are; the figure and its source."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        about, figure = QWidget(), QWidget()
        super().__init__([about, figure], [2, 5], narrow=_NARROW, gap=14, parent=parent)
        left, right = QVBoxLayout(about), QVBoxLayout(figure)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
        chip = FlowRow(4)
        chip.add(Chip(sure_words(fact), _KINDS.get(fact.confidence, "neutral")))
        left.addWidget(Strong(fact.about))
        left.addWidget(chip)
        left.addStretch(1)
        right.addWidget(Body(fact.value))
        right.addWidget(_source(fact))
        right.addStretch(1)
        self.setAccessibleName(f"{fact.about}: {fact.value} ({sure_words(fact)})")


def sure_words(fact: Fact) -> str:
    """Assumed, or how well the sources carry the figure."""
    return _("Assumed") if fact.assumed else _(_SURE[fact.confidence])


def _source(fact: Fact) -> QWidget:
    if not _LINK.search(fact.source):
        return Muted(f"{fact.source} ({fact.on})")
    label = Rich(source_html(fact))
    label.setProperty("small", True)
    label.setOpenExternalLinks(True)
    links = Qt.TextInteractionFlag
    label.setTextInteractionFlags(links.LinksAccessibleByMouse | links.LinksAccessibleByKeyboard)
    said = _("Source: {source}, {day}").format(source=_LINK.sub("", fact.source), day=fact.on)
    label.setAccessibleName(said)
    return label


def source_html(fact: Fact) -> str:
    """Titles of sources as links to their pages, then the date."""
    parts = []
    for part in fact.source.split("; "):
        link = _LINK.search(part)
        title = escape(_LINK.sub("", part))
        parts.append(f'<a href="{escape(link[1])}">{title}</a>' if link else title)
    return f"{'; '.join(parts)} ({escape(fact.on)})"


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", True)
    return line
