"""Three-way merge of a returned mapping sheet into a roundtable's marks and annex."""

from collections.abc import Container, Iterator, Mapping
from itertools import chain

from db.unit_of_work import UnitOfWork
from roundtable.contribution.document import MARK
from roundtable.contribution_intake import mapping_marks, roundtable_match
from roundtable.contribution_intake.returned_workbook import ReturnedMarks, ReturnedWorkbook
from roundtable.contribution_intake.row_identity import Identities
from roundtable.exchange.decisions import Accept, Decisions
from roundtable.exchange.merge_result import MergeResult, Outcome
from roundtable.mapping.marks import Marks
from roundtable.mapping.targets import Pair, Target
from roundtable.records.intake import Change, Conflict, Ignored, Problem
from roundtable.vocabulary.term_lookup import folded

LeftOut = list[tuple[int, Ignored]]
"""Word counts and entries of the cells that were ignored after all."""


class MappingMerge:
    """Merge the mapping sheet into the marks and annex of one roundtable."""

    def __init__(
        self,
        work: UnitOfWork,
        workbook: ReturnedWorkbook,
        identities: Identities,
        *,
        result: MergeResult,
        decisions: Decisions,
        code: str | None,
    ) -> None:
        """Add what is merged to the ``result``."""
        self._work = work
        self._workbook = workbook
        self._identities = identities
        self._result = result
        self._decisions = decisions
        self._code = code
        self._roundtable = roundtable_match.found(work.connection, workbook, code)
        self._then: Marks | None = None
        self._differing_keys: set[int] = set()
        self._by_identity: dict[str, list[tuple[str, str]]] = {}
        self._by_title: dict[str, list[str]] = {}
        for row in identities.rows:
            title = folded(row.record.title)
            self._by_identity.setdefault(row.identity or row.record.id, []).append((title, row.record.id))
            self._by_title.setdefault(title, []).append(row.record.id)
        self._left_out: LeftOut = []
        self._wanted: dict[Pair, str] = {}
        self._unwanted: list[Pair] = []
        self._changed: set[int] = set()
        self._conflicting: set[int] = set()

    def find_differences(self, keys: Mapping[str, int]) -> None:
        """Find the practices whose marks or annex place differ from the workbook."""
        if self._roundtable is None:
            return
        marks = Marks(self._work, self._roundtable, set(keys.values()))
        matched = self._matched(marks.targets)
        self._differing_keys = {key for key in keys.values() if not marks.is_member(key)}
        for uid, row in self._rows(keys):
            key = keys[uid]
            if any(chain(self._differing(row, key, matched, marks), self._doubts(row, key, matched, marks))):
                self._differing_keys.add(key)

    def members_then(self, then: UnitOfWork | None, members: Mapping[str, int]) -> Mapping[str, int]:
        """Return those of the members that were some at the time of export; all where that is unknown."""
        if then is None or self._roundtable is None:
            return members
        marks = Marks(then, self._roundtable, set(members.values()))
        return {uid: key for uid, key in members.items() if marks.is_member(key)}

    def read_base(self, then: UnitOfWork | None) -> None:
        """Read the marks at the time of export; ``then`` is None where that is unknown."""
        if then is not None and self._roundtable is not None and self._differing_keys:
            self._then = Marks(then, self._roundtable, self._differing_keys)

    def run(self, keys: Mapping[str, int]) -> LeftOut:
        """Write marks, reasons and annex places; return the ignored words."""
        result, decisions = self._result, self._decisions
        if self._roundtable is None:
            self._roundtable = roundtable_match.made(self._work, self._workbook, self._code)
            self._differing_keys = set(keys.values())
        if self._roundtable is None:
            self._report_no_roundtable(result.notes)
            return self._left_out
        new = {keys[uid] for uid, outcome in result.outcomes.items() if outcome in ("new", "duplicate")}
        marks = Marks(self._work, self._roundtable, self._differing_keys | new)
        matched = self._matched(marks.targets)
        self._report_unmatched(matched, result.notes)
        self._report_unowned({*keys, *decisions.left_out}, matched, result.notes)
        for uid, row in self._rows(keys):
            key = keys[uid]
            if key in marks.titles and (decisions.accept != "new" or key in new):
                for doubt in list(self._compare(uid, row, keys, matched, marks)):
                    result.note(uid, doubt.field, doubt.message, doubt.where)
                self._update_outcome(uid, key, result.outcomes)
        self._enter(marks, keys, new, decisions.accept)
        marks.unmark(self._unwanted)
        marks.mark(self._wanted, keeps_reasons=False)
        return self._left_out

    def _report_no_roundtable(self, notes: dict[str, list[Problem]]) -> None:
        words = sum(target.words for target in self._workbook.targets)
        if words:
            message = (
                "The workbook names no roundtable, and none here asks these questions; its mappings were left out."
            )
            notes.setdefault("", []).append(Problem("mappings", message, self._workbook.targets[0].where))
            for target in self._workbook.targets:
                self._leave_out(
                    target.words, target.text or target.mark, "nobody says of which roundtable it is", target.where
                )

    def _leave_out(self, words: int, text: str, reason: str, where: str) -> None:
        if words:
            self._left_out.append((words, Ignored(text, reason, where)))

    def _matched(self, asked: tuple[Target, ...]) -> dict[int, Target]:
        return {number: asked[at] for number, at in mapping_marks.matched(self._workbook.targets, asked).items()}

    def _report_unmatched(self, matched: Mapping[int, Target], notes: dict[str, list[Problem]]) -> None:
        for number, target in enumerate(self._workbook.targets):
            if number not in matched:
                shown = " ".join(f"{target.mark} {target.text}".split())
                message = f"“{shown[:80]}” is not a question or measure of the roundtable; the column was left out."
                notes.setdefault("", []).append(Problem("mappings", message, target.where))
                self._leave_out(target.words, shown, "it is not a question or measure of the roundtable", target.where)

    def _rows(self, keys: Mapping[str, int]) -> Iterator[tuple[str, ReturnedMarks]]:
        """Yield the rows of marks with the id of their practice, where it is known."""
        for marks in self._workbook.marks:
            if (uid := self._owner(marks)) in keys:
                yield uid, marks

    def _owner(self, marks: ReturnedMarks) -> str:
        """Return the practice of a row by its id or its title; "" where none or several match."""
        title = folded(marks.title)
        named = self._by_title.get(title, []) if title else []
        owners = self._by_identity.get(marks.identity, []) if marks.identity else []
        titled = [uid for other, uid in owners if other == title] or [uid for _, uid in owners]
        # a sorted part of the columns leaves the hidden ids behind: what is seen, the title, counts
        if len(named) == 1 and (not titled or named[0] not in titled):
            return named[0] if not owners or title not in {other for other, _ in owners} else titled[0]
        return titled[0] if titled else marks.identity

    def _report_unowned(
        self, known: Container[str], matched: Mapping[int, Target], notes: dict[str, list[Problem]]
    ) -> None:
        """Report marks in rows without a practice."""
        for marks in self._workbook.marks:
            cells = {number: text for number, text in marks.cells.items() if number in matched and text.strip()}
            if self._owner(marks) in known or all(mapping_marks.mark_in(text) is None for text in cells.values()):
                continue
            shown = " ".join(marks.title.split())[:80]
            message = f"“{shown}” matches no practice of the workbook, or several; its mappings were left out."
            notes.setdefault("", []).append(Problem("mappings", message, marks.where(marks.title_column)))
            for number, text in cells.items():
                where = marks.where(self._workbook.targets[number].column)
                self._leave_out(len(text.split()), text, "it belongs to no practice of the workbook", where)

    def _differing(
        self, row: ReturnedMarks, key: int, matched: Mapping[int, Target], marks: Marks
    ) -> Iterator[tuple[int, Pair, str | None, str | None]]:
        """Yield the differing cells: index of the heading, pair, the file's reason and ours."""
        for number, text in row.cells.items():
            if number not in matched:
                continue
            pair = (key, matched[number])
            written = mapping_marks.cell_of(marks.reason(pair))
            if text != written and mapping_marks.mark_in(text) != mapping_marks.mark_in(written):
                yield number, pair, mapping_marks.mark_in(text), mapping_marks.mark_in(written)

    def _compare(
        self,
        uid: str,
        row: ReturnedMarks,
        keys: Mapping[str, int],
        matched: Mapping[int, Target],
        marks: Marks,
    ) -> Iterator[Problem]:
        """Decide on one row's marks; yield the problems, collect changes and conflicts."""
        key, takes = keys[uid], self._decisions.takes(uid, "mappings")
        yield from self._doubts(row, key, matched, marks)
        if takes is False:
            return
        then = self._then if self._then is not None and key in self._then.titles else None
        for number, pair, theirs, ours in self._differing(row, key, matched, marks):
            target, where = pair[1], row.where(self._workbook.targets[number].column)
            if then is not None and target in then.targets:
                decision = mapping_marks.decided(
                    theirs, ours, mapping_marks.mark_in(mapping_marks.cell_of(then.reason(pair)))
                )
            else:
                decision = mapping_marks.decided_without_base(theirs, ours)
            before, after = (f"{target.mark}: {mark or MARK}" if mark is not None else "" for mark in (ours, theirs))
            if decision == "conflict" and not takes:
                self._conflicting.add(key)
                self._result.conflicts.setdefault(uid, []).append(Conflict("mappings", before, after, where=where))
                message = f"The mapping to {target.mark} was changed here and in the file; it stays as it is here."
                yield Problem("mappings", message, where)
            elif decision == "differs":
                yield Problem("mappings", f"It is mapped to {target.mark} here and not in the file; that stays.", where)
            elif decision != "stays":
                self._changed.add(key)
                self._result.changes.setdefault(uid, []).append(Change("mappings", before, after, where))
                if theirs is None:
                    self._unwanted.append(pair)
                else:
                    self._wanted[pair] = theirs

    def _doubts(self, row: ReturnedMarks, key: int, matched: Mapping[int, Target], marks: Marks) -> Iterator[Problem]:
        """Report cells that may mean a mark and were taken for none."""
        for number, text in row.cells.items():
            if not mapping_marks.is_doubtful_mark(text):
                continue
            written = mapping_marks.cell_of(marks.reason((key, matched[number]))) if number in matched else text
            if text != written:
                where = row.where(self._workbook.targets[number].column)
                yield Problem("mappings", f"“{text.strip()[:60]}” was not read as a mapping.", where)

    def _update_outcome(self, uid: str, key: int, outcomes: dict[str, Outcome]) -> None:
        """Update the practice's outcome by its marks."""
        if outcomes[uid] in ("new", "duplicate"):
            return
        if key in self._conflicting:
            outcomes[uid] = "conflict"
        elif key in self._changed and outcomes[uid] in ("unchanged", "skipped"):
            outcomes[uid] = "updated"

    def _enter(self, marks: Marks, keys: Mapping[str, int], new: set[int], accept: Accept | None) -> None:
        """Enter new practices into the annex in row order; what was removed from the annex here stays out."""
        firsts: dict[int, int] = {}
        for key, target in self._wanted:
            if target.is_question:
                firsts.setdefault(key, target.key)
        principals: dict[int, int | None] = {}
        for row in self._identities.rows:
            if row.record.id not in keys:  # left out
                continue
            key = keys[row.record.id]
            was_member = self._then is not None and self._then.is_member(key)
            is_asked = key in new or (accept != "new" and not was_member)
            if key in marks.titles and is_asked and not marks.is_member(key):
                principals[key] = firsts.get(key)
        marks.enter(principals)
