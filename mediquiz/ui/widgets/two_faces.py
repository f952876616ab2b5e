"""The same content laid out twice: side by side where there is room, one above the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.placed import Placed


class TwoFaces(Placed):
    """Shows `wide` from a width on (at 100 % text) and `narrow` below it."""

    turned = Signal(bool)
    """The other face is shown; True when the one before had the focus."""

    def __init__(self, wide: QWidget, narrow: QWidget, turn: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turn, self._faces = turn, (wide, narrow)
        self.adopt(self._faces)
        self._face(0)

    def is_narrow(self, width: int) -> bool:
        """Whether there is too little room at this width."""
        return width < self._turn * size_of(self.font()) / 15

    def shown(self) -> int:
        """0 when the wide face is shown, 1 when the narrow one is."""
        return int(self._faces[0].isHidden())

    def _turn_to(self, number: int) -> None:
        """A face that is hidden with the focus in it would pass it to whatever comes next on the page."""
        inside = self._faces[self.shown()].focusWidget()
        had_focus = inside is not None and inside.hasFocus()
        if inside is not None and had_focus:
            inside.clearFocus()
        self._face(number)
        self.turned.emit(had_focus)

    def _face(self, number: int) -> None:
        """Show one and hide the other."""
        for place, face in enumerate(self._faces):
            if face.isHidden() == (place == number):
                face.setVisible(place == number)

    def heightForWidth(self, width: int) -> int:
        """What the face of that width needs."""
        # The widget is asked and not its layout item: the face of another width is hidden, and a hidden item is empty.
        face = self._faces[int(self.is_narrow(width))]
        return face.heightForWidth(width) if face.hasHeightForWidth() else face.sizeHint().height()

    def sizeHint(self) -> QSize:
        """The wide one."""
        return self._faces[0].sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the narrow one; its height says nothing about the wide one."""
        wide, narrow = (face.minimumSizeHint() for face in self._faces)
        return QSize(narrow.width(), min(wide.height(), narrow.height()))

    def place(self) -> None:
        """One face, over the whole area."""
        number = int(self.is_narrow(self.width()))
        if number != self.shown():
            self._turn_to(number)
        self._faces[number].setGeometry(0, 0, self.width(), self.height())
