"""The exam itself: it has the window to itself until the student or the clock ends it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mediquiz.domain.attempt import Attempt, Phase
from mediquiz.domain.policy import Confidence
from mediquiz.domain.summaries import Settings, Sitting
from mediquiz.language import _
from mediquiz.ui.destinations import Destination, ResumeSitting, ToExams, ToReport, ToSitting
from mediquiz.ui.pages.sitting.desk import ExamDesk
from mediquiz.ui.pages.sitting.frame import ExamBottom, ExamSide, ExamTop
from mediquiz.ui.pages.sitting.pause import ExamBreak
from mediquiz.ui.pages.sitting.question import ExamQuestion
from mediquiz.ui.parts import exam_words as words
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.clock_label import spoken_time
from mediquiz.ui.widgets.presses import commanded, meant, shifted

_REPEATING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_SURE = {Qt.Key.Key_S: Confidence.SURE, Qt.Key.Key_U: Confidence.UNSURE, Qt.Key.Key_G: Confidence.GUESS}


class SittingScreen(Screen):
    """Entered by ToSitting or ResumeSitting."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools, self.desk = tools, ExamDesk(tools, self)
        self._closing, self._hidden, self._hinted = False, False, False
        self._said: tuple[int, bool, Confidence | None, bool] = (-1, False, None, False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.top, self.side, self.bottom = ExamTop(), ExamSide(), ExamBottom()
        self.question, self.pause, self.banner = ExamQuestion(), ExamBreak(), Banner()
        self.trouble = Banner()
        self.trouble.close_button.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.question)
        self.pages.addWidget(self.pause)
        for banner in (self.trouble, self.banner):
            banner.hide()
        left = QVBoxLayout()
        left.setSpacing(0)
        for banner in (self.trouble, self.banner):
            # Its margin goes with it when it is hidden; that of a layout would stay.
            banner.setProperty("inset", True)
            left.addWidget(banner)
        left.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.bottom)

    def _connect(self) -> None:
        desk, card = self.desk, self.question.card
        desk.changed.connect(self._show)
        desk.ticked.connect(self._show_time)
        desk.told.connect(self._tell)
        desk.stuck.connect(self._show_trouble)
        desk.freed.connect(self._hide_trouble)
        desk.finished.connect(self._finished)
        desk.left.connect(self._left)
        card.responded.connect(desk.answer)
        card.strike_toggled.connect(desk.strike)
        card.focus_moved.connect(desk.touch)
        self.question.verticalScrollBar().valueChanged.connect(desk.touch)
        self.question.sure.chosen.connect(self._sure)
        self.side.chosen.connect(desk.move)
        self.pause.start_wanted.connect(self._start_segment)
        self.trouble.acted.connect(desk.retry)
        self.top.hide_wanted.connect(self._toggle_clock)
        self.top.leave_wanted.connect(self._ask_leave)
        self.bottom.end.clicked.connect(self._ask_end)
        self.bottom.flag.clicked.connect(self._flag)
        self.bottom.previous.clicked.connect(self._previous)
        self.bottom.next.clicked.connect(self._next)

    # --- coming and going ------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Put a sitting on the desk."""
        if isinstance(destination, ToSitting):
            self._open(destination.sitting)
        elif isinstance(destination, ResumeSitting) and not self.desk.running:
            work = partial(self.tools.services.exams.resume, destination.attempt_id)
            self.tools.write(work, self._open, self._not_opened, origin=self)

    def _open(self, sitting: Sitting) -> None:
        self.banner.hide()
        self.trouble.hide()
        self.full_screen.emit(True)
        self.tools.tasks.run(self.tools.services.settings.read, then=self._use_settings)
        self.desk.open(sitting)
        self._take_focus()

    def _use_settings(self, settings: Settings) -> None:
        self._set_clock_hidden(settings.hide_clock)

    def _not_opened(self, error: Exception) -> None:
        self.tools.prompts.error(_("The exam could not be opened: {reason}").format(reason=error))
        self.go_to(ToExams())

    def may_leave(self) -> bool:
        """Not while an exam runs."""
        return not self.desk.running

    def may_close(self) -> bool:
        """True at once when no exam runs; otherwise asks, and `close_now` follows when the sitting is on disk."""
        if not self.desk.running:
            return True
        self.tools.prompts.confirm(_("Close MediQuiz?"), words.left_notice(), _("Close"), self._close_if)
        return False

    def _close_if(self, yes: bool) -> None:
        if yes:
            self._closing = True
            self.desk.leave()

    def _ask_leave(self) -> None:
        if self.desk.running:
            self.tools.prompts.confirm(_("Leave the exam?"), words.left_notice(), _("Leave"), self._leave_if)

    def _leave_if(self, yes: bool) -> None:
        if yes:
            self.desk.leave()

    def _left(self) -> None:
        self._away(ToExams())

    def _finished(self, attempt_id: int) -> None:
        self._away(ToReport(attempt_id))

    def _away(self, there: Destination) -> None:
        """The desk is empty: close the window where that was asked for, also when the time ran out meanwhile."""
        self.full_screen.emit(False)
        if self._closing:
            self._closing = False
            self.close_now.emit()
        else:
            self.go_to(there)

    # --- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        sitting = self.desk.sitting
        if sitting is None or sitting.attempt.phase is Phase.FINISHED:
            return
        if self._hinted:
            # A hint is about the key that was pressed last; the next act makes it old.
            self.banner.hide()
        attempt, is_open = sitting.attempt, not self.desk.is_stuck
        resting = attempt.phase is Phase.BREAK
        self.top.show_attempt(_("{exam} practice exam").format(exam=sitting.label), attempt)
        if resting:
            self.top.set_parts_visible(False)
            self.pause.show_attempt(attempt, is_open)
            if self.pages.currentWidget() is not self.pause:
                self.pause.begin()
        else:
            shown = sitting.items[attempt.current]
            self.question.show_attempt(shown, attempt, sitting.attempt_id, is_open)
            self.side.show_attempt(attempt, with_time=not self._hidden)
            self.bottom.show_attempt(attempt, is_open)
            self._say_changes(attempt)
        self.bottom.setVisible(not resting)
        self.pages.setCurrentWidget(self.pause if resting else self.question)
        self._fit_side()

    def _say_changes(self, attempt: Attempt) -> None:
        """Flag, how sure and an answer taken back: to be seen only where the focus is not."""
        here = attempt.here
        now = (attempt.current, here.flagged, here.confidence, here.answered)
        before, self._said = self._said, now
        if before[0] != now[0]:
            return
        said = [words.FLAGGED if here.flagged else words.UNFLAGGED] if before[1] != now[1] else []
        said += [words.SURE[here.confidence]] if here.confidence and before[2] != now[2] else []
        said += [words.TAKEN_BACK] if before[3] and not now[3] else []
        announce(self, ". ".join(map(_, said)))

    def _show_time(self) -> None:
        if not self.desk.running:
            return
        if self.desk.attempt.phase is Phase.BREAK:
            self.pause.show_time(self.desk.attempt)
        else:
            self.top.show_time(self.desk.attempt)
            self.side.show_pace(self.desk.attempt, with_time=not self._hidden)

    def _tell(self, text: str, kind: str) -> None:
        self._hinted = kind == "hint"
        self.banner.show_text(text, "info" if self._hinted else kind)
        self.banner.show()

    def _show_trouble(self, text: str) -> None:
        self.trouble.show_text(text, "bad", _("Try again"))
        self.trouble.show()
        self.trouble.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def _hide_trouble(self) -> None:
        self.trouble.hide()
        self._take_focus()

    def _take_focus(self) -> None:
        """Keys to the question, or in a break to the page."""
        if self.pages.currentWidget() is self.question:
            self.question.take_focus()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _set_clock_hidden(self, on: bool) -> None:
        self._hidden = on
        self.top.set_clock_hidden(on)
        self._show_time()

    def showEvent(self, event: QShowEvent) -> None:
        """Keys act from the first moment."""
        super().showEvent(event)
        if self.desk.running and not event.spontaneous():
            self._take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side keeps its share."""
        super().resizeEvent(event)
        self._fit_side()

    def changeEvent(self, event: QEvent) -> None:
        """The side grows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit_side()

    def _fit_side(self) -> None:
        resting = self.pages.currentWidget() is self.pause
        self.side.setVisible(self.side.fit_window(self.width()) and not resting)

    # --- what the student does -------------------------------------------------------------

    def keys(self) -> list[tuple[str, str]]:
        """For the help of F1."""
        return [
            ("A", _("Choose option A (and so on; 1, 2, 3 do the same)")),
            ("Shift+A", _("Strike out option A, or undo that")),
            ("Enter", _("Next question; starts the next segment after a break")),
            ("Left", _("Previous question")),
            ("Right", _("Next question")),
            ("F", _("Flag")),
            ("S", _("Sure")),
            ("U", _("Unsure")),
            ("G", _("Guess")),
            ("Delete", _("Clear the answer")),
            ("H", _("Hide or show the clock")),
            ("T", _("Tell the time that is left")),
            ("Ctrl+E", _("End the segment or the exam")),
            ("Esc", _("Leave; the exam is saved")),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys that no control inside took. One that is held acts once; only what scrolls goes on."""
        repeats = event.isAutoRepeat() and meant(event) not in _REPEATING
        if not self.desk.running or not (repeats or self._common_key(event) or self._question_key(event)):
            super().keyPressEvent(event)

    def _common_key(self, event: QKeyEvent) -> bool:
        key = meant(event)
        if key == Qt.Key.Key_Escape:
            self._ask_leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True

    def _question_key(self, event: QKeyEvent) -> bool:
        if self.desk.attempt.phase is Phase.BREAK:
            return False
        if commanded(event) == Qt.Key.Key_E:
            self._ask_end()
            return True
        act = None if shifted(event) else self._plain_keys().get(Qt.Key(meant(event)))
        if act is not None:
            act()
            return True
        return self.question.card.handle_key(event)

    def _plain_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Left: self._previous,
            Qt.Key.Key_Right: self._next,
            Qt.Key.Key_F: self.desk.flag,
            Qt.Key.Key_H: self._toggle_clock,
            Qt.Key.Key_T: self._tell_time,
            Qt.Key.Key_Delete: self.desk.clear_answer,
            **{key: partial(self.desk.say_sure, sure) for key, sure in _SURE.items()},
        }

    def _enter(self) -> None:
        if self.desk.is_stuck:
            self.desk.retry()
        elif self.desk.attempt.phase is Phase.BREAK:
            self._start_segment()
        elif not self.desk.startled:
            self.question.card.take_ringed()
            self._next()

    def _start_segment(self) -> None:
        if not self.desk.startled:
            self.desk.start_segment()

    def _next(self) -> None:
        self.desk.step(1)

    def _previous(self) -> None:
        self.desk.step(-1)

    def _flag(self) -> None:
        self.desk.flag()

    def _sure(self, name: str) -> None:
        self.desk.say_sure(Confidence(name))

    def _toggle_clock(self) -> None:
        self._set_clock_hidden(not self._hidden)

    def _tell_time(self) -> None:
        """For who cannot see the clock or has hidden it."""
        left = self.desk.attempt.seconds_left
        said = _("Untimed") if left is None else spoken_time(math.ceil(left))
        self._tell(said, "hint")

    def _ask_end(self) -> None:
        attempt = self.desk.attempt
        if self.desk.running and not self.desk.is_stuck and attempt.phase is Phase.RUNNING:
            title, text = words.end_question(attempt)
            then = partial(self._end_if, attempt.segment)
            self.tools.prompts.confirm(title, text, words.end_name(attempt), then, no=_("Stay"), danger=True)

    def _end_if(self, segment: int, yes: bool) -> None:
        if yes:
            self.desk.end_segment(segment)
