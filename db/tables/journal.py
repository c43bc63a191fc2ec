"""Tables of the journal: entries, and the practices that each concerns."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Timestamp, Words


class JournalEntry(Base):
    """Keep what one use case, undo or redo changed (``payload``, compressed), and whether it still stands.

    The undo or redo of an earlier version has no payload.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_state", "state"), {"sqlite_autoincrement": True})

    at: Mapped[Timestamp]
    author: Mapped[Words]
    label: Mapped[Words]
    state: Mapped[str] = mapped_column(String(12))
    """``done``, ``undone``, ``abandoned`` (undone, then overtaken by other work) or ``note`` (an undo or redo)."""
    schema: Mapped[str] = mapped_column(String(20))
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    report: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    """What an import told of itself, compressed."""


class JournalTouch(Base):
    """Say that a journal entry concerns a practice, for its history."""

    __tablename__ = "journal_touch"
    __table_args__ = ()

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    practice_id: Mapped[int] = mapped_column(index=True)
