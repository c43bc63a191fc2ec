"""A person's answer about a column of a ministry's own workbook is remembered for whoever sent it."""

from pathlib import Path

import pytest

from roundtable.contribution import own_columns
from roundtable.contribution_intake import reader
from roundtable.contribution_intake.returned_workbook import ContributionIntake
from roundtable.errors import HeadingsError
from roundtable.exchange import workspace_contents
from roundtable.records.practice import Partner
from roundtable.workspace import Workspace
from tests.roundtable.contribution_intake.own_workbooks import HEAD, WELLS, read
from tests.roundtable.contribution_intake.returned_workbooks import edited, here, made, take_in


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "own.xlsx"


def test_a_persons_answer_decides_what_an_unknown_column_is(target: Path) -> None:
    head, row = ["Our view", "Office", "Colour", "Room"], ["Good.", "UNICEF", "blue", "9"]
    made(target, ("Sheet1", [[*HEAD, *head], [*WELLS, *row]]))
    asked = {one.heading: one for one in read(target).own_columns}
    assert [(one.where, one.example, one.meaning) for one in asked.values()] == [
        ("Sheet1!D1", "Good.", "note"),
        ("Sheet1!E1", "UNICEF", "note"),
        ("Sheet1!F1", "blue", "note"),
        ("Sheet1!G1", "9", "note"),
    ]
    said = {"our view": "field", "office": "partners", "colour": "nothing", "room": "note"}
    intake = read(target, meanings={(asked["Office"].sender, heading): meaning for heading, meaning in said.items()})
    [practice] = intake.collection.practices
    assert (practice.extra, practice.partners) == ((("Our view", "Good."),), (Partner("UNICEF"),))
    assert practice.notes == "Room: 9"
    assert [(one.text, one.where) for one in intake.loss.ignored] == [("blue", "Sheet1!F2")]
    assert intake.loss.words_in == read(target).loss.words_in
    assert (intake.loss.words_kept_as_note, intake.loss.words_ignored) == (1, 1)


def test_an_answer_is_remembered_for_a_heading_as_long_as_a_cell(workspace: Workspace, target: Path) -> None:
    table = [[*HEAD, "Our view " * 3000], [*WELLS, "Good."]]
    [column] = read(made(target, ("Sheet1", table))).own_columns
    for _ in range(2):
        own_columns.remember(workspace, {(column.sender, column.heading): own_columns.NOTHING})
    take_in(workspace, made(target, ("Sheet1", table)))
    [practice] = workspace_contents.collected(workspace).practices
    assert (practice.extra, practice.notes) == ((), "")


def test_an_answer_is_remembered_for_the_senders_next_workbook_and_reaches_the_practice(
    workspace: Workspace, target: Path
) -> None:
    take_in(workspace, made(target, ("Sheet1", [[*HEAD, "Our view"], [*WELLS, "Good."]])))
    [column] = read(target).own_columns
    own_columns.remember(workspace, {(column.sender, column.heading): own_columns.FIELD})
    sorted_otherwise = [["Country", "Our view", "Title", "Summary"], ["Ghana", "Better.", *WELLS[:2]]]
    report = take_in(workspace, made(target, ("Sheet1", sorted_otherwise)))
    assert here(workspace, report.practices[0].id).extra == (("Our view", "Better."),)
    [_, other] = read(made(target, ("Sheet1", [[*HEAD, "Our view", "Room"], [*WELLS, "Good.", "9"]]))).own_columns
    assert other.sender != column.sender


def saved_by(target: Path, name: str, rows: list[list[object]]) -> ContributionIntake:
    with edited(made(target, ("Sheet1", rows))) as book:
        book.properties.creator, book.properties.lastModifiedBy = "openpyxl", name
    return read(target)


def test_an_answer_holds_for_other_workbooks_that_the_same_person_saved(target: Path) -> None:
    [column] = saved_by(target, "Ama Mensah", [[*HEAD, "Our view"], [*WELLS, "Good."]]).own_columns
    meanings = {(column.person, "our view"): "results"}
    wider: list[list[object]] = [[*HEAD, "Room", "Our view"], [*WELLS, 9, "Good."]]
    for name, results in (("ama mensah", "Good."), ("Kofi Annor", "")):
        saved_by(target, name, wider)
        [practice] = read(target, meanings=meanings).collection.practices
        assert practice.results == results


@pytest.mark.parametrize(
    "above",
    [
        [["Ministry", "Ministry of Health"]],
        [["Annual report"], [], ["Submitted by: Ministry of Health"]],
        [["Ministère :", "", "Ministry of  Health"]],
        [["Remitente: ministry of health."]],
    ],
)
def test_an_answer_holds_for_other_workbooks_that_name_the_same_ministry(
    above: list[list[object]], target: Path
) -> None:
    health: list[list[object]] = [["Sender", "Ministry of Health"], [*HEAD, "Our view"], [*WELLS, "Good."]]
    [column] = saved_by(target, "Ama Mensah", health).own_columns
    meanings = {(column.person, "our view"): "results"}
    wider: list[list[object]] = [[*HEAD, "Room", "Our view"], [*WELLS, 9, "Good."]]
    saved_by(target, "Kofi Annor", [*above, *wider])
    assert [one.results for one in read(target, meanings=meanings).collection.practices] == ["Good."]
    saved_by(target, "Ama Mensah", [["Sender", "Ministry of Labour"], *wider])
    assert [one.results for one in read(target, meanings=meanings).collection.practices] == [""]


def test_the_ministry_in_every_row_is_the_sender_but_of_several_none_is(target: Path) -> None:
    def persons(*ministries: str) -> set[str]:
        rows: list[list[object]] = [["Wells", "They dig.", "Ghana", name, "Good."] for name in ministries]
        return {
            one.person for one in saved_by(target, "Ama Mensah", [[*HEAD, "Sent by", "Our view"], *rows]).own_columns
        }

    assert persons("Health", "Health") == {own_columns.ministry_of("Health")}
    assert persons("Health", "Labour") == {own_columns.person_of("Ama Mensah")}


@pytest.mark.parametrize("name", ["openpyxl", "Microsoft Office User", "Utilisateur Windows", "admin", ""])
def test_programs_and_fresh_computers_are_no_person(name: str) -> None:
    assert own_columns.person_of(name) == ""


def test_a_row_of_headings_that_a_person_chose_is_known_the_next_time(target: Path) -> None:
    rows = [["Our policies"], ["Benennung", "Land", "Was", "Farbe"], ["Wells", "Ghana", "They dig.", "blue"]]
    made(target, ("Tabelle1", rows))
    with pytest.raises(HeadingsError):
        read(target)
    [head] = reader.heads(target)
    assert (head.name, head.keys(2)) == ("Tabelle1", {1: "", 2: "", 3: "", 4: ""})
    sender = own_columns.sender_of(head.rows[2].values())
    said = {"benennung": "title", "land": "countries", "was": "summary", "farbe": "nothing"}
    intake = read(target, meanings={(sender, heading): meaning for heading, meaning in said.items()})
    [practice] = intake.collection.practices
    assert (practice.title, practice.summary, practice.notes) == ("Wells", "They dig.", "")
    assert [country.code for country in practice.countries] == ["GHA"]
    assert {one.reason for one in intake.loss.ignored} == {
        "it stands above the headings",
        "its column is to be left out",
    }
