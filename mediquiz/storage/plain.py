"""JSON in a column. What cannot be read is damage of the file, and said as SQLite says it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def read_json(text: str, what: str) -> Any:
    """The plain values; raises what SQLite raises for a damaged file, so that it is sorted with it."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise sqlite3.DatabaseError(f"malformed text of {what}") from error
