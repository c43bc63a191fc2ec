"""Full-text index of a shared workspace: words in tsvectors, which need no dictionary, configuration or extension.

The words are folded as in SQLite's index and are kept in order, too: phrases, columns and ranks are told by those.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log
from operator import mul
from typing import Any, TypeGuard

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.schema import Column

from db.dialects.indexed_texts import COLUMNS, SUBJECT, texts
from db.dialects.word_query import AnyOf, WordPhrase, WordQuery, phrases_of
from db.errors import WorkspaceError
from db.letters import words_in

_ALL_WORDS = " || ".join(COLUMNS)
_SUBJECT_WORDS = " || ".join(SUBJECT)
_CREATE = (
    "CREATE TABLE practice_text (id integer NOT NULL PRIMARY KEY, "
    + "".join(f'{name} text COLLATE "C" NOT NULL, ' for name in COLUMNS)
    + "size integer NOT NULL, "
    + ", ".join(
        f"{name} tsvector GENERATED ALWAYS AS "
        f"(array_to_tsvector(array_remove(string_to_array({held}, ' '), ''))) STORED"
        for name, held in (("words", _ALL_WORDS), ("subject_words", _SUBJECT_WORDS))
    )
    + ")",
    "CREATE INDEX practice_text_words ON practice_text USING gin (words)",
    "CREATE INDEX practice_text_subject_words ON practice_text USING gin (subject_words)",
    "CREATE INDEX practice_text_size ON practice_text (size)",
)
TABLES = frozenset({"practice_text"})
"""The name of the table."""
_TEXTS = texts(joined="string_agg", order=" ORDER BY {table}.position, {table}.id")
_READ = text(
    f"SELECT p.id, {', '.join(_TEXTS.values())} FROM practice p "  # noqa: S608 - constants
    "WHERE p.deleted_at IS NULL AND p.id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_PRACTICES_A_STEP = 500
_LONGEST_WORD = 500
"""A word goes into the index up to here: a tsvector takes up to 2,046 bytes."""
_WORDS_LOOKED_UP = 100
"""A phrase is looked up in the index by so many of its words: a tsquery takes a megabyte."""
_MOST_PHRASES = 1000
"""Each phrase is a condition on every column: thousands take minutes to plan, and a statement 65,535 values at most."""
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""The two constants of BM25, as SQLite's FTS5 sets them."""
_LEAST_WEIGHT = 1e-6
"""The weight of a phrase that is in every other practice."""
_INDEX = Table(
    "practice_text",
    MetaData(),
    Column("id", Integer),
    *(Column(name, Text) for name in (*COLUMNS, "words", "subject_words")),
    Column("size", Integer),
)


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def renew(connection: Connection, keys: Sequence[int]) -> None:
    """Index some hundred practices anew, present or gone."""
    connection.execute(delete(_INDEX).where(_INDEX.c.id.in_(keys)))
    if rows := list(_indexed(connection, keys)):
        connection.execute(insert(_INDEX), rows)


def _indexed(connection: Connection, keys: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield the rows of practices as the index should hold them."""
    for key, *values in connection.execute(_READ, {"ids": keys}):
        held = [words_in(value or "") for value in values]
        yield {
            "id": key,
            **{name: _joined(words) for name, words in zip(COLUMNS, held, strict=True)},
            "size": sum(map(len, held)),
        }


def _joined(words: Sequence[str]) -> str:
    """Return words with blanks of their own on either side: a phrase of them is a part of the text."""
    return "".join(f" {word[:_LONGEST_WORD]} " for word in words)


def _searched(phrase: WordPhrase) -> str:
    """Return a phrase as a part of what ``_joined`` gives."""
    joined = _joined(phrase.words)
    return joined[:-1] if phrase.is_prefix else joined


def matching(query: WordQuery, columns: Sequence[str] = ()) -> Select[int]:
    """Select the keys of the practices that match, in some columns or any.

    Raises WorkspaceError for more phrases than can be asked for at once.
    """
    columns = columns or COLUMNS
    phrases = sum(not _is_told_by_lookup(phrase, columns) for phrase in phrases_of(query))
    if phrases > _MOST_PHRASES:
        raise WorkspaceError(
            f"A search on a server takes at most {_MOST_PHRASES:,} phrases at once, and this has {phrases:,}.",
            "Search for fewer at a time.",
        )
    return select(_INDEX.c.id).where(_condition(query, columns))


def _condition(query: WordQuery, columns: Sequence[str]) -> ColumnElement[bool]:
    if isinstance(query, WordPhrase):
        found = _looked_up(_lexemes(query), columns)
        held = (_INDEX.c[name].contains(_searched(query), autoescape=True) for name in columns)
        return found if _is_told_by_lookup(query, columns) else and_(found, or_(*held))
    joined, sign = (or_, " | ") if isinstance(query, AnyOf) else (and_, " & ")
    # Words of their own go into one lookup: a condition for each of thousands takes seconds to plan.
    single = [part for part in query.parts if _is_told_by_lookup(part, columns)]
    conditions = [_condition(part, columns) for part in query.parts if not _is_told_by_lookup(part, columns)]
    if single:
        conditions.append(_looked_up(sign.join(map(_lexemes, single)), columns))
    return joined(*conditions)


def _is_told_by_lookup(query: WordQuery, columns: Sequence[str]) -> TypeGuard[WordPhrase]:
    """Tell whether nothing but a lookup is needed: for one word, in just those columns that a vector is of."""
    is_word = isinstance(query, WordPhrase) and len(query.words) == 1
    return is_word and set(columns) in (set(COLUMNS), set(SUBJECT))


def _looked_up(words: str, columns: Sequence[str]) -> ColumnElement[bool]:
    vector = _INDEX.c.subject_words if set(columns) <= set(SUBJECT) else _INDEX.c.words
    found: ColumnElement[bool] = vector.op("@@")(cast(words, TSQUERY))
    return found


def _lexemes(phrase: WordPhrase) -> str:
    """Return what looks up all words of a phrase, in any order; of a very long one the first."""
    is_cut = len(phrase.words) > _WORDS_LOOKED_UP
    words = " & ".join(map(_lexeme, phrase.words[:_WORDS_LOOKED_UP]))
    return f"{words}:*" if phrase.is_prefix and not is_cut else words


def _lexeme(word: str) -> str:
    quoted = word[:_LONGEST_WORD].replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


def ranked(
    connection: Connection,
    query: WordQuery,
    weights: Mapping[str, float],
    *,
    limit: int,
    among: Sequence[int] | None = None,
) -> list[int]:
    """Return the keys of the practices that match in the weighted columns, of all or of some, best first (BM25)."""
    columns = tuple(weights)
    rows, words = connection.execute(select(func.count(), func.sum(_INDEX.c.size)).select_from(_INDEX)).one()
    rarity = {
        phrase: _rarity(rows, connection.scalar(select(func.count()).where(_condition(phrase, COLUMNS))) or 0)
        for phrase in phrases_of(query)
    }
    keys = _most_telling(connection, columns, rarity, limit) if among is None else among
    held = select(_INDEX.c.id, _INDEX.c.size, *(_INDEX.c[name] for name in columns))
    found = connection.execute(held.where(_INDEX.c.id.in_(keys), _condition(query, columns)))
    score = _score_by(rarity, weights, words / rows if rows else 0)
    return [key for _, key in sorted((-score(row), row.id) for row in found)][:limit]


def _rarity(rows: int, hits: int) -> float:
    return max(log((rows - hits + 0.5) / (hits + 0.5)), _LEAST_WEIGHT)


def _score_by(
    rarity: Mapping[WordPhrase, float], weights: Mapping[str, float], usual: float
) -> Callable[[Row[Any]], float]:
    """Return the function that scores a row, whose texts come after its key and size, by BM25."""
    patterns = [(re.compile(f"(?={re.escape(_searched(phrase))})"), weight) for phrase, weight in rarity.items()]

    def score(row: Row[Any]) -> float:
        length = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * row.size / usual)
        total = 0.0
        for pattern, rare in patterns:
            hits = [len(pattern.findall(held)) for held in tuple(row)[2:]]
            frequency = sum(map(mul, hits, weights.values()))
            total += rare * frequency * (_SATURATION + 1) / (frequency + length)
        return total

    return score


def _most_telling(
    connection: Connection,
    columns: Sequence[str],
    rarity: Mapping[WordPhrase, float],
    limit: int,
) -> list[int]:
    """Return the practices that hold the rarest of the phrases together: to rank every one would read them all."""
    parts = union_all(
        *(
            select(_INDEX.c.id, bindparam(None, rare, unique=True).label("weight")).where(_condition(phrase, columns))
            for phrase, rare in rarity.items()
        )
    ).subquery()
    statement = select(parts.c.id).group_by(parts.c.id).order_by(func.sum(parts.c.weight).desc(), parts.c.id)
    return list(connection.scalars(statement.limit(limit)))


def stale(connection: Connection) -> int:
    """Count the practices whose indexed words are not their words."""
    keys = connection.scalars(text("SELECT id FROM practice WHERE deleted_at IS NULL")).all()
    steps = range(0, len(keys), _PRACTICES_A_STEP)
    return sum(_stale(connection, keys[start : start + _PRACTICES_A_STEP]) for start in steps)


def _stale(connection: Connection, keys: Sequence[int]) -> int:
    names = ("id", *COLUMNS)
    held = connection.execute(select(*(_INDEX.c[name] for name in names)).where(_INDEX.c.id.in_(keys)))
    known = {row.id: tuple(row) for row in held}
    return sum(known.get(row["id"]) != tuple(map(row.get, names)) for row in _indexed(connection, keys))


def surplus(connection: Connection) -> int:
    """Count the indexed practices that are not there."""
    present = "SELECT id FROM practice WHERE deleted_at IS NULL"
    return connection.scalar(text(f"SELECT count(*) FROM practice_text WHERE id NOT IN ({present})")) or 0  # noqa: S608


def inner_faults(_connection: Connection) -> Iterator[str]:
    """Yield nothing: the server keeps its indexes in step itself."""
    yield from ()
