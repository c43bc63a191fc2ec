"""A taken-along file comes back: nothing of either side is lost, and what both changed is decided by a person."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from roundtable import exports, imports
from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.contribution import own_columns
from roundtable.exchange.decisions import FILE, HERE, Decisions
from roundtable.history import handovers, undo_steps
from roundtable.mapping import gaps, roundtable_matrix, targets
from roundtable.practices import practice_edits
from roundtable.records.practice import Image
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure
from roundtable.search import saved_searches
from roundtable.vocabulary import place_edits, term_edits
from roundtable.workspace import Workspace
from roundtable.workspace_merge.take_along import take_along
from tests.roundtable.workspace_merge.taken_files import (
    NEW,
    contents,
    here,
    key_of,
    mark,
    merged,
    roundtable,
    save_roundtable,
    set_to,
    there,
    trash,
)
from tests.samples import NURSES, QUESTION, ROUNDTABLE, UNTITLED, WELLS


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
