"""The one place that asks the user something. Tests put a recorder here and answer in advance."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.ink import set_kind

Confirmed = Callable[[bool], None]
Text = Callable[[str | None], None]
FileChosen = Callable[[Path | None], None]


class Prompts(Protocol):
    """Every question is answered by a callback; nothing waits."""

    def confirm(self, title: str, text: str, yes: str, then: Confirmed, *, no: str = "", danger: bool = False) -> None:
        """Ask yes or no; without a word for no it is `Cancel`."""

    def choose_file(self, title: str, pattern: str, then: FileChosen) -> None:
        """Ask for a file to read; the pattern is like "Question banks (*.yaml *.csv)"."""

    def choose_folder(self, title: str, then: FileChosen) -> None:
        """Ask for a folder."""

    def save_file(self, title: str, pattern: str, then: FileChosen, name: str = "") -> None:
        """Ask for a file to write."""

    def tell(self, title: str, text: str) -> None:
        """Tell something."""

    def error(self, text: str) -> None:
        """Tell that something did not work."""


_ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class _Waiting(QObject):
    """Keeps the callback of an open dialog; dies with it, so nothing is called after that."""

    def __init__(self, dialog: QDialog, read: Callable[[int], Any], then: Callable[[Any], None] | None) -> None:
        super().__init__(dialog)
        self._dialog, self._read, self._then = dialog, read, then
        dialog.finished.connect(self._finished)

    def _finished(self, result: int) -> None:
        value = self._read(result)
        self._dialog.deleteLater()
        if (below := self._dialog.parentWidget()) is not None:
            # Not every desktop gives the keyboard back to the window beneath by itself.
            below.activateWindow()
        if self._then is not None:
            self._then(value)


class _HeldKeys(QObject):
    """Enter or Escape that is still held down from what opened a question does not answer it."""

    def __init__(self, box: QMessageBox) -> None:
        super().__init__(box)
        for one in (box, *box.buttons()):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repeats go no further."""
        return isinstance(event, QKeyEvent) and event.isAutoRepeat() and event.key() in _ANSWERS


class QtPrompts:
    """Dialogs over a window. They are opened, never run: no nested event loop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def confirm(self, title: str, text: str, yes: str, then: Confirmed, *, no: str = "", danger: bool = False) -> None:
        """A message box with two named buttons; giving up counts as no."""
        box = self._box(title, text)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
        if danger:
            set_kind(accept, "kind", "danger")
        # What cannot be taken back is never one Enter away.
        box.setDefaultButton(refuse if danger else accept)
        box.setEscapeButton(refuse)
        _Waiting(box, lambda _result: box.clickedButton() is accept, then)
        _HeldKeys(box)
        box.open()

    def choose_file(self, title: str, pattern: str, then: FileChosen) -> None:
        """An open dialog for one file."""
        dialog = QFileDialog(self._parent, title, "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_file(dialog, then)

    def choose_folder(self, title: str, then: FileChosen) -> None:
        """An open dialog for a folder."""
        dialog = QFileDialog(self._parent, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_file(dialog, then)

    def save_file(self, title: str, pattern: str, then: FileChosen, name: str = "") -> None:
        """A save dialog, which itself asks before it overwrites."""
        dialog = QFileDialog(self._parent, title, name, pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        self._open_file(dialog, then)

    def tell(self, title: str, text: str) -> None:
        """A message box with one button."""
        box = self._box(title, text)
        box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
        _Waiting(box, bool, None)
        box.open()

    def error(self, text: str) -> None:
        """The same for what went wrong."""
        self.tell(_("That did not work"), text)

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle("MediQuiz")
        box.setText(title)
        box.setInformativeText(text)
        box.setAccessibleName(title)
        # Room round the words, which the style sheet cannot give to a message box.
        if (layout := box.layout()) is not None:
            layout.setContentsMargins(12, 18, 24, 18)
        return box

    def _open_file(self, dialog: QFileDialog, then: FileChosen) -> None:
        _Waiting(dialog, lambda result: Path(dialog.selectedFiles()[0]) if result else None, then)
        dialog.open()


@dataclass
class RecordedPrompts:
    """For tests: answers are queued in advance, what was said is kept. No answer left means "gave up"."""

    answers: deque[Any] = field(default_factory=deque)
    said: list[tuple[str, ...]] = field(default_factory=list)

    def answer(self, *values: Any) -> None:
        """Queue answers for the questions to come."""
        self.answers.extend(values)

    def confirm(self, title: str, text: str, yes: str, then: Confirmed, *, no: str = "", danger: bool = False) -> None:
        """Record and answer."""
        self.said.append(("confirm", title, text))
        then(bool(self._next(False)))

    def choose_file(self, title: str, pattern: str, then: FileChosen) -> None:
        """Record and answer."""
        self.said.append(("choose_file", title, pattern))
        then(self._next(None))

    def choose_folder(self, title: str, then: FileChosen) -> None:
        """Record and answer."""
        self.said.append(("choose_folder", title))
        then(self._next(None))

    def save_file(self, title: str, pattern: str, then: FileChosen, name: str = "") -> None:
        """Record and answer."""
        self.said.append(("save_file", title, name))
        then(self._next(None))

    def tell(self, title: str, text: str) -> None:
        """Record."""
        self.said.append(("tell", title, text))

    def error(self, text: str) -> None:
        """Record."""
        self.said.append(("error", text))

    def _next(self, otherwise: Any) -> Any:
        return self.answers.popleft() if self.answers else otherwise
