"""How numbers are said: a time, a share, a range, so many of so many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mediquiz.domain.summaries import Band
from mediquiz.language import _, n_, percent


def minutes(number: float) -> str:
    """`22 minutes`, `3 h`, `3 h 12 min`."""
    hours, rest = divmod(round(number), 60)
    if not hours:
        return n_("{n} minute", "{n} minutes", rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def exact_percent(share: float) -> str:
    """`58.3%` of .583, for a result that is counted and not estimated."""
    return _("{number}%").format(number=f"{share * 100:.1f}")


def weight(share: float) -> str:
    """Share of an exam; never rounded down to nothing."""
    return _("under 1%") if 0 < share <= 0.005 else percent(share)


def of_exam(share: float) -> str:
    """`12% of the exam`."""
    return _("{share} of the exam").format(share=weight(share))


def share_range(low: float, high: float) -> str:
    """`58 – 82%`: whole points, rounded outwards so that the range never looks surer than it is."""
    low, high = math.floor(low * 100 + 1e-9), math.ceil(high * 100 - 1e-9)
    return _("{low} – {high}%").format(low=low, high=high)


def band_range(band: Band) -> str:
    """The interval of an estimate in whole points."""
    return share_range(band.low, band.high)


def out_of(part: int, whole: int) -> str:
    """`22 of 40`."""
    return _("{part} of {whole}").format(part=part, whole=whole)


def right_of(right: int, answered: int) -> str:
    """`22 of 40 right`."""
    return _("{right} of {answered} right").format(right=right, answered=answered)


def listed(parts: Sequence[str]) -> str:
    """Parts side by side, with what this language puts between them."""
    said = "".join(parts[:1])
    for part in parts[1:]:
        said = _("{before}, {next}").format(before=said, next=part)
    return said
