"""A month of the study plan, painted: what each day holds and how much."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.domain.summaries import PlannedDay
from mediquiz.language import N_, _
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.paint import Painted, came_by_key, fill_round, stroke_round

WORDS = {"mock": N_("Practice exam"), "rest": N_("Rest"), "light": N_("Light"), "exam": N_("Exam day")}
_BRIEF = {
    "mock": (N_("Practice"), N_("P")),
    "rest": (N_("R"),),
    "light": (N_("L"),),
    "exam": (N_("Exam"), N_("E")),
}
_WEEK = (N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"))
_WHOLE = ("mock", "exam")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MonthGrid(Painted):
    """Arrow keys move from day to day, Page Up and Page Down from month to month, Home to today."""

    day_chosen = Signal(object)
    month_shown = Signal(object)
    base_size = 13
    cell = ink("cell")
    line = ink("line")
    track = ink("track")
    load = ink("load")
    soft = ink("soft")
    strong = ink("strong")
    onStrong = ink("onStrong")  # noqa: N815 - a Qt property

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Mapping[date, PlannedDay] = {}
        self._most, self._ringed = 1, False
        self._today = self._chosen = date(2000, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_plan(self, days: Mapping[date, PlannedDay], today: date) -> None:
        """Show a plan. The day that was chosen stays so while it is in the plan."""
        self._days, self._today = days, today
        # A practice exam would dwarf every other day, as planned and as part of what is done on a day.
        loads = (day.questions for day in days.values() if day.kind != "mock" and not day.done)
        self._most = max(loads, default=1) or 1
        self.choose(self._chosen if self._chosen in days else today)

    def choose(self, day: date) -> None:
        """Go to a day inside the months of the plan."""
        first, last = min(self._days, default=self._today), max(self._days, default=self._today)
        first = min(first, self._today).replace(day=1)
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        self._chosen = max(first, min(last, day))
        self.updateGeometry()
        self.update()
        self.month_shown.emit(self._chosen.replace(day=1))
        self.day_chosen.emit(self._chosen)

    def chosen(self) -> date:
        """The day chosen."""
        return self._chosen

    def step_month(self, step: int) -> None:
        """The same day some months on."""
        months = self._chosen.year * 12 + self._chosen.month - 1 + step
        year, month = months // 12, months % 12 + 1
        self.choose(date(year, month, min(self._chosen.day, calendar.monthrange(year, month)[1])))

    def _weeks(self) -> list[list[date]]:
        """Whole weeks, Sunday first as on American walls."""
        return calendar.Calendar(calendar.SUNDAY).monthdatescalendar(self._chosen.year, self._chosen.month)

    # --- geometry --------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Cells high enough for a day, its load and a bar."""
        return QSize(self.px(560), self._head() + len(self._weeks()) * self.px(66))

    def minimumSizeHint(self) -> QSize:
        """Narrow cells shorten their words."""
        return QSize(self.px(236), self.sizeHint().height())

    def _head(self) -> int:
        return self.fontMetrics().height() + self.px(8)

    def _box(self, week: int, weekday: int) -> QRectF:
        gap, wide = self.px(5), self.width() / 7
        high = self.px(66)
        return QRectF(weekday * wide, self._head() + week * high, wide - gap, high - gap)

    # --- drawing ---------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of the weekdays, then the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.quiet)
        for weekday in range(7):
            box = self._box(0, weekday)
            name = _(_WEEK[weekday])
            painter.drawText(QRectF(box.left(), 0, box.width(), self._head() - self.px(4)), _LEFT, name)
        for row, week in enumerate(self._weeks()):
            for weekday, day in enumerate(week):
                if day.month == self._chosen.month:
                    self._draw_day(painter, self._box(row, weekday), day)

    def _draw_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        planned = self._days.get(day)
        kind = planned.kind if planned else ""
        ground, words, quiet = self._colors(kind)
        fill_round(painter, box, 7, ground)
        self._draw_frame(painter, box, day)
        side = min(self.px(7), round(box.width() * 0.1))
        inner = box.adjusted(side, self.px(4), -side, -self.px(6))
        line = QRectF(inner.left(), inner.top(), inner.width(), self.fontMetrics().height())
        painter.setFont(self._number_font(day == self._today))
        painter.setPen(words if planned else self.quiet)
        painter.drawText(line, _LEFT, str(day.day))
        painter.setFont(self.font())
        today = _("Today")
        if day == self._today and self.fontMetrics().horizontalAdvance(f"30 {today}") + self.px(4) < line.width():
            painter.setPen(quiet)
            painter.drawText(line, _RIGHT, today)
        if planned is not None:
            self._draw_load(painter, inner, planned, quiet)

    def _number_font(self, strong: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.DemiBold)
        return font

    def _colors(self, kind: str) -> tuple[QColor, QColor, QColor]:
        """Ground, words and quiet words of a day."""
        if kind == "exam":
            return self.strong, self.onStrong, self.onStrong
        return (self.soft if kind == "mock" else self.cell), self.words, self.quiet

    def _draw_frame(self, painter: QPainter, box: QRectF, day: date) -> None:
        """Today has a strong frame; the chosen day one inside it, as the ring when the keyboard is here."""
        stroke_round(painter, box, 7, self.strong if day == self._today else self.line, 2 if day == self._today else 1)
        if day == self._chosen:
            ringed = self.hasFocus() and self._ringed
            stroke_round(
                painter, box.adjusted(3, 3, -3, -3), 5, self.ring if ringed else self.quiet, 2 if ringed else 1
            )

    def _draw_load(self, painter: QPainter, inner: QRectF, planned: PlannedDay, quiet: QColor) -> None:
        metrics, bar = self.fontMetrics(), float(self.px(5))
        choices = cell_words(planned)
        text = next((words for words in choices if metrics.horizontalAdvance(words) <= inner.width()), choices[-1])
        foot = QRectF(inner.left(), inner.bottom() - bar, inner.width(), bar)
        painter.setPen(quiet)
        lines = QRectF(inner.left(), foot.top() - metrics.height() - self.px(2), inner.width(), metrics.height())
        painter.drawText(lines, _LEFT, text)
        if planned.questions and planned.kind not in _WHOLE:
            fill_round(painter, foot, bar / 2, self.track)
            share = min(1.0, planned.questions / self._most)
            filled = QRectF(foot.left(), foot.top(), max(bar, foot.width() * share), bar)
            fill_round(painter, filled, bar / 2, self.load)
            stroke_round(painter, filled, bar / 2, quiet, 1)

    # --- input -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Day by day, month by month, back to today."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(self._chosen + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step_month(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The day under the pointer."""
        for row, week in enumerate(self._weeks()):
            for weekday, day in enumerate(week):
                if day.month == self._chosen.month and self._box(row, weekday).contains(event.position()):
                    self.choose(day)
                    return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)


def cell_words(planned: PlannedDay) -> list[str]:
    """What stands in a day, longest first: its kind, or the number of questions."""
    number = str(planned.questions) if planned.questions else ""
    if planned.kind == "past":
        return [_("{number} done").format(number=number), number] if number else [""]
    words = [_(word) for word in (WORDS[planned.kind], *_BRIEF[planned.kind])] if planned.kind in WORDS else []
    if number and planned.kind not in _WHOLE:
        return [*(_("{kind} {number}").format(kind=word, number=number) for word in words), number]
    return words or [""]
