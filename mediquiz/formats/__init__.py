"""Formats that questions are exchanged in: text in, items out, and back."""

from mediquiz.formats.problems import BankFormatError
from mediquiz.formats.table import FORMATS, Format, format_named, format_of, known_formats

__all__ = ["FORMATS", "BankFormatError", "Format", "format_named", "format_of", "known_formats"]
