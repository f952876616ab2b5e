"""The window: sidebar at the left, one page at a time at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSignalMapper, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMoveEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mediquiz.language import _
from mediquiz.ui.destinations import SIDEBAR, Destination
from mediquiz.ui.widgets.nav import Sidebar
from mediquiz.ui.window_place import first_size, fitted, rooms

# Loaded when first used: what is imported here delays the first paint.
if TYPE_CHECKING:
    from mediquiz.ui.screen import Screen
    from mediquiz.ui.widgets.banner import Banner

SMALLEST = (640, 480)
FIRST_SIZE = (1280, 800)
REST_MS = 1000
"""A window that was not moved for so long has found its place."""


class _Page:
    def __init__(self, title: str, factory: Callable[[], QWidget]) -> None:
        self.title, self.factory = title, factory
        self.widget: QWidget | None = None


class MainWindow(QMainWindow):
    """Knows pages by their key and makes one when it is first shown.

    Until `open_pages()` it shows a quiet line of text, so that it can be painted before the store is open.
    """

    painted = Signal()
    went = Signal(str)
    certification_clicked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("MediQuiz")
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(QSize(*FIRST_SIZE)))
        self._pages: dict[str, _Page] = {}
        self._current, self._was_painted, self._opened, self._maximized = "", False, False, False
        self._held: Destination | None = None
        self._moved: Callable[[], None] | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self._banner: Banner | None = None
        self._banner_then: Callable[[], None] | None = None
        self._may_close: Callable[[], bool] | None = None
        self._keys = QSignalMapper(self)
        self._keys.mappedString.connect(self._go_by_key)
        self._build()

    def _build(self) -> None:
        self.sidebar, self.stack = Sidebar(), QStackedWidget()
        self._loading = QLabel()
        self._loading.setObjectName("loading")
        self.stack.addWidget(self._loading)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._content.addWidget(self.stack, 1)
        center = QWidget()
        row = QHBoxLayout(center)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self._content, 1)
        self.setCentralWidget(center)
        self.sidebar.chosen.connect(self._nav_chosen)
        self.sidebar.certification_clicked.connect(self.certification_clicked)
        help_key = QShortcut(QKeySequence("F1"), self)
        help_key.activated.connect(self.show_keys)
        # Without this the first button would take the focus when the window is activated.
        self._loading.setFocus()

    # --- pages -----------------------------------------------------------------------------

    def add_page(
        self, key: str, title: str, factory: Callable[[], QWidget], place: str = "top", shortcut: str = ""
    ) -> None:
        """Register a page. Place: "top" or "bottom" of the sidebar, or "none" for a page without an entry.

        Pages in the sidebar get Ctrl+1, Ctrl+2 and so on unless they have a shortcut of their own.
        """
        self._pages[key] = _Page(title, factory)
        if place == "none":
            return
        keys = shortcut or f"Ctrl+{self._listed() + 1}"
        entries = self.sidebar.bottom if place == "bottom" else self.sidebar.top
        entries.add(key, title, f"{title} ({keys})")
        press = QShortcut(QKeySequence(keys), self)
        press.setProperty("page", title)
        press.activated.connect(self._keys.map)
        self._keys.setMapping(press, key)

    def open_pages(self, first: Destination) -> None:
        """The store is open: go where the user asked to be meanwhile, or to the given page."""
        self._opened = True
        self.go(self._held or first)

    def hold(self, text: str) -> None:
        """Show a quiet line instead of a page until open_pages()."""
        self._opened = False
        self._loading.setText(text)
        self.stack.setCurrentWidget(self._loading)

    def go(self, destination: Destination) -> bool:
        """Show a page; False when the page now shown does not let go or pages are not open yet."""
        key = destination.page
        if not self._opened:
            self._held = destination
            self.sidebar.set_current(key)
            return False
        if not self._may_leave(key):
            self.sidebar.set_current(self._current)
            return False
        page = self.page(key)
        self._current = key
        self.sidebar.set_current(key)
        self.setWindowTitle(_("{page} – MediQuiz").format(page=self._pages[key].title))
        if (screen := _as_screen(page)) is not None:
            screen.arrive(destination)
        self._release_focus(page)
        self.stack.setCurrentWidget(page)
        self._give_focus(page)
        self.went.emit(key)
        return True

    def page(self, key: str) -> QWidget:
        """The page, made now if need be."""
        entry = self._pages[key]
        if entry.widget is None:
            entry.widget = entry.factory()
            if not entry.widget.accessibleName():
                entry.widget.setAccessibleName(entry.title)
            self.stack.addWidget(entry.widget)
        return entry.widget

    def current_key(self) -> str:
        """The key of the page shown, or nothing before the first."""
        return self._current

    def made(self, key: str) -> bool:
        """Whether a page was made already."""
        return self._pages[key].widget is not None

    def _may_leave(self, key: str) -> bool:
        now = self._screen_shown()
        return key == self._current or now is None or now.may_leave()

    def _screen_shown(self) -> Screen | None:
        page = self._pages[self._current].widget if self._current else None
        return _as_screen(page)

    def _release_focus(self, page: QWidget) -> None:
        """A page that is hidden with the focus in it would pass it to any control of the next."""
        inside = self.focusWidget()
        if inside is not None and inside is not page and not page.isAncestorOf(inside):
            inside.clearFocus()

    def _go_by_place(self, key: int) -> bool:
        """Ctrl and a digit of the top row, on a layout that writes none there: its shortcut never hears of it."""
        if not ord("0") <= key <= ord("9"):
            return False
        presses = {one.key().toString(): one for one in self.findChildren(QShortcut) if one.property("page")}
        press = presses.get(f"Ctrl+{chr(key)}")
        if press is not None:
            press.activated.emit()
        return press is not None

    def _give_focus(self, page: QWidget) -> None:
        """Keys go to the page, unless it already chose a place for them."""
        inside = self.focusWidget()
        if inside is None or not page.isAncestorOf(inside):
            page.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab, in the order of reading whatever was made last."""
        from PySide6.QtCore import Qt

        from mediquiz.ui.tab_order import put_in_order, stop_beside
        from mediquiz.ui.widgets.buttons import by_mouse

        left = self.focusWidget()
        # Qt calls this as well when a button that has the focus hides or is disabled. After a click there a ring on
        # whatever comes next would look as if that had been chosen; after a key it says where the keys are now.
        if left is not None and not (left.isVisible() and left.isEnabled()) and by_mouse(left):
            self._leave_focus_with_part(left)
            return self.focusWidget() is not left
        shown = self.stack.currentWidget()
        put_in_order(*(part for part in (self.sidebar, self._banner, shown) if part is not None))
        if shown is not None:
            beside = stop_beside(shown, left, forward) if left is not None else None
            if beside is not None:
                beside.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the page work wherever the focus is: in the sidebar, or nowhere."""
        from mediquiz.ui.widgets.presses import commanded

        page, inside = self._screen_shown(), self.focusWidget()
        if self._go_by_place(commanded(event)):
            return
        if page is not None and (inside is None or not (inside is page or page.isAncestorOf(inside))):
            page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _leave_focus_with_part(self, left: QWidget) -> None:
        """To the part of the page around what is gone, where its keys are heard; to the page if it was in none."""
        from PySide6.QtCore import Qt

        page = self.stack.currentWidget()
        around = left.parentWidget()
        while around is not None and page is not None and page.isAncestorOf(around):
            if around.isVisible() and around.accessibleName():
                break
            around = around.parentWidget()
        else:
            around = page
        if around is not None:
            around.setFocus(Qt.FocusReason.MouseFocusReason)

    def _listed(self) -> int:
        return len(self.findChildren(QShortcut)) - 1

    def _nav_chosen(self, key: str) -> None:
        self.go(SIDEBAR[key])

    def _go_by_key(self, key: str) -> None:
        if self.sidebar.isVisibleTo(self):
            self.go(SIDEBAR[key])

    # --- around the pages ------------------------------------------------------------------

    def set_certification(self, title: str, subtitle: str = "") -> None:
        """What the card in the sidebar says."""
        self.sidebar.certification.show_words(title, subtitle)

    def set_bare(self, on: bool) -> None:
        """Hide the sidebar and its keys, so that an exam has the window to itself."""
        self.sidebar.setVisible(not on)

    def show_banner(
        self, text: str, kind: str = "info", action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Tell something above the page, with at most one thing to do about it."""
        from mediquiz.ui.widgets.banner import Banner

        if self._banner is None:
            self._banner = Banner()
            self._banner.setProperty("inset", True)
            self._content.insertWidget(0, self._banner)
            self._banner.acted.connect(self._banner_acted)
        self._banner_then = then
        self._banner.show_text(text, kind, action)
        self._banner.show()

    def hide_banner(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._banner.hide()

    def _banner_acted(self) -> None:
        self.hide_banner()
        if self._banner_then is not None:
            self._banner_then()

    def show_keys(self) -> None:
        """The keys of the window and of the page shown."""
        from mediquiz.ui.keys_help import KeysHelp
        from mediquiz.ui.widgets.presses import acts

        screen = self._screen_shown()
        listed = screen.keys() if screen is not None else []
        here = [one for one in listed if acts(one[0])]
        title = self._pages[self._current].title if self._current else ""
        KeysHelp([(title, here), (_("Everywhere"), self._window_keys())], self).open()

    def _window_keys(self) -> list[tuple[str, str]]:
        pages = [s for s in self.findChildren(QShortcut) if s.property("page")]
        moves = [(s.key().toString(), str(s.property("page"))) for s in pages]
        return [
            *moves,
            ("F1", _("This list")),
            ("Tab", _("Next control")),
            ("Shift+Tab", _("Previous control")),
        ]

    # --- place on the desktop --------------------------------------------------------------

    def place(self) -> dict[str, int]:
        """Where the window is, to be kept in the settings."""
        box = self.normalGeometry()
        sides = {"x": box.x(), "y": box.y(), "width": box.width(), "height": box.height()}
        return {**sides, "maximized": int(self.isMaximized())}

    def put(self, place: dict[str, int], moved: Callable[[], None] | None = None) -> None:
        """Back to where it was, as far as a screen shows it. `moved` is called when it rests at another place."""
        self._moved = moved
        try:
            box = QRect(*(int(place[name]) for name in ("x", "y", "width", "height")))
        except (KeyError, TypeError, ValueError):
            return
        self.setGeometry(fitted(box, rooms()))
        self._maximized = bool(place.get("maximized"))

    def appear(self) -> None:
        """Show the window as large as it was."""
        if self._maximized:
            self.showMaximized()
        else:
            self.show()

    # --- first paint and end ---------------------------------------------------------------

    def may_close(self) -> bool:
        """Whether the page now shown lets the window close."""
        screen = self._screen_shown()
        return screen is None or screen.may_close()

    def set_close_guard(self, may_close: Callable[[], bool] | None) -> None:
        """Asked before the window closes; when it says no, whoever set it asks the user and closes later."""
        self._may_close = may_close

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless the guard objects."""
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        event.accept()
        self._rest.stop()
        self.closed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Its place is kept once it rests: a program that is ended from outside closes no window."""
        super().moveEvent(event)
        self._place_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """So is its size."""
        super().resizeEvent(event)
        self._place_changed()

    def _place_changed(self) -> None:
        if self._moved is not None and self._was_painted:
            self._rest.start()

    def _rested(self) -> None:
        if self._moved is not None:
            self._moved()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the first paint is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # After this event the children paint and the window system gets the picture.
            QTimer.singleShot(0, self._say_painted)

    def _say_painted(self) -> None:
        from mediquiz.ui.repeats import Repeats

        Repeats(self).watch(self.windowHandle())
        self.painted.emit()


def _as_screen(page: QWidget | None) -> Screen | None:
    from mediquiz.ui.screen import Screen

    return page if isinstance(page, Screen) else None
