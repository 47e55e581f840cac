"""What a request wishes for itself, and a person's word for what was read of a document."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

VALUES = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("jobs") as table:
        table.add_column(sa.Column("wishes", VALUES, nullable=False, server_default="{}"))
    with op.batch_alter_table("conversions") as table:
        table.add_column(sa.Column("wishes", VALUES, nullable=False, server_default="{}"))
        table.add_column(sa.Column("reading", sa.String(length=64), nullable=True))
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("reading", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("accepted_by", sa.Text(), nullable=True))
        table.add_column(sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("accepted_sha256", sa.String(length=64), nullable=True))
