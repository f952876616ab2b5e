"""Colors and sizes from the style sheet. On the way to the first paint: keep the namespace Qt out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property
from PySide6.QtGui import QColor, QFont, QFontInfo
from PySide6.QtWidgets import QWidget


def ink(name: str) -> Any:
    """A color property that the style sheet sets (`qproperty-name: @role`), so a new theme repaints it."""
    slot = f"_ink_{name}"

    def read(self: QWidget) -> QColor:
        return getattr(self, slot, QColor("gray"))

    def write(self: QWidget, color: QColor) -> None:
        setattr(self, slot, color)
        QWidget.update(self)  # a table has another update() of its own, and hides this one before PySide6 6.11

    return Property(QColor, read, write)


def size_of(font: QFont) -> int:
    """The font's size in pixels, however it was given."""
    return font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_kind(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects by; costs nothing when it is the same."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)
