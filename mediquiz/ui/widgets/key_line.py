"""Words and key caps painted in one line: what a page of labels does, at a tenth of the cost on the hot path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.paint import Painted, fill_round, stroke_round
from mediquiz.ui.widgets.presses import CharacterKeys, acts

_JOINS = {"+", "–"}
Part = tuple[str, bool]
"""A word, or the name of a key."""


class KeyLine(Painted):
    """A line such as "Choose [A] – [D]   Strike out [Shift] + [A] – [D]". Blank, it keeps its place."""

    base_size = 13
    surface = ink("surface")
    line = ink("line")

    def __init__(self, hints: Sequence[tuple[str, Sequence[str]]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._blank = False
        self._measured: tuple[object, QSize] = (None, QSize())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_hints(hints)

    def show_hints(self, hints: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show these words with their keys."""
        wanted = tuple((word, tuple(keys)) for word, keys in hints)
        if self._blank or wanted != self._hints:
            changed = wanted != self._hints
            self._hints, self._blank = wanted, False
            self.setAccessibleName(", ".join(f"{word}: {' '.join(keys)}" for word, keys in wanted))
            self.update()
            if changed:
                self.updateGeometry()

    def keys_changed(self) -> None:
        """Keys were switched on or off."""
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Say nothing for now, without moving anything."""
        if not self._blank:
            self._blank = True
            self.setAccessibleName("")
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as all of it."""
        self.ensurePolished()
        key = (self._hints, self.font().key(), CharacterKeys.on)
        if key != self._measured[0]:
            self._measured = (key, QSize(round(sum(width for _, width, _ in self._parts())), self.px(20)))
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        """The same: half a key cap is no use."""
        return self.sizeHint()

    def _parts(self) -> Iterator[tuple[str, float, bool]]:
        """Texts with their width (the gap after them in it) and whether they are keys."""
        words, caps = QFontMetricsF(self.font()), QFontMetricsF(cap_font(self.font()))
        for word, keys in self._hints:
            if not all(acts(key) for key in keys):
                continue
            yield word, words.horizontalAdvance(word) + self.px(5), False
            for key in keys:
                cap = key not in _JOINS
                yield key, (cap_width(caps, key) if cap else words.horizontalAdvance(key)) + self.px(5), cap
            yield "", self.px(10), False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From left to right."""
        if self._blank:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for text, width, cap in self._parts():
            box = QRectF(x, 0, width - self.px(5), self.height())
            if cap:
                draw_cap(painter, box, text, self.font(), (self.surface, self.line, self.quiet))
            elif text:
                painter.setFont(self.font())
                painter.setPen(self.quiet)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            x += width


def cap_font(font: QFont) -> QFont:
    """The font of key caps that belongs to a font of words."""
    small = QFont(font)
    small.setPixelSize(max(1, round(size_of(font) * 12 / 13)))
    small.setFamily(_mono())
    small.setWeight(QFont.Weight.Normal)
    return small


@cache
def _mono() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def cap_width(metrics: QFontMetricsF, key: str) -> float:
    """Width of a cap."""
    return max(metrics.height() * 1.25, metrics.horizontalAdvance(key) + metrics.height() * 0.8)


def draw_cap(painter: QPainter, box: QRectF, key: str, font: QFont, inks: tuple[QColor, QColor, QColor]) -> None:
    """A key cap in the middle of a box: surface, edge and letter color.

    Caps are the same on every question, so each is painted once and kept; where it stands is rounded to whole pixels of
    the screen, so that it is as sharp as when it was painted.
    """
    high = min(box.height(), size_of(font) * 1.5)
    scale = painter.device().devicePixelRatioF()
    look = (font.family(), size_of(font), *(ink.rgba() for ink in inks))
    picture = _cap_picture(key, (round(box.width() * scale), round(high * scale)), scale, look)
    corner = QPointF(round(box.x() * scale) / scale, round((box.center().y() - high / 2) * scale) / scale)
    painter.drawPixmap(corner, picture)


@lru_cache(maxsize=512)
def _cap_picture(key: str, size: tuple[int, int], scale: float, look: tuple[str, int, int, int, int]) -> QPixmap:
    """One cap. `size` is in pixels of the screen, `look` family and size of the words, then the three colors."""
    family, words, *inks = look
    surface, edge, letter = (QColor.fromRgba(ink) for ink in inks)
    font = QFont(family)
    font.setPixelSize(words)
    picture = QPixmap(*size)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cap = QRectF(0, 0, size[0] / scale, size[1] / scale)
    fill_round(painter, cap, 5, surface)
    stroke_round(painter, cap, 5, edge, 1)
    painter.setPen(QPen(edge, 1))
    painter.drawLine(cap.bottomLeft() + QPointF(5, -1.5), cap.bottomRight() + QPointF(-5, -1.5))
    painter.setFont(cap_font(font))
    painter.setPen(letter)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    painter.end()
    return picture
