"""What is wrong with a bank file: one sentence with file, line and the mend."""

from __future__ import annotations


class BankError(Exception):
    """A mistake in a bank file. `line` counts from 1. The message says what is wrong and how to mend it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, line {line}: {message}")
        self.file, self.line, self.message = file, line, message


class Problems:
    """Collects the mistakes of one file, so that an author sees all of them at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[BankError] = []

    def add(self, line: int, message: str) -> None:
        self.errors.append(BankError(self.file, line, message))

    def __len__(self) -> int:
        return len(self.errors)

    def in_order(self) -> list[BankError]:
        """By line; mistakes of one line in the order in which they were found."""
        return sorted(self.errors, key=lambda error: error.line)
