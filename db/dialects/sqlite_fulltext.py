"""Full-text index of a workspace file: SQLite's FTS5, over words that are folded already."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Integer, Select, TextClause, bindparam, column, select, table, text

from db.dialects.indexed_texts import COLUMNS, texts
from db.dialects.word_query import AllOf, WordPhrase, WordQuery

CREATE = (
    "CREATE VIRTUAL TABLE practice_text USING fts5(title, summary, partners, countries, terms, details, "
    "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
)
TABLES = frozenset(f"practice_text{part}" for part in ("", "_config", "_content", "_data", "_docsize", "_idx"))
"""The names of the table and of those that it keeps its index in."""
_NAMES = ", ".join(COLUMNS)
_TEXTS = texts(joined="group_concat")
_WORDS = ", ".join(f"index_words({text})" for text in _TEXTS.values())
# Of letters in ASCII, lower case is what index_words makes. The limit keeps SQLite from computing each text twice.
_DIFFERS = " OR ".join(
    f"held.c{number} IS NOT lower(p.{name}) AND held.c{number} IS NOT index_words(p.{name})"
    for number, name in enumerate(_TEXTS)
)
_OUT_OF_STEP = f"""
    SELECT count(*) FROM (
        SELECT p.id, {", ".join(f"{text} AS {name}" for name, text in _TEXTS.items())}
        FROM practice p WHERE p.deleted_at IS NULL LIMIT -1
    ) p LEFT JOIN practice_text_content held ON held.id = p.id WHERE {_DIFFERS}
"""  # noqa: S608 - constants
_SURPLUS = "SELECT count(*) FROM practice_text WHERE rowid NOT IN (SELECT id FROM practice WHERE deleted_at IS NULL)"
_INDEX = table("practice_text", column("rowid", Integer), column("practice_text"))


def _of_some(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


_REMOVE = _of_some("DELETE FROM practice_text WHERE rowid IN :ids")
_ADD = _of_some(f"""
    INSERT INTO practice_text (rowid, {_NAMES})
    SELECT p.id, {_WORDS} FROM practice p WHERE p.deleted_at IS NULL AND p.id IN :ids
""")  # noqa: S608 - constants


def create(connection: Connection) -> None:
    """Make the index, empty."""
    connection.exec_driver_sql(CREATE)


def renew(connection: Connection, keys: Sequence[int]) -> None:
    """Index some hundred practices anew, present or gone."""
    for statement in (_REMOVE, _ADD):
        connection.execute(statement, {"ids": keys})


def matching(query: WordQuery, columns: Sequence[str] = ()) -> Select[int]:
    """Select the keys of the practices that match, in some columns or any."""
    return select(_INDEX.c.rowid).where(_INDEX.c.practice_text.op("MATCH")(_within(query, columns)))


def ranked(
    connection: Connection,
    query: WordQuery,
    weights: Mapping[str, float],
    *,
    limit: int,
    among: Sequence[int] | None = None,
) -> list[int]:
    """Return the keys of the practices that match in the weighted columns, of all or of some, best first."""
    some = "" if among is None else f"AND rowid IN ({', '.join(map(str, among)) or 'NULL'}) "
    statement = text(
        f"SELECT rowid FROM practice_text WHERE practice_text MATCH :words {some}"  # noqa: S608 - numbers
        f"ORDER BY bm25(practice_text, {', '.join(str(weights.get(name, 0)) for name in COLUMNS)}), rowid LIMIT :limit"
    )
    return list(connection.scalars(statement, {"words": _within(query, tuple(weights)), "limit": limit}))


def stale(connection: Connection) -> int:
    """Count the practices whose indexed words are not their words."""
    return connection.scalar(text(_OUT_OF_STEP)) or 0


def surplus(connection: Connection) -> int:
    """Count the indexed practices that are not there."""
    return connection.scalar(text(_SURPLUS)) or 0


def inner_faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence where the lists of words are not as long as their own total says, or lengths are missing.

    FTS5's own check needs to write.
    """
    connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, practice_text, 'row')")
    try:
        listed = connection.scalar(text("SELECT ifnull(sum(cnt), 0) FROM temp.indexed_words"))
    finally:
        connection.exec_driver_sql("DROP TABLE temp.indexed_words")
    total = connection.scalar(text("SELECT block FROM practice_text_data WHERE id = 1")) or b""
    lengths, texts = (
        connection.scalar(text(f"SELECT count(*) FROM practice_text_{part}"))  # noqa: S608 - constants
        for part in ("docsize", "content")
    )
    held, *words = _numbers(total) or [0]
    if listed != sum(words) or held != texts or lengths != texts:
        yield "The full-text index lacks words."


def _numbers(block: bytes) -> list[int]:
    """Return the numbers of a block, seven bits a byte: how many texts FTS5 holds, and words in each column."""
    numbers, number = [], 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers


def _within(query: WordQuery, columns: Sequence[str]) -> str:
    is_restricted = columns and set(columns) != set(COLUMNS)
    return f"{{{' '.join(columns)}}} : ({_written(query)})" if is_restricted else _written(query)


def _written(query: WordQuery) -> str:
    if isinstance(query, WordPhrase):
        return f'"{" ".join(query.words)}"{"*" if query.is_prefix else ""}'
    between = " AND " if isinstance(query, AllOf) else " OR "
    return f"({between.join(map(_written, query.parts))})"
