"""Declarative base and shared column types of the tables."""

from typing import Annotated, Any

from sqlalchemy import ForeignKey, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Key = Annotated[int, mapped_column(primary_key=True, sort_order=-1)]
Uid = Annotated[str, mapped_column(String(36), unique=True)]
Position = Annotated[int, mapped_column()]
Words = Annotated[str, mapped_column(Text, default="")]
TIMESTAMP_LENGTH = 27
Timestamp = Annotated[str, mapped_column(String(TIMESTAMP_LENGTH))]
"""UTC, ISO 8601 with a final Z: sorts as text and reads the same in every database."""
PracticeKey = Annotated[int, mapped_column(ForeignKey("practice.id"), index=True)]
QuestionKey = Annotated[int, mapped_column(ForeignKey("guiding_question.id"), index=True)]
MeasureKey = Annotated[int, mapped_column(ForeignKey("possible_measure.id"), index=True)]
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
