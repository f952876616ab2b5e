"""Choices to press: a card with a name and a sentence, or a short word. A sign says chosen, not the color alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalMapper, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.labels import Muted, Strong
from mediquiz.ui.widgets.paint import draw_sign


class Choice(Button):
    """A button that stays pressed. Space chooses; Enter is left to the page."""

    mark = ink("mark")
    onMark = ink("onMark")  # noqa: N815 - a Qt property
    outline = ink("outline")
    arrows_walk = True

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "choice", parent=parent)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button with an empty ring or a filled one with a check in front."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = size_of(self.font()) / 15
        ring = QRectF(12 * unit, self._ring_top(unit), 18 * unit, 18 * unit)
        painter.setPen(QPen(self.mark if self.isChecked() else self.outline, 1.5))
        painter.setBrush(self.mark if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self.isChecked():
            inset = 4 * unit
            draw_sign(painter, ring.adjusted(inset, inset, -inset, -inset), True, self.onMark)

    def _ring_top(self, unit: float) -> float:
        return self.height() / 2 - 9 * unit


class ChoiceCard(Choice):
    """A name and a sentence about it."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title, self._text = Strong(title), Muted(text)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        for label in (self._title, self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.setAccessibleName(f"{title}. {text}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._make_room()

    def _make_room(self) -> None:
        unit = size_of(self.font()) / 15
        self._column.setContentsMargins(round(42 * unit), round(12 * unit), round(16 * unit), round(12 * unit))

    def changeEvent(self, event: object) -> None:
        """Room for the sign follows the text size."""
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "_column"):
            self._make_room()

    def hasHeightForWidth(self) -> bool:
        """Text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped words."""
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """What the words need."""
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the words need at least."""
        return self._column.totalMinimumSize()

    def _ring_top(self, unit: float) -> float:
        return 13 * unit


class ChoiceRow(FlowRow):
    """Short choices side by side, of which one is in force (or none yet)."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__((), 8, parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, Choice] = {}
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self._clicked)
        for key, text in choices:
            self._add_choice(key, text, f"{name}: {text}")

    def _add_choice(self, key: str, text: str, spoken: str) -> None:
        button = Choice(text)
        button.setAccessibleName(spoken)
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, key)
        self._buttons[key] = button
        self.add(button)

    def button(self, key: str) -> Choice:
        """A choice's button."""
        return self._buttons[key]

    def current(self) -> str:
        """The choice in force, or nothing."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Put a choice in force without saying so; an unknown key leaves none."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def _clicked(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
