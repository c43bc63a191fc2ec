"""The mapping sheet that comes back: marks and reasons, sorted, moved, retyped, from here or from elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from roundtable.agenda import roundtable_edits
from roundtable.contribution_intake import mapping_marks
from roundtable.contribution_intake.returned_workbook import ReturnedTarget
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.mapping import roundtable_matrix
from roundtable.mapping.targets import Target
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, PossibleMeasure
from roundtable.workspace import Workspace
from tests import samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    edited,
    export,
    fill,
    key_of,
    made,
    marks,
    problems,
    roundtable_key,
    set_reasons,
    take_in,
    write_cell,
)

WELLS, NURSES = samples.WELLS, samples.NURSES
TEXT = {"Q1": samples.QUESTION.text, "Q2": "Who pays for wells?", "M1": samples.MEASURE.text}


def mark(path: Path, title: str, target: str, value: object) -> str:
    return write_cell(path, "Mapping", title, f"{target}\n", value)


@pytest.mark.parametrize("typed", ["x", "X", " x ", "✓", "✔", "yes", "Oui", "sí", 1, True, "1"])
def test_every_usual_mark_maps_without_a_reason(typed: object, filled: Workspace, book: Path) -> None:
    mark(book, WELLS.title, "Q2", typed)
    report = take_in(filled, book)
    assert [practice.outcome for practice in report.practices] == ["unchanged", "updated"]
    assert marks(filled)[WELLS.title, "Q2"] == ""


@pytest.mark.parametrize("typed", ["no", "Non", "-", "0", False, "  "])
def test_a_denied_mark_is_none(typed: object, filled: Workspace, book: Path) -> None:
    mark(book, WELLS.title, "Q2", typed)
    assert take_in(filled, book).count("unchanged") == 2


def test_any_other_text_is_the_reason(filled: Workspace, book: Path) -> None:
    mark(book, WELLS.title, "M1", "It pays for the training of diggers.")
    mark(book, NURSES.title, "Q1", "It asks them.\nTwice.")
    take_in(filled, book)
    assert marks(filled) == {
        (WELLS.title, "M1"): "It pays for the training of diggers.",
        (NURSES.title, "Q1"): "It asks them.\nTwice.",
    }
    undo_steps.undo(filled)
    assert marks(filled) == {(WELLS.title, "M1"): "pays", (NURSES.title, "Q1"): ""}


def test_a_mark_removed_in_the_file_alone_is_taken_away(filled: Workspace, book: Path) -> None:
    mark(book, WELLS.title, "M1", None)
    mark(book, NURSES.title, "Q1", None)
    assert take_in(filled, book).count("updated") == 2
    assert marks(filled) == {}
    [roundtable] = workspace_contents.collected(filled).roundtables
    assert {entry.practice for entry in roundtable.annex} == {WELLS.id, NURSES.id}


def test_what_was_marked_here_alone_stays(filled: Workspace, book: Path) -> None:
    set_reasons(filled, {(WELLS.id, "M1"): None, (WELLS.id, "Q2"): "Clubs do.", (NURSES.id, "Q1"): "asks"})
    now = marks(filled)
    assert take_in(filled, book).count("unchanged") == 2
    assert marks(filled) == now


def test_a_reason_changed_on_both_sides_is_a_conflict_with_its_cell(filled: Workspace, book: Path) -> None:
    set_reasons(filled, {(WELLS.id, "M1"): "pays here", (WELLS.id, "Q2"): "the same"})
    where = mark(book, WELLS.title, "M1", "pays there")
    mark(book, WELLS.title, "Q2", "the same")
    mark(book, WELLS.title, "Q1", "taken")
    report = take_in(filled, book)
    assert (report.count("conflict"), problems(report)) == (1, [("mappings", where)])
    assert marks(filled)[WELLS.title, "M1"] == "pays here"
    assert marks(filled)[WELLS.title, "Q1"] == "taken"
    assert take_in(filled, book, "all").count("updated") == 1
    assert marks(filled)[WELLS.title, "M1"] == "pays there"


def test_a_mark_removed_there_and_given_a_reason_here_is_a_conflict(filled: Workspace, book: Path) -> None:
    set_reasons(filled, {(WELLS.id, "M1"): "pays here"})
    where = mark(book, WELLS.title, "M1", None)
    assert problems(take_in(filled, book)) == [("mappings", where)]
    take_in(filled, book, "all")
    assert (WELLS.title, "M1") not in marks(filled)


def test_marks_are_compared_with_what_stood_before_an_undo(filled: Workspace, tmp_path: Path) -> None:
    set_reasons(filled, {(WELLS.id, "Q2"): "Clubs do."})
    book = export(filled, tmp_path / "c.xlsx")
    undo_steps.undo(filled)
    set_reasons(filled, {(NURSES.id, "M1"): "asks"})
    assert problems(take_in(filled, book)) == []
    assert (WELLS.title, "Q2") not in marks(filled)
    assert marks(filled)[NURSES.title, "M1"] == "asks"


def test_without_a_base_marks_are_added_and_none_is_taken_away(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        for name in list(workbook.custom_doc_props.names):
            del workbook.custom_doc_props[name]
    mark(book, WELLS.title, "Q2", "Clubs do.")
    mark(book, NURSES.title, "Q1", "It asks.")
    gone = mark(book, WELLS.title, "M1", None)
    report = take_in(filled, book)
    assert [practice.outcome for practice in report.practices] == ["updated", "updated"]
    assert problems(report) == [("mappings", gone)]
    assert marks(filled) == {
        (WELLS.title, "M1"): "pays",
        (WELLS.title, "Q2"): "Clubs do.",
        (NURSES.title, "Q1"): "It asks.",
    }
    differing = mark(book, WELLS.title, "Q2", "Others do.")
    assert problems(take_in(filled, book)) == [("mappings", differing), ("mappings", gone)]


def test_sorted_rows_and_moved_columns_are_found(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Mapping"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head, *others = [[row[0], row[4], row[1], row[3], row[2]] for row in rows]
        for number, row in enumerate([head, *reversed(others)], 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        assert sheet["B1"].value == f"M1\n{samples.MEASURE.text}"
        sheet["B2"] = "It pays for diggers."
        sheet["D3"] = "Their own wards do."
    take_in(filled, book)
    assert marks(filled) == {
        (WELLS.title, "M1"): "It pays for diggers.",
        (NURSES.title, "Q1"): "",
        (NURSES.title, "Q2"): "Their own wards do.",
    }


def test_a_heading_is_known_by_its_text_before_its_mark(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Mapping"]
        sheet["C1"], sheet["D1"] = "Q2 What keeps nurses at home", "Q1"
        assert sheet["C2"].value == "x"
    report = take_in(filled, book)
    assert problems(report) == [("mappings", "Mapping!D1")]
    assert report.count("unchanged") == 2


def test_what_is_no_question_is_told_and_left_out(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Mapping"]
        sheet["F1"], sheet["F2"] = "Q3\nWhat colour is the sea?", "quite blue"
    report = take_in(filled, book)
    assert problems(report) == [("mappings", "Mapping!F1")]
    assert ("Q3 What colour is the sea?", "Mapping!F1") in [(one.text, one.where) for one in report.loss.ignored]
    assert report.loss.words_ignored == 2


def heading(mark: str, text: str) -> ReturnedTarget:
    return ReturnedTarget(mark=mark, text=text)


def target(mark: str, text: str) -> Target:
    return Target(key=0, kind="guiding_question", uid="", mark=mark, text=text)


def test_headings_are_matched_by_text_by_mark_and_by_likeness() -> None:
    asked = [target(name, text) for name, text in TEXT.items()]
    given = [heading("", "pay for trainings"), heading("Q2", ""), heading("Q9", "WHAT keeps nurses  at home")]
    assert mapping_marks.matched(given, asked) == {0: 2, 1: 1, 2: 0}
    assert mapping_marks.matched([heading("Q1", "An entirely different matter?")], asked) == {}
    assert mapping_marks.matched([heading("Q1", ""), heading("Q1", TEXT["Q1"])], asked) == {1: 0}


def test_of_two_measures_in_the_same_words_the_mark_tells_which_is_meant() -> None:
    asked = [target("M1", "Pay."), target("M2", "Pay.")]
    assert mapping_marks.matched([heading("M2", "Pay."), heading("M1", "Pay.")], asked) == {0: 1, 1: 0}


def test_a_new_practice_is_mapped_by_its_title(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].append([None, "Schools", "They teach.", "Ghana"])
        workbook["Mapping"].append([None, "schools", None, "They pay.", "x"])
        workbook["Mapping"].append([None, "Nobody's", None, "x"])
    report = take_in(filled, book)
    assert problems(report) == [("mappings", "Mapping!B5")]
    assert marks(filled)["Schools", "Q2"] == "They pay."
    assert marks(filled)["Schools", "M1"] == ""
    [roundtable] = workspace_contents.collected(filled).roundtables
    assert roundtable.annex[-1] == AnnexEntry(report.practices[2].id, derived_id("q2"))


def test_marks_of_a_practice_whose_row_was_deleted_are_taken_all_the_same(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        workbook["Practices"].delete_rows(3)
    mark(book, WELLS.title, "M1", "It pays for diggers.")
    take_in(filled, book)
    assert marks(filled)[WELLS.title, "M1"] == "It pays for diggers."


def test_a_practice_left_out_of_the_annex_here_stays_out(filled: Workspace, book: Path) -> None:
    roundtable_matrix.leave_out(filled, roundtable_key(filled), [key_of(filled, WELLS.id)])
    assert problems(take_in(filled, book)) == []
    [roundtable] = workspace_contents.collected(filled).roundtables
    assert [entry.practice for entry in roundtable.annex] == [NURSES.id]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_empty_workspace_gets_the_roundtable_its_practices_marks_and_reasons(
    language: str, filled: Workspace, tmp_path: Path
) -> None:
    set_reasons(filled, {(WELLS.id, "Q2"): "Clubs do.", (NURSES.id, "M1"): "  two\nlines "})
    book = export(filled, tmp_path / "c.xlsx", language, include_contacts=True)
    with Workspace.open(tmp_path / "empty.roundtable", create=True) as empty:
        report = take_in(empty, book)
        assert report.count("new") == 2
        assert problems(report) == [
            ("image", "Practices!X2"),
            ("countries", "Practices!D3"),
            ("thematic_areas", "Practices!F3"),
        ]
        there, ours = workspace_contents.collected(empty), workspace_contents.collected(filled)
        [roundtable], [original] = there.roundtables, ours.roundtables
        assert (roundtable.id, roundtable.code, roundtable.title, roundtable.meeting) == (
            original.id,
            original.code,
            original.title,
            original.meeting,
        )
        assert [q.text for q in roundtable.guiding_questions] == [q.text for q in original.guiding_questions]
        assert [m.text for m in roundtable.possible_measures] == [m.text for m in original.possible_measures]
        assert [entry.practice for entry in roundtable.annex] == [entry.practice for entry in original.annex]
        assert marks(empty) == marks(filled)
        for record in (WELLS, NURSES):
            kept, here = there.practices_by_id()[record.id], ours.practices_by_id()[record.id]
            shown = ("title", "summary", "countries", "partners", "thematic_areas", "tags", "web_links", "starts")
            for field in (*shown, "gfmd_sources", "contact"):
                assert getattr(kept, field) == getattr(here, field)
        undo_steps.undo(empty)
        assert workspace_contents.collected(empty).roundtables == ()
        take_in(empty, book)
        assert take_in(empty, book).count("unchanged") == 2
        assert take_in(empty, export(empty, tmp_path / "again.xlsx", language)).count("unchanged") == 2


def test_the_sample_comes_back_from_an_empty_workspace_as_it_went(workspace: Workspace, tmp_path: Path) -> None:
    from roundtable.demo import SAMPLE_CODE, make

    demo = make(tmp_path / "demo")
    take_in(workspace, demo.contribution)
    with Workspace.open(demo.workspace) as original:
        assert take_in(original, demo.contribution).count("unchanged") == 39
        assert marks(workspace, SAMPLE_CODE) == marks(original, SAMPLE_CODE)
        ours = workspace_contents.collected(original).practices_by_id()
        for record in workspace_contents.collected(workspace).practices:
            assert replace(ours[record.id], revision=1, changed_at="", extra=(), status="draft") == replace(
                record, changed_at=""
            )


def test_a_question_that_another_roundtable_asks_becomes_the_new_ones_own(filled: Workspace, tmp_path: Path) -> None:
    rows = (["Title", "Summary", "Country"], ["Schools", "They teach.", "Ghana"])
    sheet = (["Practice", f"Q1\n{samples.QUESTION.text}", "M1\nBuild schools."], ["Schools", "why not", "x"])
    book = made(tmp_path / "own.xlsx", ("Practices", rows), ("Mapping", sheet))
    with edited(book) as workbook:
        workbook.create_sheet("Read me")["A1"] = "Contribution to RT 8.8"
    take_in(filled, book)
    assert marks(filled, "RT 8.8") == {("Schools", "Q1"): "why not", ("Schools", "M1"): ""}
    assert len(workspace_contents.collected(filled).roundtables) == 2


def by_hand(path: Path, *headings: str) -> Path:
    rows = (["Title", "Summary", "Country"], ["Schools", "They teach.", "Ghana"])
    return made(path, ("Practices", rows), ("Mapping", (["Practice", *headings], ["Schools", "They do.", "x"])))


def test_a_workbook_that_names_no_roundtable_is_of_the_one_that_asks_its_questions(
    filled: Workspace, tmp_path: Path
) -> None:
    take_in(filled, by_hand(tmp_path / "own.xlsx", "Q1\nWho pays for wells?", "M1\npay for training"))
    assert marks(filled)["Schools", "Q2"] == "They do."
    assert marks(filled)["Schools", "M1"] == ""


def test_a_mapping_that_nobody_can_place_is_told_and_counted(workspace: Workspace, tmp_path: Path) -> None:
    report = take_in(workspace, by_hand(tmp_path / "own.xlsx", "Q1\nWho pays?", "M1\nPay."))
    assert problems(report) == [("mappings", "Mapping!B1")]
    assert (report.loss.words_in, report.loss.words_mapped, report.loss.words_ignored) == (7, 4, 3)
    assert workspace_contents.collected(workspace).roundtables == ()


def test_the_roundtable_may_be_named_by_hand(workspace: Workspace, tmp_path: Path) -> None:
    from roundtable import imports

    book = by_hand(tmp_path / "own.xlsx", "Q1\nWho pays?", "M1\nPay.")
    imports.import_files(workspace, [book], roundtable="RT 7.7")
    assert marks(workspace, "rt7.7") == {("Schools", "Q1"): "They do.", ("Schools", "M1"): ""}


def test_practices_that_are_here_are_mapped_to_the_roundtable_that_a_workbook_brings(
    filled: Workspace, book: Path, tmp_path: Path
) -> None:
    with Workspace.open(tmp_path / "other.roundtable", create=True) as other:
        fill(other, Collection(practices=(WELLS, NURSES)))
        assert take_in(other, book).count("updated") == 2
        assert marks(other) == marks(filled)
        [there], [ours] = (
            workspace_contents.collected(other).roundtables,
            workspace_contents.collected(filled).roundtables,
        )
        assert [entry.practice for entry in there.annex] == [entry.practice for entry in ours.annex]


def test_a_cell_that_belongs_to_nobody_and_nothing_is_counted_once(filled: Workspace, book: Path) -> None:
    with edited(book) as workbook:
        sheet = workbook["Mapping"]
        sheet["F1"], sheet["B9"], sheet["C9"], sheet["F9"] = "Q3\nWhat colour is the sea?", "Nobody", "x", "quite blue"
    loss = take_in(filled, book).loss
    assert (loss.words_ignored, loss.words_in) == (3, loss.words_mapped + loss.words_kept_as_note + 3)


def test_a_question_removed_here_since_is_told(filled: Workspace, book: Path) -> None:
    [record] = workspace_contents.collected(filled).roundtables
    kept = replace(record, guiding_questions=record.guiding_questions[:1])
    roundtable_edits.save(filled, roundtable_key(filled), kept)
    mark(book, WELLS.title, "Q2", "Clubs do.")
    assert problems(take_in(filled, book)) == [("mappings", "Mapping!D1")]


def test_a_question_reworded_here_is_found_by_its_mark(filled: Workspace, book: Path) -> None:
    [record] = workspace_contents.collected(filled).roundtables
    reworded = replace(record.guiding_questions[1], text="Who really pays for wells?")
    roundtable_edits.save(
        filled, roundtable_key(filled), replace(record, guiding_questions=(record.guiding_questions[0], reworded))
    )
    mark(book, WELLS.title, "Q2", "Clubs do.")
    assert problems(take_in(filled, book)) == []
    assert marks(filled)[WELLS.title, "Q2"] == "Clubs do."


def test_a_gap_is_closed_by_a_mark_from_the_file(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, replace(samples.COLLECTION, gaps=(samples.OPEN_GAP,)))
    book = export(workspace, tmp_path / "c.xlsx")
    mark(book, WELLS.title, "Q2", "Clubs do.")
    take_in(workspace, book)
    assert workspace_contents.collected(workspace).gaps[0].closed_at


def test_a_cell_that_cannot_be_read_leaves_its_mark(filled: Workspace, book: Path) -> None:
    where = mark(book, WELLS.title, "M1", "#N/A")
    assert problems(take_in(filled, book)) == [("mappings", where)]
    assert marks(filled)[WELLS.title, "M1"] == "pays"


def test_questions_and_measures_of_a_new_roundtable_stand_in_the_order_of_their_marks(
    filled: Workspace, tmp_path: Path
) -> None:
    [record] = workspace_contents.collected(filled).roundtables
    more = (*record.guiding_questions, GuidingQuestion(id=derived_id("q3"), text="Where?"))
    measures = (*record.possible_measures, PossibleMeasure(id=derived_id("m2"), text="Dig."))
    roundtable_edits.save(
        filled, roundtable_key(filled), replace(record, guiding_questions=more, possible_measures=measures)
    )
    book = export(filled, tmp_path / "c.xlsx")
    with edited(book) as workbook:
        for row in workbook["Mapping"].iter_rows():
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value
    with Workspace.open(tmp_path / "empty.roundtable", create=True) as empty:
        take_in(empty, book)
        [made_there] = workspace_contents.collected(empty).roundtables
        assert [q.text for q in made_there.guiding_questions] == [q.text for q in more]
        assert [m.text for m in made_there.possible_measures] == [m.text for m in measures]
        assert marks(empty) == marks(filled)
