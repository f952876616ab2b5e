"""Dates as people type them, and how far away they are."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import chain

from mediquiz.language import DAYS, MONTHS, SHORT_DAYS, _, day_name, day_year, month, n_, short_day_name

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_LEAST_LETTERS = 3
"""Of a month's name: Ma could be March or May."""


def read_day(text: str, today: date, ahead: bool = True) -> date | None:
    """The day that was typed; None when it is none.

    Read are the US order (12/12/2026), a day first where it cannot be a month or stands before a dot (24.12.2026), ISO
    (2026-12-12) and months in words of the student's language or English, with or without a weekday. Digits may be of
    any script, a year may have two. Without a year it is the next such day, or, not `ahead`, the last.
    """
    plain = _plain(text)
    if found := _ISO.fullmatch(plain):
        year, _sign, number, day = found.groups()
        return _day(year, int(number), int(day), today, ahead)
    if found := _NUMBERS.fullmatch(plain):
        first, sign, second, short_or_long = found.groups()
        day_first = (sign == "." and int(second) <= 12) or int(first) > 12
        number, day = (second, first) if day_first else (first, second)
        return _day(short_or_long, int(number), int(day), today, ahead)
    return _from_words(plain, today, ahead)


def _plain(text: str) -> str:
    """Digits of ours, small letters, one space where there were commas and spaces."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    words = re.sub(r"[\s,\u200e\u200f]+", " ", "".join(digits).casefold()).strip()
    return re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", words)


def _from_words(plain: str, today: date, ahead: bool) -> date | None:
    parts = _PARTS.findall(plain)
    words = [part for part in parts if not part.isdigit() and not _is_weekday(part) and part not in ("of", "the")]
    numbers = [part for part in parts if part.isdigit()]
    if len(words) != 1 or not 1 <= len(numbers) <= 2 or not (number := _month(words[0])):
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    return _day(numbers[1] if len(numbers) == 2 else None, number, int(numbers[0]), today, ahead)


def _month(word: str) -> int:
    """1 to 12 of a name or its beginning; 0 when it is no month."""
    for number in range(1, 13):
        names = {MONTHS[number - 1].casefold(), month(number).casefold()}
        long_enough = len(word) >= _LEAST_LETTERS or word in names
        if long_enough and any(name.startswith(word) or (word == "sept" and number == 9) for name in names):
            return number
    return 0


def _is_weekday(word: str) -> bool:
    numbers = range(1, 8)
    names = chain(DAYS, SHORT_DAYS, map(day_name, numbers), map(short_day_name, numbers))
    return word in {name.casefold() for name in names}


def _day(year: str | None, number: int, day: int, today: date, ahead: bool) -> date | None:
    """None where the calendar has no such day. A year of two digits is of this century."""
    if year is not None:
        return _valid(int(year) + (today.year // 100 * 100 if len(year) == 2 else 0), number, day)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    days = (found for one in years if (found := _valid(one, number, day)) is not None)
    return next((found for found in days if (found >= today if ahead else found <= today)), None)


def _valid(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None


def how_far(day: date, today: date) -> str:
    """`Saturday, in 16 days`."""
    days = (day - today).days
    name = day_name(day.isoweekday())
    if abs(days) <= 1:
        near = {0: _("{weekday}, today"), 1: _("{weekday}, tomorrow"), -1: _("{weekday}, yesterday")}
        return near[days].format(weekday=name)
    if days > 0:
        return n_("{{weekday}}, in {n} day", "{{weekday}}, in {n} days", days).format(weekday=name)
    return n_("{{weekday}}, {n} day ago", "{{weekday}}, {n} days ago", -days).format(weekday=name)


def unread(today: date) -> str:
    """What to type, where what was typed is no date."""
    text = _("This is not a date. Type it as {words} or {numbers}.")
    return text.format(words=day_year(today), numbers=f"{today.month}/{today.day}/{today.year}")


def too_early(first: date, today: date) -> str:
    """A day before the first that makes sense."""
    if first >= today:
        return _("This day has passed. Choose today or a later day.")
    return _("This is too long ago. Choose {day} or a later day.").format(day=day_year(first))


def too_late(last: date, today: date) -> str:
    """A day after the last that makes sense."""
    if last <= today:
        return _("This day is still to come. Choose today or an earlier day.")
    return _("This is too far away. Choose {day} or an earlier day.").format(day=day_year(last))
