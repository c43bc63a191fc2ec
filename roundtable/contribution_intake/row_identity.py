"""Identity of workbook rows: the hidden id, or one derived from the row's text."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz

from roundtable.contribution_intake.returned_workbook import ReturnedRow, ReturnedWorkbook
from roundtable.records.identity import derived_id
from roundtable.records.intake import Problem
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary.term_lookup import folded

_FAR = 60
"""Likeness (of 100) of texts below which one does not go back to the other."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Rows with unique ids; ``named`` are ids that the workbook gives, ``copies`` those of copied rows."""

    rows: tuple[ReturnedRow, ...]
    named: frozenset[str]
    copies: frozenset[str]

    def with_derived(self, rows: Iterable[ReturnedRow]) -> tuple[ReturnedRow, ...]:
        """Return rows with the ids derived here where they bring none; ids that they bring are to be checked yet."""
        return tuple(row if row.identity else own for row, own in zip(rows, self.rows, strict=True))

    def with_said(self, practices: Iterable[PracticeRecord], but: Container[str]) -> "Identities":
        """Return rows without an id with that of the one of ``practices`` whose title or summary they alone have."""
        unclaimed = list(practices)
        found = {row.record.id: row.record.id for row in self.rows}
        for text in ("title", "summary"):
            theirs = _unique((folded(getattr(one, text)), one.id) for one in unclaimed)
            rows = _unique(
                (folded(getattr(row.record, text)), row.record.id)
                for row in self.rows
                if not row.identity and found[row.record.id] == row.record.id and row.record.id not in but
            )
            found |= {rows[said]: theirs[said] for said in rows.keys() & theirs.keys()}
            unclaimed = [one for one in unclaimed if one.id not in found.values()]
        rows_found = (replace(row, record=replace(row.record, id=found[row.record.id])) for row in self.rows)
        return replace(self, rows=tuple(rows_found))

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
        return "", f"“{written[:60]}” is no identity of a practice; the row was read as having none."


def checked(
    workbook: ReturnedWorkbook, known: Mapping[str, PracticeRecord]
) -> tuple[ReturnedWorkbook, list[ReturnedRow]]:
    """Check the rows' ids against what the rows say; ``known`` are the practices here by id.

    Sorting a part of the columns leaves the ids behind: a row that says in title and summary what another practice
    says gets that id. A row that says it in part, or beside the practice's own row, is returned apart and refused.
    """
    by_title = _unique((folded(record.title), uid) for uid, record in known.items())
    by_summary = _unique((folded(record.summary), uid) for uid, record in known.items())
    owners = {id(row): _owner(row, known, by_title, by_summary) for row in workbook.rows if row.identity in known}
    own_rows = {row.identity for row in workbook.rows if owners.get(id(row)) == row.identity}
    named = {row.identity for row in workbook.rows}
    rows: list[ReturnedRow] = []
    refused: dict[str, ReturnedRow] = {}
    for row in workbook.rows:
        owner = owners.get(id(row), row.identity)
        if owner == row.identity and row.identity in known and _is_written_over(row.record, known[owner]):
            message = (
                f"Its hidden id is that of “{known[owner].title}”, but title, summary and country say something else; "
                "nothing was taken. Give a new practice a row of its own, without an id."
            )
            earlier = refused[owner].problems if owner in refused else ()
            problems = (*earlier, Problem("id", message, row.where("title")), *row.problems)
            refused[owner] = replace(row, problems=problems)
        elif owner == row.identity:
            rows.append(row)
        elif row.identity in own_rows and (not owner or owner in own_rows or owner in named):
            rows.append(row)  # a copy of the practice's own row
        elif not owner or owner in own_rows:
            said = f"what “{known[owner].title}” says" if owner else "in part what another practice says"
            message = (
                f"Its hidden id is that of “{known[row.identity].title}”, but it says {said}; nothing was imported."
            )
            earlier = refused[row.identity].problems if row.identity in refused else ()
            problems = (*earlier, Problem("id", message, row.where("title")), *row.problems)
            refused[row.identity] = replace(row, problems=problems)
        else:
            message = f"Its hidden id is that of “{known[row.identity].title}”; it was matched by its text instead."
            problems = (Problem("id", message, row.where("title")), *row.problems)
            record = replace(row.record, id=owner)
            rows.append(replace(row, identity=owner, revision=0, record=record, problems=problems))
    return replace(workbook, rows=tuple(rows)), list(refused.values())


def _is_written_over(record: PracticeRecord, own: PracticeRecord) -> bool:
    """Tell whether a row says nothing of what its practice says: another practice was written over it."""
    texts = ((record.title, own.title), (record.summary, own.summary))
    are_far = all(said and was and fuzz.ratio(folded(said), folded(was)) < _FAR for said, was in texts)
    return are_far and not {*_places(record)} & {*_places(own)} and bool(record.countries and own.countries)


def _places(record: PracticeRecord) -> list[str]:
    return [country.code or folded(country.printed) for country in record.countries]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Index ids by texts that one practice alone has."""
    found: dict[str, set[str]] = {}
    for text, uid in pairs:
        found.setdefault(text, set()).add(uid)
    return {text: uids.pop() for text, uids in found.items() if text and len(uids) == 1}


def _owner(
    row: ReturnedRow, known: Mapping[str, PracticeRecord], by_title: Mapping[str, str], by_summary: Mapping[str, str]
) -> str:
    """Return the id of the practice whose row it is by what it says, "" where its fields say different things.

    A summary that a merged area shows in several rows does not tell whose row it is.
    """
    own = known[row.identity]
    title = folded(row.record.title)
    summary = "" if "summary" in row.merged else folded(row.record.summary)
    said_by = {
        row.identity if title == folded(own.title) and title else by_title.get(title, ""),
        row.identity if summary == folded(own.summary) and summary else by_summary.get(summary, ""),
    } - {""}
    if len(said_by) != 1:
        return "" if said_by else row.identity
    owner = said_by.pop()
    if owner == row.identity:
        return owner
    is_near = {*_places(row.record)} == {*_places(known[owner])}
    return owner if is_near and title == folded(known[owner].title) else ""


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
        if row.record.id and not row.identity and row.record.id not in used:
            used.add(row.record.id)
            rows.append(row)
            continue
        own = _derived(row.record, workbook.code, used)
        problems = row.problems
        if keeper is not None:
            copies.add(own)
            message = (
                f"The row has the identity of another ({keeper.where('title')}) and was imported as a new practice."
            )
            problems = (Problem("id", message, row.where("title")), *problems)
        rows.append(replace(row, revision=0, record=replace(row.record, id=own), problems=problems))
    return Identities(tuple(rows), frozenset(keepers), frozenset(copies))


def own_id(code: str, fields: Mapping[str, Any], *more: str) -> str:
    """Derive an id from a row's fields as papers do, so that the same text imported again is the same practice."""
    countries = "; ".join(one.printed for one in fields.get("countries", ()))
    return derived_id("practice", code, fields.get("title", ""), countries, fields.get("summary", ""), *more)


def _derived(record: PracticeRecord, code: str, used: set[str]) -> str:
    """Return the id of a record that none of the ``used`` is, and add it to them."""
    fields = {name: getattr(record, name) for name in ("title", "countries", "summary")}
    own, count = own_id(code, fields), 1
    while own in used:
        count += 1
        own = own_id(code, fields, str(count))
    used.add(own)
    return own
