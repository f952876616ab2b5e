"""Where the world is unfriendly: clock, chance, prompts and threads. Tests put their own here; None is the real one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediquiz.services.clock import Clock
    from mediquiz.ui.prompts import Prompts
    from mediquiz.ui.tasks import TaskRunner


@dataclass(slots=True)
class Seams:
    """Stand-ins for one run of the application."""

    clock: Clock | None = None
    rng: random.Random | None = None
    prompts: Prompts | None = None
    tasks: TaskRunner | None = None
