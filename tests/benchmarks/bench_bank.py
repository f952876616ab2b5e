"""A bank as long as one may get, read and checked, and the style sheet: what is promised in seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from mediquiz.banks import read_bank
from mediquiz.banks.checks import check_bank
from mediquiz.locations import shipped
from mediquiz.ui.theme import Theme

from ..banks.samples import ITEM, write_bank
from ..banks.test_checks import item
from .measure import Figure

ITEMS = 3_000


def measure(scratch: Path) -> list[Figure]:
    """Seconds for 3,000 items read and checked, milliseconds for sheet and palette; the fastest of some."""
    head = "topic: clinical.ecg\nitems:\n"
    long = write_bank(scratch / "long", **{"clinical/ecg.yaml": head + "".join(map(_long_item, range(ITEMS)))})
    plain = write_bank(scratch / "plain", **{"clinical/ecg.yaml": head + "".join(map(item, range(ITEMS)))})
    theme = Theme(shipped("resources"), "light")
    read, checked = _fastest(lambda: read_bank(long), 3), _fastest(lambda: check_bank(plain), 2)
    sheet = _fastest(lambda: (theme.style_sheet(), theme.palette()), 5)
    return [
        Figure("3,000 items read from one file", read, 3.0, "s", ""),
        Figure("3,000 items checked", checked, 10.0, "s", ""),
        Figure("style sheet and palette", sheet * 1000, 10.0, "ms", ""),
    ]


def _long_item(number: int) -> str:
    return ITEM.replace("0001", f"{number:04}")


def _fastest(call: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest call."""
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return min(found)
