"""Make the first schema: records, their lists, roundtables, vocabulary, journal and indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first schema."""
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("schema", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_journal_entry_state", "journal_entry", ["state"], unique=False)
    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=27), nullable=False),
        sa.Column("deleted_at", sa.String(length=27), nullable=True),
        sa.Column("imported_digest", sa.String(length=64), nullable=True),
        sa.Column("imported_revision", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("budget", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("beneficiaries", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evaluation", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("replicability", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("gender_aspects", sa.Text(), nullable=False),
        sa.Column("child_aspects", sa.Text(), nullable=False),
        sa.Column("disability_aspects", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("publication_consent", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("image_rights", sa.Text(), nullable=False),
        sa.Column("cleared_by", sa.Text(), nullable=False),
        sa.Column("cleared_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sa.UniqueConstraint("uid", name=op.f("uq_practice_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_deleted_at_changed_at"), "practice", ["deleted_at", "changed_at"], unique=False)
    op.create_index(op.f("ix_practice_deleted_at_status"), "practice", ["deleted_at", "status"], unique=False)
    op.create_table(
        "practice_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("thematic_area", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_index")),
    )
    op.create_index(op.f("ix_practice_index_country"), "practice_index", ["country"], unique=False)
    op.create_index(op.f("ix_practice_index_thematic_area"), "practice_index", ["thematic_area"], unique=False)
    op.create_index(op.f("ix_practice_index_title"), "practice_index", ["title"], unique=False)
    op.create_table(
        "roundtable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.Column("co_chairs", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("expected_outcome", sa.Text(), nullable=False),
        sa.Column("annex_introduction", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("imported_digest", sa.String(length=64), nullable=True),
        sa.Column("imported_revision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roundtable")),
        sa.UniqueConstraint("uid", name=op.f("uq_roundtable_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_roundtable_code"), "roundtable", ["code"], unique=False)
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("uid", name=op.f("uq_term_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_kind"), "term", ["kind"], unique=False)
    op.create_table(
        "footnote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_footnote_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_footnote")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_footnote_roundtable_id"), "footnote", ["roundtable_id"], unique=False)
    op.create_table(
        "guiding_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issue_area", sa.Text(), nullable=False),
        sa.Column("illustration", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_guiding_question_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guiding_question")),
        sa.UniqueConstraint("uid", name=op.f("uq_guiding_question_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_guiding_question_roundtable_id"), "guiding_question", ["roundtable_id"], unique=False)
    op.create_table(
        "journal_touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entry.id"], name=op.f("fk_journal_touch_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_touch")),
    )
    op.create_index(op.f("ix_journal_touch_entry_id"), "journal_touch", ["entry_id"], unique=False)
    op.create_index(op.f("ix_journal_touch_practice_id"), "journal_touch", ["practice_id"], unique=False)
    op.create_table(
        "linked_roundtable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_linked_roundtable_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_roundtable")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_linked_roundtable_roundtable_id"), "linked_roundtable", ["roundtable_id"], unique=False)
    op.create_table(
        "possible_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_possible_measure_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_possible_measure")),
        sa.UniqueConstraint("uid", name=op.f("uq_possible_measure_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_possible_measure_roundtable_id"), "possible_measure", ["roundtable_id"], unique=False)
    op.create_table(
        "practice_country",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_country_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_country")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_country_code"), "practice_country", ["code"], unique=False)
    op.create_index(op.f("ix_practice_country_practice_id"), "practice_country", ["practice_id"], unique=False)
    op.create_table(
        "practice_extra",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_extra_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_extra")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_extra_practice_id"), "practice_extra", ["practice_id"], unique=False)
    op.create_table(
        "practice_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_image_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_image")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_image_practice_id"), "practice_image", ["practice_id"], unique=False)
    op.create_table(
        "practice_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_link_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_link_practice_id"), "practice_link", ["practice_id"], unique=False)
    op.create_table(
        "practice_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_partner_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_partner")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_partner_practice_id"), "practice_partner", ["practice_id"], unique=False)
    op.create_table(
        "practice_reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_reference_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_reference_practice_id"), "practice_reference", ["practice_id"], unique=False)
    op.create_table(
        "practice_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_term_practice_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_practice_term_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_term")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_term_practice_id"), "practice_term", ["practice_id"], unique=False)
    op.create_index(op.f("ix_practice_term_term_id"), "practice_term", ["term_id"], unique=False)
    op.create_table(
        "practice_translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("original_title", sa.Text(), nullable=False),
        sa.Column("original_summary", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_practice_translation_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_translation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_practice_translation_practice_id"), "practice_translation", ["practice_id"], unique=False)
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_section_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_section_roundtable_id"), "section", ["roundtable_id"], unique=False)
    op.create_table(
        "term_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_term_alias_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_alias")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_alias_term_id"), "term_alias", ["term_id"], unique=False)
    op.create_table(
        "annex_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roundtable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("guiding_question_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guiding_question_id"], ["guiding_question.id"], name=op.f("fk_annex_entry_guiding_question_id")
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_annex_entry_practice_id")),
        sa.ForeignKeyConstraint(["roundtable_id"], ["roundtable.id"], name=op.f("fk_annex_entry_roundtable_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annex_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_annex_entry_guiding_question_id"), "annex_entry", ["guiding_question_id"], unique=False)
    op.create_index(op.f("ix_annex_entry_practice_id"), "annex_entry", ["practice_id"], unique=False)
    op.create_index(op.f("ix_annex_entry_roundtable_id"), "annex_entry", ["roundtable_id"], unique=False)
    op.create_table(
        "mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("guiding_question_id", sa.Integer(), nullable=True),
        sa.Column("possible_measure_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(guiding_question_id IS NULL) <> (possible_measure_id IS NULL)", name=op.f("ck_mapping_one_target")
        ),
        sa.ForeignKeyConstraint(
            ["guiding_question_id"], ["guiding_question.id"], name=op.f("fk_mapping_guiding_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["possible_measure_id"], ["possible_measure.id"], name=op.f("fk_mapping_possible_measure_id")
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_mapping_practice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mapping_guiding_question_id"), "mapping", ["guiding_question_id"], unique=False)
    op.create_index(op.f("ix_mapping_possible_measure_id"), "mapping", ["possible_measure_id"], unique=False)
    op.create_index(op.f("ix_mapping_practice_id"), "mapping", ["practice_id"], unique=False)
    if op.get_context().dialect.name != "sqlite":
        return  # shared workspaces have an index of their own, since they exist
    op.execute(
        "CREATE VIRTUAL TABLE practice_text USING fts5"
        "(title, summary, partners, countries, terms, tokenize = 'unicode61 remove_diacritics 2')"
    )
