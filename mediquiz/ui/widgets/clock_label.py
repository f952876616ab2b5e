"""Time left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mediquiz.language import _, n_
from mediquiz.ui.widgets.ink import set_kind
from mediquiz.ui.widgets.labels import Number


def clock_text(seconds: int) -> str:
    """mm:ss, or h:mm:ss from one hour on."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def spoken_time(seconds: int) -> str:
    """The same as people say it, to the minute until the last one."""
    seconds = max(0, seconds)
    if seconds < 60:
        return n_("{n} second left", "{n} seconds left", seconds)
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return n_("{n} minute left", "{n} minutes left", minutes)
    if not minutes:
        return n_("{n} hour left", "{n} hours left", hours)
    return _("{hours} {minutes} left").format(
        hours=n_("{n} hour", "{n} hours", hours), minutes=n_("{n} minute", "{n} minutes", minutes)
    )


class ClockLabel(Number):
    """A countdown that can be hidden and that warns near the end. The screen tells it the time."""

    def __init__(self, warn_at: int = 300, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._seconds, self._warn_at, self._hidden = 0, warn_at, False
        self.set_seconds(0)

    def set_seconds(self, seconds: int) -> None:
        """Show the time left."""
        self._seconds = seconds
        self._show()

    def set_clock_hidden(self, on: bool) -> None:
        """Hide the figures for who is made nervous by them; a warning still shows."""
        self._hidden = on
        self._show()

    def _show(self) -> None:
        warn = self._warn_at > 0 and self._seconds <= self._warn_at
        hidden = self._hidden and not warn
        self.setText(_("Clock hidden") if hidden else clock_text(self._seconds))
        set_kind(self, "state", "warn" if warn else "hidden" if hidden else "plain")
        said = _("Clock hidden") if hidden else spoken_time(self._seconds)
        # Only when the words change: a screen reader should not hear every second.
        if said != self.accessibleName():
            self.setAccessibleName(said)
