"""A date to type as one is used to, with a calendar; what is wrong with it stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mediquiz.language import _, day_year, language
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import set_kind, size_of
from mediquiz.ui.widgets.labels import Words
from mediquiz.words.dates import how_far, read_day, too_early, too_late, unread

US = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
_AHEAD, _BACK = timedelta(days=2 * 365), timedelta(days=10 * 365)
"""An exam is not booked longer ahead than two years, nor a result told after ten."""
_EMS = 12.5
"""Width of the line: September 30, 2026."""


class DateField(QWidget):
    """While one types, what can be read so far is the date; when that ends in none, the one from before stands.

    `problem` says what is wrong with what is typed.
    """

    changed = Signal()
    """Another date stands."""

    def __init__(self, today: Callable[[], date], day: date, ahead: bool = True, parent: QWidget | None = None) -> None:
        """A day to come, or, not `ahead`, one that was; `day` stands at first. A page may live over midnight."""
        super().__init__(parent)
        self._day, self._today, self._ahead, self._kept = day, today, ahead, day
        self._read: date | None = None
        self.line, self.button, self.said = _Line(), ghost(_("Calendar"), small=True), Words("", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = FlowRow((), 8)
        row.add(self.line, self.button, None)
        column.addWidget(row)
        column.addWidget(self.said)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finished)
        self.button.clicked.connect(self._open_calendar)
        self.set_day(day)

    def setAccessibleName(self, name: str) -> None:
        """The line is what is read."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(_("{name}: calendar").format(name=name))

    # --- the date --------------------------------------------------------------------------

    def day(self) -> date:
        """The date that stands, or that is being typed."""
        return self._read or self._day

    def set_day(self, day: date) -> None:
        """Show a date without saying so. One out of the limits may stay as it is."""
        self._day, self._kept, self._read = day, day, None
        self._show()

    def choose(self, day: date) -> None:
        """The student wants this date."""
        self._take(day)
        self._settle()

    def problem(self) -> str:
        """What is wrong with what is typed, in a sentence, or nothing."""
        day = read_day(self.line.text(), self._today(), self._ahead)
        return unread(self._today()) if day is None else self._out_of_limits(day)

    def show_problem(self) -> bool:
        """Whether there is one; then it stands beside the field, and the field has the focus."""
        problem = self.problem()
        if problem:
            self._say(problem, bad=True)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(problem)

    def first(self) -> date:
        """The first day that can be chosen."""
        return self._today() if self._ahead else self._today() - _BACK

    def last(self) -> date:
        """The last one."""
        return self._today() + _AHEAD if self._ahead else self._today()

    def _out_of_limits(self, day: date) -> str:
        if day == self._kept or self.first() <= day <= self.last():
            return ""
        return too_early(self.first(), self._today()) if day < self.first() else too_late(self.last(), self._today())

    # --- typing ----------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        day = read_day(text, self._today(), self._ahead)
        fits = day if day is not None and not self._out_of_limits(day) else None
        self._take(fits)
        self._say(f"{day_year(fits)}: {how_far(fits, self._today())}" if fits else "")

    def _finished(self) -> None:
        problem = self.problem()
        if problem:
            self._say(problem, bad=True)
        else:
            self._settle()

    def _settle(self) -> None:
        self._day, self._read = self.day(), None
        self._show()

    def _take(self, day: date | None) -> None:
        before, self._read = self.day(), day
        if self.day() != before:
            self.changed.emit()

    def _show(self) -> None:
        self.line.setText(day_year(self._day))
        self._say(how_far(self._day, self._today()))

    def _say(self, text: str, bad: bool = False) -> None:
        self.said.setText(text)
        set_kind(self.said, "tone", "bad" if bad else "muted")
        self.line.setAccessibleDescription(text)

    # --- the calendar ----------------------------------------------------------------------

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = calendar()
        month.setDateRange(to_qt(min(self.first(), self._day)), to_qt(max(self.last(), self._day)))
        month.setSelectedDate(to_qt(self._day))
        QVBoxLayout(popup).addWidget(month)
        for picked in (month.clicked, month.activated):
            picked.connect(self._picked)
            picked.connect(popup.close)
        popup.move(_within_screen(popup, self.line.mapToGlobal(QPoint(0, self.line.height() + 2))))
        popup.show()
        month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _picked(self, day: QDate) -> None:
        self.choose(date(day.year(), day.month(), day.day()))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(QLineEdit):
    """As wide as the longest date."""

    def __init__(self) -> None:
        super().__init__()
        # Else a row would keep all its spare room for it, and the calendar's button stood at the far end.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(round(_EMS * size_of(self.font())))

    def changeEvent(self, event: object) -> None:
        """The width follows the text size."""
        super().changeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.selectAll()


def calendar() -> QCalendarWidget:
    """A quiet month in the student's language: no week numbers, no red weekends."""
    month = QCalendarWidget()
    month.setLocale(_locale())
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        month.setWeekdayTextFormat(day, QTextCharFormat())
    return month


def _locale() -> QLocale:
    """Names of the catalog's language; digits are ours everywhere, so one with others keeps to English."""
    found = QLocale(language()) if language() else US
    return found if found.zeroDigit() == "0" else US


def _within_screen(popup: QWidget, at: QPoint) -> QPoint:
    size, room = popup.sizeHint(), popup.screen().availableGeometry()
    left = max(room.left(), min(at.x(), room.right() - size.width()))
    return QPoint(left, max(room.top(), min(at.y(), room.bottom() - size.height())))


def to_qt(day: date) -> QDate:
    """A date as Qt has it."""
    return QDate(day.year, day.month, day.day)
