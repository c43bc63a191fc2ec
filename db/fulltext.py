"""Full-text index and sort index of practices, renewed in the transaction that changes a practice, never journaled."""

from collections.abc import Sequence

from sqlalchemy import TextClause, bindparam, insert, text
from sqlalchemy.engine import Connection

from db.changes import Change
from db.letters import fold
from db.progress import Progress, silent
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


def _of_some(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


_REMOVE_TEXTS = _of_some("DELETE FROM practice_text WHERE rowid IN :ids")
_REMOVE_SORTED = _of_some("DELETE FROM practice_index WHERE id IN :ids")
_ADD_TEXTS = _of_some(f"""
    INSERT INTO practice_text (rowid, {_NAMES})
    SELECT p.id, {_WORDS} FROM practice p WHERE p.deleted_at IS NULL AND p.id IN :ids
""")  # noqa: S608 - constants
_SORTED_BY = _of_some("""
    SELECT p.id, p.title,
        (SELECT printed FROM practice_country WHERE practice_id = p.id ORDER BY position LIMIT 1),
        (SELECT term.name FROM practice_term JOIN term ON term.id = term_id
            WHERE practice_id = p.id AND term.kind = 'thematic_area' ORDER BY practice_term.position LIMIT 1),
        (SELECT term.name FROM practice_term JOIN term ON term.id = term_id
            WHERE practice_id = p.id AND term.kind = 'tag' ORDER BY practice_term.position LIMIT 1),
        (SELECT name FROM practice_partner WHERE practice_id = p.id ORDER BY position LIMIT 1)
    FROM practice p WHERE p.deleted_at IS NULL AND p.id IN :ids
""")
_SORTED = ("title", "country", "thematic_area", "tag", "partner")
_PRACTICES_A_STEP = 500
_UNINDEXED = frozenset({"mapping", "annex_entry", "refusal", "practice_image"})
_UNINDEXED_COLUMNS = frozenset(("status", "revision", "changed_at", "imported_digest", "imported_revision", "language"))


def holds(change: Change) -> bool:
    """Tell whether a change of a practice or its lists changes what the indexes hold."""
    if change.table != "practice" or change.before is None or change.after is None:
        return change.table not in _UNINDEXED
    return not _UNINDEXED_COLUMNS.issuperset(change.after)


def renew(connection: Connection, practice_ids: Sequence[int], progress: Progress = silent) -> None:
    """Bring both indexes in step with the practices, present or gone."""
    ids = sorted(practice_ids)
    for start in range(0, len(ids), _PRACTICES_A_STEP):
        progress(start, len(ids))
        some = {"ids": ids[start : start + _PRACTICES_A_STEP]}
        for statement in (_REMOVE_TEXTS, _REMOVE_SORTED, _ADD_TEXTS):
            connection.execute(statement, some)
        rows = [
            {"id": key} | {name: fold(value or "") for name, value in zip(_SORTED, values, strict=True)}
            for key, *values in connection.execute(_SORTED_BY, some)
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
