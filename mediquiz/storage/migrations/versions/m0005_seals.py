"""The log is sealed, a thousand rows each. The seals themselves are made when the file is opened, right after this.

The triggers lift the seal of a stretch whose rows the program itself changes or takes out, as a later migration may.
One that copies these tables to change a column has to make them anew: a test looks for them at the newest schema.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LOGS = ("answer", "showing", "attempt_event")
ACTS = ("update", "delete")


def upgrade() -> None:
    op.create_table(
        "log_seal",
        sa.Column("log", sa.String(length=20), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
    )
    for log in LOGS:
        for act in ACTS:
            op.execute(
                f"CREATE TRIGGER {log}_{act}_lifts_seal AFTER {act} ON {log} BEGIN "
                f"DELETE FROM log_seal WHERE log = '{log}' AND number = (old.rowid - 1) / 1000; END"
            )


def downgrade() -> None:
    for log in LOGS:
        for act in ACTS:
            op.execute(f"DROP TRIGGER {log}_{act}_lifts_seal")
    op.drop_table("log_seal")
