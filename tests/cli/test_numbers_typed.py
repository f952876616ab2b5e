"""A number typed at a menu."""

from __future__ import annotations

import pytest

from mediquiz.commands import terminal
from mediquiz.commands.terminal import Terminal


@pytest.mark.parametrize("typed", ["9" * 5000, "0" * 5000 + "1", "²", "-1", "1e3", "\udcff"])
def test_what_is_no_number_is_asked_again(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    lines = iter([typed, "4"])
    monkeypatch.setattr(terminal, "typed_line", lambda *_: next(lines))
    assert Terminal(asked=True).number("How many?", 10, 200) == 4
