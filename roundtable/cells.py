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
from roundtable.aims import Aim
from roundtable.marks import Pair
from roundtable.practices import chunked


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
    """Give the cells in which there is something to show, by practice and aim."""

    def __init__(
        self,
        reasons: Mapping[Aim, Mapping[int, str]],
        refused: Mapping[Aim, Mapping[int, str]],
        principals: Mapping[int, Aim | None],
    ) -> None:
        """Take of every aim the reasons of the practices mapped to it and those refused, and each one's principal."""
        self._reasons = reasons
        self._refused = refused
        self._principals = principals

    def mapped(self, aim: Aim) -> Mapping[int, str]:
        """Return the reason of every practice that is mapped to an aim, by its key."""
        return self._reasons[aim]

    def renewed(self, keys: Collection[int], present: "Cells", principals: Mapping[int, Aim | None]) -> "Cells":
        """Return these with the cells of some practices as others hold them; a column that stays the same is shared."""
        return Cells(
            {aim: _renewed(column, keys, present._reasons[aim]) for aim, column in self._reasons.items()},
            {aim: _renewed(column, keys, present._refused[aim]) for aim, column in self._refused.items()},
            principals,
        )

    def changed(self, changes: Iterable[Change]) -> "Cells | None":
        """Return these after marks and refusals that came or went whole; None where a change does not say all of it.

        Whoever lost or won a principal question is such a change: its row does not name the roundtable.
        """
        columns = {"mapping": dict(self._reasons), "refusal": dict(self._refused)}
        by_pointers = {(aim.is_question, aim.key): aim for aim in self._reasons}
        for change in changes:
            row = change.after or change.before
            if change.table == "gap":
                continue
            if row is None or change.table not in columns or (change.before and change.after):
                return None
            question, measure = row["guiding_question_id"], row["possible_measure_id"]
            aim = by_pointers.get((question is not None, measure if question is None else question))
            if aim is not None:  # of another roundtable
                key, column = row["practice_id"], columns[change.table]
                present = {key: row.get("reason", "")} if change.after else {}
                if change.table == "mapping" and self._principals.get(key) == aim:
                    present.setdefault(key, "")
                column[aim] = _renewed(column[aim], (key,), present)
        return Cells(columns["mapping"], columns["refusal"], self._principals)

    def __getitem__(self, pair: Pair) -> Cell:
        key, aim = pair
        reason = self._reasons[aim].get(key)
        if reason is None:
            self._refused[aim][key]  # raises KeyError where there is nothing
            return _REFUSED
        is_principal = self._principals.get(key) == aim
        return Cell(True, is_principal, reason) if reason else _PRINCIPAL if is_principal else _MAPPED

    def __iter__(self) -> Iterator[Pair]:
        for aim, reasons in self._reasons.items():
            yield from ((key, aim) for key in reasons)
            yield from ((key, aim) for key in self._refused[aim] if key not in reasons)

    def __len__(self) -> int:
        return sum(len(reasons.keys() | self._refused[aim].keys()) for aim, reasons in self._reasons.items())


def read(connection: Connection, aims: Sequence[Aim], principals: Mapping[int, Aim | None]) -> Cells:
    """Return the cells of all practices outside the trash; a principal question counts as mapped."""
    p = t.Practice
    deleted = set(connection.scalars(select(p.id).where(p.deleted_at.is_not(None))))
    reasons = {aim: _column(connection, aim, t.Mapping, t.Mapping.reason) for aim in aims}
    refused = {aim: _column(connection, aim, t.Refusal, _NO_REASON) for aim in aims}
    for column in chain(reasons.values(), refused.values()):
        for key in column.keys() & deleted:
            del column[key]
    return _with_principals(reasons, refused, principals)


def read_some(
    connection: Connection, aims: Sequence[Aim], principals: Mapping[int, Aim | None], keys: Sequence[int]
) -> Cells:
    """Return the cells of some practices alone, as ``read`` holds them; ``principals`` are of these."""
    p = t.Practice
    present = [row.id for row in chunked(connection, select(p.id).where(p.deleted_at.is_(None)), p.id, keys)]
    reasons = _columns(connection, aims, t.Mapping, t.Mapping.reason, present)
    return _with_principals(reasons, _columns(connection, aims, t.Refusal, _NO_REASON, present), principals)


def _with_principals(
    reasons: dict[Aim, dict[int, str]], refused: dict[Aim, dict[int, str]], principals: Mapping[int, Aim | None]
) -> Cells:
    for key, principal in principals.items():
        if principal is not None:
            reasons[principal].setdefault(key, "")
    return Cells(reasons, refused, principals)


def _column(connection: Connection, aim: Aim, kind: Any, value: Any) -> dict[int, str]:
    pointer = kind.guiding_question_id if aim.is_question else kind.possible_measure_id
    return dict(fetched(connection, select(kind.practice_id, value).where(pointer == aim.key)))


def _columns(
    connection: Connection, aims: Sequence[Aim], kind: Any, value: Any, keys: Sequence[int]
) -> dict[Aim, dict[int, str]]:
    """Read of some practices all columns at once."""
    by_pointers = {(aim.is_question, aim.key): aim for aim in aims}
    columns: dict[Aim, dict[int, str]] = {aim: {} for aim in aims}
    statement = select(kind.practice_id, kind.guiding_question_id, kind.possible_measure_id, value)
    for key, question, measure, reason in chunked(connection, statement, kind.practice_id, keys):
        aim = by_pointers.get((question is not None, measure if question is None else question))
        if aim is not None:  # of another roundtable
            columns[aim][key] = reason
    return columns


def _renewed(column: Mapping[int, str], keys: Collection[int], present: Mapping[int, str]) -> Mapping[int, str]:
    if all(column.get(key) == present.get(key) for key in keys):
        return column
    return {**{key: reason for key, reason in column.items() if key not in keys}, **present}


def fetched(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Return plain tuples straight from the driver: a row of SQLAlchemy's costs as much again as reading it."""
    cursor = connection.execute(statement).cursor
    return [] if cursor is None else list(cursor.fetchall())
