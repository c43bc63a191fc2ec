"""Tables of saved searches and of the sort index."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Position, Words


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
