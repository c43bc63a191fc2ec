"""Who the rows of a workbook are: by the hidden identity, or, where there is none, by what they say.

Pure; must not know a workspace: the titles of its practices are given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from roundtable.contribution_intake.returned_workbook import ReturnedRow, ReturnedWorkbook
from roundtable.records.identity import derived_id
from roundtable.records.intake import Problem


@dataclass(frozen=True, slots=True)
class Identities:
    """Hold the rows, each under an identity of its own, and what there is to say about it.

    ``named`` are the identities that the workbook itself gives, ``copies`` those of rows copied from others.
    """

    rows: tuple[ReturnedRow, ...]
    named: frozenset[str]
    copies: frozenset[str]

    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """Return what there is to say about the rows by their identities."""
        return {row.record.id: row.problems for row in self.rows if row.problems}


def identity_in(text: str) -> tuple[str, str]:
    """Return the identity that a hidden cell holds, "" where it holds none, and what is wrong with it."""
    written = text.strip()
    if not written:
        return "", ""
    try:
        return str(UUID(written)), ""
    except ValueError:
        return "", f"“{written[:60]}” is no identity of a practice; the row was taken for one without."


def identified(given: ReturnedWorkbook, titles: Mapping[str, str]) -> Identities:
    """Give every row an identity of its own.

    Of rows with the same one, the first whose title is that of the practice (``titles`` by identity) keeps it, else
    the first of them; the others were copied from it and become practices of their own.
    """
    keepers: dict[str, ReturnedRow] = {}
    for row in given.rows:
        if row.identity:
            title = titles.get(row.identity)
            first = keepers.setdefault(row.identity, row)
            if title is not None and first.record.title.strip() != title.strip() == row.record.title.strip():
                keepers[row.identity] = row
    used = set(keepers)
    rows: list[ReturnedRow] = []
    copies: set[str] = set()
    for row in given.rows:
        keeper = keepers.get(row.identity)
        if keeper is row:
            rows.append(row)
            continue
        own = _derived(row, given.code, used)
        problems = row.problems
        if keeper is not None:
            copies.add(own)
            said = f"The row has the identity of another ({keeper.where('title')}) and was taken for a new practice."
            problems = (Problem("id", said, row.where("title")), *problems)
        rows.append(replace(row, revision=0, record=replace(row.record, id=own), problems=problems))
    return Identities(tuple(rows), frozenset(keepers), frozenset(copies))


def _derived(row: ReturnedRow, code: str, used: set[str]) -> str:
    """Derive an identity as papers do, so that the same text taken in again is the same practice."""
    record = row.record
    parts = ("practice", code, record.title, "; ".join(one.printed for one in record.countries), record.summary)
    own, count = derived_id(*parts), 1
    while own in used:
        count += 1
        own = derived_id(*parts, str(count))
    used.add(own)
    return own
