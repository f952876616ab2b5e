"""What was missed in a session: each question with the own answer, and its reasons opened in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.answers import NO_ANSWER, Response
from mediquiz.domain.summaries import ShownItem
from mediquiz.language import _, n_
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card, Rule, clear
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Muted, Remark
from mediquiz.ui.widgets.question_card import QuestionCard
from mediquiz.words import study as study_words

MOST = 60
"""Questions that are listed; nobody reads on, and each is a few widgets."""

Missed = tuple[ShownItem, Response]


class MissedCard(Card):
    """The questions to look at again, in the order in which they were asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("To look at again"), parent)
        self._list, self._more = QVBoxLayout(), Muted()
        self._list.setSpacing(12)
        self.rows: list[MissedRow] = []
        self.body.addLayout(self._list)
        self.add(self._more)

    def show_missed(self, missed: Sequence[Missed]) -> None:
        """List them; say so where there is nothing to list."""
        clear(self._list)
        self.rows = [MissedRow(shown, response) for shown, response in missed[:MOST]]
        for n, row in enumerate(self.rows):
            if n:
                self._list.addWidget(Rule())
            self._list.addWidget(row)
        self._more.setText(_more_words(len(missed)))
        self._more.setVisible(bool(self._more.text()))


class MissedRow(QWidget):
    """Stem, own answer and what is right; the whole question with its reasons once it is asked for."""

    def __init__(self, shown: ShownItem, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._response = shown, response
        self.stem, self.own = Body(shown.item.stem), Muted(own_words(shown, response))
        self.whole: QuestionCard | None = None
        self.button = ghost("", small=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (self.stem, self.own):
            self._column.addWidget(widget)
        self._reasons = QWidget()
        self._reasons.hide()
        self._column.addWidget(self._reasons)
        self._column.addWidget(FlowRow([self.button]))
        self.button.clicked.connect(self.toggle)
        self._name_button()

    def toggle(self) -> None:
        """Open the reasons, or close them."""
        if self.whole is None:
            self._fill()
        opened = self._reasons.isHidden()
        self._reasons.setVisible(opened)
        # The whole question says both again.
        for brief in (self.stem, self.own):
            brief.setVisible(not opened)
        self._name_button()

    def _name_button(self) -> None:
        said = _("See the reasons") if self._reasons.isHidden() else _("Hide the reasons")
        self.button.setText(said)
        self.button.setAccessibleName(f"{said}: {self._shown.item.stem}")

    def _fill(self) -> None:
        """Made on demand: a session can miss fifty."""
        item, self.whole = self._shown.item, QuestionCard()
        self.whole.set_strikeable(False)
        self.whole.ask(item, self._shown.order)
        self.whole.reveal(self._response)
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.whole)
        if item.remember:
            column.addWidget(Remark(_("Remember:"), item.remember))
        if item.sources:
            column.addWidget(Muted(study_words.sources(item.sources)))


def own_words(shown: ShownItem, response: Response) -> str:
    """`You chose: a fomite. Right: a carrier.`"""
    if response == NO_ANSWER:
        return _("You gave no answer. Right: {right}").format(right=shown.right_text)
    return _("You chose: {own}\nRight: {right}").format(own=shown.text_of(response), right=shown.right_text)


def _more_words(count: int) -> str:
    if not count:
        return _("Nothing: every answer was right.")
    return n_("and {n} more", "and {n} more", count - MOST) if count > MOST else ""
