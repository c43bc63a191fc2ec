"""Practices in a workspace: list, read, add and save them.

Writes through a unit of work only; knows neither files nor screens.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, cast

from sqlalchemy import Select, case, func, select
from sqlalchemy.engine import Connection, CursorResult

from db import tables as t
from db.changes import Row
from db.clock import now
from db.unit_of_work import UnitOfWork
from roundtable.places import standard_places
from roundtable.records import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Role,
    Status,
    TermKind,
    Translation,
)
from roundtable.search import conditions
from roundtable.terms import TermKeys
from roundtable.workspace import Workspace

SORTS: dict[str, Any] = {
    "title": t.PracticeIndex.title,
    "country": t.PracticeIndex.country,
    "thematic_area": t.PracticeIndex.thematic_area,
    "status": t.Practice.status,
    "changed": t.Practice.changed_at,
    "region": None,
    "tag": t.PracticeIndex.tag,
    "partner": t.PracticeIndex.partner,
}
"""What a list can be sorted by; the region, which no table holds, is found out by ``_region``."""
_TEXTS = ("title", "summary", "status", "notes", *OPTIONAL_TEXTS)
_TRANSLATED = ("language", "title", "summary", "original_title", "original_summary")
_KEYS_A_STATEMENT = 500
_TERM_FIELDS: dict[TermKind, str] = {"thematic_area": "thematic_areas", "tag": "tags"}

_LISTED: dict[type[t.Base], tuple[str, ...]] = {
    t.PracticeCountry: ("countries",),
    t.PracticePartner: ("partners",),
    t.PracticeTerm: ("thematic_areas", "tags"),
    t.PracticeLink: ("web_links",),
    t.PracticeReference: OPTIONAL_LISTS,
    t.PracticeTranslation: ("translations",),
    t.PracticeExtra: ("extra",),
}
"""Which fields lie in a table of their own."""


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """Hold what a list shows of one practice."""

    id: int
    title: str
    countries: tuple[str, ...]
    thematic_areas: tuple[str, ...]
    status: Status
    changed_at: str
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    partners: tuple[str, ...]


def count(workspace: Workspace, typed: str = "") -> int:
    """Count the practices outside the trash that match a query, all for ""."""
    with workspace.reading() as connection:
        found = conditions(connection, typed, t.PracticeIndex.id)
        return connection.scalar(select(func.count()).select_from(t.PracticeIndex).where(*found)) or 0


def find_ids(workspace: Workspace, text: str = "", *, sort: str = "title", descending: bool = False) -> list[int]:
    """Return the keys of the practices that match the words, all for "", in the order of a column of ``SORTS``."""
    with workspace.reading() as connection:
        return keys_from(connection.execute(found(connection, text, sort=sort, descending=descending)))


def keys_from(result: CursorResult[*tuple[Any, ...]]) -> list[int]:
    """Return a result's single column; straight from the driver, for 100,000 rows cost as much again as their query."""
    cursor = result.cursor
    return [] if cursor is None else [key for (key,) in cursor.fetchall()]


def found(connection: Connection, typed: str, *, sort: str, descending: bool) -> Select[int]:
    """Return the query behind ``find_ids``."""
    column = _region() if sort == "region" else SORTS[sort]
    table = getattr(column, "class_", t.PracticeIndex)
    key: Any = table.id
    statement = select(key).order_by(column.desc() if descending else column.asc(), key)
    if table is t.Practice:
        statement = statement.where(t.Practice.deleted_at.is_(None))
    return statement.where(*conditions(connection, typed, key))


def _region() -> Any:
    """Return the region of the first country of a practice that lies in one, as a column to sort by."""
    c = t.PracticeCountry
    within: dict[str, list[str]] = {}
    for place in standard_places():
        if place.kind == "country" and place.region:
            within.setdefault(place.region, []).append(place.code)
    named = case(*((c.code.in_(codes), region) for region, codes in within.items()))
    # The condition names no code: else the index of codes would be searched for every country, for each practice.
    is_here = c.practice_id == t.PracticeIndex.id, named.is_not(None)
    first = select(named).where(*is_here).order_by(c.position).limit(1)
    return func.coalesce(first.scalar_subquery(), "")


def _regions(codes: Iterable[str]) -> tuple[str, ...]:
    """Name the regions in which the places lie, each once, in their order."""
    places = (standard_places().by_code(code) for code in codes)
    return tuple(dict.fromkeys(place.region for place in places if place and place.kind == "country" and place.region))


def titles(workspace: Workspace, keys: Sequence[int]) -> dict[int, str]:
    """Return the titles alone of the practices, by key; those gone since are left out."""
    p = t.Practice
    with workspace.reading() as connection:
        return dict(chunked(connection, select(p.id, p.title), p.id, keys))


def rows(workspace: Workspace, keys: Sequence[int]) -> list[PracticeRow]:
    """Return what a list shows of the practices, in the order of their keys; those gone since are left out."""
    with workspace.reading() as connection:
        p = t.Practice
        base = {
            key: (title, status, changed_at)
            for key, title, status, changed_at in chunked(
                connection, select(p.id, p.title, p.status, p.changed_at), p.id, keys
            )
        }
        countries = _lists(connection, t.PracticeCountry, (t.PracticeCountry.printed, t.PracticeCountry.code), keys)
        partners = _lists(connection, t.PracticePartner, (t.PracticePartner.name,), keys)
        terms = _terms(connection, keys)
    return [
        PracticeRow(
            key,
            base[key][0],
            tuple(printed for printed, _ in countries.get(key, ())),
            tuple(terms.get((key, "thematic_area"), ())),
            cast("Status", base[key][1]),
            base[key][2],
            _regions(code for _, code in countries.get(key, ())),
            tuple(terms.get((key, "tag"), ())),
            tuple(name for (name,) in partners.get(key, ())),
        )
        for key in keys
        if key in base
    ]


def get(workspace: Workspace, key: int) -> PracticeRecord | None:
    """Return one practice with all its fields; None where it is gone."""
    with workspace.reading() as connection:
        return next(iter(load(connection, [key]).values()), None)


def load(connection: Connection, keys: Sequence[int] | None = None) -> dict[int, PracticeRecord]:
    """Return practices with all their fields by key, in the order of their keys; None means all outside the trash."""
    if keys is None:
        keys = list(connection.scalars(select(t.Practice.id).where(t.Practice.deleted_at.is_(None))))
    keys = sorted(keys)
    loaded: dict[int, PracticeRecord] = {}
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        loaded.update(_load_some(connection, keys[start : start + _KEYS_A_STATEMENT]))
    return loaded


def _load_some(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, PracticeRecord]]:
    columns = [t.Practice.__table__.c[name] for name in ("id", "uid", "revision", "changed_at", *_TEXTS)]
    base = list(chunked(connection, select(*columns), t.Practice.id, keys))
    countries = _lists(connection, t.PracticeCountry, (t.PracticeCountry.printed, t.PracticeCountry.code), keys)
    partners = _lists(connection, t.PracticePartner, (t.PracticePartner.name, t.PracticePartner.role), keys)
    links = _lists(connection, t.PracticeLink, (t.PracticeLink.text,), keys)
    extras = _lists(connection, t.PracticeExtra, (t.PracticeExtra.label, t.PracticeExtra.value), keys)
    references = _lists(connection, t.PracticeReference, (t.PracticeReference.kind, t.PracticeReference.value), keys)
    terms = _terms(connection, keys)
    images = _images(connection, keys)
    translations = _translations(connection, keys)
    for key, uid, revision, changed_at, *texts in sorted(base):
        by_name: dict[str, Any] = dict(zip(_TEXTS, texts, strict=True))
        for name in OPTIONAL_LISTS:
            by_name[name] = tuple(value for kind, value in references.get(key, ()) if kind == name)
        for kind, field in _TERM_FIELDS.items():
            by_name[field] = tuple(terms.get((key, kind), ()))
        yield (
            key,
            PracticeRecord(
                id=uid,
                revision=revision,
                changed_at=changed_at,
                countries=tuple(Country(*row) for row in countries.get(key, ())),
                partners=tuple(Partner(name, cast("Role", role)) for name, role in partners.get(key, ())),
                web_links=tuple(text for (text,) in links.get(key, ())),
                extra=tuple((label, value) for label, value in extras.get(key, ())),
                image=images.get(key),
                translations=tuple(translations.get(key, ())),
                **by_name,
            ),
        )


def chunked(
    connection: Connection, statement: Select[*tuple[Any, ...]], column: Any, keys: Sequence[Any]
) -> Iterator[Any]:
    """Yield the rows whose column is among the keys, some hundreds a statement."""
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        yield from connection.execute(statement.where(column.in_(keys[start : start + _KEYS_A_STATEMENT])))


def _lists(
    connection: Connection, kind: Any, columns: Sequence[Any], keys: Sequence[int]
) -> dict[int, list[tuple[Any, ...]]]:
    lists: dict[int, list[tuple[Any, ...]]] = {}
    statement = select(kind.practice_id, *columns).order_by(kind.practice_id, kind.position)
    for key, *values in chunked(connection, statement, kind.practice_id, keys):
        lists.setdefault(key, []).append(tuple(values))
    return lists


def _terms(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    lists: dict[tuple[int, str], list[str]] = {}
    link = t.PracticeTerm
    statement = select(link.practice_id, t.Term.kind, t.Term.name).join(t.Term, t.Term.id == link.term_id)
    for key, kind, name in chunked(
        connection, statement.order_by(link.practice_id, link.position), link.practice_id, keys
    ):
        lists.setdefault((key, kind), []).append(name)
    return lists


def _translations(connection: Connection, keys: Sequence[int]) -> dict[int, list[Translation]]:
    columns = [t.PracticeTranslation.__table__.c[name] for name in _TRANSLATED]
    rows = _lists(connection, t.PracticeTranslation, columns, keys)
    return {key: [Translation(**dict(zip(_TRANSLATED, row, strict=True))) for row in of] for key, of in rows.items()}


def _images(connection: Connection, keys: Sequence[int]) -> dict[int, Image]:
    i = t.PracticeImage
    found_images = chunked(connection, select(i.practice_id, i.name, i.media_type, i.data), i.practice_id, keys)
    return {key: Image(*values) for key, *values in found_images}


def add(work: UnitOfWork, records: Sequence[PracticeRecord], *, digests: Sequence[str] | None = None) -> list[int]:
    """Add practices as they are, a new one at revision 1; return their keys. ``digests`` mark them as imported."""
    terms = TermKeys(work)
    for kind, field in _TERM_FIELDS.items():
        terms.prepare(kind, (value for record in records for value in getattr(record, field)))
    moment = now()
    keys = work.insert(
        t.Practice,
        [
            _base_row(record)
            | {
                "uid": record.id,
                "revision": max(record.revision, 1),
                "changed_at": record.changed_at or moment,
                "imported_digest": digest,
                "imported_revision": max(record.revision, 1) if digest else None,
            }
            for record, digest in zip(records, digests or repeat(None), strict=bool(digests))
        ],
    )
    lists: dict[type[t.Base], list[Row]] = {}
    for key, record in zip(keys, records, strict=True):
        for table, values in _list_rows(record, terms).items():
            for position, row in enumerate(values):
                row["practice_id"], row["position"] = key, position
            lists.setdefault(table, []).extend(values)
        if record.image:
            work.insert(t.PracticeImage, [{"practice_id": key, **_image_row(record.image)}])
    for table, new in lists.items():
        work.insert(table, new)
    return keys


def save(work: UnitOfWork, key: int, record: PracticeRecord, *, digest: str | None = None) -> None:
    """Make a kept practice equal to the record, one revision on; ``digest`` marks the new state as imported."""
    terms = TermKeys(work)
    for kind, field in _TERM_FIELDS.items():
        terms.prepare(kind, getattr(record, field))
    revision = 1 + (work.connection.scalar(select(t.Practice.revision).where(t.Practice.id == key)) or 0)
    values = _base_row(record) | {"revision": revision, "changed_at": now()}
    if digest:
        values |= {"imported_digest": digest, "imported_revision": revision}
    work.update(t.Practice, key, values)
    for table, wanted in _list_rows(record, terms).items():
        work.replace_list(table, {"practice_id": key}, wanted)
    if record.image != _images(work.connection, [key]).get(key):
        _replace_image(work, key, record.image)


def change(work: UnitOfWork, key: int, before: PracticeRecord, after: PracticeRecord, terms: TermKeys) -> None:
    """Make a practice that was just read as ``before`` equal to ``after``, one revision on, touching only what differs.

    For many practices in one unit of work, which share the ``terms``.
    """
    texts = {name: getattr(after, name) for name in _TEXTS if getattr(after, name) != getattr(before, name)}
    work.update(t.Practice, key, {**texts, "revision": before.revision + 1, "changed_at": now()})
    differing = [
        table
        for table, fields in _LISTED.items()
        if any(getattr(after, name) != getattr(before, name) for name in fields)
    ]
    if t.PracticeTerm in differing:
        for kind, field in _TERM_FIELDS.items():
            terms.prepare(kind, getattr(after, field))
    for table, wanted in _list_rows(after, terms, differing).items():
        work.replace_list(table, {"practice_id": key}, wanted)
    if after.image != before.image:
        _replace_image(work, key, after.image)


def _replace_image(work: UnitOfWork, key: int, image: Image | None) -> None:
    present = work.connection.scalars(select(t.PracticeImage.id).where(t.PracticeImage.practice_id == key))
    work.delete(t.PracticeImage, list(present))
    if image:
        work.insert(t.PracticeImage, [{"practice_id": key, **_image_row(image)}])


def _base_row(record: PracticeRecord) -> Row:
    return {name: getattr(record, name) for name in _TEXTS}


def _image_row(image: Image) -> Row:
    return {"name": image.name, "media_type": image.media_type, "data": image.data}


def _list_rows(
    record: PracticeRecord, terms: TermKeys, tables: Iterable[type[t.Base]] | None = None
) -> dict[type[t.Base], list[Row]]:
    """Return the rows of a practice's lists, of all or of some of the tables."""

    def term_ids() -> Iterator[int]:
        for kind, field in _TERM_FIELDS.items():
            yield from terms.of(kind, getattr(record, field))

    rows: dict[type[t.Base], Callable[[], list[Row]]] = {
        t.PracticeCountry: lambda: [{"printed": one.printed, "code": one.code} for one in record.countries],
        t.PracticePartner: lambda: [{"name": partner.name, "role": partner.role} for partner in record.partners],
        t.PracticeTerm: lambda: [{"term_id": key} for key in term_ids()],
        t.PracticeLink: lambda: [{"text": text} for text in record.web_links],
        t.PracticeTranslation: lambda: [
            {name: getattr(version, name) for name in _TRANSLATED} for version in record.translations
        ],
        t.PracticeExtra: lambda: [{"label": label, "value": value} for label, value in record.extra],
        t.PracticeReference: lambda: [
            {"kind": name, "value": value} for name in OPTIONAL_LISTS for value in getattr(record, name)
        ],
    }
    return {table: rows[table]() for table in (rows if tables is None else tables)}


def names(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return identity and title of every practice outside the trash by key."""
    p = t.Practice
    rows = connection.execute(select(p.id, p.uid, p.title).where(p.deleted_at.is_(None)).order_by(p.id))
    return {key: (uid, title) for key, uid, title in rows}


def keys_by_uid(connection: Connection, uids: Iterable[str]) -> dict[str, int]:
    """Return the keys of practices by identity, the trash included."""
    statement = select(t.Practice.uid, t.Practice.id)
    return {row.uid: row.id for row in chunked(connection, statement, t.Practice.uid, list(uids))}
