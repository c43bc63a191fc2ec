"""Identity matching: find the practices and roundtables of a file that the workspace already holds."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import case, select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.vocabulary.term_lookup import folded

_NEAR = 90
"""Similarity (of 100) of titles that makes a practice a likely duplicate."""
_MOST_COMPARISONS = 5_000_000


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


def ids_here(
    connection: Connection,
    records: Sequence[PracticeRecord],
    same_as: Mapping[str, str],
    *,
    by_title_too: bool,
    but: Container[str] = frozenset(),
) -> dict[str, str]:
    """Return the ids here of the records that have another: named by ``same_as`` or, on request, by title and places.

    An id that another record of the file has is not given twice. By title none is found for those in ``but``.
    """
    known = row_keys.keys_by_uid(connection, [record.id for record in records])
    named = row_keys.keys_by_uid(connection, list(same_as.values()))
    wanted = {one.id: same_as[one.id] for one in records if one.id in same_as}
    ids: dict[str, str] = {}
    for uid, here in wanted.items():
        if uid not in known and here in named and here not in {*known, *ids.values()}:
            ids[uid] = here
    if by_title_too:
        apart = {*known, *ids}
        others = [record for record in records if record.id not in apart and record.id not in but]
        found = exact_duplicates(connection, others, {*known.values(), *(named[uid] for uid in ids.values())})
        p = t.Practice
        uids = dict(row_keys.chunked(connection, select(p.id, p.uid), p.id, list(found.values())))
        ids |= {uid: uids[key] for uid, key in found.items()}
    return ids


def likely_duplicates(
    records: Sequence[PracticeRecord], known: Iterable[tuple[str, str]]
) -> Iterator[tuple[PracticeRecord, str, str]]:
    """Yield new records whose title is nearly that of a practice here, with its id and title; ``known`` gives both.

    Where very many would have to be compared, titles must be the same.
    """
    by_title = {folded(title): (uid, title) for uid, title in known if folded(title)}
    is_few = len(records) * len(by_title) <= _MOST_COMPARISONS
    for record in records:
        title = folded(record.title)
        found = title if title in by_title else ""
        if title and not found and is_few:
            match = process.extractOne(title, by_title.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
            found = match[0] if match else ""
        if found:
            yield record, *by_title[found]


def kept(connection: Connection, keys: Mapping[str, int]) -> dict[str, Kept]:
    """Return the import state of practices under the names of their keys."""
    p = t.Practice
    columns = (p.id, p.revision, p.imported_digest, p.imported_revision, p.deleted_at.is_not(None))
    rows = row_keys.chunked(connection, select(*columns), p.id, list(keys.values())) if keys else ()
    states = {row[0]: Kept(*row) for row in rows}
    return {uid: states[key] for uid, key in keys.items()}


def exact_duplicates(connection: Connection, records: Sequence[PracticeRecord], taken: set[int]) -> dict[str, int]:
    """Find for each record a practice with the same title (or, untitled, the same summary) and the same places.

    What keyboards and automatic corrections decide (quotes, dashes, blanks, a last full stop) tells nothing apart.
    None of ``taken``, and none twice.
    """
    found: dict[str, int] = {}
    by_text = _keys_by_text(connection) if records else {}
    candidates = {record.id: by_text.get(_text_key(record.title, record.summary), []) for record in records}
    places = _places_by_key(connection, {key for keys in candidates.values() for key in keys})
    used = set(taken)
    for record in records:
        own = {country.code or folded(country.printed) for country in record.countries}
        duplicate = next((key for key in candidates[record.id] if key not in used and places[key] == own), None)
        if duplicate is not None:
            found[record.id] = duplicate
            used.add(duplicate)
    return found


def _keys_by_text(connection: Connection) -> dict[tuple[str, str], list[int]]:
    p = t.Practice
    untitled = case((p.title == "", p.summary), else_="")
    keys: dict[tuple[str, str], list[int]] = {}
    for key, title, summary in connection.execute(select(p.id, p.title, untitled).order_by(p.id)):
        keys.setdefault(_text_key(title, summary), []).append(key)
    return keys


def _text_key(title: str, summary: str) -> tuple[str, str]:
    """Return what tells records apart: the title, the summary of an untitled one."""
    return (folded(title) or title.strip(), "") if title.strip() else ("", folded(summary) or summary)


def _places_by_key(connection: Connection, keys: Collection[int]) -> dict[int, set[str]]:
    """Return the places of practices: their codes, or what is printed of those without."""
    c = t.PracticeCountry
    places: dict[int, set[str]] = {key: set() for key in keys}
    statement = select(c.practice_id, c.code, c.printed)
    for key, code, printed in row_keys.chunked(connection, statement, c.practice_id, list(keys)):
        places[key].add(code or folded(printed))
    return places


def roundtable_here(connection: Connection, record: RoundtableRecord) -> Kept | None:
    """Find the roundtable by identity, or by its code and, where both name one, its meeting."""
    r = t.Roundtable
    state = (r.id, r.revision, r.imported_digest, r.imported_revision)
    rows = connection.execute(select(r.uid, r.code, r.meeting, *state)).all()
    matches = [row for row in rows if row.uid == record.id] or [
        row
        for row in rows
        if folded(row.code) == folded(record.code)
        and (not row.meeting or not record.meeting or row.meeting == record.meeting)
    ]
    return Kept(*matches[0][3:]) if matches else None
