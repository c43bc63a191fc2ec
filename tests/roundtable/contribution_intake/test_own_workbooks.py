"""What a ministry's own workbook means: columns of every name, values as people write them, what is hidden."""

from pathlib import Path

import openpyxl
import pytest

from roundtable.records.practice import Country, Partner
from roundtable.vocabulary.term_lookup import listed
from roundtable.workspace import Workspace
from tests.roundtable.contribution_intake.own_workbooks import HEAD, WELLS, one, read
from tests.roundtable.contribution_intake.returned_workbooks import edited, here, made, problems, take_in


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "own.xlsx"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Ghana [1]", "GHA"),
        ("Ghana [lead]", "GHA"),
        ("Ghana (pilot)", "GHA"),
        ("Ghana*", "GHA"),
        ("Congo [DRC]", "COD"),
        ("Atlantis [XYZ]", ""),
        ("Ghana [is]", "GHA"),
    ],
)
def test_brackets_beside_a_country_are_no_code(printed: str, code: str, target: Path) -> None:
    [practice] = read(made(target, ("Sheet1", [HEAD, ["Wells", "They dig.", printed]]))).collection.practices
    assert practice.countries == (Country(printed, code),)


def test_a_code_of_ours_is_read_as_one(target: Path) -> None:
    [practice] = read(made(target, ("Sheet1", [HEAD, ["Wells", "They dig.", "the coast [GHA]"]]))).collection.practices
    assert practice.countries == (Country("the coast", "GHA"),)


@pytest.mark.parametrize("mark", ["• ", "•", "- ", "-", "– ", "* ", "1. ", "2) ", "(3) ", "a) ", "▪ "])
def test_a_list_mark_is_no_part_of_a_value(mark: str, target: Path) -> None:
    head, row = (
        ["Partners", "Tags", "Web links"],
        [f"{mark}IOM\n{mark}ILO", f"{mark}Gender", f"{mark}https://a.example"],
    )
    practice = one(target, head, list(row))
    assert practice.partners == (Partner("IOM"), Partner("ILO"))
    assert (practice.tags, practice.web_links) == (("Gender",), ("https://a.example",))


@pytest.mark.parametrize(
    "nothing", ["n/a", "N.A.", "None", "nil", "-", "—", "?", "☐", "sans objet", "Ninguno", "s/o", "TBD"]
)
def test_words_for_nothing_fill_no_field(nothing: str, target: Path) -> None:
    practice = one(target, ["Partners", "Tags", "Budget", "Results"], [nothing] * 4)
    assert (practice.partners, practice.tags, practice.budget, practice.results) == ((), (), "", "")


def test_words_for_nothing_are_not_counted_as_taken_in(target: Path) -> None:
    loss = read(made(target, ("Sheet1", [[*HEAD, "Budget"], [*WELLS, "not applicable"]]))).loss
    assert (loss.words_mapped, loss.words_ignored, loss.ignored[0].where) == (4, 2, "Sheet1!D2")


def test_a_value_that_is_not_known_yet_is_told(target: Path) -> None:
    intake = read(made(target, ("Sheet1", [[*HEAD, "Budget"], [*WELLS, "to be confirmed"]])))
    assert [problem.where for found in intake.problems.values() for problem in found] == ["Sheet1!D2"]


@pytest.mark.parametrize(
    ("number", "code", "budget", "currency"),
    [
        (1_500_000, "[$€-407] #,##0", "1500000", "EUR"),
        (2_500_000.5, '"USD" #,##0.00', "2500000.50", "USD"),
        (1_500_000, "#,##0 [$CHF]", "1500000", "CHF"),
        (1_500_000, "#,##0", "1500000", ""),
    ],
)
def test_a_budget_keeps_the_currency_of_its_format(
    number: float, code: str, budget: str, currency: str, target: Path
) -> None:
    made(target, ("Sheet1", [[*HEAD, "Budget", "Results"], [*WELLS, number, 5]]))
    with edited(target) as book:
        book["Sheet1"]["D2"].number_format, book["Sheet1"]["E2"].number_format = code, '0 "trainers"'
    [practice] = read(target).collection.practices
    assert (practice.budget, practice.currency, practice.results) == (budget, currency, "5 trainers")


def test_links_made_by_formula_are_read_like_attached_ones(target: Path) -> None:
    practice = one(target, ["Web links"], ['=HYPERLINK("https://example.org/a","Our page")'])
    assert practice.web_links == ("Our page: https://example.org/a",)


def test_several_columns_of_one_meaning_are_joined(target: Path) -> None:
    head = ["Country 2", "Partner 1", "Partner 2", "Other partners", "Keyword 1", "Keyword 2"]
    practice = one(target, head, ["Togo", "IOM", "ILO", "UNDP", "Gender", "Remittances"])
    assert practice.countries == (Country("Ghana", "GHA"), Country("Togo", "TGO"))
    assert [partner.name for partner in practice.partners] == ["IOM", "ILO", "UNDP"]
    assert practice.tags == ("Gender", "Remittances")


def test_of_two_columns_of_one_value_the_second_is_kept_in_the_notes_where_it_differs(target: Path) -> None:
    rows = [[*HEAD, "Summary"], [*WELLS, "They drill."], ["Nurses", "They stay.", "Ghana", "They stay."]]
    intake = read(made(target, ("Sheet1", rows)))
    assert [(one.summary, one.notes) for one in intake.collection.practices] == [
        ("They dig.", "Summary: They drill."),
        ("They stay.", ""),
    ]
    assert [problem.where for found in intake.problems.values() for problem in found] == ["Sheet1!D2"]


def test_a_column_of_addresses_holds_links_though_its_heading_asks_where(target: Path) -> None:
    practice = one(target, ["Where to read more"], ["https://example.org/wells\nwww.example.org/dig"])
    assert practice.web_links == ("https://example.org/wells", "www.example.org/dig")
    assert [country.code for country in practice.countries] == ["GHA"]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("E-mail", "desk@example.org"),
        ("Courriel", "desk@example.org"),
        ("Téléphone", "+233 555 0100"),
        ("Punto focal", "A. Person"),
        ("Focal point (name)", "A. Person"),
        ("Mobile no.", "0555"),
        ("Who to ask", "desk@example.org"),
        ("Line", "+233 555 0100"),
    ],
)
def test_columns_that_tell_how_to_reach_a_person_belong_to_the_contact(heading: str, value: str, target: Path) -> None:
    practice = one(target, [heading], [value])
    assert (practice.contact, practice.extra, practice.notes) == (value, (), "")


def test_other_unknown_columns_are_internal_notes_under_their_heading(target: Path) -> None:
    practice = one(target, ["Our comments", "", "Our comments"], ["ask first", "a stray word", "twice"])
    assert practice.extra == ()
    assert practice.notes.split("\n") == [
        "Our comments: ask first",
        "Column E: a stray word",
        "Our comments (2): twice",
    ]


def test_a_column_of_countries_is_one_whatever_it_is_called(target: Path) -> None:
    rows = [
        ["Title", "Summary", "Area covered"],
        ["Wells", "They dig.", "Ghana"],
        ["Nurses", "They stay.", "Togo, Benin"],
    ]
    intake = read(made(target, ("Sheet1", rows)))
    assert [[one.code for one in practice.countries] for practice in intake.collection.practices] == [
        ["GHA"],
        ["TGO", "BEN"],
    ]
    assert [problem.where for problem in intake.problems[""]] == ["Sheet1!C1"]


def test_hidden_rows_columns_and_sheets_are_read_only_when_asked(target: Path) -> None:
    rows = [[*HEAD, "Results"], [*WELLS, "40 wells"], ["Nurses", "They stay.", "Togo", "fewer leave"]]
    made(target, ("Sheet1", rows), ("Sheet2", [HEAD, ["Schools", "They teach.", "Benin"]]))
    with edited(target) as book:
        book["Sheet1"].row_dimensions[3].hidden = True
        book["Sheet1"].column_dimensions["D"].hidden = True
        book["Sheet2"].sheet_state = "hidden"
    intake = read(target)
    assert [(one.title, one.results) for one in intake.collection.practices] == [("Wells", "")]
    assert {one.where for one in intake.loss.ignored} >= {"Sheet1!D2", "Sheet1!A3", "Sheet2"}
    assert [problem.where for problem in intake.problems[""]] == ["Sheet1!A3", "Sheet1!D1"]
    loss = intake.loss
    assert loss.words_in == loss.words_mapped + loss.words_ignored == 19
    assert [one.title for one in read(target, with_hidden=True).collection.practices] == ["Wells", "Nurses", "Schools"]


def test_a_row_below_a_merged_title_goes_on_with_the_practice_above(target: Path) -> None:
    rows: list[list[object]] = [[*HEAD, "Partners"], [*WELLS, "IOM"], [None, None, "Togo", "ILO"]]
    made(target, ("Sheet1", rows))
    with edited(target) as book:
        book["Sheet1"].merge_cells("A2:A3")
        book["Sheet1"].merge_cells("B2:B3")
    [practice] = read(target).collection.practices
    assert [country.code for country in practice.countries] == ["GHA", "TGO"]
    assert [partner.name for partner in practice.partners] == ["IOM", "ILO"]


def test_equal_copies_of_a_row_are_left_out(target: Path) -> None:
    intake = read(made(target, ("Sheet1", [HEAD, WELLS, WELLS, ["Nurses", "They stay.", "Togo"]])))
    assert [one.title for one in intake.collection.practices] == ["Wells", "Nurses"]
    assert [(one.where, one.reason) for one in intake.loss.ignored] == [
        ("Sheet1!A3", "the row stands there twice, in row 2, too")
    ]


@pytest.mark.parametrize("written", ["Objective 23", "23", "GCM objective 23", "Objectif n° 23", "Objetivo 23."])
def test_an_objective_is_known_by_its_number(written: str, target: Path) -> None:
    assert one(target, ["GCM objectives"], [written]).gcm_objectives == (listed("gcm_objective")[22],)


def test_what_is_off_the_lists_is_told_with_its_cell_and_the_nearest_term(workspace: Workspace, target: Path) -> None:
    head = ["Thematic area", "Tags", "GCM objectives", "2030 Agenda targets", "Currency", "Start", "End", "Web links"]
    row = ["Blue economy", "Gendre", "Objective 24", "10.7\n99.9", "EURO$", "2020", "2012", "our page"]
    made(target, ("Sheet1", [[*HEAD, *head], ["Wells", "They dig.", "Gahna", *row]]))
    report = take_in(workspace, target)
    assert problems(report) == [
        ("countries", "Sheet1!C2"),
        ("thematic_areas", "Sheet1!D2"),
        ("tags", "Sheet1!E2"),
        ("gcm_objectives", "Sheet1!F2"),
        ("sdg_targets", "Sheet1!G2"),
        ("web_links", "Sheet1!K2"),
        ("currency", "Sheet1!H2"),
        ("ends", "Sheet1!J2"),
    ]
    said = " ".join(problem.message for problem in report.practices[0].problems)
    assert "“Gender”" in said
    assert "“Ghana”" in said
    assert "“10.7" not in said.partition("99.9")[0]


def test_a_title_typed_again_with_other_signs_names_the_same_practice(workspace: Workspace, tmp_path: Path) -> None:
    printed = ["Migrants’ rights", "Fair – recruitment", "“Safe” return", "Cœur ouvert", "Cafe\u0301 social"]
    typed = ["Migrants' rights", "Fair - recruitment ", '"Safe" return.', "Coeur ouvert", "Café social"]
    for name, titles in (("word.xlsx", printed), ("excel.xlsx", typed)):
        rows = [HEAD, *([title, "They work.", "Ghana"] for title in titles)]
        report = take_in(workspace, made(tmp_path / name, ("Sheet1", rows)))
    assert (report.count("new"), report.count("unchanged")) == (0, 5)
    assert here(workspace, report.practices[0].id).title == "Migrants’ rights"


def test_a_sheet_whose_hidden_rows_are_all_there_is_has_no_practices(target: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEAD)
    book.worksheets[0].append(WELLS)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(target)
    assert read(target).collection.practices == ()


def test_a_new_practice_that_is_nearly_one_that_is_here_is_told(workspace: Workspace, target: Path) -> None:
    take_in(workspace, made(target, ("Sheet1", [HEAD, ["Fair recruitment of nurses", "They stay.", "Ghana"]])))
    rows = [HEAD, ["Fair recruitment of nurse", "They stay on.", "Togo"], ["Wells", "They dig.", "Ghana"]]
    report = take_in(workspace, made(target, ("Sheet1", rows)))
    assert (report.count("new"), report.count("duplicate")) == (1, 1)
    assert problems(report) == [("title", "Sheet1!A2")]


def test_the_currency_of_a_heading_is_that_of_its_budgets(target: Path) -> None:
    rows: list[list[object]] = [[*HEAD, "Budget (EUR)"], [*WELLS, 5000], ["Nurses", "They stay.", "Togo", None]]
    intake = read(made(target, ("Sheet1", rows)))
    assert [(one.budget, one.currency) for one in intake.collection.practices] == [("5000", "EUR"), ("", "")]


def test_a_column_of_countries_is_known_though_some_cells_name_a_group(tmp_path: Path, filled: Workspace) -> None:
    rows = [[f"Club {number}", name] for number, name in enumerate(["Ghana", "Togo", "Fiji", "Kenya", "ASEAN clubs"])]
    report = take_in(filled, made(tmp_path / "own.xlsx", ("Practices", [["Title", "Beneficiary State"], *rows])))
    assert [one.printed for uid in report.practices for one in here(filled, uid.id).countries] == [
        *("Ghana", "Togo", "Fiji", "Kenya", "ASEAN clubs")
    ]


def test_the_currency_of_a_heading_is_none_where_there_is_no_budget(filled: Workspace, tmp_path: Path) -> None:
    rows = [["Title", "Country", "Cost (in EUR)"], ["Loans", "Fiji", "néant"], ["Roads", "Fiji", "500"]]
    report = take_in(filled, made(tmp_path / "own.xlsx", ("Practices", rows)))
    found = [here(filled, one.id) for one in report.practices]
    assert [(one.budget, one.currency) for one in found] == [("", ""), ("500", "EUR")]
