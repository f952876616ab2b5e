"""Rows of options to a screen reader: radio buttons in a group, though one widget paints them all.

What PySide6 6.11.3 allows, tried out: children that are no widgets are sound when they derive from QAccessibleWidget,
are entered into Qt's table by `registerAccessibleInterface` and taken out when their widget goes. A bare
QAccessibleInterface has no actions unless `interface_cast` is overridden, and an override that returns None or a number
crashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import ref

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget

from mediquiz.language import N_, _
from mediquiz.ui.widgets.accessible import tell_as
from mediquiz.ui.widgets.option_rows import row_at

if TYPE_CHECKING:
    from mediquiz.ui.widgets.option_list import OptionList

NAME = N_("Answer options")
_PRESS = QAccessibleActionInterface.pressAction()
_TOGGLE = QAccessibleActionInterface.toggleAction()
_ALL = QAccessible.RelationFlag.AllRelations
_FOCUS = QAccessibleActionInterface.setFocusAction()
_KEPT: dict[int, OptionsAccessible] = {}
"""Qt keeps bare pointers: what Python lets go of here would be used after it is gone."""


class RowAccessible(QAccessibleWidget):
    """One row. It has its own entry in Qt's table, so it must not answer for the widget of all rows.

    Whatever the base class would read from `object()` is therefore said here; left to the base, it crashes.
    """

    def __init__(self, area: OptionList, index: int) -> None:
        super().__init__(area, QAccessible.Role.RadioButton)
        self._held, self._index = ref(area), index

    @property
    def _area(self) -> OptionList:
        area = self._held()
        assert area is not None
        return area

    def isValid(self) -> bool:
        """Whether the item shown has so many options."""
        area = self._held()
        return area is not None and shiboken6.isValid(area) and self._index < len(area.rows)

    def object(self) -> QObject | None:  # type: ignore[override]
        """None: the widget is told as the group."""
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The group."""
        return QAccessible.queryAccessibleInterface(self._area) if self.isValid() else None

    def childCount(self) -> int:
        """None inside."""
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None inside."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None inside."""
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """None inside."""
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """None inside."""
        return -1

    def rect(self) -> QRect:
        """In pixels of the screen."""
        if not self.isValid():
            return QRect()
        rect = self._area.rows[self._index].rect
        return QRect(self._area.mapToGlobal(rect.topLeft()), rect.size())

    def text(self, kind: QAccessible.Text) -> str:
        """Letter, text and what became of it; the letter is its key."""
        if not self.isValid():
            return ""
        row = self._area.rows[self._index]
        if kind == QAccessible.Text.Accelerator:
            return row.letter if self._area.is_open else ""
        return row.name if kind == QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        """Checked also after the key is shown; read only once nothing can be chosen."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        area, row = self._area, self._area.rows[self._index]
        state.checkable, state.checked, state.readOnly = True, row.chosen, not area.is_open
        state.focusable, state.focused = True, area.hasFocus() and area.current == self._index
        state.invisible, state.offscreen = not area.isVisible(), not area.visibleRegion().intersects(row.rect)
        return state

    def window(self) -> QWindow | None:  # type: ignore[override]
        """That of the widget."""
        return self._area.window().windowHandle() if self.isValid() else None

    def relations(self, match: QAccessible.RelationFlag = _ALL) -> list[Any]:
        """None: the group says it all."""
        return []

    def foregroundColor(self) -> QColor:
        """Of the words."""
        return QColor(self._area.words) if self.isValid() else QColor()

    def backgroundColor(self) -> QColor:
        """Behind the words."""
        return QColor(self._area.surface) if self.isValid() else QColor()

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nobody writes here."""

    def actionNames(self) -> list[str]:
        """Choose it while that is possible; bring the focus to it always."""
        return [_PRESS, _FOCUS] if self.isValid() and self._area.is_open else [_FOCUS]

    def doAction(self, name: str) -> None:
        """As a click or a key would."""
        if not self.isValid():
            return
        if name == _FOCUS:
            self._area.focus_row(self._index)
        elif name in (_PRESS, _TOGGLE):
            self._area.choose_row(self._index)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """The letter."""
        return [self._area.rows[self._index].letter] if self.isValid() and name == _PRESS else []


class OptionsAccessible(QAccessibleWidget):
    """The group. It makes its rows once, ten at most, and hands them out as far as the item has options."""

    def __init__(self, area: OptionList) -> None:
        super().__init__(area, QAccessible.Role.Grouping, _(NAME))
        self._held, self._own = ref(area), id(area)
        self._rows: list[RowAccessible] = []
        self._ids: list[int] = []
        _KEPT[self._own] = self
        area.destroyed.connect(self._forget)

    @property
    def _area(self) -> OptionList:
        area = self._held()
        assert area is not None
        return area

    def childCount(self) -> int:
        """Options of the item shown."""
        return len(self._area.rows)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A row from the top; None beyond the last."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._rows) <= index:
            row = RowAccessible(self._area, len(self._rows))
            self._rows.append(row)
            self._ids.append(QAccessible.registerAccessibleInterface(row))
        return self._rows[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The row at a point of the screen."""
        return self.child(row_at(self._area.rows, self._area.mapFromGlobal(QPoint(x, y))))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Place of a row, -1 for anything else."""
        return next((index for index, row in enumerate(self._rows) if row is child), -1)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The row that keys act on."""
        return self.child(self._area.current) if self._area.hasFocus() else None

    def cut(self, count: int) -> None:
        """Let go of the rows beyond so many: Qt deletes them on our word and says so."""
        for number in self._ids[count:]:
            QAccessible.deleteAccessibleInterface(number)
        del self._ids[count:], self._rows[count:]

    def _forget(self) -> None:
        """The widget is gone: Qt deletes the group by itself."""
        self.cut(0)
        _KEPT.pop(self._own, None)


def say_focus(area: OptionList) -> None:
    """The focus is on the row at the cursor."""
    _say(area, QAccessible.Event.Focus, area.current)


def say_name(area: OptionList, index: int) -> None:
    """What a row says is different now."""
    _say(area, QAccessible.Event.NameChanged, index)


def say_count(area: OptionList, before: int) -> None:
    """There are more rows than before, or fewer."""
    if len(area.rows) < before and id(area) in _KEPT:
        _KEPT[id(area)].cut(len(area.rows))
    for index in range(before, len(area.rows)):
        _say(area, QAccessible.Event.ObjectCreated, index)


def say_state(area: OptionList, index: int, **changed: bool) -> None:
    """States of a row changed, by their names in QAccessible.State."""
    state = QAccessible.State()
    for name in changed:
        setattr(state, name, True)
    event = QAccessibleStateChangeEvent(area, state)
    event.setChild(index)
    QAccessible.updateAccessibility(event)


def _say(area: OptionList, kind: QAccessible.Event, index: int) -> None:
    event = QAccessibleEvent(area, kind)
    event.setChild(index)
    QAccessible.updateAccessibility(event)


tell_as("OptionList", OptionsAccessible)
