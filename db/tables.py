"""The tables, as typed classes; one row each, no behaviour.

Holds no query and no relationship: rows are read by explicit ``select()`` and written through the unit of work.
"""

from typing import Annotated, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Key = Annotated[int, mapped_column(primary_key=True, sort_order=-1)]
Uid = Annotated[str, mapped_column(String(36), unique=True)]
Position = Annotated[int, mapped_column()]
Words = Annotated[str, mapped_column(Text, default="")]
Timestamp = Annotated[str, mapped_column(String(27))]
"""UTC, ISO 8601 with a final Z: sorts as text and reads the same in every database."""
PracticeKey = Annotated[int, mapped_column(ForeignKey("practice.id"), index=True)]
RoundtableKey = Annotated[int, mapped_column(ForeignKey("roundtable.id"), index=True)]


class Base(DeclarativeBase):
    """Give every table an integer key that is never used twice, so that a journal entry always means the same row."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table_args__: Any = ({"sqlite_autoincrement": True},)

    id: Mapped[Key]


class Practice(Base):
    """Keep one policy or practice; what it lists has tables of its own below."""

    __tablename__ = "practice"
    # What is in the trash is in no list: a list sorted by these reads the index alone.
    __table_args__ = (
        Index(None, "deleted_at", "status"),
        Index(None, "deleted_at", "changed_at"),
        {"sqlite_autoincrement": True},
    )

    uid: Mapped[Uid]
    title: Mapped[Words]
    summary: Mapped[Words]
    status: Mapped[str] = mapped_column(String(20))
    notes: Mapped[Words]
    revision: Mapped[int]
    changed_at: Mapped[Timestamp]
    deleted_at: Mapped[Timestamp | None]
    imported_digest: Mapped[str | None] = mapped_column(String(64))
    imported_revision: Mapped[int | None]
    starts: Mapped[Words]
    ends: Mapped[Words]
    progress: Mapped[Words]
    budget: Mapped[Words]
    currency: Mapped[Words]
    beneficiaries: Mapped[Words]
    results: Mapped[Words]
    evidence: Mapped[Words]
    evaluation: Mapped[Words]
    lessons: Mapped[Words]
    replicability: Mapped[Words]
    level: Mapped[Words]
    reach: Mapped[Words]
    gender_aspects: Mapped[Words]
    child_aspects: Mapped[Words]
    disability_aspects: Mapped[Words]
    contact: Mapped[Words]
    publication_consent: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20), default="")
    image_rights: Mapped[Words]
    cleared_by: Mapped[Words]
    cleared_on: Mapped[Words]


class PracticeCountry(Base):
    """Keep a place of a practice, as printed and resolved."""

    __tablename__ = "practice_country"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    printed: Mapped[Words]
    code: Mapped[str] = mapped_column(String(40), index=True)


class PracticePartner(Base):
    """Keep an organisation and its role in a practice."""

    __tablename__ = "practice_partner"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    name: Mapped[Words]
    role: Mapped[str] = mapped_column(String(20))


class PracticeTerm(Base):
    """Say that a practice carries a term."""

    __tablename__ = "practice_term"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)


class PracticeLink(Base):
    """Keep a web link of a practice, with its caption where it has one."""

    __tablename__ = "practice_link"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    text: Mapped[Words]


class PracticeReference(Base):
    """Keep one GFMD source, GCM objective or 2030 Agenda target of a practice."""

    __tablename__ = "practice_reference"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[Words]


class PracticeExtra(Base):
    """Keep a printed label that has no field of its own."""

    __tablename__ = "practice_extra"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    label: Mapped[Words]
    value: Mapped[Words]


class PracticeTranslation(Base):
    """Keep title and summary in another language, and the original as it was when it was translated."""

    __tablename__ = "practice_translation"

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    language: Mapped[str] = mapped_column(String(20))
    title: Mapped[Words]
    summary: Mapped[Words]
    original_title: Mapped[Words]
    original_summary: Mapped[Words]


class PracticeImage(Base):
    """Keep the picture of a practice."""

    __tablename__ = "practice_image"

    practice_id: Mapped[PracticeKey]
    name: Mapped[Words]
    media_type: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Term(Base):
    """Keep a thematic area or tag; ``listed`` is false for a value that no vocabulary holds."""

    __tablename__ = "term"

    uid: Mapped[Uid]
    kind: Mapped[str] = mapped_column(String(20), index=True)
    name: Mapped[Words]
    listed: Mapped[bool]


class TermAlias(Base):
    """Keep another spelling of a term; one with a ``language`` is the term's name in it."""

    __tablename__ = "term_alias"

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    position: Mapped[Position]
    name: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20), default="", server_default="")


class Place(Base):
    """Keep a place that the shipped table lacks, under a code of the workspace's own."""

    __tablename__ = "place"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[Words]


class PlaceAlias(Base):
    """Keep another spelling of a place, shipped or own; one with a ``language`` is its name in it here."""

    __tablename__ = "place_alias"

    code: Mapped[str] = mapped_column(String(40), index=True)
    position: Mapped[Position]
    name: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20), default="")


class Roundtable(Base):
    """Keep one roundtable of one Forum meeting."""

    __tablename__ = "roundtable"

    uid: Mapped[Uid]
    code: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[Words]
    meeting: Mapped[Words]
    dates: Mapped[Words]
    co_chairs: Mapped[Words]
    team: Mapped[Words]
    expected_outcome: Mapped[Words]
    annex_introduction: Mapped[Words]
    revision: Mapped[int]
    imported_digest: Mapped[str | None] = mapped_column(String(64))
    imported_revision: Mapped[int | None]


class LinkedRoundtable(Base):
    """Keep one roundtable that the paper names as linked, as printed."""

    __tablename__ = "linked_roundtable"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]


class Section(Base):
    """Keep one section of the policy part."""

    __tablename__ = "section"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    heading: Mapped[Words]
    text: Mapped[Words]


class Footnote(Base):
    """Keep one footnote of the paper."""

    __tablename__ = "footnote"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    mark: Mapped[str] = mapped_column(String(20))
    text: Mapped[Words]


class GuidingQuestion(Base):
    """Keep one guiding question with the annex heading of its group."""

    __tablename__ = "guiding_question"

    uid: Mapped[Uid]
    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]
    issue_area: Mapped[Words]
    illustration: Mapped[Words]


class PossibleMeasure(Base):
    """Keep one possible measure."""

    __tablename__ = "possible_measure"

    uid: Mapped[Uid]
    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]


class AnnexEntry(Base):
    """Place a practice in a roundtable's annex; no question means "Other related examples"."""

    __tablename__ = "annex_entry"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[int | None] = mapped_column(ForeignKey("guiding_question.id"), index=True)


class Mapping(Base):
    """Say that a practice answers a question or serves a measure, and why."""

    __tablename__ = "mapping"
    __table_args__ = (
        CheckConstraint("(guiding_question_id IS NULL) <> (possible_measure_id IS NULL)", name="one_target"),
        {"sqlite_autoincrement": True},
    )

    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[int | None] = mapped_column(ForeignKey("guiding_question.id"), index=True)
    possible_measure_id: Mapped[int | None] = mapped_column(ForeignKey("possible_measure.id"), index=True)
    reason: Mapped[Words]


class Refusal(Base):
    """Remember that a practice was suggested for a question or a measure and does not belong there."""

    __tablename__ = "refusal"
    __table_args__ = (
        CheckConstraint("(guiding_question_id IS NULL) <> (possible_measure_id IS NULL)", name="one_target"),
        {"sqlite_autoincrement": True},
    )

    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[int | None] = mapped_column(ForeignKey("guiding_question.id"), index=True)
    possible_measure_id: Mapped[int | None] = mapped_column(ForeignKey("possible_measure.id"), index=True)


class Gap(Base):
    """Keep what is being done about a question or a measure that lacks a practice; closed once it has one."""

    __tablename__ = "gap"
    __table_args__ = (
        CheckConstraint("(guiding_question_id IS NULL) <> (possible_measure_id IS NULL)", name="one_target"),
        {"sqlite_autoincrement": True},
    )

    uid: Mapped[Uid]
    guiding_question_id: Mapped[int | None] = mapped_column(ForeignKey("guiding_question.id"), index=True)
    possible_measure_id: Mapped[int | None] = mapped_column(ForeignKey("possible_measure.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    asked: Mapped[Words]
    asked_on: Mapped[Words]
    owner: Mapped[Words]
    due: Mapped[Words]
    note: Mapped[Words]
    closed_at: Mapped[Timestamp | None]


class SavedSearch(Base):
    """Keep a query under a name."""

    __tablename__ = "saved_search"

    position: Mapped[Position]
    name: Mapped[Words]
    query: Mapped[Words]


class PracticeIndex(Base):
    """Keep the folded texts by which lists are sorted; derived, never journaled. ``id`` is the practice's."""

    __tablename__ = "practice_index"
    __table_args__ = ()

    title: Mapped[str] = mapped_column(Text, index=True)
    country: Mapped[str] = mapped_column(Text, index=True)
    thematic_area: Mapped[str] = mapped_column(Text, index=True)
    tag: Mapped[str] = mapped_column(Text, index=True)
    partner: Mapped[str] = mapped_column(Text, index=True)


class Handover(Base):
    """Keep that an annex or a contribution was handed over; a fact, not an edit: never journaled, never undone.

    Roundtable and practices are named by their identities, for they may be gone by now.
    """

    __tablename__ = "handover"

    uid: Mapped[Uid]
    at: Mapped[Timestamp]
    author: Mapped[Words]
    kind: Mapped[str] = mapped_column(String(20))
    """``annex`` or ``contribution``."""
    roundtable_uid: Mapped[str] = mapped_column(String(36), index=True)
    roundtable_code: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20))
    file: Mapped[Words]


class HandoverPractice(Base):
    """Say that a practice was in what was handed over, and at which revision."""

    __tablename__ = "handover_practice"
    __table_args__ = ()

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    practice_uid: Mapped[str] = mapped_column(String(36), index=True)
    revision: Mapped[int]


class JournalEntry(Base):
    """Keep what one use case changed (``payload``, compressed), and whether it still stands."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_state", "state"), {"sqlite_autoincrement": True})

    at: Mapped[Timestamp]
    author: Mapped[Words]
    label: Mapped[Words]
    state: Mapped[str] = mapped_column(String(12))
    """``done``, ``undone``, ``abandoned`` (undone, then overtaken by other work) or ``note`` (an undo or redo)."""
    schema: Mapped[str] = mapped_column(String(20))
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class JournalTouch(Base):
    """Say that a journal entry concerns a practice, for its history."""

    __tablename__ = "journal_touch"
    __table_args__ = ()

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    practice_id: Mapped[int] = mapped_column(index=True)


JOURNALED: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if mapper.class_ not in (PracticeIndex, Handover, HandoverPractice, JournalEntry, JournalTouch)
}
