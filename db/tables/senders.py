"""Table of what people said of the columns that a sender's workbooks have."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Words


class SenderColumn(Base):
    """Keep what a column means in workbooks with the same headings; an answer, not an edit: never journaled."""

    __tablename__ = "sender_column"
    __table_args__ = (UniqueConstraint("sender", "heading"), {"sqlite_autoincrement": True})

    sender: Mapped[str] = mapped_column(String(40))
    heading: Mapped[Words]
    meaning: Mapped[str] = mapped_column(String(40))
    """``note``, ``field``, ``nothing``, or the key of a column of the contribution workbook."""
