from __future__ import annotations

from .conftest import Launch


def test_print(launch: Launch) -> None:
    person = launch()
    print(person.reads())
    assert person.sees("exam")
