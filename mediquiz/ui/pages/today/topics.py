"""Where the most points are still to be won."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import TopicRow
from mediquiz.language import _, passing_percent, percent
from mediquiz.ui.parts.intervals import with_mark
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Body, Cell, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.two_faces import TwoFaces
from mediquiz.words.numbers import band_range, of_exam
from mediquiz.words.readiness import label

_TURN = 400


class WeakestCard(Card):
    """Topics that the model calls weak, most to gain first, each with a button to practice it."""

    practice = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        name = _("Weakest topics on this exam")
        super().__init__(name, parent)
        columns = [GridColumn(_("Topic"), 3), GridColumn(_("Weight")), GridColumn(_("Mastery"), 5), GridColumn()]
        self.grid = RowGrid(columns, name)
        self.stack = RowGrid([GridColumn(stretch=1)], name)
        self.faces = TwoFaces(self.grid, self.stack, _TURN)
        self.empty = Body(
            _("No topic is clearly below the passing mark yet. It takes about eight answers in a topic to say so.")
        )
        self.add(self.faces)
        self.add(self.empty)
        self.add_stretch()

    def show_topics(self, topics: Sequence[TopicRow], cut: float) -> None:
        """Show them in the order given."""
        self.grid.set_rows([self._row(topic, cut) for topic in topics])
        self.stack.set_rows([[self._stacked(topic, cut)] for topic in topics])
        self.faces.setVisible(bool(topics))
        self.empty.setVisible(not topics)

    def _row(self, topic: TopicRow, cut: float) -> list[str | QWidget]:
        return [topic.title, percent(topic.weight), mastery(topic, cut), self._button(topic)]

    def _stacked(self, topic: TopicRow, cut: float) -> QWidget:
        """A row for a narrow card: name, bar, weight with the button."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Cell(topic.title))
        column.addWidget(mastery(topic, cut))
        column.addWidget(FlowRow([Muted(of_exam(topic.weight)), None, self._button(topic)]))
        return holder

    def _button(self, topic: TopicRow) -> Button:
        button = ghost(_("Practice"), small=True)
        button.setAccessibleName(_("Practice {topic}").format(topic=topic.title))
        button.clicked.connect(partial(self._practice, topic.id))
        return button

    def _practice(self, topic: str) -> None:
        self.practice.emit(topic)


def mastery(topic: TopicRow, cut: float) -> QWidget:
    """The interval bar of a topic that the model calls weak."""
    assert topic.band is not None, "only a measured topic is called weak"
    bar = IntervalBar(topic.title)
    said = _("{label}, likely between {range}; passing mark {cut}").format(
        label=label(topic.label),
        range=band_range(topic.band, cut),
        cut=passing_percent(cut),
    )
    bar.show_interval(with_mark(topic.band, cut), said)
    return bar
