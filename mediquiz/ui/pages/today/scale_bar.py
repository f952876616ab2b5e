"""An interval on a named scale: what it is above, the ends of the scale and the passing mark beneath."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.labels import Muted


class ScaleBar(QWidget):
    """The bar of a score with all that one needs to read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.value = Muted(), Muted()
        self.bar = IntervalBar()
        self.start, self.cut, self.end = Muted(), Muted(), Muted()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(FlowRow([self.name, None, self.value]))
        column.addWidget(self.bar)
        column.addWidget(FlowRow([self.start, None, self.cut, None, self.end]))
        column.addStretch(1)

    def show_scale(self, name: str, value: str, interval: Interval, cut: str, said: str) -> None:
        """Show an interval; `said` is what a screen reader hears."""
        self.name.setText(name)
        self.value.setText(value)
        self.bar.show_interval(interval, _("{scale}: {value}").format(scale=name, value=said))
        self.start.setText(interval.say(interval.start))
        self.cut.setText(cut)
        self.end.setText(interval.say(interval.end))
