"""Design tokens: the colors and sizes that the whole look is built from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SCHEMES = ("light", "dark", "contrast")
_PLACEHOLDER = re.compile(r"@(\w+)(?:\(([\d., ]+)\))?")


class Tokens:
    """The contents of tokens.json with the style template that goes with it."""

    def __init__(self, values: Mapping[str, Any], template: str, icons: str) -> None:
        self.values = values
        self.template = template
        self.icons = icons

    @classmethod
    def load(cls, folder: Path) -> Tokens:
        """Read tokens.json and style.qss.template from a resource folder."""
        values = json.loads((folder / "tokens.json").read_text("utf-8"))
        template = (folder / "style.qss.template").read_text("utf-8")
        return cls(values, template, (folder / "icons").as_posix())

    def color(self, scheme: str, role: str) -> str:
        """A color as #RRGGBB."""
        return str(self.values[scheme][role])

    def families(self) -> list[str]:
        """Font families in order of preference."""
        return list(self.values["type"]["family"])

    def style_sheet(self, scheme: str, percent: int, mono: str = "monospace") -> str:
        """The style sheet for one scheme at one text size."""
        words = {**self.values[scheme], "icons": self.icons, "scheme": scheme, "mono": f'"{mono}"'}
        words |= {f"radius_{name}": f"{size}px" for name, size in self.values["radius"].items()}
        sizes = Sizes(percent)

        def fill(match: re.Match[str]) -> str:
            name, arguments = match[1], match[2]
            if arguments is None:
                return str(words[name])
            return f"{getattr(sizes, name)(*map(float, arguments.split(',')))}px"

        return _PLACEHOLDER.sub(fill, self.template)


class Sizes:
    """Lengths at a text size. Text grows fully and padding half as fast, so 200 % still fits a window."""

    def __init__(self, percent: int) -> None:
        self.text = percent / 100
        self.pad = 1 + (self.text - 1) / 2

    def px(self, size: float) -> int:
        """A length that belongs to text."""
        return max(1, round(size * self.text))

    def sp(self, size: float) -> int:
        """A padding or another empty length."""
        return max(1, round(size * self.pad))

    def nav(self, size: float) -> int:
        """Width of a column of short words: two thirds as fast as they, so that the page beside it keeps room."""
        return max(1, round(size * (1 + (self.text - 1) * 0.65)))

    def sp_minus(self, size: float) -> int:
        """Padding beside a border that grew by one pixel, so that focus moves nothing."""
        return self.sp(size) - 1

    def round(self, size: float) -> int:
        """The radius that makes a box of this size, with a border of one pixel, a circle."""
        return (self.px(size) + 2) // 2

    def inner(self, size: float, border: float) -> int:
        """What a thick border leaves of a box that has a one-pixel border otherwise."""
        return self.px(size) + 2 - 2 * self.px(border)
