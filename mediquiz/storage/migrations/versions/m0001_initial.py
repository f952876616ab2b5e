"""The first schema: bank cache, answer log, derived state, attempts, marks, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("certification", sa.String(length=12), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("started_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("finished_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("correct", sa.Integer(), nullable=True),
        sa.Column("scored", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attempt_status", "attempt", ["status"], unique=False)
    op.create_table(
        "bank_file",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "day_tally",
        sa.Column("local_day", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("local_day", "mode"),
    )
    op.create_table(
        "exam_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certification", sa.String(length=12), nullable=False),
        sa.Column("sat_on", sa.String(length=10), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=True),
        sa.Column("scaled", sa.Float(), nullable=True),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "item",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("item_group", sa.String(length=80), nullable=False),
        sa.Column("family", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("options", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("words_in", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_item_file", "item", ["file"], unique=False)
    op.create_index("ix_item_topic", "item", ["topic"], unique=False)
    op.create_table(
        "item_revision",
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "revision"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "topic_tally",
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("first_answered", sa.Integer(), nullable=False),
        sa.Column("first_correct", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "mode"),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("option_order", sa.String(length=40), nullable=False),
        sa.Column("response", sa.String(length=40), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.String(length=8), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("timed_out", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("shown_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("answered_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("local_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_answer_attempt", "answer", ["attempt_id"], unique=False)
    op.create_index("ix_answer_item", "answer", ["item_id"], unique=False)
    op.create_table(
        "attempt_event",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("spent", sa.Float(), nullable=False),
        sa.Column("clock", sa.Float(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id", "seq"),
    )
    op.create_table(
        "attempt_question",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("area", sa.String(length=60), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("option_order", sa.String(length=40), nullable=False),
        sa.Column("seen_before", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position"),
    )
    op.create_table(
        "item_state",
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("last_shown_ms", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("last_answered_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_correct", sa.Integer(), nullable=False),
        sa.Column("last_confidence", sa.String(length=8), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("right_day", sa.Integer(), nullable=False),
        sa.Column("sure_wrong", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("item_id"),
    )
    op.create_index("ix_item_state_missed", "item_state", ["missed"], unique=False)
    op.create_index("ix_item_state_sure_wrong", "item_state", ["sure_wrong"], unique=False)
    op.create_table(
        "mark",
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("item_id"),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "showing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.String(length=16), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("shown_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("showing")
    op.drop_table("report")
    op.drop_table("mark")
    op.drop_index("ix_item_state_sure_wrong", table_name="item_state")
    op.drop_index("ix_item_state_missed", table_name="item_state")
    op.drop_table("item_state")
    op.drop_table("attempt_question")
    op.drop_table("attempt_event")
    op.drop_index("ix_answer_item", table_name="answer")
    op.drop_index("ix_answer_attempt", table_name="answer")
    op.drop_table("answer")
    op.drop_table("topic_tally")
    op.drop_table("setting")
    op.drop_table("item_revision")
    op.drop_index("ix_item_topic", table_name="item")
    op.drop_index("ix_item_file", table_name="item")
    op.drop_table("item")
    op.drop_table("exam_outcome")
    op.drop_table("day_tally")
    op.drop_table("bank_file")
    op.drop_index("ix_attempt_status", table_name="attempt")
    op.drop_table("attempt")
