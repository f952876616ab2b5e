"""The template of all texts that can be translated: `python -m tools.catalog` writes build/mediquiz.pot."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from mediquiz import __version__
from mediquiz.language import DOMAIN

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
"""Whose arguments are texts, and which of them; None: the first."""


def template(package: Path = ROOT / "mediquiz") -> Catalog:
    """Every text that is marked in the package, with the places where it stands."""
    found = Catalog(project="MediQuiz", version=__version__, charset="utf-8")
    for file, line, message, comments, _context in extract_from_dir(package, [("**.py", "python")], keywords=KEYWORDS):
        found.add(message, locations=[(f"{package.name}/{file}", line)], auto_comments=comments)
    return found


def main(target: Path = ROOT / "build" / f"{DOMAIN}.pot") -> int:
    """Write the template. The exit code."""
    found = template()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, found, width=120)
    print(f"{len(found)} texts in {target}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
