"""Every text for a reader is marked; `test_marking.py` sees to it that a tool can collect what is."""

from __future__ import annotations

from pathlib import Path

from .marked import unmarked

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "mediquiz").rglob("*.py"))
READ = ("app.py", "cli.py", "__main__.py", "language.py", "commands", "desktop", "ui", "words")
"""What speaks to a reader, beside what stops in storage, services and domain, which mark their sentences as well."""
ALLOWED = {
    # What Typer's parser puts before a reason; it is cut off.
    ("mediquiz/cli.py", "Value error, "),
    # For those who measure the start.
    ("mediquiz/app.py", "Complete {} ms after the first paint."),
    # Names and numbers of programs read the same in every language.
    ("mediquiz/cli.py", "MediQuiz {}"),
    ("mediquiz/commands/doctor.py", "SQLite {}"),
    ("mediquiz/ui/main_window.py", "MediQuiz"),
    ("mediquiz/ui/prompts.py", "MediQuiz"),
    ("mediquiz/ui/pages/settings/about.py", "Qt and PySide6"),
    ("mediquiz/ui/pages/report/screen.py", "PDF (*.pdf)"),
    # Read by Python alone.
    ("mediquiz/ui/display_answers.py", "from PySide6.QtGui import QGuiApplication as Application; Application(list())"),
    # What is typed into a terminal.
    ("mediquiz/ui/platform_check.py", "sudo apt-get install {}"),
    # A key.
    ("mediquiz/ui/pages/library/preview.py", "Enter"),
    # Sizes and marks for Qt, and the order in which it writes a date.
    ("mediquiz/ui/pages/report/printed.py", "<table width='100%'><tr>{}</tr>{}</table>"),
    ("mediquiz/ui/pages/settings/look.py", "font-size: {}px;"),
}
"""(file, text with {} for each field) that stays as it is, and why."""


def _readable() -> list[Path]:
    places = tuple(f"mediquiz/{name}" for name in READ)
    return [path for path in MODULES if _name(path).startswith(places)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_text_for_a_reader_goes_through_the_catalog() -> None:
    found = [str(one) for path in _readable() for one in unmarked(path, ROOT) if (one.file, one.text) not in ALLOWED]
    assert found == []


def test_what_is_allowed_is_there() -> None:
    texts = {(one.file, one.text) for path in _readable() for one in unmarked(path, ROOT)}
    assert texts >= ALLOWED


SOURCE = '''
"""A page of words, that nobody reads."""
NAMES = {"not sure yet": N_("Not sure yet")}
label.setText(_("Next question"))
label.setText("Next question")
label.setToolTip(f"{count} questions left")
label.setText("Next" if more else "")
banner.show_text(_("Saved."), "warn")
label.setObjectName("some words")
raise ValueError("a mistake of ours")
text = "{} of {}".format(1, 2)
said = _("Question {place}").format(place=3)
'''


def test_what_is_looked_for(tmp_path: Path) -> None:
    """The search itself: what it must find and what it must leave alone."""
    page = tmp_path / "page.py"
    page.write_text(SOURCE, encoding="utf-8")
    found = [(one.line, one.text) for one in sorted(unmarked(page, tmp_path), key=lambda one: one.line)]
    assert found == [(5, "Next question"), (6, "{} questions left"), (7, "Next"), (11, "{} of {}")]
