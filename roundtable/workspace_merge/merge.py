"""Three-way merge of a workspace file into the workspace that it was copied from."""

from db import tables as t
from db.unit_of_work import UnitOfWork
from roundtable.exchange import value_merge
from roundtable.exchange.decisions import Decisions
from roundtable.exchange.merge_result import MergeResult
from roundtable.history import handovers
from roundtable.progress import Progress
from roundtable.records.intake import Intake
from roundtable.workspace_merge import snapshot
from roundtable.workspace_merge.mark_merge import MarkMerge
from roundtable.workspace_merge.practice_merge import PracticeMerge
from roundtable.workspace_merge.roundtable_merge import RoundtableMerge
from roundtable.workspace_merge.snapshot import Snapshot
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
        work, decisions, result = self._work, self._decisions, self._result
        base, there = self._intake.base, self._intake.there
        here = snapshot.read(work.connection, ())
        vocabulary = VocabularyMerge(work, base, there, here, result)
        vocabulary.run(only_new=decisions.accept == "new")
        practices = PracticeMerge(work, base, there, vocabulary=vocabulary, decisions=decisions, result=result)
        practices.run([record.id for record in self._intake.collection.practices], here, self._progress)
        roundtables = RoundtableMerge(work, base, there, here, decisions=decisions, result=result)
        roundtables.run()
        marks = MarkMerge(work, base, there, here, roundtables=roundtables, decisions=decisions, result=result)
        marks.run()
        if decisions.accept != "new":
            vocabulary.finish()
        self._merge_searches(here)
        handovers.add(work.connection, there.handovers)
        self._remember()
        return result

    def _merge_searches(self, here: Snapshot) -> None:
        """Merge the saved searches and their order; of two queries under one name the one here stays."""
        base, there = self._intake.base.searches, self._intake.there.searches
        if there == base or (self._decisions.accept == "new" and here.searches):
            return
        then, ours, theirs = (tuple(searches.items()) for searches in (base, here.searches, there))
        merged = value_merge.merge(then, ours, theirs)
        if merged.value != tuple(here.searches.items()):
            rows = [{"name": name, "query": query} for name, query in merged.value]
            self._work.replace_list(t.SavedSearch, {}, rows)

    def _remember(self) -> None:
        """Remember the file's newest step as merged, the base of the next merge, unless anything was left out."""
        result, decisions, step = self._result, self._decisions, self._intake.step
        is_part = decisions.left_out or decisions.accept == "new"
        is_open = is_part or result.differing_roundtables or "conflict" in result.outcomes.values()
        if step.entry and not is_open and self._work.changes_so_far().changes:
            self._work.insert(t.MergedStep, [{"entry": step.entry, "moment": step.moment}])
