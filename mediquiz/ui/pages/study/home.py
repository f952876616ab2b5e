"""The Study page before a session: ways to practice, topics, a session of one's own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import PlanView, StudyChoice, StudyHome, StudyMode, StudyRequest
from mediquiz.language import _
from mediquiz.ui.pages.study.build import BuildCard
from mediquiz.ui.pages.study.modes import USUAL, ModeCards, ResumeCard, session_size
from mediquiz.ui.pages.study.topics import TopicCard
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.empty_state import EmptyState
from mediquiz.ui.widgets.scroll_page import ScrollPage


class StudyHomePane(ScrollPage):
    """Shows a snapshot and says what was chosen."""

    wanted = Signal(object)
    """A StudyRequest to begin."""
    counted = Signal(object)
    """A StudyRequest to say the available questions of."""
    resumed = Signal(int)
    ended = Signal(int)
    library_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        subtitle = _("Choose how to practice. You can stop at any time and resume later.")
        super().__init__(_("Study"), subtitle, parent=parent)
        self._home: StudyHome | None = None
        self._today = StudyChoice(StudyMode.TODAY, 0)
        self.notice, self.open, self.modes = Banner(kind="info"), ResumeCard(), ModeCards()
        self.topics, self.build = TopicCard(), BuildCard()
        self.empty = Card()
        self._no_bank = EmptyState(
            _("No questions yet"),
            _("There are no questions yet. The question library shows why."),
            _("Open the question library"),
        )
        self.empty.add(self._no_bank)
        sections: tuple[QWidget, ...] = (self.notice, self.open, self.empty, self.modes)
        for widget in sections:
            self.add(widget)
        self.own = self.add_row([self.topics, self.build], [2.15, 1])
        self._connect()
        self.notice.hide()
        self.empty.hide()
        self.modes.hide()
        self.own.hide()

    def _connect(self) -> None:
        self.modes.wanted.connect(self._mode_wanted)
        self.open.resume.clicked.connect(self._resume)
        self.open.end.clicked.connect(self._end)
        self.topics.practiced.connect(self._topic_wanted)
        self.topics.ticked.connect(self._ticked)
        self.build.changed.connect(self._count)
        self.build.wanted.connect(self._own_wanted)
        self._no_bank.wanted.connect(self.library_wanted)

    def show_home(self, home: StudyHome) -> None:
        """The page as things stand; what the plan says of today follows."""
        self._home = replace(home, choices=(self._today, *home.choices))
        some = any(topic.items for topic in home.topics)
        subtitle = _("{exam}. You can stop at any time and resume later.").format(exam=home.label)
        self.set_title(_("Study"), subtitle)
        self.open.show_open(home.open)
        self.modes.show_choices(self._known.choices)
        self.topics.show_topics(home.topics)
        self.empty.setVisible(not some)
        self.modes.setVisible(some)
        self.own.setVisible(some)
        self._ticked()

    def show_plan(self, plan: PlanView | None) -> None:
        """What is planned for today."""
        self._today = _today(plan)
        self._home = replace(self._known, choices=(self._today, *self._known.choices[1:]))
        self.modes.show_choices(self._known.choices)

    @property
    def first(self) -> Button | None:
        """What Enter does on arriving: resume what is open, else the first start that there is."""
        if not self.open.isHidden():
            return self.open.resume
        if self.modes.isHidden():
            return None
        return next((card.button for card in self.modes.cards.values() if card.button.isEnabled()), None)

    def say(self, text: str) -> None:
        """Why nothing was begun."""
        self.notice.show_text(text)
        self.notice.show()
        self.verticalScrollBar().setValue(0)

    def _mode_wanted(self, name: str) -> None:
        choice = next(choice for choice in self._known.choices if choice.mode == name)
        self.wanted.emit(
            StudyRequest(mode=choice.mode, certification=self._known.certification, count=session_size(choice))
        )

    def _topic_wanted(self, topic: str) -> None:
        count = USUAL[StudyMode.TOPIC]
        self.wanted.emit(
            StudyRequest(mode=StudyMode.TOPIC, certification=self._known.certification, count=count, topics=(topic,))
        )

    def _own_wanted(self) -> None:
        self.wanted.emit(self.build.request(self._known.certification))

    def _ticked(self) -> None:
        self.build.show_topics(self.topics.tree.chosen())
        self._count()

    def _count(self) -> None:
        self.counted.emit(self.build.request(self._known.certification))

    def _resume(self) -> None:
        self.resumed.emit(self.open.attempt_id)

    def _end(self) -> None:
        self.ended.emit(self.open.attempt_id)

    @property
    def _known(self) -> StudyHome:
        assert self._home is not None
        return self._home


def _today(plan: PlanView | None) -> StudyChoice:
    """Today's session comes from the plan and not from the bank."""
    questions = plan.questions if plan else 0
    return StudyChoice(StudyMode.TODAY, questions, plan.minutes if plan else None)
