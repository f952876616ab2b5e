"""Questions from a file of the student's: read, and held against the bank before any of it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mediquiz.domain.items import Item, Origin
from mediquiz.domain.topics import TopicTree
from mediquiz.formats import BankFormatError, Format, format_of
from mediquiz.language import _
from mediquiz.services.context import Context
from mediquiz.storage import item_repo


class ImportRefused(Exception):
    """Nothing was taken from a file: one sentence that names it, the line or entry, and the mend."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `served` of the `items` are reviewed; the others are drafts and are not asked.

    `retired` counts the items that the file held when it was imported before, and holds no more.
    """

    file: str
    items: int
    served: int
    retired: int


def take_in(context: Context, path: Path, form: Format | None, origin: Origin) -> ImportReport:
    """Put the questions of a file into the cache of the bank, in one transaction. Raises ImportRefused."""
    data, items = read_import(path, form)
    refuse_strangers(items, context.topics, path.name)
    name, ids = f"{origin}/{path.name}", {item.id for item in items}
    with context.store.begin() as connection:
        refuse_clashes(items, item_repo.holders(connection, ids), name, path.name)
        gone = item_repo.ids_in(connection, name) - ids
        item_repo.put_file(connection, name, sha256(data).hexdigest(), items, context.clock.now_ms(), origin)
    return ImportReport(name, len(items), sum(item.served for item in items), len(gone))


def read_import(path: Path, form: Format | None = None) -> tuple[bytes, list[Item]]:
    """A file's bytes and items, in the format of its ending unless another is named. Raises ImportRefused."""
    try:
        chosen = form or format_of(path)
        if chosen.read is None:
            raise ImportRefused(
                _("{file}: {format} can be written only, not read.").format(file=path.name, format=chosen.title)
            )
        data = path.read_bytes()
        return data, chosen.read(data.decode("utf-8-sig"))
    except OSError as error:
        raise ImportRefused(_("{file} cannot be read ({reason}).").format(file=path, reason=error.strerror)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            _("{file}, line {line}: this is no text in UTF-8; save it as UTF-8.").format(file=path.name, line=line)
        ) from error
    except BankFormatError as error:
        raise ImportRefused(f"{path.name}: {error}") from error


def refuse_strangers(items: Iterable[Item], topics: TopicTree, file: str) -> None:
    """An item of a topic that this bank does not have could never be asked. Raises ImportRefused."""
    for number, item in enumerate(items, 1):
        if item.topic not in topics.by_id:
            raise ImportRefused(
                _(
                    "{file}: Item {number} ({id}) is of the topic `{topic}`, which this bank does not have; give it "
                    "another."
                ).format(file=file, number=number, id=item.id, topic=item.topic)
            )


def refuse_clashes(items: Iterable[Item], holders: dict[str, str], name: str, file: str) -> None:
    """An id belongs to one question for good: answers name it. Raises ImportRefused."""
    for number, item in enumerate(items, 1):
        holder = holders.get(item.id, name)
        if holder != name:
            raise ImportRefused(
                _("{file}: Item {number} has the id {id}, which {holder} holds; give it a new number.").format(
                    file=file, number=number, id=item.id, holder=holder
                )
            )
