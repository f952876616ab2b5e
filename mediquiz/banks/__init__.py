"""The native question-bank format: read with file and line, checked, reviewed."""

from mediquiz.banks.bank import (
    Bank,
    BankFile,
    Scan,
    bank_files,
    read_bank,
    read_bank_file,
    read_blueprints,
    scan_bank,
)
from mediquiz.banks.exam_file import read_blueprint
from mediquiz.banks.items_file import parse_items, read_items
from mediquiz.banks.problems import BankError
from mediquiz.banks.review import blind_sheet, record_verdicts
from mediquiz.banks.topics_file import read_topics

__all__ = [
    "Bank",
    "BankError",
    "BankFile",
    "Scan",
    "bank_files",
    "blind_sheet",
    "parse_items",
    "read_bank",
    "read_bank_file",
    "read_blueprint",
    "read_blueprints",
    "read_items",
    "read_topics",
    "record_verdicts",
    "scan_bank",
]
