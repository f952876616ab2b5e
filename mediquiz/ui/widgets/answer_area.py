"""Where an item is answered: what every kind's widget can do, whatever it looks like."""

from __future__ import annotations

from collections.abc import Set
from typing import ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mediquiz.domain.answers import Response
from mediquiz.domain.grading import Order
from mediquiz.domain.items import Item


class AnswerArea(QWidget):
    """One kind of item, shown and answered. It shows what it is told and says what the student does; decides nothing.

    Places are those of the author's order throughout; only the area knows where on the screen they stand. A subclass is
    made once and asked many items, so that the next one paints without building anything.
    """

    responded: ClassVar[Signal] = Signal(object)
    """The student wants this Response to stand; it stands once `give` says so."""
    strike_toggled: ClassVar[Signal] = Signal(int)
    """The student wants the option at this place struck out, or back."""
    focus_moved: ClassVar[Signal] = Signal(QRect)
    """The keys act on this rectangle of the area now; a page that scrolls brings it into view."""

    def ask(self, item: Item, order: Order) -> None:
        """A fresh item, open to be answered, with its options in this order."""
        raise NotImplementedError

    def give(self, response: Response, struck: Set[int] = frozenset()) -> None:
        """Show the response as it stands, and which options are struck out."""
        raise NotImplementedError

    def reveal(self, response: Response) -> None:
        """Close the item; show what is right, what was answered, and the reasons."""
        raise NotImplementedError

    def set_open(self, on: bool) -> None:
        """Whether an answer can still be given; a closed area can be focused and read."""
        raise NotImplementedError

    def set_strikeable(self, on: bool) -> None:
        """Whether options can be struck out here."""
        raise NotImplementedError

    def mark(self, needles: tuple[str, ...]) -> None:
        """Set off what was looked for, folded, in what is shown now. An area of few words need not."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a key that nothing inside took; False leaves it to the page."""
        raise NotImplementedError

    def take_ringed(self) -> None:
        """Let the student want what the focus ring is on, before Enter goes on."""
        raise NotImplementedError

    def hints(self) -> list[tuple[str, tuple[str, ...]]]:
        """What its keys do, for the line under the item: (word, caps)."""
        raise NotImplementedError

    def look_at(self, response: Response) -> list[QRect]:
        """Rectangles of this widget to bring into view after `reveal`: what is right, then what was answered."""
        raise NotImplementedError
