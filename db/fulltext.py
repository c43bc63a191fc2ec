"""Full-text index and sort index of practices, renewed in the transaction that changes a practice, never journaled."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, bindparam, delete, insert, text
from sqlalchemy.engine import Connection

from db import dialects
from db.changes import Change
from db.dialects.indexed_texts import COLUMNS, DETAILS, SUBJECT
from db.dialects.word_query import AllOf, AnyOf, WordPhrase, WordQuery
from db.letters import fold
from db.progress import Progress, silent
from db.tables import PracticeIndex

__all__ = ["COLUMNS", "DETAILS", "SUBJECT", "AllOf", "AnyOf", "WordPhrase", "WordQuery"]

# The kind is asked of each term: where a server knows nothing yet of the rows of a large import, a join on it has every
# practice look through all that carry a term of the kind.
_FIRST_TERM = """
    (SELECT (SELECT name FROM term WHERE id = term_id) FROM practice_term
        WHERE practice_id = p.id AND (SELECT kind FROM term WHERE id = term_id) = '{}' ORDER BY position LIMIT 1)
"""
_SORTED_BY = text(f"""
    SELECT p.id, p.title,
        (SELECT printed FROM practice_country WHERE practice_id = p.id ORDER BY position LIMIT 1),
        {_FIRST_TERM.format("thematic_area")},
        {_FIRST_TERM.format("tag")},
        (SELECT name FROM practice_partner WHERE practice_id = p.id ORDER BY position LIMIT 1)
    FROM practice p WHERE p.deleted_at IS NULL AND p.id IN :ids
""").bindparams(bindparam("ids", expanding=True))  # noqa: S608 - constants
_SORTED = ("title", "country", "thematic_area", "tag", "partner")
_SORTED_LENGTH = 500
"""How many characters a list is sorted by: an index of PostgreSQL's takes up to 2,704 bytes."""
_PRACTICES_A_STEP = 500
_UNINDEXED = frozenset({"mapping", "annex_entry", "refusal", "practice_image"})
_UNINDEXED_COLUMNS = frozenset(("status", "revision", "changed_at", "imported_digest", "imported_revision", "language"))


def holds(change: Change) -> bool:
    """Tell whether a change of a practice or its lists changes what the indexes hold."""
    if change.table != "practice" or change.before is None or change.after is None:
        return change.table not in _UNINDEXED
    return not _UNINDEXED_COLUMNS.issuperset(change.after)


def matching(connection: Connection, query: WordQuery, columns: Sequence[str] = ()) -> Select[int]:
    """Select the keys of the practices that match, in some columns or any."""
    return dialects.fulltext_of(connection).matching(query, columns)


def ranked(
    connection: Connection,
    query: WordQuery,
    weights: Mapping[str, float],
    *,
    limit: int,
    among: Sequence[int] | None = None,
) -> list[int]:
    """Return the keys of the practices that match in the weighted columns, of all or of some, best first (BM25)."""
    return dialects.fulltext_of(connection).ranked(connection, query, weights, limit=limit, among=among)


def renew(connection: Connection, practice_ids: Sequence[int], progress: Progress = silent) -> None:
    """Bring both indexes in step with the practices, present or gone."""
    ids = sorted(practice_ids)
    for start in range(0, len(ids), _PRACTICES_A_STEP):
        progress(start, len(ids))
        some = ids[start : start + _PRACTICES_A_STEP]
        dialects.fulltext_of(connection).renew(connection, some)
        connection.execute(delete(PracticeIndex).where(PracticeIndex.id.in_(some)))
        rows = [
            {"id": key} | {n: fold(v or "")[:_SORTED_LENGTH] for n, v in zip(_SORTED, values, strict=True)}
            for key, *values in connection.execute(_SORTED_BY, {"ids": some})
        ]
        if rows:
            connection.execute(insert(PracticeIndex), rows)
    progress(len(ids), len(ids))


def practices_with_terms(connection: Connection, term_ids: Sequence[int]) -> list[int]:
    """Name the practices that carry any of the terms."""
    found: list[int] = []
    for term_id in term_ids:
        statement = text("SELECT DISTINCT practice_id FROM practice_term WHERE term_id = :term")
        found.extend(connection.scalars(statement, {"term": term_id}))
    return found
