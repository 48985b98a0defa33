"""What cases may share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sightings_case", "sightings", ["case_id"], unique=False)
    op.create_index("ix_sightings_key", "sightings", ["key", "what", "shown", "case_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_sightings_key", table_name="sightings")
    op.drop_index("ix_sightings_case", table_name="sightings")
    op.drop_table("sightings")
