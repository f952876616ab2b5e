"""Small bank files for tests."""

from __future__ import annotations

from pathlib import Path

TOPICS = """\
subjects:
  clinical:
    title: Clinical procedures
    topics:
      ecg: Electrocardiography
      phlebotomy: Phlebotomy
"""

ITEM = """\
  - id: clinical.ecg.0001
    level: recall
    difficulty: 2
    stem: Which wave shows that the atria depolarize?
    options:
      - text: P wave
        key: true
        why: The P wave is written while both atria depolarize.
      - text: T wave
        why: The T wave is the recovery of the ventricles.
      - text: U wave
        why: A U wave is small, rare and comes after the T wave.
      - text: R wave
        why: The R wave belongs to the ventricles.
    sources: [AHA/ACCF/HRS 2007]
"""

FILE = f"topic: clinical.ecg\nitems:\n{ITEM}"

EXAM = """\
id: demo
edition: "2024"
edition_title: Outline of 2024
order: 1
name: Demonstration Exam
short: DEMO
board: NOBODY
body: Nobody at all
blurb: Six questions in ten minutes.
checked: 2026-11-22
sources:
  page: {title: "Nobody, About the exam", on: "2024", url: https://example.org/exam}
questions: {scored: 4, unscored: 2, source: page, confidence: high}
options: {count: 4, assumed: true, note: Not published}
clock:
  segments:
    - {id: "1", title: Part one, questions: 3, minutes: 5}
    - {id: "2", title: Part two, questions: 3, minutes: 5}
  source: [page]
  confidence: medium
breaks: {minutes: 2, source: page, confidence: low}
passing: {score: 405, scale_min: 200, scale_max: 800, source: page, confidence: high}
raw_cut: {share: 0.7, sd: 0.03, assumed: true, note: Not published}
retake: {max_attempts: 3, wait_days: [30, 365], text: Three attempts., source: page, confidence: high}
fee: {usd: 100, source: page, confidence: high}
facts:
  - {about: Renewal, value: Every year, source: page, confidence: unconfirmed}
topic_shares: {assumed: true, note: Chosen by hand}
outline:
  - id: heart
    title: Heart
    scored: 3
    source: page
    confidence: high
    areas:
      - id: ecg
        title: ECG
        scored: 3
        topics:
          clinical.ecg: 100
  - id: blood
    title: Blood
    scored: 1
    source: page
    confidence: high
    areas:
      - id: phleb
        title: Phlebotomy
        scored: 1
        topics:
          clinical.phlebotomy: 100
"""


_NAMES = EXAM[EXAM.index("order:") : EXAM.index("checked:")]
EDITION = EXAM.replace(_NAMES, "").replace('edition: "2024"', "edition: new")
"""Another edition of the demonstration exam: the names stand in its first file."""


def changed(text: str, old: str, new: str) -> str:
    """`text` with one place changed; fails when the place is not there, so that a test cannot pass by accident."""
    assert old in text, old
    return text.replace(old, new, 1)


def write_bank(folder: Path, **files: str) -> Path:
    """A bank in `folder`: topics, the demonstration exam and one file of items, or what `files` says."""
    bank = folder / "question_banks"
    texts = {"topics.yaml": TOPICS, "exams/demo.yaml": EXAM, "clinical/ecg.yaml": FILE} | files
    for name, text in texts.items():
        path = bank / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return bank
