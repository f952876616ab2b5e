"""One word for one meaning, in all that a student reads. The words that stand for a meaning, and those that do not."""

from __future__ import annotations

import re

import pytest

from tools.catalog import template

INSTEAD = {
    r"\b[Gg]o on\b|\bgoes on\b": "Resume for what was left, Next for the next question, Stay to remain",
    r"\b[Dd]ismiss": "Hide",
    r"\b[Cc]hance to pass": "chance of passing",
    r"\bsat\b|\b[Ss]it (a|an|the|it)\b|\bsitting\b": "take an exam, as in the US",
    r"\b[Ss]hare right\b": "percent right",
    r"\b(exam|note|report|answers?|session|result) (is|are) kept\b|\bis kept\b|\b[Kk]ept on\b|^Kept": "saved",
    r"\b[Bb]egun\b": "started",
    r"\b(asked|see) (no more|this question again)\b|\bnot be asked\b": "shown again, as on the button",
    r"\b(full|another|this) form\b": "exam",
    r"\b[Tt]icked\b|\bticks?\b": "check, as in the US",
    r"\b[Mm]ean \(": "average",
    r"\b[Cc]ertifications?\b": "exam",
    "^[Qq]uestion before|the previous question\\b": "previous question",
    r"\b(stand|stands) here\b": "show up here",
    r"\banew\b": "over, again",
    r"\bmended\b": "fixed",
    r"\bin front\b|\b[Ii]n front of\b": "main exam",
    r"\boutline (has gaps|covered|practiced)\b|\bof the outline\b": "of the exam",
    r"\bfirmer\b": "narrow the range",
    "\\b(fits|fit) (these|all)\\b|^Nothing fits": "match",
    r"\bWhat stood there\b": "the old one",
    r"\btake(s|n)? (the|its) (answer|flag) (back|off)\b": "clear the answer, remove the flag",
    r"\bstands? still\b|\bstood still\b": "stopped",
    r"\bmay flatter\b": "come out high",
    r"\bwhoever\b": "say who",
}
"""What is not said -> what is said instead."""

ALLOWED = {
    # It speaks to authors of questions.
    "{n} question that the file held before is asked no more; its history stays.",
    "{n} questions that the file held before are asked no more; their history stays.",
}
LONGEST = 30
"""Words in a sentence: what a reader of grade 8 takes in at once."""
LONG = {
    # Sentences for a terminal that name files and commands.
    "neither DISPLAY nor WAYLAND_DISPLAY",
    "display does not answer",
    "but there are backups of it",
}


def texts() -> list[str]:
    """Every text of the catalog, plurals on their own."""
    found: list[str] = []
    for message in template():
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        found += [text for text in ids if text]
    return found


@pytest.mark.parametrize(("pattern", "instead"), INSTEAD.items())
def test_one_word_for_one_meaning(pattern: str, instead: str) -> None:
    found = [text for text in texts() if re.search(pattern, text) and text not in ALLOWED]
    assert found == [], f"say: {instead}"


def test_a_sentence_can_be_taken_in_at_once() -> None:
    sentences = [one for text in texts() for one in re.split(r"(?<=[.!?;:]) ", text)]
    long = [one for one in sentences if len(one.split()) > LONGEST and not any(part in one for part in LONG)]
    assert long == []


def test_the_patterns_find_what_they_are_for() -> None:
    said = "Go on. Dismiss. If you sat it today, chance to pass. Kept. Begun. The outline has gaps."
    hit = [pattern for pattern in INSTEAD if re.search(pattern, said)]
    assert len(hit) == 6
