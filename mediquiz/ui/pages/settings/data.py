"""Where the study history lies, and how to keep a copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mediquiz.language import N_, _
from mediquiz.ui.tools import Tools
from mediquiz.ui.widgets.banner import Banner
from mediquiz.ui.widgets.buttons import ghost
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.forms import Field
from mediquiz.ui.widgets.labels import Body, Muted

PATTERN = N_("MediQuiz backups (*.sqlite)")


class DataCard(Card):
    """Asks for files through the prompts; the copy itself is made on the store's own lane."""

    restore_requested = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(_("Your data"), parent)
        self._tools = tools
        self.folder, self.said = QLineEdit(), Banner()
        self.folder.setReadOnly(True)
        self.backup, self.restore = ghost(_("Back up now…")), ghost(_("Restore from backup…"))
        self.add(Body(_("Everything stays on this computer. Nothing is sent anywhere.")))
        self.add(Field(_("Folder of your study history"), self.folder))
        self.add_row([self.backup, self.restore])
        self.add(Muted(_("MediQuiz also saves dated copies in the folder “backups” next to it.")))
        self.add(self.said)
        self.said.hide()
        self.backup.clicked.connect(self._ask_where)
        self.restore.clicked.connect(self._ask_which)

    def show_folder(self, folder: str) -> None:
        """Show where the database lies."""
        self.folder.setText(folder)
        self.folder.setCursorPosition(0)

    def _ask_where(self) -> None:
        name = backup_name(self._tools.clock.today())
        self._tools.prompts.save_file(_("Back up your study history"), _(PATTERN), self._back_up, name)

    def _back_up(self, target: Path | None) -> None:
        if target is None:
            return
        path = target if target.suffix else target.with_suffix(".sqlite")
        care = self._tools.services.care
        if path.resolve() == care.database.resolve():
            # A copy moved into the place of an open database would cut it off from what is written next.
            self._say(_("No copy was made. That file is the study history in use; choose another name."), "bad")
            return
        self.backup.setEnabled(False)
        self._tools.tasks.run(partial(care.back_up, path), partial(self._backed_up, path), self._not_backed_up)

    def _backed_up(self, path: Path, _nothing: None) -> None:
        self.backup.setEnabled(True)
        self._say(_("A copy of your study history is in {path}.").format(path=path), "good")

    def _not_backed_up(self, error: Exception) -> None:
        self.backup.setEnabled(True)
        self._say(_("No copy was made. {reason}").format(reason=error), "bad")

    def _ask_which(self) -> None:
        self._tools.prompts.choose_file(_("Restore from a backup"), _(PATTERN), self._confirm)

    def _confirm(self, backup: Path | None) -> None:
        if backup is None:
            return
        text = _(
            "{file} replaces your study history, which is saved as a dated copy. MediQuiz then restarts. If "
            "the file is not a good backup, nothing changes."
        ).format(file=backup.name)
        self._tools.prompts.confirm(
            _("Restore this backup?"), text, _("Restore"), partial(self._restore, backup), danger=True
        )

    def _restore(self, backup: Path, yes: bool) -> None:
        if yes:
            self.restore_requested.emit(backup)

    def _say(self, text: str, kind: str) -> None:
        self.said.show_text(text, kind)
        self.said.show()


class BankProblemsCard(Card):
    """What was wrong with files of the question bank; not there at all when nothing was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Problems in the question bank"), parent)
        self.text = Body()
        self.add(Body(_("These files could not be read, so their last good versions are used.")))
        self.add(self.text)
        self.hide()

    def show_problems(self, problems: Sequence[str]) -> None:
        """A line for each."""
        self.text.setText("\n".join(problems))
        self.setVisible(bool(problems))


def backup_name(today: date) -> str:
    """mediquiz-2026-11-22.sqlite."""
    return f"mediquiz-{today:%Y-%m-%d}.sqlite"
