"""Practice exams: the student's own in front, the others folded, and the exams that were finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediquiz.domain.assembly import NotEnoughItems
from mediquiz.domain.summaries import ExamHome, ExamOffer, Sitting
from mediquiz.language import N_, _
from mediquiz.services.changes import Changes
from mediquiz.ui.destinations import Destination, ToReport, ToSitting
from mediquiz.ui.pages.exams.history import ExamHistory
from mediquiz.ui.pages.exams.offer import OfferCard, minutes_words
from mediquiz.ui.screen import Screen
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.card import clear
from mediquiz.ui.widgets.card_grid import CardGrid
from mediquiz.ui.widgets.fold import Fold
from mediquiz.ui.widgets.labels import Muted
from mediquiz.ui.widgets.scroll_page import ScrollPage

_NONE_YET = N_("No finished practice exams yet. Their score reports will show up here.")


class ExamsScreen(Screen):
    """What can be sat, what was left, and what was finished."""

    wanted = Changes(attempts=True, seen=True, items=True, settings=True)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.hub, parent)
        self.tools, self.cards = tools, dict[str, OfferCard]()
        self._starting = False
        self.others: Fold | None = None
        self.page = ScrollPage(
            _("Practice exams"), _("The real counts and the real clock. Answers are shown at the end.")
        )
        self.banner, self.holder, self.history = Banner(), QWidget(), ExamHistory()
        self._offers = QVBoxLayout(self.holder)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(12)
        self.none_yet = Muted(_(_NONE_YET))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        for widget in (self.banner, self.holder, self.history, self.none_yet):
            self.page.add(widget)
        for widget in (self.banner, self.history, self.none_yet):
            widget.hide()
        self.history.report_wanted.connect(self._open_report)

    def arrive(self, destination: Destination) -> None:
        """Show the offers; what was said last time is gone."""
        self.banner.hide()

    def refresh(self) -> None:
        """Fetch offers and history."""
        self.tools.tasks.run(self.tools.services.exams.home, then=self._show)

    def keys(self) -> list[tuple[str, str]]:
        """For the help of F1."""
        return [("Tab", _("To the next exam, time choice or report")), ("Enter", _("Press the button"))]

    def _show(self, home: ExamHome) -> None:
        # An exam that is open has its time already, and no choice to keep.
        kept = {name: card.time.currentIndex() for name, card in self.cards.items() if card.offer.open is None}
        unfolded = self.others is not None and self.others.opened
        own, others = _apart(home)
        at = self._at_card()
        self.cards = {}
        grids = [self._grid(own, kept), self._grid(others, kept)]
        clear(self._offers)
        self._offers.addWidget(grids[0])
        self.others = self._folded(grids[1], unfolded) if others else None
        self._lead_focus(at)
        self.history.show_rows(home.history)
        self.history.setVisible(bool(home.history))
        self.none_yet.setVisible(not home.history)

    def _at_card(self) -> str | None:
        """The exam whose button has the keys; nothing on arriving; None where they are elsewhere."""
        now = self.window().focusWidget()
        if now is None or now is self:
            return ""
        return next((name for name, card in self.cards.items() if card.button is now), None)

    def _lead_focus(self, at: str | None) -> None:
        """Keys to what was left open, else to the first; where they were on a card that is gone, to the new one."""
        if not self.cards:
            return
        first = next((one for one in self.cards.values() if one.offer.open), next(iter(self.cards.values())))
        self.setFocusProxy(first.button)
        if at is not None:
            # Made a moment ago: a button that is not shown yet cannot hold the keys.
            card = first if not at or first.offer.open else self.cards.get(at, first)
            card.show()
            card.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self, offers: Sequence[ExamOffer], kept: Mapping[str, int]) -> CardGrid:
        grid = CardGrid(column=380, most=2 if len(offers) > 1 else 1)
        for offer in offers:
            card = self.cards[offer.certification] = OfferCard(offer)
            card.time.setCurrentIndex(kept.get(offer.certification, 0))
            card.start_wanted.connect(self._ask)
            card.resume_wanted.connect(self._resume)
            grid.add(card)
        return grid

    def _folded(self, grid: CardGrid, unfolded: bool) -> Fold:
        fold = Fold(_("Show the other exams"), _("Hide the other exams"), grid)
        fold.set_opened(unfolded)
        self._offers.addWidget(fold)
        return fold

    # --- starting and resuming -------------------------------------------------------------

    def _ask(self, certification: str, factor: float | None) -> None:
        offer = self.cards[certification].offer
        text = _("{form}. It ends when you end it or when time is up. Every answer is saved.").format(
            form=minutes_words(offer, factor)
        )
        then = partial(self._start_if, certification, factor)
        title = _("Start the {exam} practice exam?").format(exam=offer.label)
        self.tools.prompts.confirm(title, text, _("Start"), then)

    def _start_if(self, certification: str, factor: float | None, yes: bool) -> None:
        if yes and not self._starting:
            self._starting = True
            work = partial(self.tools.services.exams.start, certification, factor)
            self.tools.write(work, self._sit, self._not_started)

    def _resume(self, attempt_id: int) -> None:
        if not self._starting:
            self._starting = True
            work = partial(self.tools.services.exams.resume, attempt_id)
            self.tools.write(work, self._sit, self._not_started)

    def _sit(self, sitting: Sitting) -> None:
        self._starting = False
        self.go_to(ToSitting(sitting))

    def _not_started(self, error: Exception) -> None:
        self._starting = False
        kind = "warn" if isinstance(error, NotEnoughItems) else "bad"
        self.banner.show_text(_("The exam could not be started. {reason}").format(reason=error), kind)
        self.banner.show()
        self.page.ensureWidgetVisible(self.banner)

    def _open_report(self, attempt_id: int) -> None:
        self.go_to(ToReport(attempt_id))


def _apart(home: ExamHome) -> tuple[list[ExamOffer], list[ExamOffer]]:
    """The student's own exams and what is open, in her order; then the others. Without a goal all are her own."""
    order = {certification: n for n, certification in enumerate(home.own)}
    own = [offer for offer in home.offers if offer.certification in order or offer.open or not order]
    own.sort(key=lambda offer: order.get(offer.certification, len(order)))
    return own, [offer for offer in home.offers if offer not in own]
