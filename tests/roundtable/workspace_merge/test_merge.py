"""A taken-along file comes back: nothing of either side is lost, and what both changed is decided by a person."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roundtable import exports, imports
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.contribution import own_columns
from roundtable.exchange import workspace_contents
from roundtable.exchange.decisions import FILE, HERE, Decisions
from roundtable.history import handovers, undo_steps
from roundtable.import_report import FileReport
from roundtable.mapping import gaps, roundtable_matrix, targets
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import Collection
from roundtable.records.practice import Image, PracticeRecord, with_fields
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.search import saved_searches
from roundtable.vocabulary import place_edits, term_edits
from roundtable.workspace import Workspace
from roundtable.workspace_merge import lineage
from roundtable.workspace_merge.take_along import take_along
from tests.samples import NURSES, QUESTION, ROUNDTABLE, UNTITLED, WELLS

NEW = PracticeRecord(id="00000000-0000-4000-8000-000000000001", title="Roads", tags=("roads",))


@pytest.fixture
def taken(filled: Workspace, tmp_path: Path) -> Path:
    """Take everything along."""
    take_along(filled, tmp_path / "taken.roundtable")
    return tmp_path / "taken.roundtable"


def there(file: Path, *edits: Callable[[Workspace], object]) -> None:
    """Make edits in the file that was taken along."""
    with Workspace.open(file) as workspace:
        for edit in edits:
            edit(workspace)


def merged(workspace: Workspace, file: Path, decisions: Decisions | None = None) -> FileReport:
    """Merge a file, as a person decides in the preview."""
    plan = imports.plan(workspace, [file])
    report, _ = imports.apply(workspace, plan, {str(file): decisions} if decisions else {})
    return report.files[0]


def contents(workspace: Workspace) -> Collection:
    return workspace_contents.collected(workspace)


def here(workspace: Workspace, practice: PracticeRecord) -> PracticeRecord:
    return contents(workspace).practices_by_id()[practice.id]


def roundtable(workspace: Workspace) -> RoundtableRecord:
    return contents(workspace).roundtables[0]


def key_of(workspace: Workspace, practice: PracticeRecord) -> int:
    key = practice_rows.key_of(workspace, practice.id)
    assert key is not None
    return key


def set_to(practice: PracticeRecord, **values: Any) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        keys = [key_of(workspace, practice)]
        return practice_edits.edit_many(workspace, keys, "Edit", lambda one: with_fields(one, **values))

    return edit


def trash(practice: PracticeRecord) -> Callable[[Workspace], object]:
    return lambda workspace: practice_edits.trash(workspace, [key_of(workspace, practice)])


def save_roundtable(change: Callable[[RoundtableRecord], RoundtableRecord]) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        [row] = roundtable_store.listing(workspace)
        return roundtable_edits.save(workspace, row.id, change(roundtable(workspace)))

    return edit


def mark(practice: PracticeRecord, mark_of_target: str) -> Callable[[Workspace], object]:
    def edit(workspace: Workspace) -> object:
        [row] = roundtable_store.listing(workspace)
        with workspace.reading() as connection:
            [target] = [one for one in targets.of_roundtable(connection, row.id) if one.mark == mark_of_target]
        return roundtable_matrix.mark(workspace, row.id, [(key_of(workspace, practice), target)], reason="new")

    return edit


def test_each_side_keeps_what_it_did_and_it_is_one_step_of_undo(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, notes="there", image=Image("wells.png", "image/png", b"wells")), mark(UNTITLED, "M1"))
    there(taken, lambda workspace: practice_edits.create(workspace, NEW))
    set_to(WELLS, results="here")(filled)
    before = contents(filled)
    report = merged(filled, taken)
    assert (report.count("updated"), report.count("new")) == (2, 1)
    wells = here(filled, WELLS)
    assert (wells.notes, wells.results, wells.image) == ("there", "here", Image("wells.png", "image/png", b"wells"))
    assert here(filled, NEW).tags == ("roads",)
    assert [one.reason for one in contents(filled).mappings if one.practice == UNTITLED.id] == ["new"]
    undo_steps.undo(filled)
    assert contents(filled) == before
    assert merged(filled, taken).count("updated") == 2


def test_work_that_goes_on_after_a_merge_is_merged_without_a_conflict(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, title="First"))
    merged(filled, taken)
    there(taken, set_to(WELLS, title="Second"))
    assert merged(filled, taken).count("conflict") == 0
    assert here(filled, WELLS).title == "Second"


def test_an_undecided_conflict_is_told_again_and_a_decided_one_is_not(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, title="There", notes="there"))
    set_to(WELLS, title="Here")(filled)
    for _ in range(2):
        assert merged(filled, taken).count("conflict") == 1
    assert (here(filled, WELLS).title, here(filled, WELLS).notes) == ("Here", "there")
    there(taken, set_to(NURSES, notes="there"))
    merged(filled, taken, Decisions(fields={WELLS.id: {"title": HERE}}))
    assert merged(filled, taken).practices == ()


def test_a_practice_edited_here_and_deleted_there_is_a_conflict_and_the_other_way_round(
    filled: Workspace, taken: Path
) -> None:
    there(taken, trash(WELLS), set_to(NURSES, notes="there"), trash(UNTITLED))
    set_to(WELLS, notes="here")(filled)
    trash(NURSES)(filled)
    report = merged(filled, taken)
    assert {(one.id, one.conflicts[0].field) for one in report.practices if one.conflicts} == {
        (WELLS.id, "deleted"),
        (NURSES.id, "deleted"),
    }
    assert set(contents(filled).practices_by_id()) == {WELLS.id}
    merged(filled, taken, Decisions(fields={uid: {"deleted": FILE} for uid in (WELLS.id, NURSES.id)}))
    assert set(contents(filled).practices_by_id()) == {NURSES.id}
    assert here(filled, NURSES).notes == "there"


def test_an_edited_practice_comes_back_even_where_the_trash_was_emptied(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, notes="there"))
    trash(WELLS)(filled)
    practice_edits.empty_trash(filled)
    assert merged(filled, taken).count("conflict") == 1
    merged(filled, taken, Decisions(fields={WELLS.id: {"deleted": FILE}}))
    assert here(filled, WELLS).notes == "there"


def test_orders_and_parts_of_a_roundtable_are_merged(filled: Workspace, taken: Path) -> None:
    added = GuidingQuestion(id="00000000-0000-4000-8000-00000000000a", text="Who maintains them?")
    measure = PossibleMeasure(id="00000000-0000-4000-8000-00000000000b", text="train")
    there(taken, save_roundtable(lambda one: replace(one, guiding_questions=(*one.guiding_questions[::-1], added))))
    save_roundtable(lambda one: replace(one, title="Water", possible_measures=(measure, *one.possible_measures)))(
        filled
    )
    before = roundtable(filled)
    assert merged(filled, taken).differing_roundtables == ()
    after = roundtable(filled)
    assert after.guiding_questions == (*before.guiding_questions[::-1], added)
    assert (after.title, after.possible_measures) == ("Water", before.possible_measures)


def test_a_question_that_is_mapped_here_is_not_lost_where_the_file_deleted_it(filled: Workspace, taken: Path) -> None:
    there(taken, save_roundtable(lambda one: replace(one, title="There", guiding_questions=one.guiding_questions[1:])))
    mark(UNTITLED, "Q1")(filled)
    report = merged(filled, taken)
    assert report.differing_roundtables == (ROUNDTABLE.code,)
    assert QUESTION in roundtable(filled).guiding_questions
    assert roundtable(filled).title == "There"
    merged(filled, taken, Decisions(roundtables=frozenset({ROUNDTABLE.code})))
    assert QUESTION not in roundtable(filled).guiding_questions


def test_a_roundtable_deleted_there_goes_unless_it_was_changed_here(filled: Workspace, taken: Path) -> None:
    there(taken, lambda one: roundtable_edits.delete(one, [roundtable_store.listing(one)[0].id]))
    save_roundtable(lambda one: replace(one, title="Here"))(filled)
    assert merged(filled, taken).differing_roundtables == (ROUNDTABLE.code,)
    assert roundtable(filled).title == "Here"
    undo_steps.undo(filled)
    merged(filled, taken)
    assert contents(filled).roundtables == ()


def test_two_new_roundtables_of_one_code_both_stay(filled: Workspace, taken: Path) -> None:
    there(taken, lambda one: roundtable_edits.create(one, "RT 2", "There"))
    roundtable_edits.create(filled, "RT 2", "Here")
    merged(filled, taken)
    assert {(one.code, one.title) for one in contents(filled).roundtables[1:]} == {
        ("RT 2", "Here"),
        ("RT 2 (2)", "There"),
    }


def test_a_term_renamed_there_is_renamed_here_with_all_that_carry_it(filled: Workspace, taken: Path) -> None:
    def rename(workspace: Workspace) -> None:
        [key] = [row.id for row in term_edits.listing(workspace, "tag") if row.name == "Gender"]
        term_edits.rename(workspace, key, "Gender equality")

    there(taken, rename)
    set_to(WELLS, tags=("Gender",))(filled)
    merged(filled, taken)
    assert (here(filled, WELLS).tags, here(filled, NURSES).tags) == (("Gender equality",), ("Gender equality",))


def test_terms_merged_there_are_merged_here(filled: Workspace, taken: Path) -> None:
    def merge(workspace: Workspace) -> None:
        keys = {row.name: row.id for row in term_edits.listing(workspace, "tag")}
        term_edits.merge(workspace, [keys["Gender"], keys["Recruitment"]], keys["Recruitment"])

    there(taken, merge)
    set_to(WELLS, tags=("Gender",))(filled)
    merged(filled, taken)
    assert (here(filled, WELLS).tags, here(filled, NURSES).tags) == (("Recruitment",), ("Recruitment",))


def test_a_place_added_there_gives_its_code_to_practices_of_both(filled: Workspace, taken: Path) -> None:
    there(taken, lambda workspace: place_edits.add(workspace, "Diaspora destination countries"))
    merged(filled, taken)
    assert [country.code for country in here(filled, WELLS).countries] == ["PER", "X-DIASPORA-DESTINATION-COUNTRIES"]


def test_a_gap_followed_up_there_is_closed_by_a_practice_mapped_here(filled: Workspace, taken: Path) -> None:
    def open_gap(workspace: Workspace) -> None:
        [row] = roundtable_store.listing(workspace)
        with workspace.reading() as connection:
            [target] = [one for one in targets.of_roundtable(connection, row.id) if one.mark == "Q2"]
        gaps.create(workspace, row.id, target, owner="Ama")

    there(taken, open_gap)
    mark(WELLS, "Q2")(filled)
    merged(filled, taken)
    [gap] = contents(filled).gaps
    assert gap.owner == "Ama"
    assert gap.closed_at


def test_a_reason_that_both_changed_is_a_conflict_until_it_is_decided(filled: Workspace, taken: Path) -> None:
    def give_reason(reason: str) -> Callable[[Workspace], object]:
        def edit(workspace: Workspace) -> object:
            with workspace.reading() as connection:
                [measure] = [one for one in targets.of_roundtable(connection, 1) if one.mark == "M1"]
            return roundtable_matrix.set_reason(workspace, key_of(workspace, WELLS), measure, reason)

        return edit

    there(taken, give_reason("lends"))
    give_reason("gives")(filled)
    for decisions, left, kept in (
        (None, 1, "gives"),
        (Decisions(fields={WELLS.id: {"mappings": HERE}}), 0, "gives"),
        (Decisions(fields={WELLS.id: {"mappings": FILE}}), 0, "lends"),
    ):
        report = merged(filled, taken, decisions)
        assert sum(one.field == "mappings" for practice in report.practices for one in practice.conflicts) == left
        assert [one.reason for one in contents(filled).mappings if one.practice == WELLS.id] == [kept]


def test_a_search_that_both_changed_stays_as_it_is_here_and_the_other_query_is_told(
    filled: Workspace, tmp_path: Path
) -> None:
    for name in ("Drafts", "Ghana"):
        saved_searches.keep(filled, name, "status:draft")
    take_along(filled, tmp_path / "taken.roundtable")
    there(tmp_path / "taken.roundtable", lambda workspace: saved_searches.keep(workspace, "Drafts", "wells"))
    there(tmp_path / "taken.roundtable", lambda workspace: saved_searches.keep(workspace, "Ghana", "country:Ghana"))
    saved_searches.keep(filled, "Drafts", "nurses")
    report = merged(filled, tmp_path / "taken.roundtable")
    kept = {one.name: one.query for one in saved_searches.listing(filled)}
    assert kept == {"Drafts": "nurses", "Ghana": "country:Ghana"}
    assert [(one.field, one.message) for one in report.problems] == [
        ("searches", "“Drafts” was changed here and in the file, where it is “wells”; it stays as it is here.")
    ]


def test_handovers_of_both_sides_stay_on_record(filled: Workspace, taken: Path, tmp_path: Path) -> None:
    there(taken, lambda workspace: exports.contribution(workspace, tmp_path / "there.xlsx"))
    exports.contribution(filled, tmp_path / "here.xlsx")
    merged(filled, taken)
    merged(filled, taken)
    assert [one.file for one in contents(filled).handovers] == ["here.xlsx", "there.xlsx"]


def test_whom_it_was_sent_to_is_merged_and_told_where_both_sides_say_otherwise(
    filled: Workspace, tmp_path: Path
) -> None:
    annex = exports.annex(filled, tmp_path / "annex.pdf", recipient="Secretariat").handover
    workbook = exports.contribution(filled, tmp_path / "contribution.xlsx").handover
    file = tmp_path / "taken.roundtable"
    take_along(filled, file)
    there(file, lambda workspace: handovers.set_recipient(workspace, annex, ""))
    there(file, lambda workspace: handovers.set_recipient(workspace, workbook, "Coordinator"))
    handovers.set_recipient(filled, workbook, "Ministry of Labour")
    report = merged(filled, file)
    assert [one.recipient for one in contents(filled).handovers] == ["", "Ministry of Labour"]
    [problem] = report.problems
    assert "“contribution.xlsx” was sent to “Ministry of Labour” as said here, to “Coordinator”" in problem.message


def test_what_columns_of_a_sender_mean_is_taken_along_and_comes_back(filled: Workspace, tmp_path: Path) -> None:
    known, learned = (("ministry", "our view"), ("ministry", "room"))
    own_columns.remember(filled, {known: own_columns.FIELD})
    take_along(filled, tmp_path / "taken.roundtable")
    there(
        tmp_path / "taken.roundtable",
        lambda workspace: own_columns.remember(workspace, {learned: own_columns.NOTHING, known: own_columns.NOTE}),
    )
    for _ in range(2):
        merged(filled, tmp_path / "taken.roundtable")
    with filled.reading() as connection:
        assert own_columns.load(connection) == {known: own_columns.FIELD, learned: own_columns.NOTHING}


def test_a_part_that_was_taken_along_leaves_the_rest_alone(filled: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "part.roundtable"
    assert take_along(filled, file, search="infirmieres").practices == 1
    with Workspace.open(file) as part:
        assert set(contents(part).practices_by_id()) == {NURSES.id}
        assert [entry.practice for entry in roundtable(part).annex] == [NURSES.id]
        set_to(NURSES, notes="there")(part)
    before = contents(filled)
    merged(filled, file)
    after = contents(filled)
    assert here(filled, NURSES).notes == "there"
    assert (after.mappings, after.roundtables, after.gaps) == (before.mappings, before.roundtables, before.gaps)
    assert [one for one in after.practices if one.id != NURSES.id] == [
        one for one in before.practices if one.id != NURSES.id
    ]


def test_the_base_outlives_an_undo_and_an_older_backup_at_home(filled: Workspace, tmp_path: Path) -> None:
    shutil.copyfile(filled.file, tmp_path / "older.roundtable")
    set_to(WELLS, title="After the backup")(filled)
    take_along(filled, tmp_path / "taken.roundtable")
    there(tmp_path / "taken.roundtable", set_to(WELLS, notes="there"))
    undo_steps.undo(filled)
    with Workspace.open(tmp_path / "older.roundtable") as older:
        for workspace in (filled, older):
            assert merged(workspace, tmp_path / "taken.roundtable").count("conflict") == 0
            wells = here(workspace, WELLS)
            assert (wells.title, wells.notes) == (WELLS.title, "there")


def test_copies_of_an_older_version_are_merged_once_one_of_them_is_brought_up_to_date(tmp_path: Path) -> None:
    [older] = (Path(__file__).parents[2] / "data" / "workspaces").glob("schema-0006.roundtable")
    home, copy = (Path(shutil.copyfile(older, tmp_path / f"{name}.roundtable")) for name in ("home", "copy"))
    before = copy.read_bytes()
    with Workspace.open(home) as workspace:
        set_to(WELLS, notes="here")(workspace)
        assert merged(workspace, copy).practices == ()
    assert copy.read_bytes() == before


def test_taking_along_again_from_a_taken_along_file_leads_back_through_it(
    filled: Workspace, taken: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.roundtable"
    with Workspace.open(taken) as first:
        assert lineage.origin_name(first) == filled.name
        take_along(first, second)
        there(second, set_to(WELLS, notes="there"))
        merged(first, second)
    merged(filled, taken)
    assert here(filled, WELLS).notes == "there"


def test_files_taken_along_one_after_the_other_are_merged_on_the_way_and_then_at_home(
    filled: Workspace, taken: Path, tmp_path: Path
) -> None:
    set_to(NURSES, budget="at home")(filled)
    later = tmp_path / "later.roundtable"
    take_along(filled, later)
    there(taken, set_to(WELLS, notes="first"))
    there(later, set_to(WELLS, budget="second"), set_to(UNTITLED, notes="second"))
    with Workspace.open(taken) as first:
        assert lineage.is_related(first, later)
        assert merged(first, later).count("conflict") == 0
        assert (here(first, WELLS).notes, here(first, WELLS).budget) == ("first", "second")
        assert (here(first, NURSES).budget, here(first, UNTITLED).notes) == ("at home", "second")
        assert merged(first, later).practices == ()
    for file in (taken, later):
        assert merged(filled, file).count("conflict") == 0
    assert (here(filled, WELLS).notes, here(filled, WELLS).budget) == ("first", "second")


def test_of_two_parts_that_were_taken_along_nothing_is_taken_for_deleted(filled: Workspace, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.roundtable" for name in ("wells", "nurses")]
    for file, search in zip(files, ("wells", "infirmieres"), strict=True):
        take_along(filled, file, search=search)
    there(files[1], set_to(NURSES, notes="there"))
    with Workspace.open(files[0]) as part:
        merged(part, files[1])
        assert set(contents(part).practices_by_id()) == {WELLS.id, NURSES.id}
    before = contents(filled)
    merged(filled, files[1])
    merged(filled, files[0])
    assert here(filled, NURSES).notes == "there"
    assert (contents(filled).mappings, contents(filled).roundtables) == (before.mappings, before.roundtables)
    assert set(contents(filled).practices_by_id()) == set(before.practices_by_id())


def test_what_is_done_at_home_is_fetched_into_the_taken_along_file(filled: Workspace, taken: Path) -> None:
    set_to(WELLS, notes="here")(filled)
    with Workspace.open(taken) as workspace:
        merged(workspace, filled.file)
        assert here(workspace, WELLS).notes == "here"
        set_to(NURSES, notes="there")(workspace)
    set_to(WELLS, notes="")(filled)
    merged(filled, taken)
    assert (here(filled, WELLS).notes, here(filled, NURSES).notes) == ("", "there")


def test_only_what_is_new_is_taken_where_that_is_asked(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, notes="there"), lambda workspace: practice_edits.create(workspace, NEW))
    before = here(filled, WELLS)
    imports.import_files(filled, [taken], accept="new")
    assert here(filled, WELLS) == before
    assert here(filled, NEW).title == "Roads"


def test_a_practice_that_is_left_out_is_offered_again(filled: Workspace, taken: Path) -> None:
    there(taken, set_to(WELLS, notes="there"), set_to(NURSES, notes="there"))
    merged(filled, taken, Decisions(left_out=frozenset({WELLS.id})))
    assert here(filled, WELLS).notes == ""
    [practice] = [one for one in merged(filled, taken).practices if one.outcome == "updated"]
    assert practice.id == WELLS.id
