"""Records of the mapping: mappings, refused suggestions and gaps."""

from dataclasses import dataclass

GAP_STATES: tuple[str, ...] = ("no practice known", "request sent", "declined", "not relevant", "in preparation")


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
