"""A question: stem, picture, and the area in which it is answered."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediquiz.domain.answers import Response
from mediquiz.domain.folding import spans
from mediquiz.domain.grading import Order
from mediquiz.domain.items import Item, Kind
from mediquiz.language import _
from mediquiz.ui.widgets.answer_area import AnswerArea
from mediquiz.ui.widgets.answer_areas import AREAS
from mediquiz.ui.widgets.labels import Stem


class QuestionCard(QWidget):
    """Shows one question at a time and says what the student does; decides nothing.

    Places are those of the author's order. An area is made for the first item of its kind and kept for the next ones.
    """

    responded = Signal(object)
    """The student wants this Response to stand; it stands once `give` says so."""
    strike_toggled = Signal(int)
    """The student wants the option at this place struck out, or back."""
    focus_moved = Signal(QRect)
    """The focus is on this part of the card now: bring it into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._areas: dict[Kind, AnswerArea] = {}
        self._strikeable = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.picture, self.stem = QLabel(self), Stem("", self)
        self.picture.hide()
        self._column.addWidget(self.stem)
        self._column.addWidget(self.picture)
        self._column.addSpacing(8)
        self.area = self._area_of(Kind.SINGLE)

    # --- what it shows ---------------------------------------------------------------------

    def ask(self, item: Item, order: Order) -> None:
        """A fresh question, open to be answered, with its options in this order."""
        self.setUpdatesEnabled(False)
        self.stem.setText(item.stem)
        self.setAccessibleName(_("Question: {stem}").format(stem=item.stem))
        self.show_picture(None)
        self._use(self._area_of(item.kind))
        self.area.ask(item, order)
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

    def give(self, response: Response, struck: Set[int] = frozenset()) -> None:
        """Show the response as it stands, and which options are struck out."""
        self.area.give(response, struck)

    def reveal(self, response: Response) -> None:
        """Close the question; show what is right, what was answered, and the reasons."""
        self.area.reveal(response)

    def set_open(self, on: bool) -> None:
        """Whether an answer can still be given."""
        self.area.set_open(on)

    def set_strikeable(self, on: bool) -> None:
        """Whether options can be struck out here."""
        self._strikeable = on
        for area in self._areas.values():
            area.set_strikeable(on)

    def mark(self, needles: tuple[str, ...]) -> None:
        """Set off words that were looked for, folded, in what is shown now."""
        self.stem.mark(spans(self.stem.text(), needles))
        self.area.mark(needles)

    def hints(self) -> list[tuple[str, tuple[str, ...]]]:
        """What the keys of this question do: (word, caps)."""
        return self.area.hints()

    def look_at(self, response: Response) -> list[QRect]:
        """Rectangles of the card to bring into view after `reveal`: what is right, then what was answered."""
        corner = self.area.pos()
        return [rect.translated(corner) for rect in self.area.look_at(response)]

    # --- input -----------------------------------------------------------------------------

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a key of the question; a screen passes on the keys that nothing else took."""
        if event.isAutoRepeat() and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Held down it would strike an option out and bring it back by turns.
            return True
        return self.area.handle_key(event)

    def take_ringed(self) -> None:
        """Before Enter goes on: what the focus ring is on is what the student wants."""
        self.area.take_ringed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys work wherever the focus is inside the card."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def _focus_moved(self, rect: QRect) -> None:
        self.focus_moved.emit(rect.translated(self.area.pos()))

    # --- areas -----------------------------------------------------------------------------

    def _area_of(self, kind: Kind) -> AnswerArea:
        if kind not in self._areas:
            area = AREAS[kind](self)
            area.set_strikeable(self._strikeable)
            area.responded.connect(self.responded)
            area.strike_toggled.connect(self.strike_toggled)
            area.focus_moved.connect(self._focus_moved)
            self._column.addWidget(area)
            self._areas[kind] = area
        return self._areas[kind]

    def _use(self, area: AnswerArea) -> None:
        if area is not self.area:
            self.area.hide()
            self.area = area
            area.show()
