"""Tables of handovers and their practices."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Timestamp, Uid, Words


class Handover(Base):
    """Keep that an annex or a contribution was handed over; a fact, not an edit: it is added beside the journal.

    Roundtable and practices are named by their identities, for they may be gone by now. To whom it was sent is what
    people say of it: to change that is an edit as every other, which is journaled and undone.
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
    recipient: Mapped[str] = mapped_column(Text, default="", server_default="")


class HandoverPractice(Base):
    """Say that a practice was in what was handed over, and at which revision."""

    __tablename__ = "handover_practice"
    __table_args__ = ()

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    practice_uid: Mapped[str] = mapped_column(String(36), index=True)
    revision: Mapped[int]
