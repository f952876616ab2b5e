"""What tests of the ui share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mediquiz.ui.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def resources() -> Path:
    """The folder of tokens and style sheet."""
    return RESOURCES


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme on the application, taken off at the end."""
    before = (qapp.palette(), qapp.font())
    theme = Theme(RESOURCES, "light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    theme.deleteLater()
