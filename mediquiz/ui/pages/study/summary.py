"""The end of a session: what was right, how long it took, and what to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediquiz.domain.summaries import ShownItem, StudySummary, TopicScore
from mediquiz.language import _, n_
from mediquiz.ui.widgets.buttons import Button, ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Figure, Muted
from mediquiz.ui.widgets.row_grid import MOST_ROWS, GridColumn, RowGrid
from mediquiz.ui.widgets.score_bar import ScoreBar
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.numbers import listed, out_of, right_of
from mediquiz.words.study import title


class SummaryPane(ScrollPage):
    """Says it plainly: no praise and no blame."""

    again = Signal()
    more = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Session"), parent=parent)
        self.result = self._result_card()
        self.topics, self.missed = Card(_("By topic")), Card(_("To look at again"))
        self._topic_rows = RowGrid(
            [GridColumn(_("Topic"), 3), GridColumn(_("Right"), 3), GridColumn("", right=True)], _("Topics")
        )
        self.topics.add(self._topic_rows)
        self.topics.add_stretch()
        self._missed_rows = RowGrid(
            [GridColumn(_("Question"), 3), GridColumn(_("Right answer"), 2)], _("Missed questions")
        )
        self._missed_more = Muted()
        self.missed.add(self._missed_rows)
        self.missed.add(self._missed_more)
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

    def show_summary(self, summary: StudySummary, items: Sequence[ShownItem]) -> None:
        """Fill in; `items` are those of the session, for the text of what was missed."""
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
        self.topics.setVisible(bool(summary.topics))
        self._topic_rows.set_rows([_topic_row(score) for score in _weakest_first(summary.topics)])
        self._show_missed(summary, items)
        self.verticalScrollBar().setValue(0)

    def _show_missed(self, summary: StudySummary, items: Sequence[ShownItem]) -> None:
        by_id = {shown.item.id: shown for shown in items}
        found = [by_id[item_id] for item_id in summary.missed]
        self.missed.setVisible(bool(summary.answered))
        self._missed_rows.setVisible(bool(found))
        self._missed_rows.set_rows([[shown.item.stem, shown.right_text] for shown in found])
        more = len(found) - MOST_ROWS
        words = "" if found else _("Nothing: every answer was right.")
        if more > 0:
            words = n_("and {n} more", "and {n} more", more)
        self._missed_more.setText(words)
        self._missed_more.setVisible(bool(words))


def _weakest_first(topics: Sequence[TopicScore]) -> list[TopicScore]:
    return sorted(topics, key=lambda score: (score.right / score.answered, score.title))


def _topic_row(score: TopicScore) -> list[str | QWidget | None]:
    bar = ScoreBar(score.title, score.right / score.answered)
    return [score.title, bar, out_of(score.right, score.answered)]


def _time_words(summary: StudySummary) -> str:
    if not summary.answered:
        return _("No question was answered this time. Nothing is lost: they will come again.")
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
        "You were sure of one answer that was wrong. It waits under Sure but wrong.",
        "You were sure of {n} answers that were wrong. They wait under Sure but wrong.",
        number,
    )
