"""Surfaces that hold other widgets: card, top bar, side panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Heading


class Card(QFrame):
    """A white box with round corners, an optional heading and a column of content."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Padding comes from the style sheet, so that it can grow with the text.
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self.heading = Heading(heading, self)
        self.heading.setVisible(bool(heading))
        self.body.addWidget(self.heading)
        if heading:
            self.setAccessibleName(heading)

    def set_heading(self, text: str) -> None:
        """Name the card."""
        self.heading.setText(text)
        self.heading.setVisible(bool(text))
        self.setAccessibleName(text)

    def add_beside_heading(self, widget: QWidget) -> None:
        """Put a link or the like at the right of the heading; beneath it where there is no room."""
        # No higher than a heading, so that the headings of neighboring cards stay on one line.
        widget.setProperty("beside", True)
        self.body.insertWidget(0, FlowRow([self.heading, None, widget], 10))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget beneath what is there."""
        self.body.addWidget(widget, stretch)

    def add_row(self, widgets: Sequence[QWidget | None], spacing: int = 10) -> FlowRow:
        """Put widgets side by side; None is a spring. What finds no room goes on below."""
        row = FlowRow(widgets, spacing)
        self.body.addWidget(row)
        return row

    def add_stretch(self) -> None:
        """Push what follows to the bottom."""
        self.body.addStretch(1)


class TopBar(QFrame):
    """A strip across the top of a page (or the bottom, with edge="bottom")."""

    def __init__(self, edge: str = "top", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("edge", edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.row = FlowRow((), 16)
        column.addWidget(self.row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, *widgets: QWidget | None) -> None:
        """Add from left to right; None is a spring."""
        self.row.add(*widgets)


class SidePanel(QFrame):
    """A column beside the content, such as an exam's navigator; it scrolls when it must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(scroller)
        content = QWidget()
        content.setObjectName("sideContent")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addStretch(1)
        scroller.setWidget(content)

    def add(self, widget: QWidget) -> None:
        """Put a widget beneath what is there."""
        self.body.insertWidget(self.body.count() - 1, widget)


class Rule(QFrame):
    """A thin line between what belongs to a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted when Qt comes round to it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
