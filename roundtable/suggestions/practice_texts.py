"""Texts of practices for ranking: title, summary, translations, terms and objectives in every language."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from db import fulltext
from db import tables as t
from roundtable.mapping.cells import fetched
from roundtable.suggestions.ranking import Text
from roundtable.suggestions.related_words import Token
from roundtable.vocabulary import spellings, term_lookup

_STEP = 500
_PROPOSED = 1000
"""How many practices the full-text index proposes at most."""
_WEIGHTS = {"title": 3, "summary": 1, "terms": 2}
_SHORTEST_PREFIX = 4
"""A shorter stem is a whole word."""


def every(connection: Connection) -> list[int]:
    """Return the keys of the practices outside the trash, in their order."""
    p = t.Practice
    return list(connection.scalars(select(p.id).where(p.deleted_at.is_(None)).order_by(p.id)))


def read(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, tuple[Text, ...]]]:
    """Yield the texts of each practice outside the trash, its own language first, in the order of the ``keys``."""
    names_of_terms = _names_of_terms(connection)
    names_of_objectives = term_lookup.in_every_language("gcm_objective")
    p, version, link, r = t.Practice, t.PracticeTranslation, t.PracticeTerm, t.PracticeReference
    for start in range(0, len(keys), _STEP):
        some = keys[start : start + _STEP]
        own = select(p.id, p.title, p.summary).where(p.id.in_(some), p.deleted_at.is_(None))
        versions = select(version.practice_id, version.title, version.summary).where(version.practice_id.in_(some))
        texts = _grouped(connection, own)
        translations = _grouped(connection, versions.order_by(version.position))
        link_rows = select(link.practice_id, link.term_id).where(link.practice_id.in_(some))
        terms = _grouped(connection, link_rows.order_by(link.position))
        references = select(r.practice_id, r.value).where(r.kind == "gcm_objectives", r.practice_id.in_(some))
        objectives = _grouped(connection, references.order_by(r.position))
        for key in some:
            if key in texts:
                names = [names_of_terms[term] for (term,) in terms.get(key, ())]
                names += [names_of_objectives.get(value, (value,)) for (value,) in objectives.get(key, ())]
                both = (*texts[key], *translations.get(key, ()))
                yield key, tuple(Text(title, summary, tuple(names)) for title, summary in both)


def _grouped(connection: Connection, statement: Select[*tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows by their first column."""
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for key, *values in fetched(connection, statement):
        rows.setdefault(key, []).append(tuple(values))
    return rows


def proposed(connection: Connection, tokens: Iterable[Token]) -> list[int]:
    """Return the practices that match some of the tokens best in the full-text index: 100,000 cannot all be read."""
    wanted = tuple(dict.fromkeys(map(_expression, tokens)))
    return fulltext.ranked(connection, fulltext.AnyOf(wanted), _WEIGHTS, limit=_PROPOSED) if wanted else []


def _expression(token: Token) -> fulltext.WordQuery:
    if isinstance(token, tuple):
        return fulltext.AllOf(tuple(map(_expression, token)))
    return fulltext.WordPhrase((token,), is_prefix=len(token) >= _SHORTEST_PREFIX)


def _names_of_terms(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return the name of each term, then its names in other languages."""
    others = spellings.read(connection, t.TermAlias)
    return {
        key: tuple(dict.fromkeys((name, *others[key].names.values())))
        for key, name in connection.execute(select(t.Term.id, t.Term.name))
    }
