"""What a screen reader calls our widgets: headings, notifications, radio buttons, entries of the navigation, charts.

Imported once, by the base of all pages; the makers are asked only while a screen reader listens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import ref

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

from mediquiz.ui.widgets.accessible import tell_as

_Role = QAccessible.Role
_PRESS = QAccessibleActionInterface.pressAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()
_KEPT: dict[int, Told] = {}
"""Qt keeps bare pointers: what Python lets go of here would be used after it is gone."""


class Told(QAccessibleWidget):
    """A widget with a role of its own. What a label says is its name."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._held, self._own = ref(widget), id(widget)
        _KEPT[self._own] = self
        widget.destroyed.connect(self._forget)

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description as the widget gives them."""
        widget = self._held()
        if widget is None:
            return ""
        if kind == QAccessible.Text.Name and not widget.accessibleName() and isinstance(widget, QLabel):
            return widget.text()
        return super().text(kind)

    def _forget(self) -> None:
        _KEPT.pop(self._own, None)


class Pressed(Told):
    """A button that says which of several is in force."""

    def text(self, kind: QAccessible.Text) -> str:
        """Name as the button gives it, else its words."""
        button = self._held()
        if kind == QAccessible.Text.Name and isinstance(button, QAbstractButton) and not button.accessibleName():
            return button.text()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """Checked, as of any radio button; selected, as of an entry."""
        state, button = super().state(), self._held()
        if isinstance(button, QAbstractButton):
            state.checkable, state.checked = button.isCheckable(), button.isChecked()
            state.selectable, state.selected = button.isCheckable(), button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        """Press it, or bring the focus to it."""
        button = self._held()
        return [_PRESS, _FOCUS] if button is not None and button.isEnabled() else []

    def doAction(self, name: str) -> None:
        """As a click would."""
        button = self._held()
        if name == _PRESS and isinstance(button, QAbstractButton):
            button.click()
        elif name == _FOCUS and button is not None:
            button.setFocus()


class KeyPressed(Pressed):
    """A button with its key: one of several, something that is on, or plain. Which of these is said after it was made,
    and by then a screen reader may know it."""

    def role(self) -> QAccessible.Role:
        """As it stands now."""
        button = self._held()
        if not isinstance(button, QAbstractButton) or not button.isCheckable():
            return _Role.RadioButton if button is not None and button.property(ONE_OF) else _Role.Button
        return _Role.RadioButton if button.property(ONE_OF) else _Role.CheckBox


def _button(button: QAbstractButton) -> QAccessibleInterface | None:
    """Of the plain buttons only the pages; all others are told well by Qt."""
    return Pressed(button, _Role.PageTab) if button.property("kind") == "nav" else None


ONE_OF = "oneOf"
"""Property of a button that is pressed instead of others: how sure, which set."""


def _as(role: QAccessible.Role, how: Callable[..., Told] = Told) -> Callable[[Any], QAccessibleInterface]:
    return partial(how, role=role)


for _names, _role in (
    (("Title", "Heading"), _Role.Heading),
    (("Banner", "Notice"), _Role.Notification),
    (("ThinProgress", "ScoreBar", "DayRing"), _Role.ProgressBar),
    (("Chart", "IntervalBar", "ScaleBar", "ReliabilityChart"), _Role.Chart),
    (("Navigator", "MonthGrid"), _Role.List),
):
    for _name in _names:
        tell_as(_name, _as(_role))
tell_as("KeyButton", _as(_Role.Button, KeyPressed))
tell_as("Choice", _as(_Role.RadioButton, Pressed))
tell_as("Button", _button)
