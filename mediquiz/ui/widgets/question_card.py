"""A question: picture, stem and options, worked by mouse or by letter keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalMapper, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediquiz.ui.widgets.labels import Stem
from mediquiz.ui.widgets.option_row import OptionRow

LETTERS = "ABCDEFGHIJ"


class QuestionCard(QWidget):
    """Shows one question at a time and says what the student does; decides nothing.

    Rows are kept and reused, so the next question paints without building anything.
    """

    chosen = Signal(int)
    strike_toggled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OptionRow] = []
        self._count, self._selected, self._struck = 0, frozenset[int](), set[int]()
        self._open, self._strikeable = True, True
        self._clicks, self._strikes = QSignalMapper(self), QSignalMapper(self)
        self._clicks.mappedInt.connect(self._row_clicked)
        self._strikes.mappedInt.connect(self._row_strike_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.picture, self.stem = QLabel(self), Stem("", self)
        self.picture.hide()
        self._column.addWidget(self.stem)
        self._column.addWidget(self.picture)
        self._column.addSpacing(8)

    # --- what it shows ---------------------------------------------------------------------

    def show_question(self, stem: str, options: Sequence[str], letters: Sequence[str] | None = None) -> None:
        """A fresh question, open to be answered. Without letters: A, B, C and so on."""
        self.setUpdatesEnabled(False)
        self.stem.setText(stem)
        self.setAccessibleName(f"Question: {stem}")
        self.show_picture(None)
        self._count, self._open, self._struck, self._selected = len(options), True, set(), frozenset()
        for index, text in enumerate(options):
            self._row(index).show_option((letters or LETTERS)[index], text)
        for index, row in enumerate(self._rows):
            row.setVisible(index < self._count)
        self._paint_states()
        self.setUpdatesEnabled(True)

    def show_picture(self, picture: QPixmap | None, description: str = "") -> None:
        """A picture under the stem, with its description for who cannot see it."""
        self.picture.setVisible(picture is not None)
        if picture is None:
            return
        room = QSize(min(picture.width(), 640), min(picture.height(), 320))
        smooth = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        self.picture.setAccessibleName(description)

    def select(self, index: int | None) -> None:
        """Show which option is chosen; None for none."""
        self.select_many(() if index is None else (index,))

    def select_many(self, indexes: Iterable[int]) -> None:
        """Show several as chosen, for questions with more than one right answer."""
        self._selected = frozenset(indexes)
        self._paint_states()

    def strike(self, index: int, on: bool) -> None:
        """Strike an option out or bring it back."""
        (self._struck.add if on else self._struck.discard)(index)
        self._paint_states()

    def set_strikeable(self, on: bool) -> None:
        """Whether options can be struck out here."""
        self._strikeable = on
        for row in self._rows:
            row.set_open(self._open, on)

    def set_open(self, on: bool) -> None:
        """Whether an answer can still be given."""
        self._open = on
        for row in self._rows:
            row.set_open(on, self._strikeable)

    def reveal(self, key: int | Iterable[int], chosen: int | Iterable[int] | None, reasons: Sequence[str] = ()) -> None:
        """Close the question and show what is right, what was chosen and why."""
        self.set_open(False)
        keys, picked = _as_set(key), _as_set(chosen)
        for index, row in enumerate(self._rows[: self._count]):
            reason = reasons[index] if index < len(reasons) else ""
            row.set_state(*_revealed(index in keys, index in picked, reason))

    def row(self, index: int) -> OptionRow:
        """One of the rows now shown."""
        return self._rows[: self._count][index]

    # --- input -----------------------------------------------------------------------------

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a letter, number or arrow key; a screen passes on the keys that nothing else took."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._move_focus(1 if event.key() == Qt.Key.Key_Down else -1)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        index = self._index_of(event.key(), shift)
        if index is None or not plain or not self._open:
            return False
        if shift:
            self._row_strike_wanted(index)
        else:
            self.chosen.emit(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys work wherever the focus is inside the card."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def _index_of(self, key: int, shift: bool) -> int | None:
        names = [row.letter for row in self._rows[: self._count]]
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        if letter in names:
            return names.index(letter)
        number = key - Qt.Key.Key_1
        return number if not shift and 0 <= number < self._count else None

    def _move_focus(self, step: int) -> bool:
        if not self._count:
            return False
        shown = self._rows[: self._count]
        at = next((i for i, row in enumerate(shown) if row.hasFocus()), -1 if step > 0 else self._count)
        shown[(at + step) % self._count].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _row_clicked(self, index: int) -> None:
        if self._open:
            self.chosen.emit(index)

    def _row_strike_wanted(self, index: int) -> None:
        if self._open and self._strikeable:
            self.strike_toggled.emit(index)

    # --- rows ------------------------------------------------------------------------------

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

    def _paint_states(self) -> None:
        for index, row in enumerate(self._rows[: self._count]):
            row.set_open(self._open, self._strikeable)
            state = "selected" if index in self._selected else "struck" if index in self._struck else "plain"
            row.set_state(state)


def _as_set(value: int | Iterable[int] | None) -> frozenset[int]:
    if value is None:
        return frozenset()
    return frozenset((value,)) if isinstance(value, int) else frozenset(value)


def _revealed(is_key: bool, picked: bool, reason: str) -> tuple[str, str, str]:
    if is_key:
        return "right", reason, "Your answer" if picked else "Right answer"
    return ("wrong", reason, "Your answer") if picked else ("plain", reason, "")
