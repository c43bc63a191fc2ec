"""Identity matching: find the practices and roundtables of a file that the workspace already holds."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from db.fulltext import fold
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord


class Kept(NamedTuple):
    """Hold the import state of a record of the workspace."""

    key: int
    revision: int
    imported_digest: str | None
    imported_revision: int | None
    in_trash: bool = False

    @property
    def is_as_imported(self) -> bool:
        """Tell whether it is as its last import left it."""
        return self.revision == self.imported_revision


def practices_here(connection: Connection, records: Sequence[PracticeRecord], *, by_title_too: bool) -> dict[str, Kept]:
    """Match practices to those of the workspace: by identity and, on request, by title and places."""
    keys = row_keys.keys_by_uid(connection, [record.id for record in records])
    if by_title_too:
        keys |= twins(connection, [record for record in records if record.id not in keys], set(keys.values()))
    return kept(connection, keys)


def kept(connection: Connection, keys: Mapping[str, int]) -> dict[str, Kept]:
    """Return the import state of practices under the names of their keys."""
    p = t.Practice
    columns = (p.id, p.revision, p.imported_digest, p.imported_revision, p.deleted_at.is_not(None))
    rows = row_keys.chunked(connection, select(*columns), p.id, list(keys.values())) if keys else ()
    states = {row[0]: Kept(*row) for row in rows}
    return {uid: states[key] for uid, key in keys.items()}


def twins(connection: Connection, records: Sequence[PracticeRecord], taken: set[int]) -> dict[str, int]:
    """Find for each record a practice with the same title (or, untitled, the same summary) and the same places.

    None of ``taken``, and none twice.
    """
    found: dict[str, int] = {}
    for record in records:
        twin = _twin(connection, record, taken.union(found.values()))
        if twin is not None:
            found[record.id] = twin
    return found


def _twin(connection: Connection, record: PracticeRecord, taken: set[int]) -> int | None:
    if record.title:
        candidates = select(t.PracticeIndex.id).where(t.PracticeIndex.title == fold(record.title))
    else:
        candidates = select(t.Practice.id).where(t.Practice.title == "", t.Practice.summary == record.summary)
    codes = {country.code or fold(country.printed) for country in record.countries}
    order = t.PracticeIndex.id if record.title else t.Practice.id
    for key in connection.scalars(candidates.order_by(order)).all():
        c = t.PracticeCountry
        places = connection.execute(select(c.code, c.printed).where(c.practice_id == key))
        if key not in taken and {code or fold(printed) for code, printed in places} == codes:
            return key
    return None


def roundtable_here(connection: Connection, record: RoundtableRecord) -> Kept | None:
    """Find the roundtable by identity, or by its code and, where both name one, its meeting."""
    r = t.Roundtable
    state = (r.id, r.revision, r.imported_digest, r.imported_revision)
    rows = connection.execute(select(r.uid, r.code, r.meeting, *state)).all()
    matches = [row for row in rows if row.uid == record.id] or [
        row
        for row in rows
        if fold(row.code) == fold(record.code)
        and (not row.meeting or not record.meeting or row.meeting == record.meeting)
    ]
    return Kept(*matches[0][3:]) if matches else None
