"""The file that a failure of our own leaves behind, the same for the window and for commands."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from mediquiz.files import make_private_folder, write_whole


def write_crash(folder: Path, text: str, version: str) -> Path | None:
    """A traceback with version, platform and UTC time, in a file of `folder`; None when it cannot be written."""
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    head = f"MediQuiz {version}\nPython {sys.version}\n{platform.platform()}\n{now:%Y-%m-%d %H:%M:%S} UTC\n\n"
    try:
        make_private_folder(folder)
        write_whole(path, (head + text).encode(errors="backslashreplace"))
    except OSError:
        return None
    return path
