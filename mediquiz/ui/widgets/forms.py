"""Form fields that need a little more than the style sheet."""

from __future__ import annotations

import unicodedata
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from mediquiz.ui.widgets.labels import Body, Muted

T = TypeVar("T")


class DropDown(QComboBox):
    """A combo box that a scrolling page leaves alone, and that says what is chosen while it holds nothing too."""

    _label: QLabel | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def chosen(self, otherwise: T) -> T:
        """The data of the entry on show; `otherwise` where there is none, or it has none."""
        found = self.currentData()
        return otherwise if found is None else cast(T, found)

    def call(self, name: str) -> None:
        """Name it. On Linux Qt tells a screen reader the choice as the name of the box, but passes on the words of a
        label that belongs to it, seen or not."""
        self.setAccessibleName(name)
        if self._label is None:
            self._label = QLabel(self.parentWidget() or self)
            self._label.hide()
            self._label.setBuddy(self)
        self._label.setText(name)

    def event(self, event: QEvent) -> bool:
        """The label goes where the box goes: Qt looks for it among the children of the same parent."""
        if event.type() == QEvent.Type.ParentChange and self._label is not None:
            self._label.setParent(self.parentWidget() or self)
            self._label.hide()
        return super().event(event)

    def showPopup(self) -> None:
        """The list is as wide as its longest entry, whatever the box is."""
        view = self.view()
        wide = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 2 * view.frameWidth() + 10
        view.setMinimumWidth(min(wide, self.screen().availableSize().width() - 20))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only while its list is open, which takes the wheel itself."""
        event.ignore()


class Amount(QSpinBox):
    """A spin box that a scrolling page neither changes nor gives the focus."""

    def __init__(self, low: int = 0, high: int = 99, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(low, high)
        self.setSuffix(suffix)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(9, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits of any script are typed as ours: they are what the student's keyboard has."""
        typed = event.text()
        if typed.isdecimal() and not typed.isascii():
            plain = "".join(str(unicodedata.decimal(one)) for one in typed)
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), plain, event.isAutoRepeat(), len(plain))
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Keys and buttons change it; the wheel scrolls the page."""
        event.ignore()


class Field(QWidget):
    """A label above its control, and a hint beneath. Above, so that 200 % text still fits."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.control = control
        name: QLabel = Body(label)
        name.setBuddy(control)
        column.addWidget(name)
        column.addWidget(control)
        if hint:
            column.addWidget(Muted(hint))
            control.setAccessibleDescription(hint)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
