"""What every screen is given: services, task runner, change hub, prompts, a clock; and the one way to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from mediquiz.ui.parts.drafts import Drafts
from mediquiz.ui.tasks import alive

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services
    from mediquiz.services.changes import Changes, Done
    from mediquiz.services.clock import Clock
    from mediquiz.ui.change_hub import ChangeHub
    from mediquiz.ui.prompts import Prompts
    from mediquiz.ui.tasks import Failed, TaskRunner

T = TypeVar("T")


@dataclass(slots=True)
class Tools:
    """Handed to each screen's constructor; a screen keeps no other way to the outside."""

    services: Services
    tasks: TaskRunner
    hub: ChangeHub
    prompts: Prompts
    clock: Clock
    drafts: Drafts = field(default_factory=Drafts)
    """What was typed at questions and not saved: one page goes on with what another began."""

    def write(
        self,
        work: Callable[[], Done[T]],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        origin: object = None,
    ) -> None:
        """Run a service method that writes. What it returns goes to `then`; after that the hub hears what changed.

        In this order, so that a page that `then` opens is not made to fetch twice and one that it leaves fetches
        only when it is seen again. The hub is told also where the receiver of `then` was deleted meanwhile, and where
        `then` fails. `origin` is the page that shows the new state by itself.
        """
        self.tasks.run(partial(_parts, work), _Written(self.hub, then, origin).arrived, failed)


@dataclass(frozen=True, slots=True)
class _Written(Generic[T]):
    """Waits for a write. No Qt object, so that no runner takes it for one that was deleted."""

    hub: ChangeHub
    then: Callable[[T], None] | None
    origin: object

    def arrived(self, found: tuple[T, Changes]) -> None:
        value, changes = found
        try:
            if self.then is not None and alive(self.then):
                self.then(value)
        finally:
            self.hub.tell(changes, self.origin)


def _parts(work: Callable[[], Done[T]]) -> tuple[T, Changes]:
    outcome = work()
    return outcome.value, outcome.changes
