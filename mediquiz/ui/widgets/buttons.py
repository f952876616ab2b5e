"""Buttons: primary, ghost, danger, quiet; each also small."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mediquiz.ui.widgets.ink import ink, set_kind


class Button(QPushButton):
    """A push button that also answers Enter and shows a ring when the keyboard brings focus."""

    ring = ink("ring")
    ringGap = ink("ringGap")  # noqa: N815 - a Qt property, written so in the style sheet
    arrows_walk = False
    """Whether arrows go to the next button: only within choices that stand in a row."""

    def __init__(
        self, text: str = "", kind: str = "primary", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._ringed = False
        self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        self.setAutoDefault(True)

    def set_kind(self, kind: str) -> None:
        """Turn into another kind of button."""
        set_kind(self, "kind", kind)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        # Imported here, as what it needs is slow to load and a button is on the way to the first paint.
        from mediquiz.ui.widgets.paint import came_by_key

        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that is held down acts once: what it led to may have a button at the same place.

        Arrows are the page's: Qt would walk with them from button to button, whatever that one does.
        """
        from PySide6.QtCore import Qt

        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.arrows_walk:
            event.ignore()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self.autoDefault():
            # Some desktops let Enter press any button.
            event.ignore()
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is no key: the ring goes, also where Tab had brought it."""
        self._ringed = False
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then the ring with a gap that keeps it apart from the fill."""
        super().paintEvent(event)
        if self.hasFocus() and self._ringed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw_ring(painter)

    def draw_ring(self, painter: QPainter) -> None:
        """The ring round the whole button."""
        from mediquiz.ui.widgets.paint import stroke_round

        area = QRectF(self.rect())
        stroke_round(painter, area.adjusted(2, 2, -2, -2), 6, self.ringGap, 1.5)
        stroke_round(painter, area, 8, self.ring, 2)


def by_mouse(widget: QWidget | None) -> bool:
    """Whether a click brought the focus to this button: then no ring is to follow from what it does."""
    return isinstance(widget, Button) and not widget._ringed


def primary(text: str) -> Button:
    """The one thing to do on a card."""
    return Button(text)


def ghost(text: str, small: bool = False) -> Button:
    """Something else that one may do."""
    return Button(text, "ghost", small)


def danger(text: str, small: bool = False) -> Button:
    """Something that cannot be taken back."""
    return Button(text, "danger", small)


def leave_enter(*buttons: QPushButton) -> None:
    """Enter goes on with the page wherever the focus is; Space presses these."""
    for button in buttons:
        button.setAutoDefault(False)


def by_tab_only(*buttons: Button) -> None:
    """A click leaves the keys with the question, so that Enter still means "next"."""
    # Imported here: the namespace Qt is slow to load, and a button is on the way to the first paint.
    from PySide6.QtCore import Qt

    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
