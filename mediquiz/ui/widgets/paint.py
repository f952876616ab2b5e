"""What painted widgets share: colors from the style sheet, lengths from the font, a focus ring, small signs."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from mediquiz.ui.widgets.ink import ink, size_of

# Focus that came with the keyboard shows a ring; a mouse click needs none.
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


def came_by_key(reason: Qt.FocusReason) -> bool:
    """Whether focus arrived in a way that should show a ring."""
    return reason in _BY_KEY


class Painted(QWidget):
    """Base of painted widgets. Lengths follow the font size that the style sheet gives."""

    base_size: float = 14
    ring = ink("ring")
    words = ink("words")
    quiet = ink("quiet")

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * size_of(self.font()) / self.base_size)

    def changeEvent(self, event: QEvent) -> None:
        """A new font means a new size."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


def fill_round(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    """A filled box with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    radius = min(radius, rect.width() / 2, rect.height() / 2)
    painter.drawRoundedRect(rect, radius, radius)


def stroke_round(painter: QPainter, rect: QRectF, radius: float, color: QColor, width: float) -> None:
    """The outline of such a box, wholly inside it.

    Drawn as what is left between two boxes: a stroke with a pen takes 20 times as long on a box of a row's size.
    """
    inner = max(0.0, radius - width)
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    path.addRoundedRect(rect.adjusted(width, width, -width, -width), inner, inner)
    painter.fillPath(path, color)


def draw_cut(painter: QPainter, x: float, top: float, bottom: float, color: QColor) -> None:
    """The dashed line of a passing score."""
    pen = QPen(color, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def draw_sign(painter: QPainter, rect: QRectF, right: bool, color: QColor) -> None:
    """A check for right, a cross for wrong."""
    u, x, y = rect.width() / 16, rect.x(), rect.y()
    strokes = [((3, 8.5), (6.5, 12), (13, 4.5))] if right else [((4, 4), (12, 12)), ((12, 4), (4, 12))]
    path = QPainterPath()
    for points in strokes:
        path.moveTo(x + points[0][0] * u, y + points[0][1] * u)
        for a, b in points[1:]:
            path.lineTo(x + a * u, y + b * u)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(color, 2.2 * u, Qt.PenStyle.SolidLine, cap, join))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _unbroken(text: str) -> str:
    """Qt would break a line after a slash, and 148/92 or ACC/AHA must stay together."""
    return _SLASH.sub("/\u2060", text).replace("\n", "\u2028")


def _shifted(text: str, place: int) -> int:
    """Where a place of the text is in `_unbroken`, which is longer by a sign after each slash."""
    return place + sum(slash.start() < place for slash in _SLASH.finditer(text))


def hit_format(start: int, length: int) -> QTextLayout.FormatRange:
    """How a part of a text that was looked for is set: bold and underlined, which needs no color."""
    part = QTextLayout.FormatRange()
    part.start, part.length = start, length
    part.format.setFontWeight(QFont.Weight.Bold)
    part.format.setFontUnderline(True)
    return part


_SLASH = re.compile(r"(?<=\w)/(?=\w)")
Laid = tuple[QTextLayout, float]
_WIDTHS = 4
"""A page asks for a few widths before it settles on one."""


class TextBlock:
    """Wrapped text with room between the lines; lays out again only when text, font or width changed."""

    def __init__(self, text: str = "", leading: float = 1.4) -> None:
        self.text, self.leading = text, leading
        self._lead: tuple[int, str] = (0, "")
        self._hits: tuple[tuple[int, int], ...] = ()
        self._laid: dict[tuple[str, str, int, int], Laid] = {}
        self._line: tuple[str, str, float, Laid] | None = None
        self._last: tuple[str, QFont, float, Qt.AlignmentFlag, Laid] | None = None

    def lead(self, length: int, color: QColor) -> None:
        """Set the first characters in bold and in a color of their own."""
        if (length, color.name()) != self._lead:
            self._lead = (length, color.name())
            self._laid.clear()
            self._line = self._last = None

    def mark(self, hits: tuple[tuple[int, int], ...]) -> None:
        """Set off these parts of the text (from, up to), until others are named."""
        if hits != self._hits:
            self._hits = hits
            self._laid.clear()
            self._line = self._last = None

    def height(self, font: QFont, width: float, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> float:
        """How high the text is at this width."""
        return self._at(font, width, alignment)[1]

    def draw(self, painter: QPainter, rect: QRectF, font: QFont, alignment: Qt.AlignmentFlag) -> None:
        """Draw with the painter's pen, from the top of the box."""
        self._at(font, rect.width(), alignment)[0].draw(painter, rect.topLeft())

    def _at(self, font: QFont, width: float, alignment: Qt.AlignmentFlag) -> Laid:
        last = self._last
        # Who keeps a font asks with the same object each time, and it costs more to name it than to compare.
        if last and last[1] is font and last[2] == width and last[0] == self.text and last[3] is alignment:
            return last[4]
        found = self._find(font, width, alignment)
        self._last = (self.text, font, width, alignment, found)
        return found

    def _find(self, font: QFont, width: float, alignment: Qt.AlignmentFlag) -> Laid:
        name = font.key()
        if self._line is not None and self._line[:2] == (self.text, name) and self._line[2] <= width:
            return self._line[3]
        key = (self.text, name, round(width), int(alignment.value))
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) >= _WIDTHS:
                self._laid.pop(next(iter(self._laid)))
            found = self._laid[key] = self._lay_out(font, max(1.0, width), alignment)
            if found[0].lineCount() == 1 and alignment == Qt.AlignmentFlag.AlignLeft:
                # One line at the left stands the same in any box that is wide enough.
                self._line = (self.text, name, found[0].lineAt(0).naturalTextWidth() + 1, found)
        return found

    def _lead_format(self) -> QTextLayout.FormatRange:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        strong.setForeground(QColor(self._lead[1]))
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = 0, self._lead[0], strong
        return part

    def _hit_formats(self) -> list[QTextLayout.FormatRange]:
        places = [(_shifted(self.text, start), _shifted(self.text, end)) for start, end in self._hits]
        return [hit_format(start, end - start) for start, end in places]

    def _lay_out(self, font: QFont, width: float, alignment: Qt.AlignmentFlag) -> Laid:
        layout = QTextLayout(_unbroken(self.text), font)
        option = QTextOption(alignment)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Without it the text is shaped once more each time it is drawn.
        layout.setCacheEnabled(True)
        if self._lead[0]:
            layout.setFormats([self._lead_format()])
        if self._hits:
            layout.setFormats(self._hit_formats())
        layout.beginLayout()
        y, step = 0.0, self.leading * size_of(font)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # The glyphs sit in the middle of their line, as they do on paper and on the web.
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        return layout, y
