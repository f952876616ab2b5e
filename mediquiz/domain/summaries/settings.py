"""What the student chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Goal:
    """A certification the student prepares for, with its exam date if she knows it."""

    certification: str
    exam_date: date | None = None


@dataclass(frozen=True, slots=True)
class ExamChoice:
    """An exam that the bank holds: `cma`, "CMA (AAMA)" and a sentence for someone who chooses."""

    id: str
    label: str
    blurb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the student chose. `minutes` by weekday, Monday first; 0 is a rest day."""

    goals: tuple[Goal, ...] = ()
    minutes: tuple[int, ...] = (20,) * 7
    first_run_done: bool = False
    theme: str = "system"
    text_percent: int = 100
    hide_clock: bool = False
    letter_keys: bool = True
    """Single letters and digits act as keys; off, what they do is reached by Tab, arrows, Space and Enter."""
    editions: Mapping[str, str] = field(default_factory=dict)
    """Certification -> edition that the student chose; the bank says which one serves where nothing was chosen."""
    data_folder: str = ""
    """Where the database lies; for showing only."""
    first_exam: str = ""
    """The exam that the bank offers first; read with the settings, never kept."""

    @property
    def certification(self) -> str:
        """The certification in front: the first goal, or the bank's first exam before anything is chosen."""
        return self.goals[0].certification if self.goals else self.first_exam
