"""What can be wrong with a text that should hold questions."""

from __future__ import annotations


class BankFormatError(ValueError):
    """The text is not a bank in this format; the message says where and why."""
