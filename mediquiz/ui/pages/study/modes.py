"""The ways to practice, each on a card of its own, and the session that waits to be gone on with."""

from __future__ import annotations

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediquiz.domain.summaries import OpenSession, StudyChoice, StudyMode
from mediquiz.language import _, day, n_
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Heading, Muted, Number, Words
from mediquiz.ui.widgets.score_bar import ThinProgress
from mediquiz.words import study
from mediquiz.words.numbers import minutes, out_of

USUAL = {StudyMode.QUICK: 10, StudyMode.WEAK: 10, StudyMode.TOPIC: 10}
"""Questions of a session in modes that draw from the whole bank."""
MOST = 20
"""Questions of one session from a list, however long the list is."""


def session_size(choice: StudyChoice) -> int:
    """How many questions a session in this mode asks."""
    most = choice.available if choice.mode is StudyMode.TODAY else USUAL.get(choice.mode, MOST)
    return min(choice.available, most)


def _for_what(choice: StudyChoice) -> str:
    """What a mode is for; of today's session how long the plan makes it."""
    if choice.minutes is None:
        return study.text(choice.mode)
    return _("Your plan for today, about {time}.").format(time=minutes(choice.minutes))


class ModeCard(Card):
    """A mode: its name, how many questions wait, what it is for, and Start."""

    def __init__(self, mode: StudyMode, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.mode = mode
        self.name, self.number, self.text = Heading(), Number(), Words(tone="muted")
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.number)
        self.body.addLayout(head)
        self.add(self.text)
        self.add_stretch()
        self.button = Button(_("Start"), "primary" if mode is StudyMode.TODAY else "ghost", small=True)
        self.add_row([self.button])

    def show_choice(self, choice: StudyChoice) -> None:
        """The mode as it stands; when nothing is in it, it says why."""
        size, title, reason = session_size(choice), study.title(choice.mode), study.nothing(choice.mode)
        self.setAccessibleName(title)
        self.name.setText(title)
        whole = choice.mode in USUAL
        self.number.setText("" if whole or not choice.available else str(choice.available))
        self.number.setAccessibleName(n_("{n} question", "{n} questions", choice.available) if choice.available else "")
        self.text.setText(_for_what(choice) if choice.available else reason)
        self.button.setText(_("Start {number}").format(number=size) if size else _("Start"))
        self.button.setEnabled(size > 0)
        self.button.setAccessibleName(_start_words(title, size))
        self.button.setAccessibleDescription("" if choice.available else reason)


def _start_words(title: str, size: int) -> str:
    if not size:
        return _("{mode}: nothing to start").format(mode=title)
    return n_("{{mode}}: start {n} question", "{{mode}}: start {n} questions", size).format(mode=title)


class ModeCards(CardGrid):
    """All modes; cards are made once and filled again."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(260, parent=parent)
        self.cards: dict[StudyMode, ModeCard] = {}
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self.wanted)

    def show_choices(self, choices: tuple[StudyChoice, ...]) -> None:
        """The modes in the order given."""
        for choice in choices:
            if choice.mode not in self.cards:
                self._make(choice.mode)
            self.cards[choice.mode].show_choice(choice)

    def _make(self, mode: StudyMode) -> None:
        card = self.cards[mode] = ModeCard(mode)
        card.button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(card.button, mode.value)
        self.add(card)


def _open_words(found: OpenSession) -> str:
    return _("{session}: {done} of {total} answered, started {day} at {time}.").format(
        session=study.opened(found),
        done=found.done,
        total=found.total,
        day=day(found.started.date()),
        time=f"{found.started:%H:%M}",
    )


class ResumeCard(Card):
    """A session begun and not ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Resume where you stopped"), parent)
        self.words, self.progress = Words(), ThinProgress(_("Answered"))
        self.resume, self.end = Button(_("Resume")), ghost(_("End it and see how it went"))
        self.hint = Muted(_("Starting another session ends this one; its answers are saved."))
        self.add(self.words)
        self.add(self.progress)
        row = FlowRow(10)
        row.add(self.resume, self.end, self.hint)
        self.add(row)
        self.attempt_id = 0
        self.hide()

    def show_open(self, found: OpenSession | None) -> None:
        """The session, or nothing."""
        self.setVisible(found is not None)
        if found is None:
            return
        self.attempt_id = found.attempt_id
        self.words.setText(_open_words(found))
        self.progress.set_value(found.done / max(1, found.total), out_of(found.done, found.total))
