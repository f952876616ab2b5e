"""What is left open, the last practice exam, and the question after a real exam."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import CertificationHead, ExamRow, OpenSession
from mediquiz.language import _, day, n_, weekday
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import Button, ghost, primary
from mediquiz.ui.widgets.card import Card, clear
from mediquiz.ui.widgets.labels import Body, Figure, Muted
from mediquiz.words.exams import time_note
from mediquiz.words.numbers import result_percent
from mediquiz.words.study import opened


class Reminders(QWidget):
    """What was begun and not ended, an exam before practice: a card for the first, banners for the rest.

    Then a card for each exam whose day has passed.
    """

    resume = Signal(str, int)
    outcome = Signal(str)
    moved = Signal(str)
    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.first: Button | None = None
        """The button that resumes what comes first, while there is something."""

    def show_all(self, opened: tuple[OpenSession, ...], ask: tuple[CertificationHead, ...]) -> None:
        """Show them; nothing at all when there is nothing."""
        clear(self._column)
        self.first = None
        exams_first = sorted(opened, key=_is_practice)
        begun = [*map(self._begun, exams_first[:1]), *map(self._banner, exams_first[1:])]
        for widget in (*begun, *map(self._card, ask)):
            self._column.addWidget(widget)
            widget.show()
        self.setVisible(bool(opened or ask))

    def has_focus(self) -> bool:
        """Whether the keys are with what comes first."""
        return self.first is not None and self.first.hasFocus()

    def _begun(self, session: OpenSession) -> Card:
        """The first button of the page goes on with it."""
        card = Card(_("Not finished yet"))
        card.add(Body(_said(session)))
        self.first = primary(_("Resume"))
        self.first.setAccessibleName(_("Resume {session}").format(session=opened(session)))
        self.first.clicked.connect(partial(self._resume, session.kind, session.attempt_id))
        card.add_row([self.first])
        return card

    def _banner(self, session: OpenSession) -> Banner:
        banner = Banner(_said(session), "info", _("Resume"))
        banner.button.setAccessibleName(_("Resume {session}").format(session=opened(session)))
        banner.acted.connect(partial(self._resume, session.kind, session.attempt_id))
        return banner

    def _card(self, head: CertificationHead) -> Card:
        card = Card(_("How did the {exam} exam go?").format(exam=head.label))
        card.add(Body(" ".join(_about_the_question(head))))
        buttons = [
            primary(_("Enter the result")),
            ghost(_("The date was moved")),
            Button(_("Rather not say"), "quiet"),
        ]
        for button, slot in zip(buttons, (self._outcome, self._moved, self._declined), strict=True):
            button.clicked.connect(partial(slot, head.id))
        card.add_row(buttons)
        return card

    def _resume(self, kind: str, attempt_id: int, _checked: bool = False) -> None:
        self.resume.emit(kind, attempt_id)

    def _outcome(self, certification: str) -> None:
        self.outcome.emit(certification)

    def _moved(self, certification: str) -> None:
        self.moved.emit(certification)

    def _declined(self, certification: str) -> None:
        self.declined.emit(certification)


def _is_practice(session: OpenSession) -> bool:
    return session.kind != "exam"


def _said(session: OpenSession) -> str:
    text = _("{session}: {done} of {total} answered, started {day}.")
    return text.format(session=opened(session), done=session.done, total=session.total, day=day(session.started))


def _about_the_question(head: CertificationHead) -> list[str]:
    """Whole sentences: when the exam was, and what becomes of the answer."""
    why = _("Your answer stays on this computer. If you take it again, your plan starts from the result.")
    if head.exam_date is None:
        return [why]
    return [_("It was planned for {day}.").format(day=weekday(head.exam_date)), why]


class LastExamCard(Card):
    """The last practice exam, or the way to the first."""

    review = Signal(int)
    exams = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Last practice exam"), parent)
        self.share, self.text, self.button = Figure(), Muted(), ghost("")
        self._exam: ExamRow | None = None
        self.add(self.share)
        self.add(self.text)
        self.add_row([self.button])
        self.add_stretch()
        self.button.clicked.connect(self._clicked)

    def show_exam(self, exam: ExamRow | None, missed: int = 0) -> None:
        """Show it, with how many questions its review holds as missed."""
        self._exam = exam
        self.share.setVisible(exam is not None)
        if exam is None:
            self.text.setText(_("None yet. A practice exam shows best where you stand."))
            self.button.setText(_("Practice exams"))
            return
        self.share.setText(result_percent(exam.share, exam.cut))
        self.text.setText("\n".join(note for note in (_exam_words(exam), time_note(exam.time_factor)) if note))
        see = _("See the report")
        self.button.setText(n_("Review {n} missed", "Review {n} missed", missed) if missed else see)

    def _clicked(self) -> None:
        if self._exam is None:
            self.exams.emit()
        else:
            self.review.emit(self._exam.attempt_id)


def _exam_words(exam: ExamRow) -> str:
    text = n_(
        "{{right}} of {n} scored question, {{exam}}, {{day}}",
        "{{right}} of {n} scored questions, {{exam}}, {{day}}",
        exam.scored,
    )
    return text.format(right=exam.right, exam=exam.label, day=day(exam.finished))
