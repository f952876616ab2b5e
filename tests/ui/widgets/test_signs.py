"""The drawings of the sidebar."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mediquiz.ui.widgets.nav import NavButton
from mediquiz.ui.widgets.signs import _STROKES, GRID, drawn


@pytest.mark.parametrize("page", sorted(drawn()))
def test_it_stays_inside_its_box(page: str) -> None:
    assert all(1 <= at <= GRID - 1 for stroke in _STROKES[page] for place in stroke for at in place)


def test_it_is_drawn_in_another_color_for_the_page_shown(qtbot: QtBot, theme: object) -> None:
    button = NavButton("progress", "Progress")
    qtbot.addWidget(button)
    button.resize(180, 40)
    before = button.grab().toImage().pixelColor(14, 20)
    button.setChecked(True)
    assert button.grab().toImage().pixelColor(14, 20) != before
