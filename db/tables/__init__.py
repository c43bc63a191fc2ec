"""Tables as typed classes, without relationships: read by ``select()``, written through the unit of work."""

from db.tables.base import Base
from db.tables.handovers import Handover, HandoverPractice
from db.tables.journal import JournalEntry, JournalTouch
from db.tables.lineage import MergedStep, Origin, WorkspaceIdentity
from db.tables.mapping import Gap, Mapping, Refusal
from db.tables.practices import (
    Practice,
    PracticeCountry,
    PracticeExtra,
    PracticeImage,
    PracticeLink,
    PracticePartner,
    PracticeReference,
    PracticeTerm,
    PracticeTranslation,
)
from db.tables.roundtables import (
    AnnexEntry,
    AnnexOption,
    Footnote,
    GuidingQuestion,
    LinkedRoundtable,
    PossibleMeasure,
    Roundtable,
    Section,
)
from db.tables.searching import PracticeIndex, SavedSearch
from db.tables.senders import SenderColumn
from db.tables.vocabulary import Place, PlaceAlias, PlaceMember, Term, TermAlias

__all__ = [
    "JOURNALED",
    "AnnexEntry",
    "AnnexOption",
    "Base",
    "Footnote",
    "Gap",
    "GuidingQuestion",
    "Handover",
    "HandoverPractice",
    "JournalEntry",
    "JournalTouch",
    "LinkedRoundtable",
    "Mapping",
    "MergedStep",
    "Origin",
    "Place",
    "PlaceAlias",
    "PlaceMember",
    "PossibleMeasure",
    "Practice",
    "PracticeCountry",
    "PracticeExtra",
    "PracticeImage",
    "PracticeIndex",
    "PracticeLink",
    "PracticePartner",
    "PracticeReference",
    "PracticeTerm",
    "PracticeTranslation",
    "Refusal",
    "Roundtable",
    "SavedSearch",
    "Section",
    "SenderColumn",
    "Term",
    "TermAlias",
    "WorkspaceIdentity",
]

JOURNALED: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if mapper.class_
    not in (
        *(PracticeIndex, HandoverPractice, JournalEntry, JournalTouch, SenderColumn),
        *(Origin, WorkspaceIdentity),
    )
}
