"""Which practice answers which question and serves which measure, and why: the matrix of one roundtable.

Each thing a person does to it is one unit of work, one step of undo, whose ChangeSet is returned.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import ChangeSet
from db.row_keys import chunked
from roundtable.errors import RoundtableError
from roundtable.mapping import cells
from roundtable.mapping import targets as targets_module
from roundtable.mapping.cells import NOTHING, Cell, Cells
from roundtable.mapping.marks import Marks, Pair
from roundtable.mapping.targets import Target
from roundtable.vocabulary import place_store
from roundtable.workspace import Workspace

__all__ = ["Cell", "Matrix", "Pair", "Target"]
_TITLE_LENGTH = 60
_TARGETS_NAMED = 4
"""How many a step's label names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Hold all marks of a roundtable; ``cells`` only where there is something to show.

    ``annexed`` tells the principal question of every practice in the annex, in annex order; None is the other examples.
    """

    roundtable_key: int
    code: str
    targets: tuple[Target, ...]
    cells: Cells
    annexed: Mapping[int, Target | None]
    practices: Mapping[Target, int]
    countries: Mapping[Target, int]
    by_country: Mapping[str, Set[int]]
    """The practices that are marked, and others, by the code of their countries."""

    def cell(self, key: int, target: Target) -> Cell:
        """Return a practice's cell, an empty one where there is nothing."""
        return self.cells.get((key, target), NOTHING)


def matrix(workspace: Workspace, roundtable_key: int) -> Matrix:
    """Return all marks of a roundtable.

    Raises RoundtableError where the roundtable is gone.
    """
    with workspace.reading() as connection:
        code = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable_key))
        if code is None:
            raise RoundtableError("This roundtable is no longer there.", "Look at the list again.")
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
    """Return the cells of some practices alone, of all where none are named, as ``matrix`` holds them."""
    with workspace.reading() as connection:
        targets = targets_module.of_roundtable(connection, roundtable_key)
        annexed = _annexed(connection, roundtable_key, targets, keys)
        if keys is None:
            return cells.read(connection, targets, annexed)
        return cells.read_some(connection, targets, annexed, keys)


def renewed(workspace: Workspace, held: Matrix, change_set: ChangeSet) -> Matrix:
    """Return what a matrix has become by a change of marks; reads no more than the change itself leaves unsaid.

    The practices that it concerns come last in ``annexed``, whatever their place.
    """
    keys = change_set.practice_ids
    now = held.cells.changed(change_set.changes) if keys <= held.annexed.keys() else None
    annexed, within = held.annexed, held.by_country
    if now is None:
        some = list(keys)
        with workspace.reading() as connection:
            present = _annexed(connection, held.roundtable_key, held.targets, some)
            annexed = {**{key: target for key, target in annexed.items() if key not in keys}, **present}
            now = held.cells.renewed(keys, cells.read_some(connection, held.targets, present, some), annexed)
            within = _with_countries(connection, within, some)
    others = [target for target in held.targets if now.mapped(target) is not held.cells.mapped(target)]
    practices, countries = _counted(others, now, within)
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
    for code, key in chunked(connection, _placed(), t.PracticeCountry.practice_id, keys):
        if key not in added.get(code, ()) and (code in added or code in _countries(connection)):
            added[code] = {*added.get(code, ()), key}
    return added


def _counted(
    targets: Sequence[Target], held: Cells, within: Mapping[str, Set[int]]
) -> tuple[dict[Target, int], dict[Target, int]]:
    """Count the practices and the countries that targets have."""
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
    """Return by country, an organisation being none, the practices marked; nearly all of them stand in the annex."""
    c, statement = t.PracticeCountry, _placed()
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


def _placed() -> Select[str, int]:
    c = t.PracticeCountry
    return select(c.code, c.practice_id).where(c.code != "")


def _countries(connection: Connection) -> set[str]:
    return {place.code for place in place_store.load(connection) if place.kind == "country"}


def mark(workspace: Workspace, roundtable_key: int, pairs: Sequence[Pair], *, reason: str = "") -> ChangeSet:
    """Map practices; a reason that is already there stays. Each also gets its place in the annex."""
    return _changed(
        workspace, roundtable_key, pairs, "Map {} to {}", lambda marks: marks.mark(dict.fromkeys(pairs, reason))
    )


def unmark(workspace: Workspace, roundtable_key: int, pairs: Sequence[Pair]) -> ChangeSet:
    """Take marks away; the practices stay in the annex, under the next question that they are mapped to."""
    return _changed(workspace, roundtable_key, pairs, "Unmap {} from {}", lambda marks: marks.unmark(pairs))


def toggle(workspace: Workspace, roundtable_key: int, pairs: Sequence[Pair]) -> ChangeSet:
    """Map what is not mapped yet; where all of it is, unmap it."""
    with workspace.unit_of_work("Map practices") as work:
        marks = Marks(work, roundtable_key, {key for key, _ in pairs})
        missing = [pair for pair in pairs if not marks.is_marked(pair)]
        work.label = _said("Map {} to {}" if missing else "Unmap {} from {}", marks, missing or pairs)
        if missing:
            marks.mark(dict.fromkeys(missing, ""))
        else:
            marks.unmark(pairs)
        marks.close_gaps()
    return work.change_set


def set_reason(workspace: Workspace, key: int, target: Target, text: str) -> ChangeSet:
    """Set why a practice is mapped to a target, and map it where it was not."""
    return set_reasons(workspace, _roundtable_of(workspace, target), {(key, target): text})


def set_reasons(workspace: Workspace, roundtable_key: int, reasons: Mapping[Pair, str | None]) -> ChangeSet:
    """Make many cells say what is given, as a paste does: a reason, "" for a mark without one, None for no mark."""
    wanted = {pair: " ".join(reason.split()) for pair, reason in reasons.items() if reason is not None}
    unwanted = [pair for pair, reason in reasons.items() if reason is None]

    def change(marks: Marks) -> None:
        marks.unmark(unwanted)
        marks.mark(wanted, keeps_reasons=False)

    label = "Set why {} is mapped to {}" if len(reasons) == 1 else "Set why {} are mapped to {}"
    return _changed(workspace, roundtable_key, list(reasons), label, change)


def set_principal(
    workspace: Workspace, roundtable_key: int, practice_keys: Sequence[int], target: Target | None
) -> ChangeSet:
    """Print practices under a question's issue area, None for "Other related examples"; their marks stay.

    Raises RoundtableError for a possible measure: the annex is grouped by questions.
    """
    if target is not None and not target.is_question:
        raise RoundtableError("A possible measure is no issue area of the annex.", "Choose a guiding question.")
    pairs = [(key, target) for key in practice_keys]
    label = "Put {} under {} in the annex" if target else "Put {} among the other related examples"
    return _changed(workspace, roundtable_key, pairs, label, lambda marks: marks.set_principal(target))


def leave_out(workspace: Workspace, roundtable_key: int, practice_keys: Sequence[int]) -> ChangeSet:
    """Take practices out of a roundtable: out of its annex, and away all their marks with the reasons."""
    pairs = [(key, None) for key in practice_keys]
    return _changed(workspace, roundtable_key, pairs, "Leave {} out of {roundtable}", Marks.leave_out)


def refuse(workspace: Workspace, pairs: Sequence[Pair]) -> ChangeSet:
    """Remember that practices do not belong where they were suggested; all pairs are of one roundtable."""
    key = _roundtable_of(workspace, pairs[0][1])
    return _changed(workspace, key, pairs, "Do not suggest {} for {} again", lambda marks: marks.refuse(pairs))


def take_back_refusal(workspace: Workspace, pairs: Sequence[Pair]) -> ChangeSet:
    """Let practices be suggested again where they were refused; all pairs are of one roundtable."""
    key = _roundtable_of(workspace, pairs[0][1])
    return _changed(workspace, key, pairs, "Suggest {} for {} again", lambda marks: marks.forget_refusals(pairs))


def take_over(workspace: Workspace, from_target: Target, to_target: Target) -> ChangeSet:
    """Map to one target all that is mapped to another, usually of an earlier roundtable, the reasons along.

    Raises RoundtableError where either is gone.
    """
    held = matrix(workspace, _roundtable_of(workspace, from_target))
    reasons = {(key, to_target): reason for key, reason in held.cells.mapped(from_target).items()}
    origin = f"{held.code}, {from_target.mark}".replace("{", "{{").replace("}", "}}")
    label = f"Take over {{}} from {origin} to {{}}"
    return _changed(
        workspace, _roundtable_of(workspace, to_target), list(reasons), label, lambda marks: marks.mark(reasons)
    )


def elsewhere(workspace: Workspace, roundtable_key: int) -> list[tuple[str, Target]]:
    """List the questions and measures of every other roundtable with its code, the newest roundtable first."""
    r = t.Roundtable
    with workspace.reading() as connection:
        others = connection.execute(select(r.id, r.code).where(r.id != roundtable_key).order_by(r.id.desc())).all()
        return [(code, target) for key, code in others for target in targets_module.of_roundtable(connection, key)]


def _roundtable_of(workspace: Workspace, target: Target) -> int:
    with workspace.reading() as connection:
        roundtable = targets_module.roundtable_of(connection, target)
    if roundtable is None:
        raise RoundtableError("This question or measure is no longer there.", "Look at the roundtable again.")
    return roundtable


def _changed(
    workspace: Workspace,
    roundtable_key: int,
    pairs: Sequence[tuple[int, Target | None]],
    label: str,
    change: Callable[[Marks], None],
) -> ChangeSet:
    """Run one step; its label names the practices, then the targets, of the pairs."""
    with workspace.unit_of_work(label) as work:
        marks = Marks(work, roundtable_key, {key for key, _ in pairs})
        work.label = _said(label, marks, pairs)
        change(marks)
        marks.close_gaps()
    return work.change_set


def _said(label: str, marks: Marks, pairs: Sequence[tuple[int, Target | None]]) -> str:
    keys = list(dict.fromkeys(key for key, _ in pairs))
    targets = list(dict.fromkeys(target for _, target in pairs if target is not None))
    title = " ".join(marks.titles.get(keys[0], "").split()) if len(keys) == 1 else ""
    short = title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
    named = (f"“{short}”" if title else "a practice without a title") if len(keys) == 1 else f"{len(keys)} practices"
    marks_named = [target.mark for target in targets]
    aimed = ", ".join(marks_named) if len(targets) <= _TARGETS_NAMED else f"{len(targets)} questions and measures"
    return label.format(named, aimed, roundtable=marks.code)
