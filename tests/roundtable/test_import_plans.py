"""An import is planned before anything is written, and done as it was decided."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import journal, row_keys
from roundtable import import_report, imports
from roundtable.agenda import roundtable_store
from roundtable.errors import RoundtableError
from roundtable.exchange import json_file, workspace_contents
from roundtable.exchange.decisions import FILE, HERE, Decisions, FieldChoice
from roundtable.exchange.field_merge import ALL
from roundtable.history import undo_steps
from roundtable.imports import ImportPlan
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.progress import Cancelled
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id, new_id
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.workspace import Workspace
from tests import journal_steps, samples
from tests.roundtable.contribution_intake.returned_workbooks import edited, export, fill, here, key_of, write_cell

WELLS, NURSES = samples.WELLS, samples.NURSES


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill(workspace)
    return workspace


@pytest.fixture
def both_edited(filled: Workspace, tmp_path: Path) -> Path:
    """Return a workbook with edits of title, results and budget, the title having been changed here as well."""
    book = export(filled, tmp_path / "c.xlsx")
    practice_edits.save(filled, key_of(filled, WELLS.id), replace(WELLS, title="Wells here"), "Edit")
    write_cell(book, "Practices", WELLS.title, "Results", "9 wells")
    write_cell(book, "Practices", WELLS.title, "Budget", "40")
    write_cell(book, "Practices", WELLS.title, "Title", "Wells there")
    return book


def decided(plan: ImportPlan, decisions: Decisions) -> dict[str, Decisions]:
    return {plan.intakes[0].file: decisions}


def test_a_plan_says_what_the_import_then_does_and_writes_nothing(filled: Workspace, both_edited: Path) -> None:
    before, step = workspace_contents.collected(filled), journal_steps.next_undo(filled)
    plan = imports.plan(filled, [both_edited])
    assert (workspace_contents.collected(filled), journal_steps.next_undo(filled)) == (before, step)
    [practice] = [one for one in plan.report.files[0].practices if one.id == WELLS.id]
    assert practice.outcome == "conflict"
    [conflict] = practice.conflicts
    assert (conflict.here, conflict.file, conflict.base) == ("Wells here", "Wells there", WELLS.title)
    assert [(change.field, change.after) for change in practice.changes] == [("budget", "40"), ("results", "9 wells")]
    assert "Results: 9 wells" in plan.sources[str(both_edited)][WELLS.id]
    report, change_set = imports.apply(filled, plan, {})
    assert (report, change_set.label) == (plan.report, "Import c.xlsx")


def test_it_is_told_how_far_a_workbook_is_read_and_compared(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Title", "Country"], *([f"Wells {number}", "Ghana"] for number in range(50))):
        book.worksheets[0].append(row)
    book.save(tmp_path / "book.xlsx")
    shares: list[float] = []
    read_at: list[int] = []
    imports.plan(
        workspace,
        [tmp_path / "book.xlsx"],
        told=lambda _: read_at.append(len(shares)),
        progress=lambda done, total: shares.append(done / total),
    )
    assert shares == sorted(shares)
    assert (len(set(shares[: read_at[0]])) > 40, len(set(shares[read_at[0] :])) > 40) == (True, True)
    assert (shares[0], shares[-1]) == (0, 1)


def test_every_field_is_done_as_it_was_decided_and_undone_as_one(filled: Workspace, both_edited: Path) -> None:
    before = here(filled, WELLS.id)
    plan = imports.plan(filled, [both_edited])
    choices = {"title": FieldChoice("text", "Wells here and there"), "results": HERE}
    report, _ = imports.apply(filled, plan, decided(plan, Decisions(fields={WELLS.id: choices})))
    assert report.files[0].count("updated") == 1
    after = here(filled, WELLS.id)
    assert (after.title, after.results, after.budget) == ("Wells here and there", WELLS.results, "40")
    undo_steps.undo(filled)
    assert here(filled, WELLS.id) == before


def test_the_files_side_of_one_conflict_can_be_taken(filled: Workspace, both_edited: Path) -> None:
    plan = imports.plan(filled, [both_edited])
    imports.apply(filled, plan, decided(plan, Decisions(fields={WELLS.id: {"title": FILE}})))
    assert here(filled, WELLS.id).title == "Wells there"


def test_an_emptied_title_stays_and_is_emptied_only_where_that_is_decided(filled: Workspace, tmp_path: Path) -> None:
    book = export(filled, tmp_path / "c.xlsx")
    write_cell(book, "Practices", WELLS.title, "Title", None)
    plan = imports.plan(filled, [book])
    [practice] = [one for one in plan.report.files[0].practices if one.id == WELLS.id]
    assert practice.outcome == "unchanged"
    assert [(one.field, one.here, one.file) for one in practice.conflicts] == [("title", WELLS.title, "")]
    imports.apply(filled, plan, decided(plan, Decisions(fields={WELLS.id: {"title": FILE}})))
    assert here(filled, WELLS.id).title == ""


def test_a_practice_that_is_left_out_stays_as_it_is(filled: Workspace, both_edited: Path) -> None:
    before = here(filled, WELLS.id)
    plan = imports.plan(filled, [both_edited])
    report, _ = imports.apply(filled, plan, decided(plan, Decisions(left_out=frozenset({WELLS.id}))))
    assert (report.files[0].count("skipped"), report.files[0].count("absent")) == (1, 0)
    assert here(filled, WELLS.id) == before


@pytest.mark.parametrize("kind", ["json", "paper"])
def test_a_new_practice_that_is_left_out_leaves_nothing_behind(kind: str, workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / f"new.{'json' if kind == 'json' else 'txt'}"
    if kind == "json":
        json_file.write(samples.COLLECTION, file)
    else:
        file.write_text("Title: Wells\nCountry: Peru\nSummary: Clubs abroad pay for wells.\n", encoding="utf-8")
    plan = imports.plan(
        workspace,
        [file],
    )
    left_out = frozenset(one.id for one in plan.report.files[0].practices)
    report, _ = imports.apply(workspace, plan, decided(plan, Decisions(left_out=left_out)))
    assert report.files[0].count("skipped") == len(left_out)
    assert practice_rows.count(workspace) == 0


def test_a_likely_duplicate_can_be_said_to_be_the_practice_here(filled: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_text(
        "Title: Wells for Ayacucho!!\nCountry: Bolivia\nSummary: Clubs abroad pay for deep wells.\n", encoding="utf-8"
    )
    plan = imports.plan(filled, [file])
    [practice] = plan.report.files[0].practices
    assert (practice.outcome, practice.duplicate_of) == ("duplicate", WELLS.id)
    same = decided(plan, Decisions(same_as={practice.id: WELLS.id}))
    again = imports.plan_again(filled, plan, same)
    [known] = again.report.files[0].practices
    assert (known.id, known.outcome) == (WELLS.id, "conflict")
    fields = {WELLS.id: {"title": HERE, "summary": FILE}}
    imports.apply(filled, again, decided(again, replace(same[str(file)], fields=fields)))
    found = here(filled, WELLS.id)
    assert (found.title, found.summary) == (WELLS.title, "Clubs abroad pay for deep wells.")
    assert (found.partners, found.tags) == (WELLS.partners, WELLS.tags), "what the file lacks stays"
    assert practice_rows.count(filled) == 3


def test_a_row_of_a_workbook_can_be_said_to_be_the_practice_here(filled: Workspace, tmp_path: Path) -> None:
    book = export(filled, tmp_path / "c.xlsx")
    with edited(book) as workbook:
        for row in range(2, 5):
            workbook["Practices"].cell(row, 1).value = None
        del workbook["Mapping"]  # by which the row would be known
    write_cell(book, "Practices", WELLS.title, "Summary", f"{WELLS.summary} They go on.")  # nor by this
    write_cell(book, "Practices", WELLS.title, "Title", "Wells of Ayacucho")
    plan = imports.plan(filled, [book])
    [twin] = [one for one in plan.report.files[0].practices if one.outcome == "duplicate"]
    again = imports.plan_again(filled, plan, decided(plan, Decisions(same_as={twin.id: twin.duplicate_of})))
    assert [one.outcome for one in again.report.files[0].practices if one.id == WELLS.id] == ["updated"]


def test_what_the_file_lacks_goes_to_the_trash_only_where_that_is_decided(filled: Workspace, tmp_path: Path) -> None:
    book = export(filled, tmp_path / "c.xlsx")
    with edited(book) as workbook:
        rows = [row for row in range(2, 5) if workbook["Practices"].cell(row, 2).value == WELLS.title]
        workbook["Practices"].delete_rows(rows[0])
    plan = imports.plan(filled, [book])
    assert [one.id for one in plan.report.files[0].practices if one.outcome == "absent"] == [WELLS.id]
    imports.apply(filled, plan, decided(plan, Decisions(to_trash=frozenset({WELLS.id}))))
    assert practice_rows.find_ids(filled, "ayacucho") == []
    undo_steps.undo(filled)
    assert practice_rows.find_ids(filled, "ayacucho") != []


def test_a_plan_is_not_done_once_the_workspace_has_changed(filled: Workspace, both_edited: Path) -> None:
    plan = imports.plan(filled, [both_edited])
    practice_edits.save(filled, key_of(filled, NURSES.id), replace(NURSES, title="Nurses"), "Edit")
    with pytest.raises(RoundtableError, match="was changed during"):
        imports.apply(filled, plan, {})
    imports.apply(filled, imports.plan_again(filled, plan, {}), {})


def test_a_plan_is_done_while_others_write_into_practices_that_it_does_not_concern(
    filled: Workspace, both_edited: Path
) -> None:
    other = PracticeRecord(id=new_id(), title="Apart from all", tags=("Gender",))
    key, _ = practice_edits.create(filled, other)
    plan = imports.plan(filled, [both_edited])
    kept = replace(other, summary="Written meanwhile.", tags=("Gender", "Remittances"))
    practice_edits.save(filled, key, kept, "Edit")
    report, _ = imports.apply(filled, plan, {})
    assert report.files[0].practices == plan.report.files[0].practices
    saved = practice_store.get(filled, key)
    assert saved is not None
    assert (saved.summary, saved.tags) == (kept.summary, kept.tags)


@pytest.mark.parametrize("title", ["Nurses abroad", ""], ids=["renamed", "deleted"])
def test_a_plan_is_not_done_once_another_practice_may_be_taken_for_one_of_its_own(
    filled: Workspace, both_edited: Path, title: str
) -> None:
    key, _ = practice_edits.create(filled, PracticeRecord(id=new_id(), title="Apart from all"))
    plan = imports.plan(filled, [both_edited])
    if title:
        practice_edits.set_value(filled, key, "title", title, "Edit", read_as="Apart from all")
    else:
        practice_edits.trash(filled, [key])
    with pytest.raises(RoundtableError, match="was changed during"):
        imports.apply(filled, plan, {})


def test_every_file_is_told_of_as_soon_as_it_is_read(workspace: Workspace, tmp_path: Path) -> None:
    files = []
    for number in range(2):
        files.append(tmp_path / f"{number}.json")
        record = PracticeRecord(id=derived_id(str(number)), title=str(number))
        json_file.write(Collection(practices=(record,)), files[-1])
    told: list[str] = []
    imports.plan(workspace, files, told=lambda intake: told.append(intake.file))
    assert told == [str(file) for file in files]


def test_the_report_says_what_else_came_in(workspace: Workspace, tmp_path: Path) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "all.json")
    report = imports.plan(workspace, [tmp_path / "all.json"]).report
    assert report.files[0].added == {"roundtables": 1, "guiding_questions": 2, "possible_measures": 1}


def test_the_report_of_an_import_can_be_read_again_later(filled: Workspace, both_edited: Path) -> None:
    report, change_set = imports.apply(filled, imports.plan(filled, [both_edited]), {})
    newest, first = import_report.steps(filled)
    assert (newest.id, newest.label, first.label) == (change_set.entry, "Import c.xlsx", "Import f")
    assert import_report.of_step(filled, newest.id) == report
    undo_steps.undo(filled)
    assert import_report.of_step(filled, newest.id) == report


def test_the_report_of_conflicts_alone_is_kept_and_is_no_step_of_undo(filled: Workspace, tmp_path: Path) -> None:
    book = export(filled, tmp_path / "c.xlsx")
    practice_edits.save(filled, key_of(filled, WELLS.id), replace(WELLS, title="Wells here"), "Edit")
    write_cell(book, "Practices", WELLS.title, "Title", "Wells there")
    report, change_set = imports.apply(filled, imports.plan(filled, [book]), {})
    assert (report.has_conflicts, change_set.changes) == (True, ())
    newest = import_report.steps(filled)[0]
    assert (newest.id, newest.state, newest.label) == (change_set.entry, "note", "Import c.xlsx")
    assert import_report.of_step(filled, newest.id) == report
    assert journal_steps.next_undo(filled) == "Edit"
    undo_steps.undo(filled)
    undo_steps.redo(filled)
    with filled.reading() as connection:
        happened = [key for key, _ in journal.back_from(connection)]
    assert happened == [step.id for step in undo_steps.steps(filled) if step.id != newest.id]


def test_a_file_that_cannot_be_read_is_told_of_and_does_not_stop_the_others(
    workspace: Workspace, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    json_file.write(samples.COLLECTION, good)
    bad.write_text("{", encoding="utf-8")
    plan = imports.plan(workspace, [bad, good])
    assert [intake.file for intake in plan.intakes] == [str(good)]
    assert "is not JSON" in plan.refused[str(bad)].cause
    with pytest.raises(RoundtableError, match="is not JSON"):
        imports.plan(workspace, [bad])


def test_a_plan_of_new_rows_tells_how_far_it_is_and_can_be_cancelled(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (("Title", "Summary"), *((f"Wells of {n} villages", f"{n} were dug.") for n in range(20))):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    shares: list[float] = []

    def cancel(done: int, total: int) -> None:
        shares.append(done / total)
        if shares[-1] > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.plan(workspace, [tmp_path / "table.xlsx"], progress=cancel)
    assert shares == sorted(shares)
    assert sum(0.5 < share < 0.9 for share in shares) > 10
    assert practice_rows.count(workspace) == 0


def test_the_progress_of_an_import_grows_to_its_end(filled: Workspace, both_edited: Path) -> None:
    shares: list[float] = []
    imports.import_files(filled, [both_edited], progress=lambda done, total: shares.append(done / total))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    plan = imports.plan(filled, [both_edited])
    shares.clear()
    imports.apply(filled, plan, {}, progress=lambda done, total: shares.append(done / total))
    assert shares[0] < 0.5 < shares[-1] == 1


def test_a_roundtable_that_differs_is_taken_from_the_file_where_that_is_decided(
    filled: Workspace, tmp_path: Path
) -> None:
    with filled.unit_of_work("Edit") as work:
        keys = row_keys.keys_by_uid(work.connection, [WELLS.id, NURSES.id])
        roundtable_store.save(work, 1, replace(samples.ROUNDTABLE, title="Here"), keys)
    file = tmp_path / "there.json"
    json_file.write(replace(samples.COLLECTION, roundtables=(replace(samples.ROUNDTABLE, title="There"),)), file)
    plan = imports.plan(filled, [file])
    code = samples.ROUNDTABLE.code
    assert plan.report.files[0].differing_roundtables == (code,)
    assert plan.report.files[0].problems[0].message == f"{code} differs from the file (title); it stays as it is here."
    imports.apply(filled, plan, decided(plan, Decisions(roundtables=frozenset({code}))))
    assert [one.title for one in workspace_contents.collected(filled).roundtables] == ["There"]


records = samples.practices().map(lambda record: replace(record, id=WELLS.id, image=None))
edits = st.tuples(records, st.lists(st.sampled_from(ALL), max_size=4))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records, edits, edits)
def test_edits_here_and_there_taken_in_in_either_order_give_the_same_but_for_conflicts(
    new_file: Path,
    base: PracticeRecord,
    ours: tuple[PracticeRecord, list[str]],
    theirs: tuple[PracticeRecord, list[str]],
) -> None:
    one, other = (
        with_fields(base, **{name: getattr(record, name) for name in names}) for record, names in (ours, theirs)
    )
    (first, in_conflict), (second, also) = merged(new_file, base, one, other), merged(new_file, base, other, one)
    assert in_conflict == also
    for name in ALL:
        if name not in in_conflict:
            assert getattr(first, name) == getattr(second, name)


def merged(
    new_file: Path, base: PracticeRecord, ours: PracticeRecord, theirs: PracticeRecord
) -> tuple[PracticeRecord, set[str]]:
    """Take a practice in, edit it, take another edit of it in, and return it with the fields in conflict."""
    with TemporaryDirectory() as folder, Workspace.open(shutil.copy(new_file, Path(folder) / "w.roundtable")) as opened:
        fill(opened, Collection(practices=(base,)))
        key = key_of(opened, WELLS.id)
        practice_edits.save(opened, key, replace(ours, revision=1), "Edit")
        intake = Intake(file="f", kind="json", collection=Collection(practices=(theirs,)))
        report, _ = imports.take_in(opened, [intake])
        [practice] = report.files[0].practices
        return here(opened, WELLS.id), {conflict.field for conflict in practice.conflicts}
