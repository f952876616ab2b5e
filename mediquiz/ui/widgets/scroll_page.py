"""A page that scrolls: title, subtitle and rows of cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.labels import Subtitle, Title
from mediquiz.ui.widgets.responsive_row import ResponsiveRow
from mediquiz.ui.widgets.scrolled import Scrolled

_COLUMN = 864 + 2 * 32
"""Text column with the page's padding at 100 % text."""


class ScrollPage(QScrollArea):
    """Scrolls up and down. With `reading` the content is a column of comfortable width in the middle; with `narrow`
    it is as wide, but begins where every other page begins, so that the title does not jump."""

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        reading: bool = False,
        parent: QWidget | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = Scrolled()
        body.setObjectName("pageBody")
        # A maximum width on a child would make Qt guess its height wrong; the body itself may have one.
        body.setProperty("reading", reading)
        self.body = QVBoxLayout(body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self.title, self.subtitle = Title(title), Subtitle(subtitle)
        self._add_head()
        self.body.addStretch(1)
        self.setWidget(body)
        self.set_title(title, subtitle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page leaves the room at its right empty."""
        body = self.widget()
        if self._narrow and body is not None:
            spare = min(self.viewport().width(), body.maximumWidth()) - round(_COLUMN * _spread(self.font()))
            self.body.setContentsMargins(0, 0, max(0, spare), 0)
        super().resizeEvent(event)

    def _add_head(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        head.setContentsMargins(0, 0, 0, 4)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        self.body.addLayout(head)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Name the page."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setVisible(bool(title))
        self.subtitle.setVisible(bool(subtitle))

    def add(self, widget: QWidget) -> None:
        """Put a widget beneath what is there."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def add_row(self, widgets: Sequence[QWidget], stretches: Sequence[float] | None = None) -> ResponsiveRow:
        """Put widgets side by side; they stack when the page is narrow."""
        row = responsive_row(widgets, stretches)
        self.add(row)
        return row


def _spread(font: QFont) -> float:
    """How much wider a column is for larger text: half as much, like all spacing."""
    return (1 + size_of(font) / 15) / 2


def responsive_row(widgets: Sequence[QWidget], stretches: Sequence[float] | None = None) -> ResponsiveRow:
    """Columns that stack below about 860 pixels (at 100 % text)."""
    return ResponsiveRow(widgets, stretches)
