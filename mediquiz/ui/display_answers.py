"""Does the display that is named answer? Qt ends the process (134) where it does not, so it is asked before Qt is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SURE = ("offscreen", "minimal")
"""Platforms that need nothing from outside."""
PROBE_SECONDS = 30
_PROBE = "from PySide6.QtGui import QGuiApplication as Application; Application(list())"


def answers(given: Mapping[str, str]) -> bool:
    """True when a window can be drawn where the environment says. Never imports Qt."""
    wished = given.get("QT_QPA_PLATFORM", "")
    if not wished:
        return _wayland(given) or _x11(given)
    return any(_platform(one.partition(":")[0], given) for one in wished.split(";"))


def _platform(name: str, given: Mapping[str, str]) -> bool:
    """One that Qt is told to use. Of a name that is not known here Qt itself is asked, in a process of its own."""
    if name in SURE:
        return True
    if name == "xcb":
        return _x11(given)
    return _wayland(given) if name.startswith("wayland") else _tried(name, given)


def _tried(name: str, given: Mapping[str, str]) -> bool:
    environment = {**given, "QT_QPA_PLATFORM": name}
    try:
        ended = subprocess.run(
            [sys.executable, "-c", _PROBE], env=environment, capture_output=True, timeout=PROBE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def _x11(given: Mapping[str, str]) -> bool:
    """Asked by the library that Qt asks, so that a server that refuses us counts as one that is not there."""
    display = given.get("DISPLAY", "")
    if not display:
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the missing library is told elsewhere
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    found = xcb.xcb_connect(os.fsencode(display), None)
    refused = bool(xcb.xcb_connection_has_error(found))
    xcb.xcb_disconnect(found)
    return not refused


def _wayland(given: Mapping[str, str]) -> bool:
    """A Wayland server asks for no password: who can reach its socket can draw."""
    name = given.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    import socket

    # An absolute name stays as it is.
    place = Path(given.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(os.fsencode(place))
        except OSError:
            return False
    return True
