"""The records themselves as frozen values: what intake makes, the workspace keeps and every export receives.

One shape for all: the JSON exchange (``roundtable/1``) is these values written down. Knows no database, file or screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

Role = Literal["partner", "funder", "co-funder", "coordination"]
ROLES: tuple[Role, ...] = ("partner", "funder", "co-funder", "coordination")
Status = Literal["draft", "in clearance", "cleared", "submitted"]
STATUSES: tuple[Status, ...] = ("draft", "in clearance", "cleared", "submitted")
LANGUAGES: tuple[str, ...] = ("en", "fr", "es")
"""The languages in which annex and contribution are handed out."""
TermKind = Literal["thematic_area", "tag"]
HandoverKind = Literal["annex", "contribution"]
HANDOVER_KINDS: tuple[HandoverKind, ...] = ("annex", "contribution")
GAP_STATES: tuple[str, ...] = ("no practice known", "request sent", "declined", "not relevant", "in preparation")

NAMESPACE: UUID = uuid5(NAMESPACE_URL, "roundtable/1")


def new_id() -> str:
    """Make the identity of a record that was born in this program."""
    return str(uuid4())


def derived_id(*parts: str) -> str:
    """Make the same identity whenever the same printed text is taken in, in whichever workspace."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it: 2026-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Country:
    """Hold a place as printed and, where it resolves, its code (ISO 3166 alpha-3, or a code of ``places``)."""

    printed: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """Hold one organisation and what it is to the practice."""

    name: str
    role: Role = "partner"


@dataclass(frozen=True, slots=True)
class Image:
    """Hold the one picture of a practice (at most 2 MB)."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Hold title and summary in another language, and the original as it was when it was translated."""

    language: str
    title: str = ""
    summary: str = ""
    original_title: str = ""
    original_summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRecord:
    """Hold every field of one policy or practice.

    ``summary`` separates paragraphs and list items by a blank line; a list item begins with its printed mark
    (``• ``, ``1. ``, ``a) ``). A web link is a URL, or ``caption: URL`` where the paper printed a caption.
    ``extra`` keeps labels that have no field of their own, as printed, in order.
    ``language`` is that of title and summary (ISO 639-1; "" where nobody said).
    ``changed_at`` is UTC, ISO 8601; ``revision`` counts saves and starts at 1 once kept in a workspace.
    """

    id: str
    title: str = ""
    countries: tuple[Country, ...] = ()
    partners: tuple[Partner, ...] = ()
    thematic_areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    web_links: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    status: Status = "draft"
    notes: str = ""
    revision: int = 0
    changed_at: str = ""
    gfmd_sources: tuple[str, ...] = ()
    gcm_objectives: tuple[str, ...] = ()
    sdg_targets: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    progress: str = ""
    budget: str = ""
    currency: str = ""
    beneficiaries: str = ""
    results: str = ""
    evidence: str = ""
    evaluation: str = ""
    lessons: str = ""
    replicability: str = ""
    level: str = ""
    reach: str = ""
    gender_aspects: str = ""
    child_aspects: str = ""
    disability_aspects: str = ""
    contact: str = ""
    publication_consent: str = ""
    image: Image | None = None
    translations: tuple[Translation, ...] = ()
    language: str = ""
    image_rights: str = ""
    cleared_by: str = ""
    cleared_on: str = ""


OPTIONAL_TEXTS: tuple[str, ...] = (
    "starts",
    "ends",
    "progress",
    "budget",
    "currency",
    "beneficiaries",
    "results",
    "evidence",
    "evaluation",
    "lessons",
    "replicability",
    "level",
    "reach",
    "gender_aspects",
    "child_aspects",
    "disability_aspects",
    "contact",
    "publication_consent",
    "language",
    "image_rights",
    "cleared_by",
    "cleared_on",
)
OPTIONAL_LISTS: tuple[str, ...] = ("gfmd_sources", "gcm_objectives", "sdg_targets")


def in_language(record: PracticeRecord, language: str) -> PracticeRecord:
    """Return the record with title and summary in a language, where it has been translated into it."""
    for translation in record.translations:
        if translation.language == language and language != record.language:
            title, summary = translation.title or record.title, translation.summary or record.summary
            return replace(record, title=title, summary=summary, language=language)
    return record


def with_fields(record: PracticeRecord, **values: Any) -> PracticeRecord:
    """Return the record with the fields named at run time set to the values."""
    return replace(record, **values)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one section of the paper's policy part; paragraphs are separated by a blank line."""

    heading: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold one footnote of the paper: its mark as printed and its text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidingQuestion:
    """Hold a guiding question, the annex heading of its group and the paper's paragraphs of examples under it."""

    id: str
    text: str
    issue_area: str = ""
    illustration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMeasure:
    """Hold one possible measure (an "idea for action")."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """Place one practice in the annex; no guiding question means "Other related examples"."""

    practice: str
    guiding_question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundtableRecord:
    """Hold one roundtable with its paper's parts, its questions and measures and the order of its annex."""

    id: str
    code: str
    title: str = ""
    meeting: str = ""
    dates: str = ""
    co_chairs: str = ""
    team: str = ""
    expected_outcome: str = ""
    linked_roundtables: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    annex_introduction: str = ""
    guiding_questions: tuple[GuidingQuestion, ...] = ()
    possible_measures: tuple[PossibleMeasure, ...] = ()
    annex: tuple[AnnexEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRecord:
    """Say that a practice answers a guiding question or serves a possible measure (exactly one of them), and why."""

    practice: str
    guiding_question: str = ""
    possible_measure: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRecord:
    """Say that a practice was suggested for a question or a measure (exactly one of them) and does not belong there."""

    practice: str
    guiding_question: str = ""
    possible_measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRecord:
    """Hold what is being done about a question or a measure (exactly one of them) that lacks a practice.

    ``asked_on`` and ``due`` are ISO dates or ""; ``closed_at`` is UTC, ISO 8601, and "" while the gap is open.
    """

    id: str
    guiding_question: str = ""
    possible_measure: str = ""
    state: str = GAP_STATES[0]
    asked: str = ""
    asked_on: str = ""
    owner: str = ""
    due: str = ""
    note: str = ""
    closed_at: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one term of a vocabulary in its preferred form with its other spellings; ``names`` are by language."""

    kind: TermKind
    name: str
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """Return every name under which the term is found."""
        return (self.name, *self.aliases, *(name for _, name in self.names))


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Hold what a workspace adds to the shipped places: one of its own, or (``name`` is "") more names of one.

    One of its own may be a group: ``members`` are the codes of the places in it.
    """

    code: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedPractice:
    """Name a practice that was handed over, and its revision then."""

    practice: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecord:
    """Hold one handing over of an annex or a contribution: when (UTC, ISO 8601), by whom, of what, into which file.

    ``roundtable`` is the roundtable's identity and ``code`` its code then; it may be gone by now.
    """

    id: str
    at: str
    author: str
    kind: HandoverKind
    roundtable: str
    code: str
    language: str
    file: str
    practices: tuple[HandedPractice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Hold everything that travels together: a whole workspace, one roundtable, or what one paper said."""

    roundtables: tuple[RoundtableRecord, ...] = ()
    practices: tuple[PracticeRecord, ...] = ()
    mappings: tuple[MappingRecord, ...] = ()
    refusals: tuple[RefusalRecord, ...] = ()
    gaps: tuple[GapRecord, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    handovers: tuple[HandoverRecord, ...] = ()

    def practices_by_id(self) -> dict[str, PracticeRecord]:
        """Index the practices by their identity."""
        return {practice.id: practice for practice in self.practices}


def terms_in_language(collection: Collection, language: str) -> Collection:
    """Return the collection with its terms under their names in a language, in practices, too."""
    spoken = ((term, dict(term.names).get(language)) for term in collection.vocabulary)
    said = {(term.kind, term.name): name for term, name in spoken if name}
    if not said:
        return collection
    vocabulary = tuple(
        replace(term, name=said.get((term.kind, term.name), term.name), aliases=term.spellings())
        for term in collection.vocabulary
    )
    practices = tuple(
        replace(
            record,
            thematic_areas=tuple(said.get(("thematic_area", name), name) for name in record.thematic_areas),
            tags=tuple(said.get(("tag", name), name) for name in record.tags),
        )
        for record in collection.practices
    )
    return replace(collection, practices=practices, vocabulary=vocabulary)


def joined(values: Sequence[str]) -> str:
    """Join several values the way every output prints them."""
    return "; ".join(values)
