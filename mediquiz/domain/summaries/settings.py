"""What the student chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Goal:
    """A certification the student prepares for, with its exam date if she knows it."""

    certification: str
    exam_date: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the student chose. `minutes` by weekday, Monday first; 0 is a rest day."""

    goals: tuple[Goal, ...] = ()
    minutes: tuple[int, ...] = (20,) * 7
    first_run_done: bool = False
    theme: str = "system"
    text_percent: int = 100
    hide_clock: bool = False
    rma_edition: str = "2022"
    data_folder: str = ""
    """Where the database lies; for showing only."""

    @property
    def certification(self) -> str:
        """The certification in front: the first goal, or CMA before anything is chosen."""
        return self.goals[0].certification if self.goals else "cma"
