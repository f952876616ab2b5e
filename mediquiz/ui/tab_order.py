"""Tab goes through a page as one reads it; Qt's own order is that of making, and rows are made late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from mediquiz.ui.widgets.placed import Placed


def put_in_order(*roots: QWidget) -> None:
    """Give all that Tab can reach in widgets the order of reading, one widget after the other.

    In one chain: Qt would go from one to the next by way of a page's focus proxy, and pass over all before it.
    """
    stops = [stop for root in roots for stop in reading_order(root)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def stop_beside(root: QWidget, part: QWidget, forward: bool) -> QWidget | None:
    """Where Tab goes from a part of `root` that has the focus and is no stop itself, as a question that was just shown.

    Forward to the first stop in it, back to the last one before it; None where Qt's own order knows the way.
    """
    stops = list(reading_order(root))
    inside = [stop for stop in stops if part.isAncestorOf(stop)]
    if part in stops or not inside or not root.isAncestorOf(part):
        return None
    if forward:
        return inside[0]
    at = stops.index(inside[0])
    return stops[at - 1] if at else None


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """What can have the focus, first what stands first."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        return
    for part in _parts(widget):
        yield from reading_order(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        yield from [inside] if inside is not None else []
    elif isinstance(widget, Placed):
        yield from (held for item in widget.items if (held := item.widget()) is not None)
    elif layout is not None:
        yield from _laid_out(layout)
    else:
        yield from (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
