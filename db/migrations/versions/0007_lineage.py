"""Add the identity of a workspace, what it was taken along from, and the steps that were merged into it."""

from uuid import NAMESPACE_URL, uuid4, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables; copies of one file, told by their first step, are given the same identity."""
    identity = op.create_table(
        "workspace_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace_identity")),
        sa.UniqueConstraint("uid", name=op.f("uq_workspace_identity_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.Column("records", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
    )
    op.create_table(
        "merged_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_step")),
        sqlite_autoincrement=True,
    )
    first = op.get_bind().scalar(sa.text("SELECT at FROM journal_entry ORDER BY id LIMIT 1"))
    uid = uuid5(NAMESPACE_URL, f"roundtable/workspace/{first}") if first else uuid4()
    op.bulk_insert(identity, [{"uid": str(uid)}])
