"""The end of a session: what was right, how long it took, and what to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import StudySummary, TopicScore
from mediquiz.language import _, n_
from mediquiz.ui.pages.study.missed import Missed, MissedCard
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Figure, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.numbers import listed, out_of, right_of
from mediquiz.words.study import title

if TYPE_CHECKING:
    from mediquiz.services.study_session import StudySession


class SummaryPane(ScrollPage):
    """Says it plainly: no praise and no blame."""

    again = Signal()
    more = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Session"), parent=parent)
        self.result = self._result_card()
        self.topics, self.missed = Card(_("By topic")), MissedCard()
        self._topic_rows = RowGrid(
            [GridColumn(_("Topic"), 3), GridColumn(_("Right"), 3), GridColumn("", right=True)], _("Topics")
        )
        self._all_right = Muted()
        self.topics.add(self._topic_rows)
        self.topics.add(self._all_right)
        self.topics.add_stretch()
        self._row = self.add_row([self.result, self.topics], [1, 1])
        self.add(self.missed)

    def _result_card(self) -> Card:
        card = Card(_("What you got right"))
        self.figure, self.time, self.sure = Figure(size="medium"), Muted(), Body()
        for label in (self.figure, self.time, self.sure):
            card.add(label)
        card.body.addSpacing(4)
        self.practice_again = Button(_("Practice the missed ones again"))
        self.go_today, self.study_more = ghost(_("Back to Today")), ghost(_("Study something else"))
        buttons = FlowRow(10)
        buttons.add(self.practice_again, self.go_today, self.study_more)
        card.add(buttons)
        card.add_stretch()
        self.practice_again.clicked.connect(self.again)
        self.go_today.clicked.connect(self.left)
        self.study_more.clicked.connect(self.more)
        return card

    def show_summary(self, summary: StudySummary, session: StudySession) -> None:
        """Fill in; the session has the text of what was missed, and what was answered."""
        self.set_title(
            _("Session done") if summary.answered else _("Session ended"),
            listed((title(summary.mode), summary.label)),
        )
        self.figure.setText(out_of(summary.right, summary.answered) if summary.answered else _("No answers"))
        self.figure.setAccessibleName(right_of(summary.right, summary.answered))
        self.time.setText(_time_words(summary))
        self.sure.setText(_sure_words(summary.sure_wrong))
        self.sure.setVisible(summary.sure_wrong > 0)
        self.practice_again.setVisible(bool(summary.missed))
        self._show_topics(summary.topics)
        self.missed.setVisible(bool(summary.answered))
        self.missed.show_missed(_missed(session))
        self.verticalScrollBar().setValue(0)

    def _show_topics(self, topics: Sequence[TopicScore]) -> None:
        """Bars where something went wrong; topics without a mistake are named in one line."""
        weak = [score for score in topics if score.right < score.answered]
        self.topics.setVisible(bool(topics))
        self._topic_rows.setVisible(bool(weak))
        self._topic_rows.set_rows([_topic_row(score) for score in _weakest_first(weak)])
        self._all_right.setText(_all_right([score for score in topics if score.right == score.answered]))
        self._all_right.setVisible(bool(self._all_right.text()))


def _missed(session: StudySession) -> list[Missed]:
    given = session.given.items()
    return [(session.items[n], one.response) for n, one in given if not one.correct]


def _all_right(topics: Sequence[TopicScore]) -> str:
    """`All right: Medical law (2), Patient intake (1).`"""
    if not topics:
        return ""
    named = [_("{topic} ({number})").format(topic=score.title, number=score.answered) for score in topics]
    return _("All right: {topics}.").format(topics=", ".join(sorted(named)))


def _weakest_first(topics: Sequence[TopicScore]) -> list[TopicScore]:
    return sorted(topics, key=lambda score: (score.right / score.answered, score.title))


def _topic_row(score: TopicScore) -> list[str | QWidget | None]:
    bar = ScoreBar(score.title, score.right / score.answered)
    return [score.title, bar, out_of(score.right, score.answered)]


def _time_words(summary: StudySummary) -> str:
    if not summary.answered:
        return _("You answered no questions this time.")
    text = n_(
        "{{time}} of answering, {n} second a question.",
        "{{time}} of answering, {n} seconds a question.",
        round(summary.seconds / summary.answered),
    )
    return text.format(time=_long(summary.seconds))


def _long(seconds: float) -> str:
    """`6 min 12 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("{seconds} s").format(seconds=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def _sure_words(number: int) -> str:
    return n_(
        "You were sure of one answer that was wrong. It is under Sure but wrong.",
        "You were sure of {n} answers that were wrong. They are under Sure but wrong.",
        number,
    )
