"""What practices say, as suggestions compare it: title, summary, translations, terms and objectives in every language.

Reads only; what a text answers is not known here.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.mapping.cells import fetched
from roundtable.suggestions.ranking import Text
from roundtable.suggestions.related_words import Token
from roundtable.vocabulary import spellings, term_lookup

_STEP = 500
_PROPOSED = 1000
"""How many practices the full-text index proposes."""
_WHOLE = 4
"""A stem that is shorter has lost no ending."""


def every(connection: Connection) -> list[int]:
    """Return the keys of the practices outside the trash, in their order."""
    p = t.Practice
    return list(connection.scalars(select(p.id).where(p.deleted_at.is_(None)).order_by(p.id)))


def read(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, tuple[Text, ...]]]:
    """Give what each practice says, in its own language and then in each other one, in the order of the ``keys``.

    Those in the trash are left out.
    """
    known = _names_of_terms(connection)
    objectives = term_lookup.in_every_language("gcm_objective")
    for start in range(0, len(keys), _STEP):
        some = keys[start : start + _STEP]
        carried = _terms(connection, some)
        served = _objectives(connection, some)
        said = _texts(connection, some)
        for key in some:
            if key in said:
                terms = [known[term] for term in carried.get(key, ())]
                terms += [objectives.get(value, (value,)) for value in served.get(key, ())]
                yield key, tuple(Text(title, summary, tuple(terms)) for title, summary in said[key])


def proposed(connection: Connection, tokens: Iterable[Token]) -> list[int]:
    """Let the full-text index propose practices that say some of this: 100,000 cannot all be read at once."""
    wanted = " OR ".join(dict.fromkeys(map(_expression, tokens)))
    if not wanted:
        return []
    statement = text(
        "SELECT rowid FROM practice_text WHERE practice_text MATCH :words "
        "ORDER BY bm25(practice_text, 3, 1, 0, 0, 2), rowid LIMIT :limit"
    )
    return list(connection.scalars(statement, {"words": wanted, "limit": _PROPOSED}))


def _expression(token: Token) -> str:
    if isinstance(token, tuple):
        return f"({' AND '.join(map(_expression, token))})"
    return f'"{token}"{"*" if len(token) >= _WHOLE else ""}'


def _names_of_terms(connection: Connection) -> dict[int, tuple[str, ...]]:
    spoken = spellings.names(connection, t.TermAlias)
    return {
        key: tuple(dict.fromkeys((name, *spoken.get(key, {}).values())))
        for key, name in connection.execute(select(t.Term.id, t.Term.name))
    }


def _terms(connection: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    link = t.PracticeTerm
    statement = select(link.practice_id, link.term_id).where(link.practice_id.in_(keys)).order_by(link.position)
    carried: dict[int, list[int]] = {}
    for key, term in fetched(connection, statement):
        carried.setdefault(key, []).append(term)
    return carried


def _objectives(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    r = t.PracticeReference
    statement = select(r.practice_id, r.value).where(r.kind == "gcm_objectives", r.practice_id.in_(keys))
    served: dict[int, list[str]] = {}
    for key, value in fetched(connection, statement.order_by(r.position)):
        served.setdefault(key, []).append(value)
    return served


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    p, other = t.Practice, t.PracticeTranslation
    own = select(p.id, p.title, p.summary).where(p.id.in_(keys), p.deleted_at.is_(None))
    said = {key: [(title, summary)] for key, title, summary in fetched(connection, own)}
    translated = select(other.practice_id, other.title, other.summary).where(other.practice_id.in_(keys))
    for key, title, summary in fetched(connection, translated.order_by(other.position)):
        if key in said:
            said[key].append((title, summary))
    return said
