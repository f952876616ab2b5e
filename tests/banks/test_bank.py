"""A whole folder: files with their hashes, mistakes across files, and one as long as a bank may get."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mediquiz.banks import BankError, bank_files, read_bank, read_bank_file, scan_bank

from .samples import EXAM, FILE, ITEM, changed, write_bank

PHLEBOTOMY = FILE.replace("clinical.ecg", "clinical.phlebotomy")


def test_a_bank_knows_its_files(tmp_path: Path) -> None:
    folder = write_bank(tmp_path, **{"clinical/phlebotomy.yaml": PHLEBOTOMY, "families/tubes.yaml": "anything"})
    bank = read_bank(folder)
    assert [item.id for item in bank.items] == ["clinical.ecg.0001", "clinical.phlebotomy.0001"]
    assert [(file.name, file.ids) for file in bank.files] == [
        ("clinical/ecg.yaml", ("clinical.ecg.0001",)),
        ("clinical/phlebotomy.yaml", ("clinical.phlebotomy.0001",)),
    ]
    assert bank.files[0].sha256 == hashlib.sha256(FILE.encode()).hexdigest()
    assert [exam.id for exam in bank.blueprints] == ["demo"]


def test_only_a_changed_file_has_another_hash(tmp_path: Path) -> None:
    folder = write_bank(tmp_path, **{"clinical/phlebotomy.yaml": PHLEBOTOMY})
    before = bank_files(folder)
    assert before == [(file.name, file.sha256) for file in read_bank(folder).files]
    (folder / "clinical/ecg.yaml").write_text(changed(FILE, "difficulty: 2", "difficulty: 3"), encoding="utf-8")
    after = bank_files(folder)
    assert [name for (name, old), (_, new) in zip(before, after, strict=True) if old != new] == ["clinical/ecg.yaml"]
    assert read_bank_file(folder, "clinical/ecg.yaml")[0].difficulty == 3


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"clinical/lab.yaml": FILE.replace("clinical.ecg", "clinical.lab")},
            "question_banks/clinical/lab.yaml, line 1: the topic `clinical.lab` is not in topics.yaml; "
            "correct it, or add it there.",
        ),
        (
            {"heart/ecg.yaml": changed(FILE, "0001", "0002")},
            "question_banks/heart/ecg.yaml, line 1: the topic `clinical.ecg` does not belong in the folder `heart`; "
            "move the file.",
        ),
        (
            {"clinical/ecg-2.yaml": FILE},
            "question_banks/clinical/ecg.yaml, line 3: the id clinical.ecg.0001 stands in "
            "question_banks/clinical/ecg-2.yaml already.",
        ),
        (
            {"exams/other.yaml": EXAM},
            "question_banks/exams/other.yaml, line 1: the file must be named demo.yaml or demo-2024.yaml.",
        ),
    ],
)
def test_mistakes_across_files(tmp_path: Path, files: dict[str, str], message: str) -> None:
    folder = write_bank(tmp_path, **files)
    assert [str(error) for error in scan_bank(folder).errors] == [message]
    with pytest.raises(BankError) as raised:
        read_bank(folder)
    assert str(raised.value) == message


def test_one_bad_file_does_not_take_the_others_along(tmp_path: Path) -> None:
    folder = write_bank(tmp_path, **{"clinical/phlebotomy.yaml": "topic: ["})
    (folder / "clinical/latin.yaml").write_bytes(b"\xff")
    found = scan_bank(folder)
    assert [item.id for item in found.bank.items] == ["clinical.ecg.0001"]
    assert found.places == {"clinical.ecg.0001": ("question_banks/clinical/ecg.yaml", 3)}
    assert [error.file.rpartition("/")[2] for error in found.errors] == ["latin.yaml", "phlebotomy.yaml"]
    with pytest.raises(BankError, match=r"clinical/phlebotomy.yaml, line 2"):
        read_bank_file(folder, "clinical/phlebotomy.yaml")


def test_a_folder_without_a_bank(tmp_path: Path) -> None:
    with pytest.raises(BankError, match=r"topics.yaml, line 1: the file cannot be read"):
        read_bank(tmp_path)


def test_three_thousand_items_in_a_file(tmp_path: Path) -> None:
    text = "topic: clinical.ecg\nitems:\n" + "".join(ITEM.replace("0001", f"{n:04}") for n in range(3000))
    folder = write_bank(tmp_path, **{"clinical/ecg.yaml": text})
    assert len(read_bank(folder).items) == 3000
