"""What this is, which versions it runs on, and under which licenses."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib import metadata

from PySide6.QtWidgets import QWidget

from mediquiz import __version__
from mediquiz.domain.summaries import ExamChoice
from mediquiz.language import N_, _
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.fold import Fold
from mediquiz.ui.widgets.labels import Body, Muted
from mediquiz.ui.widgets.row_grid import GridColumn, RowGrid

_PARTS = (
    ("PySide6-Essentials", "Qt and PySide6", "LGPL 3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("alembic", "Alembic", "MIT"),
    ("numpy", "NumPy", "BSD 3-Clause"),
    ("fsrs", "FSRS", "MIT"),
    ("PyYAML", "PyYAML", "MIT"),
    ("typer", "Typer", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
)
_WHAT = N_(
    "MediQuiz is free, open source (MIT license) and works offline. Its questions were written for it; none "
    "comes from a real exam. It is not part of any board; exam names ({exams}) belong to their owners. It is "
    "for learning, not medical advice."
)
Version = tuple[str, str, str]


class AboutCard(Card):
    """Short words and a small table."""

    def __init__(self, exams: Sequence[ExamChoice], parent: QWidget | None = None) -> None:
        super().__init__(_("About MediQuiz"), parent)
        self.version = Muted(_("Version {number}").format(number=__version__))
        self.grid = RowGrid(
            [GridColumn(_("Built with"), 3), GridColumn(_("Version"), 2), GridColumn(_("License"), 2)], _("Licenses")
        )
        what = _(_WHAT).format(exams=", ".join(exam.label for exam in exams))
        self.parts = Fold(_("Show what it is built with"), _("Hide what it is built with"), self.grid)
        for widget in (self.version, Body(what), self.parts):
            self.add(widget)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """A row for each part."""
        self.grid.set_rows(versions)


def read_versions() -> list[Version]:
    """(name, version, license) of what MediQuiz stands on. Reads files: not for the GUI thread."""
    return [("Python", platform.python_version(), "PSF 2.0"), *(_part(*part) for part in _PARTS)]


def _part(package: str, name: str, license: str) -> Version:
    try:
        return (name, metadata.version(package), license)
    except metadata.PackageNotFoundError:
        return (name, _("not installed"), license)
