"""The words a person types into the search field, as a full-text query, and what it finds.

Every text a person can type is a valid query; nothing raises.
"""

import re
from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.engine import Connection

FIELDS = ("title", "summary", "partners", "countries", "terms")
"""The index's columns, in their order."""
_TOKEN = re.compile(r'-?"[^"]*"?|\S+')
_RANKED = 1000
"""How many hits are ranked: ranking every hit of a common word would take a quarter of a second."""
_OPEN, _CLOSE = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one practice found, the field that matched, and the words around the match."""

    id: str
    title: str
    countries: tuple[str, ...]
    field: str
    excerpt: str


def matching(typed: str) -> TextClause | None:
    """Return the select of the practices that match what was typed; None where it says nothing.

    Words match as prefixes, all must occur; "quoted words" match as a phrase; -word must not occur.
    """
    wanted, unwanted = _phrases(typed)
    if wanted:
        query = " AND ".join(wanted) if not unwanted else f"({' AND '.join(wanted)}) NOT ({' OR '.join(unwanted)})"
        return text("SELECT rowid FROM practice_text WHERE practice_text MATCH :words").bindparams(words=query)
    if unwanted:
        return text(
            "SELECT id FROM practice_index WHERE id NOT IN "
            "(SELECT rowid FROM practice_text WHERE practice_text MATCH :words)"
        ).bindparams(words=" OR ".join(unwanted))
    return None


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words and phrases that a reader wants to see marked."""
    return tuple(phrase.strip('"*').replace('"', "") for phrase in _phrases(typed)[0])


def _phrases(typed: str) -> tuple[list[str], list[str]]:
    wanted: list[str] = []
    unwanted: list[str] = []
    for token in _TOKEN.findall(typed.replace("\0", " ")):
        words = token.removeprefix("-").replace('"', " ").strip()
        if any(character.isalnum() for character in words):
            phrase = f'"{words}"' if '"' in token else f'"{words}"*'
            (unwanted if token.startswith("-") else wanted).append(phrase)
    return wanted, unwanted


def best(connection: Connection, typed: str, limit: int) -> list[Hit]:
    """Return the practices that match, best first, titles weighing most."""
    condition = matching(typed)
    if condition is None or limit < 1:
        return []
    excerpts = ", ".join(
        f"snippet(practice_text, {column}, '{_OPEN}', '{_CLOSE}', '…', 16)" for column in range(len(FIELDS))
    )
    parameters = condition.compile().params
    statement = text(
        f"SELECT rowid, {excerpts} FROM practice_text "  # noqa: S608 - built from constants
        f"WHERE practice_text MATCH :words AND rowid IN ({condition.text} LIMIT {_RANKED}) "
        "ORDER BY bm25(practice_text, 8, 1, 2, 4, 4), rowid LIMIT :limit"
    )
    found = connection.execute(statement, {**parameters, "limit": limit}).all()
    return [_hit(connection, key, dict(zip(FIELDS, texts, strict=True))) for key, *texts in found]


def _hit(connection: Connection, key: int, excerpts: dict[str, str | None]) -> Hit:
    field, excerpt = next(((f, words) for f, words in excerpts.items() if words and _OPEN in words), ("title", ""))
    uid, title = connection.execute(text("SELECT uid, title FROM practice WHERE id = :key"), {"key": key}).one()
    places = text("SELECT printed FROM practice_country WHERE practice_id = :key ORDER BY position")
    countries = tuple(connection.scalars(places, {"key": key}))
    return Hit(uid, title, countries, field, excerpt.replace(_OPEN, "«").replace(_CLOSE, "»"))
