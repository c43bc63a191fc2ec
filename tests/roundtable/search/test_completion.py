import pytest

from roundtable.practices import practice_store
from roundtable.records.practice import Partner, PracticeRecord
from roundtable.search import saved_searches
from roundtable.search.completion import complete, nearest_field
from roundtable.search.query import renamed_field, unknown_fields
from roundtable.workspace import Workspace


def offered(workspace: Workspace, typed: str) -> list[str]:
    return [one.words for one in complete(workspace, typed, len(typed))]


def completed(workspace: Workspace, typed: str) -> str:
    """Return the search as the first completion makes it."""
    return complete(workspace, typed, len(typed))[0].text


def test_a_field_and_then_its_value_are_completed(filled: Workspace) -> None:
    assert completed(filled, "cou") == "country:"
    assert completed(filled, "country:gha") == "country:Ghana "
    assert completed(filled, "nurses -country:côte") == 'nurses -country:"Côte d’Ivoire" '


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("status:c", "cleared"),
        ("status:cl", "cleared"),
        ("role:fun", "funder"),
        ("tag:gen", "Gender"),
        ("area:dia", "Diasporas"),
        ("partner:wat", "Ministry of Water"),
        ("language:f", "fr"),
        ("missing:sum", "summary"),
        ("outdated:a", "any"),
        ("changed:con", "contribution"),
        ("new:an", "annex"),
        ("question:nurses", "Q1"),
        ("measure:pay", "M1"),
    ],
)
def test_every_field_knows_its_values(filled: Workspace, typed: str, value: str) -> None:
    assert offered(filled, typed)[0] == value


def test_a_field_just_named_shows_what_there_is(filled: Workspace) -> None:
    assert {"Ghana", "Eritrea"} <= set(offered(filled, "country:"))
    assert offered(filled, "status:") == ["draft", "in clearance", "cleared", "submitted"]


def test_a_roundtable_is_found_by_its_title(filled: Workspace) -> None:
    with filled.reading() as connection:
        code, title = connection.exec_driver_sql("SELECT code, title FROM roundtable LIMIT 1").one()
    assert offered(filled, f"roundtable:{title.split()[-1]}") == [code]


def test_a_saved_search_is_offered_by_its_name_and_replaces_what_is_typed(workspace: Workspace) -> None:
    saved_searches.keep(workspace, "Not cleared", "-status:cleared")
    assert completed(workspace, "clea") == "-status:cleared"


def test_partners_are_offered_in_their_most_frequent_spelling(workspace: Workspace) -> None:
    spellings = ("Ministry of Labour", "Ministry of Labour", "ministry of labour", "Ministry of Labor")
    with workspace.unit_of_work("Add") as work:
        records = [PracticeRecord(id=str(n), partners=(Partner(name),)) for n, name in enumerate(spellings)]
        practice_store.add(work, records)
    assert offered(workspace, "partner:minis") == ["Ministry of Labour"]


def test_words_amid_a_text_are_completed_where_the_cursor_is(filled: Workspace) -> None:
    typed = "stat wells"
    [field, *_] = complete(filled, typed, 4)
    assert (field.text, field.cursor) == ("status:wells", 7)
    assert complete(filled, typed, 2) == []


def test_a_single_letter_and_unknown_words_complete_nothing(filled: Workspace) -> None:
    assert offered(filled, "c") == []
    assert offered(filled, "wells") == []
    assert offered(filled, "country:zzz") == []


def test_a_field_that_does_not_exist_is_named_with_the_one_that_is_meant() -> None:
    assert unknown_fields("wells contry:Ghana -tagg:x") == ["contry", "tagg"]
    assert nearest_field("contry") == "country"
    assert nearest_field("xyzzy") == ""
    assert renamed_field("wells -contry:Ghana", "contry", "country") == "wells -country:Ghana"


@pytest.mark.parametrize("typed", ["", "wells", "country:Ghana", "REGION:Africa", "https://x.org", "note:", "9:30"])
def test_what_is_no_field_at_all_is_not_taken_for_an_unknown_one(typed: str) -> None:
    assert unknown_fields(typed) == []
