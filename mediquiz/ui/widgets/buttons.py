"""Buttons: primary, ghost, danger, quiet; each also small. Words without room beside each other take more lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from mediquiz.ui.widgets.ink import ink, set_kind


class Button(QPushButton):
    """A push button that also answers Enter and shows a ring when the keyboard brings focus."""

    ring = ink("ring")
    ringGap = ink("ringGap")  # noqa: N815 - a Qt property, written so in the style sheet
    arrows_walk = False
    """Whether arrows go to the next button: only within choices that stand in a row."""

    def __init__(
        self, text: str = "", kind: str = "primary", small: bool = False, parent: QWidget | None = None
    ) -> None:
        self._ringed, self._lines = False, ""
        self._kept: tuple[str, tuple[int, int, int]] | None = None
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # --- words that wrap -------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """All words in a line, as wide as they get in strong type: a button that is pressed keeps its width."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._in_strong()[0], hint.height())

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        hint, (_more, whole, longest) = self.sizeHint(), self._in_strong()
        return QSize(hint.width() - whole + longest, hint.height())

    def _in_strong(self) -> tuple[int, int, int]:
        """How much wider the words are in strong type than in their own; their width in it; that of the longest word.

        Asked for hundreds of times in one layout, so it is kept.
        """
        text = self.text()
        if self._kept is None or self._kept[0] != text:
            strong = self._strong()
            whole = strong.horizontalAdvance(text)
            more = max(0, whole - self.fontMetrics().horizontalAdvance(text))
            self._kept = (text, (more, whole, max(map(strong.horizontalAdvance, text.split()), default=0)))
        return self._kept[1]

    def changeEvent(self, event: QEvent) -> None:
        """Another font: measure again."""
        changed = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if changed:
            self._kept = None
        super().changeEvent(event)
        if changed:
            self._grow_or_not()

    def hasHeightForWidth(self) -> bool:
        """Where there is more than one word."""
        return " " in self.text()

    def heightForWidth(self, width: int) -> int:
        """The height of as many lines as it takes."""
        more = self._wrapped(width).count("\n")
        return self.sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt keeps a button as low as one line is, unless its policy lets it grow."""
        super().resizeEvent(event)
        self._grow_or_not()

    def _grow_or_not(self) -> None:
        """As high as its lines are; a wider font may take a line more at the same width."""
        if " " not in self.text():
            return
        tall = "\n" in self._wrapped(self.width())
        grows = QSizePolicy.Policy.Minimum if tall else QSizePolicy.Policy.Fixed
        policy = self.sizePolicy()
        if policy.verticalPolicy() != grows:
            policy.setVerticalPolicy(grows)
            self.setSizePolicy(policy)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What is painted; the text itself stays as it was given."""
        super().initStyleOption(option)
        if self._lines:
            option.text = self._lines

    def _strong(self) -> QFontMetrics:
        self.ensurePolished()
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(strong)

    def _wrapped(self, width: int) -> str:
        text, over = self.text(), self.sizeHint().width() - width
        if over <= 0 or " " not in text:
            return text
        metrics, room = self._strong(), self._in_strong()[1] - over
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)

    # --- keys and looks --------------------------------------------------------------------

    def set_kind(self, kind: str) -> None:
        """Turn into another kind of button."""
        set_kind(self, "kind", kind)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how focus came."""
        # Imported here, as what it needs is slow to load and a button is on the way to the first paint.
        from mediquiz.ui.widgets.paint import came_by_key

        self._ringed = came_by_key(event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that is held down acts once: what it led to may have a button at the same place.

        Arrows are the page's: Qt would walk with them from button to button, whatever that one does.
        """
        from PySide6.QtCore import Qt

        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.arrows_walk:
            event.ignore()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self.autoDefault():
            # Some desktops let Enter press any button.
            event.ignore()
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is no key: the ring goes, also where Tab had brought it."""
        self._ringed = False
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then the ring with a gap that keeps it apart from the fill."""
        # Only here: Qt asks for the same option to find out how wide the words are on one line.
        self._lines = self._wrapped(self.width())
        super().paintEvent(event)
        self._lines = ""
        if self.hasFocus() and self._ringed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw_ring(painter)

    def draw_ring(self, painter: QPainter) -> None:
        """The ring round the whole button."""
        from mediquiz.ui.widgets.paint import stroke_round

        area = QRectF(self.rect())
        stroke_round(painter, area.adjusted(2, 2, -2, -2), 6, self.ringGap, 1.5)
        stroke_round(painter, area, 8, self.ring, 2)


def by_mouse(widget: QWidget | None) -> bool:
    """Whether a click brought the focus to this button: then no ring is to follow from what it does."""
    return isinstance(widget, Button) and not widget._ringed


def primary(text: str) -> Button:
    """The one thing to do on a card."""
    return Button(text)


def ghost(text: str, small: bool = False) -> Button:
    """Something else that one may do."""
    return Button(text, "ghost", small)


def danger(text: str, small: bool = False) -> Button:
    """Something that cannot be taken back."""
    return Button(text, "danger", small)


def leave_enter(*buttons: QPushButton) -> None:
    """Enter goes on with the page wherever the focus is; Space presses these."""
    for button in buttons:
        button.setAutoDefault(False)


def by_tab_only(*buttons: Button) -> None:
    """A click leaves the keys with the question, so that Enter still means "next"."""
    # Imported here: the namespace Qt is slow to load, and a button is on the way to the first paint.
    from PySide6.QtCore import Qt

    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
