"""What a write changed, in the coarse words that screens care about."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Coarse flags: a screen asks only whether something that it shows may be different now."""

    answers: bool = False
    seen: bool = False
    """Which questions were on the screen before."""
    attempts: bool = False
    marks: bool = False
    items: bool = False
    settings: bool = False
    readiness: bool = False
    plan: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def touches(self, other: Changes) -> bool:
        """True when both name at least one thing in common."""
        return any(getattr(self, f.name) and getattr(other, f.name) for f in fields(self))

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a service method returns: the value asked for and what the call changed."""

    value: T
    changes: Changes = NOTHING
