"""Three-way merge of roundtables with their sections, questions, measures and annex order."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from sqlalchemy import select

from db import row_keys
from db import tables as t
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.exchange import three_way_merge
from roundtable.exchange.three_way_merge import Held
from roundtable.records.mapping import GapRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.workspace_merge.sides import Sides
from roundtable.workspace_merge.snapshot import Snapshot

_FIELDS = tuple(field.name for field in fields(RoundtableRecord))


class RoundtableMerge:
    """Merge the roundtables that the file changed, added or deleted."""

    def __init__(self, sides: Sides) -> None:
        self._work, self._base, self._there, self._here, self._decisions, self._result = sides
        rows = sides.work.connection.execute(select(t.Roundtable.uid, t.Roundtable.id))
        self._keys = {row.uid: row.id for row in rows}
        self._used_here, self._used_there = (_used_otherwise(sides.base, side) for side in (sides.here, sides.there))

    def run(self) -> None:
        """Write what is merged."""
        for uid, theirs in self._there.roundtables.items():
            ours, then = self._here.roundtables.get(uid), self._base.roundtables.get(uid)
            if theirs == then and not theirs.target_ids() & self._used_there:
                continue
            if ours is None:
                self._add(theirs, then)
            elif self._decisions.accept != "new":
                self._merge(ours, then or RoundtableRecord(id=uid, code=""), theirs)
        for uid, then in self._base.roundtables.items():
            if uid not in self._there.roundtables and uid in self._keys and self._decisions.accept != "new":
                self._delete(self._here.roundtables[uid], then)

    def takes(self, code: str) -> bool:
        """Tell whether what both sides changed of a roundtable is to be as in the file."""
        return self._decisions.accept == "all" or code in self._decisions.roundtables

    def note_conflict(self, code: str, what: str) -> None:
        """Note that a roundtable stays as it is here where both sides changed it."""
        if code not in self._result.differing_roundtables:
            self._result.differing_roundtables.append(code)
        self._result.note("", "roundtable", f"{code}: {what}; it stays as it is here.")

    def _add(self, theirs: RoundtableRecord, then: RoundtableRecord | None) -> None:
        """Add a roundtable that is new, or was deleted here and is wanted back."""
        if then is not None and not self.takes(theirs.code):
            self.note_conflict(theirs.code, "it was deleted here and changed in the file")
            return
        code, number = theirs.code, 1
        codes = {roundtable_store.folded(one) for one in self._work.connection.scalars(select(t.Roundtable.code))}
        while roundtable_store.folded(code) in codes:
            number += 1
            code = f"{theirs.code} ({number})"
        if code != theirs.code:
            self._result.note("", "roundtable", f"Another {theirs.code} is here already; the file's became {code}.")
        record, keys = self._with_known_practices(replace(theirs, code=code))
        self._keys[theirs.id] = roundtable_store.add(self._work, record, keys)

    def _merge(self, ours: RoundtableRecord, then: RoundtableRecord, theirs: RoundtableRecord) -> None:
        merged, conflicts = three_way_merge.merge_fields(then, ours, theirs, Held(self._used_here, self._used_there))
        if conflicts and self.takes(ours.code):
            merged, _ = three_way_merge.merge_fields(then, theirs, ours, Held(self._used_there, self._used_here))
        elif conflicts:
            self.note_conflict(ours.code, f"it was changed here and in the file ({_named(conflicts)})")
        merged, keys = self._with_known_practices(merged)
        if merged != ours:
            changed = (name for name in _FIELDS if getattr(merged, name) != getattr(ours, name))
            self._result.note("", "roundtable", f"{ours.code} changes: {_named(changed)}.")
            roundtable_store.save(self._work, self._keys[ours.id], merged, keys)

    def _with_known_practices(self, record: RoundtableRecord) -> tuple[RoundtableRecord, Mapping[str, int]]:
        """Leave out of an annex what is no longer here, and of its entries the questions that are not."""
        keys = row_keys.keys_by_uid(self._work.connection, [entry.practice for entry in record.annex])
        questions = {question.id for question in record.guiding_questions}
        annex = tuple(
            entry if entry.guiding_question in questions else replace(entry, guiding_question="")
            for entry in record.annex
            if entry.practice in keys
        )
        return replace(record, annex=annex), keys

    def _delete(self, ours: RoundtableRecord, then: RoundtableRecord) -> None:
        """Delete a roundtable that the file deleted, unless it was changed here."""
        is_changed = ours != then or bool(ours.target_ids() & self._used_here)
        if is_changed and not self.takes(ours.code):
            self.note_conflict(ours.code, "it was changed here and deleted in the file")
            return
        roundtable_edits.remove(self._work, [self._keys[ours.id]])
        self._result.note("", "roundtable", f"{ours.code} was deleted in the file, and here now, too.")


def _named(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _used_otherwise(base: Snapshot, side: Snapshot) -> frozenset[str]:
    """Name the questions and measures whose mappings, gaps or refusals a side added or changed."""
    before, after = base.reasons(), side.reasons()
    used = {mark.target for mark, reason in after.items() if before.get(mark) != reason}
    return frozenset(used | {target_of(gap) for uid, gap in side.gaps.items() if base.gaps.get(uid) != gap})


def target_of(gap: GapRecord) -> str:
    """Return the question or measure of a gap."""
    return gap.guiding_question or gap.possible_measure
