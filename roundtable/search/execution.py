"""What a query finds: its conditions in SQL, and the best hits with the words around them.

Knows the tables; the language itself is ``roundtable.search.query``'s.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, false, func, literal_column, select, table, text, union
from sqlalchemy.engine import Connection

from db import tables as t
from db.fulltext import fold
from roundtable.records.practice import ROLES, STATUSES
from roundtable.records.vocabulary import TermKind
from roundtable.search.query import Phrase, parse
from roundtable.vocabulary import place_store

INDEXED = ("title", "summary", "partners", "countries", "terms")
"""The full-text index's columns, in their order."""
_INDEX = table("practice_text", column("rowid", Integer))
_RANKED = 1000
"""How many hits are ranked: ranking every hit of a common word would take a quarter of a second."""
_OPEN, _CLOSE = "\x02", "\x03"
_DATE = re.compile(r"([<>]=?|=)?(\d{4}(?:-\d{2}(?:-\d{2})?)?)")


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one practice found, the field that matched, and the words around the match."""

    id: str
    title: str
    countries: tuple[str, ...]
    field: str
    excerpt: str


def conditions(connection: Connection, typed: str, key: Any) -> list[ColumnElement[bool]]:
    """Return what must hold of the practice whose key the column ``key`` names; [] where nothing was asked."""
    query = parse(typed)
    found: list[ColumnElement[bool]] = []
    if (words := _words(query.phrases)) is not None:
        found.append(key.in_(words))
    if unwanted := " OR ".join(_fts(phrase) for phrase in query.phrases if phrase.is_excluded):
        found.append(key.not_in(_matching(unwanted)))
    named = [one.value for one in query.filters if one.field == "roundtable" and not one.is_excluded]
    roundtables = _roundtables(connection, named) if named else None
    for asked in query.filters:
        if asked.field in _NUMBERED:
            keys = _NUMBERED[asked.field](connection, asked.value, roundtables)
        else:
            keys = _FILTERS[asked.field](connection, asked.value)
        found.append(key.not_in(keys) if asked.is_excluded else key.in_(keys))
    return found


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words and phrases that a reader wants to see marked."""
    return tuple(phrase.words for phrase in parse(typed).phrases if not phrase.is_excluded)


def _words(phrases: Iterable[Phrase]) -> Select[int] | None:
    wanted = " AND ".join(_fts(phrase) for phrase in phrases if not phrase.is_excluded)
    return _matching(wanted) if wanted else None


def _fts(phrase: Phrase) -> str:
    return f'"{phrase.words}"{"*" if phrase.is_prefix else ""}'


def _matching(query: str) -> Select[int]:
    return select(_INDEX.c.rowid).where(literal_column("practice_text").op("MATCH")(query))


def _column(name: str, value: str) -> Select[int]:
    return _matching(f"{name} : {_fts(Phrase(value))}")


def _by_country(connection: Connection, value: str) -> Any:
    places = place_store.load(connection)
    place = places.find(value) or places.by_code(value)
    if place is None:
        return _column("countries", value)
    return select(t.PracticeCountry.practice_id).where(t.PracticeCountry.code.in_(places.codes_in(place)))


def _by_term(kind: TermKind) -> Callable[[Connection, str], Select[int]]:
    def by_term(connection: Connection, value: str) -> Select[int]:
        wanted = fold(value)
        names = select(t.Term.id, t.Term.name).where(t.Term.kind == kind)
        aliases = select(t.TermAlias.term_id, t.TermAlias.name).join(t.Term, t.Term.id == t.TermAlias.term_id)
        rows = [*connection.execute(names), *connection.execute(aliases.where(t.Term.kind == kind))]
        exact = {key for key, name in rows if fold(name) == wanted}
        keys = exact or {key for key, name in rows if wanted in fold(name)}
        return select(t.PracticeTerm.practice_id).where(t.PracticeTerm.term_id.in_(keys))

    return by_term


def _by_partner(_connection: Connection, value: str) -> Select[int]:
    return _column("partners", value)


def _by_role(_connection: Connection, value: str) -> Select[int]:
    wanted = [role for role in ROLES if role.startswith(value.casefold())]
    return select(t.PracticePartner.practice_id).where(t.PracticePartner.role.in_(wanted))


def _by_roundtable(connection: Connection, value: str) -> Any:
    keys = _roundtables(connection, [value])
    questions = select(t.GuidingQuestion.id).where(t.GuidingQuestion.roundtable_id.in_(keys))
    measures = select(t.PossibleMeasure.id).where(t.PossibleMeasure.roundtable_id.in_(keys))
    mapping = t.Mapping
    mapped = mapping.guiding_question_id.in_(questions) | mapping.possible_measure_id.in_(measures)
    placed = select(t.AnnexEntry.practice_id).where(t.AnnexEntry.roundtable_id.in_(keys))
    return union(select(mapping.practice_id).where(mapped), placed)


def _roundtables(connection: Connection, values: Iterable[str]) -> list[int]:
    """Return the roundtables that each value names: that of the very code, or else those whose codes begin so."""
    codes = {key: _bare(code) for key, code in connection.execute(select(t.Roundtable.id, t.Roundtable.code))}
    keys: list[int] = []
    for wanted in map(_bare, values):
        exact = [key for key, code in codes.items() if code == wanted]
        keys += exact or [key for key, code in codes.items() if code.startswith(wanted)]
    return keys


def _bare(code: str) -> str:
    return "".join(fold(code.replace('"', " ")).split())


def _by_question(connection: Connection, value: str, roundtables: Sequence[int] | None) -> Any:
    keys = _numbered(connection, t.GuidingQuestion, value, roundtables)
    mapped = select(t.Mapping.practice_id).where(t.Mapping.guiding_question_id.in_(keys))
    return union(mapped, select(t.AnnexEntry.practice_id).where(t.AnnexEntry.guiding_question_id.in_(keys)))


def _by_measure(connection: Connection, value: str, roundtables: Sequence[int] | None) -> Any:
    keys = _numbered(connection, t.PossibleMeasure, value, roundtables)
    return select(t.Mapping.practice_id).where(t.Mapping.possible_measure_id.in_(keys))


def _numbered(connection: Connection, kind: Any, value: str, roundtables: Sequence[int] | None) -> list[int]:
    """Find questions or measures by number ("2", "Q2") or by words of their text, in the roundtables that are named."""
    number = fold(value).removeprefix("q" if kind is t.GuidingQuestion else "m")
    statement = select(kind.id, kind.position, kind.text)
    if roundtables is not None:
        statement = statement.where(kind.roundtable_id.in_(roundtables))
    rows = connection.execute(statement).all()
    if number.isdecimal():
        return [key for key, position, _ in rows if position + 1 == int(number)]
    return [key for key, _, words in rows if fold(value) in fold(words)]


def _by_status(_connection: Connection, value: str) -> Select[int]:
    wanted = [status for status in STATUSES if status.startswith(value.casefold())]
    return select(t.Practice.id).where(t.Practice.status.in_(wanted))


def _by_language(_connection: Connection, value: str) -> Any:
    own = select(t.Practice.id).where(t.Practice.language == value.casefold())
    translation = t.PracticeTranslation
    return union(own, select(translation.practice_id).where(translation.language == value.casefold()))


def _by_missing(_connection: Connection, value: str) -> Select[int]:
    lists: dict[str, Any] = {"countries": t.PracticeCountry, "partners": t.PracticePartner, "links": t.PracticeLink}
    texts: dict[str, Any] = {"title": t.Practice.title, "summary": t.Practice.summary, "contact": t.Practice.contact}
    kinds = {"areas": "thematic_area", "tags": "tag"}
    name = next((n for n in (*lists, *texts, *kinds) if fold(value) in (n, n.rstrip("s"))), "")
    practice = select(t.Practice.id)
    if name in texts:
        return practice.where(texts[name] == "")
    if name in lists:
        return practice.where(t.Practice.id.not_in(select(lists[name].practice_id)))
    if name in kinds:
        tagged = select(t.PracticeTerm.practice_id).join(t.Term, t.Term.id == t.PracticeTerm.term_id)
        return practice.where(t.Practice.id.not_in(tagged.where(t.Term.kind == kinds[name])))
    return practice.where(false())


def _by_changed(_connection: Connection, value: str) -> Select[int]:
    """Compare days, months or years as the texts that they are: 2026-01 begins every moment of that January."""
    asked = _DATE.fullmatch(value)
    practice = select(t.Practice.id)
    if asked is None:
        return practice.where(false())
    sign, day = asked.group(1) or "=", asked.group(2)
    begins = func.substr(t.Practice.changed_at, 1, len(day))
    comparisons: dict[str, ColumnElement[bool]] = {
        ">": begins > day,
        ">=": begins >= day,
        "<": begins < day,
        "<=": begins <= day,
        "=": begins == day,
    }
    return practice.where(comparisons[sign])


_FILTERS: dict[str, Callable[[Connection, str], Any]] = {
    "country": _by_country,
    "tag": _by_term("tag"),
    "area": _by_term("thematic_area"),
    "partner": _by_partner,
    "role": _by_role,
    "roundtable": _by_roundtable,
    "status": _by_status,
    "language": _by_language,
    "missing": _by_missing,
    "changed": _by_changed,
}
_NUMBERED: dict[str, Callable[[Connection, str, Sequence[int] | None], Any]] = {
    "question": _by_question,
    "measure": _by_measure,
}
"""What every roundtable has of its own: beside ``roundtable:`` only that roundtable's are meant."""


def best(connection: Connection, typed: str, limit: int) -> list[Hit]:
    """Return the practices that match, best first, titles weighing most; without words, in the order of titles."""
    if limit < 1 or not (parse(typed).phrases or parse(typed).filters):
        return []
    wanted = " AND ".join(_fts(phrase) for phrase in parse(typed).phrases if not phrase.is_excluded)
    index = t.PracticeIndex
    keys = select(index.id).where(*conditions(connection, typed, index.id)).order_by(index.title, index.id)
    if not wanted:
        return [_hit(connection, key, {}) for key in connection.scalars(keys.limit(limit))]
    bounded = list(connection.scalars(keys.order_by(None).limit(_RANKED)))
    return list(_ranked(connection, wanted, bounded, limit))


def _ranked(connection: Connection, wanted: str, keys: list[int], limit: int) -> Iterator[Hit]:
    excerpts = ", ".join(
        f"snippet(practice_text, {column}, '{_OPEN}', '{_CLOSE}', '…', 16)" for column in range(len(INDEXED))
    )
    statement = text(
        f"SELECT rowid, {excerpts} FROM practice_text "  # noqa: S608 - built from constants
        f"WHERE practice_text MATCH :words AND rowid IN ({', '.join(map(str, keys)) or 'NULL'}) "
        "ORDER BY bm25(practice_text, 8, 1, 2, 4, 4), rowid LIMIT :limit"
    )
    for key, *texts in connection.execute(statement, {"words": wanted, "limit": limit}).all():
        yield _hit(connection, key, dict(zip(INDEXED, texts, strict=True)))


def _hit(connection: Connection, key: int, excerpts: dict[str, str | None]) -> Hit:
    field, excerpt = next(((f, words) for f, words in excerpts.items() if words and _OPEN in words), ("", ""))
    uid, title = connection.execute(select(t.Practice.uid, t.Practice.title).where(t.Practice.id == key)).one()
    places = select(t.PracticeCountry.printed).where(t.PracticeCountry.practice_id == key)
    countries = tuple(connection.scalars(places.order_by(t.PracticeCountry.position)))
    return Hit(uid, title, countries, field, excerpt.replace(_OPEN, "«").replace(_CLOSE, "»"))
