"""What a contribution says: the frozen value that the workbook's writer receives.

Pure; must not know sheets or files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from roundtable.contribution.origin import Origin
from roundtable.figures import Figures
from roundtable.places import Places, extended
from roundtable.records import Collection, MappingRecord, PracticeRecord, RoundtableRecord, Term

MARK = "x"


@dataclass(frozen=True, slots=True)
class Aim:
    """Hold a guiding question (mark Q1, Q2 ...) or a possible measure (M1, M2 ...) that practices are mapped to."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionDocument:
    """Hold a whole contribution; ``answers`` are by (practice id, aim id), a reason or MARK.

    ``changed_at`` is when the newest of the practices changed (UTC, ISO 8601), "" where that is not known.
    """

    code: str
    title: str
    meeting: str
    changed_at: str
    practices: tuple[PracticeRecord, ...]
    aims: tuple[Aim, ...]
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

    Practices stand in annex order, then those that are only mapped. A practice's contact is taken along only where
    ``include_contacts`` is set. Raises KeyError where the annex or a mapping names a practice that is not there.
    """
    roundtable = collection.roundtables[0]
    practices = collection.practices_by_id()
    aims = _aims(roundtable)
    answers = _answers(roundtable, collection.mappings, {aim.id for aim in aims})
    order = dict.fromkeys([*(entry.practice for entry in roundtable.annex), *(practice for practice, _ in answers)])
    chosen = tuple(practices[key] if include_contacts else _without_contact(practices[key]) for key in order)
    return ContributionDocument(
        code=roundtable.code,
        title=roundtable.title,
        meeting=roundtable.meeting,
        changed_at=max((practice.changed_at for practice in chosen), default=""),
        practices=chosen,
        aims=aims,
        answers=answers,
        terms=collection.vocabulary,
        places=extended(collection.places) if places is None else places,
        figures=tuple(figures),
        origin=origin,
    )


def _aims(roundtable: RoundtableRecord) -> tuple[Aim, ...]:
    questions = (Aim(one.id, f"Q{number}", one.text) for number, one in enumerate(roundtable.guiding_questions, 1))
    measures = (Aim(one.id, f"M{number}", one.text) for number, one in enumerate(roundtable.possible_measures, 1))
    return (*questions, *measures)


def _answers(
    roundtable: RoundtableRecord, mappings: Iterable[MappingRecord], aims: set[str]
) -> dict[tuple[str, str], str]:
    """Collect what is mapped to ``aims``; the question under which the annex prints a practice counts as answered."""
    entries = [entry for entry in roundtable.annex if entry.guiding_question in aims]
    answers = {(entry.practice, entry.guiding_question): MARK for entry in entries}
    for mapping in mappings:
        aim = mapping.guiding_question or mapping.possible_measure
        if aim in aims:
            answers[mapping.practice, aim] = mapping.reason or MARK
    return answers


def _without_contact(practice: PracticeRecord) -> PracticeRecord:
    return replace(practice, contact="") if practice.contact else practice
