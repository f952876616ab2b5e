"""The whole bank: topics, exams and items of a `question_banks` folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mediquiz.banks.exams_folder import EXAMS, scan_exams
from mediquiz.banks.items_file import ItemFile, scan_items
from mediquiz.banks.problems import BankError
from mediquiz.banks.text_file import decode, read_bytes, read_text, sha256
from mediquiz.banks.topics_file import read_topics, scan_topics
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.items import Item
from mediquiz.domain.topics import TopicTree

FAMILIES = "families"
"""Tables of facts that items will be drawn from; their format comes with a later issue."""


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of items: its name relative to the bank's folder, the hash of its bytes, the ids that it holds."""

    name: str
    sha256: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """All that was read. `blueprints` stand in the order of their exams; the first of an id is the edition in use."""

    topics: TopicTree
    items: tuple[Item, ...]
    files: tuple[BankFile, ...]
    blueprints: tuple[Blueprint, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A bank with all that is wrong in it, and where each item stands: id -> (file as messages name it, line)."""

    bank: Bank
    errors: tuple[BankError, ...]
    places: dict[str, tuple[str, int]]


def read_bank(folder: Path) -> Bank:
    """The bank of a folder. Raises its first BankError."""
    found = scan_bank(folder)
    if found.errors:
        raise found.errors[0]
    return found.bank


def bank_files(folder: Path) -> list[tuple[str, str]]:
    """Name relative to the folder and SHA-256 of every file of items, in the order of their names."""
    return [(name, sha256(read_bytes(folder / name, _shown(folder, name)))) for name in _item_names(folder)]


def read_bank_file(folder: Path, name: str) -> list[Item]:
    """The items of one file, named as `bank_files` does. Raises its first BankError."""
    found = scan_bank_file(folder, name, read_topics(folder / "topics.yaml"))[0]
    if found.errors:
        raise found.errors[0]
    return found.items


def read_blueprints(folder: Path, topics: TopicTree) -> tuple[Blueprint, ...]:
    """All exams of a bank in their order, of each the edition in use first. Raises the first BankError."""
    blueprints, errors = scan_exams(folder, topics)
    if errors:
        raise errors[0]
    return blueprints


def scan_bank(folder: Path) -> Scan:
    """All that is sound in a folder, and all its mistakes. Raises BankError only when the folder holds no bank."""
    name = _shown(folder, "topics.yaml")
    topics, errors = scan_topics(read_text(folder / "topics.yaml", name), name)
    blueprints, exam_errors = scan_exams(folder, topics)
    errors += exam_errors
    items, files, places = list[Item](), list[BankFile](), dict[str, tuple[str, int]]()
    for name in _item_names(folder):
        found, digest = scan_bank_file(folder, name, topics)
        errors += found.errors + _already(found, places)
        fresh = [item for item in found.items if item.id not in places]
        places |= {item.id: (found.name, found.lines[item.id]) for item in fresh}
        items += fresh
        files.append(BankFile(name, digest, tuple(item.id for item in fresh)))
    return Scan(Bank(topics, tuple(items), tuple(files), blueprints), tuple(errors), places)


def scan_bank_file(folder: Path, name: str, topics: TopicTree) -> tuple[ItemFile, str]:
    """The sound items of one file with its mistakes, and the hash of its bytes. Raises nothing."""
    shown = _shown(folder, name)
    try:
        data = read_bytes(folder / name, shown)
        found = scan_items(decode(data, shown), shown)
    except BankError as error:
        return ItemFile(shown, errors=[error]), ""
    _check_topic(found, name, topics)
    return found, sha256(data)


def _shown(folder: Path, name: str) -> str:
    """A file as messages name it: with the bank's folder, with forward slashes."""
    return f"{folder.resolve().name}/{name}"


def _item_names(folder: Path) -> list[str]:
    names = (path.relative_to(folder) for path in folder.glob("*/*.yaml"))
    return sorted(name.as_posix() for name in names if name.parts[0] not in (EXAMS, FAMILIES))


def _check_topic(found: ItemFile, name: str, topics: TopicTree) -> None:
    """The file's topic is in the tree, and the file stands in its subject's folder; else nothing of it is used."""
    topic = topics.by_id.get(found.topic)
    subject = name.partition("/")[0]
    if topic is None and found.topic:
        message = f"the topic `{found.topic}` is not in topics.yaml; correct it, or add it there."
    elif topic is not None and topic.subject != subject:
        message = f"the topic `{found.topic}` does not belong in the folder `{subject}`; move the file."
    else:
        return
    found.errors.append(BankError(found.name, found.topic_line, message))
    found.items.clear()


def _already(found: ItemFile, places: dict[str, tuple[str, int]]) -> list[BankError]:
    """Items whose ids another file has already."""
    return [
        BankError(found.name, found.lines[item.id], f"the id {item.id} stands in {places[item.id][0]} already.")
        for item in found.items
        if item.id in places
    ]
