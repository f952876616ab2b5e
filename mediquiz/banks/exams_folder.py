"""All exams of a bank together: each certification once in the order, its editions, the one that leads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mediquiz.banks.exam_file import open_exam, read_exam
from mediquiz.banks.exam_identity import Identity, read_identity, refuse_identity
from mediquiz.banks.fields import Fields
from mediquiz.banks.problems import BankError, Problems
from mediquiz.banks.text_file import read_text
from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.topics import TopicTree

EXAMS = "exams"


@dataclass(slots=True)
class _File:
    """An exam file that is YAML, with the words that name it."""

    stem: str
    fields: Fields
    problems: Problems
    id: str
    edition: str

    @property
    def leads(self) -> bool:
        """Named by the id alone, or by another slip: it says what all editions share."""
        return self.stem != f"{self.id}-{self.edition}"

    @property
    def misnamed(self) -> bool:
        return bool(self.id and self.edition) and self.leads and self.stem != self.id

    def wrong(self, field: str, message: str) -> None:
        self.fields.wrong(self.fields.line_of(field), message)


def scan_exams(folder: Path, topics: TopicTree) -> tuple[tuple[Blueprint, ...], list[BankError]]:
    """The exams of a bank in their order, of each the edition in use first; and all that is wrong with their files.

    Whatever the program could not serve later is refused here.
    """
    files, errors = _opened(folder)
    _check_names(files)
    named = [file for file in files if not file.misnamed]
    _check_editions(named)
    identities = _identities(files)
    _check_order(named, identities)
    found = [(file, _blueprint(file, identities, topics)) for file in files]
    for file in files:
        errors += file.problems.in_order()
    return tuple(_in_order(found, identities)), errors


def _opened(folder: Path) -> tuple[list[_File], list[BankError]]:
    files, errors = list[_File](), list[BankError]()
    home = f"{folder.resolve().name}/{EXAMS}"
    for path in sorted((folder / EXAMS).glob("*.yaml"), key=lambda path: path.stem):
        problems = Problems(f"{home}/{path.name}")
        try:
            fields = open_exam(read_text(path, problems.file), problems)
        except BankError as error:
            errors.append(error)
        else:
            files.append(_File(path.stem, fields, problems, fields.label("id"), fields.label("edition")))
    if not files and not errors:
        errors.append(BankError(home, 1, "the bank holds no exam; put its file here, such as cma.yaml."))
    return files, errors


def _check_names(files: list[_File]) -> None:
    for file in files:
        if file.misnamed:
            message = f"the file must be named {file.id}.yaml or {file.id}-{file.edition}.yaml."
            file.problems.add(1, message)


def _check_editions(files: list[_File]) -> None:
    """No edition twice, none without the file that names the certification, and the one in use is there."""
    holder: dict[tuple[str, str], _File] = {}
    for file in files:
        first = holder.setdefault((file.id, file.edition), file)
        if first is not file:
            file.wrong("edition", f"has the edition `{file.edition}`, which {first.stem}.yaml holds; drop one.")
        if not file.leads and not any(other.leads and other.id == file.id for other in files):
            file.wrong("id", f"has the id `{file.id}`, but there is no {file.id}.yaml, which names the exam; add it.")
        wanted = file.fields.label("default_edition") if file.leads else ""
        if wanted and not any((other.id, other.edition) == (file.id, wanted) for other in files):
            known = ", ".join(f"`{other.edition}`" for other in files if other.id == file.id)
            file.wrong("default_edition", f"has the default edition `{wanted}`, which no file holds; use {known}.")


def _identities(files: list[_File]) -> dict[str, Identity]:
    found: dict[str, Identity] = {}
    for file in files:
        if file.leads:
            found.setdefault(file.id, read_identity(file.fields))
        else:
            refuse_identity(file.fields, f"{file.id}.yaml")
    return found


def _check_order(files: list[_File], identities: dict[str, Identity]) -> None:
    """Each exam has a place of its own."""
    holder: dict[int, str] = {}
    for file in files:
        if file.leads and "order" in file.fields:
            order = identities[file.id].order
            first = holder.setdefault(order, file.stem)
            if first != file.stem:
                file.wrong("order", f"has the order {order}, which {first}.yaml has; choose another.")


def _blueprint(file: _File, identities: dict[str, Identity], topics: TopicTree) -> Blueprint | None:
    """None after a mistake, or where the file that names the certification is missing."""
    identity = identities.get(file.id)
    blueprint = read_exam(file.fields, identity or _NOBODY, topics, file.problems)
    return None if len(file.problems) or identity is None else blueprint


_NOBODY = Identity(order=0, default_edition="", name="", short="", board="", body="", blurb="", editions_note="")


def _in_order(found: list[tuple[_File, Blueprint | None]], identities: dict[str, Identity]) -> list[Blueprint]:
    """By the order of the certifications; of one, the edition in use before the others."""

    def place(entry: tuple[_File, Blueprint]) -> tuple[int, str, bool, str]:
        file, blueprint = entry
        wanted = identities[file.id].default_edition
        in_use = blueprint.edition == wanted if wanted else file.leads
        return blueprint.order, file.id, not in_use, file.stem

    sound = [(file, blueprint) for file, blueprint in found if blueprint is not None]
    return [blueprint for _, blueprint in sorted(sound, key=place)]
