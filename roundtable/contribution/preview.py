"""Preview of the next contribution to a roundtable: its practices, their problems, changes since the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from db import row_keys
from db import tables as t
from roundtable.checks.rules import Problem, problems
from roundtable.contribution import document
from roundtable.exchange import workspace_contents
from roundtable.history import handovers, practice_usage
from roundtable.records.handover import HandoverRecord
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace

News = Literal["", "new", "changed"]


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """One practice of the next contribution, its problems, and its change since the last one."""

    number: int
    id: str
    title: str
    countries: tuple[str, ...]
    problems: tuple[Problem, ...]
    news: News

    @property
    def is_ready(self) -> bool:
        """Return whether no needed field is missing."""
        return not any(problem.is_needed for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Gone:
    """A practice of the last contribution that is not in the next; ``id`` is "" where it was deleted."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next contribution to one roundtable; ``last`` is None before the first."""

    rows: tuple[OutlookRow, ...]
    contacts: int
    last: HandoverRecord | None
    gone: tuple[Gone, ...]
    earlier: tuple[HandoverRecord, ...]

    @property
    def ready(self) -> int:
        """Count the ready practices."""
        return sum(row.is_ready for row in self.rows)


def of(workspace: Workspace, code: str) -> Outlook:
    """Preview the next contribution; raises RoundtableError for an unknown roundtable."""
    collection = workspace_contents.collected(workspace, code)
    roundtable = collection.roundtables[0]
    vocabulary = Vocabulary(collection.vocabulary)
    handed = document.build(collection, include_contacts=True).practices
    with workspace.reading() as connection:
        last = handovers.last(connection, "contribution", roundtable.id)
        earlier = tuple(handovers.listing(connection, roundtable.id))
        gone = _gone(connection, last, {record.id for record in handed})
    then = {one.practice: one.revision for one in last.practices} if last else {}
    rows = tuple(
        OutlookRow(
            number,
            record.id,
            record.title,
            tuple(country.printed for country in record.countries),
            problems(record, vocabulary),
            _news(record, last, then),
        )
        for number, record in enumerate(handed, 1)
    )
    return Outlook(rows, sum(bool(record.contact) for record in handed), last, gone, earlier)


def _news(record: PracticeRecord, last: HandoverRecord | None, then: Mapping[str, int]) -> News:
    if last is None:
        return ""
    if record.id not in then:
        return "new"
    return "changed" if practice_usage.is_changed(then[record.id], last.at, record.revision, record.changed_at) else ""


def _gone(connection: Connection, last: HandoverRecord | None, handed: set[str]) -> tuple[Gone, ...]:
    missing: Sequence[str] = [one.practice for one in last.practices if one.practice not in handed] if last else ()
    p = t.Practice
    statement = select(p.uid, p.title, p.deleted_at)
    found = {
        uid: Gone("" if deleted_at else uid, title)
        for uid, title, deleted_at in row_keys.chunked(connection, statement, p.uid, missing)
    }
    return tuple(found.get(uid, Gone("", "")) for uid in missing)
