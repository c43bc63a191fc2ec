"""Add gaps, refusals, handovers, a workspace's own places and names in other languages; sort by tag and partner."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables and columns; the sort index, which is derived, is made anew."""
    op.add_column("term_alias", sa.Column("language", sa.String(length=20), server_default="", nullable=False))
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("code", name=op.f("uq_place_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "place_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_alias")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_alias_code"), "place_alias", ["code"], unique=False)
    _create_targeted("refusal", sa.Column("practice_id", sa.Integer(), nullable=False))
    _create_targeted(
        "gap",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("asked", "asked_on", "owner", "due", "note")),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("roundtable_uid", sa.String(length=36), nullable=False),
        sa.Column("roundtable_code", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("uid", name=op.f("uq_handover_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handover_roundtable_uid"), "handover", ["roundtable_uid"], unique=False)
    op.create_table(
        "handover_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("practice_uid", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_handover_practice_handover_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_practice")),
    )
    op.create_index(op.f("ix_handover_practice_handover_id"), "handover_practice", ["handover_id"], unique=False)
    op.create_index(op.f("ix_handover_practice_practice_uid"), "handover_practice", ["practice_uid"], unique=False)
    _make_sort_index_anew()


def _create_targeted(name: str, *columns: "sa.Column[str] | sa.Column[int]") -> None:
    """Make a table whose rows concern either a question or a measure."""
    keys = ["guiding_question_id", "possible_measure_id"]
    parents = {f"{parent}_id": f"{parent}.id" for parent in ("practice", "guiding_question", "possible_measure")}
    names = [column.name for column in columns] + keys
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *(sa.Column(key, sa.Integer(), nullable=True) for key in keys),
        sa.CheckConstraint(f"({keys[0]} IS NULL) <> ({keys[1]} IS NULL)", name=op.f(f"ck_{name}_one_target")),
        *(
            sa.ForeignKeyConstraint([key], [parents[key]], name=op.f(f"fk_{name}_{key}"))
            for key in names
            if key in parents
        ),
        *([sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid"))] if "uid" in names else []),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for key in names:
        if key in parents:
            op.create_index(op.f(f"ix_{name}_{key}"), name, [key], unique=False)


def _make_sort_index_anew() -> None:
    op.drop_table("practice_index")
    names = ("title", "country", "thematic_area", "tag", "partner")
    op.create_table(
        "practice_index",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in names),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_index")),
    )
    for name in names:
        op.create_index(op.f(f"ix_practice_index_{name}"), "practice_index", [name], unique=False)
