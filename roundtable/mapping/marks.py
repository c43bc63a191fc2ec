"""Marks of some practices in one roundtable: their mappings, refusals and annex entries, changed together."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select

from db import tables as t
from db.row_keys import chunked
from db.unit_of_work import UnitOfWork
from roundtable.mapping import gaps
from roundtable.mapping import targets as targets_module
from roundtable.mapping.targets import Pair, Target, pointer_columns, rows_of_practices


class _Row(NamedTuple):
    key: int
    reason: str


class _Entry(NamedTuple):
    key: int
    question: int | None
    position: int


class Marks:
    """Change the marks of practices outside the trash; a principal question counts as mapped even without a row."""

    def __init__(self, work: UnitOfWork, roundtable: int, practices: Collection[int]) -> None:
        """Read the practices' mappings, refusals and annex entries."""
        connection, keys = work.connection, list(practices)
        p, e = t.Practice, t.AnnexEntry
        self._work = work
        self._roundtable = roundtable
        self.targets = targets_module.of_roundtable(connection, roundtable)
        self.code: str = connection.scalar(select(t.Roundtable.code).where(t.Roundtable.id == roundtable)) or ""
        self._questions = {target.key: target for target in self.targets if target.is_question}
        titles = select(p.id, p.title).where(p.deleted_at.is_(None))
        self.titles: dict[int, str] = dict(chunked(connection, titles, p.id, keys))
        entries = select(e.practice_id, e.id, e.guiding_question_id, e.position).where(e.roundtable_id == roundtable)
        self._entries = {
            practice: _Entry(*values) for practice, *values in chunked(connection, entries, e.practice_id, keys)
        }
        m, r = t.Mapping, t.Refusal
        mappings = rows_of_practices(connection, m, self.targets, keys, m.id, m.reason)
        self._rows = {pair: _Row(key, reason) for pair, key, reason in mappings}
        self._refusals: dict[Pair, int] = dict(rows_of_practices(connection, r, self.targets, keys, r.id))
        self._gained: list[Target] = []

    def _known(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Leave out what has been deleted meanwhile."""
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
        """Map the pairs, each with its reason; ``keeps_reasons`` lets a reason that is already there stay.

        A practice without a principal question gets the first one mapped, unless ``keeps_places`` is set.
        """
        present = {pair: wanted[pair] for pair in self._known(wanted)}
        self._gained += [pair[1] for pair in present if not self.is_marked(pair)]
        held = {pair: self._rows[pair] for pair in present if pair in self._rows}
        new = {
            pair: reason
            for pair, reason in present.items()
            if pair not in held and (reason or not self._is_principal(pair))
        }
        if not keeps_places:
            self._enter(present)
        self._insert(new)
        for pair, row in held.items():
            reason = present[pair]
            if row.reason != reason and not (keeps_reasons and (row.reason or not reason)):
                self._work.update(t.Mapping, row.key, {"reason": reason})
                self._rows[pair] = row._replace(reason=reason)
        self.withdraw_refusals(present)

    def _insert(self, reasons: Mapping[Pair, str]) -> None:
        rows = [
            {"practice_id": practice, **pointer_columns(target.pointer), "reason": reason}
            for (practice, target), reason in reasons.items()
        ]
        keys = self._work.insert(t.Mapping, rows) if rows else []
        self._rows.update((pair, _Row(key, reason)) for (pair, reason), key in zip(reasons.items(), keys, strict=True))

    def _enter(self, pairs: Iterable[Pair]) -> None:
        """Give every practice its place in the annex, under the first question where it has none."""
        principals: dict[int, int | None] = {}
        for practice, target in pairs:
            if principals.get(practice) is None:
                principals[practice] = target.pointer[0]
        self._place(
            {
                practice: question
                for practice, question in principals.items()
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
        """Delete mappings; the next question mapped becomes the principal one, else there is none."""
        pairs = list(pairs)
        self._work.delete(t.Mapping, [self._rows.pop(pair).key for pair in pairs if pair in self._rows])
        self._place({pair[0]: self._next_question(pair[0]) for pair in pairs if self._is_principal(pair)})

    def _next_question(self, practice: int) -> int | None:
        return next((key for key, target in self._questions.items() if (practice, target) in self._rows), None)

    def set_principal(self, target: Target | None) -> None:
        """Print the practices under a question, None for the other examples; their mappings stay."""
        pairs = [
            (practice, self._questions[entry.question])
            for practice, entry in self._entries.items()
            if practice in self.titles and entry.question is not None
        ]
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
        self.withdraw_refusals(pairs)

    def leave_out(self) -> None:
        """Take the practices out of the annex and delete their mappings."""
        self._work.delete(t.Mapping, [row.key for row in self._rows.values()])
        self._work.delete(t.AnnexEntry, [entry.key for entry in self._entries.values()])
        self._rows.clear()
        self._entries.clear()

    def refuse(self, pairs: Iterable[Pair]) -> None:
        """Record that practices do not belong where they were suggested, unless they are mapped there."""
        new = [pair for pair in self._known(pairs) if pair not in self._refusals and not self.is_marked(pair)]
        rows = [{"practice_id": practice, **pointer_columns(target.pointer)} for practice, target in new]
        if rows:
            self._refusals.update(zip(new, self._work.insert(t.Refusal, rows), strict=True))

    def withdraw_refusals(self, pairs: Iterable[Pair]) -> None:
        """Let the pairs be suggested again."""
        self._work.delete(t.Refusal, [self._refusals.pop(pair) for pair in pairs if pair in self._refusals])

    def unite(self, practices: Iterable[int], into: int) -> None:
        """Give one practice the mappings of others with the reasons, and the first one's place where it has none."""
        practices = list(practices)
        for practice in practices:
            entry, own = self._entries.get(practice), self._entries.get(into)
            if entry and (own is None or (own.question is None and entry.question is not None)):
                self._write({into: (entry.question, entry.position)})
        for practice in practices:
            wanted = {
                (into, target): _joined(self.reason((into, target)) or "", reason)
                for target in self.targets
                if (reason := self.reason((practice, target))) is not None
            }
            self.mark(wanted, keeps_reasons=False, keeps_places=into in self._entries)
        self.refuse([(into, target) for practice, target in list(self._refusals) if practice != into])

    def close_gaps(self) -> None:
        """Close the gaps of targets that have got a practice, and add that to the label."""
        closed = gaps.close_answered(self._work, list(dict.fromkeys(self._gained)))
        if closed:
            self._work.label += " and close its gap" if closed == 1 else f" and close {closed} gaps"


def _joined(reason: str, other: str) -> str:
    """Join two reasons without repeating a part."""
    present = reason.split("; ")
    return "; ".join(part for part in (reason, *(p for p in other.split("; ") if p not in present)) if part)
