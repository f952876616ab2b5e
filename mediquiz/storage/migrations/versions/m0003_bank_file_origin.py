"""Bank files say where they come from. Until now there were shipped ones only."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bank_file", sa.Column("origin", sa.String(length=8), nullable=False, server_default="shipped"))


def downgrade() -> None:
    op.drop_column("bank_file", "origin")
