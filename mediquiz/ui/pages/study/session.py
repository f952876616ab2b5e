"""A question on the screen with everything round it. Shows what it is told and says what the student does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from mediquiz.domain.answers import Response
from mediquiz.domain.summaries import ShownItem
from mediquiz.language import _
from mediquiz.ui.pages.study.bar import CONFIDENCE_KEYS, AnswerBar
from mediquiz.ui.pages.study.extras import StudyExtras
from mediquiz.ui.pages.study.top import SessionTop
from mediquiz.ui.parts.item_marks import MarkControls
from mediquiz.ui.widgets.buttons import leave_enter
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.presses import BOUNCE_MS, meant, shifted
from mediquiz.ui.widgets.question_card import QuestionCard

_COLUMN, _SIDE = 840, 60
"""Width of the column and the room beside it at 100 % text, as drawn for a page 1072 wide."""
_PAGE = 1072
_SMALL = 520
"""Below this width at 100 % text, room is kept for the question itself."""


class _Body(QWidget):
    """Tells when what it holds wants another height."""

    resized = Signal()

    def event(self, event: QEvent) -> bool:
        """A question with longer text, or reasons that were not there before."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done


class SessionPane(QWidget):
    """Top strip, question, bar. The bar stands at the bottom, however long the question is and whatever is said of it:
    a second click where Check was must not meet anything else.

    The pane places its three parts itself: that is how the question scrolls while Next is always in reach.
    """

    touched = Signal()
    """A key, a scroll, a word written: the student is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Practice session"))
        self.marks = MarkControls.make()
        self.top = SessionTop(self.marks, self)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = AnswerBar(self)
        self._top, self._measures, self._entered = 0, (0, 0, 0, 0), 0
        self._body, self.card, self.extras = _Body(), QuestionCard(), StudyExtras(self.marks)
        self.back = self.extras.back
        marks = self.marks
        leave_enter(self.back, marks.flag, marks.note, marks.report, marks.suspend, marks.notice.button, self.top.end)
        leave_enter(self.bar.button, *self.bar.confidences)
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(12)
        self._column.addWidget(self.card)
        self._column.addWidget(self.extras)
        self._column.addStretch(1)
        self.area.setWidget(self._body)
        self._body.resized.connect(self._place_question)
        self.area.verticalScrollBar().valueChanged.connect(self.touched)
        self.marks.box.lines.textChanged.connect(self.touched)
        self.card.focus_moved.connect(self.touched)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.card.focus_moved.connect(self._option_focused)

    # --- what it shows ---------------------------------------------------------------------

    def show_question(self, shown: ShownItem) -> None:
        """A fresh question."""
        # First of all: a button that is about to be disabled or hidden would pass focus to who knows where.
        self.take_focus()
        self.card.ask(shown.item, shown.order)
        self.bar.ask()
        self.extras.ask(self.card.hints())
        # Else the first paint would stand at the heights of the question before, and all of it be painted twice.
        self._settle()
        self.area.verticalScrollBar().setValue(0)

    def reveal(self, shown: ShownItem, response: Response) -> None:
        """Right, wrong and the reason under every option. What to say of it goes to the bar."""
        if self.bar.isAncestorOf(self.focusWidget() or self) and self.focusWidget() is not self.bar.button:
            self.take_focus()
        self.card.reveal(response)
        self.extras.tell(shown.item, "")

    def take_focus(self) -> None:
        """Back to the question, so that its keys work."""
        self.card.setFocus(Qt.FocusReason.MouseFocusReason)

    def look_at(self, response: Response) -> None:
        """Bring what is right and what was answered into view, the last one surely."""
        self._settle()
        corner = self.card.mapTo(self._body, QPoint(0, 0))
        for rect in self.card.look_at(response):
            self._scroll_to(rect.translated(corner))

    def look_below(self) -> None:
        """Bring what was said or opened under the options into view."""
        parts = (self.extras.box, self.extras.notice)
        self._look(next((part for part in parts if part.isVisibleTo(self.extras)), self.extras))

    def _look(self, part: QWidget) -> None:
        """Scroll to a part, wherever the layout will put it."""
        self._settle()
        self._scroll_to(QRect(part.mapTo(self._body, QPoint(0, 0)), part.size()))

    def _settle(self) -> None:
        """Lay out now what would be laid out with the next event."""
        for holder in (self.card.area, self.card, self.extras, self._body):
            layout = holder.layout()
            if layout is not None:
                layout.activate()
        self._place()
        for holder in (self.card, self.extras, self._body):
            # What asked for it has been laid out.
            QCoreApplication.removePostedEvents(holder, QEvent.Type.LayoutRequest.value)

    def _scroll_to(self, part: QRect) -> None:
        """A part of the body into view; of one that is higher than the window, its beginning."""
        margin, view = 12, self.area.viewport().height()
        top = part.y() - margin
        bottom = top + part.height() + 2 * margin
        bar = self.area.verticalScrollBar()
        bar.setValue(min(top, max(bar.value(), bottom - view)))

    # --- keys ------------------------------------------------------------------------------

    def handle_key(self, event: QKeyEvent) -> bool:
        """Keys that no widget inside took. One that is held down acts once; only pages turn on."""
        self.touched.emit()
        if self.card.handle_key(event):
            return True
        key = 0 if shifted(event) else meant(event)
        if event.isAutoRepeat() and key not in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            return True
        button = self.back if key == Qt.Key.Key_L else self.marks.by_key(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif key in CONFIDENCE_KEYS:
            self.bar.felt.emit(CONFIDENCE_KEYS[Qt.Key(key)].value)
        elif button is not None:
            button.press_key()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            return False
        return True

    def _enter(self, event: QKeyEvent) -> None:
        """Check or go on, with what the ring is on. One that bounced on the key would skip the reasons."""
        since = event.timestamp() - self._entered
        if not event.timestamp() or not 0 <= since < BOUNCE_MS:
            self._entered = event.timestamp()
            self.card.take_ringed()
            self.bar.acted.emit()

    def _turn(self, step: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._body.isAncestorOf(new):
            self.touched.emit()
            # Options are painted as one widget, which says itself which of them has the focus.
            if new not in (self.card, self.card.area):
                self._look(new)

    def _option_focused(self, rect: QRect) -> None:
        self._settle()
        self._scroll_to(rect.translated(self.card.mapTo(self._body, QPoint(0, 0))))

    # --- layout ----------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """It scrolls, so it asks for little."""
        return QSize(200, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        self._place()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The bar or the strip wants another height, or the text another size."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._place()
        return done

    def _place(self) -> None:
        self.top.fit(self.width())
        self._top = self.top.heightForWidth(self.width())
        self.top.setGeometry(0, 0, self.width(), self._top)
        share, width = size_of(self.font()) / 15, self.width()
        left = round(min(_SIDE * share, width * 0.06) + max(0.0, (width - _PAGE * share) / 2))
        column = round(min(_COLUMN * share, width - 2 * left))
        self.bar.fit(column)
        gap = round(18 * share) if width > _SMALL * share else 8
        self._measures = (left, column, gap, self.bar.heightForWidth(column))
        self._place_question()

    def _place_question(self) -> None:
        """The question with the bar beneath it: all that changes from one question to the next."""
        left, column, gap, bar = self._measures
        room = max(80, self.height() - self._top - bar - 2 * gap)
        self._fit_body(self.width(), room, left, column, round(1.4 * gap))
        self.area.setGeometry(0, self._top, self.width(), room)
        self.bar.setGeometry(left, self._top + room + gap, column, bar)

    def _fit_body(self, width: int, room: int, left: int, column: int, above: int) -> None:
        """Give the question its width and the height that it needs."""
        self._column.setContentsMargins(left, above, max(0, width - left - column), 0)
        used = self._body.heightForWidth(width)
        policy = Qt.ScrollBarPolicy
        scrolls = used > room
        self.area.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff)
        self._body.resize(width, used)
