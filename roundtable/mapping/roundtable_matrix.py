"""Matrix of a roundtable: practices mapped to its questions and measures; each edit is one step of undo."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import ChangeSet
from db.row_keys import chunked
from roundtable.errors import ChangedError, RoundtableError
from roundtable.mapping import cells
from roundtable.mapping import targets as targets_module
from roundtable.mapping.cells import NOTHING, Cell, Cells
from roundtable.mapping.marks import Marks
from roundtable.mapping.targets import Pair, Target
from roundtable.vocabulary import place_store
from roundtable.workspace import Workspace

__all__ = ["Cell", "Matrix", "Pair", "Target"]
_COUNTRY_CODES = select(t.PracticeCountry.code, t.PracticeCountry.practice_id).where(t.PracticeCountry.code != "")
_TITLE_LENGTH = 60
_TARGETS_NAMED = 4
"""How many targets a step's label names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Hold all cells of a roundtable, numbers by target, and practices (mapped ones, maybe others) by country.

    ``annexed`` holds the principal question of every practice in the annex, in annex order; None is the other examples.
    """

    roundtable_key: int
    code: str
    targets: tuple[Target, ...]
    cells: Cells
    annexed: Mapping[int, Target | None]
    practices: Mapping[Target, int]
    countries: Mapping[Target, int]
    by_country: Mapping[str, Set[int]]

    def cell(self, key: int, target: Target) -> Cell:
        """Return a practice's cell, ``NOTHING`` where it is empty."""
        return self.cells.get((key, target), NOTHING)


def matrix(workspace: Workspace, roundtable_key: int) -> Matrix:
    """Return the matrix of a roundtable; raises RoundtableError where that is gone."""
    with workspace.reading() as connection:
        code = targets_module.code_of(connection, roundtable_key)
        targets = targets_module.of_roundtable(connection, roundtable_key)
        annexed = _annexed(connection, roundtable_key, targets)
        held = cells.read(connection, targets, annexed)
        within = _practices_by_country(connection, roundtable_key, targets, held, annexed)
    practices, countries = _counted(targets, held, within)
    return Matrix(
        roundtable_key=roundtable_key,
        code=code,
        targets=targets,
        cells=held,
        annexed=annexed,
        practices=practices,
        countries=countries,
        by_country=within,
    )


def cells_of(workspace: Workspace, roundtable_key: int, keys: Sequence[int] | None = None) -> Cells:
    """Return the cells that ``matrix`` holds, of some practices or of all."""
    with workspace.reading() as connection:
        targets = targets_module.of_roundtable(connection, roundtable_key)
        return cells.read(connection, targets, _annexed(connection, roundtable_key, targets, keys), keys)


@dataclass(frozen=True, slots=True)
class PracticeMarks:
    """Hold the targets of a roundtable, those that one practice is mapped to, and whether it stands in the annex."""

    targets: tuple[Target, ...]
    mapped: frozenset[Target]
    is_annexed: bool


def of_practice(workspace: Workspace, roundtable_key: int, key: int) -> PracticeMarks:
    """Return the marks of one practice in a roundtable; raises RoundtableError where that is gone."""
    with workspace.reading() as connection:
        targets_module.code_of(connection, roundtable_key)
        targets = targets_module.of_roundtable(connection, roundtable_key)
        annexed = _annexed(connection, roundtable_key, targets, [key])
        held = cells.read(connection, targets, annexed, [key])
    return PracticeMarks(targets, frozenset(target for target in targets if key in held.mapped(target)), key in annexed)


def updated(workspace: Workspace, held: Matrix, change_set: ChangeSet) -> Matrix:
    """Return a matrix after a change of mappings; the changed practices come last in ``annexed``."""
    keys = change_set.practice_ids
    now = held.cells.with_changes(change_set.changes) if keys <= held.annexed.keys() else None
    annexed, within = held.annexed, held.by_country
    if now is None:
        some = list(keys)
        with workspace.reading() as connection:
            present = _annexed(connection, held.roundtable_key, held.targets, some)
            annexed = {**{key: target for key, target in annexed.items() if key not in keys}, **present}
            now = held.cells.with_practices(keys, cells.read(connection, held.targets, present, some), annexed)
            within = _with_countries(connection, within, some)
    changed = [target for target in held.targets if now.mapped(target) is not held.cells.mapped(target)]
    practices, countries = _counted(changed, now, within)
    return replace(
        held,
        cells=now,
        annexed=annexed,
        practices={**held.practices, **practices},
        countries={**held.countries, **countries},
        by_country=within,
    )


def _with_countries(
    connection: Connection, within: Mapping[str, Set[int]], keys: Sequence[int]
) -> Mapping[str, Set[int]]:
    """Add some practices to those of their countries."""
    added = dict(within)
    for code, key in chunked(connection, _COUNTRY_CODES, t.PracticeCountry.practice_id, keys):
        if key not in added.get(code, ()) and (code in added or code in _countries(connection)):
            added[code] = {*added.get(code, ()), key}
    return added


def _counted(
    targets: Sequence[Target], held: Cells, within: Mapping[str, Set[int]]
) -> tuple[dict[Target, int], dict[Target, int]]:
    """Count the practices and the countries of each target."""
    mapped = {target: held.mapped(target).keys() for target in targets}
    return {target: len(keys) for target, keys in mapped.items()}, {
        target: sum(not keys.isdisjoint(practices) for practices in within.values()) for target, keys in mapped.items()
    }


def _annexed(
    connection: Connection, roundtable: int, targets: Sequence[Target], keys: Sequence[int] | None = None
) -> dict[int, Target | None]:
    e = t.AnnexEntry
    questions = {target.key: target for target in targets if target.is_question}
    statement = (
        select(e.practice_id, e.guiding_question_id)
        .join(t.Practice, t.Practice.id == e.practice_id)
        .where(e.roundtable_id == roundtable, t.Practice.deleted_at.is_(None))
        .order_by(e.position)
    )
    rows = cells.fetched(connection, statement) if keys is None else chunked(connection, statement, e.practice_id, keys)
    return {key: questions.get(question) for key, question in rows}


def _practices_by_country(
    connection: Connection,
    roundtable: int,
    targets: Sequence[Target],
    held: Cells,
    annexed: Mapping[int, Target | None],
) -> dict[str, set[int]]:
    """Return the mapped practices by country, no organisation being one; nearly all of them stand in the annex."""
    c, statement = t.PracticeCountry, _COUNTRY_CODES
    in_annex = select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id == roundtable)
    others = set[int]().union(*(held.mapped(target) for target in targets)) - annexed.keys()
    within: dict[str, set[int]] = {}
    for code, key in chain(
        cells.fetched(connection, statement.where(c.practice_id.in_(in_annex))),
        chunked(connection, statement, c.practice_id, list(others)),
    ):
        within.setdefault(code, set()).add(key)
    countries = _countries(connection)
    return {code: keys for code, keys in within.items() if code in countries}


def _countries(connection: Connection) -> set[str]:
    return {place.code for place in place_store.load(connection) if place.kind == "country"}


def mark(workspace: Workspace, roundtable_key: int, pairs: Sequence[Pair], *, reason: str = "") -> ChangeSet:
    """Map practices and give each its place in the annex; a reason that is already there stays."""
    wanted = dict.fromkeys(pairs, reason)
    return _edited(workspace, roundtable_key, pairs, "Map {} to {}", lambda marks: marks.mark(wanted))


def toggle(
    workspace: Workspace, roundtable_key: int, pairs: Sequence[Pair], *, were_mapped: bool | None = None
) -> ChangeSet:
    """Map the pairs that are not mapped yet; where all of them are, unmap them.

    ``were_mapped`` tells how they were shown: what others mapped meanwhile is not taken away by who did not see it.
    """
    with workspace.unit_of_work("Map practices") as work:
        marks = Marks(work, roundtable_key, {key for key, _ in pairs})
        missing = [pair for pair in pairs if not marks.is_marked(pair)]
        work.label = _label("Map {} to {}" if missing else "Unmap {} from {}", marks, missing or pairs)
        if missing:
            marks.mark(dict.fromkeys(missing, ""))
        elif were_mapped is not False:
            marks.unmark(pairs)
        marks.close_gaps()
    return work.change_set


def set_reason(workspace: Workspace, key: int, target: Target, text: str, *, read_as: str | None = None) -> ChangeSet:
    """Set the reason of a mapping, and map the practice where it is not mapped yet.

    Raises ChangedError where the reason is no longer what it was read as.
    """
    roundtable_key = _roundtable_of(workspace, target)
    wanted = " ".join(text.split())

    def edit(marks: Marks) -> None:
        present = marks.reason((key, target)) or ""
        if read_as is not None and present not in (read_as, wanted):
            raise ChangedError(present)
        marks.mark({(key, target): wanted}, keeps_reasons=False)

    return _edited(workspace, roundtable_key, [(key, target)], "Set the reason for mapping {} to {}", edit)


def set_reasons(workspace: Workspace, roundtable_key: int, reasons: Mapping[Pair, str | None]) -> ChangeSet:
    """Set many cells at once, as a paste does: to a reason, "" for a mapping without one, None for no mapping."""
    wanted = {pair: " ".join(reason.split()) for pair, reason in reasons.items() if reason is not None}
    unwanted = [pair for pair, reason in reasons.items() if reason is None]

    def edit(marks: Marks) -> None:
        marks.unmark(unwanted)
        marks.mark(wanted, keeps_reasons=False)

    return _edited(workspace, roundtable_key, list(reasons), "Set the reason for mapping {} to {}", edit)


def set_principal(
    workspace: Workspace, roundtable_key: int, practice_keys: Sequence[int], target: Target | None
) -> ChangeSet:
    """Print practices under a question's issue area, None for "Other related examples"; their mappings stay."""
    if target is not None and not target.is_question:
        raise RoundtableError("A possible measure is no issue area of the annex.", "Choose a guiding question.")
    pairs = [(key, target) for key in practice_keys]
    label = "Place {} under {} in the annex" if target else "Place {} among the other related examples"
    return _edited(workspace, roundtable_key, pairs, label, lambda marks: marks.set_principal(target))


def enter(workspace: Workspace, roundtable_key: int, practice_keys: Sequence[int]) -> ChangeSet:
    """Put practices at the end of a roundtable's annex, among the other related examples; those in it stay there."""
    pairs = [(key, None) for key in practice_keys]
    label = "Add {} to the annex of {roundtable}"
    return _edited(workspace, roundtable_key, pairs, label, lambda marks: marks.enter(dict.fromkeys(marks.titles)))


def set_targets(
    workspace: Workspace, roundtable_key: int, practice: int, targets: Sequence[Target], *, is_annexed: bool
) -> ChangeSet:
    """Map a practice to these targets of a roundtable and no others; mapped or not, it may stand in the annex.

    Reasons of mappings that stay are kept. What is mapped stands in the annex in any case.
    """
    wanted = {(practice, target): "" for target in targets}

    def edit(marks: Marks) -> None:
        if not wanted and not is_annexed:
            marks.leave_out()
            return
        marks.mark({pair: reason for pair, reason in wanted.items() if not marks.is_marked(pair)})
        every = ((practice, target) for target in marks.targets)
        marks.unmark([pair for pair in every if pair not in wanted and marks.is_marked(pair)])
        marks.enter({practice: None})

    pairs: list[tuple[int, Target | None]] = [*wanted] or [(practice, None)]
    label = "Map {} to {}" if wanted else "Set where {} stands in {roundtable}"
    return _edited(workspace, roundtable_key, pairs, label, edit)


def leave_out(workspace: Workspace, roundtable_key: int, practice_keys: Sequence[int]) -> ChangeSet:
    """Remove practices from a roundtable: from its annex, and all their mappings with the reasons."""
    pairs = [(key, None) for key in practice_keys]
    return _edited(workspace, roundtable_key, pairs, "Remove {} from {roundtable}", Marks.leave_out)


def refuse(workspace: Workspace, pairs: Sequence[Pair]) -> ChangeSet:
    """Record that practices do not belong where they were suggested; all pairs are of one roundtable."""
    key = _roundtable_of(workspace, pairs[0][1])
    return _edited(workspace, key, pairs, "Do not suggest {} for {} again", lambda marks: marks.refuse(pairs))


def take_over(workspace: Workspace, from_target: Target, to_target: Target) -> ChangeSet:
    """Copy the mappings and reasons of one target to another, usually from an earlier roundtable."""
    source = matrix(workspace, _roundtable_of(workspace, from_target))
    reasons = {(key, to_target): reason for key, reason in source.cells.mapped(from_target).items()}
    origin = f"{source.code}, {from_target.mark}".replace("{", "{{").replace("}", "}}")
    label = f"Take over {{}} from {origin} to {{}}"
    key = _roundtable_of(workspace, to_target)
    return _edited(workspace, key, list(reasons), label, lambda marks: marks.mark(reasons))


def other_targets(workspace: Workspace, roundtable_key: int) -> list[tuple[str, Target]]:
    """List the code and each question and measure of every other roundtable, the newest roundtable first."""
    r = t.Roundtable
    with workspace.reading() as connection:
        others = connection.execute(select(r.id, r.code).where(r.id != roundtable_key).order_by(r.id.desc())).all()
        return [(code, target) for key, code in others for target in targets_module.of_roundtable(connection, key)]


def _roundtable_of(workspace: Workspace, target: Target) -> int:
    with workspace.reading() as connection:
        return targets_module.roundtable_of(connection, target.pointer)


def _edited(
    workspace: Workspace,
    roundtable_key: int,
    pairs: Sequence[tuple[int, Target | None]],
    label: str,
    edit: Callable[[Marks], None],
) -> ChangeSet:
    """Run one edit as a step; its label names the practices, then the targets, of the pairs."""
    with workspace.unit_of_work(label) as work:
        marks = Marks(work, roundtable_key, {key for key, _ in pairs})
        work.label = _label(label, marks, pairs)
        edit(marks)
        marks.close_gaps()
    return work.change_set


def _label(template: str, marks: Marks, pairs: Sequence[tuple[int, Target | None]]) -> str:
    keys = list(dict.fromkeys(key for key, _ in pairs))
    targets = list(dict.fromkeys(target.mark for _, target in pairs if target is not None))
    named = f"{len(keys)} practices"
    if len(keys) == 1:
        title = " ".join(marks.titles.get(keys[0], "").split())
        short = title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
        named = f"“{short}”" if title else "a practice without a title"
    aimed = ", ".join(targets) if len(targets) <= _TARGETS_NAMED else f"{len(targets)} questions and measures"
    return template.format(named, aimed, roundtable=marks.code)
