"""Where rows of options stand: lengths that grow with the text, heights for a width, rectangles. Paints nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

from mediquiz.language import _
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.paint import TextBlock

GAP = 10
"""Pixels between two rows."""
_BASE = 16
"""Size of the text at 100 %."""
_NARROW, _NARROWEST = 440, 280
"""Up to these widths at 100 % a revealed row shows its sign without the word, and an open one has no strike sign."""


@dataclass(slots=True, kw_only=True)
class Row:
    """One option as it stands on the screen. `right` is None until the key is shown."""

    letter: str = "A"
    chosen: bool = False
    struck: bool = False
    right: bool | None = None
    text: TextBlock = field(default_factory=TextBlock)
    reason: TextBlock = field(default_factory=TextBlock)
    rect: QRect = field(default_factory=QRect)

    def ask(self, letter: str, text: str) -> None:
        """A fresh option: nothing chosen, nothing said about it."""
        self.letter, self.text.text, self.reason.text = letter, text, ""
        self.chosen, self.struck, self.right = False, False, None

    @property
    def state(self) -> str:
        """How it looks: plain, selected, struck; once the key is shown right, wrong or plain."""
        if self.right is not None:
            return "right" if self.right else "wrong" if self.chosen else "plain"
        return "selected" if self.chosen else "struck" if self.struck else "plain"

    @property
    def mark(self) -> str:
        """The word at the right once the key is shown."""
        if self.right is None or not (self.right or self.chosen):
            return ""
        return _("Your answer") if self.chosen else _("Right answer")

    @property
    def name(self) -> str:
        """All of it in words. That it is chosen is a state of the row, which a screen reader says by itself."""
        said = "; ".join(filter(None, (", ".join(self._facts()), self.reason.text)))
        text = _("Option {letter}: {text} ({said})") if said else _("Option {letter}: {text}")
        return text.format(letter=self.letter, text=self.text.text, said=said)

    def _facts(self) -> list[str]:
        """What became of it, one after the other."""
        facts = [_("right answer")] if self.right else []
        if self.right is not None and self.chosen:
            facts.append(_("your answer") if self.right else _("your answer, not right"))
        return [*facts, _("struck out")] if self.state == "struck" else facts


class Measures:
    """Fonts and lengths at one text size; made anew when the font changes, for a font made is a font paid for."""

    def __init__(self, font: QFont) -> None:
        self.scale = size_of(font) / _BASE
        self.text, self.reason, self.strong = QFont(font), self._sized(font, 13.5), self._sized(font, 13)
        self.sign = self._sized(font, 13)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.struck = QFont(self.text)
        self.struck.setStrikeOut(True)
        self._words = QFontMetrics(self.strong)
        self.badge, self.side, self.gap = self.px(26), self.pad(17), self.px(3)
        self.above, self.end = self.pad(14), self.pad(16)
        self.left = self.side + self.badge + self.above
        self.button = self.px(28)
        self._ready: dict[tuple[str, int], QStaticText] = {}

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self.scale)

    def pad(self, size: float) -> int:
        """A padding that grows half as fast."""
        return round(size * (1 + self.scale) / 2)

    def ready(self, text: str, font: QFont) -> QStaticText:
        """A letter or word in one of these fonts, made ready to be drawn again and again."""
        found = self._ready.get((text, id(font)))
        if found is None:
            found = self._ready[text, id(font)] = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(QTransform(), font)
        return found

    def mark_width(self, row: Row, width: int, strikeable: bool) -> int:
        """Room at the right: sign and word, the sign alone when narrow, or the strike sign."""
        if not row.mark:
            return self.button if self.has_sign(width, strikeable) else 0
        return self.px(23) + self._words.horizontalAdvance(row.mark) if width > self.px(_NARROW) else self.px(18)

    def has_sign(self, width: int, strikeable: bool) -> bool:
        """Whether rows of this width end with a strike sign; keys and right click do without."""
        return strikeable and width > self.px(_NARROWEST)

    def room(self, row: Row, width: int, strikeable: bool) -> int:
        """Width of the option's text in a row of this width."""
        return max(self.px(40), self.reason_room(width) - self.mark_width(row, width, strikeable) - self.pad(6))

    def reason_room(self, width: int) -> int:
        """Width of the reason, which stands below the mark."""
        return max(self.px(40), width - self.left - self.end)

    def height(self, row: Row, width: int, strikeable: bool) -> int:
        """High enough for the wrapped text and the reason beneath it."""
        text = max(float(self.badge), row.text.height(self.text, self.room(row, width, strikeable)))
        reason = row.reason.height(self.reason, self.reason_room(width)) + self.gap if row.reason.text else 0.0
        return math.ceil(text + reason) + 2 * self.above

    def strike_rect(self, row: Row) -> QRect:
        """The strike sign at the right of the first line."""
        left = row.rect.right() + 1 - self.pad(12) - self.button
        return QRect(left, row.rect.top() + self.above - self.px(1), self.button, self.button)

    def _sized(self, font: QFont, size: float) -> QFont:
        made = QFont(font)
        made.setPixelSize(self.px(size))
        return made


def stacked(heights: Sequence[int]) -> int:
    """Height of rows one under the other."""
    return sum(heights) + GAP * max(0, len(heights) - 1)


def place(rows: Sequence[Row], heights: Sequence[int], width: int) -> None:
    """Give each row its rectangle."""
    top = 0
    for row, height in zip(rows, heights, strict=True):
        row.rect = QRect(0, top, width, height)
        top += height + GAP


def row_at(rows: Sequence[Row], point: QPoint) -> int:
    """The row under a point; -1 between rows."""
    return next((index for index, row in enumerate(rows) if row.rect.contains(point)), -1)
