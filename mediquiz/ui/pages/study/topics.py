"""The topics of the bank by subject, to tick or to practice at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from mediquiz.domain.folding import fold
from mediquiz.domain.search import SearchIndex, SearchText
from mediquiz.domain.summaries import TopicChoice
from mediquiz.language import N_, _, n_
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import size_of
from mediquiz.ui.widgets.labels import Muted
from mediquiz.ui.widgets.presses import meant

_TOPIC = Qt.ItemDataRole.UserRole
_HEADS = (N_("Topic"), N_("Questions"), N_("New"), N_("On exam"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TopicPicker(QTreeWidget):
    """Subjects with their topics. Space ticks, Enter practices."""

    ticked = Signal()
    practiced = Signal(str)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Topics"))
        self.setColumnCount(len(_HEADS))
        self.setHeaderLabels([_(head) for head in _HEADS])
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in (1, 2):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.header().setStretchLastSection(False)
        # Ticking a subject reports every topic of it; one word about all of them is enough.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.ticked)
        self.itemChanged.connect(self._item_changed)
        self.currentItemChanged.connect(self._current_changed)
        self.itemDoubleClicked.connect(self._double_clicked)

    def show_topics(self, topics: Iterable[TopicChoice]) -> None:
        """Fill anew; what was ticked stays ticked and what was folded stays folded."""
        ticked, folded = set(self.chosen()), {s.text(0) for s in self._subjects() if not s.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            parents: dict[str, QTreeWidgetItem] = {}
            for topic in topics:
                if topic.subject not in parents:
                    parents[topic.subject] = self._subject(topic.subject_title)
                parents[topic.subject].addChild(_row(topic, topic.id in ticked))
            for subject in self._subjects():
                subject.setExpanded(subject.text(0) not in folded)
                _sum_up(subject)
        self._fit()

    def chosen(self) -> tuple[str, ...]:
        """Ticked topics, in the order shown."""
        return tuple(row.data(0, _TOPIC) for row in self._topics() if row.checkState(0) is Qt.CheckState.Checked)

    def untick(self) -> None:
        """Take all ticks away."""
        for subject in self._subjects():
            subject.setCheckState(0, Qt.CheckState.Unchecked)

    def current_topic(self) -> str:
        """The topic that the bar is on, or nothing on a subject."""
        item = self.currentItem()
        return (item.data(0, _TOPIC) or "") if item is not None and not item.isHidden() else ""

    def search(self, text: str) -> int:
        """Show only topics whose name, or whose subject's name, holds the words; returns how many those are."""
        fitting, found = self._fitting(text), 0
        for subject in self._subjects():
            rows = _children(subject)
            for row in rows:
                row.setHidden(row.data(0, _TOPIC) not in fitting)
            shown = sum(not row.isHidden() for row in rows)
            subject.setHidden(not shown)
            if text.strip() and shown:
                subject.setExpanded(True)
            found += shown
        return found

    def _fitting(self, text: str) -> set[str]:
        """Ids of the topics that a search finds, by the rule of the question library."""
        names = [
            (row, f"{subject.text(0)} {row.text(0)}") for subject in self._subjects() for row in _children(subject)
        ]
        index = SearchIndex([SearchText(row.data(0, _TOPIC), fold(name), fold(name)) for row, name in names])
        return set(index.find(text)[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter practices the topic under the bar."""
        if meant(event) in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_topic():
            if not event.isAutoRepeat():
                self.practiced.emit(self.current_topic())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that have no room are left out; the tip of a row still tells."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        share = self.viewport().width() / size_of(self.font())
        header = self.header()
        for column, least in ((1, 20), (2, 26), (3, 34)):
            self.setColumnHidden(column, share < least)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _subject(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [title])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _subjects(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.topLevelItemCount()) if (item := self.topLevelItem(n)) is not None]

    def _topics(self) -> Iterator[QTreeWidgetItem]:
        for subject in self._subjects():
            yield from _children(subject)

    def _item_changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self._settle.start(0)

    def _current_changed(self, _new: QTreeWidgetItem | None, _old: QTreeWidgetItem | None) -> None:
        self.pointed.emit(self.current_topic())

    def _double_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _TOPIC):
            self.practiced.emit(item.data(0, _TOPIC))


class TopicCard(Card):
    """Search, the tree, and what to do with the topic under the bar."""

    ticked = Signal()
    practiced = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Topics"), parent)
        self._titles: dict[str, str] = {}
        self.search, self.tree = QLineEdit(), TopicPicker()
        self.search.setPlaceholderText(_("Search topics"))
        self.search.setAccessibleName(_("Search topics"))
        self.search.setClearButtonEnabled(True)
        self.nothing = Muted(_("No topic has these words in its name."))
        self.practice = ghost(_("Practice this topic"), small=True)
        self.clear_ticks = ghost(_("Uncheck all"), small=True)
        self.hint = Muted(_("Enter practices a topic. Space checks it for a session of your own."))
        self._build()

    def _build(self) -> None:
        row = FlowRow(10)
        row.add(self.practice, self.clear_ticks)
        for widget in (self.search, self.nothing, self.tree, row, self.hint):
            self.add(widget)
        self.nothing.hide()
        self.search.textChanged.connect(self._searched)
        self.tree.ticked.connect(self._ticks_changed)
        self.tree.practiced.connect(self.practiced)
        self.tree.pointed.connect(self._pointed)
        self.practice.clicked.connect(self._practice)
        self.clear_ticks.clicked.connect(self.tree.untick)
        self._pointed("")
        self.clear_ticks.setEnabled(False)

    def show_topics(self, topics: tuple[TopicChoice, ...]) -> None:
        """The topics as they stand."""
        self._titles = {topic.id: topic.title for topic in topics}
        self.tree.show_topics(topics)
        self.tree.setMinimumHeight(round(27 * size_of(self.font())))
        self.tree.search(self.search.text())
        self._pointed(self.tree.current_topic())

    def _searched(self, text: str) -> None:
        self.nothing.setVisible(not self.tree.search(text))

    def _ticks_changed(self) -> None:
        self.clear_ticks.setEnabled(bool(self.tree.chosen()))
        self.ticked.emit()

    def _pointed(self, topic: str) -> None:
        self.practice.setEnabled(bool(topic))
        words = _("Practice {topic}").format(topic=self._titles[topic]) if topic else _("Practice this topic")
        self.practice.setText(words)

    def _practice(self) -> None:
        if self.tree.current_topic():
            self.practiced.emit(self.tree.current_topic())


def _row(topic: TopicChoice, ticked: bool) -> QTreeWidgetItem:
    on_exam = _("yes") if topic.on_exam else _("no")
    row = QTreeWidgetItem([topic.title, str(topic.items), str(topic.unseen), on_exam])
    row.setFlags((row.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
    row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    row.setData(0, _TOPIC, topic.id)
    said = _said(topic)
    row.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
    row.setToolTip(0, said)
    for column in (1, 2):
        row.setTextAlignment(column, _RIGHT)
    return row


def _said(topic: TopicChoice) -> str:
    """A whole row for the ear and the tip."""
    if topic.on_exam:
        text = n_(
            "{{topic}}: {n} question, {{unseen}} new, on your exam",
            "{{topic}}: {n} questions, {{unseen}} new, on your exam",
            topic.items,
        )
    else:
        text = n_(
            "{{topic}}: {n} question, {{unseen}} new, not on your exam",
            "{{topic}}: {n} questions, {{unseen}} new, not on your exam",
            topic.items,
        )
    return text.format(topic=topic.title, unseen=topic.unseen)


def _children(subject: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [row for n in range(subject.childCount()) if (row := subject.child(n)) is not None]


def _sum_up(subject: QTreeWidgetItem) -> None:
    """A subject's questions and new ones."""
    for column in (1, 2):
        subject.setText(column, str(sum(int(row.text(column)) for row in _children(subject))))
        subject.setTextAlignment(column, _RIGHT)
