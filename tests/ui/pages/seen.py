"""What can be read and pressed on a page."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


def shown_text(widget: QWidget) -> str:
    """Every word that can be seen."""
    # What was put into a page that is shown already becomes visible with the next events.
    QApplication.processEvents()
    parts: list[Any] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if part.isVisibleTo(widget))


def button(widget: QWidget, text: str) -> QPushButton:
    """The button with this text that can be seen."""
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(widget))
