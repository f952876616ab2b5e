"""When the study history cannot be opened: a sentence and ways out. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mediquiz.language import N_, _, day_year, n_
from mediquiz.ui.main_window import MainWindow
from mediquiz.ui.prompts import Prompts
from mediquiz.ui.widgets.buttons import ghost, primary
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body
from mediquiz.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from mediquiz.storage.backups import Offered

Run = Callable[..., None]
"""Work, what then, what if it fails: on the store's thread."""
Way = tuple[str, Callable[..., None]]
TITLE = N_("Something needs to be fixed first")
NAME_ELSEWHERE = "mediquiz.sqlite"


class Trouble(QObject):
    """Shows what is wrong in place of the pages, with a button for each way out."""

    def __init__(
        self, window: MainWindow, database: Path, again: Callable[[Path], None], run: Run, prompts: Prompts
    ) -> None:
        """`again` opens a database: the same one after it was mended, or another."""
        super().__init__(window)
        self._window, self._database, self._again, self._run, self._prompts = window, database, again, run, prompts
        self._page: QWidget | None = None
        self._said = Body()

    def show(self, error: Exception, text: str) -> None:
        """Look for a backup if one is needed, then put the page in front."""
        from mediquiz.storage.errors import DamagedDatabase, ReplacedDatabase

        if isinstance(error, ReplacedDatabase):
            self._run(partial(_histories, self._database, error.kept), partial(self._show_replaced, text))
        elif isinstance(error, DamagedDatabase):
            self._run(partial(_ways_out, self._database), partial(self._show_damaged, text))
        else:
            self._show(text, [(_("Try again"), self._try_again), *self._elsewhere(error)])

    def _show_damaged(self, text: str, found: _Found) -> None:
        there = self._database.exists()
        anew: Way = (_("Set it aside and start over") if there else _("Start a new history"), self._start_anew)
        restore: list[Way] = [(_offer_words(one), partial(self._restore, one.path)) for one in found.offered]
        ways = [*self._mends(found), *restore, anew, (_("Try again"), self._try_again), self._other()]
        self._show(text, ways)

    def _mends(self, found: _Found) -> list[Way]:
        """Where only a part is damaged: that part from a backup, or doing without it."""
        ways: list[Way] = []
        if found.helper is not None:
            words = _("Take the damaged part from the backup of {day}").format(day=_day_words(found.helper))
            ways.append((words, partial(self._take_part, found.helper)))
        if found.readable:
            ways.append((_("Use what can be read"), self._accept))
        return ways

    def _show_replaced(self, text: str, found: _Histories) -> None:
        """What was open here, what is there now, and where there is neither, the backups."""
        mine: list[Way] = [(_mine_words(one, found.there), partial(self._restore, one.path)) for one in found.mine]
        there: list[Way] = [] if found.there is None else [(_there_words(found.there), self._try_again)]
        anew: list[Way] = [(_("Start a new history"), self._start_anew)] if found.there is None else []
        backups: list[Way] = [(_offer_words(one), partial(self._restore, one.path)) for one in found.backups]
        self._show(text, [*mine, *there, *backups, *anew, self._other()])

    def _elsewhere(self, error: Exception) -> list[Way]:
        """Only where the file or its folder is the trouble: the bank would be as wrong with another file."""
        from mediquiz.storage.errors import StoreError

        folder: Way = (_("Use another folder…"), self._ask_folder)
        return [folder, self._other()] if isinstance(error, StoreError) else []

    def _other(self) -> Way:
        return (_("Open another study history…"), self._ask_file)

    def _show(self, text: str, ways: list[Way]) -> None:
        self._page = self._build(text, [*ways, (_("Close MediQuiz"), self._close)])
        self._window.stack.addWidget(self._page)
        self._window.stack.setCurrentWidget(self._page)
        self._page.setFocus()

    def _build(self, text: str, ways: list[Way]) -> QWidget:
        page = ScrollPage(_(TITLE), reading=True)
        page.setAccessibleName(_(TITLE))
        self._said = Body(text)
        page.add(self._said)
        row = FlowRow(10)
        for n, (words, slot) in enumerate(ways):
            way = ghost(words) if n else primary(words)
            way.clicked.connect(slot)
            row.add(way)
            if not n:
                page.setFocusProxy(way)
                # Whoever cannot see the page hears what happened before what can be done.
                way.setAccessibleDescription(text)
        page.add(row)
        return page

    # -- ways out --------------------------------------------------------------------------------

    def _restore(self, newest: Path, checked: bool = False) -> None:
        from mediquiz.storage import backups

        self._mend(
            _("Restoring the backup…"), partial(alone, self._database, partial(backups.restore, newest, self._database))
        )

    def _take_part(self, backup: Path, checked: bool = False) -> None:
        from mediquiz.storage import mending

        work = partial(mending.take_from, backup, self._database)
        self._mend(_("Restoring the backup…"), partial(alone, self._database, work))

    def _accept(self, checked: bool = False) -> None:
        from mediquiz.storage import mending

        self._mend(_("Keeping a copy…"), partial(alone, self._database, partial(mending.accept, self._database)))

    def _start_anew(self, checked: bool = False) -> None:
        self._mend(_("Starting a new history…"), partial(_begin_anew, self._database))

    def _mend(self, text: str, work: Callable[[], Any]) -> None:
        self._window.hold(text)
        self._run(work, self._mended, self._not_mended)

    def _mended(self, kept: object) -> None:
        self._go(self._database)

    def _not_mended(self, error: Exception) -> None:
        """Back to the same ways out, with what stood in the way of this one."""
        from mediquiz.storage.errors import StoreError

        assert self._page is not None
        self._window.stack.setCurrentWidget(self._page)
        if not isinstance(error, StoreError):
            raise error
        self._said.setText(str(error))

    def _try_again(self, checked: bool = False) -> None:
        self._go(self._database)

    def _ask_file(self, checked: bool = False) -> None:
        pattern = _("MediQuiz study histories (*.sqlite)")
        self._prompts.choose_file(_("Open another study history"), pattern, self._chosen)

    def _ask_folder(self, checked: bool = False) -> None:
        self._prompts.choose_folder(_("Save the study history in another folder this time"), self._chosen_folder)

    def _chosen(self, database: Path | None) -> None:
        if database is not None:
            self._go(database)

    def _chosen_folder(self, folder: Path | None) -> None:
        if folder is not None:
            self._go(folder / NAME_ELSEWHERE)

    def _close(self, checked: bool = False) -> None:
        self._window.close()

    def _go(self, database: Path) -> None:
        if self._page is not None:
            self._window.stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
        self._again(database)


def alone(database: Path, work: Callable[[], Any]) -> Any:
    """Do something to the files of a database that no window has open."""
    from mediquiz.storage.locking import WriterLock

    lock = WriterLock(database)
    try:
        return work()
    finally:
        lock.release()


def _begin_anew(database: Path) -> None:
    """Nothing is deleted. The new file is made at once: without one the next start would ask again."""
    from mediquiz.storage import backups
    from mediquiz.storage.store import Store

    alone(database, partial(backups.set_aside, database))
    Store(database, anew=True).close()


@dataclass(frozen=True, slots=True)
class _Found:
    """What a damaged history can be mended with: backups to restore, one that holds the damaged part, itself."""

    offered: list[Offered]
    helper: Path | None
    readable: bool


def _ways_out(database: Path) -> _Found:
    from mediquiz.storage import backups, mending

    there = database.exists() and database.stat().st_size > 0
    return _Found(backups.offered(database), mending.helper(database), there and mending.readable(database))


class _Histories(NamedTuple):
    """Which ones can be gone on with after the file was exchanged."""

    mine: list[Offered]
    """What was open: one, or none where it could not be read."""
    there: int | None
    """Answers in the file that is there now; None where that is no study history."""
    backups: list[Offered]


def _histories(database: Path, kept: Path | None) -> _Histories:
    from mediquiz.storage import backups
    from mediquiz.storage.holdings import holding

    held, there = (holding(kept) if kept else None), holding(database)
    mine = [backups.Offered(kept, held.answers)] if kept and held else []
    return _Histories(mine, there.answers if there else None, [] if mine else backups.offered(database))


def _mine_words(found: Offered, there: int | None) -> str:
    n = found.answers
    if there is None:
        return n_("Put my history back ({n} answer)", "Put my history back ({n} answers)", n)
    return n_("Use what was open here ({n} answer)", "Use what was open here ({n} answers)", n)


def _there_words(answers: int) -> str:
    return n_("Use the file that is there now ({n} answer)", "Use the file that is there now ({n} answers)", answers)


def _offer_words(found: Offered) -> str:
    """`Restore the backup of November 14, 2026 (512 answers)`."""
    text = n_(
        "Restore the backup of {{day}} ({n} answer)", "Restore the backup of {{day}} ({n} answers)", found.answers
    )
    return text.format(day=_day_words(found.path))


def _day_words(backup: Path) -> str:
    """`November 14, 2026`."""
    from mediquiz.storage import backups

    return day_year(backups.made_on(backup))
