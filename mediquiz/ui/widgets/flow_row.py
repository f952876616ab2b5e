"""Widgets in a line that goes on in the next line when there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget, QWidgetItem

from mediquiz.ui.widgets.placed import Placed, height_of


@dataclass(slots=True)
class _Entry:
    item: QWidgetItem
    optional: bool
    springs: int
    """Springs before it."""


_RENEWING = (
    QEvent.Type.LayoutRequest,
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.Polish,
    QEvent.Type.Show,
)

Line = list[tuple[_Entry, int, int]]
"""Entries with their width and height. Asked once a pass: sizes of text cost more than all the rest here."""


class FlowRow(Placed):
    """Buttons, chips and the like at their own size. None is a spring, which counts while all fits on one line;
    what is optional gives way before a second line is begun.

    `FlowRow(8)` and `FlowRow(8, 4)` are empty rows with that gap, and that gap between lines.
    """

    def __init__(
        self,
        widgets: Sequence[QWidget | None] | int = (),
        gap: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        plain = isinstance(widgets, int)
        self._gap: int = widgets if isinstance(widgets, int) else 10 if gap is None else gap
        self._line_gap = self._gap if gap is None or not plain else gap
        self._entries: list[_Entry] = []
        self._springs = 0
        self._kept: dict[tuple[int, tuple[bool, ...]], list[Line]] = {}
        if not isinstance(widgets, int):
            self.add(*widgets)

    def add(self, *widgets: QWidget | None, optional: bool = False) -> None:
        """Add at the end; None is a spring."""
        for widget in widgets:
            if widget is None:
                self.add_spring()
            else:
                self.adopt([widget])
                self._entries.append(_Entry(self.items[-1], optional, self._springs))
                self._springs = 0

    def add_spring(self) -> None:
        """Keep what follows to the right while all stands on one line."""
        self._springs += 1

    # --- size ------------------------------------------------------------------------------

    def heightForWidth(self, width: int) -> int:
        """The lines and the room between them."""
        return sum(_line_height(line) + self._line_gap for line in self._lines(width)) - self._line_gap

    def sizeHint(self) -> QSize:
        """All on one line, without what is optional."""
        entries = [entry for entry in self._shown() if not entry.optional]
        return QSize(self._natural(entries), max((e.item.sizeHint().height() for e in entries), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest one; what is optional may go."""
        sizes = [entry.item.minimumSize() for entry in self._shown() if not entry.optional]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _shown(self) -> list[_Entry]:
        """Those that are not hidden; a hidden one leaves its springs to the next."""
        shown, springs = [], 0
        for entry in self._entries:
            springs += entry.springs
            if not entry.item.isEmpty():
                shown.append(_Entry(entry.item, entry.optional, springs))
                springs = 0
        return shown

    def _natural(self, entries: Sequence[_Entry]) -> int:
        return sum(entry.item.sizeHint().width() for entry in entries) + self._gap * max(0, len(entries) - 1)

    def _fitting(self, width: int) -> list[tuple[_Entry, int]]:
        """Entries with their natural width; without what is optional when not all fits on one line."""
        shown = [(entry, entry.item.sizeHint().width()) for entry in self._shown()]
        if sum(wide + self._gap for _, wide in shown) - self._gap <= width:
            return shown
        return [pair for pair in shown if not pair[0].optional]

    def event(self, event: QEvent) -> bool:
        """What was worked out holds until a child or the font wants another size."""
        if event.type() in _RENEWING:
            self._kept.clear()
        return super().event(event)

    def _lines(self, width: int) -> list[Line]:
        """Asked a dozen times in one layout, so kept."""
        key = (width, tuple(entry.item.isEmpty() for entry in self._entries))
        if key not in self._kept:
            self._kept[key] = self._work_out(width)
        return self._kept[key]

    def _work_out(self, width: int) -> list[Line]:
        lines: list[Line] = [[]]
        room = width
        for entry, natural in self._fitting(width):
            wanted = min(natural, width)
            if lines[-1] and wanted > room:
                lines.append([])
                room = width
            lines[-1].append((entry, wanted, height_of(entry.item, wanted)))
            room -= wanted + self._gap
        return lines

    # --- layout ----------------------------------------------------------------------------

    def place(self) -> None:
        """Line by line, each in the middle of its line."""
        placed = {id(entry.item): box for entry, box in self._boxes()}
        for entry in self._shown():
            entry.item.setGeometry(placed.get(id(entry.item), QRect(0, -1, 0, 0)))

    def _boxes(self) -> Iterator[tuple[_Entry, QRect]]:
        lines = self._lines(self.width())
        one, y = len(lines) == 1, 0
        if one:
            y = max(0, (self.height() - _line_height(lines[0])) // 2)
        for line in lines:
            yield from self._line_boxes(line, y, self._spare(line) if one else 0)
            y += _line_height(line) + self._line_gap

    def _spare(self, line: Line) -> int:
        return max(0, self.width() - sum(width for _, width, _ in line) - self._gap * (len(line) - 1))

    def _line_boxes(self, line: Line, y: int, spare: int) -> Iterator[tuple[_Entry, QRect]]:
        x, high = 0, _line_height(line)
        springs = sum(entry.springs for entry, _, _ in line)
        share = 0 if springs or not spare else spare // max(1, sum(_expands(entry) for entry, _, _ in line))
        for entry, wanted, tall in line:
            x += spare * entry.springs // springs if springs else 0
            extra = share if share and _expands(entry) else 0
            high_here = height_of(entry.item, wanted + extra) if extra else tall
            yield entry, QRect(x, y + (high - high_here) // 2, wanted + extra, high_here)
            x += wanted + extra + self._gap


def _expands(entry: _Entry) -> bool:
    return bool(entry.item.expandingDirections() & Qt.Orientation.Horizontal)


def _line_height(line: Line) -> int:
    return max((tall for _, _, tall in line), default=0)
