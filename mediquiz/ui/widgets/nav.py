"""The sidebar: brand, certification card, pages. On the way to the first paint: keep the namespace Qt out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalMapper, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.signs import draw


class CertificationCard(Button):
    """Which exam one is preparing for, and when it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent=parent)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 11, 12, 11)
        column.setSpacing(2)
        self._name, self._when = QLabel(), QLabel()
        self._name.setObjectName("certName")
        self._when.setObjectName("certWhen")
        for label in (self._name, self._when):
            label.setWordWrap(True)
            column.addWidget(label)
        self.setToolTip(_("Change the exam or its date"))

    def show_words(self, name: str, when: str) -> None:
        """Name and date."""
        self._name.setText(name)
        self._when.setText(when)
        self._when.setVisible(bool(when))
        self.setAccessibleName(_("{exam}. {when}. Change the exam or its date").format(exam=name, when=when))

    def sizeHint(self) -> QSize:
        """What the words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the words need at least."""
        return self._column.minimumSize()


class NavButton(Button):
    """A page by its sign and its name."""

    plain = ink("plain")
    chosen = ink("chosen")

    def __init__(self, page: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "nav", parent=parent)
        self.page = page
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign stands at the left, in the room that the style sheet keeps free."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The style sheet gives lengths by the text: a name of 15 pixels has a sign of 18, 10 from the edge.
        unit = size_of(self.font()) / 15
        side = 18 * unit
        box = QRectF(10 * unit, (self.height() - side) / 2, side, side)
        draw(painter, self.page, box, self.chosen if self.isChecked() else self.plain)


class NavList(QWidget):
    """One button per page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, NavButton] = {}
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self._clicked)
        self._current = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def add(self, key: str, title: str, tip: str = "") -> None:
        """An entry at the end."""
        button = NavButton(key, title)
        button.setToolTip(tip)
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, key)
        self._buttons[key] = button
        self._column.addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark an entry as the page shown; none when the key is another list's."""
        self._current = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def button(self, key: str) -> Button:
        """An entry's button."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from entry to entry; only Enter, Space or a click opens one."""
        from PySide6.QtCore import Qt

        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        entries = list(self._buttons.values())
        at = next((place for place, entry in enumerate(entries) if entry.hasFocus()), None)
        if at is None or event.key() not in steps:
            super().keyPressEvent(event)
        else:
            entries[(at + steps[event.key()]) % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, key: str) -> None:
        # A click toggles the button; which entry is marked is for the window to say.
        self.set_current(self._current)
        self.chosen.emit(key)


class NavScroll(QScrollArea):
    """Lets the entries scroll when large text meets a low window. The style sheet sets its policies."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(content)


class Sidebar(QFrame):
    """The column at the left of the window."""

    chosen = Signal(str)
    certification_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Navigation"))
        self.certification = CertificationCard()
        self.top, self.bottom = NavList(), NavList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_brand())
        column.addWidget(self.certification)
        column.addSpacing(14)
        upper = QWidget()
        stack = QVBoxLayout(upper)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.top)
        stack.addStretch(1)
        column.addWidget(NavScroll(upper), 1)
        column.addWidget(self.bottom)
        self.top.chosen.connect(self.chosen)
        self.bottom.chosen.connect(self.chosen)
        self.certification.clicked.connect(self._certification_clicked)

    def set_current(self, key: str) -> None:
        """Mark the page shown."""
        self.top.set_current(key)
        self.bottom.set_current(key)

    def _certification_clicked(self) -> None:
        self.certification_clicked.emit()


def _brand() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    for name, text in (("brand", "Medi"), ("brandStrong", "Quiz")):
        label = QLabel(text)
        label.setObjectName(name)
        label.setIndent(0)
        row.addWidget(label)
    row.addStretch(1)
    return row
