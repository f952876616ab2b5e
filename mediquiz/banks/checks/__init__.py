"""Checks a bank by machine: what is wrong (errors) and what deserves a look (warnings)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mediquiz.banks.bank import Bank, Scan, scan_bank
from mediquiz.banks.checks import cues, duplicates, reasons
from mediquiz.banks.checks.coverage import exam_coverage, exam_names, too_few
from mediquiz.banks.checks.report import CheckReport, Finding, PlacedItem
from mediquiz.banks.checks.spelling import spelling
from mediquiz.banks.problems import BankError
from mediquiz.domain.items import Item, Level
from mediquiz.domain.topics import TopicTree

__all__ = ["CheckReport", "check_bank"]


def check_bank(folder: Path) -> CheckReport:
    """The report on the bank in `folder`. Raises nothing: a folder without a bank is a report with an error."""
    try:
        scan = scan_bank(folder)
    except BankError as error:
        scan = Scan(Bank(TopicTree(()), (), (), ()), (error,), {})
    placed = [PlacedItem(item, *scan.places[item.id]) for item in scan.bank.items]
    name = folder.resolve().name
    exams = _exams(scan.bank)
    wrong = [*_errors(placed), *cues.shares(name, scan.bank.items)]
    doubtful = [*_warnings(placed), *_coverage_warnings(name, exams)]
    return _report(scan, wrong, doubtful, exams)


def _report(
    scan: Scan, wrong: Sequence[Finding], doubtful: Sequence[Finding], exams: dict[str, dict[str, Any]]
) -> CheckReport:
    items = scan.bank.items
    written = [item for item in items if not item.family]
    levels = Counter(str(item.level) for item in items)
    return CheckReport(
        items={
            "written": len(written),
            "reviewed": sum(item.served for item in written),
            "family": len(items) - len(written),
        },
        kinds=dict(sorted(Counter(str(item.kind) for item in items).items())),
        errors=[*map(str, scan.errors), *map(str, sorted(wrong))],
        warnings=[str(finding) for finding in sorted(doubtful)],
        key_position=cues.key_positions(items),
        longest_is_key=cues.longest_is_key(items),
        cognitive={str(level): levels[str(level)] for level in Level},
        exams=exams,
    )


def _errors(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    yield from duplicates.duplicates(placed)
    for each in placed:
        yield from cues.banned_options(each)
        yield from reasons.letters(each)


def _warnings(placed: Sequence[PlacedItem]) -> Iterator[Finding]:
    yield from duplicates.near_duplicates(placed)
    yield from spelling(placed)
    yield from reasons.lonely_groups(placed)
    for each in placed:
        yield from cues.weak_stem(each)
        yield from cues.absolute_words(each)
        yield from cues.clang_words(each)
        yield from reasons.empty_reasons(each)
    for file, items in _by_file(placed).items():
        yield from cues.shares(file, items)
        yield from reasons.recall(file, items)


def _by_file(placed: Sequence[PlacedItem]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for each in placed:
        found.setdefault(each.file, []).append(each.item)
    return found


def _exams(bank: Bank) -> dict[str, dict[str, Any]]:
    names = exam_names(bank.blueprints)
    return {name: exam_coverage(exam, bank.items) for name, exam in zip(names, bank.blueprints, strict=True)}


def _coverage_warnings(bank: str, exams: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    for name, coverage in exams.items():
        yield from too_few(f"{bank}/exams/{name}.yaml", name, coverage)
