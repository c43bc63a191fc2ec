"""Tables of practices: one for the practice, one for each of its lists."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Position, PracticeKey, Timestamp, Uid, Words


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
    # Which practices are in a place, and how many are in each, is read off the index alone.
    __table_args__ = (Index(None, "code", "practice_id"), {"sqlite_autoincrement": True})

    practice_id: Mapped[PracticeKey]
    position: Mapped[Position]
    printed: Mapped[Words]
    code: Mapped[str] = mapped_column(String(40))


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
