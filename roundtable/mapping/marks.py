"""The marks of some practices in one roundtable, as rows that a unit of work changes together.

Holds the rules that keep mappings and annex in step; the edits of the matrix are in ``roundtable_matrix``.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select

from db import tables as t
from db.row_keys import chunked
from db.unit_of_work import UnitOfWork
from roundtable.mapping import gaps
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Target

Pair = tuple[int, Target]
"""A practice's key and what it is mapped to."""


class _Row(NamedTuple):
    key: int
    reason: str


class _Entry(NamedTuple):
    key: int
    question: int | None
    position: int


class Marks:
    """Change what some practices are marked for; a practice that is gone or in the trash is left alone.

    A marked practice stands in the annex; its principal question counts as marked, with or without a mapping's row.
    """

    def __init__(self, work: UnitOfWork, roundtable: int, practices: Collection[int]) -> None:
        """Read how the practices stand in the roundtable."""
        connection = work.connection
        p, entry, wanted = t.Practice, t.AnnexEntry, list(practices)
        self._work = work
        self._roundtable = roundtable
        self.targets = targets_module.of_roundtable(connection, roundtable)
        self.code: str = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable)) or ""
        self._questions = {target.key: target for target in self.targets if target.is_question}
        here = select(p.id, p.title).where(p.deleted_at.is_(None))
        self.titles: dict[int, str] = dict(chunked(connection, here, p.id, wanted))
        entries = select(entry.practice_id, entry.id, entry.guiding_question_id, entry.position).where(
            entry.roundtable_id == roundtable
        )
        self._entries = {
            practice: _Entry(*values) for practice, *values in chunked(connection, entries, entry.practice_id, wanted)
        }
        self._rows = {
            pair: _Row(key, reason) for pair, key, reason in self._pointing(t.Mapping, wanted, t.Mapping.reason)
        }
        self._refusals = dict(self._pointing(t.Refusal, wanted))
        self._gained: list[Target] = []

    def _pointing(self, kind: Any, practices: list[int], *columns: Any) -> Iterable[Any]:
        by_columns = {(target.is_question, target.key): target for target in self.targets}
        statement = select(kind.practice_id, kind.guiding_question_id, kind.possible_measure_id, kind.id, *columns)
        for practice, question, measure, *values in chunked(
            self._work.connection, statement, kind.practice_id, practices
        ):
            target = by_columns.get((question is not None, measure if question is None else question))
            if target is not None:  # of another roundtable
                yield (practice, target), *values

    def _known(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Leave out what is no longer there: a person may work on what another has just thrown away."""
        return [pair for pair in dict.fromkeys(pairs) if pair[0] in self.titles and pair[1] in self.targets]

    def is_marked(self, pair: Pair) -> bool:
        """Tell whether the practice is mapped to the target, or printed under it."""
        return pair in self._rows or self._is_principal(pair)

    def reason(self, pair: Pair) -> str | None:
        """Return why the practice is mapped to the target, "" for no reason; None where it is not mapped."""
        row = self._rows.get(pair)
        return row.reason if row is not None else "" if self._is_principal(pair) else None

    def _is_principal(self, pair: Pair) -> bool:
        entry = self._entries.get(pair[0])
        return pair[1].is_question and entry is not None and entry.question == pair[1].key

    def mark(self, wanted: Mapping[Pair, str], *, keeps_reasons: bool = True, keeps_places: bool = False) -> None:
        """Mark the pairs, each with its reason; a reason that is already there stays where ``keeps_reasons`` is set.

        A practice without a principal question gets the first one marked, unless ``keeps_places`` is set.
        """
        present = {pair: wanted[pair] for pair in self._known(wanted)}
        self._gained += [pair[1] for pair in present if not self.is_marked(pair)]
        new = [
            pair
            for pair, reason in present.items()
            if pair not in self._rows and (reason or not self._is_principal(pair))
        ]
        if not keeps_places:
            self._enter(present)
        self._insert({pair: present[pair] for pair in new})
        for pair in present.keys() - set(new):
            row = self._rows.get(pair)
            if (
                row is not None
                and row.reason != present[pair]
                and not (keeps_reasons and (row.reason or not present[pair]))
            ):
                self._work.update(t.Mapping, row.key, {"reason": present[pair]})
                self._rows[pair] = row._replace(reason=present[pair])
        self.forget_refusals(present)

    def _insert(self, reasons: Mapping[Pair, str]) -> None:
        rows = [
            {"practice_id": practice, **target.columns(), "reason": reason}
            for (practice, target), reason in reasons.items()
        ]
        keys = self._work.insert(t.Mapping, rows) if rows else []
        self._rows.update((pair, _Row(key, reason)) for (pair, reason), key in zip(reasons.items(), keys, strict=True))

    def _enter(self, pairs: Iterable[Pair]) -> None:
        """Give every practice its place in the annex, under the first question where it has none."""
        principal: dict[int, int | None] = {}
        for practice, target in pairs:
            if principal.get(practice) is None:
                principal[practice] = target.key if target.is_question else None
        self._place(
            {
                practice: question
                for practice, question in principal.items()
                if practice not in self._entries or (self._entries[practice].question is None and question is not None)
            }
        )

    def enter(self, principals: Mapping[int, int | None]) -> None:
        """Give practices that stand in no annex their place in it, in order, each under a question's key or none."""
        self._place({practice: key for practice, key in principals.items() if practice not in self._entries})

    def is_member(self, practice: int) -> bool:
        """Tell whether the practice stands in the annex or is mapped to anything."""
        return practice in self._entries or any((practice, target) in self._rows for target in self.targets)

    def _place(self, principals: Mapping[int, int | None]) -> None:
        """Put each practice at the end of a group of the annex."""
        if not principals:
            return
        e = t.AnnexEntry
        last = self._work.connection.scalar(select(func.max(e.position)).where(e.roundtable_id == self._roundtable))
        first = 0 if last is None else last + 1
        self._write({practice: (question, first + n) for n, (practice, question) in enumerate(principals.items())})

    def _write(self, places: Mapping[int, tuple[int | None, int]]) -> None:
        """Give practices their question and position in the annex."""
        new: list[dict[str, Any]] = []
        for practice, (question, position) in places.items():
            entry = self._entries.get(practice)
            values = {"position": position, "guiding_question_id": question}
            if entry is None:
                new.append({"roundtable_id": self._roundtable, "practice_id": practice, **values})
            else:
                self._work.update(t.AnnexEntry, entry.key, values)
                self._entries[practice] = _Entry(entry.key, question, position)
        keys = self._work.insert(t.AnnexEntry, new) if new else []
        for row, key in zip(new, keys, strict=True):
            self._entries[row["practice_id"]] = _Entry(key, row["guiding_question_id"], row["position"])

    def unmark(self, pairs: Iterable[Pair]) -> None:
        """Take marks away; a principal question passes to the next one marked, else to the other examples."""
        pairs = list(pairs)
        gone = [self._rows.pop(pair).key for pair in pairs if pair in self._rows]
        self._work.delete(t.Mapping, gone)
        self._place({pair[0]: self._next_question(pair[0]) for pair in pairs if self._is_principal(pair)})

    def _next_question(self, practice: int) -> int | None:
        return next((key for key, target in self._questions.items() if (practice, target) in self._rows), None)

    def set_principal(self, target: Target | None) -> None:
        """Print the practices under a question, None for the other examples; what they were marked for stays marked."""
        held = {practice: entry.question for practice, entry in self._entries.items() if practice in self.titles}
        pairs = [(practice, self._questions[key]) for practice, key in held.items() if key is not None]
        pairs += [(practice, target) for practice in self.titles if target is not None]
        self._gained += [pair[1] for pair in pairs if not self.is_marked(pair)]
        self._insert({pair: "" for pair in pairs if pair not in self._rows})
        question = None if target is None else target.key
        self._place(
            {
                practice: question
                for practice in self.titles
                if practice not in self._entries or self._entries[practice].question != question
            }
        )
        self.forget_refusals(pairs)

    def leave_out(self) -> None:
        """Take the practices out of the annex, and away all their marks."""
        self._work.delete(t.Mapping, [row.key for row in self._rows.values()])
        self._work.delete(t.AnnexEntry, [entry.key for entry in self._entries.values()])
        self._rows.clear()
        self._entries.clear()

    def refuse(self, pairs: Iterable[Pair]) -> None:
        """Remember that practices do not belong where they were suggested; what is marked belongs there."""
        new = [pair for pair in self._known(pairs) if pair not in self._refusals and not self.is_marked(pair)]
        rows = [{"practice_id": practice, **target.columns()} for practice, target in new]
        if rows:
            self._refusals.update(zip(new, self._work.insert(t.Refusal, rows), strict=True))

    def forget_refusals(self, pairs: Iterable[Pair]) -> None:
        """Let the pairs be suggested again."""
        self._work.delete(t.Refusal, [self._refusals.pop(pair) for pair in pairs if pair in self._refusals])

    def unite(self, practices: Iterable[int], into: int) -> None:
        """Give one practice what others are marked for, the reasons along, and the first one's place where it has none.

        What any of them is marked for is no longer refused. A principal question of its own stays.
        """
        practices = list(practices)
        for practice in practices:
            entry, own = self._entries.get(practice), self._entries.get(into)
            if entry and (own is None or (own.question is None and entry.question is not None)):
                self._write({into: (entry.question, entry.position)})
        for practice in practices:
            marked = [target for target in self.targets if self.is_marked((practice, target))]
            wanted = {
                (into, target): _both(self.reason((into, target)) or "", self.reason((practice, target)) or "")
                for target in marked
            }
            self.mark(wanted, keeps_reasons=False, keeps_places=into in self._entries)
        self.refuse([(into, target) for practice, target in list(self._refusals) if practice != into])

    def close_gaps(self) -> None:
        """Close the gaps of what has got a practice, and let the step say so."""
        closed = gaps.close(self._work, list(dict.fromkeys(self._gained)))
        if closed:
            self._work.label += " and close its gap" if closed == 1 else f" and close {closed} gaps"


def _both(reason: str, other: str) -> str:
    """Join two reasons; what the one says already is not said again."""
    present = reason.split("; ")
    return "; ".join(part for part in (reason, *(p for p in other.split("; ") if p not in present)) if part)
