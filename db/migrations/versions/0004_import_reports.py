"""Add the report of an import to its journal entry, and what people said of the columns of a sender's workbooks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new column and table."""
    op.add_column("journal_entry", sa.Column("report", sa.LargeBinary(), nullable=True))
    op.create_table(
        "sender_column",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("meaning", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sender_column")),
        sa.UniqueConstraint("sender", "heading", name=op.f("uq_sender_column_sender_heading")),
        sqlite_autoincrement=True,
    )
