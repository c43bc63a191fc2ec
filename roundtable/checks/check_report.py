"""Report of the checks of a workspace, or of one roundtable: some hundreds of practices are in memory at a time."""

from dataclasses import dataclass

from sqlalchemy import select

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
    """Hold a practice and its problems."""

    id: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Hold how many practices were checked, how many are ready, and those with problems."""

    checked: int
    ready: int
    practices: tuple[Checked, ...]


def check(workspace: Workspace, code: str | None = None) -> CheckReport:
    """Check every practice outside the trash, or those of one roundtable; raises RoundtableError where it is gone."""
    with workspace.reading() as connection:
        present = select(t.Practice.id).where(t.Practice.deleted_at.is_(None))
        keys = workspace_contents.keys_of(connection, code) if code else list(connection.scalars(present))
        vocabulary = Vocabulary(term_store.load(connection))
        checked = [
            Checked(record.id, record.title, problems(record, vocabulary))
            for start in range(0, len(keys), _AT_A_TIME)
            for record in practice_store.load(connection, keys[start : start + _AT_A_TIME]).values()
        ]
    ready = sum(not any(problem.is_needed for problem in one.problems) for one in checked)
    return CheckReport(len(checked), ready, tuple(one for one in checked if one.problems))


def report_as_json(report: CheckReport) -> dict[str, object]:
    """Return the report as the command prints it."""
    practices = [
        {"id": one.id, "title": one.title, "problems": [_as_json(problem) for problem in one.problems]}
        for one in report.practices
    ]
    return {"checked": report.checked, "ready": report.ready, "practices": practices}


def _as_json(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("rule", "field", "message")} | {"needed": problem.is_needed}
