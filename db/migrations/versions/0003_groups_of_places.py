"""Add the members of groups of places; find the practices in a place by an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new table, and the wider index in the place of the one that it contains."""
    op.create_table(
        "place_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("member", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_member")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_member_code"), "place_member", ["code"], unique=False)
    op.create_index(op.f("ix_place_member_member"), "place_member", ["member"], unique=False)
    op.drop_index(op.f("ix_practice_country_code"), table_name="practice_country")
    columns = ["code", "practice_id"]
    op.create_index(op.f("ix_practice_country_code_practice_id"), "practice_country", columns, unique=False)
