"""Lookup of rows by many keys, in statements of some hundreds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.engine import Connection

from db import tables as t

_KEYS_A_STATEMENT = 500


def chunked(
    connection: Connection, statement: Select[*tuple[Any, ...]], column: Any, keys: Sequence[Any]
) -> Iterator[Any]:
    """Yield the rows whose column is among the keys, some hundreds a statement."""
    among = statement.where(column.in_(bindparam("keys", expanding=True)))
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        yield from connection.execute(among, {"keys": keys[start : start + _KEYS_A_STATEMENT]}).all()


def keys_by_uid(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """Return the keys of practices by identity, the trash included."""
    statement = select(t.Practice.uid, t.Practice.id)
    return {row.uid: row.id for row in chunked(connection, statement, t.Practice.uid, list(uids))}
