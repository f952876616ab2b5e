"""Reading a text file of the bank."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mediquiz.banks.problems import BankError


def shown_name(path: Path, parts: int) -> str:
    """A path as messages name it: its last `parts` parts, with forward slashes."""
    return "/".join(path.resolve().parts[-parts:])


def read_text(path: Path, name: str) -> str:
    """The file's text. Raises BankError when it is not there, not readable or not UTF-8."""
    return decode(read_bytes(path, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    """The file's bytes. Raises BankError when it is not there or not readable."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise BankError(name, 1, f"the file cannot be read ({reason}); check that it is there.") from error


def decode(data: bytes, name: str) -> str:
    """UTF-8 text, a byte order mark dropped. Raises BankError at the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BankError(name, line, "this line is not UTF-8; save the file as UTF-8.") from error


def sha256(data: bytes) -> str:
    """Hex digest by which a changed file is known."""
    return hashlib.sha256(data).hexdigest()
