"""Content of a contribution workbook as a frozen value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roundtable.contribution.origin import Origin
from roundtable.mapping.figures import Figures
from roundtable.records.collection import Collection
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.vocabulary import Term
from roundtable.vocabulary.place_lookup import Places, extended

MARK = "x"


@dataclass(frozen=True, slots=True)
class Target:
    """A guiding question (mark Q1, Q2 ...) or possible measure (M1, M2 ...)."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionDocument:
    """Content of a contribution; ``answers`` hold a reason or MARK by (practice id, target id).

    ``changed_at`` is the newest change of a practice (UTC, ISO 8601), "" where unknown.
    """

    code: str
    title: str
    meeting: str
    changed_at: str
    practices: tuple[PracticeRecord, ...]
    targets: tuple[Target, ...]
    answers: Mapping[tuple[str, str], str]
    terms: tuple[Term, ...]
    places: Places
    figures: tuple[Figures, ...] = ()
    origin: Origin | None = None


def build(
    collection: Collection,
    figures: Sequence[Figures] = (),
    *,
    places: Places | None = None,
    include_contacts: bool = False,
    origin: Origin | None = None,
) -> ContributionDocument:
    """Build the contribution to the first roundtable of ``collection``, whose vocabulary becomes the drop-downs.

    Practices stand in annex order, then those that are only mapped; contacts are omitted unless ``include_contacts``.
    Raises KeyError where the annex or a mapping names a missing practice.
    """
    roundtable = collection.roundtables[0]
    practices = collection.practices_by_id()
    targets = _targets(roundtable)
    answers = _answers(roundtable, collection.mappings, {target.id for target in targets})
    order = dict.fromkeys([*(entry.practice for entry in roundtable.annex), *(practice for practice, _ in answers)])
    chosen = tuple(practices[key] if include_contacts else _without_contact(practices[key]) for key in order)
    return ContributionDocument(
        code=roundtable.code,
        title=roundtable.title,
        meeting=roundtable.meeting,
        changed_at=max((practice.changed_at for practice in chosen), default=""),
        practices=chosen,
        targets=targets,
        answers=answers,
        terms=collection.vocabulary,
        places=extended(collection.places) if places is None else places,
        figures=tuple(figures),
        origin=origin,
    )


def _targets(roundtable: RoundtableRecord) -> tuple[Target, ...]:
    questions = (Target(one.id, f"Q{number}", one.text) for number, one in enumerate(roundtable.guiding_questions, 1))
    measures = (Target(one.id, f"M{number}", one.text) for number, one in enumerate(roundtable.possible_measures, 1))
    return (*questions, *measures)


def _answers(
    roundtable: RoundtableRecord, mappings: Iterable[MappingRecord], targets: set[str]
) -> dict[tuple[str, str], str]:
    """Collect the marks; the question that the annex prints a practice under counts as one."""
    entries = [entry for entry in roundtable.annex if entry.guiding_question in targets]
    answers = {(entry.practice, entry.guiding_question): MARK for entry in entries}
    for mapping in mappings:
        target = mapping.guiding_question or mapping.possible_measure
        if target in targets:
            answers[mapping.practice, target] = mapping.reason or MARK
    return answers


def _without_contact(practice: PracticeRecord) -> PracticeRecord:
    return replace(practice, contact="") if practice.contact else practice
