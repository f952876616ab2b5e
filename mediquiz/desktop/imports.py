"""Imports after PySide6, which reads the source of every module that comes after it.

It looks there for its own name, to know whether `from __feature__ import snake_case` may be meant; we never do.
SQLAlchemy and numpy are some 300 modules: without the search a start takes 50 ms less of the processor (of 750).
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

_QUESTION = "_mod_uses_pyside"


def read_no_sources() -> None:
    """Answers the question for every module as it is answered for ours. Does nothing where PySide6 asks no more."""
    with suppress(ImportError):
        feature = import_module("shibokensupport.feature")
        if hasattr(feature, _QUESTION):
            setattr(feature, _QUESTION, _uses_pyside)


def _uses_pyside(_module: object) -> bool:
    return True
