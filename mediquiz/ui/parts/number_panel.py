"""The side panel with the numbers of many questions: the grid scrolls, what is said beneath it stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mediquiz.ui.widgets.card import SidePanel
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.labels import Heading, Muted
from mediquiz.ui.widgets.navigator import Navigator, QuestionCell

_QUESTION = 300
"""Pixels at 100 % text that a question needs beside the panel."""


class NumberPanel(SidePanel):
    """Heading, numbers, a line of text."""

    jumped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.navigator, self.foot = Heading(), Navigator(), Muted()
        self.add(self.navigator)
        self._scroller = cast("QScrollArea", self.findChild(QScrollArea))
        outer = self._outer = cast("QVBoxLayout", self.layout())
        outer.setSpacing(12)
        outer.insertWidget(0, self.heading)
        outer.setStretchFactor(self._scroller, 1000)
        outer.addWidget(self.foot)
        outer.addStretch(1)
        self.navigator.jumped.connect(self.jumped)
        self._current, self._low = 0, False
        self.navigator.installEventFilter(self)
        self._scroller.viewport().installEventFilter(self)

    def fit_window(self, window: int) -> bool:
        """300 wide at 100 % text, growing with it, but never much of the window: the question comes first.

        False where not even three numbers fit beside each other, or the question would be squeezed; keys and the place
        in the bar have to do then.
        """
        text = size_of(self.font()) / 15
        wanted = round(min(300 * text, max(240, window * 0.31)))
        inner = wanted - 2 * round(10 * (1 + text)) - 1
        # In the style sheet, because the theme gives side panels a width of their own.
        sheet = f"NumberPanel {{ min-width: {inner}px; max-width: {inner}px; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        return inner >= self.navigator.minimumSizeHint().width() and window - wanted >= _QUESTION * text

    def show_cells(self, heading: str, cells: Sequence[QuestionCell], current: int) -> None:
        """Show a whole set; the current number is scrolled into sight."""
        self.heading.setText(heading)
        self.navigator.show_cells(cells, current)
        self._current = current
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The grid or its window has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._place_foot(self.height() < 330 * size_of(self.font()) / 15)
        height = self.navigator.heightForWidth(self.navigator.width())
        self.navigator.setMinimumHeight(height)
        # No higher than its numbers, so that the line beneath follows them at once.
        self._scroller.setMaximumHeight(height if not self._low else 16_777_215)
        box = self.navigator.cell_box(self._current)
        self._scroller.ensureVisible(box.center().x(), box.center().y(), 0, box.height())

    def _place_foot(self, low: bool) -> None:
        """In a low window the line beneath scrolls with the numbers, which would have no room otherwise."""
        if low != self._low:
            self._low = low
            if low:
                self.add(self.foot)
            else:
                self._outer.insertWidget(2, self.foot)
