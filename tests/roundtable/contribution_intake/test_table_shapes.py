"""Tables as ministries lay them out: one sheet a country, forms, headings over rows, sums, explanations, periods."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.roundtable.contribution_intake.own_sheets import Rows, read, shown

HEAD, WELLS, MILLS = ["Title", "Summary", "Country"], ["Wells", "They dig.", "Togo"], ["Mills", "They grind.", "Benin"]
W = {"title": "Wells", "summary": "They dig.", "codes": ["TGO"]}
M = {"title": "Mills", "summary": "They grind.", "codes": ["BEN"]}
SHORT = ["Title", "Summary"]


def check(path: Path, sheets: Mapping[str, Rows], expected: list[dict[str, Any]], merged: str = "") -> None:
    def change(book: Any) -> None:
        for area in merged.split():
            book.worksheets[0].merge_cells(area)

    found = [shown(one) for one in read(path, sheets, change).collection.practices]
    assert [{key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=True)] == expected
    assert [one["notes"] for one in found] == [wanted.get("notes", "") for wanted in expected]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"Togo": [SHORT, WELLS[:2]], "Bénin": [["Titre", "Résumé"], MILLS[:2]]}, [W, M]),
        ({"1": [["Country: Togo"], SHORT, WELLS[:2]]}, [W]),
        ({"1": [["País:", "Togo"], SHORT, WELLS[:2]]}, [W]),
        ({"1": [SHORT, ["TOGO"], WELLS[:2], ["Benin:"], MILLS[:2]]}, [W, M]),
        ({"1": [["No.", *SHORT], ["Togo"], [1, *WELLS[:2]], ["Benin"], [2, *MILLS[:2]]]}, [W, M]),
        ({"1": [HEAD, ["Wells", "They dig.", "TG"], ["Mills", "They grind.", "BEN"]]}, [W, M]),
        ({"Togo": [HEAD, ["Wells", "They dig.", "Ghana"]]}, [{**W, "codes": ["GHA"]}]),
    ],
)
def test_a_country_that_stands_over_the_rows_is_theirs(
    sheets: dict[str, Rows], expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    check(tmp_path / "own.xlsx", sheets, expected)


def test_running_numbers_before_titles_are_no_part_of_them(tmp_path: Path) -> None:
    numbered = [["1. Wells", *WELLS[1:]], ["2. Mills", *MILLS[1:]]]
    check(tmp_path / "own.xlsx", {"1": [HEAD, *numbered]}, [W, M])
    years = [["2012. Wells", *WELLS[1:]], ["7 Mills", *MILLS[1:]]]
    check(tmp_path / "own.xlsx", {"1": [HEAD, *years]}, [{"title": "2012. Wells"}, {"title": "7 Mills"}])


def test_what_follows_a_comma_in_a_list_of_partners_belongs_to_the_item(tmp_path: Path) -> None:
    partners = "1) WHO\n2) Bakers, Millers & Sons\n3) IOM, ILO"
    names = [f"{name} (partner)" for name in ("WHO", "Bakers, Millers & Sons", "IOM", "ILO")]
    check(tmp_path / "own.xlsx", {"1": [[*HEAD, "Partners"], [*WELLS, partners]]}, [{**W, "partners": names}])


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"1": [["Title", "Wells", "Mills"], ["Summary", *(one[1] for one in (WELLS, MILLS))],
                ["Country", "Togo", "Benin"]]}, [W, M]),
        ({"1": [["Practice form"], [], ["Title:", "Wells"], ["Country:", "Togo"], ["Summary:", "They dig."],
                ["Period:", "2012-2014"]]}, [{**W, "starts": "2012", "ends": "2014"}]),
        ({"1": [["Field", "Your answer"], ["Title", "Wells"], ["Summary", "They dig."], ["Country", "Togo"]]}, [W]),
        ({"1": [[1, "Title", "Wells"], [2, "Country", "Togo"], [3, "Summary", "They dig."]]}, [W]),
        ({"Togo": [["Title", "Wells"], ["Summary", "They dig."]],
          "Benin": [["Title", "Mills"], ["Summary", "They grind."]]}, [W, M]),
    ],
)  # fmt: skip
def test_a_form_is_read_down(sheets: dict[str, Rows], expected: list[dict[str, Any]], tmp_path: Path) -> None:
    check(tmp_path / "own.xlsx", sheets, expected)


def test_what_is_doubtful_in_a_form_is_told_with_its_cell(tmp_path: Path) -> None:
    rows: Rows = [["Title", "Wells"], ["Summary", "They dig."], ["Country", "Togo"], ["Remarks", "ask first"]]
    intake = read(tmp_path / "own.xlsx", {"1": rows})
    assert [problem.where for problem in intake.problems[""]] == ["1!A4"]


@pytest.mark.parametrize(
    "between",
    [
        ["1", "2", "3"],
        ["(a)", "(b)", "(c)"],
        ["i", "ii", "iii"],
        ["max. 150 characters", "max. 200 words", "drop-down list"],
        ["e.g. Skills", "e.g. The project", "e.g. Ghana"],
        ["Titre", "Résumé", "Pays"],
    ],
)
def test_what_explains_the_headings_is_no_practice(between: list[object], tmp_path: Path) -> None:
    check(tmp_path / "own.xlsx", {"1": [HEAD, between, WELLS]}, [W])


@pytest.mark.parametrize(
    "last",
    [
        ["Total", "2 practices", None, 500],
        ["TOTAL", "", "Togo", 500],
        ["Sub-total Togo", None, None, 500],
        ["GRAND TOTAL:", None, None, 800],
        [None, None, "Total", 500],
        [None, None, None, 500],
        ["Nombre total de pratiques : 1"],
        ["Somme", None, None, 500],
        ["Prepared by: Ministry of Water"],
        [None, None, "Updated on: 3 May"],
        ["(*) provisional figures"],
    ],
)
def test_sums_and_notes_below_are_no_practices(last: list[object], tmp_path: Path) -> None:
    check(tmp_path / "own.xlsx", {"1": [[*HEAD, "Budget"], [*WELLS, 500], last]}, [W])


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Enterprise hubs", "Typewriters are lent."),
        ("Texte et image", "Obligation de service."),
        ("Minors", "Choosers."),
    ],
)
def test_a_practice_that_begins_like_a_hint_is_one(title: str, summary: str, tmp_path: Path) -> None:
    check(tmp_path / "own.xlsx", {"1": [HEAD, [title, summary, "Togo"]]}, [{"title": title, "summary": summary}])


def test_a_practice_that_is_titled_like_a_sum_is_one(tmp_path: Path) -> None:
    row = ["Total integration of migrants", "It helps them settle in the city.", "Benin"]
    check(tmp_path / "own.xlsx", {"1": [HEAD, WELLS, row]}, [W, {"title": row[0]}])


@pytest.mark.parametrize(
    ("rows", "merged", "more"),
    [
        ([[*HEAD, "Budget", None], [None, None, None, "Amount", "Currency"], [*WELLS, 500, "EUR"]],
         "A1:A2 B1:B2 C1:C2 D1:E1", {"budget": "500", "currency": "EUR"}),
        ([[*HEAD, "Period", None], [None, None, None, "from", "to"], [*WELLS, 2012, 2014]],
         "A1:A2 B1:B2 C1:C2 D1:E1", {"starts": "2012", "ends": "2014"}),
        ([[*HEAD, "Duration"], [*WELLS, "24 months"]], "", {"starts": "", "notes": "Duration: 24 months"}),
        ([[*HEAD, "Timeframe", "Start"], [*WELLS, "2012-2014", 2013]], "",
         {"starts": "2013", "notes": "Timeframe: 2012-2014"}),
        ([[*HEAD, "Montant (en FCFA)"], [*WELLS, 2500000]], "", {"budget": "2500000", "currency": "FCFA"}),
        ([[*HEAD, "GCM"], [*WELLS, "2, 5-7, 16"]], "", {"gcm": ["2", "5", "6", "7", "16"]}),
        ([[*HEAD, "GCM"], [*WELLS, "GCM 5, GCM 16"]], "", {"gcm": ["5", "16"]}),
        ([[*HEAD, "Web links"], [*WELLS, "pas de site web"]], "", {"links": []}),
        ([HEAD, ["Wells", "They dig.", "Rep. of Moldova, St. Lucia"]], "", {"codes": ["MDA", "LCA"]}),
        ([[*HEAD, "Web links"], [*WELLS, '=IF(A2="","",HYPERLINK("https://a.example","Page"))']], "",
         {"links": ["Page: https://a.example"]}),
    ],
)  # fmt: skip
def test_cells_mean_what_their_headings_say(rows: Rows, merged: str, more: dict[str, Any], tmp_path: Path) -> None:
    check(tmp_path / "own.xlsx", {"1": rows}, [{**W, **more}], merged)


def test_titles_that_are_numbered_words_of_headings_are_practices(tmp_path: Path) -> None:
    rows = [["Practice 3", "Summary 3.", "Togo"], ["Project 4", "Description 4", "Benin"]]
    check(tmp_path / "own.xlsx", {"1": [HEAD, *rows]}, [{"title": row[0], "summary": row[1]} for row in rows])


def test_headings_that_stand_again_are_no_practice_though_some_are_numbered(tmp_path: Path) -> None:
    head = [*HEAD, "Tag 1", "Tag 2", "Partner 1", "Partner 2"]
    check(tmp_path / "own.xlsx", {"1": [head, WELLS, head]}, [W])


def test_a_country_above_an_empty_cell_is_told_and_not_taken(tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        WELLS,
        ["Mills", "They grind."],
        ["Roads", "They build.", "n/a"],
        ["Nurses", "They heal.", "Benin"],
    ]
    intake = read(tmp_path / "own.xlsx", {"1": rows})
    assert [shown(one)["codes"] for one in intake.collection.practices] == [["TGO"], [], [], ["BEN"]]
    told = [problem for found in intake.problems.values() for problem in found if "stands above" in problem.message]
    assert [(one.field, one.where, "“Togo”" in one.message) for one in told] == [("countries", "1!C3", True)]


def test_a_row_below_a_merged_title_needs_no_country_of_its_own(tmp_path: Path) -> None:
    rows: Rows = [[*HEAD, "Partner"], [*WELLS, "ILO"], [None, None, None, "IOM"]]
    intake = read(tmp_path / "own.xlsx", {"1": rows}, lambda book: book.worksheets[0].merge_cells("A2:A3"))
    assert [shown(one)["codes"] for one in intake.collection.practices] == [["TGO"]]
    assert not any(intake.problems.values())


def test_forms_below_each_other_are_a_practice_each(tmp_path: Path) -> None:
    def form(*heading: str, of: list[str]) -> list[list[str]]:
        return [[*heading], ["Country", of[2]], ["Title", of[0]], ["Summary", of[1]], []]

    numbered: Rows = [*form("PRACTICE 1", of=WELLS), *form("PRACTICE 2", of=MILLS)]
    check(tmp_path / "numbered.xlsx", {"1": numbered}, [W, M])
    check(tmp_path / "plain.xlsx", {"1": [*form(of=WELLS), *form(of=MILLS)]}, [W, M])
    two_titles = [["Title (en)", "Wells"], ["Title (fr)", "Puits"], ["Summary", "They dig."], ["Country", "Togo"]]
    check(tmp_path / "one.xlsx", {"1": two_titles}, [{**W, "notes": "Title: Puits"}])


def test_titles_above_the_values_of_labels_need_no_label(tmp_path: Path) -> None:
    across: Rows = [[None, "Wells", "Mills"], ["Summary", "They dig.", "They grind."], ["Country", "Togo", "Benin"]]
    check(tmp_path / "own.xlsx", {"1": across}, [W, M])


def test_headings_below_merged_headings_are_no_practice(tmp_path: Path) -> None:
    rows: Rows = [[*HEAD, "Start", None], [None, None, None, "Year", "Source"], [*WELLS, "2012", "a report"]]
    check(tmp_path / "own.xlsx", {"1": rows}, [{**W, "notes": "Column E: a report"}], merged="A1:A2 B1:B2 C1:C2")


def test_a_summary_goes_on_in_the_rows_below_a_merged_title(tmp_path: Path) -> None:
    rows: Rows = [HEAD, WELLS, [None, "They fill.", None], MILLS]
    check(tmp_path / "own.xlsx", {"1": rows}, [{**W, "summary": "They dig.\n\nThey fill."}, M], merged="A2:A3 C2:C3")
