"""Rows of the log that a wrong clock stamped are marked, with where they count; opening a file settles which ones."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placed",
        sa.Column("log", sa.String(length=8), primary_key=True),
        sa.Column("row_id", sa.Integer(), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("local_day", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("placed")
