"""Small line drawings for the sidebar, on a grid of 20. On the way to the first paint: keep the namespace Qt out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

GRID = 20
_LINE = 1.6

Stroke = tuple[tuple[float, float], ...]
_STROKES: dict[str, tuple[Stroke, ...]] = {
    "today": (
        ((3, 9.5), (10, 3.5), (17, 9.5)),
        ((5, 8.5), (5, 16.5), (15, 16.5), (15, 8.5)),
        ((8, 16), (8, 11.5), (12, 11.5), (12, 16)),
    ),
    "study": (
        ((10, 5.5), (10, 16.5)),
        (
            (10, 5.5),
            (7.5, 4),
            (3, 4),
            (3, 15),
            (7.5, 15),
            (10, 16.5),
            (12.5, 15),
            (17, 15),
            (17, 4),
            (12.5, 4),
            (10, 5.5),
        ),
    ),
    "exams": (
        ((7, 4.5), (4, 4.5), (4, 17), (16, 17), (16, 4.5), (13, 4.5)),
        ((7, 3), (13, 3), (13, 6), (7, 6), (7, 3)),
        ((7, 11.5), (9.2, 13.7), (13.2, 9.5)),
    ),
    "progress": (((3, 3.5), (3, 16.5), (17, 16.5)), ((6, 12.5), (9, 8.5), (12, 10.5), (16.5, 5))),
    "library": (((4, 4), (4, 16)), ((8, 4), (8, 16)), ((11.5, 4.5), (15.5, 15.8)), ((3, 16.5), (17, 16.5))),
    "settings": (
        ((3, 6), (9, 6)),
        ((13, 6), (17, 6)),
        ((11, 4), (11, 8)),
        ((3, 14), (6, 14)),
        ((10, 14), (17, 14)),
        ((8, 12), (8, 16)),
    ),
}
"""The drawing of each page: open lines through these points."""


def drawn() -> Iterator[str]:
    """Pages that have a drawing."""
    yield from _STROKES


def draw(painter: QPainter, page: str, box: QRectF, color: QColor) -> None:
    """Draw a page's sign into a square box; nothing for a page without one."""
    path = QPainterPath()
    unit = box.width() / GRID
    for stroke in _STROKES.get(page, ()):
        places = [(box.x() + x * unit, box.y() + y * unit) for x, y in stroke]
        path.moveTo(*places[0])
        for place in places[1:]:
            path.lineTo(*place)
    painter.strokePath(path, _pen(color, _LINE * unit))


def _pen(color: QColor, width: float) -> QPen:
    """Made in steps: a pen made of a color asks for the namespace Qt."""
    pen = QPen()
    pen.setColor(color)
    pen.setWidthF(width)
    return pen
