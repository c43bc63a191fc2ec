"""Record of a practice: its fields, countries, partners, image and translations."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Role = Literal["partner", "funder", "co-funder", "coordination"]
ROLES: tuple[Role, ...] = ("partner", "funder", "co-funder", "coordination")
Status = Literal["draft", "in clearance", "cleared", "submitted"]
STATUSES: tuple[Status, ...] = ("draft", "in clearance", "cleared", "submitted")
CLEARED: tuple[Status, ...] = ("cleared", "submitted")


@dataclass(frozen=True, slots=True)
class Country:
    """Hold a place as printed and, where it resolves, its code (ISO 3166 alpha-3, or a code of ``places``)."""

    printed: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """Hold one organisation and what it is to the practice."""

    name: str = ""
    role: Role = "partner"


@dataclass(frozen=True, slots=True)
class Image:
    """Hold the one picture of a practice (at most 2 MB)."""

    name: str = ""
    media_type: str = ""
    data: bytes = b""


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


OPTIONAL_TEXTS: tuple[str, ...] = tuple(
    field.name
    for field in fields(PracticeRecord)
    if field.type is str and field.name not in {"id", "title", "summary", "notes", "changed_at"}
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
