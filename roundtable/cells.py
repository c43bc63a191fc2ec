"""The cells of a roundtable's matrix: how practices stand to its questions and measures, kept column by column.

There may be 100,000 of them: a cell is made when it is asked for. Reads only.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, literal_column, select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.aims import Aim
from roundtable.marks import Pair


class Cell(NamedTuple):
    """Hold how one practice stands to one question or measure; ``is_principal`` tells where the annex prints it."""

    is_mapped: bool = False
    is_principal: bool = False
    reason: str = ""
    is_refused: bool = False


NOTHING = Cell()
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


def read(
    connection: Connection,
    aims: Sequence[Aim],
    principals: Mapping[int, Aim | None],
    keys: Sequence[int] | None = None,
) -> Cells:
    """Return the cells of all practices outside the trash, or of some; a principal question counts as mapped."""
    p = t.Practice
    deleted = set(connection.scalars(select(p.id).where(p.deleted_at.is_not(None))))
    reasons: dict[Aim, dict[int, str]] = {}
    refused: dict[Aim, dict[int, str]] = {}
    for aim in aims:
        reasons[aim] = _column(connection, aim, t.Mapping, t.Mapping.reason, keys)
        refused[aim] = _column(connection, aim, t.Refusal, literal_column("''"), keys)
        for column in (reasons[aim], refused[aim]):
            for key in column.keys() & deleted:
                del column[key]
    for key, principal in principals.items():
        if principal is not None:
            reasons[principal].setdefault(key, "")
    return Cells(reasons, refused, principals)


def _column(connection: Connection, aim: Aim, kind: Any, value: Any, keys: Sequence[int] | None) -> dict[int, str]:
    pointer = kind.guiding_question_id if aim.is_question else kind.possible_measure_id
    statement = select(kind.practice_id, value).where(pointer == aim.key)
    if keys is not None:
        statement = statement.where(kind.practice_id.in_(keys))
    return dict(fetched(connection, statement))


def fetched(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Return plain tuples straight from the driver: a row of SQLAlchemy's costs as much again as reading it."""
    cursor = connection.execute(statement).cursor
    return [] if cursor is None else list(cursor.fetchall())
