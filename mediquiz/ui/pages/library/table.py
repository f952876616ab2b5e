"""The questions found, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import LibraryRow
from mediquiz.language import N_, _, n_
from mediquiz.ui.pages.library.filters import LEVELS, level_word
from mediquiz.ui.pages.library.hits import HitsDelegate
from mediquiz.ui.pages.library.marks import MarksDelegate, marks_of
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.rows import Column
from mediquiz.ui.widgets.table_view import TableView
from mediquiz.words.numbers import listed, out_of

QUESTION, TOPIC, LEVEL, DIFFICULTY, ANSWERS, MARKS = range(6)
_GIVE_WAY = (DIFFICULTY, LEVEL, TOPIC, ANSWERS)
"""Columns that go first when the table is narrow: the preview says the same."""
_QUESTION_WIDTH = 300
_TWO_LINES = 300
"""Below this width a question needs three lines to say what it asks."""
_ROOMY, _TOPIC_WIDE = 380, 200
_LEVEL_ORDER = tuple(LEVELS)


def answers(row: LibraryRow) -> str:
    """2 of 3; a dash before the first answer."""
    return out_of(row.right, row.answered) if row.answered else "–"


def answers_spoken(row: LibraryRow) -> str:
    """The same for the ear and the tip."""
    if not row.answered:
        return _("Not answered yet")
    text = n_("{{right}} of {n} answer right", "{{right}} of {n} answers right", row.answered)
    return text.format(right=row.right)


def _share(row: LibraryRow) -> tuple[float, int]:
    return (row.right / row.answered if row.answered else -1.0, row.answered)


def _marks(row: LibraryRow) -> str:
    return listed(marks_of(row))


def _marks_order(row: LibraryRow) -> tuple[bool, ...]:
    return (not row.flagged, not row.noted, not row.suspended)


def _level(row: LibraryRow) -> str:
    return level_word(row.level)


def _level_order(row: LibraryRow) -> int:
    return _LEVEL_ORDER.index(row.level) if row.level in LEVELS else len(LEVELS)


def _difficulty(row: LibraryRow) -> str:
    return out_of(row.difficulty, 5)


def _difficulty_order(row: LibraryRow) -> int:
    return row.difficulty


def _stem(row: LibraryRow) -> str:
    return row.stem


def _topic(row: LibraryRow) -> str:
    return row.topic_title


COLUMNS = (
    Column(title=N_("Question"), text=_stem),
    Column(title=N_("Topic"), text=_topic, width=120),
    Column(title=N_("Level"), text=_level, width=96, sort=_level_order),
    Column(title=N_("Difficulty"), text=_difficulty, width=74, sort=_difficulty_order),
    Column(title=N_("Right"), text=answers, width=72, sort=_share, tip=answers_spoken),
    Column(title=N_("Marks"), text=_marks, width=72, sort=_marks_order),
)


class LibraryTable(TableView):
    """Rows of two or three lines. Letters belong to the page, which has keys for what one does with a question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [replace(column, title=_(column.title)) for column in COLUMNS]
        columns[LEVEL] = replace(columns[LEVEL], sample=max(map(_, LEVELS.values()), key=len))
        super().__init__(columns, _("Questions found"), parent)
        self.setWordWrap(True)
        self.hits = HitsDelegate(self)
        self.setItemDelegateForColumn(QUESTION, self.hits)
        self.setItemDelegateForColumn(MARKS, MarksDelegate(self))

    def show_found(self, rows: Sequence[LibraryRow], needles: tuple[str, ...] = ()) -> None:
        """Show these rows and what was looked for; the question that was chosen stays chosen if it is among them."""
        self.hits.needles = needles
        chosen = self.chosen_row()
        at = self.verticalScrollBar().value()
        self.set_rows(rows)
        places = {row.item_id: n for n, row in enumerate(self.rows_model.rows())}
        if chosen is not None and chosen.item_id in places:
            self._choose_quietly(places[chosen.item_id])
            self.verticalScrollBar().setValue(at)
        else:
            self.scrollToTop()
            if chosen is not None:
                self.current_row.emit(None)

    def _choose_quietly(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows_model.index(number, 0), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Instead of jumping to a row that begins with the letter, leave it to the page."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        ours = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S)
        if plain and event.text().strip() and event.key() not in ours:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _share(self) -> None:
        """Columns give way before the question becomes unreadable."""
        self._give_way()
        super()._share()

    def _give_way(self) -> None:
        unit = size_of(self.font()) / 14
        wide = [self.width_of(column) / unit if column.width else 0 for column in self.rows_model.columns]
        room = self.viewport().width() / unit - sum(wide)
        for number in _GIVE_WAY:
            self.setColumnHidden(number, room < _QUESTION_WIDTH)
            room += wide[number] if room < _QUESTION_WIDTH else 0
        # A long topic has its line to itself where the question does not need the room.
        self.setColumnWidth(TOPIC, round((_TOPIC_WIDE if room > _ROOMY else wide[TOPIC]) * unit))
        self.verticalHeader().setDefaultSectionSize(round((62 if room < _TWO_LINES else 48) * unit))
