"""Full-text index and sort index of practices, renewed in the transaction that changes a practice, never journaled."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import insert, text
from sqlalchemy.engine import Connection

from db.letters import fold
from db.tables import PracticeIndex

CREATE = (
    "CREATE VIRTUAL TABLE practice_text USING fts5(title, summary, partners, countries, terms, details, "
    "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
)
TABLES = frozenset(f"practice_text{part}" for part in ("", "_config", "_content", "_data", "_docsize", "_idx"))
"""The names of the table and of those that it keeps its index in."""
DETAILS = (
    *("notes", "results", "lessons", "beneficiaries", "evidence", "evaluation", "replicability", "level", "reach"),
    *("gender_aspects", "child_aspects", "disability_aspects", "starts", "ends", "progress", "budget", "currency"),
    *("contact", "publication_consent", "image_rights", "cleared_by", "cleared_on"),
)
"""The fields of one text in ``details``; links, further labels and references are there, too."""
_JOINED = " || char(10) || ".join(f"p.{name}" for name in DETAILS)
_LISTS = " || ".join(
    f"coalesce((SELECT char(10) || group_concat({value}, char(10)) FROM {table} WHERE practice_id = p.id), '')"  # noqa: S608
    for table, value in (
        ("practice_link", "text"),
        ("practice_extra", "label || ': ' || value"),
        ("practice_reference", "value"),
    )
)
_TEXTS = {
    "title": """p.title || coalesce((SELECT group_concat('; ' || title, '') FROM practice_translation
        WHERE practice_id = p.id), '')""",
    "summary": """p.summary || coalesce((SELECT group_concat(char(10) || summary, '') FROM practice_translation
        WHERE practice_id = p.id), '')""",
    "partners": "(SELECT group_concat(name, '; ') FROM practice_partner WHERE practice_id = p.id)",
    "countries": "(SELECT group_concat(printed || ' ' || code, '; ') FROM practice_country WHERE practice_id = p.id)",
    "terms": """(SELECT group_concat(term.name, '; ') FROM practice_term JOIN term ON term.id = term_id
        WHERE practice_id = p.id)""",
    "details": f"{_JOINED} || {_LISTS}",
}
"""What each column holds the words of."""
_NAMES = ", ".join(_TEXTS)
_WORDS = ", ".join(f"index_words({text})" for text in _TEXTS.values())
_FILL = f"""
    INSERT INTO practice_text (rowid, {_NAMES})
    SELECT p.id, {_WORDS} FROM practice p WHERE p.deleted_at IS NULL AND p.id BETWEEN :first AND :last
"""  # noqa: S608 - constants
# Of letters in ASCII, lower case is what index_words makes. The limit keeps SQLite from computing each text twice.
_DIFFERS = " OR ".join(
    f"held.c{number} IS NOT lower(p.{name}) AND held.c{number} IS NOT index_words(p.{name})"
    for number, name in enumerate(_TEXTS)
)
OUT_OF_STEP = f"""
    SELECT count(*) FROM (
        SELECT p.id, {", ".join(f"{text} AS {name}" for name, text in _TEXTS.items())}
        FROM practice p WHERE p.deleted_at IS NULL LIMIT -1
    ) p LEFT JOIN practice_text_content held ON held.id = p.id WHERE {_DIFFERS}
"""  # noqa: S608 - constants
"""Counts the practices whose indexed words are not their words."""
_SORTED_BY = """
    SELECT p.id, p.title,
        (SELECT printed FROM practice_country WHERE practice_id = p.id ORDER BY position LIMIT 1),
        (SELECT term.name FROM practice_term JOIN term ON term.id = term_id
            WHERE practice_id = p.id AND term.kind = 'thematic_area' ORDER BY practice_term.position LIMIT 1),
        (SELECT term.name FROM practice_term JOIN term ON term.id = term_id
            WHERE practice_id = p.id AND term.kind = 'tag' ORDER BY practice_term.position LIMIT 1),
        (SELECT name FROM practice_partner WHERE practice_id = p.id ORDER BY position LIMIT 1)
    FROM practice p WHERE p.deleted_at IS NULL AND p.id BETWEEN :first AND :last
"""
_SORTED = ("title", "country", "thematic_area", "tag", "partner")
_ROWS_A_STEP = 5000


def renew(connection: Connection, practice_ids: Sequence[int]) -> None:
    """Bring both indexes in step with the practices, present or gone."""
    for first, last in _runs(sorted(practice_ids)):
        bounds = {"first": first, "last": last}
        connection.execute(text("DELETE FROM practice_text WHERE rowid BETWEEN :first AND :last"), bounds)
        connection.execute(text("DELETE FROM practice_index WHERE id BETWEEN :first AND :last"), bounds)
        connection.execute(text(_FILL), bounds)
        rows = iter(connection.execute(text(_SORTED_BY), bounds))
        while step := list(islice(rows, _ROWS_A_STEP)):
            connection.execute(
                insert(PracticeIndex),
                [
                    {"id": key} | {name: fold(value or "") for name, value in zip(_SORTED, values, strict=True)}
                    for key, *values in step
                ],
            )


def _runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Group sorted ids into runs without gaps: an import is one statement, not thousands."""
    start = previous = None
    for key in ids:
        if start is None or previous is None:
            start = key
        elif key != previous + 1:
            yield start, previous
            start = key
        previous = key
    if start is not None and previous is not None:
        yield start, previous


def practices_with_terms(connection: Connection, term_ids: Sequence[int]) -> list[int]:
    """Name the practices that carry any of the terms."""
    found: list[int] = []
    for term_id in term_ids:
        statement = text("SELECT DISTINCT practice_id FROM practice_term WHERE term_id = :term")
        found.extend(connection.scalars(statement, {"term": term_id}))
    return found
