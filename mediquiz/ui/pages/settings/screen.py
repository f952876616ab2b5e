"""Settings: exams and time, look, data, and where the facts come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.summaries import Goal, Settings
from mediquiz.language import _
from mediquiz.services.changes import Changes
from mediquiz.ui.pages.settings.about import AboutCard, read_versions
from mediquiz.ui.pages.settings.data import BankProblemsCard, DataCard
from mediquiz.ui.pages.settings.edition import EditionCard
from mediquiz.ui.pages.settings.facts import FactsCard
from mediquiz.ui.pages.settings.goals import OrderedGoalsCard
from mediquiz.ui.pages.settings.look import LookCard
from mediquiz.ui.parts.plan_settings import MinutesCard
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.key_button import switch
from mediquiz.ui.widgets.scroll_page import ScrollPage


class SettingsScreen(Screen):
    """One column of cards. Exams and minutes are saved by their button or on leaving; the rest takes effect at once."""

    wanted = Changes(settings=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.settings: Settings | None = None
        self.jumps: dict[str, Button] = {}
        self._problems: tuple[str, ...] = ()
        self._build()
        self._connect()
        tools.tasks.run(read_versions, self.about.show_versions)

    def _build(self) -> None:
        library = self.tools.services.library
        exams = library.exams()
        self.page = ScrollPage(_("Settings"), narrow=True)
        self.goals, self.minutes = OrderedGoalsCard(exams, self.tools.clock.today), MinutesCard()
        self.look, self.editions = LookCard(), _edition_cards(library.all_editions())
        self.data, self.problems = DataCard(self.tools), BankProblemsCard()
        self.about, self.facts = AboutCard(exams), FactsCard(exams, library.outline)
        self.sections = self._sections()
        self.page.add(self._jumps())
        for card in (self.problems, *(section[1] for section in self.sections.values())):
            self.page.add(card)
        self.page.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(next(iter(self.goals.rows.values()))[0])

    def _sections(self) -> dict[str, tuple[str, QWidget]]:
        """Key -> title and card, from top to bottom; an exam with several editions has a section of its own."""
        plans = {f"edition-{name}": (card.short, card) for name, card in self.editions.items()}
        return {
            "exams": (_("Exams"), self.goals),
            "minutes": (_("Minutes"), self.minutes),
            "look": (_("Look"), self.look),
            **plans,
            "data": (_("Data and backups"), self.data),
            "about": (_("About"), self.about),
            "facts": (_("Exam facts"), self.facts),
        }

    def _jumps(self) -> FlowRow:
        """Ways down a long page."""
        row = FlowRow(4)
        row.setAccessibleName(_("Sections"))
        for key, (title, _card) in self.sections.items():
            button = Button(title, "quiet", small=True)
            button.clicked.connect(partial(self.show_section, key))
            self.jumps[key] = button
            row.add(button)
        return row

    def _connect(self) -> None:
        self.goals.save.connect(self._save_goals)
        self.minutes.save.connect(self._save_minutes)
        for card in self.editions.values():
            card.chosen.connect(self._save_edition)
        self.look.appearance.connect(self._save_look)
        self.look.hide_clock.connect(self._save_clock)
        self.look.letter_keys.connect(self._save_keys)
        self.data.restore_requested.connect(self.restore_requested)

    # --- what it shows ---------------------------------------------------------------------

    def show_section(self, key: str, _checked: bool = False) -> None:
        """Scroll so that a card stands at the top, and lead the keyboard there."""
        card = self.sections[key][1]
        inside = [one for one in card.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        first = next((one for one in inside if one.isEnabled() and not one.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.verticalScrollBar().setValue(card.y() - 16)

    def set_bank_problems(self, problems: Sequence[str]) -> None:
        """Sentences that name file and line; none hides the card."""
        self._problems = tuple(problems)
        self.problems.show_problems(self._problems)

    @property
    def bank_problems(self) -> tuple[str, ...]:
        """What loading the bank found wrong."""
        return self._problems

    def refresh(self) -> None:
        """Fetch what is kept."""
        self.tools.tasks.run(self.tools.services.settings.read, self._show)

    def _show(self, settings: Settings) -> None:
        self.settings = settings
        self.goals.show_goals(settings.goals)
        self.minutes.show_minutes(settings.minutes)
        self.look.show_settings(settings)
        for certification, card in self.editions.items():
            card.show_edition(self.tools.services.library.outline(certification).edition)
        self.data.show_folder(settings.data_folder)
        self.facts.fit()
        self.page.show()

    # --- what it keeps ---------------------------------------------------------------------

    def may_leave(self) -> bool:
        """What was typed and not saved is saved on the way out."""
        self.goals.keep()
        if self.settings is not None and self.minutes.minutes() != self.settings.minutes:
            self._save_minutes(self.minutes.minutes())
        return True

    def _save_goals(self, goals: tuple[Goal, ...]) -> None:
        self._change(self.goals, goals=tuple(goals))

    def _save_minutes(self, minutes: tuple[int, ...]) -> None:
        self._change(self.minutes, minutes=tuple(minutes))

    def _save_edition(self, certification: str, edition: str) -> None:
        kept = self.settings.editions if self.settings is not None else {}
        self._change(self.editions[certification], editions={**kept, certification: edition})

    def _save_look(self, theme: str, percent: int) -> None:
        self.appearance_changed.emit(theme, percent)
        self._change(self.look, theme=theme, text_percent=percent)

    def _save_clock(self, on: bool) -> None:
        self._change(self.look, hide_clock=on)

    def _save_keys(self, on: bool) -> None:
        switch(on)
        self._change(self.look, letter_keys=on)

    def _change(self, card: QWidget, **values: Any) -> None:
        change = partial(self.tools.services.settings.change, **values)
        self.tools.write(change, partial(self._changed, card), origin=self)

    def _changed(self, card: QWidget, settings: Settings) -> None:
        """Only the card that was saved is shown anew: another may hold what is not saved yet."""
        self.settings = settings
        if card is self.goals:
            self.goals.show_goals(settings.goals)
        elif card is self.minutes:
            self.minutes.show_minutes(settings.minutes)
        elif card in self.editions.values():
            self.facts.fit()


def _edition_cards(blueprints: Iterable[Blueprint]) -> dict[str, EditionCard]:
    """Certification -> card, for those with several editions."""
    by_exam: dict[str, list[Blueprint]] = {}
    for blueprint in blueprints:
        by_exam.setdefault(blueprint.id, []).append(blueprint)
    return {name: EditionCard(several) for name, several in by_exam.items() if len(several) > 1}
