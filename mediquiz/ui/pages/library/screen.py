"""Question library: every question there is, to search, filter, read and practice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.summaries import LibraryPage, LibraryQuery, LibraryRow, Mark, ShownItem, StudyMode, StudyRequest
from mediquiz.language import N_, _, n_
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import StartStudy, ToSettings
from mediquiz.ui.pages.library.filters import Filters, SearchBox
from mediquiz.ui.pages.library.latest import Latest
from mediquiz.ui.pages.library.preview import PreviewCard
from mediquiz.ui.pages.library.split import Split
from mediquiz.ui.pages.library.table import LibraryTable
from mediquiz.ui.parts.item_marks import MarkDesk
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.buttons import primary
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.empty_state import EmptyState
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.kbd import KeyHints
from mediquiz.ui.widgets.presses import meant, shifted
from mediquiz.ui.widgets.scroll_page import ScrollPage
from mediquiz.words.search import instead

if TYPE_CHECKING:
    from mediquiz.services.bundle import Services

_TITLE = N_("Question library")


class Found(NamedTuple):
    """What one search brings."""

    page: LibraryPage
    whole: int
    """Questions in the bank."""
    certification: str
    """The exam in front, whose rules a session follows when no exam is chosen here."""


class LibraryScreen(Screen):
    """Browsing gives nothing away: the answer of a question is shown only when asked for."""

    wanted = Changes(answers=True, seen=True, marks=True, items=True, settings=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools = tools
        self.found: Found | None = None
        self._chosen = ""
        self._search = Latest(tools.tasks, self._show, self)
        self._read = Latest(tools.tasks, self._show_item, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.page = ScrollPage(_(_TITLE), " ")
        self.search_box, self.practice = SearchBox(), primary(_("Practice these"))
        self.filters = Filters(self.tools.services.library.topics)
        self.table, self.nothing, self.preview = LibraryTable(), EmptyState(), PreviewCard()
        self.marking = MarkDesk(self.tools, self.preview.marks, self)
        self.list_card = Card()
        self.list_card.setAccessibleName(_("Questions found"))
        self.list_card.setProperty("snug", True)
        self.list_card.add(self.table, 1)
        self.list_card.add(self.nothing, 1)
        body = self.page.body
        body.setSpacing(12)
        body.insertWidget(1, FlowRow([self.search_box, self.practice]))
        body.insertWidget(2, self.filters)
        self.split = Split(self.list_card, self.preview, self.preview.natural_height)
        body.insertWidget(3, self.split, 1)
        body.insertWidget(4, KeyHints([(_(word), caps) for word, caps in _HINTS]))
        # The list takes what height is left, not the empty room beneath it.
        body.setStretch(body.count() - 1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.setFocusProxy(self.search_box)

    def _connect(self) -> None:
        self.split.turned.connect(self.preview.scroll_with_page)
        self.search_box.searched.connect(self.refresh)
        self.search_box.down.connect(self._to_table)
        self.filters.changed.connect(self._filters_changed)
        self.filters.cleared.connect(self.clear)
        self.nothing.wanted.connect(self._nothing_clicked)
        self.practice.clicked.connect(self.start)
        self.table.current_row.connect(self._choose)
        self.table.opened.connect(self._opened)
        self.marking.marked.connect(self._marked)
        self.marking.spoke.connect(self.preview.look_below)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._to_search)

    # --- searching -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Search again with what is typed and chosen."""
        self._fit_exams()
        self._search.ask(partial(_fetch, self.tools.services, self.filters.query(self.search_box.text())))

    def clear(self) -> None:
        """All questions again."""
        self.search_box.put("")
        self.filters.put(LibraryQuery())
        self._filters_changed()

    def _filters_changed(self) -> None:
        self._fit_areas()
        self.refresh()

    def _fit_exams(self) -> None:
        """Blueprints are frozen values; which edition is in use may have changed in the settings."""
        library = self.tools.services.library
        if self.filters.exam.count() <= 1:
            self.filters.show_exams([library.outline(one) for one in library.certifications])
        self._fit_areas()

    def _fit_areas(self) -> None:
        certification = self.filters.exam.chosen("")
        self.filters.show_areas(self.tools.services.library.outline(certification) if certification else None)

    def _show(self, found: Found) -> None:
        self.found = found
        page = found.page
        query = self.filters.query(self.search_box.text())
        self.page.set_title(_(_TITLE), found_words(page, found.whole))
        self.filters.clear.setEnabled(query != LibraryQuery())
        self.table.setVisible(bool(page.rows))
        self.nothing.setVisible(not page.rows)
        self.nothing.show_words(*nothing_words(query, found.whole))
        self.preview.needles = page.sought.needles
        self.table.show_found(page.rows, page.sought.needles)
        self._show_practice()
        row = self._row()
        if row is not None:
            # It may have been answered or marked elsewhere.
            self._read.ask(partial(self.tools.services.library.item, row.item_id))
        announce(self, self.page.subtitle.text())

    def _nothing_clicked(self) -> None:
        if self.found is not None and not self.found.whole:
            self.go_to(ToSettings())
        else:
            self.clear()
            self.search_box.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading ---------------------------------------------------------------------------

    def _choose(self, row: LibraryRow | None) -> None:
        if row is None:
            self._choose_id("")
        elif row.item_id != self._chosen:
            self._choose_id(row.item_id)

    def _choose_id(self, item_id: str) -> None:
        self._chosen = item_id
        if item_id:
            self._read.ask(partial(self.tools.services.library.item, item_id))
        else:
            self.preview.show_nothing()
            self.marking.show_nothing()

    def _row(self) -> LibraryRow | None:
        """The row of the question in the preview, if it is in the list."""
        rows = self.table.rows_model.rows()
        return next((row for row in rows if row.item_id == self._chosen), None)

    def _show_item(self, shown: ShownItem) -> None:
        if shown.item.id == self._chosen:
            self.preview.show_item(shown, self._row())
            self.marking.show_item(shown.item, shown.mark)

    def _opened(self, row: LibraryRow) -> None:
        """Enter on a row shows its answer, and hides it again."""
        self._choose(row)
        self.preview.toggle_answer()
        if self.split.stacked(self.split.width()):
            self.page.ensureVisible(0, self.split.y() + self.preview.y() + self.page.viewport().height() - 60, 0, 0)

    # --- marking ---------------------------------------------------------------------------

    def _marked(self, item_id: str, mark: Mark) -> None:
        """The row stays where it is even if it no longer fits the filter: so a slip can be undone."""
        row = next((row for row in self.table.rows_model.rows() if row.item_id == item_id), None)
        if row is not None:
            new = replace(row, flagged=mark.flagged, suspended=mark.suspended, noted=bool(mark.note))
            self.table.rows_model.replace(row, new)
        if self.preview.shown is not None and self.preview.shown.item.id == item_id:
            self.preview.take_mark(mark)
        self._show_practice()

    # --- practicing ------------------------------------------------------------------------

    def start(self) -> None:
        """A session of the questions in the list, in the order shown."""
        items = self._practicable()
        if items and self.found is not None:
            certification = self.filters.exam.chosen("") or self.found.certification
            request = StudyRequest(mode=StudyMode.DRILL, certification=certification, count=len(items), items=items)
            self.go_to(StartStudy(request))

    def _practicable(self) -> tuple[str, ...]:
        return tuple(row.item_id for row in self.table.rows_model.rows() if not row.suspended)

    def _show_practice(self) -> None:
        number = len(self._practicable())
        self.practice.setEnabled(bool(number))
        several = _("Practice {number}").format(number=f"{number:,}")
        self.practice.setText(several if number > 1 else _("Practice this one"))
        self.practice.setToolTip(_("In the order of the list (P)"))

    # --- keys ------------------------------------------------------------------------------

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page."""
        return [("+".join(keys), _(words)) for words, keys in _HINTS]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that neither the search box nor a list of choices took."""
        key = 0 if shifted(event) else meant(event)
        button = self.preview.marks.by_key(key)
        slots = {Qt.Key.Key_P: self.start, Qt.Key.Key_Slash: self._to_search}
        slot = button.press_key if button is not None else slots.get(Qt.Key(key))
        if slot is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            slot()

    def _to_search(self) -> None:
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    def _to_table(self) -> None:
        if not self.table.isHidden():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            if self.table.chosen_row() is None:
                self.table.select_row(0)


_HINTS = (
    (N_("Search"), ("Ctrl", "F")),
    (N_("Show or hide the answer"), ("Enter",)),
    (N_("Flag"), ("F",)),
    (N_("Note"), ("N",)),
    (N_("Don't show again"), ("X",)),
    (N_("Report"), ("R",)),
    (N_("Practice these"), ("P",)),
)


def _fetch(services: Services, query: LibraryQuery) -> Found:
    page = services.library.search(query)
    whole = page.total if query == LibraryQuery() else services.library.search(LibraryQuery(limit=0)).total
    return Found(page, whole, services.settings.read().certification)


def found_words(page: LibraryPage, whole: int) -> str:
    """How many were found, and what was looked for in the place of words that stand nowhere."""
    return ". ".join([count_words(page, whole), *map(instead, page.sought.instead)])


def count_words(page: LibraryPage, whole: int) -> str:
    """123 of 870 questions; more than fit are said so."""
    if page.total == whole:
        words = n_("{n} question", "{n} questions", whole)
    else:
        words = n_("{{found}} of {n} question", "{{found}} of {n} questions", whole).format(found=f"{page.total:,}")
    if page.total > len(page.rows):
        text = _("{questions}, first {number} shown")
        return text.format(questions=words, number=f"{len(page.rows):,}")
    return words


_NONE_IN_STATE = {
    "unseen": (
        N_("No new question here"),
        N_("You have seen every question that matches."),
    ),
    "answered": (N_("Nothing answered here yet"), N_("Questions you have answered show up here.")),
    "missed": (
        N_("No missed questions here"),
        N_("Questions you miss stay here until you get them right on two different days."),
    ),
    "flagged": (N_("No flagged questions here"), N_("Press F on a question to flag it.")),
    "suspended": (N_("No such questions here"), N_("Questions marked “Don't show again” show up here.")),
    "noted": (N_("No notes here yet"), N_("Press N on a question to write one.")),
}
_NOTHING_FITS = (N_("No matches"), N_("No question matches. Clear a filter."))


def nothing_words(query: LibraryQuery, whole: int) -> tuple[str, str, str]:
    """Title, sentence and button when nothing was found."""
    if not whole:
        words = _("The questions could not be loaded. Settings shows why.")
        return (_("No questions yet"), words, _("Open settings"))
    if query.text.strip():
        words = _("No question has all of these words. Try fewer words, or clear a filter.")
        return (_("Nothing found for “{words}”").format(words=query.text.strip()), words, _("Clear search and filters"))
    title, words = _NONE_IN_STATE.get(query.state, _NOTHING_FITS)
    return (_(title), _(words), _("Clear all filters"))
