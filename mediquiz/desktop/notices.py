"""What the window has to tell above the pages: one strip, to which a second notice is added instead of hiding it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mediquiz.ui.main_window import MainWindow

_GRAVEST = ("info", "warn", "bad")


class Notices(QObject):
    """Tells each thing once, until it is dismissed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._texts: list[str] = []
        self._kind = "info"

    def tell(self, text: str, kind: str = "info", action: str = "", then: Callable[[], None] | None = None) -> None:
        """Show it, below what still stands there."""
        if not self._standing():
            self._texts, self._kind = [], "info"
        if text in self._texts:
            return
        self._texts.append(text)
        self._kind = max(self._kind, kind, key=_GRAVEST.index)
        self._window.show_banner("\n".join(self._texts), self._kind, action, then)

    def _standing(self) -> bool:
        # Qt's enums take their time to load, and this module is there before the first paint.
        from PySide6.QtCore import Qt

        from mediquiz.ui.widgets.banner import Banner

        # The window's own strip: a page may have one of its own.
        center = self._window.stack.parentWidget()
        strip = center and center.findChild(Banner, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return strip is not None and not strip.isHidden()
