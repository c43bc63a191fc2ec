"""Tables of the mapping: mappings, refusals, gaps."""

from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, MeasureKey, PracticeKey, QuestionKey, Timestamp, Uid, Words


def _one_target() -> tuple[Any, ...]:
    condition = "(guiding_question_id IS NULL) <> (possible_measure_id IS NULL)"
    return (CheckConstraint(condition, name="one_target"), {"sqlite_autoincrement": True})


class Mapping(Base):
    """Say that a practice answers a question or serves a measure, and why."""

    __tablename__ = "mapping"
    __table_args__ = _one_target()

    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[QuestionKey | None]
    possible_measure_id: Mapped[MeasureKey | None]
    reason: Mapped[Words]


class Refusal(Base):
    """Remember that a practice was suggested for a question or a measure and does not belong there."""

    __tablename__ = "refusal"
    __table_args__ = _one_target()

    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[QuestionKey | None]
    possible_measure_id: Mapped[MeasureKey | None]


class Gap(Base):
    """Keep what is being done about a question or a measure that lacks a practice; closed once it has one."""

    __tablename__ = "gap"
    __table_args__ = _one_target()

    uid: Mapped[Uid]
    guiding_question_id: Mapped[QuestionKey | None]
    possible_measure_id: Mapped[MeasureKey | None]
    state: Mapped[str] = mapped_column(String(20))
    asked: Mapped[Words]
    asked_on: Mapped[Words]
    owner: Mapped[Words]
    due: Mapped[Words]
    note: Mapped[Words]
    closed_at: Mapped[Timestamp | None]
