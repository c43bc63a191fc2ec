"""Tables of a workspace's lineage: which one it is, what it was taken along from, which steps were merged into it."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Timestamp, Uid, Words


class WorkspaceIdentity(Base):
    """Keep which workspace this is, in one row; its copies are the same one. Never journaled."""

    __tablename__ = "workspace_identity"

    uid: Mapped[Uid]


class Origin(Base):
    """Keep the workspace and the step that this one was taken along from, in one row or none. Never journaled."""

    __tablename__ = "origin"
    __table_args__ = ()

    uid: Mapped[str] = mapped_column(String(36))
    """The identity of the workspace that it was taken along from."""
    name: Mapped[Words]
    entry: Mapped[int]
    moment: Mapped[Timestamp]
    """The newest journal entry there, 0 and "" where there was none."""
    records: Mapped[bytes] = mapped_column(LargeBinary)
    """All that was taken along, as it was then, compressed: the base of the merge."""


class MergedStep(Base):
    """Keep a journal entry of another workspace up to which all of it is merged here."""

    __tablename__ = "merged_step"

    entry: Mapped[int]
    moment: Mapped[Timestamp]
