"""What to look for in the library: words, and what the questions have in common."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.summaries import LibraryQuery
from mediquiz.domain.topics import TopicTree
from mediquiz.language import N_, _
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.forms import DropDown

TYPING_PAUSE_MS = 220
INDENT = "\u2003"
STATES = (
    ("unseen", N_("New to you")),
    ("answered", N_("Answered")),
    ("missed", N_("Missed")),
    ("flagged", N_("Flagged")),
    ("noted", N_("With your note")),
    ("suspended", N_("Not shown again")),
)
LEVELS = {"recall": N_("Recall"), "application": N_("Application"), "analysis": N_("Analysis")}


def level_word(level: str) -> str:
    """`Recall`; a level that has no word is shown as it is."""
    return _(LEVELS[level]) if level in LEVELS else level


class SearchBox(QLineEdit):
    """Says that it changed when typing pauses, or at once on Enter. Down leads on to what was found."""

    searched = Signal()
    down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search questions, reasons, notes"))
        self.setAccessibleName(_("Search"))
        self.setAccessibleDescription(
            _("Finds questions with all of these words, also in answers, reasons and your notes")
        )
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.searched)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._at_once)

    def sizeHint(self) -> QSize:
        """Room for what it says while it is empty, and for the cross beside it."""
        hint = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + 2 * hint.height(), hint.height())

    def put(self, text: str) -> None:
        """Show other words without searching for them."""
        self.setText(text)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box, Down leads on."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._at_once()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _at_once(self) -> None:
        self._pause.stop()
        self.searched.emit()


class Filters(FlowRow):
    """Five choices, each with "any" in front, and a way to drop them all."""

    changed = Signal()
    cleared = Signal()

    def __init__(self, topics: TopicTree, parent: QWidget | None = None) -> None:
        super().__init__((), 8, parent)
        self.setAccessibleName(_("Filters"))
        self.topic, self.exam, self.area = DropDown(), DropDown(), DropDown()
        self.state, self.level = DropDown(), DropDown()
        self.clear = Button(_("Clear all"), "quiet", small=True)
        self._blueprint: Blueprint | None = None
        self._fill_topics(topics)
        self._fill(self.exam, _("Exam"), _("Any exam"))
        self._fill(self.state, _("State"), _("Any state"), tuple((key, _(title)) for key, title in STATES))
        self._fill(self.level, _("Level"), _("Any level"), tuple((key, level_word(key)) for key in LEVELS))
        self._fill_areas(None)
        self.add(self.topic, self.exam, self.area, self.state, self.level, self.clear)
        for choice in (self.topic, self.area):
            # Their entries are as long as sentences; the others have the room of their longest.
            choice.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(9)
        for choice in (self.exam, self.state, self.level):
            choice.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        for choice in (self.topic, self.exam, self.area, self.state, self.level):
            choice.setMaxVisibleItems(16)
            choice.activated.connect(self._chosen)
        self.clear.clicked.connect(self._clear_clicked)

    def query(self, text: str) -> LibraryQuery:
        """What is chosen, with these words."""
        topic = self.topic.chosen("")
        is_subject = "." not in topic
        return LibraryQuery(
            text=text.strip(),
            topic="" if is_subject else topic,
            subject=topic if is_subject else "",
            certification=self.exam.chosen(""),
            area=self.area.chosen(""),
            state=self.state.chosen(""),
            level=self.level.chosen(""),
        )

    def put(self, query: LibraryQuery) -> None:
        """Show the choices of a query without saying so."""
        pairs = ((self.topic, query.topic or query.subject), (self.exam, query.certification), (self.area, query.area))
        for choice, value in (*pairs, (self.state, query.state), (self.level, query.level)):
            choice.setCurrentIndex(max(0, choice.findData(value)))

    def show_exams(self, blueprints: list[Blueprint]) -> None:
        """Exams to choose from; the choice made stays."""
        chosen = self.exam.chosen("")
        self._fill(self.exam, _("Exam"), _("Any exam"), tuple((b.id, b.label) for b in blueprints))
        self.exam.setCurrentIndex(max(0, self.exam.findData(chosen)))

    def show_areas(self, blueprint: Blueprint | None) -> None:
        """Areas of the chosen exam, or none to choose."""
        if blueprint is not self._blueprint:
            self._fill_areas(blueprint)

    def _fill(self, choice: DropDown, name: str, anything: str, entries: tuple[tuple[str, str], ...] = ()) -> None:
        choice.call(name)
        choice.clear()
        choice.addItem(anything, "")
        for key, title in entries:
            choice.addItem(title, key)

    def _fill_topics(self, tree: TopicTree) -> None:
        self._fill(self.topic, _("Topic"), _("Any topic"))
        for subject, topics in tree.subjects.items():
            self.topic.addItem(topics[0].subject_title, subject)
            for topic in topics:
                self.topic.addItem(INDENT + topic.title, topic.id)

    def _fill_areas(self, blueprint: Blueprint | None) -> None:
        self._blueprint = blueprint
        self._fill(self.area, _("Exam area"), _("Any area"))
        self.area.setEnabled(blueprint is not None)
        self.area.setToolTip("" if blueprint else _("Choose an exam first"))
        for domain in blueprint.domains if blueprint else ():
            self.area.addItem(domain.title, domain.id)
            areas = blueprint.areas_in(domain.id) if blueprint else ()
            # A domain that is not divided needs no second line of the same questions.
            for area in areas if len(areas) > 1 else ():
                self.area.addItem(INDENT + area.title, area.id)

    def _chosen(self, _index: int) -> None:
        self.changed.emit()

    def _clear_clicked(self) -> None:
        self.put(LibraryQuery())
        self.cleared.emit()
