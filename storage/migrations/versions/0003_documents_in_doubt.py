"""Whether a person must look at what was read of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("needs_review", sa.Boolean(), nullable=False, server_default=sa.false()))
