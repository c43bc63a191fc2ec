"""Practices in a workspace: list, read, add and save them.

Writes through a unit of work only; knows neither files nor screens.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import Row
from db.clock import now
from db.row_keys import _KEYS_A_STATEMENT, chunked
from db.unit_of_work import UnitOfWork
from roundtable.practices.practice_rows import _lists, _terms
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Role,
    Translation,
)
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace import Workspace

_TEXTS = ("title", "summary", "status", "notes", *OPTIONAL_TEXTS)
_TRANSLATED = ("language", "title", "summary", "original_title", "original_summary")
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
