"""Sign-off of conversions, and the translation memory that learns from it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VALUES = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "acceptances",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("office_id", sa.String(length=36), nullable=False),
        sa.Column("conversion_id", sa.String(length=36), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("corrections", VALUES, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversion_id"], ["conversions.id"], name=op.f("fk_acceptances_conversion_id_conversions")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_acceptances_office_id_offices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptances")),
        sa.UniqueConstraint("conversion_id", name=op.f("uq_acceptances_conversion_id")),
    )
    op.create_index(op.f("ix_acceptances_office_id"), "acceptances", ["office_id"], unique=False)
    op.create_table(
        "memory_pairs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("office_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_memory_pairs_office_id_offices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_pairs")),
        sa.UniqueConstraint("office_id", "digest", name=op.f("uq_memory_pairs_office_id_digest")),
    )
    op.create_index(op.f("ix_memory_pairs_office_id_id"), "memory_pairs", ["office_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_memory_pairs_office_id_id"), table_name="memory_pairs")
    op.drop_table("memory_pairs")
    op.drop_index(op.f("ix_acceptances_office_id"), table_name="acceptances")
    op.drop_table("acceptances")
