"""The oldest packages that pyproject.toml allows, as constraints for pip: `python -m tools.lowest`."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRAS = ("test",)
_BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?\s*(?P<rest>[^;]*)(;.*)?")


def requirements(pyproject: Path, extras: Iterable[str] = EXTRAS) -> list[str]:
    """What the project itself needs, and what those extras add."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]


def lowest(requirement: str) -> str:
    """`numpy>=1.26,<3` as `numpy==1.26`. Raises ValueError when there is no lower bound."""
    parts = _BOUND.fullmatch(requirement.strip())
    bound = re.search(r">=\s*([^\s,]+)", parts["rest"]) if parts else None
    if not parts or not bound:
        raise ValueError(f"pyproject.toml: “{requirement}” needs a lowest version, as in “name>=1.2”.")
    return f"{parts['name']}=={bound[1]}"


def main() -> int:
    """Print one constraint a line."""
    try:
        print("\n".join(lowest(requirement) for requirement in requirements(ROOT / "pyproject.toml")))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
