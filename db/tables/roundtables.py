"""Tables of roundtables: sections, footnotes, questions, measures, annex order."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Position, PracticeKey, QuestionKey, RoundtableKey, Uid, Words


class Roundtable(Base):
    """Keep one roundtable of one Forum meeting."""

    __tablename__ = "roundtable"

    uid: Mapped[Uid]
    code: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[Words]
    meeting: Mapped[Words]
    dates: Mapped[Words]
    co_chairs: Mapped[Words]
    team: Mapped[Words]
    expected_outcome: Mapped[Words]
    annex_introduction: Mapped[Words]
    revision: Mapped[int]
    imported_digest: Mapped[str | None] = mapped_column(String(64))
    imported_revision: Mapped[int | None]


class LinkedRoundtable(Base):
    """Keep one roundtable that the paper names as linked, as printed."""

    __tablename__ = "linked_roundtable"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]


class Section(Base):
    """Keep one section of the policy part."""

    __tablename__ = "section"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    heading: Mapped[Words]
    text: Mapped[Words]


class Footnote(Base):
    """Keep one footnote of the paper."""

    __tablename__ = "footnote"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    mark: Mapped[str] = mapped_column(String(20))
    text: Mapped[Words]


class GuidingQuestion(Base):
    """Keep one guiding question with the annex heading of its group."""

    __tablename__ = "guiding_question"

    uid: Mapped[Uid]
    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]
    issue_area: Mapped[Words]
    illustration: Mapped[Words]


class PossibleMeasure(Base):
    """Keep one possible measure."""

    __tablename__ = "possible_measure"

    uid: Mapped[Uid]
    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    text: Mapped[Words]


class AnnexOption(Base):
    """Keep one option of a roundtable's annex that is not as usual; its value is JSON."""

    __tablename__ = "annex_option"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[Words]


class AnnexEntry(Base):
    """Place a practice in a roundtable's annex; no question means "Other related examples"."""

    __tablename__ = "annex_entry"

    roundtable_id: Mapped[RoundtableKey]
    position: Mapped[Position]
    practice_id: Mapped[PracticeKey]
    guiding_question_id: Mapped[QuestionKey | None]
