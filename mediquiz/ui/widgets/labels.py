"""Words on the screen. The class name says the role and the style sheet says how it looks."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.paint import TextBlock

_COMFORTABLE = 62  # characters or so: wider lines are hard to read
_CANDIDATES = 4


class Words(QLabel):
    """Plain text that wraps, with room between its lines. A label can be read at 200 % as well as at 100 %."""

    leading = 1.4
    widest_word = 12  # in ems: a longer word may be broken when there is no room

    def __init__(self, text: str = "", parent: QWidget | None = None, tone: str = "") -> None:
        self._block = TextBlock(text, self.leading)
        self._widths: tuple[tuple[str, str], int, int] = (("", ""), 0, 0)
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if tone:
            self.setProperty("tone", tone)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self._block.text = text
            super().setText(text)
            self.updateGeometry()

    def mark(self, hits: tuple[tuple[int, int], ...]) -> None:
        """Set off these parts of the text (from, up to)."""
        self._block.mark(hits)
        self.updateGeometry()
        self.update()

    def _frame(self) -> tuple[int, int]:
        inner = self.contentsRect()
        return self.width() - inner.width(), self.height() - inner.height()

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped text."""
        side, top = self._frame()
        return math.ceil(self._block.height(self.font(), width - side)) + top

    def sizeHint(self) -> QSize:
        """On one line when that is comfortable to read."""
        width = self._measured()[0] + self._frame()[0]
        return QSize(width, self.heightForWidth(width))

    def _measured(self) -> tuple[int, int]:
        """Comfortable width and width of the longest word; measured again only for another text or font."""
        self.ensurePolished()
        key = (self.text(), self.font().key())
        if key != self._widths[0]:
            metrics = self.fontMetrics()
            comfortable = _COMFORTABLE * metrics.averageCharWidth()
            self._widths = (key, min(_natural(metrics, key[0]), comfortable), _longest(metrics, key[0]))
        return self._widths[1:]

    def minimumSizeHint(self) -> QSize:
        """No narrower than the longest word (up to a point), no lower than a line."""
        longest = self._measured()[1]
        side, top = self._frame()
        return QSize(
            min(longest, self.widest_word * size_of(self.font())) + side,
            math.ceil(self.leading * size_of(self.font())) + top,
        )

    def changeEvent(self, event: QEvent) -> None:
        """A new font means a new size."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Text from the top, or in the middle when the label is taller."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = QRectF(self.contentsRect())
        sideways = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        height = self._block.height(self.font(), area.width(), sideways)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            area.translate(0, max(0.0, (area.height() - height) / 2))
        self._block.draw(painter, area, self.font(), sideways)


def _natural(metrics: QFontMetrics, text: str) -> int:
    """Width of the widest line. One of twice the comfortable length need not be measured to be too wide."""
    lines = text.split("\n")
    if max(map(len, lines)) > 2 * _COMFORTABLE:
        return 2 * _COMFORTABLE * metrics.averageCharWidth()
    return max(map(metrics.horizontalAdvance, lines)) + 1


def _longest(metrics: QFontMetrics, text: str) -> int:
    """Width of the widest word, which is one of those with the most letters."""
    words = sorted(set(text.split()), key=len)[-_CANDIDATES:]
    return max(map(metrics.horizontalAdvance, words), default=0) + 1


class Title(Words):
    """The name of a page."""

    leading = 1.3


class Subtitle(Words):
    """The sentence beneath a page title."""


class Heading(Words):
    """The name of a card."""

    leading = 1.3


class Strong(Words):
    """A few words that carry weight."""


class Body(Words):
    """Running text."""


class Muted(Words):
    """Small supporting text."""


class Remark(Words):
    """A few strong words and then quiet ones, such as "Not yet. It comes back tomorrow or later."."""

    leadInk = ink("leadInk")  # noqa: N815 - a Qt property

    def __init__(self, lead: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.show_remark(lead, text)

    def show_remark(self, lead: str, text: str) -> None:
        """Say something else."""
        self._lead = len(lead)
        self.setText(f"{lead} {text}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strong words take another color as well as another weight."""
        self._block.lead(self._lead, self.leadInk)
        super().paintEvent(event)


class Stem(Words):
    """The text of a question."""

    leading = 1.5


class Cell(Words):
    """Text in a table of few rows."""

    widest_word = 11


class TableHead(Words):
    """A column's name."""


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, so that numbers line up and a clock does not tremble."""
    even = QFont(font)
    if hasattr(even, "setFeature"):
        even.setFeature(QFont.Tag("tnum"), 1)
    return even


class Number(QLabel):
    """A number among text, in digits of one width."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setFont(tabular(self.font()))


class Figure(Number):
    """The big number of a card. Sizes: large, medium, small."""

    def __init__(self, text: str = "", size: str = "large", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("scale", size)


class Rich(QLabel):
    """A line or two with bold words in it (HTML). The caller escapes what users wrote."""

    def __init__(self, html: str = "", parent: QWidget | None = None) -> None:
        super().__init__(html, parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
