"""How numbers are said: a time, a share, a range, so many of so many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mediquiz.domain.summaries import Band
from mediquiz.language import _, n_, percent, percent_number


def minutes(number: float) -> str:
    """`22 minutes`, `3 h`, `3 h 12 min`."""
    hours, rest = divmod(round(number), 60)
    if not hours:
        return n_("{n} minute", "{n} minutes", rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def result_percent(share: float, mark: float) -> str:
    """`58.3%` of .583: the result of an exam, which is counted and not estimated, the same wherever it stands."""
    return percent(share, mark, tenths=True)


def scaled_score(score: float, passing: float) -> str:
    """`429` of 429.7 where 430 passes: a whole number that never reads as a pass when it is none."""
    whole = round(score)
    return f"{whole - 1 if score < passing <= whole else whole}"


def of_exam(share: float) -> str:
    """`12% of the exam`."""
    return _("{share} of the exam").format(share=percent(share))


def share_range(low: float, high: float, mark: float | None = None) -> str:
    """`58 – 82%`: whole points, rounded outwards so that the range never looks surer than it is.

    An end that would read as 0, 100 or the passing mark (0 to 1) and is not is said in tenths, as by `percent`.
    """
    ends = _end(low, math.floor(low * 100 + 1e-9), mark), _end(high, math.ceil(high * 100 - 1e-9), mark)
    return _("{low} – {high}%").format(low=ends[0], high=ends[1])


def _end(share: float, outwards: int, mark: float | None) -> str:
    known = (0.0, 1.0, share if mark is None else mark)
    reads_wrong = any(abs(outwards / 100 - one) < 1e-9 < abs(share - one) for one in known)
    return percent_number(share, mark, tenths=True) if reads_wrong else f"{outwards}"


def band_range(band: Band, mark: float | None = None) -> str:
    """The interval of an estimate in whole points, beside the passing mark where there is one."""
    return share_range(band.low, band.high, mark)


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
