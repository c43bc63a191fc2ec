"""Cells of a roundtable's matrix, up to 100,000: stored by column, and made only when one is read."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, literal_column, select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import Change
from db.row_keys import chunked
from roundtable.mapping.targets import Pair, Target, rows_of_practices


class Cell(NamedTuple):
    """Hold the mapping of one practice to one target; ``is_principal`` where the annex prints it."""

    is_mapped: bool = False
    is_principal: bool = False
    reason: str = ""
    is_refused: bool = False


NOTHING = Cell()
_NO_REASON: Any = literal_column("''")
_MAPPED, _PRINCIPAL, _REFUSED = Cell(is_mapped=True), Cell(is_mapped=True, is_principal=True), Cell(is_refused=True)


class Cells(Mapping[Pair, Cell]):
    """Map practice and target to their cell, where it is not empty."""

    def __init__(
        self,
        reasons: Mapping[Target, Mapping[int, str]],
        refused: Mapping[Target, Mapping[int, str]],
        principals: Mapping[int, Target | None],
    ) -> None:
        """Hold by target the reasons of the practices mapped to it and those refused; ``principals`` by practice."""
        self._reasons = reasons
        self._refused = refused
        self._principals = principals

    def mapped(self, target: Target) -> Mapping[int, str]:
        """Return the reason of every practice that is mapped to a target, by its key."""
        return self._reasons[target]

    def with_practices(self, keys: Collection[int], other: "Cells", principals: Mapping[int, Target | None]) -> "Cells":
        """Return these cells with those of some practices replaced by ``other``; equal columns are shared."""
        return Cells(
            {target: _replaced(column, keys, other._reasons[target]) for target, column in self._reasons.items()},
            {target: _replaced(column, keys, other._refused[target]) for target, column in self._refused.items()},
            principals,
        )

    def with_changes(self, changes: Iterable[Change]) -> "Cells | None":
        """Return these cells after mappings and refusals were inserted or deleted; None for any other change."""
        columns = {"mapping": dict(self._reasons), "refusal": dict(self._refused)}
        by_pointer = {target.pointer: target for target in self._reasons}
        for change in changes:
            row = change.after or change.before
            if change.table == "gap":
                continue
            if row is None or change.table not in columns or (change.before and change.after):
                return None
            target = by_pointer.get((row["guiding_question_id"], row["possible_measure_id"]))
            if target is not None:  # of another roundtable
                key, column = row["practice_id"], columns[change.table]
                present = {key: row.get("reason", "")} if change.after else {}
                if change.table == "mapping" and self._principals.get(key) == target:
                    present.setdefault(key, "")
                column[target] = _replaced(column[target], (key,), present)
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


def read(
    connection: Connection,
    targets: Sequence[Target],
    principals: Mapping[int, Target | None],
    keys: Sequence[int] | None = None,
) -> Cells:
    """Return the cells of the practices outside the trash, of all or of some, of which also the ``principals`` are."""
    p = t.Practice
    trash = select(p.id).where(p.deleted_at.is_not(None))
    rows = fetched(connection, trash) if keys is None else chunked(connection, trash, p.id, keys)
    deleted = {key for (key,) in rows}
    reasons = _columns(connection, targets, t.Mapping, t.Mapping.reason, keys)
    refused = _columns(connection, targets, t.Refusal, _NO_REASON, keys)
    for column in (*reasons.values(), *refused.values()):
        for key in column.keys() & deleted:
            del column[key]
    for key, principal in principals.items():
        if principal is not None:
            reasons[principal].setdefault(key, "")
    return Cells(reasons, refused, principals)


def _columns(
    connection: Connection, targets: Sequence[Target], kind: Any, value: Any, keys: Sequence[int] | None
) -> dict[Target, dict[int, str]]:
    columns: dict[Target, dict[int, str]] = {target: {} for target in targets}
    if keys is not None:
        for (key, target), reason in rows_of_practices(connection, kind, targets, keys, value):
            columns[target][key] = reason
        return columns
    for target in targets:
        pointer = kind.guiding_question_id if target.is_question else kind.possible_measure_id
        columns[target] = dict(fetched(connection, select(kind.practice_id, value).where(pointer == target.key)))
    return columns


def _replaced(column: Mapping[int, str], keys: Collection[int], present: Mapping[int, str]) -> Mapping[int, str]:
    if all(column.get(key) == present.get(key) for key in keys):
        return column
    return {**{key: reason for key, reason in column.items() if key not in keys}, **present}


def fetched(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Return plain tuples straight from the driver: a row of SQLAlchemy's costs as much again as reading it."""
    cursor = connection.execute(statement).cursor
    return [] if cursor is None else list(cursor.fetchall())
