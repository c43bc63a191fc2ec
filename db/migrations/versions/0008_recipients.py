"""Add to whom an annex or a contribution was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the recipient of a handover."""
    op.add_column("handover", sa.Column("recipient", sa.Text(), server_default="", nullable=False))
