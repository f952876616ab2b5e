"""Where a window fits on the screens there are. On the way to the first paint: keep the namespace Qt out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

FRAME = 40
"""Pixels that the title bar takes, which is not known before the window is shown."""


def rooms() -> list[QRect]:
    """What the screens leave to windows, the first screen first."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def first_size(wanted: QSize) -> QSize:
    """As wanted, but with its frame on the first screen."""
    found = rooms()
    return wanted.boundedTo(_inside(found[0])) if found else wanted


def fitted(box: QRect, found: Sequence[QRect]) -> QRect:
    """Where and as large as it was, as far as a screen has room; in the middle of the first where none shows it."""
    if not found:
        return box
    room = max(found, key=lambda one: _area(one.intersected(box)))
    size = box.size().boundedTo(_inside(room))
    if not room.intersects(box):
        at = room.center() - QPoint(size.width() // 2, size.height() // 2)
        return QRect(at, size)
    return QRect(_within(box.topLeft(), size, room), size)


def _inside(room: QRect) -> QSize:
    return QSize(room.width(), room.height() - FRAME)


def _within(at: QPoint, size: QSize, room: QRect) -> QPoint:
    """So that nothing of it is outside, and the title bar can be seized."""
    left = max(room.left(), min(at.x(), room.right() + 1 - size.width()))
    return QPoint(left, max(room.top(), min(at.y(), room.bottom() + 1 - size.height())))


def _area(box: QRect) -> int:
    return max(0, box.width()) * max(0, box.height())
