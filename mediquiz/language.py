"""The language of what a student reads. English is the source; a catalog puts another in its place.

Texts are marked where they stand: `_("Next question")`, `n_("{n} question", "{n} questions", n)`, and `N_("…")` for a
constant that is made before the language is known and goes through `_` when it is shown. What changes inside a text is
a named field, filled after the lookup: `_("Question {place} of {total}").format(place=3, total=10)`. Parts of
sentences are never glued: another language puts them in another order.

Catalogs are gettext's (`<folder>/<language>/LC_MESSAGES/mediquiz.mo`), found by gettext's own rules. Without a
folder of them nothing is imported and nothing looked up: this module is on the way to the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

# What is imported here delays the first paint.
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DOMAIN = "mediquiz"

_lookup: Callable[[str], str] | None = None
_lookup_plural: Callable[[str, str, int], str] | None = None
_language = ""


def _(text: str) -> str:
    """The text in the student's language."""
    return text if _lookup is None else _lookup(text)


def n_(one: str, many: str, n: int) -> str:
    """The text for this number, with `{n}` filled in (`1,234 questions`)."""
    form = (one if n == 1 else many) if _lookup_plural is None else _lookup_plural(one, many, n)
    return form.format(n=f"{n:,}")


def N_(text: str) -> str:
    """Marks a constant for the catalog; `_` translates it when it is shown."""
    return text


def use(folder: Path, languages: Sequence[str] | None = None) -> bool:
    """Take the texts of the first of these languages that has a catalog; None asks the environment.

    True when one was found; else English stays. A catalog that cannot be read counts as none.
    """
    global _lookup, _lookup_plural, _language
    if not folder.is_dir():
        forget()
        return False
    import gettext

    try:
        found = gettext.translation(DOMAIN, folder, languages)
    except (OSError, ValueError, UnicodeDecodeError):
        forget()
        return False
    _lookup, _lookup_plural, _language = found.gettext, found.ngettext, found.info().get("language", "")
    return True


def forget() -> None:
    """Back to English."""
    global _lookup, _lookup_plural, _language
    _lookup = _lookup_plural = None
    _language = ""


def language() -> str:
    """The language of the catalog in use, such as `de` or `pt_BR`; nothing in English."""
    return _language


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_SHORT_DATES = (
    N_("Jan {day}"), N_("Feb {day}"), N_("Mar {day}"), N_("Apr {day}"), N_("May {day}"), N_("Jun {day}"),
    N_("Jul {day}"), N_("Aug {day}"), N_("Sep {day}"), N_("Oct {day}"), N_("Nov {day}"), N_("Dec {day}"),
)  # fmt: skip
"""Whole dates and not names of months: a short name alone would be one text with a long one in May."""


def month(number: int) -> str:
    """`November` of 11. Not from strftime, which follows the computer and not the catalog."""
    return _(MONTHS[number - 1])


def day_name(number: int) -> str:
    """`Saturday` of 6: Monday is 1, as in ISO 8601."""
    return _(DAYS[number - 1])


def short_day_name(number: int) -> str:
    """`Sat` of 6."""
    return _(SHORT_DAYS[number - 1])


def day(on: date) -> str:
    """`November 14`."""
    return _("{month} {day}").format(month=month(on.month), day=on.day)


def day_year(on: date) -> str:
    """`November 14, 2026`."""
    return _("{month} {day}, {year}").format(month=month(on.month), day=on.day, year=on.year)


def month_year(on: date) -> str:
    """`November 2026`."""
    return _("{month} {year}").format(month=month(on.month), year=on.year)


def short_day(on: date) -> str:
    """`Nov 14`, for the axis of a chart."""
    return _(_SHORT_DATES[on.month - 1]).format(day=on.day)


def weekday(on: date) -> str:
    """`Saturday, November 14`."""
    return _("{weekday}, {day}").format(weekday=day_name(on.isoweekday()), day=day(on))


def percent(share: float, mark: float | None = None, *, tenths: bool = False) -> str:
    """`58%` of .583, `99.5%` of .995: whole points, or tenths, that never read as what the share is not.

    A share that would read as 0, 100 or the passing mark (0 to 1) without being it is said in tenths; one that would
    even then is said as the next tenth on its own side: `69.9%` of .69998 where .7 passes. With `tenths` one decimal
    is always shown, as for results that are counted.
    """
    return _("{number}%").format(number=percent_number(share, mark, tenths=tenths))


def percent_number(share: float, mark: float | None = None, *, tenths: bool = False) -> str:
    """The number of `percent` alone: `58`, `99.5`."""
    if mark is not None and abs(share - mark) < 1e-9 and not tenths:
        return _to_a_tenth(mark)
    whole, known = round(share * 100), [0.0, 1.0, *([] if mark is None else [mark])]
    if not tenths and not any(_reads_as(whole * 10, share, one) for one in known):
        return f"{whole}"
    tenth = round(share * 1000)
    for one in known:
        if _reads_as(tenth, share, one):
            tenth += 1 if share > one else -1
    return f"{tenth / 10:.1f}"


def _reads_as(tenths: int, share: float, known: float) -> bool:
    """Whether so many tenths of a percent would be taken for a number that the share is not."""
    return tenths == round(known * 1000) and abs(share - known) > 1e-9


def passing_percent(mark: float) -> str:
    """`70%` of .7, `62.5%` of .625: a passing mark as it is, to a tenth."""
    return _("{number}%").format(number=_to_a_tenth(mark))


def _to_a_tenth(mark: float) -> str:
    return f"{round(mark * 100, 1):g}"
