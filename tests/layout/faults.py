"""What is wrong with how a window stands now: text that is cut, widgets that overlap, room that is empty or missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Words
from mediquiz.ui.widgets.table_view import TableView

EMPTY = 90
"""Pixels that a page may end with beneath its last words; padding at 200 % text takes 60."""
_ROWS = 30
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_ROOM_OF_ITS_OWN = (QStackedWidget, QMainWindow, QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit)
"""What places its parts by itself: Qt's own, where parts lie over each other on purpose."""


def faults(window: QWidget) -> list[str]:
    """One line for each fault that is to be seen in the window as it stands."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and not _gave_way(widget):
            found += _cut(widget)
            found += _squeezed(widget)
            found += _over_each_other(widget)
            if isinstance(widget, QScrollArea):
                found += _empty(widget)
    return list(dict.fromkeys(found))


def _gave_way(widget: QWidget) -> bool:
    """What a row may do without, such as the hints of keys, goes where there is no room for it."""
    inside, around = widget, widget.parentWidget()
    while around is not None:
        gone = inside.width() * inside.height() == 0
        if (
            gone
            and isinstance(around, FlowRow)
            and any(e.optional and e.item.widget() is inside for e in around._entries)
        ):
            return True
        inside, around = around, around.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    """Class and words, so that a fault can be found."""
    words = ""
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        words = widget.text()
    elif isinstance(widget, QComboBox):
        words = widget.currentText()
    words = words or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {words[:40]!r}"


# --- text ------------------------------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        yield from _label(widget)
    elif isinstance(widget, QPushButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, TableView):
        yield from _table(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)


def _label(label: QLabel) -> Iterator[str]:
    if not label.wordWrap():
        if label.width() < label.sizeHint().width():
            yield f"cut: {name_of(label)} is {label.width()} wide and needs {label.sizeHint().width()}"
        return
    if label.height() < label.heightForWidth(label.width()):
        yield f"cut: {name_of(label)} is {label.height()} high and needs {label.heightForWidth(label.width())}"
    longest = max(label.text().split(), key=len, default="")
    room = label.contentsRect().width() if isinstance(label, Words) else label.width()
    plain = "<" not in longest and "&" not in longest
    if plain and label.fontMetrics().horizontalAdvance(longest) > room + 1:
        yield f"cut: {longest!r} of {name_of(label)} does not fit into {room}"


def _button(button: QPushButton) -> Iterator[str]:
    needs = button.sizeHint()
    if button.hasHeightForWidth():
        needs.setHeight(button.heightForWidth(button.width()))
        needs.setWidth(min(needs.width(), button.minimumSizeHint().width()))
    if button.width() < needs.width() or button.height() < needs.height():
        has = f"{button.width()} x {button.height()}"
        yield f"cut: {name_of(button)} has {has}, needs {needs.width()} x {needs.height()}"


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    style, control = box.style(), QStyle.ComplexControl.CC_ComboBox
    room = style.subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, box).width()
    needs = box.fontMetrics().horizontalAdvance(box.currentText())
    if room < needs:
        yield f"cut: {name_of(box)} has {room}, needs {needs}"


def _line(line: QLineEdit) -> Iterator[str]:
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right() - 4
    around = line.parentWidget()
    words = line.text() if isinstance(around, QAbstractSpinBox) else "" if line.text() else line.placeholderText()
    needs = line.fontMetrics().horizontalAdvance(words)
    if needs > room:
        yield f"cut: {words!r} in {name_of(around or line)} has {room}, needs {needs}"


def _header(header: QHeaderView) -> Iterator[str]:
    table = header.parentWidget()
    if not isinstance(table, TableView) or not header.isVisible() or header.orientation() != Qt.Orientation.Horizontal:
        return
    font = QFont(table.font())
    font.setPixelSize(round(font.pixelSize() * 12.5 / 14))
    font.setWeight(QFont.Weight.DemiBold)
    for section, column in enumerate(table.rows_model.columns):
        needs, room = QFontMetrics(font).horizontalAdvance(column.title) + 18, header.sectionSize(section)
        if not header.isSectionHidden(section) and room < needs:
            yield f"cut: column {column.title!r} of {name_of(table)} has {room}, needs {needs}"


def _table(table: TableView) -> Iterator[str]:
    """Columns of a width of their own: what shares the rest of the room may be shortened, and a tip says it whole."""
    model, hidden = table.rows_model, table.verticalScrollBar().maximum()
    if table.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff and hidden > 0:
        yield f"cut: {hidden} pixels of the rows of {name_of(table)}"
    for number, column in enumerate(model.columns):
        if not column.width or column.interval or table.isColumnHidden(number):
            continue
        for row in range(min(_ROWS, model.rowCount())):
            text = str(model.index(row, number).data())
            longest = max(text.split(), key=len, default="") if table.wordWrap() else text
            needs = table.fontMetrics().horizontalAdvance(longest) + 12
            if needs > table.columnWidth(number):
                yield f"cut: {text!r} in column {number} of {name_of(table)}: {table.columnWidth(number)} < {needs}"
                break


# --- room ------------------------------------------------------------------------------------------------------------


def _squeezed(widget: QWidget) -> Iterator[str]:
    """Narrower than its parts need, or lower. What follows its width has one height, and what scrolls has any."""
    if isinstance(widget, (QScrollBar, QHeaderView)) or isinstance(widget.parentWidget(), _ROOM_OF_ITS_OWN[3:]):
        return
    if isinstance(widget, QStackedWidget) or widget.findChildren(QStackedWidget):
        return  # What it needs may be the need of a page that is not shown; that which is shown is looked at itself.
    layout = widget.layout()
    least = layout.totalMinimumSize() if layout is not None else widget.minimumSizeHint()
    follows = widget.hasHeightForWidth() or layout is not None or isinstance(widget, QAbstractScrollArea)
    high = 0 if follows else least.height()
    if widget.hasHeightForWidth() and not widget.findChildren(QAbstractScrollArea):
        high = widget.heightForWidth(widget.width())
    if widget.width() < least.width() or widget.height() < high:
        has, needs = f"{widget.width()} x {widget.height()}", f"{least.width()} x {high}"
        yield f"squeezed: {name_of(widget)} has {has}, needs {needs}"


def _over_each_other(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, _ROOM_OF_ITS_OWN) and not isinstance(parent, QMainWindow):
        return
    inside = [w for w in parent.findChildren(QWidget, options=_DIRECT) if _counts(w)]
    scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
    for widget in inside:
        if not scrolled and not parent.rect().contains(widget.geometry()):
            where = f"{_box(widget.geometry())} stands out of {name_of(parent)} {_box(parent.rect())}"
            yield f"cut: {name_of(widget)} at {where}"
    for one, other in combinations(inside, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"overlap: {name_of(one)} {_box(one.geometry())} and {name_of(other)} {_box(other.geometry())}"


def _counts(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.isWindow() and widget.width() * widget.height() > 0


def _empty(area: QScrollArea) -> Iterator[str]:
    """What can be scrolled to and holds nothing; and whatever is wider than the window."""
    page = area.widget()
    if page is None:
        return
    leaves = [leaf for leaf in page.findChildren(QWidget) if _is_leaf(leaf)]
    wide = max((leaf.mapTo(page, QPoint(leaf.width(), 0)).x() for leaf in leaves), default=0) - area.viewport().width()
    if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        wide = area.horizontalScrollBar().maximum()
    if wide > 0:
        yield f"wide: {name_of(area)} holds {wide} pixels more than its width"
    if area.verticalScrollBar().maximum() == 0:
        return
    last = max((_bottom(leaf, page) for leaf in leaves), default=0)
    if page.height() - last > EMPTY:
        yield f"empty: {page.height() - last} pixels beneath the last words of {name_of(area)}"


def _is_leaf(widget: QWidget) -> bool:
    return _counts(widget) and not any(_counts(w) for w in widget.findChildren(QWidget, options=_DIRECT))


def _bottom(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint(0, widget.height())).y()


def _box(rect: QRect) -> str:
    return f"({rect.x()},{rect.y()} {rect.width()}x{rect.height()})"
