"""Fold letters and digits of more scripts: the full-text index, which is derived, is made anew."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index empty; whoever runs the migrations fills it."""
    if op.get_context().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE practice_text")
    op.execute(
        "CREATE VIRTUAL TABLE practice_text USING fts5(title, summary, partners, countries, terms, details, "
        "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
    )
