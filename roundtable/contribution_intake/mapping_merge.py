"""Take a returned workbook's mapping sheet in: which roundtable it is of, and what became of its marks and reasons.

Works inside the importer's unit of work; must not read files.
"""

from collections.abc import Iterator, Mapping

from db.unit_of_work import UnitOfWork
from roundtable.contribution_intake import mapping_marks, roundtable_match
from roundtable.contribution_intake.returned_workbook import ReturnedMarks, ReturnedWorkbook
from roundtable.contribution_intake.row_identity import Identities
from roundtable.exchange.merge import Accept, Outcome
from roundtable.mapping.marks import Marks
from roundtable.mapping.targets import Pair, Target
from roundtable.records.intake import Ignored, Problem
from roundtable.vocabulary.term_lookup import folded

LeftOut = list[tuple[int, Ignored]]
"""How many words are left out after all, and what is said of them."""


class MappingMerge:
    """Bring marks and annex of one roundtable to what the workbook says, as far as nothing here stands against it."""

    def __init__(self, work: UnitOfWork, given: ReturnedWorkbook, identities: Identities, *, code: str | None) -> None:
        self._work = work
        self._given = given
        self._identities = identities
        self._code = code
        self._roundtable = roundtable_match.found(work.connection, given, code)
        self._then: Marks | None = None
        self._concerned: set[int] = set()
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

    def look_at(self, keys: Mapping[str, int]) -> None:
        """Sort out whose marks or place in the annex are not as the workbook has them."""
        if self._roundtable is None:
            return
        marks = Marks(self._work, self._roundtable, set(keys.values()))
        meant = self._meant(marks.targets)
        self._concerned = {key for key in keys.values() if not marks.is_member(key)}
        for uid, row in self._rows(keys):
            if any(True for _ in self._differing(row, keys[uid], meant, marks)):
                self._concerned.add(keys[uid])

    def look_back(self, then: UnitOfWork | None) -> None:
        """Read their marks as they were when the workbook was written; ``then`` is None where that is not known."""
        if then is not None and self._roundtable is not None and self._concerned:
            self._then = Marks(then, self._roundtable, self._concerned)

    def run(
        self,
        keys: Mapping[str, int],
        outcomes: dict[str, Outcome],
        notes: dict[str, list[Problem]],
        *,
        accept: Accept | None,
    ) -> LeftOut:
        """Write marks, reasons and places in the annex; add to what there is to say of each practice, by identity.

        Returns the words that nothing could be done with.
        """
        if self._roundtable is None:
            self._roundtable = roundtable_match.made(self._work, self._given, self._code)
            self._concerned = set(keys.values())
        if self._roundtable is None:
            self._say_no_roundtable(notes)
            return self._left_out
        new = {keys[uid] for uid, outcome in outcomes.items() if outcome == "new"}
        marks = Marks(self._work, self._roundtable, self._concerned | new)
        meant = self._meant(marks.targets)
        self._say_unmeant(meant, notes)
        self._say_nobodys(keys, meant, notes)
        for uid, row in self._rows(keys):
            key = keys[uid]
            if key in marks.titles and (accept != "new" or key in new):
                doubts = list(self._compare(row, key, meant, marks, takes_all=accept == "all"))
                if doubts:
                    notes.setdefault(uid, []).extend(doubts)
                self._tell(uid, key, outcomes)
        self._enter(marks, keys, new, accept)
        marks.unmark(self._unwanted)
        marks.mark(self._wanted, keeps_reasons=False)
        return self._left_out

    def _say_no_roundtable(self, notes: dict[str, list[Problem]]) -> None:
        words = sum(target.words for target in self._given.targets)
        if words:
            said = "The workbook names no roundtable, and none here asks these questions; its mapping was left out."
            notes.setdefault("", []).append(Problem("mappings", said, self._given.targets[0].where))
            for target in self._given.targets:
                self._leave_out(
                    target.words, target.text or target.mark, "nobody says of which roundtable it is", target.where
                )

    def _leave_out(self, words: int, text: str, reason: str, where: str) -> None:
        if words:
            self._left_out.append((words, Ignored(text, reason, where)))

    def _meant(self, asked: tuple[Target, ...]) -> dict[int, Target]:
        return {number: asked[at] for number, at in mapping_marks.matched(self._given.targets, asked).items()}

    def _say_unmeant(self, meant: Mapping[int, Target], notes: dict[str, list[Problem]]) -> None:
        for number, target in enumerate(self._given.targets):
            if number not in meant:
                shown = " ".join(f"{target.mark} {target.text}".split())
                said = f"“{shown[:80]}” is no question or measure of the roundtable; what is below it was left out."
                notes.setdefault("", []).append(Problem("mappings", said, target.where))
                self._leave_out(target.words, shown, "it is no question and no measure of the roundtable", target.where)

    def _rows(self, keys: Mapping[str, int]) -> Iterator[tuple[str, ReturnedMarks]]:
        """Yield the rows of marks, each with the practice whose it is; those that are nobody's are left out."""
        for marks in self._given.marks:
            if (uid := self._owner(marks)) in keys:
                yield uid, marks

    def _owner(self, marks: ReturnedMarks) -> str:
        """Find whose a row is: by its identity, or by its title; "" where nobody is named, or more than one."""
        title = folded(marks.title)
        if not marks.identity:
            named = self._by_title.get(title, []) if title else []
            return named[0] if len(named) == 1 else ""
        owners = self._by_identity.get(marks.identity, [])
        titled = [uid for other, uid in owners if other == title] or [uid for _, uid in owners]
        return titled[0] if titled else marks.identity

    def _say_nobodys(
        self, keys: Mapping[str, int], meant: Mapping[int, Target], notes: dict[str, list[Problem]]
    ) -> None:
        """Tell of marks in rows that are nobody's."""
        for marks in self._given.marks:
            cells = {number: text for number, text in marks.cells.items() if number in meant and text.strip()}
            if self._owner(marks) in keys or all(mapping_marks.mark_in(text) is None for text in cells.values()):
                continue
            shown = " ".join(marks.title.split())[:80]
            said = f"“{shown}” is no practice of the workbook, or more than one; its marks were left out."
            notes.setdefault("", []).append(Problem("mappings", said, marks.where(marks.title_column)))
            for number, text in cells.items():
                where = marks.where(self._given.targets[number].column)
                self._leave_out(len(text.split()), text, "it belongs to no practice of the workbook", where)

    def _differing(
        self, row: ReturnedMarks, key: int, meant: Mapping[int, Target], marks: Marks
    ) -> Iterator[tuple[int, Pair, str | None, str | None]]:
        """Yield what is not as it is here: the number of the heading, the pair, what the file says and what we say."""
        for number, text in row.cells.items():
            if number not in meant:
                continue
            pair = (key, meant[number])
            written = mapping_marks.cell_of(marks.reason(pair))
            if text != written and mapping_marks.mark_in(text) != mapping_marks.mark_in(written):
                yield number, pair, mapping_marks.mark_in(text), mapping_marks.mark_in(written)

    def _compare(
        self, row: ReturnedMarks, key: int, meant: Mapping[int, Target], marks: Marks, *, takes_all: bool
    ) -> Iterator[Problem]:
        """Decide on one row's marks; yield what there is to say, and remember whose marks change or conflict."""
        then = self._then if self._then is not None and key in self._then.titles else None
        for number, pair, there, ours in self._differing(row, key, meant, marks):
            target, where = pair[1], row.where(self._given.targets[number].column)
            if then is not None and target in then.targets:
                decision = mapping_marks.decided(
                    there, ours, mapping_marks.mark_in(mapping_marks.cell_of(then.reason(pair)))
                )
            else:
                decision = mapping_marks.decided_without_base(there, ours)
            if decision == "conflict" and not takes_all:
                self._conflicting.add(key)
                said = f"The mapping to {target.mark} was changed here and in the file; it stays as it is here."
                yield Problem("mappings", said, where)
            elif decision == "differs":
                yield Problem("mappings", f"It is mapped to {target.mark} here and not in the file; that stays.", where)
            elif decision != "stays":
                self._changed.add(key)
                if there is None:
                    self._unwanted.append(pair)
                else:
                    self._wanted[pair] = there

    def _tell(self, uid: str, key: int, outcomes: dict[str, Outcome]) -> None:
        """Let the practice's outcome say what became of its marks, too."""
        if outcomes[uid] == "new":
            return
        if key in self._conflicting:
            outcomes[uid] = "conflict"
        elif key in self._changed and outcomes[uid] == "unchanged":
            outcomes[uid] = "updated"

    def _enter(self, marks: Marks, keys: Mapping[str, int], new: set[int], accept: Accept | None) -> None:
        """Give what has come its place in the annex, in the order of the rows; what was left out here stays out."""
        firsts: dict[int, int] = {}
        for key, target in self._wanted:
            if target.is_question:
                firsts.setdefault(key, target.key)
        principals: dict[int, int | None] = {}
        for row in self._identities.rows:
            key = keys[row.record.id]
            was_member = self._then is not None and self._then.is_member(key)
            is_asked = key in new or (accept != "new" and not was_member)
            if key in marks.titles and is_asked and not marks.is_member(key):
                principals[key] = firsts.get(key)
        marks.enter(principals)
