"""Completion of a search as it is typed: its fields, their values, saved searches; fields that do not exist."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import func, select, union
from sqlalchemy.engine import Connection

from db import tables as t
from db.letters import fold
from roundtable.records.handover import HANDOVER_KINDS
from roundtable.records.practice import ROLES, STATUSES
from roundtable.search import partner_names
from roundtable.search.execution import MISSING
from roundtable.search.query import FIELDS, Typed, typed_at, written
from roundtable.vocabulary import place_store
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace

_SHOWN = 9
_LEAST = 2
"""How many letters of a field's or a saved search's name are typed before it is offered."""
_ALIKE = 65


@dataclass(frozen=True, slots=True)
class Completion:
    """Hold the whole search as it would be, where the cursor would stand, what is offered, and a note on it."""

    text: str
    cursor: int
    words: str
    note: str = ""


def complete(workspace: Workspace, typed: str, cursor: int) -> list[Completion]:
    """Return how the word before the cursor may go on: a field, a value of its field, a saved search."""
    word = typed_at(typed, cursor)
    if word is None:
        return []
    with workspace.reading() as connection:
        if word.field:
            values = _VALUES[word.field](connection, word.value)
            return [_completed(word, written(word.asked, value) + " ", value, note) for value, note in values]
        if len(word.value) < _LEAST:
            return []
        fields = [_completed(word, f"{field}:", f"{field}:") for field in FIELDS if field.startswith(fold(word.value))]
        return [*fields, *_saved(connection, typed)][:_SHOWN]


def _completed(word: Typed, by: str, words: str, note: str = "") -> Completion:
    before = f"{word.before}{by}"
    return Completion(before + word.after.lstrip(), len(before), words, note)


def _saved(connection: Connection, typed: str) -> Iterator[Completion]:
    """Yield the saved searches of which a word begins as the whole search does."""
    saved = select(t.SavedSearch.name, t.SavedSearch.query).order_by(t.SavedSearch.position)
    for name, query in connection.execute(saved):
        if f" {folded(typed)}" in f" {folded(name)}":
            yield Completion(query, len(query), name, query)


_Values = Iterable[tuple[str, str]]
"""Values with a note on each."""


def _beginning(values: Iterable[str], typed: str) -> _Values:
    """Return the values that have a word that begins as typed, those that begin so themselves first."""
    wanted = folded(typed)
    found = [value for value in values if not wanted or f" {wanted}" in f" {folded(value)}"]
    return [(value, "") for value in sorted(found, key=lambda value: not folded(value).startswith(wanted))[:_SHOWN]]


def _places(connection: Connection, typed: str) -> _Values:
    if not typed:
        c = t.PracticeCountry
        statement = select(c.code).where(c.code != "").group_by(c.code).order_by(func.count().desc()).limit(_SHOWN)
        here = place_store.load(connection)
        return [(place.name(), "") for code in connection.scalars(statement) if (place := here.by_code(code))]
    return [(place.name(), place.region) for place in place_store.load(connection).suggest(typed, limit=_SHOWN)]


def _terms(kind: str, connection: Connection, typed: str) -> _Values:
    names = connection.scalars(select(t.Term.name).where(t.Term.kind == kind))
    return _beginning(sorted(names, key=fold), typed)


def _partners(connection: Connection, typed: str) -> _Values:
    return partner_names.suggested(connection, typed)


def _roundtables(connection: Connection, typed: str) -> _Values:
    rows = connection.execute(select(t.Roundtable.code, t.Roundtable.title).order_by(t.Roundtable.code))
    wanted = folded(typed)
    return [(code, title) for code, title in rows if wanted in folded(f"{code} {title}")][:_SHOWN]


def _targets(kind: Any, letter: str, connection: Connection, typed: str) -> _Values:
    rows = connection.execute(select(kind.position, kind.text, t.Roundtable.code).join(t.Roundtable).order_by(kind.id))
    wanted = folded(typed)
    found = [(f"{letter}{position + 1}", f"{code}: {text}") for position, text, code in rows]
    return [one for one in found if wanted in folded(" ".join(one))][:_SHOWN]


def _languages(connection: Connection, typed: str) -> _Values:
    used = connection.scalars(union(select(t.Practice.language), select(t.PracticeTranslation.language)))
    return _beginning(sorted(filter(None, used)), typed)


def _of(values: Iterable[str]) -> Callable[[Connection, str], _Values]:
    return lambda _connection, typed: _beginning(values, typed)


_VALUES: dict[str, Callable[[Connection, str], _Values]] = {
    "country": _places,
    "tag": partial(_terms, "tag"),
    "area": partial(_terms, "thematic_area"),
    "partner": _partners,
    "role": _of(ROLES),
    "roundtable": _roundtables,
    "question": partial(_targets, t.GuidingQuestion, "Q"),
    "measure": partial(_targets, t.PossibleMeasure, "M"),
    "status": _of(STATUSES),
    "language": _languages,
    "missing": _of(MISSING),
    "outdated": lambda connection, typed: [*_beginning(["any"], typed), *_languages(connection, typed)],
    "changed": _of(HANDOVER_KINDS),
    "new": _of(HANDOVER_KINDS),
    "gone": _of(HANDOVER_KINDS),
}


def nearest_field(name: str) -> str:
    """Return the field whose name is most like a typed one; "" where none is."""
    found = process.extractOne(fold(name), FIELDS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""
