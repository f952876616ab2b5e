"""`mediquiz screenshots`: a picture of every screen, drawn without a display."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mediquiz.commands.common import Refused
from mediquiz.language import _

SMALLEST, LARGEST = (640, 480), (7680, 4320)


class ColorScheme(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


def screenshots(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("Where the PNG files go."))],
    theme: Annotated[ColorScheme, typer.Option("--theme", help=_("Colors."))] = ColorScheme.LIGHT,
    size: Annotated[str, typer.Option("--size", metavar="WIDTHxHEIGHT", help=_("Window in pixels."))] = "1280x800",
    text: Annotated[
        int, typer.Option("--text", metavar="PERCENT", min=100, max=200, help=_("Text size in percent."))
    ] = 100,
) -> None:
    """Write a PNG of every screen of the demo profile into DIR."""
    width, height = window_size(size)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from mediquiz.ui.platform_check import display_problem

    problem = display_problem()
    if problem:
        raise Refused(problem)
    folder.mkdir(parents=True, exist_ok=True)
    from mediquiz.gallery import take_screenshots

    take_screenshots(folder, str(theme), (width, height), text)
    print(_("The pictures are in {folder}.").format(folder=folder))


def window_size(text: str) -> tuple[int, int]:
    """(1280, 800) of `1280x800`. Raises Refused for anything that is no window of ours."""
    found = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", text.strip())
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        raise Refused(_("The size must be from 640x480 to 7680x4320, like 1280x800, not {text}.").format(text=text))
    return width, height
