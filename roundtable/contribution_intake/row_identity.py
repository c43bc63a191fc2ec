"""Identity of workbook rows: the hidden id, or one derived from the row's text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from roundtable.contribution_intake.returned_workbook import ReturnedRow, ReturnedWorkbook
from roundtable.records.identity import derived_id
from roundtable.records.intake import Problem


@dataclass(frozen=True, slots=True)
class Identities:
    """Rows with unique ids; ``named`` are ids that the workbook gives, ``copies`` those of copied rows."""

    rows: tuple[ReturnedRow, ...]
    named: frozenset[str]
    copies: frozenset[str]

    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """Return the rows' problems by id."""
        return {row.record.id: row.problems for row in self.rows if row.problems}


def identity_in(text: str) -> tuple[str, str]:
    """Return the id in a hidden cell, or "", and what is wrong with it."""
    written = text.strip()
    if not written:
        return "", ""
    try:
        return str(UUID(written)), ""
    except ValueError:
        return "", f"“{written[:60]}” is no identity of a practice; the row was taken for one without."


def identified(workbook: ReturnedWorkbook, titles: Mapping[str, str]) -> Identities:
    """Give every row a unique id.

    Of rows with the same id, the first with the practice's title (``titles`` by id) keeps it, else the first; the
    others are copies and become new practices.
    """
    keepers: dict[str, ReturnedRow] = {}
    for row in workbook.rows:
        if row.identity:
            title = titles.get(row.identity)
            first = keepers.setdefault(row.identity, row)
            if title is not None and first.record.title.strip() != title.strip() == row.record.title.strip():
                keepers[row.identity] = row
    used = set(keepers)
    rows: list[ReturnedRow] = []
    copies: set[str] = set()
    for row in workbook.rows:
        keeper = keepers.get(row.identity)
        if keeper is row:
            rows.append(row)
            continue
        own = _derived(row, workbook.code, used)
        problems = row.problems
        if keeper is not None:
            copies.add(own)
            message = f"The row has the identity of another ({keeper.where('title')}) and was taken for a new practice."
            problems = (Problem("id", message, row.where("title")), *problems)
        rows.append(replace(row, revision=0, record=replace(row.record, id=own), problems=problems))
    return Identities(tuple(rows), frozenset(keepers), frozenset(copies))


def _derived(row: ReturnedRow, code: str, used: set[str]) -> str:
    """Derive an id as papers do, so that the same text imported again is the same practice."""
    record = row.record
    parts = ("practice", code, record.title, "; ".join(one.printed for one in record.countries), record.summary)
    own, count = derived_id(*parts), 1
    while own in used:
        count += 1
        own = derived_id(*parts, str(count))
    used.add(own)
    return own
