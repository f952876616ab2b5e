"""The template for translators, written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools.catalog import main, template

SOURCE = """
from mediquiz.language import N_, _, n_
NAMES = {"a": N_("Name of a constant")}
text = _("In two "
         "lines, {name}").format(name="x")
more = n_("{n} question", "{n} questions", 3)
other = print("not marked")
"""


def test_what_is_marked_is_found(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "some.py").write_text(SOURCE, encoding="utf-8")
    found = {message.id: message.locations for message in template(package) if message.id}
    assert found == {
        "Name of a constant": [("package/some.py", 3)],
        "In two lines, {name}": [("package/some.py", 4)],
        ("{n} question", "{n} questions"): [("package/some.py", 6)],
    }


def test_the_template_of_the_program_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "build" / "mediquiz.pot"
    assert main(target) == 0
    with target.open("rb") as file:
        found = read_po(file)
    ids = {message.id for message in found}
    assert {"November", "{exam} practice exam", "Print the version."} <= ids
    assert capsys.readouterr().out == f"{len(found)} texts in {target}.\n"
