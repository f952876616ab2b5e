"""Says in one sentence why a window cannot open here, before Qt would end the process without a word."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mediquiz.language import _
from mediquiz.ui.display_answers import answers

# What Qt loads, and the Debian package that holds it.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FOR_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONTS = "fonts-noto-core"
_CACHE = Path("/etc/ld.so.cache")


def display_problem(
    environ: Mapping[str, str] | None = None,
    system: str = sys.platform,
    missing: Callable[[Iterable[str]], list[str]] | None = None,
    asked: Callable[[Mapping[str, str]], bool] = answers,
) -> str | None:
    """None when a window can open, otherwise one sentence that says what to do. Never imports Qt."""
    given = os.environ if environ is None else environ
    if not system.startswith("linux"):
        return None
    platform = given.get("QT_QPA_PLATFORM", "")
    if not (platform or given.get("DISPLAY") or given.get("WAYLAND_DISPLAY")):
        return _(
            "MediQuiz cannot open a window because this session has no display (neither DISPLAY nor "
            "WAYLAND_DISPLAY is set): start it from a graphical session, or run 'mediquiz --help' for the "
            "command line."
        )
    wanted = {**ALWAYS, **FOR_X11} if _is_x11(platform, given) else ALWAYS
    packages = [wanted[name] for name in (missing or missing_libraries)(wanted)]
    if packages:
        return _(
            "MediQuiz cannot open a window because system libraries are missing; on Debian or Ubuntu run: {command}"
        ).format(command=f"sudo apt-get install {' '.join(packages)}")
    return None if asked(given) else _silent(given)


def _silent(given: Mapping[str, str]) -> str:
    """A display is named and does not answer: it was closed, is another's, or never was."""
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    told = ", ".join(f"{name}={given[name]}" for name in names if given.get(name))
    return _(
        "MediQuiz cannot open a window because the display does not answer ({settings}): start it from a graphical "
        "session, or run 'mediquiz --help' for the command line."
    ).format(settings=told)


def missing_libraries(names: Iterable[str]) -> list[str]:
    """Those that the loader does not find. The loader's cache answers in a moment; only doubt costs a try."""
    try:
        cache = _CACHE.read_bytes()
    except OSError:
        cache = b""
    return [name for name in names if name.encode() + b"\0" not in cache and not _loads(name)]


def no_fonts() -> bool:
    """Whether this computer has no font that can write English, so that each letter would be an empty box.

    Asks fontconfig, as Qt does on Linux; False where that is not there to be asked. Takes some 20 ms.
    """
    import ctypes

    try:
        library = ctypes.CDLL("libfontconfig.so.1")
        library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
        library.FcFontList.restype = ctypes.POINTER(ctypes.c_int)
        library.FcFontList.argtypes = [ctypes.c_void_p] * 3
        pattern = library.FcNameParse(ctypes.c_char_p(b":lang=en"))
        # A set of fonts begins with their number.
        found = library.FcFontList(None, pattern, library.FcObjectSetCreate())
    except (OSError, AttributeError):
        return False
    return not found or found[0] == 0


def no_fonts_words() -> str:
    """The sentence for it."""
    return _(
        "This computer has no fonts, so every letter shows as an empty box; on Debian or Ubuntu run: {command}"
    ).format(command=f"sudo apt-get install {FONTS}")


def _loads(name: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_x11(platform: str, given: Mapping[str, str]) -> bool:
    if platform:
        return platform.partition(":")[0] == "xcb"
    return bool(given.get("DISPLAY")) and not given.get("WAYLAND_DISPLAY")
