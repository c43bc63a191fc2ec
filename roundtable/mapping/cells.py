"""The cells of a roundtable's matrix: how practices stand to its questions and measures, kept column by column.

There may be 100,000 of them: a cell is made when it is asked for. Reads only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Select, literal_column, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import Change
from db.row_keys import chunked
from roundtable.mapping.marks import Pair
from roundtable.mapping.targets import Target


class Cell(NamedTuple):
    """Hold how one practice stands to one question or measure; ``is_principal`` tells where the annex prints it."""

    is_mapped: bool = False
    is_principal: bool = False
    reason: str = ""
    is_refused: bool = False


NOTHING = Cell()
_NO_REASON: Any = literal_column("''")
_MAPPED, _PRINCIPAL, _REFUSED = Cell(is_mapped=True), Cell(is_mapped=True, is_principal=True), Cell(is_refused=True)


class Cells(Mapping[Pair, Cell]):
    """Give the cells in which there is something to show, by practice and target."""

    def __init__(
        self,
        reasons: Mapping[Target, Mapping[int, str]],
        refused: Mapping[Target, Mapping[int, str]],
        principals: Mapping[int, Target | None],
    ) -> None:
        """Take of every target the reasons of its practices, the refused ones, and each one's principal."""
        self._reasons = reasons
        self._refused = refused
        self._principals = principals

    def mapped(self, target: Target) -> Mapping[int, str]:
        """Return the reason of every practice that is mapped to a target, by its key."""
        return self._reasons[target]

    def renewed(self, keys: Collection[int], present: "Cells", principals: Mapping[int, Target | None]) -> "Cells":
        """Return these with the cells of some practices as others hold them; a column that stays the same is shared."""
        return Cells(
            {target: _renewed(column, keys, present._reasons[target]) for target, column in self._reasons.items()},
            {target: _renewed(column, keys, present._refused[target]) for target, column in self._refused.items()},
            principals,
        )

    def changed(self, changes: Iterable[Change]) -> "Cells | None":
        """Return these after marks and refusals that came or went whole; None where a change does not say all of it.

        Whoever lost or won a principal question is such a change: its row does not name the roundtable.
        """
        columns = {"mapping": dict(self._reasons), "refusal": dict(self._refused)}
        by_pointers = {(target.is_question, target.key): target for target in self._reasons}
        for change in changes:
            row = change.after or change.before
            if change.table == "gap":
                continue
            if row is None or change.table not in columns or (change.before and change.after):
                return None
            question, measure = row["guiding_question_id"], row["possible_measure_id"]
            target = by_pointers.get((question is not None, measure if question is None else question))
            if target is not None:  # of another roundtable
                key, column = row["practice_id"], columns[change.table]
                present = {key: row.get("reason", "")} if change.after else {}
                if change.table == "mapping" and self._principals.get(key) == target:
                    present.setdefault(key, "")
                column[target] = _renewed(column[target], (key,), present)
        return Cells(columns["mapping"], columns["refusal"], self._principals)

    def __getitem__(self, pair: Pair) -> Cell:
        key, target = pair
        reason = self._reasons[target].get(key)
        if reason is None:
            self._refused[target][key]  # raises KeyError where there is nothing
            return _REFUSED
        is_principal = self._principals.get(key) == target
        return Cell(True, is_principal, reason) if reason else _PRINCIPAL if is_principal else _MAPPED

    def __iter__(self) -> Iterator[Pair]:
        for target, reasons in self._reasons.items():
            yield from ((key, target) for key in reasons)
            yield from ((key, target) for key in self._refused[target] if key not in reasons)

    def __len__(self) -> int:
        return sum(len(reasons.keys() | self._refused[target].keys()) for target, reasons in self._reasons.items())


def read(connection: Connection, targets: Sequence[Target], principals: Mapping[int, Target | None]) -> Cells:
    """Return the cells of all practices outside the trash; a principal question counts as mapped."""
    p = t.Practice
    deleted = set(connection.scalars(select(p.id).where(p.deleted_at.is_not(None))))
    reasons = {target: _column(connection, target, t.Mapping, t.Mapping.reason) for target in targets}
    refused = {target: _column(connection, target, t.Refusal, _NO_REASON) for target in targets}
    for column in chain(reasons.values(), refused.values()):
        for key in column.keys() & deleted:
            del column[key]
    return _with_principals(reasons, refused, principals)


def read_some(
    connection: Connection, targets: Sequence[Target], principals: Mapping[int, Target | None], keys: Sequence[int]
) -> Cells:
    """Return the cells of some practices alone, as ``read`` holds them; ``principals`` are of these."""
    p = t.Practice
    present = [row.id for row in chunked(connection, select(p.id).where(p.deleted_at.is_(None)), p.id, keys)]
    reasons = _columns(connection, targets, t.Mapping, t.Mapping.reason, present)
    return _with_principals(reasons, _columns(connection, targets, t.Refusal, _NO_REASON, present), principals)


def _with_principals(
    reasons: dict[Target, dict[int, str]],
    refused: dict[Target, dict[int, str]],
    principals: Mapping[int, Target | None],
) -> Cells:
    for key, principal in principals.items():
        if principal is not None:
            reasons[principal].setdefault(key, "")
    return Cells(reasons, refused, principals)


def _column(connection: Connection, target: Target, kind: Any, value: Any) -> dict[int, str]:
    pointer = kind.guiding_question_id if target.is_question else kind.possible_measure_id
    return dict(fetched(connection, select(kind.practice_id, value).where(pointer == target.key)))


def _columns(
    connection: Connection, targets: Sequence[Target], kind: Any, value: Any, keys: Sequence[int]
) -> dict[Target, dict[int, str]]:
    """Read of some practices all columns at once."""
    by_pointers = {(target.is_question, target.key): target for target in targets}
    columns: dict[Target, dict[int, str]] = {target: {} for target in targets}
    statement = select(kind.practice_id, kind.guiding_question_id, kind.possible_measure_id, value)
    for key, question, measure, reason in chunked(connection, statement, kind.practice_id, keys):
        target = by_pointers.get((question is not None, measure if question is None else question))
        if target is not None:  # of another roundtable
            columns[target][key] = reason
    return columns


def _renewed(column: Mapping[int, str], keys: Collection[int], present: Mapping[int, str]) -> Mapping[int, str]:
    if all(column.get(key) == present.get(key) for key in keys):
        return column
    return {**{key: reason for key, reason in column.items() if key not in keys}, **present}


def fetched(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Return plain tuples straight from the driver: a row of SQLAlchemy's costs as much again as reading it."""
    cursor = connection.execute(statement).cursor
    return [] if cursor is None else list(cursor.fetchall())
