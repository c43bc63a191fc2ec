"""Copy of a whole workspace into a new one, between file and server either way: every table, with its history."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import Table, delete, func, select
from sqlalchemy.engine import Connection

from db import dialects, fulltext
from db import tables as t
from db.errors import WorkspaceError
from db.tables import Base
from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace, initialize

_ROWS_A_STEP = 1000


def copy(source: str, target: str, *, progress: Progress = silent) -> Mapping[str, int]:
    """Copy all that a workspace holds into a new one; return how many rows each table has.

    Raises WorkspaceError, with nothing made, where there is something at the target or rows would be lost.
    """
    counts: dict[str, int] = {}
    with Workspace.open(source) as workspace, workspace.reading() as read:
        initialize(target, partial(_fill, read, workspace.name, counts, progress))
    return counts


def _fill(read: Connection, name: str, counts: dict[str, int], progress: Progress, written: Connection) -> None:
    """Copy the tables, parents first, and go on with the keys where the source would."""
    copied = [table for table in Base.metadata.sorted_tables if table.name != t.PracticeIndex.__tablename__]
    for table in copied:
        counts[table.name] = _copy_table(read, written, table)
    fulltext.renew(written, list(written.scalars(select(t.Practice.id))), progress)
    lost = [name for name, count in counts.items() if _count(read, Base.metadata.tables[name]) != count]
    if lost:
        raise WorkspaceError(f"The copy of “{name}” would lack rows of “{lost[0]}”.", "Check it: “roundtable verify”.")


def _copy_table(read: Connection, written: Connection, table: Table) -> int:
    written.execute(delete(table))  # a new workspace has an identity already
    dialect = dialects.of(written)
    last = 0
    while rows := read.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(_ROWS_A_STEP)).all():
        dialect.insert(written, table, [dict(dialect.storable(row._asdict())) for row in rows])
        last = rows[-1].id
    dialect.set_last_key(written, table, max(last, dialects.of(read).last_key(read, table)))
    return _count(written, table)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
