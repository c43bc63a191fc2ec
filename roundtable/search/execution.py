"""Execution of search queries: their conditions in SQL, and the best hits with excerpts."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true, union
from sqlalchemy.engine import Connection, CursorResult

from db import tables as t
from db.fulltext import DETAILS, AllOf, AnyOf, WordPhrase, WordQuery, matching, ranked
from db.letters import fold, words_in
from roundtable.records.handover import HANDOVER_KINDS, HandoverKind
from roundtable.records.practice import CLEARED, ROLES, STATUSES
from roundtable.records.vocabulary import TermKind
from roundtable.search import hits, roundtable_practices
from roundtable.search.query import Phrase, parse
from roundtable.vocabulary import place_store
from roundtable.vocabulary.place_lookup import standard_places

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
"""The columns to sort by; the region, which no table holds, is computed by ``_region``."""
_WEIGHTS = {"title": 8, "summary": 1, "partners": 2, "countries": 4, "terms": 4, "details": 1}
"""How much a hit in each column of the full-text index counts."""
_RANKED = 1000
"""How many hits are ranked: ranking every hit of a common word would take a quarter of a second."""
_DATE = re.compile(r"([<>]=?|=)?(\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_DIGITS, _GROUPS = re.compile(r"[1-9][0-9]{3,20}"), re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+")
_COMPARISONS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq}
_WITH_TERM = select(t.PracticeTerm.practice_id).join(t.Term, t.Term.id == t.PracticeTerm.term_id)
_BLANK = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
"""Every character that leaves a field as empty as if nothing stood in it."""


def _is_empty(column: Any) -> ColumnElement[bool]:
    return func.trim(column, _BLANK) == ""


NEEDED: dict[str, ColumnElement[bool]] = {
    "title": _is_empty(t.Practice.title),
    "summary": _is_empty(t.Practice.summary),
    "countries": t.Practice.id.not_in(
        select(t.PracticeCountry.practice_id).where(~_is_empty(t.PracticeCountry.printed))
    ),
    "clearance": t.Practice.status.not_in(CLEARED),
}
"""The conditions of ``missing:`` that keep a practice from being ready, as ``roundtable.checks`` has them."""
MISSING: dict[str, ColumnElement[bool]] = {
    **NEEDED,
    "needed": or_(*NEEDED.values()),
    "partners": t.Practice.id.not_in(select(t.PracticePartner.practice_id)),
    "links": t.Practice.id.not_in(select(t.PracticeLink.practice_id)),
    "contact": t.Practice.contact == "",
    "areas": t.Practice.id.not_in(_WITH_TERM.where(t.Term.kind == "thematic_area")),
    "tags": t.Practice.id.not_in(_WITH_TERM.where(t.Term.kind == "tag")),
    "annex": t.Practice.id.not_in(select(t.AnnexEntry.practice_id)),
}
"""The condition behind each value of ``missing:``; ``needed`` is anything that a practice needs to be ready."""
OUTDATED: ColumnElement[bool] = and_(
    or_(t.PracticeTranslation.original_title != "", t.PracticeTranslation.original_summary != ""),
    or_(
        t.PracticeTranslation.original_title != t.Practice.title,
        t.PracticeTranslation.original_summary != t.Practice.summary,
    ),
)
"""The condition on a language version, joined to its practice, that the original was changed since it was made."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one practice found, the field that matched, and the words around the match."""

    id: str
    title: str
    countries: tuple[str, ...]
    field: str
    excerpt: str


def conditions(connection: Connection, typed: str, key: Any) -> list[ColumnElement[bool]]:
    """Return the conditions of a query on the practice whose key is the column ``key``; [] for an empty query."""
    query = parse(typed)
    found: list[ColumnElement[bool]] = []
    if words := _indexed(phrase for phrase in query.phrases if not phrase.is_excluded):
        found.append(key.in_(matching(connection, AllOf(words))))
    if excluded := _indexed(phrase for phrase in query.phrases if phrase.is_excluded):
        found.append(key.not_in(matching(connection, AnyOf(excluded))))
    codes = [one.value for one in query.filters if one.field == "roundtable" and not one.is_excluded]
    # Questions and measures are numbered in each roundtable anew: beside ``roundtable:`` only that one's are meant.
    roundtables = _roundtables(connection, codes) if codes else None
    filters: dict[str, Callable[[Connection, str], Any]] = {
        **_FILTERS,
        "question": partial(_by_target, t.GuidingQuestion, roundtables),
        "measure": partial(_by_target, t.PossibleMeasure, roundtables),
    }
    for one in query.filters:
        keys = filters[one.field](connection, one.value)
        found.append(key.not_in(keys) if one.is_excluded else key.in_(keys))
    return found


def keys_from(result: CursorResult[*tuple[Any, ...]]) -> list[int]:
    """Return a result's single column; straight from the driver, for 100,000 rows cost as much again as their query."""
    cursor = result.cursor
    return [] if cursor is None else [key for (key,) in cursor.fetchall()]


def found(connection: Connection, typed: str, *, sort: str, descending: bool) -> Select[int]:
    """Select the keys of the practices that match a query, in the order of a column of ``SORTS``."""
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
    within = standard_places().countries_by_region()
    named = case(*((c.code.in_(codes), region) for region, codes in within.items()))
    # The condition names no code: else the index of codes would be searched for every country, for each practice.
    is_here = c.practice_id == t.PracticeIndex.id, named.is_not(None)
    first = select(named).where(*is_here).order_by(c.position).limit(1)
    return func.coalesce(first.scalar_subquery(), "")


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words and phrases of a query to be marked in a text."""
    wanted = (phrase.words for phrase in parse(typed).phrases if not phrase.is_excluded)
    return tuple(spelling for words in wanted for spelling in _spellings(words))


def _indexed(phrases: Iterable[Phrase]) -> tuple[WordQuery, ...]:
    """Return phrases as the index is asked for them, without those that have no letter or digit."""
    found: list[WordQuery] = []
    for phrase in phrases:
        spellings = (tuple(words_in(words)) for words in _spellings(phrase.words))
        meant = tuple(WordPhrase(words, phrase.is_prefix) for words in spellings if words)
        found.extend(meant if len(meant) < 2 else [AnyOf(meant)])
    return tuple(found)


def _spellings(words: str) -> tuple[str, ...]:
    """Return words and, for a number of four digits or more, the number in groups of three, or in one."""
    number = " ".join(words_in(words))
    if _DIGITS.fullmatch(number):
        return words, f"{int(number):,}"
    return (words, number.replace(" ", "")) if _GROUPS.fullmatch(number) else (words,)


def _in_column(name: str, connection: Connection, value: str) -> Select[int]:
    words = _indexed([Phrase(value)])
    return matching(connection, AllOf(words), [name]) if words else select(t.Practice.id).where(false())


def _by_country(connection: Connection, value: str) -> Any:
    places = place_store.load(connection)
    place = places.find(value) or places.by_code(value)
    if place is None:
        return _in_column("countries", connection, value)
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


def _by_choice(
    key: Any, column: Any, choices: Sequence[str], *also: ColumnElement[bool]
) -> Callable[[Connection, str], Select[int]]:
    def by_choice(_connection: Connection, value: str) -> Select[int]:
        meant = [choice for choice in choices if choice.startswith(value.casefold())]
        return select(key).where(column.in_(meant), *also)

    return by_choice


def _roundtables(connection: Connection, values: Iterable[str]) -> list[int]:
    """Return the keys of the roundtables that have one of the codes or, where none has it, begin with it."""
    codes = {key: _bare(code) for key, code in connection.execute(select(t.Roundtable.id, t.Roundtable.code))}
    keys: list[int] = []
    for wanted in map(_bare, values):
        exact = [key for key, code in codes.items() if code == wanted]
        keys += exact or [key for key, code in codes.items() if code.startswith(wanted)]
    return keys


def _bare(code: str) -> str:
    return "".join(fold(code.replace('"', " ")).split())


def _by_target(kind: Any, roundtables: Sequence[int] | None, connection: Connection, value: str) -> Any:
    """Find questions or measures by number ("2", "Q2") or words, in some roundtables or all; select their practices."""
    e, m = t.AnnexEntry, t.Mapping
    number = fold(value).removeprefix("q" if kind is t.GuidingQuestion else "m")
    statement = select(kind.id, kind.position, kind.text)
    if roundtables is not None:
        statement = statement.where(kind.roundtable_id.in_(roundtables))
    rows = connection.execute(statement)
    if number.isdecimal():
        keys = [key for key, position, _ in rows if position + 1 == int(number)]
    else:
        keys = [key for key, _, words in rows if fold(value) in fold(words)]
    if kind is t.PossibleMeasure:
        return select(m.practice_id).where(m.possible_measure_id.in_(keys))
    mapped = select(m.practice_id).where(m.guiding_question_id.in_(keys))
    return union(mapped, select(e.practice_id).where(e.guiding_question_id.in_(keys)))


def _by_language(_connection: Connection, value: str) -> Any:
    own = select(t.Practice.id).where(t.Practice.language == value.casefold())
    translation = t.PracticeTranslation
    return union(own, select(translation.practice_id).where(translation.language == value.casefold()))


def _by_missing(_connection: Connection, value: str) -> Select[int]:
    name = next((name for name in MISSING if fold(value) in (name, name.rstrip("s"))), "")
    return select(t.Practice.id).where(MISSING.get(name, false()))


def _by_outdated(_connection: Connection, value: str) -> Select[int]:
    """Find practices with a language version, in one language or ``any``, whose original was changed since."""
    translation, wanted = t.PracticeTranslation, value.casefold()
    statement = select(translation.practice_id).join(t.Practice, t.Practice.id == translation.practice_id)
    return statement.where(OUTDATED, true() if wanted == "any" else translation.language == wanted)


def _by_change(connection: Connection, value: str) -> Any:
    """Find what changed since a handover, or on, before or after a day, month or year.

    Those are compared as the texts that they are: 2026-01 begins every moment of that January.
    """
    match = _DATE.fullmatch(value)
    if match is None:
        return _by_handover(roundtable_practices.changed, connection, value)
    sign, date = match.group(1) or "=", match.group(2)
    begins = func.substr(t.Practice.changed_at, 1, len(date))
    return select(t.Practice.id).where(_COMPARISONS[sign](begins, date))


def _by_handover(
    select_since: Callable[[Connection, HandoverKind, Sequence[int] | None], Any], connection: Connection, value: str
) -> Any:
    """Find what is otherwise since the last "annex" or "contribution", or that of one roundtable: "annex RT 3.2"."""
    typed, _, code = value.partition(" ")
    kind = next((kind for kind in HANDOVER_KINDS if kind.startswith(typed.casefold())), None)
    if kind is None:
        return select(t.Practice.id).where(false())
    return select_since(connection, kind, _roundtables(connection, [code]) if code else None)


_FILTERS: dict[str, Callable[[Connection, str], Any]] = {
    "country": _by_country,
    "tag": _by_term("tag"),
    "area": _by_term("thematic_area"),
    "partner": partial(_in_column, "partners"),
    "role": _by_choice(t.PracticePartner.practice_id, t.PracticePartner.role, ROLES),
    "roundtable": lambda connection, value: roundtable_practices.used_in(_roundtables(connection, [value])),
    # With what is in the trash left out the index alone is read, not the long rows of practices.
    "status": _by_choice(t.Practice.id, t.Practice.status, STATUSES, t.Practice.deleted_at.is_(None)),
    "language": _by_language,
    "missing": _by_missing,
    "outdated": _by_outdated,
    "changed": _by_change,
    "new": partial(_by_handover, roundtable_practices.new),
    "gone": partial(_by_handover, roundtable_practices.gone),
}


def best(connection: Connection, typed: str, limit: int) -> list[Hit]:
    """Return the practices that match, best first, titles weighing most; without words, in the order of titles."""
    query = parse(typed)
    if limit < 1 or not (query.phrases or query.filters):
        return []
    index = t.PracticeIndex
    keys = select(index.id).where(*conditions(connection, typed, index.id)).order_by(index.title, index.id)
    words = _indexed(phrase for phrase in query.phrases if not phrase.is_excluded)
    if not words:
        return [_hit(connection, key, ()) for key in connection.scalars(keys.limit(limit))]
    bounded = list(connection.scalars(keys.order_by(None).limit(_RANKED)))
    best_keys = ranked(connection, AllOf(words), _WEIGHTS, limit=limit, among=bounded)
    return [_hit(connection, key, words_of(typed)) for key in best_keys]


def _hit(connection: Connection, key: int, words: Sequence[str]) -> Hit:
    uid, title = connection.execute(select(t.Practice.uid, t.Practice.title).where(t.Practice.id == key)).one()
    places = select(t.PracticeCountry.printed).where(t.PracticeCountry.practice_id == key)
    countries = tuple(connection.scalars(places.order_by(t.PracticeCountry.position)))
    found = ((name, hits.excerpt(value, words)) for name, value in _texts(connection, key)) if words else ()
    field, excerpt = next(((name, around) for name, around in found if around), ("", ""))
    return Hit(uid, title, countries, field, excerpt)


def _texts(connection: Connection, key: int) -> Iterator[tuple[str, str]]:
    """Yield every field of a practice that is searched, those of the annex first."""
    p, translation, term = t.Practice, t.PracticeTranslation, t.Term
    values = connection.execute(select(p).where(p.id == key)).mappings().one()
    translated = connection.execute(
        select(translation.title, translation.summary).where(translation.practice_id == key)
    ).all()
    yield "title", "; ".join([values["title"], *(one.title for one in translated)])
    yield "summary", "\n".join([values["summary"], *(one.summary for one in translated)])
    for name, printed in (("partners", t.PracticePartner.name), ("countries", t.PracticeCountry.printed)):
        yield name, "; ".join(connection.scalars(_of(printed, key)))
    yield "countries", "; ".join(connection.scalars(_of(t.PracticeCountry.code, key)))
    named = select(term.name).join(t.PracticeTerm, t.PracticeTerm.term_id == term.id)
    yield "terms", "; ".join(connection.scalars(named.where(t.PracticeTerm.practice_id == key)))
    for name in DETAILS:
        yield name, values[name]
    yield "web_links", "\n".join(connection.scalars(_of(t.PracticeLink.text, key)))
    extra = t.PracticeExtra
    for label, value in connection.execute(select(extra.label, extra.value).where(extra.practice_id == key)):
        yield "extra", f"{label}: {value}"
    reference = t.PracticeReference
    for kind, value in connection.execute(select(reference.kind, reference.value).where(reference.practice_id == key)):
        yield kind, value


def _of(column: Any, key: int) -> Select[str]:
    return select(column).where(column.class_.practice_id == key).order_by(column.class_.position)
