"""One best answer: options of which one is chosen, by mouse, by letters, by arrows and Space, by screen reader."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent

from mediquiz.domain.answers import Response, chosen, places_of
from mediquiz.domain.grading import LETTERS, Order
from mediquiz.domain.items import Item
from mediquiz.language import _
from mediquiz.ui.widgets import option_access
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.option_list import OptionList
from mediquiz.ui.widgets.presses import meant, shifted


class SingleChoice(OptionList):
    """Shows the options of one item and says which one the student wants.

    A letter that chooses leaves the focus where it is, unless a screen reader is running: that reads only what has the
    focus, so there the focus goes to the row, and the choice is heard.
    """

    _item: Item | None = None
    _order: Order = ()

    # --- what it shows ---------------------------------------------------------------------

    def ask(self, item: Item, order: Order) -> None:
        """A fresh item, open to be answered, with its options in this order."""
        self._item, self._order, self.is_open = item, order, True
        self.fill(LETTERS, [item.options[place].text for place in order])
        self._say_names()

    def give(self, response: Response, struck: Set[int] = frozenset()) -> None:
        """Show the response as it stands, and which options are struck out."""
        picked = places_of(response)
        for index, place in enumerate(self._order):
            self._show(index, place in picked, place in struck)

    def reveal(self, response: Response) -> None:
        """Close the item; show what is right, what was answered, and the reasons."""
        if self._item is None:
            return
        self.is_open = False
        self.give(response)
        for row, place in zip(self.rows, self._order, strict=True):
            row.right, row.reason.text = place in self._item.keys, self._item.options[place].why
        self.lay_out()
        self._say_names()

    def set_open(self, on: bool) -> None:
        """Whether an answer can still be given; a closed area can be focused and read."""
        if on != self.is_open:
            self.is_open = on
            self.lay_out()
            self._say_names()

    def set_strikeable(self, on: bool) -> None:
        """Whether options can be struck out here."""
        if on != self._strikeable:
            self._strikeable = on
            self.lay_out()

    def look_at(self, response: Response) -> list[QRect]:
        """Rectangles of this widget to bring into view after `reveal`: what is right, then what was answered."""
        picked = places_of(response)
        right = [index for index, row in enumerate(self.rows) if row.right]
        mine = [index for index, place in enumerate(self._order) if place in picked]
        return [self.rect_of(index) for index in (*right, *mine)]

    def _show(self, index: int, is_chosen: bool, is_struck: bool) -> None:
        row = self.rows[index]
        before = (row.chosen, row.state)
        row.chosen, row.struck = is_chosen, is_struck
        if (row.chosen, row.state) == before:
            return
        self.repaint_row(index)
        if QAccessible.isActive():
            option_access.say_name(self, index)
            if self.is_open and row.state != before[1] and "struck" in (row.state, before[1]):
                said = _("Option {letter} struck out") if row.state == "struck" else _("Option {letter} not struck out")
                announce(self, said.format(letter=row.letter))
            if row.chosen != before[0]:
                option_access.say_state(self, index, checked=True)

    def _say_names(self) -> None:
        if QAccessible.isActive():
            for index in range(len(self.rows)):
                option_access.say_name(self, index)
                option_access.say_state(self, index, readOnly=True)

    # --- what the student does -------------------------------------------------------------

    def choose_row(self, index: int) -> None:
        """The student wants this row."""
        if self.is_open:
            self.responded.emit(chosen(self._order[index]))

    def strike_row(self, index: int) -> None:
        """The student wants this row struck out, or back."""
        if self._can_strike():
            self.strike_toggled.emit(self._order[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses the row with the focus; the rest as from anywhere on the page."""
        if meant(event) == Qt.Key.Key_Space and self.rows and self.is_open:
            self.choose_row(self.current)
        elif not self.handle_key(event):
            event.ignore()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a letter, number or arrow key; False leaves it to the page."""
        key, shift = meant(event), shifted(event)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._step(1 if key == Qt.Key.Key_Down else -1)
        index = self._index_of(key, shift)
        if index is None or not self.is_open:
            return False
        (self.strike_row if shift else self.choose_row)(index)
        if QAccessible.isActive() or self.has_ring:
            self.focus_row(index)
        return True

    def take_ringed(self) -> None:
        """Choose the row that arrows led the ring to: what is seen to have the keys is what goes on with them.

        A ring that came with Tab alone stands on the first row of a question of which nothing was chosen yet.
        """
        if self.rows and self.is_open and self.walked and not self.rows[self.current].chosen:
            self.choose_row(self.current)

    def hints(self) -> list[tuple[str, tuple[str, ...]]]:
        """What its keys do, for the line under the item: (word, caps)."""
        if not self.rows:
            return []
        letters = ("A", "–", self.rows[-1].letter)
        strike = [(_("Strike out"), ("Shift", "+", *letters))] if self._strikeable else []
        return [(_("Choose"), letters), *strike]

    def _index_of(self, key: int, shift: bool) -> int | None:
        first = Qt.Key.Key_1 if not shift and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 else Qt.Key.Key_A
        index = key - first
        return index if 0 <= index < len(self.rows) else None

    def _step(self, step: int) -> bool:
        if not self.rows:
            return False
        at = self.current if self.hasFocus() else -1 if step > 0 else len(self.rows)
        self.focus_row((at + step) % len(self.rows), Qt.FocusReason.OtherFocusReason)
        self._walked = True
        return True
