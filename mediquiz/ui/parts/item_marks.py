"""Flag, note, report and "don't show again" at a question, wherever it is met: buttons, a box to write in, a notice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mediquiz.domain.items import Item
from mediquiz.domain.summaries import Mark
from mediquiz.language import N_, _
from mediquiz.ui.parts.notice import Notice
from mediquiz.ui.parts.text_box import TextBox
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.announce import announce
from mediquiz.ui.widgets.buttons import by_mouse
from mediquiz.ui.widgets.key_button import KeyButton

SUSPENDED = N_("This question will not be shown again.")
REPORTED = N_("Thank you. Your report is saved with the question.")
_EMPTY = N_("Write what is wrong first, or press Esc to leave it.")
_UNSAVED = N_("You typed this before. It is not saved yet.")
_LEFT = {
    "note": N_("Your note is not saved yet. Open it again to finish it."),
    "report": N_("Your report is not saved yet. Open it again to finish it."),
}
_NOTE = N_("It is saved with the question. An empty note is deleted.")
_REPORT = N_("What is wrong, and how you know. It is saved on this computer; nothing is sent.")


@dataclass(frozen=True, slots=True)
class MarkControls:
    """The widgets by which a question is marked; the page puts them where it likes."""

    flag: KeyButton
    note: KeyButton
    report: KeyButton
    suspend: KeyButton
    box: TextBox
    notice: Notice

    @classmethod
    def make(cls) -> MarkControls:
        """A set of them."""
        return cls(
            KeyButton(_("Flag"), "F"),
            KeyButton(_("Note"), "N"),
            KeyButton(_("Report a problem"), "R"),
            KeyButton(_("Don't show again"), "X", asks=True),
            TextBox(),
            Notice(),
        )

    def by_key(self, key: int) -> KeyButton | None:
        """The button that a key presses."""
        keys = {
            Qt.Key.Key_F: self.flag,
            Qt.Key.Key_N: self.note,
            Qt.Key.Key_R: self.report,
            Qt.Key.Key_X: self.suspend,
        }
        return keys.get(Qt.Key(key))


class MarkDesk(QObject):
    """What the student does with the controls goes to the record; what stands there is shown on them."""

    marked = Signal(str, object)
    """(item id, Mark): a mark was changed here and is on record."""
    spoke = Signal()
    """The box was opened or the notice says something: bring it into view."""

    def __init__(self, tools: Tools, controls: MarkControls, origin: QWidget, rest: QWidget | None = None) -> None:
        """`origin` is the page; `rest` gets the focus after writing, else whoever had it before."""
        super().__init__(origin)
        self._tools, self._controls, self._origin, self._rest = tools, controls, origin, rest
        self._item: Item | None = None
        self._mark = Mark()
        self._writing: tuple[str, Item] | None = None
        self._written_at: tuple[str, Item] | None = None
        self._before: QWidget | None = None
        self._base = ""
        self.suspending = False
        """A suspension is on its way to the record."""
        self.held = False
        """Nothing is suspended now: an answer to the question is on its way to the record."""
        controls.flag.clicked.connect(self.flag)
        controls.note.clicked.connect(self.write_note)
        controls.report.clicked.connect(self.write_report)
        controls.suspend.clicked.connect(self.suspend)
        controls.suspend.keyed.connect(self.ask_to_suspend)
        controls.notice.acted.connect(self.suspend)
        controls.box.saved.connect(self._written)
        controls.box.canceled.connect(self._canceled)
        controls.box.closed.connect(self._closed)

    @property
    def writing(self) -> bool:
        """Whether the box is open."""
        return self._writing is not None

    @property
    def mark(self) -> Mark:
        """The mark of the question on screen."""
        return self._mark

    def show_item(self, item: Item, mark: Mark) -> None:
        """Another question, or the same with its mark as it stands."""
        if self._item is None or item.id != self._item.id:
            self._put_aside()
            self._controls.box.hide()
            self._controls.notice.hide()
        self._item, self._mark = item, mark
        controls = self._controls
        controls.flag.show_words(_("Flagged") if mark.flagged else _("Flag"))
        controls.flag.set_on(mark.flagged)
        controls.note.show_words(_("Edit note") if mark.note else _("Note"))
        controls.note.set_on(bool(mark.note))
        controls.suspend.show_words(_("Show again") if mark.suspended else _("Don't show again"))
        controls.suspend.set_on(mark.suspended)

    def show_nothing(self) -> None:
        """No question is on the screen."""
        self._put_aside()
        self._item = None

    # --- what the student does -------------------------------------------------------------

    def flag(self) -> None:
        """Flag the question, or take the flag off."""
        if self._item is not None:
            work = partial(self._tools.services.marks.flag, self._item.id, not self._mark.flagged)
            self._tools.write(work, partial(self._marked, self._item), origin=self._origin)

    def ask_to_suspend(self) -> None:
        """A single letter may be a slip: it asks. Asking the question again does no harm."""
        if self._item is None or self._mark.suspended or self.suspending or self.held:
            self.suspend()
        else:
            text = _("It will not be shown again. The question library still has it.")
            title, yes = _("Stop showing this question?"), _("Don't show again")
            then = partial(self._suspend_if, self._item)
            self._tools.prompts.confirm(title, text, yes, then, no=_("Cancel"), danger=True)

    def _suspend_if(self, item: Item, yes: bool) -> None:
        if yes and self._item is not None and self._item.id == item.id:
            self.suspend()

    def suspend(self) -> None:
        """Ask the question no more, or ask it again."""
        if self._item is not None and not self.suspending and not self.held:
            self.suspending = True
            work = partial(self._tools.services.marks.suspend, self._item.id, not self._mark.suspended)
            self._tools.write(work, partial(self._suspended, self._item), self._not_suspended, origin=self._origin)

    def write_note(self) -> None:
        """Open the box with the note."""
        self._write("note", _("Your note"), _(_NOTE), self._mark.note, _("Save note"))

    def write_report(self) -> None:
        """Open the box for what is wrong."""
        self._write("report", _("What is wrong with this question?"), _(_REPORT), "", _("Save report"), _(_EMPTY))

    def _write(self, kind: str, heading: str, hint: str, text: str, save: str, missing: str = "") -> None:
        if self._item is None:
            return
        if self._writing is None:
            self._before = QApplication.focusWidget()
        self._put_aside()
        self._hide_told()
        self._writing, self._base = (kind, self._item), text
        draft = self._tools.drafts.text(kind, self._item.id, text)
        if draft is not None:
            hint = _(_UNSAVED)
        self._controls.box.open_with(heading, hint, text if draft is None else draft, save, missing)
        self.spoke.emit()

    def _put_aside(self) -> None:
        """What stands in the box is there again when it is next opened for that question."""
        if self._writing is not None:
            kind, item = self._writing
            self._tools.drafts.keep(kind, item.id, self._base, self._controls.box.lines.toPlainText())
        self._writing = None

    def go_on_writing(self) -> None:
        """Back to the box, which is open without the focus: its own keys work there, and nothing else goes on."""
        self._controls.box.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self.spoke.emit()

    def _closed(self) -> None:
        back = self._rest or self._before
        if back is None or not back.isVisible():
            back = self._controls.note
        clicked = by_mouse(QApplication.focusWidget())
        back.setFocus(Qt.FocusReason.MouseFocusReason if clicked else Qt.FocusReason.OtherFocusReason)
        self._written_at, self._writing = self._writing, None

    def _canceled(self, text: str) -> None:
        """Esc may be a slip: what was typed is kept, and that is said."""
        if self._written_at is None:
            return
        kind, item = self._written_at
        if self._tools.drafts.keep(kind, item.id, self._base, text):
            self._controls.notice.show_text(_(_LEFT[kind]))
            self.spoke.emit()

    def _hide_told(self) -> None:
        """A notice of what is not saved is old as soon as the box is open again."""
        if self._controls.notice.text.text() in map(_, _LEFT.values()):
            self._controls.notice.hide()

    def _written(self, text: str) -> None:
        if self._written_at is None:
            return
        kind, item = self._written_at
        marks = self._tools.services.marks
        # Until it is on record: a full disk must not cost what was typed.
        self._tools.drafts.keep(kind, item.id, self._base, text)
        if kind == "note":
            self._tools.write(partial(marks.note, item.id, text), partial(self._noted, item), origin=self._origin)
        elif text.strip():
            work = partial(marks.report, item.id, item.revision, text)
            self._tools.write(work, partial(self._reported, item), origin=self._origin)

    # --- what is on record now -------------------------------------------------------------

    def _marked(self, item: Item, mark: Mark) -> None:
        if self._item is not None and item.id == self._item.id:
            if mark.flagged != self._mark.flagged:
                announce(self._controls.flag, _("Flagged") if mark.flagged else _("Flag taken off"))
            if mark.note != self._mark.note:
                announce(self._controls.note, _("Note saved") if mark.note else _("Note removed"))
            self.show_item(item, mark)
        self.marked.emit(item.id, mark)

    def _noted(self, item: Item, mark: Mark) -> None:
        self._tools.drafts.drop("note", item.id)
        self._marked(item, mark)

    def _suspended(self, item: Item, mark: Mark) -> None:
        self.suspending = False
        self._marked(item, mark)
        if self._item is None or item.id != self._item.id:
            return
        if mark.suspended:
            self._controls.notice.show_text(_(SUSPENDED), _("Undo"))
            self.spoke.emit()
        else:
            self._controls.notice.hide()

    def _not_suspended(self, error: Exception) -> None:
        self.suspending = False
        raise error

    def _reported(self, item: Item, _kept: None) -> None:
        self._tools.drafts.drop("report", item.id)
        if self._item is not None and item.id == self._item.id:
            self._controls.notice.show_text(_(REPORTED))
            self.spoke.emit()
