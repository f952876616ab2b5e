"""The options of a question on the screen, as tests look at them: the one place that knows their widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest

from mediquiz.ui.widgets.option_rows import Row
from mediquiz.ui.widgets.question_card import QuestionCard
from mediquiz.ui.widgets.single_choice import SingleChoice


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """One option by where it stands, from the top."""

    area: SingleChoice
    index: int

    @property
    def _row(self) -> Row:
        return self.area.rows[self.index]

    @property
    def state(self) -> str:
        return self._row.state

    @property
    def letter(self) -> str:
        return self._row.letter

    @property
    def option_text(self) -> str:
        return self._row.text.text

    @property
    def reason(self) -> str:
        return self._row.reason.text

    def accessibleName(self) -> str:
        """What a screen reader hears."""
        return self._row.name

    def isChecked(self) -> bool:
        return self._row.chosen

    def geometry(self) -> QRect:
        """In the widget that paints all of them."""
        return self.area.rect_of(self.index)

    def visibleRegion(self) -> QRegion:
        """What of it is in view, from its own corner."""
        rect = self.geometry()
        return self.area.visibleRegion().intersected(rect).translated(-rect.topLeft())

    def whole(self) -> bool:
        """Whether all of it is in view."""
        return self.visibleRegion().boundingRect().size() == self.geometry().size()

    def click(self) -> None:
        """The left button, in its middle."""
        QTest.mouseClick(self.area, Qt.MouseButton.LeftButton, pos=self.geometry().center())

    def setFocus(self) -> None:
        self.area.focus_row(self.index)

    def hasFocus(self) -> bool:
        return self.area.hasFocus() and self.area.current == self.index

    def press(self, key: Qt.Key) -> None:
        """A key, with the focus on this option."""
        self.setFocus()
        QTest.keyClick(self.area, key)

    def near_bottom(self) -> QPoint:
        """A point in it that is not its middle."""
        return QPoint(self.geometry().center().x(), self.geometry().bottom() - 3)


def row(card: QuestionCard, index: int) -> OptionSeen:
    """An option by where it stands, from the top. Raises IndexError where there is none."""
    assert isinstance(card.area, SingleChoice)
    card.area.rows[index]
    return OptionSeen(card.area, index)
