"""Integrity checks of the database: pages, foreign keys, full-text and sort indexes."""

from collections.abc import Iterator

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from db.fulltext import OUT_OF_STEP
from db.tables import Base

_PRESENT = "SELECT id FROM practice WHERE deleted_at IS NULL"
_SURPLUS = f"SELECT count(*) FROM practice_text WHERE rowid NOT IN ({_PRESENT})"  # noqa: S608 - constants
_UNSORTED = (
    f"SELECT (SELECT count(*) FROM ({_PRESENT}) WHERE id NOT IN (SELECT id FROM practice_index))"  # noqa: S608 - constants
    f" + (SELECT count(*) FROM practice_index WHERE id NOT IN ({_PRESENT}))"
)


def count(connection: Connection, table: str) -> int:
    """Count a table's rows."""
    return connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every fault in pages, references and the derived indexes."""
    for (finding,) in connection.execute(text("PRAGMA integrity_check")):
        if finding != "ok":
            yield f"The file is damaged: {finding}."
    for table, key, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} {key} refers to a {parent} that does not exist."
    if stale := connection.scalar(text(OUT_OF_STEP)):
        yield f"The full-text index is out of step with {stale} practices."
    if surplus := connection.scalar(text(_SURPLUS)):
        yield f"The full-text index holds {surplus} practices that are gone."
    if unsorted := connection.scalar(text(_UNSORTED)):
        yield f"The sort index is out of step with {unsorted} practices."
