"""Three-way merge of mappings, refusals and gaps."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from db import row_keys
from db import tables as t
from roundtable.exchange import three_way_merge
from roundtable.mapping import gaps, note_exchange
from roundtable.mapping.targets import Pointer, pointer_columns
from roundtable.records.intake import Change, Conflict
from roundtable.records.mapping import GapRecord
from roundtable.workspace_merge.roundtable_merge import RoundtableMerge, target_of
from roundtable.workspace_merge.sides import Sides
from roundtable.workspace_merge.snapshot import Mark, Snapshot, mark_of

MAPPINGS = "mappings"
"""What stands for a field in the changes and conflicts of a practice's mappings."""


class MarkMerge:
    """Merge mappings, refusals and gaps, once practices and roundtables are merged."""

    def __init__(self, sides: Sides, roundtables: RoundtableMerge) -> None:
        self._work, self._base, self._there, self._here, self._decisions, self._result = sides
        self._roundtables = roundtables
        base, there, here = sides.base, sides.there, sides.here
        self._reasons = here.reasons()
        self._targets_there = {target for record in there.roundtables.values() for target in record.target_ids()}
        self._pointers: dict[str, Pointer] = {}
        self._keys: dict[str, int] = {}
        known = (*base.roundtables.values(), *there.roundtables.values(), *here.roundtables.values())
        self._texts = {one.id: one.text for record in known for one in record.guiding_questions}
        self._texts |= {one.id: one.text for record in known for one in record.possible_measures}
        self._codes = {target: record.code for record in known for target in record.target_ids()}

    def run(self) -> None:
        """Write what is merged."""
        named = {record.practice for side in (self._base, self._there) for record in side.mappings}
        named |= {record.practice for side in (self._base, self._there) for record in side.refusals}
        self._keys = row_keys.keys_by_uid(self._work.connection, named - self._decisions.left_out)
        self._pointers = note_exchange.target_pointers(self._work.connection)
        self._merge_mappings()
        self._merge_refusals()
        note_exchange.forget_answered(self._work)
        self._merge_gaps()
        self._close_answered()

    def _rows(self, kind: type[t.Mapping] | type[t.Refusal]) -> dict[tuple[int, Pointer], int]:
        """Return the keys of the mappings or refusals that are here now."""
        columns = select(kind.id, kind.practice_id, kind.guiding_question_id, kind.possible_measure_id)
        return {
            (practice, (question, measure)): key
            for key, practice, question, measure in self._work.connection.execute(columns)
        }

    def _could_be_there(self, mark: Mark) -> bool:
        """Tell whether the file still has the practice and the target: else what was said of them went with them."""
        return mark.practice in self._there.stamps and mark.target in self._targets_there

    def _place(self, mark: Mark) -> tuple[int, Pointer] | None:
        """Return the practice's key and the pointer to the target; None where one of them is not here."""
        if mark.practice not in self._keys or mark.target not in self._pointers:
            return None
        return self._keys[mark.practice], self._pointers[mark.target]

    def _merge_mappings(self) -> None:
        before, theirs, ours = self._base.reasons(), self._there.reasons(), self._reasons
        rows = self._rows(t.Mapping)
        for mark in dict.fromkeys((*theirs, *before)):
            then, wanted, present = before.get(mark), theirs.get(mark), ours.get(mark)
            is_gone = wanted is None and not self._could_be_there(mark)
            if wanted in (then, present) or is_gone or mark.practice in self._decisions.left_out:
                continue
            place, takes = self._place(mark), self._decisions.takes(mark.practice, MAPPINGS)
            if place is None:
                self._note_left_out(mark, wanted)
                continue
            merged = three_way_merge.merge(then, present, wanted, "reason")
            if merged.is_conflict and takes is None:
                self._note_conflict(mark, present, wanted, then)
            elif takes is not False and self._may_change(present):
                self._write_mapping(mark, place, wanted if merged.is_conflict else merged.value, rows.get(place))

    def _note_left_out(self, mark: Mark, wanted: str | None) -> None:
        if wanted is not None:
            said = f"A mapping was left out: “{self._texts[mark.target]}” was removed here."
            self._result.note(mark.practice, MAPPINGS, said)

    def _may_change(self, present: str | None) -> bool:
        return self._decisions.accept != "new" or present is None

    def _write_mapping(self, mark: Mark, place: tuple[int, Pointer], reason: str | None, key: int | None) -> None:
        if reason is None:
            self._work.delete(t.Mapping, [key] if key else [])
        elif key is not None:
            self._work.update(t.Mapping, key, {"reason": reason})
        else:
            row = {"practice_id": place[0], **pointer_columns(place[1]), "reason": reason}
            self._work.insert(t.Mapping, [row])
        present = self._reasons.get(mark)
        self._result.changes.setdefault(mark.practice, []).append(
            Change(MAPPINGS, self._said(mark, present), self._said(mark, reason))
        )
        if self._result.outcomes.get(mark.practice) in ("unchanged", "skipped"):
            self._result.outcomes[mark.practice] = "updated"

    def _note_conflict(self, mark: Mark, present: str | None, wanted: str | None, then: str | None) -> None:
        sides = (self._said(mark, reason) for reason in (present, wanted, then))
        self._result.conflicts.setdefault(mark.practice, []).append(Conflict(MAPPINGS, *sides))
        self._result.note(
            mark.practice, MAPPINGS, "The mapping was changed here and in the file; it stays as it is here."
        )
        self._result.outcomes[mark.practice] = "conflict"

    def _said(self, mark: Mark, reason: str | None) -> str:
        if reason is None:
            return ""
        text = self._texts.get(mark.target, "")
        return f"{text}: {reason}" if reason else text

    def _merge_refusals(self) -> None:
        before, theirs = ({mark_of(one) for one in side.refusals} for side in (self._base, self._there))
        rows = self._rows(t.Refusal)
        added = dict.fromkeys(
            place for mark in sorted(theirs - before) if (place := self._place(mark)) and place not in rows
        )
        self._work.insert(t.Refusal, [{"practice_id": key, **pointer_columns(pointer)} for key, pointer in added])
        if self._decisions.accept != "new":
            gone = (self._place(mark) for mark in before - theirs if self._could_be_there(mark))
            self._work.delete(t.Refusal, [rows[place] for place in gone if place in rows])

    def _merge_gaps(self) -> None:
        g = t.Gap
        keys = {row.uid: row.id for row in self._work.connection.execute(select(g.uid, g.id))}
        for uid in dict.fromkeys((*self._there.gaps, *self._base.gaps)):
            then, wanted, present = (side.gaps.get(uid) for side in (self._base, self._there, self._here))
            if wanted in (then, present):
                continue
            if wanted is None:
                self._remove_gap(uid, present, then, keys)
            elif target_of(wanted) not in self._pointers:
                self._note_gap(wanted, f"a gap of the file ({_named(wanted)}) was left out, for its target was removed")
            elif present is None or uid not in keys:
                self._add_gap(wanted, then)
            elif self._decisions.accept != "new":
                self._change_gap(keys[uid], then or GapRecord(id=uid), present, wanted)

    def _remove_gap(self, uid: str, present: GapRecord | None, then: GapRecord | None, keys: dict[str, int]) -> None:
        is_free = self._decisions.accept != "new" and present and target_of(present) in self._targets_there
        if present is None or uid not in keys or not is_free:
            return
        if present == then or self._roundtables.takes(self._code(present)):
            self._work.delete(t.Gap, [keys[uid]])
        else:
            self._note_gap(present, "a gap was changed here and deleted in the file")

    def _add_gap(self, wanted: GapRecord, then: GapRecord | None) -> None:
        pointer = self._pointers[target_of(wanted)]
        if then is not None and not self._roundtables.takes(self._code(wanted)):
            self._note_gap(wanted, "a gap was deleted here and changed in the file")
        elif not wanted.closed_at and self._has_open_gap(pointer):
            self._note_gap(wanted, f"a gap of the file ({_named(wanted)}) was left out, for another is open here")
        else:
            self._work.insert(t.Gap, [{"uid": wanted.id, **_row(wanted), **pointer_columns(pointer)}])

    def _change_gap(self, key: int, then: GapRecord, present: GapRecord, wanted: GapRecord) -> None:
        first, second = present, wanted
        if self._roundtables.takes(self._code(present)):
            first, second = wanted, present
        merged, conflicts = three_way_merge.merge_fields(then, first, second)
        if present.closed_at and wanted.closed_at:  # both got a practice
            conflicts = [name for name in conflicts if name != "closed_at"]
            merged = replace(merged, closed_at=min(present.closed_at, wanted.closed_at))
        if conflicts and first is present:
            self._note_gap(
                present, f"a gap ({_named(present)}) was changed here and in the file ({', '.join(conflicts)})"
            )
        self._work.update(t.Gap, key, _row(merged))

    def _code(self, gap: GapRecord) -> str:
        return self._codes.get(target_of(gap), "")

    def _note_gap(self, gap: GapRecord, what: str) -> None:
        self._roundtables.note_conflict(self._code(gap), what)

    def _has_open_gap(self, pointer: Pointer) -> bool:
        g, columns = t.Gap, pointer_columns(pointer)
        at_target = (getattr(g, name) == key for name, key in columns.items() if key is not None)
        return self._work.connection.scalar(select(g.id).where(g.closed_at.is_(None), *at_target).limit(1)) is not None

    def _close_answered(self) -> None:
        """Close the open gaps whose target has a practice now, but for those that one side left open beside one."""
        g = t.Gap
        unanswered = gaps.without_practice(self._work.connection)
        left_open = set(_left_open(self._here)) | set(_left_open(self._there))
        rows = self._work.connection.execute(select(g.uid, g.id).where(g.closed_at.is_(None))).all()
        answered = [key for uid, key in rows if key not in unanswered and uid not in left_open]
        gaps.close_all(self._work, g.id.in_(answered))


def _left_open(side: Snapshot) -> Iterator[str]:
    """Name the gaps that are open though their target has a practice."""
    covered = side.covered_targets()
    return (uid for uid, gap in side.gaps.items() if not gap.closed_at and target_of(gap) in covered)


def _row(gap: GapRecord) -> dict[str, str | None]:
    return {name: getattr(gap, name) for name in gaps.FIELDS} | {"closed_at": gap.closed_at or None}


def _named(gap: GapRecord) -> str:
    return ", ".join(filter(None, (gap.state, gap.asked, gap.owner)))
