"""How a row of an option looks: box, badge, words, what became of it, focus ring."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from mediquiz.ui.widgets.answer_area import AnswerArea
from mediquiz.ui.widgets.ink import ink
from mediquiz.ui.widgets.option_rows import Measures, Row
from mediquiz.ui.widgets.paint import draw_sign, fill_round, stroke_round

LEFT = Qt.AlignmentFlag.AlignLeft
RING, RING_GAP = 3, 2
"""The box draws in to make room for a ring with a gap, so rows stay in line with the stem and need no margin."""


class Look(NamedTuple):
    """Colors of a row in one state."""

    fill: QColor
    edge: QColor
    edge_width: int
    badge: QColor
    letter: QColor
    text: QColor


class Touch(NamedTuple):
    """What mouse, focus and page do to a row at the moment."""

    hovered: bool
    on_sign: bool
    ringed: bool
    open: bool
    strikeable: bool


class Inks(AnswerArea):
    """The colors, from the style sheet."""

    surface = ink("surface")
    edge = ink("edge")
    closedEdge = ink("closedEdge")  # noqa: N815 - Qt properties are written so in the style sheet
    hoverEdge = ink("hoverEdge")  # noqa: N815
    sunken = ink("sunken")
    words = ink("words")
    quiet = ink("quiet")
    chosen = ink("chosen")
    chosenSoft = ink("chosenSoft")  # noqa: N815
    good = ink("good")
    goodSoft = ink("goodSoft")  # noqa: N815
    bad = ink("bad")
    badSoft = ink("badSoft")  # noqa: N815
    ring = ink("ring")

    def look(self, state: str, touch: Touch) -> Look:
        """The colors of a state. What can be pressed has an edge that can be seen; a closed row needs none."""
        if state == "selected":
            return Look(self.chosenSoft, self.chosen, 2, self.chosen, self.surface, self.words)
        if state == "right":
            return Look(self.goodSoft, self.good, 2, self.good, self.surface, self.words)
        if state == "wrong":
            return Look(self.badSoft, self.bad, 2, self.bad, self.surface, self.words)
        edge = self.closedEdge if not touch.open else self.hoverEdge if touch.hovered else self.edge
        words = self.quiet if state == "struck" else self.words
        return Look(self.surface, edge, 1, self.sunken, words, words)


def paint_row(painter: QPainter, inks: Inks, row: Row, measures: Measures, touch: Touch) -> None:
    """One row, in its rectangle."""
    look = inks.look(row.state, touch)
    _draw_box(painter, inks, QRectF(row.rect), look, touch.ringed)
    _draw_badge(painter, row, measures, look)
    _draw_words(painter, inks, row, measures, look, touch.strikeable)
    if row.mark:
        _draw_mark(painter, row, measures, look.edge, touch.strikeable)
    elif measures.has_sign(row.rect.width(), touch.strikeable):
        _draw_strike(painter, inks, row, measures, touch.on_sign)


def _draw_box(painter: QPainter, inks: Inks, box: QRectF, look: Look, ringed: bool) -> None:
    radius = 10.0
    if ringed:
        stroke_round(painter, box, radius, inks.ring, RING)
        inset = RING + RING_GAP
        box, radius = box.adjusted(inset, inset, -inset, -inset), radius - inset + 1
    width = look.edge_width
    fill_round(painter, box, radius, look.edge)
    fill_round(painter, box.adjusted(width, width, -width, -width), radius - width, look.fill)


def _draw_badge(painter: QPainter, row: Row, measures: Measures, look: Look) -> None:
    badge = QRectF(row.rect.left() + measures.side, row.rect.top() + measures.above, measures.badge, measures.badge)
    fill_round(painter, badge, measures.px(7), look.badge)
    painter.setPen(look.letter)
    _draw_centered(painter, measures, badge, row.letter, measures.strong)
    if row.state == "struck":
        _cross_out(painter, measures, badge, look.letter)


def _draw_words(painter: QPainter, inks: Inks, row: Row, measures: Measures, look: Look, strikeable: bool) -> None:
    room = measures.room(row, row.rect.width(), strikeable)
    left, top = row.rect.left() + measures.left, float(row.rect.top() + measures.above)
    font = measures.struck if row.state == "struck" else measures.text
    height = row.text.height(font, room)
    # A single line sits in the middle of its badge.
    offset = max(0.0, (measures.badge - height) / 2)
    painter.setPen(look.text)
    row.text.draw(painter, QRectF(left, top + offset, room, height), font, LEFT)
    if row.reason.text:
        below = top + max(float(measures.badge), height) + measures.gap
        painter.setPen(inks.quiet)
        row.reason.draw(
            painter,
            QRectF(left, below, measures.reason_room(row.rect.width()), row.rect.height()),
            measures.reason,
            LEFT,
        )


def _draw_mark(painter: QPainter, row: Row, measures: Measures, color: QColor, strikeable: bool) -> None:
    width, side = measures.mark_width(row, row.rect.width(), strikeable), measures.px(16)
    left, top = row.rect.right() + 1 - measures.end - width, row.rect.top() + measures.above
    draw_sign(painter, QRectF(left, top + (measures.badge - side) / 2, side, side), bool(row.right), color)
    if width > measures.px(18):
        painter.setPen(color)
        box = QRectF(left + measures.px(22), top, width - measures.px(23), measures.badge)
        _draw_centered(painter, measures, box, row.mark, measures.strong)


def _draw_strike(painter: QPainter, inks: Inks, row: Row, measures: Measures, hovered: bool) -> None:
    """The letter of the option with a line through it: an S would be that of Sure."""
    box = QRectF(measures.strike_rect(row))
    if hovered or row.struck:
        fill_round(painter, box, 6, inks.sunken)
    color = inks.words if hovered else inks.quiet
    painter.setPen(color)
    _draw_centered(painter, measures, box, row.letter, measures.sign)
    _cross_out(painter, measures, box, color)


def _draw_centered(painter: QPainter, measures: Measures, box: QRectF, text: str, font: QFont) -> None:
    ready = measures.ready(text, font)
    size = ready.size()
    painter.setFont(font)
    at = QPointF(box.left() + (box.width() - size.width()) / 2, box.top() + (box.height() - size.height()) / 2)
    painter.drawStaticText(at, ready)


def _cross_out(painter: QPainter, measures: Measures, box: QRectF, color: QColor) -> None:
    """A line through a letter: Qt 6.11 sets that of a crossed out font beside a static text."""
    width, thickness = measures.px(12), max(1, measures.px(1))
    painter.fillRect(QRectF(box.center().x() - width / 2, round(box.center().y()), width, thickness), color)
