"""One best answer: a column of rows, of which one is chosen by mouse, by letter or number, or by arrows and Space."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QRect, QSignalMapper, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.answers import NO_ANSWER, Chosen, Response, places_of
from mediquiz.domain.grading import LETTERS, Order
from mediquiz.domain.items import Item
from mediquiz.ui.widgets.answer_area import AnswerArea
from mediquiz.ui.widgets.option_row import OptionRow

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class OptionColumn(AnswerArea):
    """Rows are kept and reused, so that the next question paints without building anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OptionRow] = []
        self._item: Item | None = None
        self._order: Order = ()
        self._open, self._strikeable = True, True
        self._clicks, self._strikes = QSignalMapper(self), QSignalMapper(self)
        self._clicks.mappedInt.connect(self._row_clicked)
        self._strikes.mappedInt.connect(self._row_strike_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    # --- what it shows ---------------------------------------------------------------------

    def ask(self, item: Item, order: Order) -> None:
        """A fresh item, open to be answered, with its options in this order."""
        self._item, self._order, self._open = item, order, True
        for index, place in enumerate(order):
            self._row(index).show_option(LETTERS[index], item.options[place].text)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(order))
        self.give(NO_ANSWER)

    def give(self, response: Response, struck: Set[int] = frozenset()) -> None:
        """Show the response as it stands, and which options are struck out."""
        picked = places_of(response)
        for row, place in self._shown():
            row.set_open(self._open, self._strikeable)
            row.set_state("selected" if place in picked else "struck" if place in struck else "plain")

    def reveal(self, response: Response) -> None:
        """Close the item; show what is right, what was answered, and the reasons."""
        assert self._item is not None
        self.set_open(False)
        picked = places_of(response)
        for row, place in self._shown():
            option = self._item.options[place]
            row.set_state(*_revealed(option.key, place in picked, option.why))

    def set_open(self, on: bool) -> None:
        """Whether an answer can still be given; a closed row can be focused and read."""
        self._open = on
        for row in self._rows:
            row.set_open(on, self._strikeable)

    def set_strikeable(self, on: bool) -> None:
        """Whether options can be struck out here."""
        self._strikeable = on
        for row in self._rows:
            row.set_open(self._open, on)

    def look_at(self, response: Response) -> list[QRect]:
        """The rows of the key, then those that were chosen."""
        assert self._item is not None
        places = (*self._item.keys, *places_of(response))
        return [self.row(self._order.index(place)).geometry() for place in places]

    def row(self, index: int) -> OptionRow:
        """One of the rows now shown, from the top."""
        return self._rows[: len(self._order)][index]

    def _shown(self) -> list[tuple[OptionRow, int]]:
        """The rows now shown with the places of their options."""
        return list(zip(self._rows, self._order, strict=False))

    # --- input -----------------------------------------------------------------------------

    def hints(self) -> list[tuple[str, tuple[str, ...]]]:
        """Letters choose, with Shift they strike out."""
        last = LETTERS[len(self._order) - 1]
        strike = [("Strike out", ("Shift", "+", "A", "–", last))] if self._strikeable else []
        return [("Choose", ("A", "–", last)), *strike]

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a letter, number or arrow key."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._move_focus(1 if event.key() == Qt.Key.Key_Down else -1)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        index = self._index_of(event.key(), shift)
        if index is None or event.modifiers() & ~_PLAIN or not self._open:
            return False
        if shift:
            self._row_strike_wanted(index)
        else:
            self._row_clicked(index)
        return True

    def _index_of(self, key: int, shift: bool) -> int | None:
        index = key - Qt.Key.Key_A
        if not 0 <= index < len(self._order) and not shift:
            index = key - Qt.Key.Key_1
        return index if 0 <= index < len(self._order) else None

    def _move_focus(self, step: int) -> bool:
        shown = [row for row, _ in self._shown()]
        if not shown:
            return False
        at = next((i for i, row in enumerate(shown) if row.hasFocus()), -1 if step > 0 else len(shown))
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _row_clicked(self, index: int) -> None:
        if self._open:
            self.responded.emit(Chosen((self._order[index],)))

    def _row_strike_wanted(self, index: int) -> None:
        if self._open and self._strikeable:
            self.strike_toggled.emit(self._order[index])

    def _row(self, index: int) -> OptionRow:
        while len(self._rows) <= index:
            row, at = OptionRow(parent=self), len(self._rows)
            row.clicked.connect(self._clicks.map)
            row.strike_wanted.connect(self._strikes.map)
            self._clicks.setMapping(row, at)
            self._strikes.setMapping(row, at)
            self._column.addWidget(row)
            self._rows.append(row)
        return self._rows[index]


def _revealed(is_key: bool, picked: bool, reason: str) -> tuple[str, str, str]:
    if is_key:
        return "right", reason, "Your answer" if picked else "Right answer"
    return ("wrong", reason, "Your answer") if picked else ("plain", reason, "")
