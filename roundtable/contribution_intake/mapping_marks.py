"""Marks of the mapping sheet: read its rows, match headings to questions and measures, decide three-way merges."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from roundtable.contribution.document import MARK
from roundtable.contribution_intake.returned_workbook import ReturnedMarks, ReturnedTarget, covered_cells, place
from roundtable.contribution_intake.row_identity import identity_in
from roundtable.contribution_intake.sheet_account import SheetAccount
from roundtable.contribution_intake.value_lists import bare
from roundtable.mapping.targets import Target
from roundtable.records.intake import Problem
from roundtable.sheet_table.headings import Headings, target_of
from roundtable.spreadsheet.cell_text import writable
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary.empty_values import is_ditto, is_doubtful, is_nothing
from roundtable.vocabulary.term_lookup import folded

_TEXTS_KEPT = 2_000
_MARKS = frozenset("x✓✔☑✗✘☒×•*+v1yos") | {"yes", "true", "oui", "vrai", "si", "sí", "verdadero", "ok"}
_NO_MARKS = frozenset("-–—0n") | {"no", "false", "non", "faux", "falso"}
_DENIAL = re.compile(
    r"(?:no|non|none|n/?a)\s*[,;:(–—-]|not (?:applicable|relevant|yet|for)\b|does not\b|non applicable\b|sans objet\b"
    r"|pas (?:applicable|pertinent|encore)\b|ne s[’']applique\b|no (?:se )?aplica\b|no (?:procede|corresponde)\b"
    r"|todav[ií]a no\b",
    re.IGNORECASE,
)
"""Beginnings of a sentence that denies."""
_NEAR = 80
"""Similarity (of 100) above which one text is the other with small changes."""
_NEARER = 5
"""Lead in similarity that the matching text needs over any other."""


Decision = Literal["stays", "taken", "conflict", "differs"]
"""Outcome of one mark; one that ``differs`` stays and is reported."""


def read_sheet(
    sheet: Sheet, head: Headings, account: SheetAccount, *, first: int
) -> tuple[list[ReturnedTarget], list[ReturnedMarks]]:
    """Read targets and marks; marks are by the target's index, counted from ``first``."""
    hidden = account.hidden_columns(sheet, head.row, {head.first("id"), 1 if "id" in head.columns else 0})
    numbers = {column: first + n for n, column in enumerate(head.others)}
    marks: list[ReturnedMarks] = []
    words: Counter[int] = Counter()
    for row in sheet.rows:
        if row.number < head.row:
            account.leave_out_row(sheet, row, "it stands above the headings")
        elif row.number > head.row and account.is_hidden(row):
            account.leave_out_row(sheet, row, "the row is hidden")
        elif row.number > head.row:
            faults = {**row.faults, **covered_cells(row, head.row)}
            readable = {column: n for column, n in numbers.items() if column not in faults and column not in hidden}
            marks.append(_marks_in_row(sheet, row, head, readable))
            account.problems += [
                Problem("mappings", message, place(sheet.name, column, row.number))
                for column, message in faults.items()
            ]
            for column, text in row.texts.items():
                if column in numbers and column not in hidden:
                    words[column] += len(text.split()) if column not in row.merged else 0
                elif column not in numbers and not head.key_at(column):
                    account.leave_out(sheet, row, column, "it stands below no heading")
    targets = []
    for column, text in head.others.items():
        mark, question = target_of(text)
        where = place(sheet.name, column, head.row)
        targets.append(ReturnedTarget(mark=mark, text=question, where=where, column=column, words=words[column]))
    account.words_mapped += words.total()
    return targets, marks


def _marks_in_row(sheet: Sheet, row: GridRow, head: Headings, numbers: dict[int, int]) -> ReturnedMarks:
    return ReturnedMarks(
        sheet=sheet.name,
        number=row.number,
        identity=identity_in(row.texts.get(head.first("id"), ""))[0],
        title=row.texts.get(head.first("title"), ""),
        title_column=head.first("title") or 1,
        cells={number: row.texts.get(column, "") for column, number in numbers.items()},
    )


def mark_in(text: str) -> str | None:
    """Return the reason in a cell, "" for a mark without a reason, None for no mark."""
    value = bare(text)
    plain = value.strip(" .!()[]").casefold()
    if value.casefold() in _MARKS or plain in _MARKS or (plain and not plain.strip("x+✓✔")):
        return ""
    is_none = not value or plain in _NO_MARKS or is_nothing(value) or is_doubtful_mark(value)
    return None if is_none else value


@lru_cache(_TEXTS_KEPT)
def is_doubtful_mark(text: str) -> bool:
    """Return whether a cell may mean a mark or none: ?, tbd, x?, "no, but …"."""
    value = bare(text)
    is_questioned = value.endswith("?") and value.strip(" ?").casefold() in (*_MARKS, *_NO_MARKS)
    is_denied = _DENIAL.match(value) is not None and not is_nothing(value)
    is_ditto_mark = is_ditto(value) and not any(map(str.isalnum, value))
    return is_doubtful(value) or is_questioned or is_denied or is_ditto_mark


def cell_of(reason: str | None) -> str:
    """Return the cell text of a reason, "" or None."""
    return "" if reason is None else writable(reason or MARK)


def decided(theirs: str | None, ours: str | None, then: str | None) -> Decision:
    """Decide between the file's mark and ours by the mark at the time of export."""
    if theirs in (ours, then):
        return "stays"
    return "taken" if ours == then else "conflict"


def decided_without_base(theirs: str | None, ours: str | None) -> Decision:
    """Decide without a base: what is missing here is added, nothing is removed."""
    if theirs == ours or (theirs == "" and ours is not None):  # a mark agrees with a reason
        return "stays"
    if theirs is None:
        return "differs"
    return "conflict" if ours else "taken"


def matched(headings: Sequence[ReturnedTarget], targets: Sequence[Target]) -> dict[int, int]:
    """Match headings to targets by index: by equal text first, then by mark and similar text; no target twice."""
    by_text: dict[str, list[int]] = {}
    for number, target in enumerate(targets):
        by_text.setdefault(folded(target.text), []).append(number)
    found: dict[int, int] = {}
    for at, heading in enumerate(headings):
        same = by_text.get(folded(heading.text), []) if folded(heading.text) else []
        marked = [number for number in same if targets[number].mark == heading.mark]
        if len(same) == 1 or marked:
            found[at] = (marked or same)[0]
    for at, heading in enumerate(headings):
        if at not in found:
            match = _similar(heading, targets)
            if match is not None and match not in found.values():
                found[at] = match
    repeated = {number for number, count in Counter(found.values()).items() if count > 1}
    first = {number: min(at for at, other in found.items() if other == number) for number in repeated}
    return {at: number for at, number in found.items() if first.get(number, at) == at}


def _similar(heading: ReturnedTarget, targets: Sequence[Target]) -> int | None:
    """Match one heading by its mark, or by a similar text where no other target comes near."""
    marked = next((number for number, target in enumerate(targets) if target.mark == heading.mark), None)
    text = folded(heading.text)
    if not text:
        return marked
    alike = {number: fuzz.ratio(text, folded(target.text)) for number, target in enumerate(targets)}
    best = max(alike, key=lambda number: (alike[number], number == marked), default=None)
    if best is None or alike[best] < _NEAR:
        return None
    rivals = [number for number in alike if number not in (best, marked) and alike[number] > alike[best] - _NEARER]
    is_marked = marked is not None and alike[marked] > alike[best] - _NEARER
    return None if rivals else marked if is_marked else best


def agreement(headings: Sequence[ReturnedTarget], targets: Sequence[Target]) -> float:
    """Return the share of headings that match the targets, from 0 to 1."""
    return len(matched([heading for heading in headings if heading.text], targets)) / len(headings) if headings else 0.0


def in_order(headings: Sequence[ReturnedTarget], letter: str) -> list[str]:
    """Return the texts of the questions (Q) or measures (M) by number."""
    marked = [target for target in headings if target.mark.startswith(letter)]
    return [target.text for target in sorted(marked, key=lambda target: int(target.mark[1:]))]
