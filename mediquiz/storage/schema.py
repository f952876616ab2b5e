"""The tables. Types are plain ones (text, integers, floats), so that another SQL database can hold them too.

Times are UTC in milliseconds since 1970-01-01 (`..._ms`); `local_day` is the proleptic day number of the student's own
date, because "two different days" means hers. `answer`, `showing` and `attempt_event` are only ever appended to;
`item_state`, `topic_tally` and `day_tally` are derived from them and can be rebuilt at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0006"
"""The newest migration. A file with another, unknown one was written by a newer MediQuiz."""

KNOWN_REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")

metadata = MetaData()

bank_file = Table(
    "bank_file",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("read_at_ms", BigInteger, nullable=False),
    Column("origin", String(8), nullable=False, server_default="shipped"),
)

item = Table(
    "item",
    metadata,
    Column("ordinal", Integer, primary_key=True),
    Column("id", String(80), nullable=False, unique=True),
    Column("revision", String(16), nullable=False),
    Column("topic", String(60), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("level", String(12), nullable=False),
    Column("difficulty", Integer, nullable=False),
    Column("item_group", String(80), nullable=False),
    Column("family", String(80), nullable=False),
    Column("words", Integer, nullable=False),
    Column("options", Integer, nullable=False),
    Column("file", String(200), nullable=False),
    Column("status", String(8), nullable=False),
    Column("body", Text, nullable=False),
    Column("words_in", Text, nullable=False),
    Index("ix_item_topic", "topic"),
    Index("ix_item_file", "file"),
)

item_revision = Table(
    "item_revision",
    metadata,
    Column("item_id", String(80), primary_key=True),
    Column("revision", String(16), primary_key=True),
    Column("body", Text, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", String(80), ForeignKey("item.id"), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("topic", String(60), nullable=False),
    Column("option_order", Text, nullable=False),
    Column("response", Text, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("confidence", String(8)),
    Column("milliseconds", Integer, nullable=False),
    Column("mode", String(10), nullable=False),
    Column("attempt_id", Integer, ForeignKey("attempt.id")),
    Column("scored", Integer, nullable=False),
    Column("timed_out", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("shown_at_ms", BigInteger, nullable=False),
    Column("answered_at_ms", BigInteger, nullable=False),
    Column("local_day", Integer, nullable=False),
    Index("ix_answer_item", "item_id"),
    Index("ix_answer_attempt", "attempt_id"),
)

showing = Table(
    "showing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", String(80), ForeignKey("item.id"), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("attempt_id", Integer, ForeignKey("attempt.id")),
    Column("shown_at_ms", BigInteger, nullable=False),
)

placed = Table(
    "placed",
    metadata,
    Column("log", String(8), primary_key=True),
    Column("row_id", Integer, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("local_day", Integer, nullable=False),
)
"""Rows of `answer` and `showing` that a wrong clock stamped, with the time and the date that they count for."""

item_state = Table(
    "item_state",
    metadata,
    Column("item_id", String(80), ForeignKey("item.id"), primary_key=True),
    Column("shown", Integer, nullable=False),
    Column("last_shown_ms", BigInteger, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("last_answered_ms", BigInteger, nullable=False),
    Column("last_correct", Integer, nullable=False),
    Column("last_confidence", String(8)),
    Column("missed", Integer, nullable=False),
    Column("right_day", Integer, nullable=False),
    Column("sure_wrong", Integer, nullable=False),
    Index("ix_item_state_missed", "missed"),
    Index("ix_item_state_sure_wrong", "sure_wrong"),
)

topic_tally = Table(
    "topic_tally",
    metadata,
    Column("topic", String(60), primary_key=True),
    Column("mode", String(10), primary_key=True),
    Column("answered", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("first_answered", Integer, nullable=False),
    Column("first_correct", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
)

day_tally = Table(
    "day_tally",
    metadata,
    Column("local_day", Integer, primary_key=True),
    Column("mode", String(10), primary_key=True),
    Column("answered", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("item_id", String(80), ForeignKey("item.id"), primary_key=True),
    Column("flagged", Integer, nullable=False),
    Column("suspended", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("changed_at_ms", BigInteger, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", String(80), ForeignKey("item.id"), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("made_at_ms", BigInteger, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("certification", String(12), nullable=False),
    Column("edition", String(40), nullable=False),
    Column("title", String(120), nullable=False),
    Column("rules", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("status", String(10), nullable=False),
    Column("started_at_ms", BigInteger, nullable=False),
    Column("finished_at_ms", BigInteger),
    Column("correct", Integer),
    Column("scored", Integer),
    Index("ix_attempt_status", "status"),
)

attempt_question = Table(
    "attempt_question",
    metadata,
    Column("attempt_id", Integer, ForeignKey("attempt.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", String(80), ForeignKey("item.id"), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("area", String(60), nullable=False),
    Column("topic", String(60), nullable=False),
    Column("segment", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("option_order", Text, nullable=False),
    Column("seen_before", Integer, nullable=False),
)

attempt_event = Table(
    "attempt_event",
    metadata,
    Column("attempt_id", Integer, ForeignKey("attempt.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("act", String(16), nullable=False),
    Column("question", Integer, nullable=False),
    Column("value", Integer, nullable=False),
    Column("is_on", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("spent", Float, nullable=False),
    Column("clock", Float, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

exam_outcome = Table(
    "exam_outcome",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("certification", String(12), nullable=False),
    Column("sat_on", String(10), nullable=False),
    Column("passed", Integer),
    Column("scaled", Float),
    Column("areas", Text, nullable=False),
    Column("declined", Integer, nullable=False),
    Column("made_at_ms", BigInteger, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)

log_seal = Table(
    "log_seal",
    metadata,
    Column("log", String(20), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
