"""Three-way merge of practices, each of them present, in the trash or deleted on either side."""

from collections.abc import Sequence
from dataclasses import replace

from db import row_keys
from db import tables as t
from db.clock import now
from roundtable.exchange import field_merge
from roundtable.exchange.field_merge import ALL
from roundtable.exchange.merge_result import Outcome
from roundtable.practices import practice_store
from roundtable.progress import Progress
from roundtable.records.intake import Change, Conflict
from roundtable.records.practice import PracticeRecord
from roundtable.vocabulary.term_store import TermKeys
from roundtable.workspace_merge.sides import Sides
from roundtable.workspace_merge.vocabulary_merge import VocabularyMerge

DELETED = "deleted"
"""What stands for a field where one side moved a practice to the trash."""
_IN_TRASH, _KEPT = "in the trash", "kept, and changed"


class PracticeMerge:
    """Merge the practices that the file changed, added or deleted."""

    def __init__(self, sides: Sides, vocabulary: VocabularyMerge) -> None:
        self._work, self._base, self._there, self._here, self._decisions, self._result = sides
        self._vocabulary = vocabulary
        self._terms = TermKeys(sides.work)
        self._keys: dict[str, int] = {}
        self._present: dict[int, PracticeRecord] = {}
        self._trash: set[str] = set()

    def run(self, changed: Sequence[str], progress: Progress) -> None:
        """Write what is merged of the practices that the file changed."""
        self._keys = row_keys.keys_by_uid(self._work.connection, changed)
        self._present = practice_store.load(self._work.connection, list(self._keys.values()))
        self._trash = {uid for uid in self._keys if not self._here.is_live(uid)}
        new = []
        for number, uid in enumerate(changed):
            progress(number, len(changed))
            if uid in self._decisions.left_out:
                self._result.outcomes[uid] = "skipped"
            elif uid not in self._keys and self._is_new(uid):
                new.append(self._vocabulary.named(self._there.practices[uid]))
                self._result.outcomes[uid] = "new"
            elif self._decisions.accept == "new":
                self._result.outcomes[uid] = "skipped"
            else:
                self._result.outcomes[uid] = self._merge(uid)
        practice_store.add(self._work, new)

    def _is_new(self, uid: str) -> bool:
        """Tell whether a practice that is not here was not there at the base either, or is to come back."""
        if not self._there.is_live(uid):
            return False
        return not self._base.is_live(uid) or self._decisions.takes(uid, DELETED) is True

    def _merge(self, uid: str) -> Outcome:
        is_here, is_there = uid in self._keys and uid not in self._trash, self._there.is_live(uid)
        if is_here and is_there:
            return self._merge_fields(uid)
        if is_here:
            return self._trashed(uid)
        return self._come_back(uid) if is_there else "unchanged"

    def _merge_fields(self, uid: str) -> Outcome:
        key = self._keys[uid]
        here = self._present[key]
        then = self._base.practices.get(uid)
        base = self._vocabulary.named_then(then) if then else None
        theirs = self._vocabulary.named(self._there.practices[uid])
        merged = field_merge.merge(here, theirs, base, ALL, self._decisions)
        if merged.changes:
            self._result.changes.setdefault(uid, []).extend(merged.changes)
            practice_store.change(self._work, key, here, merged.record, self._terms)
        if merged.conflicts:
            self._result.conflicts.setdefault(uid, []).extend(merged.conflicts)
            fields = ", ".join(sorted(conflict.field for conflict in merged.conflicts))
            self._result.note(uid, fields, "It was changed here and in the file; it stays as it is here.")
            return "conflict"
        is_kept: Outcome = "skipped" if self._decisions.of(uid) else "unchanged"
        return "updated" if merged.changes else is_kept

    def _trashed(self, uid: str) -> Outcome:
        """Move a practice to the trash that the file deleted, unless it was edited here."""
        then, takes = self._base.practices.get(uid), self._decisions.takes(uid, DELETED)
        here = self._present[self._keys[uid]]
        is_edited = then is None or _content(here) != _content(self._vocabulary.named_then(then))
        if takes is False:
            return "skipped"
        if is_edited and not takes:
            return self._note_conflict(uid, Conflict(DELETED, _KEPT, _IN_TRASH, ""))
        self._work.update(t.Practice, self._keys[uid], {"deleted_at": now()})
        self._result.changes[uid] = [Change(DELETED, "", _IN_TRASH)]
        return "updated"

    def _come_back(self, uid: str) -> Outcome:
        """Take a practice out of the trash that the file restored, or edited where that is decided."""
        then, theirs, takes = (
            self._base.practices.get(uid),
            self._there.practices[uid],
            self._decisions.takes(uid, DELETED),
        )
        if then is None and uid in self._trash:  # it came from the file, and was deleted here since
            self._result.note(uid, "", "It is in the trash here and was left there.")
            return "skipped"
        is_edited = then is None or _content(theirs) != _content(then)
        was_deleted = self._base.is_live(uid)
        if was_deleted and not is_edited:
            return "unchanged"
        if takes is False:
            return "skipped"
        if was_deleted and not takes:
            return self._note_conflict(uid, Conflict(DELETED, _IN_TRASH, _KEPT, ""))
        self._work.update(t.Practice, self._keys[uid], {"deleted_at": None})
        self._result.changes[uid] = [Change(DELETED, _IN_TRASH, "")]
        outcome = self._merge_fields(uid)
        return "conflict" if outcome == "conflict" else "updated"

    def _note_conflict(self, uid: str, conflict: Conflict) -> Outcome:
        self._result.conflicts[uid] = [conflict]
        where = (
            "It was edited here and deleted in the file"
            if conflict.here == _KEPT
            else "It was deleted here and edited in the file"
        )
        self._result.note(uid, DELETED, f"{where}; it stays as it is here.")
        return "conflict"


def _content(record: PracticeRecord) -> PracticeRecord:
    """Return what a person edits of a practice."""
    return replace(record, revision=0, changed_at="")
