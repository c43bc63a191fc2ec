"""Whatever is kept comes back from its own workbook as unchanged, and into another workspace as it can be written."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.contribution_intake import mapping_marks
from roundtable.exchange import workspace_contents
from roundtable.records.collection import Collection
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import journal_steps, samples
from tests.roundtable.contribution_intake.returned_workbooks import export, fill, marks, set_reasons, take_in

reasons = st.none() | st.sampled_from(["", "x", "yes", "no", "-"]) | samples.words
some = st.lists(samples.practices(), min_size=1, max_size=3, unique_by=lambda record: record.id)


def collection(practices: list[PracticeRecord]) -> Collection:
    annex = tuple(AnnexEntry(record.id) for record in practices)
    return Collection(roundtables=(replace(samples.ROUNDTABLE, annex=annex),), practices=tuple(practices))


@settings(max_examples=settings().max_examples // 5)
@given(practices=some, given_reasons=st.lists(reasons, min_size=9, max_size=9), language=st.sampled_from(["en", "fr"]))
def test_a_workspace_finds_its_own_workbook_unchanged(
    practices: list[PracticeRecord], given_reasons: list[str | None], language: str
) -> None:
    with TemporaryDirectory() as name, Workspace.open(Path(name, "w.roundtable"), create=True) as workspace:
        fill(workspace, collection(practices))
        pairs = [(record.id, mark) for record in practices for mark in ("Q1", "Q2", "M1")]
        set_reasons(workspace, dict(zip(pairs, given_reasons, strict=False)))
        before, step = workspace_contents.collected(workspace), journal_steps.next_undo(workspace)
        for contacts in (False, True):
            report = take_in(
                workspace, export(workspace, Path(name, "c.xlsx"), language, include_contacts=contacts), "all"
            )
            assert {practice.outcome for practice in report.practices} <= {"unchanged"}
            assert [problem for practice in report.practices for problem in practice.problems] == []
        after = workspace_contents.collected(workspace)
        assert replace(after, handovers=()) == replace(before, handovers=())
        assert journal_steps.next_undo(workspace) == step


@settings(max_examples=settings().max_examples // 5)
@given(practices=some, given_reasons=st.lists(reasons, min_size=9, max_size=9))
def test_another_workspace_holds_what_a_workbook_can_say_and_hands_the_same_on(
    practices: list[PracticeRecord], given_reasons: list[str | None]
) -> None:
    with (
        TemporaryDirectory() as name,
        Workspace.open(Path(name, "a.roundtable"), create=True) as first,
        Workspace.open(Path(name, "b.roundtable"), create=True) as second,
    ):
        fill(first, collection([replace(record, title=f"{record.title} {n}") for n, record in enumerate(practices)]))
        pairs = [(record.id, mark) for record in practices for mark in ("Q1", "Q2", "M1")]
        set_reasons(first, dict(zip(pairs, given_reasons, strict=False)))
        book = export(first, Path(name, "a.xlsx"), include_contacts=True)
        assert {practice.outcome for practice in take_in(second, book).practices} == {"new"}
        assert take_in(second, book).count("unchanged") == len(practices)
        again = export(second, Path(name, "b.xlsx"), include_contacts=True)
        assert take_in(second, again).count("unchanged") == len(practices)
        said = [mapping_marks.mark_in(mapping_marks.cell_of(reason)) for reason in marks(first).values()]
        assert sorted(marks(second).values()) == sorted(reason for reason in said if reason is not None)
