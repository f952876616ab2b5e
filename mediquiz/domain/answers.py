"""What a student gives as the answer to an item: one value for each way of answering, and one text form of them all.

Places of options are places in the author's order, whatever order they were shown in. The text form goes into the log:
rows from before there was more than one kind (`""`, `"2"`) read as what they meant then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing was given: left open, taken back, or the time ran out."""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options, by place. Which was chosen first says nothing, so places are kept in rising order, each once.

    A choice of nothing is no answer: its text form is that of `NO_ANSWER`.
    """

    places: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", tuple(sorted(set(self.places))))


@dataclass(frozen=True, slots=True)
class Ordered:
    """Options in the order in which the student put them, by place."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """For each entry at the left, in the author's order, the place of its partner at the right; -1 for none yet."""

    partners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit as written (`0.5`, `mL`); the unit is empty where the item gives it."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A named region of a picture."""

    name: str


@dataclass(frozen=True, slots=True)
class Built:
    """A term put together from parts, in order (`cardi`, `o`, `megaly`)."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word as typed; spelling counts."""

    text: str


Response = NoAnswer | Chosen | Ordered | Paired | Measured | Region | Built | Spelled

NO_ANSWER = NoAnswer()

_TAGS: dict[type[Response], str] = {Ordered: "o", Paired: "p", Measured: "n", Region: "r", Built: "b", Spelled: "s"}
_SEPARATOR = "|"
"""Stands in no word part."""


class UnreadableResponse(ValueError):
    """A text that `to_text` never wrote."""


def to_text(response: Response) -> str:
    """The text form: empty for no answer, places alone for chosen options (`2`, `0,3`), else a letter before it."""
    match response:
        case NoAnswer():
            return ""
        case Chosen(places):
            return _numbers(places)
        case Ordered(places) | Paired(places):
            body = _numbers(places)
        case Measured(value, unit):
            body = f"{value} {unit}".rstrip()
        case Built(parts):
            body = _SEPARATOR.join(parts)
        case Region(text) | Spelled(text):
            body = text
    return f"{_TAGS[type(response)]}:{body}"


def from_text(text: str) -> Response:
    """What `to_text` wrote, or an older row. Raises UnreadableResponse for anything else."""
    if not text:
        return NO_ANSWER
    tag, colon, body = text.partition(":")
    if not colon:
        return Chosen(_places(text))
    if tag not in _READERS:
        raise UnreadableResponse(text)
    return _READERS[tag](body)


def chosen(place: int) -> Response:
    """One option by its place, or no answer for -1."""
    return Chosen((place,)) if place >= 0 else NO_ANSWER


def places_of(response: Response) -> tuple[int, ...]:
    """The options chosen, by place; empty for a response that chooses none."""
    return response.places if isinstance(response, Chosen) else ()


def without(response: Response, place: int) -> Response:
    """The response with one option no longer chosen."""
    if place not in places_of(response):
        return response
    rest = tuple(each for each in places_of(response) if each != place)
    return Chosen(rest) if rest else NO_ANSWER


def _numbers(values: tuple[int, ...]) -> str:
    return ",".join(map(str, values))


def _places(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",")) if text else ()
    except ValueError as error:
        raise UnreadableResponse(text) from error


def _measured(body: str) -> Measured:
    value, _, unit = body.partition(" ")
    try:
        return Measured(Decimal(value), unit)
    except InvalidOperation as error:
        raise UnreadableResponse(body) from error


def _built(body: str) -> Built:
    return Built(tuple(body.split(_SEPARATOR)) if body else ())


_READERS: dict[str, Callable[[str], Response]] = {
    "o": lambda body: Ordered(_places(body)),
    "p": lambda body: Paired(_places(body)),
    "n": _measured,
    "r": Region,
    "b": _built,
    "s": Spelled,
}
