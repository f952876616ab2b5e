"""Services that give hand-made views, for tests of what a screen says at a given stage and for pictures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from mediquiz.domain.summaries import Goal, OutcomeAdvice, Settings
from mediquiz.services.changes import Changes, Done
from mediquiz.ui.change_hub import ChangeHub
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner
from mediquiz.ui.tools import Tools
from tests.ui.pages import views


class FixedClock:
    """Nine in the morning of the day of the views."""

    def now_ms(self) -> int:
        """16 November 2026, 9:00 local time."""
        return int(datetime(2026, 11, 16, 9).astimezone().astimezone(UTC).timestamp() * 1000)

    def today(self) -> date:
        """The day of the views."""
        return views.TODAY

    def monotonic(self) -> float:
        """Stands still."""
        return 0.0


@dataclass
class StandIn:
    """Keeps what was written."""

    stage: str = "chance"
    options: dict[str, bool] = field(default_factory=dict)
    settings_now: Settings = field(
        default_factory=lambda: Settings(goals=(Goal("cma", date(2026, 12, 20)),), first_exam="cma")
    )
    kept: list[tuple[Any, ...]] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    plan_now: Any = None
    answers: int = 412

    def services(self) -> Any:
        """In the shape of the bundle."""
        return SimpleNamespace(
            settings=SimpleNamespace(read=lambda: self.settings_now, change=self._change),
            progress=SimpleNamespace(
                today=self._today,
                overview=lambda: views.progress(self.stage),
                explanation=lambda: views.explanation(self.answers),
            ),
            planning=SimpleNamespace(plan=lambda _certification: self.plan_now or views.plan()),
            library=SimpleNamespace(exams=lambda: views.EXAMS),
            outcomes=SimpleNamespace(form=views.form, keep=self._keep, decline=self._decline),
        )

    def _today(self, certification: str) -> Any:
        found = views.today(self.stage, **self.options)
        return replace(found, head=views.head(certification), readiness=views.readiness(self.stage, certification))

    def _change(self, **values: Any) -> Done[Settings]:
        self.settings_now = replace(self.settings_now, **values)
        return Done(self.settings_now, Changes(settings=True, plan=True))

    def _keep(self, *values: Any, **named: Any) -> Done[OutcomeAdvice]:
        self.kept.append((*values, *named.values()))
        advice = OutcomeAdvice(False, date(2027, 1, 14), 2, "You may sit the exam again.")
        return Done(advice, Changes(plan=True))

    def _decline(self, certification: str) -> Done[None]:
        self.declined.append(certification)
        self.options["asks"] = False
        return Done(None, Changes(plan=True))


def tools_for(stand_in: StandIn) -> Tools:
    """Tools over the stand-in, everything at once and no dialogs."""
    return Tools(stand_in.services(), InlineRunner(), ChangeHub(), RecordedPrompts(), FixedClock())
