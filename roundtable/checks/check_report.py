"""Check the practices of a workspace, or of one roundtable's contribution, against every rule.

Reads only; some hundreds of practices are in memory at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.checks.rules import Problem, problems
from roundtable.exchange import workspace_contents
from roundtable.practices import practice_store
from roundtable.vocabulary import term_store
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold a practice in which something was found."""

    id: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Tell how many practices were checked, how many are ready, and what was found in the others."""

    checked: int
    ready: int
    practices: tuple[Checked, ...]


def check(workspace: Workspace, code: str | None = None) -> CheckReport:
    """Check every practice outside the trash, or those of one roundtable.

    Raises RoundtableError where there is no such roundtable.
    """
    with workspace.reading() as connection:
        keys = workspace_contents.keys_of(connection, code) if code else _all(connection)
        vocabulary = Vocabulary(term_store.load(connection))
        found = list(_found(connection, keys, vocabulary))
    ready = sum(not any(problem.is_needed for problem in one.problems) for one in found)
    return CheckReport(len(found), ready, tuple(one for one in found if one.problems))


def _all(connection: Connection) -> list[int]:
    return list(connection.scalars(select(t.Practice.id).where(t.Practice.deleted_at.is_(None))))


def _found(connection: Connection, keys: Sequence[int], vocabulary: Vocabulary) -> Iterator[Checked]:
    for start in range(0, len(keys), _AT_A_TIME):
        for record in practice_store.load(connection, keys[start : start + _AT_A_TIME]).values():
            yield Checked(record.id, record.title, problems(record, vocabulary))


def report_as_json(report: CheckReport) -> dict[str, object]:
    """Return the report as the command prints it."""
    return {
        "checked": report.checked,
        "ready": report.ready,
        "practices": [
            {
                "id": one.id,
                "title": one.title,
                "problems": [
                    {
                        "rule": problem.rule,
                        "field": problem.field,
                        "message": problem.message,
                        "needed": problem.is_needed,
                    }
                    for problem in one.problems
                ],
            }
            for one in report.practices
        ],
    }
