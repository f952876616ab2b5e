"""Option orders, responses and the texts of events may be of any length: a typed word or twenty places fit.

SQLite ignores the length of a VARCHAR and would hold them as it is; other databases would not, and the tables should be
the declared ones. The three tables are copied, which is SQLite's own general way to change a column. To edit the text
of the schema in place would save some seconds, once, but a slip there makes a file unreadable. Nothing refers to these
tables, so foreign keys can stay on while they are replaced.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = {
    "answer": ("option_order", "response"),
    "attempt_question": ("option_order",),
    "attempt_event": ("text",),
}


def upgrade() -> None:
    _change(sa.String(length=40), sa.Text())


def downgrade() -> None:
    _change(sa.Text(), sa.String(length=40))


def _change(old: sa.String, new: sa.String) -> None:
    for table, columns in COLUMNS.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.alter_column(column, existing_type=old, type_=new, existing_nullable=False)
