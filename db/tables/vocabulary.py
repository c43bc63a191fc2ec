"""Tables of terms and places, with their aliases and members."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Position, Uid, Words


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


class PlaceMember(Base):
    """Say that a place of the workspace's own (``code``) is a group that another place (``member``) belongs to."""

    __tablename__ = "place_member"

    code: Mapped[str] = mapped_column(String(40), index=True)
    position: Mapped[Position]
    member: Mapped[str] = mapped_column(String(40), index=True)
