"""Practice records in a workspace: read, add and change them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from db.changes import Row
from db.clock import now
from db.row_keys import _KEYS_A_STATEMENT, chunked, keys_by_uid
from db.unit_of_work import UnitOfWork
from roundtable.practices.practice_rows import lists_by_practice, terms_by_practice
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Translation,
)
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace import Workspace

_TEXTS = ("title", "summary", "status", "notes", *OPTIONAL_TEXTS)
_texts_of = attrgetter(*_TEXTS)
_TRANSLATED = ("language", "title", "summary", "original_title", "original_summary")
_TERM_FIELDS: dict[TermKind, str] = {"thematic_area": "thematic_areas", "tag": "tags"}

_List = tuple[tuple[str, ...], Callable[[PracticeRecord, TermKeys], list[Row]]]


def _values(field: str, *columns: str) -> _List:
    """Return the list of a field whose values have an attribute for each column."""
    return (field,), lambda record, _: [
        {name: getattr(value, name) for name in columns} for value in getattr(record, field)
    ]


_LISTS: dict[type[t.Base], _List] = {
    t.PracticeCountry: _values("countries", "printed", "code"),
    t.PracticePartner: _values("partners", "name", "role"),
    t.PracticeTerm: (
        tuple(_TERM_FIELDS.values()),
        lambda record, terms: [
            {"term_id": key} for kind, field in _TERM_FIELDS.items() for key in terms.of(kind, getattr(record, field))
        ],
    ),
    t.PracticeLink: (("web_links",), lambda record, _: [{"text": text} for text in record.web_links]),
    t.PracticeReference: (
        OPTIONAL_LISTS,
        lambda record, _: [
            {"kind": name, "value": value} for name in OPTIONAL_LISTS for value in getattr(record, name)
        ],
    ),
    t.PracticeTranslation: _values("translations", *_TRANSLATED),
    t.PracticeExtra: (
        ("extra",),
        lambda record, _: [{"label": label, "value": value} for label, value in record.extra],
    ),
}
"""The tables of a practice's lists: the fields in each, and its rows."""


def get(workspace: Workspace, key: int) -> PracticeRecord | None:
    """Return one practice with all its fields; None where it is gone."""
    with workspace.reading() as connection:
        return next(iter(load(connection, [key]).values()), None)


def load(connection: Connection, keys: Sequence[int] | None = None) -> dict[int, PracticeRecord]:
    """Return practices with all their fields in the order of their keys; None means all outside the trash."""
    if keys is None:
        keys = list(connection.scalars(select(t.Practice.id).where(t.Practice.deleted_at.is_(None))))
    keys = sorted(keys)
    loaded: dict[int, PracticeRecord] = {}
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        loaded.update(_load_some(connection, keys[start : start + _KEYS_A_STATEMENT]))
    return loaded


def of_ids(workspace: Workspace, uids: Sequence[str]) -> list[PracticeRecord]:
    """Return those practices of the workspace that have one of the ids."""
    with workspace.reading() as connection:
        return list(load(connection, list(keys_by_uid(connection, uids).values())).values())


def _load_some(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, PracticeRecord]]:
    columns = [t.Practice.__table__.c[name] for name in ("id", "uid", "revision", "changed_at", *_TEXTS)]
    base = list(chunked(connection, select(*columns), t.Practice.id, keys))
    countries = lists_by_practice(connection, t.PracticeCountry, ("printed", "code"), keys)
    partners = lists_by_practice(connection, t.PracticePartner, ("name", "role"), keys)
    links = lists_by_practice(connection, t.PracticeLink, ("text",), keys)
    extras = lists_by_practice(connection, t.PracticeExtra, ("label", "value"), keys)
    references = lists_by_practice(connection, t.PracticeReference, ("kind", "value"), keys)
    translations = lists_by_practice(connection, t.PracticeTranslation, _TRANSLATED, keys)
    terms = terms_by_practice(connection, keys)
    images = _images(connection, keys)
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
                partners=tuple(Partner(*row) for row in partners.get(key, ())),
                web_links=tuple(text for (text,) in links.get(key, ())),
                extra=tuple((label, value) for label, value in extras.get(key, ())),
                image=images.get(key),
                translations=tuple(
                    Translation(**dict(zip(_TRANSLATED, row, strict=True))) for row in translations.get(key, ())
                ),
                **by_name,
            ),
        )


def _images(connection: Connection, keys: Sequence[int]) -> dict[int, Image]:
    i = t.PracticeImage
    found_images = chunked(connection, select(i.practice_id, i.name, i.media_type, i.data), i.practice_id, keys)
    return {key: Image(*values) for key, *values in found_images}


def add(work: UnitOfWork, records: Sequence[PracticeRecord], *, digests: Sequence[str] | None = None) -> list[int]:
    """Add practices, new ones at revision 1; return their keys. ``digests`` mark them as imported."""
    terms = TermKeys(work)
    for kind, field in _TERM_FIELDS.items():
        terms.prepare(kind, (value for record in records for value in getattr(record, field)))
    moment = now()
    keys = work.insert(
        t.Practice,
        [
            {
                **{name: getattr(record, name) for name in _TEXTS},
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
        for table, (_, rows_of) in _LISTS.items():
            rows = enumerate(rows_of(record, terms))
            lists.setdefault(table, []).extend({"practice_id": key, "position": n, **row} for n, row in rows)
        _add_image(work, key, record.image)
    for table, new in lists.items():
        work.insert(table, new)
    return keys


def save(work: UnitOfWork, key: int, record: PracticeRecord, *, digest: str | None = None) -> None:
    """Make a practice equal to the record, one revision on; ``digest`` marks the new state as imported."""
    change(work, key, load(work.connection, [key])[key], record, TermKeys(work), digest=digest)


def change(
    work: UnitOfWork,
    key: int,
    before: PracticeRecord,
    after: PracticeRecord,
    terms: TermKeys,
    *,
    digest: str | None = None,
) -> None:
    """Write what differs between ``before``, the stored record, and ``after``, as one revision more."""
    change_many(work, {key: (before, after)}, terms)
    if digest:
        work.update(t.Practice, key, {"imported_digest": digest, "imported_revision": before.revision + 1})


def change_many(work: UnitOfWork, edits: Mapping[int, tuple[PracticeRecord, PracticeRecord]], terms: TermKeys) -> None:
    """Write what differs between the stored record of each practice and the one after it, as one revision more."""
    moment = now()
    values = {
        key: {**_changed_texts(before, after), "revision": before.revision + 1, "changed_at": moment}
        for key, (before, after) in edits.items()
    }
    work.update_many(t.Practice, values)
    for kind, field in _TERM_FIELDS.items():
        changed = (after for before, after in edits.values() if _differ(before, after, (field,)))
        terms.prepare(kind, (value for record in changed for value in getattr(record, field)))
    for table, (fields, rows_of) in _LISTS.items():
        lists = {key: rows_of(after, terms) for key, (before, after) in edits.items() if _differ(before, after, fields)}
        work.replace_lists(table, "practice_id", lists)
    for key, (before, after) in edits.items():
        if after.image != before.image:
            present = work.connection.scalars(select(t.PracticeImage.id).where(t.PracticeImage.practice_id == key))
            work.delete(t.PracticeImage, list(present))
            _add_image(work, key, after.image)


def _changed_texts(before: PracticeRecord, after: PracticeRecord) -> dict[str, str]:
    texts = zip(_TEXTS, _texts_of(before), _texts_of(after), strict=True)
    return {name: wanted for name, present, wanted in texts if wanted != present}


def _differ(before: PracticeRecord, after: PracticeRecord, fields: Iterable[str]) -> bool:
    return any(getattr(after, name) != getattr(before, name) for name in fields)


def _add_image(work: UnitOfWork, key: int, image: Image | None) -> None:
    if image:
        row = {"practice_id": key, "name": image.name, "media_type": image.media_type, "data": image.data}
        work.insert(t.PracticeImage, [row])


def names(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return the identity and title of every practice outside the trash by key."""
    p = t.Practice
    rows = connection.execute(select(p.id, p.uid, p.title).where(p.deleted_at.is_(None)).order_by(p.id))
    return {key: (uid, title) for key, uid, title in rows}
