"""What every screen is given: services, the task runner, the change hub, prompts and a monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.clock import Clock
    from mediquiz.ui.change_hub import ChangeHub
    from mediquiz.ui.prompts import Prompts
    from mediquiz.ui.tasks import TaskRunner


@dataclass(slots=True)
class Tools:
    """Handed to each screen's constructor; a screen keeps no other way to the outside."""

    services: Services
    tasks: TaskRunner
    hub: ChangeHub
    prompts: Prompts
    clock: Clock
