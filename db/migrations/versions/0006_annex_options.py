"""Add the options of a roundtable's annex."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new table."""
    op.create_table(
        "annex_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_annex_option_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annex_option")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_annex_option_roundtable_id"), "annex_option", ["roundtable_id"], unique=False)
