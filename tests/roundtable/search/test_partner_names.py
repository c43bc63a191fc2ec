import pytest

from roundtable.practices import practice_store
from roundtable.records.practice import Partner, PracticeRecord
from roundtable.search import partner_names
from roundtable.vocabulary import organisations
from roundtable.workspace import Workspace


def add(workspace: Workspace, *names: str) -> None:
    with workspace.unit_of_work("Add") as work:
        records = [PracticeRecord(id=str(n), partners=(Partner(name),)) for n, name in enumerate(names)]
        practice_store.add(work, records)


def offered(workspace: Workspace, typed: str) -> list[str]:
    return [one.name for one in partner_names.suggest(workspace, typed)]


@pytest.mark.parametrize("typed", ["IOM", "OIM", "oim", "para las migr"])
def test_an_organisation_is_offered_under_each_of_its_spellings(workspace: Workspace, typed: str) -> None:
    name = "International Organization for Migration"
    assert offered(workspace, typed) == [name]
    assert organisations.identity("Organización Internacional para las Migraciones (OIM)") == name


def test_an_organisation_is_offered_in_the_spelling_that_is_used_most(workspace: Workspace) -> None:
    add(workspace, "OIM", "IOM", "IOM", "International Organization for Migration (IOM)")
    assert offered(workspace, "oim") == ["IOM"]
    [found] = partner_names.suggest(workspace, "oim")
    assert found.spelling == "OIM"


def test_partners_in_use_are_offered_once_for_all_their_spellings(workspace: Workspace) -> None:
    add(workspace, "Ministry of Labour", "Ministry of Labour", "ministry of labour", "Andean Fund")
    assert offered(workspace, "lab") == ["International Labour Organization", "Ministry of Labour"]
    assert offered(workspace, "andean") == ["Andean Fund"]
    assert offered(workspace, "") == []


def test_no_spelling_stands_for_two_organisations() -> None:
    seen: dict[str, str] = {}
    for organisation in set(organisations.by_spelling().values()):
        for spelling in organisation.spellings:
            assert seen.setdefault(spelling.casefold(), organisation.name) == organisation.name
