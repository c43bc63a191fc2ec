"""Three-way merge of a workspace file into the workspace that it was copied from."""

from collections.abc import Mapping

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.contribution import own_columns
from roundtable.exchange import handover_merge, three_way_merge
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.merge_result import MergeResult, Other
from roundtable.progress import Progress
from roundtable.records.intake import Intake
from roundtable.workspace_merge import snapshot
from roundtable.workspace_merge.mark_merge import MarkMerge
from roundtable.workspace_merge.practice_merge import PracticeMerge
from roundtable.workspace_merge.roundtable_merge import RoundtableMerge
from roundtable.workspace_merge.sides import Sides
from roundtable.workspace_merge.vocabulary_merge import VocabularyMerge
from roundtable.workspace_merge.workspace_file import WorkspaceIntake


class WorkspaceMerge:
    """Merge one workspace file into the workspace."""

    def __init__(self, work: UnitOfWork, intake: Intake, *, decisions: Decisions, progress: Progress) -> None:
        if not isinstance(intake, WorkspaceIntake):
            raise TypeError("a workspace file comes with its base")
        self._work = work
        self._intake = intake
        self._decisions = decisions
        self._progress = progress
        self._result = MergeResult(intake)

    def run(self) -> MergeResult:
        """Merge everything."""
        work, there = self._work, self._intake.there
        before = snapshot.beside_practices(work.connection)
        here = snapshot.read(work.connection, ())
        sides = Sides(work, self._intake.base, there, here, self._decisions, self._result)
        vocabulary = VocabularyMerge(sides)
        vocabulary.run()
        practices = PracticeMerge(sides, vocabulary)
        practices.run([record.id for record in self._intake.collection.practices], self._progress)
        roundtables = RoundtableMerge(sides)
        roundtables.run()
        MarkMerge(sides, roundtables).run()
        vocabulary.finish()
        self._merge_searches(here.searches)
        handover_merge.merge(work, there.handovers, self._decisions, self._result, self._intake.base.handovers)
        own_columns.add(work.connection, there.meanings())
        self._count_changed(before)
        self._remember()
        return self._result

    def _merge_searches(self, here: Mapping[str, str]) -> None:
        """Merge the saved searches and their order; of two queries under one name the one here stays."""
        base, there = self._intake.base.searches, self._intake.there.searches
        if there == base or (self._decisions.accept == "new" and here):
            return
        merged = three_way_merge.merge(tuple(base.items()), tuple(here.items()), tuple(there.items()))
        if merged.value != tuple(here.items()):
            rows = [{"name": name, "query": query} for name, query in merged.value]
            self._work.replace_list(t.SavedSearch, {}, rows)
        for name in dict.fromkeys((*here, *there)):
            if three_way_merge.merge(base.get(name), here.get(name), there.get(name)).is_conflict:
                query = f"is “{there[name]}”" if name in there else "was deleted"
                said = f"“{name}” was changed here and in the file, where it {query}; it stays as it is here."
                self._result.note("", "searches", said)

    def _count_changed(self, before: Mapping[Other, Mapping[str, object]]) -> None:
        """Count what is changed beside practices and their marks."""
        for kind, after in snapshot.beside_practices(self._work.connection).items():
            uids = before[kind].keys() | after.keys()
            if count := sum(before[kind].get(uid) != after.get(uid) for uid in uids):
                self._result.changed[kind] = count

    def _remember(self) -> None:
        """Remember the file's newest step as merged, the base of the next merge, unless anything was left out."""
        result, decisions, step = self._result, self._decisions, self._intake.step
        is_part = decisions.left_out or decisions.accept == "new"
        is_open = is_part or result.differing_roundtables or "conflict" in result.outcomes.values()
        if step.entry and not is_open and self._work.changes_so_far().changes:
            self._work.insert(t.MergedStep, [{"entry": step.entry, "moment": step.moment}])
