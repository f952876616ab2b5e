"""Areas and topics of one exam: weight, right of answered, mastery by interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from mediquiz.domain.summaries import ENOUGH_ANSWERS, AreaRow, Band, CertificationProgress, TopicRow
from mediquiz.language import N_, _, n_, percent
from mediquiz.ui.parts.intervals import with_mark
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.choice import ChoiceRow
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.rows import Column
from mediquiz.ui.widgets.table_view import TableView
from mediquiz.words.numbers import band_range, of_exam, out_of, right_of
from mediquiz.words.readiness import label, thin

_BAR_COLUMN = 1
_TITLE, _SHORT_TITLE = 230, 164
_BAR = 190
_HINT = N_(
    "Arrows move in the table, Enter practices. S sorts by the column you are in, as does a click on its name. "
    "The dashed line in a bar is the passing mark."
)
_GIVE_WAY = (6, 5, 3, 4, 2)
"""Columns that go first when the table is narrow."""
_SIGNS = {"strong": "▲", "not sure yet": "●", "weak": "▼"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MasteryLine:
    """A line of the table: a topic, or a whole area."""

    title: str
    weight: float
    answers: int
    right: int
    exam_answers: int
    exam_right: int
    seen: int
    items: int
    band: Band | None
    label: str
    more_answers: int
    topics: tuple[str, ...]
    cut: float
    assumed: bool = False

    @property
    def practice(self) -> tuple[int, int]:
        """Right and answered in practice, without the exams."""
        return self.right - self.exam_right, self.answers - self.exam_answers


def topic_line(row: TopicRow, cut: float) -> MasteryLine:
    """A topic."""
    return MasteryLine(
        title=row.title,
        weight=row.weight,
        answers=row.answers,
        right=row.right,
        exam_answers=row.exam_answers,
        exam_right=row.exam_right,
        seen=row.seen,
        items=row.items,
        band=row.band,
        label=row.label,
        more_answers=row.more_answers,
        topics=(row.id,),
        cut=cut,
    )


def area_line(row: AreaRow, cut: float) -> MasteryLine:
    """An area with all its topics."""
    return MasteryLine(
        title=row.title,
        weight=row.weight,
        answers=row.answers,
        right=row.right,
        exam_answers=row.exam_answers,
        exam_right=row.exam_right,
        seen=sum(topic.seen for topic in row.topics),
        items=sum(topic.items for topic in row.topics),
        band=row.band,
        label="",
        more_answers=0,
        topics=tuple(topic.id for topic in row.topics),
        cut=cut,
        assumed=row.assumed,
    )


def label_words(line: MasteryLine) -> str:
    """The label with its sign."""
    return f"{_SIGNS.get(line.label, '')} {label(line.label)}".strip()


def mastery_words(line: MasteryLine) -> str:
    """The interval in words; the plain count where an area has none; or that it rests on too little."""
    if line.band is not None:
        return band_range(line.band, line.cut)
    return right_of(line.right, line.answers) if line.answers >= ENOUGH_ANSWERS else thin(line.answers)


def line_words(line: MasteryLine) -> str:
    """Everything on a line, for the strip beneath the table."""
    return f"{_work_words(line)} {_likely_words(line)}"


def _work_words(line: MasteryLine) -> str:
    """What was done, in a sentence."""
    right, answered = line.practice
    share = of_exam(line.weight)
    text = _("{title}: {share}, practice {practice}, exams {exams}, {seen}.")
    return text.format(
        title=line.title,
        share=_("{share} (assumed)").format(share=share) if line.assumed else share,
        practice=right_of(right, answered),
        exams=right_of(line.exam_right, line.exam_answers),
        seen=n_("{{seen}} of {n} question seen", "{{seen}} of {n} questions seen", line.items).format(seen=line.seen),
    )


def _likely_words(line: MasteryLine) -> str:
    """What it says of mastery, and how many answers would say it more firmly."""
    known = mastery_words(line)
    if line.band is not None:
        known = _("likely {range} right").format(range=known)
    if not line.more_answers:
        return _("{mastery}.").format(mastery=known)
    text = n_(
        "{{mastery}}; about {n} more answer would halve the range.",
        "{{mastery}}; about {n} more answers would halve the range.",
        line.more_answers,
    )
    return text.format(mastery=known)


def _interval(line: MasteryLine) -> Interval | None:
    return with_mark(line.band, line.cut)


def _columns(what: str) -> list[Column]:
    return [
        Column(title=what, text=_title, width=_TITLE, tip=line_words),
        Column(
            title=_("Mastery"),
            text=mastery_words,
            width=0,
            sort=_by_mean,
            tip=line_words,
            interval=_interval,
        ),
        Column(title="", text=label_words, width=122, tip=line_words),
        Column(title=_("Weight"), text=_weight_words, width=70, right=True, sort=_weight, tip=line_words),
        Column(
            title=_("Right, practice"),
            text=_practice_words,
            width=108,
            right=True,
            sort=_practice_answers,
            tip=line_words,
        ),
        Column(title=_("Right, exams"), text=_exam_words, width=96, right=True, sort=_exam_answers, tip=line_words),
        Column(title=_("Seen"), text=_seen_words, width=86, right=True, sort=_seen, tip=line_words),
    ]


def _title(line: MasteryLine) -> str:
    return line.title


def _weight(line: MasteryLine) -> float:
    return line.weight


def _weight_words(line: MasteryLine) -> str:
    return percent(line.weight)


def _practice_answers(line: MasteryLine) -> int:
    return line.practice[1]


def _practice_words(line: MasteryLine) -> str:
    return _of(*line.practice)


def _exam_answers(line: MasteryLine) -> int:
    return line.exam_answers


def _exam_words(line: MasteryLine) -> str:
    return _of(line.exam_right, line.exam_answers)


def _of(right: int, answered: int) -> str:
    """`22 of 40`; a dash where nothing was answered, which is no failure."""
    return out_of(right, answered) if answered else "–"


def _seen(line: MasteryLine) -> int:
    return line.seen


def _seen_words(line: MasteryLine) -> str:
    return out_of(line.seen, line.items)


def _by_mean(line: MasteryLine) -> float:
    return -1.0 if line.band is None else line.band.mean


class MasteryTable(TableView):
    """What is left over goes to the bars. Where there is too little of it, columns give way: the words beneath the
    table say for the chosen line what they would have said."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._share_out()

    def _fit(self) -> None:
        super()._fit()
        self._share_out()

    def _share_out(self) -> None:
        """Columns from the right go first; then titles take two lines; last of all the bars are shorter."""
        unit, room = size_of(self.font()) / 14, self.viewport().width()
        wide = [self.width_of(column) for column in self.rows_model.columns]
        bar = max(round(_BAR * unit), wide[_BAR_COLUMN])
        spare = room - bar - wide[0]
        for number in reversed(_GIVE_WAY):
            spare -= wide[number]
            self.setColumnHidden(number, spare < 0)
        title = min(wide[0], max(round(_SHORT_TITLE * unit), room - bar))
        self.setColumnWidth(0, title)
        self.setWordWrap(title < wide[0])
        self.verticalHeader().setDefaultSectionSize(round((56 if title < wide[0] else 38) * unit))
        self.horizontalHeader().setSectionResizeMode(_BAR_COLUMN, QHeaderView.ResizeMode.Stretch)
        self.fit_height()

    def fit_height(self) -> None:
        """Long enough for all rows: the page scrolls, not a table inside it."""
        rows = self.verticalHeader().defaultSectionSize() * max(1, self.rows_model.rowCount())
        bar = self.horizontalScrollBar().sizeHint().height()
        high = rows + self.horizontalHeader().sizeHint().height() + bar + 2
        if (self.minimumHeight(), self.maximumHeight()) != (high, high):
            self.setFixedHeight(high)


class TopicsCard(Card):
    """The table by topic or by area; the chosen line in words, with a button to practice it."""

    practice = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Topics"), parent)
        self.by = ChoiceRow([("topics", _("By topic")), ("areas", _("By exam area"))], _("Show"))
        self.by.set_current("topics")
        self.tables = {
            "topics": MasteryTable(_columns(_("Topic")), _("Topics")),
            "areas": MasteryTable(_columns(_("Area")), _("Areas")),
        }
        self.words = Body()
        self.button = ghost(_("Practice this"))
        self.hint = Muted(_(_HINT))
        self.add(self.by)
        for table in self.tables.values():
            table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.add(table)
        self.add(self.words)
        self.add_row([self.button])
        self.add(self.hint)
        self._connect()

    def _connect(self) -> None:
        self.by.chosen.connect(self._show_kind)
        self.button.clicked.connect(self._practice)
        for table in self.tables.values():
            table.current_row.connect(self._show_line)
            table.opened.connect(self._practice_line)

    def show_progress(self, progress: CertificationProgress) -> None:
        """Show one certification."""
        cut = progress.readiness.cut
        topics = {topic.id: topic for area in progress.areas for topic in area.topics}
        self.set_heading(_("Topics of the {exam} exam").format(exam=progress.head.label))
        self._fill("topics", sorted((topic_line(t, cut) for t in topics.values()), key=_by_weight))
        self._fill("areas", [area_line(area, cut) for area in progress.areas])
        self._show_kind(self.by.current())

    def _fill(self, kind: str, lines: Sequence[MasteryLine]) -> None:
        table = self.tables[kind]
        table.set_rows(lines)
        table.fit_height()

    def _show_kind(self, kind: str) -> None:
        for name, table in self.tables.items():
            table.setVisible(name == kind)
        self._show_line(self.tables[kind].chosen_row())

    def _show_line(self, line: MasteryLine | None) -> None:
        self.words.setText(line_words(line) if line else _("Choose a row to read it in words."))
        self.button.setEnabled(line is not None)

    def _practice(self) -> None:
        self._practice_line(self.tables[self.by.current()].chosen_row())

    def _practice_line(self, line: MasteryLine | None) -> None:
        if line is not None:
            self.practice.emit(line.topics)


def _by_weight(line: MasteryLine) -> tuple[float, str]:
    return -line.weight, line.title
