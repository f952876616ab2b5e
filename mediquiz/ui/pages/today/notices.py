"""What is left open, the last practice exam, and the question after a real exam."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import CertificationHead, ExamRow, OpenSession
from mediquiz.ui.parts import phrases
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card, clear
from mediquiz.ui.widgets.labels import Body, Figure, Muted
from mediquiz.words.exams import time_note
from mediquiz.words.study import opened


class Notices(QWidget):
    """Banners to go on with something begun, and a card for each exam whose day has passed."""

    resume = Signal(str, int)
    outcome = Signal(str)
    moved = Signal(str)
    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_all(self, opened: tuple[OpenSession, ...], ask: tuple[CertificationHead, ...]) -> None:
        """Show them; nothing at all when there is nothing."""
        clear(self._column)
        for widget in (*map(self._banner, opened), *map(self._card, ask)):
            self._column.addWidget(widget)
            widget.show()
        self.setVisible(bool(opened or ask))

    def _banner(self, session: OpenSession) -> Banner:
        text = f"{opened(session)}: {session.done} of {session.total} answered, begun {phrases.day(session.started)}."
        banner = Banner(text, "info", "Go on")
        banner.button.setAccessibleName(f"Go on with {opened(session)}")
        banner.acted.connect(partial(self._resume, session.kind, session.attempt_id))
        return banner

    def _card(self, head: CertificationHead) -> Card:
        name = head.label
        card = Card(f"How did the {name} exam go?")
        on = f"It was planned for {phrases.weekday(head.exam_date)}. " if head.exam_date else ""
        card.add(
            Body(
                f"{on}Your answer stays on this computer; it helps to see how well the estimates hold, and if another "
                "attempt is ahead, the plan starts from the result."
            )
        )
        buttons = [primary("Enter the result"), ghost("The date was moved"), Button("Rather not say", "quiet")]
        for button, slot in zip(buttons, (self._outcome, self._moved, self._declined), strict=True):
            button.clicked.connect(partial(slot, head.id))
        card.add_row(buttons)
        return card

    def _resume(self, kind: str, attempt_id: int) -> None:
        self.resume.emit(kind, attempt_id)

    def _outcome(self, certification: str) -> None:
        self.outcome.emit(certification)

    def _moved(self, certification: str) -> None:
        self.moved.emit(certification)

    def _declined(self, certification: str) -> None:
        self.declined.emit(certification)


class LastExamCard(Card):
    """The last practice exam, or the way to the first."""

    review = Signal(int)
    exams = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Last practice exam", parent)
        self.share, self.text, self.button = Figure(), Muted(), ghost("")
        self._exam: ExamRow | None = None
        self.add(self.share)
        self.add(self.text)
        self.add_row([self.button])
        self.add_stretch()
        self.button.clicked.connect(self._clicked)

    def show_exam(self, exam: ExamRow | None) -> None:
        """Show it."""
        self._exam = exam
        self.share.setVisible(exam is not None)
        if exam is None:
            self.text.setText("None yet. One under real conditions says the most about where you stand.")
            self.button.setText("Practice exams")
            return
        self.share.setText(f"{exam.share:.1%}")
        name = exam.label
        scored = f"{exam.right} of {exam.scored} scored questions"
        notes = [f"{scored}, {name}, {phrases.day(exam.finished)}", time_note(exam.time_factor)]
        self.text.setText("\n".join(note for note in notes if note))
        self.button.setText(f"Review {exam.missed} missed" if exam.missed else "See the report")

    def _clicked(self) -> None:
        if self._exam is None:
            self.exams.emit()
        else:
            self.review.emit(self._exam.attempt_id)
