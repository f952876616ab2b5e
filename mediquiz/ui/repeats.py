"""Repeats of a held key, told apart from presses where the window system does not do it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_AT_ONCE_MS = 2
"""No hand lets go of a key and presses it again within this."""


class Repeats(QObject):
    """Under X11 a held key can arrive as releases with a press at the same moment and no word of a repeat.

    Looks at the windows that have the focus, not at every event of the program: the way of an answer stays as short.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._released = (0, -1)
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Keys of this window too, as of a dialog: a key can be held from one to the other."""
        if window is not None:
            # First away with the filter that may be there: it would be asked twice.
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand a press that is a repeat on as one."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._released = (event.nativeScanCode(), event.timestamp())
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and self._is_repeat(event):
            QCoreApplication.sendEvent(watched, _repeated(event))
            return True
        return False

    def _is_repeat(self, event: QKeyEvent) -> bool:
        code, at = self._released
        return bool(at > 0 and event.nativeScanCode() == code and 0 <= event.timestamp() - at <= _AT_ONCE_MS)


def _repeated(event: QKeyEvent) -> QKeyEvent:
    codes = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
    found = QKeyEvent(event.type(), event.key(), event.modifiers(), *codes, event.text(), True, event.count())
    found.setTimestamp(event.timestamp())
    return found
