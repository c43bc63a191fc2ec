"""What answers a question or a measure, what does not, and what is missing.

One row each, no behaviour.
"""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, PracticeKey, Timestamp, Uid, Words


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
