"""The places of a workspace: practices follow, what they print stays, and every change is one step of undo."""

from functools import partial

import pytest
from sqlalchemy import select

from db import tables as t
from roundtable import verification
from roundtable.errors import RoundtableError
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.practice import Country, with_fields
from roundtable.records.vocabulary import PlaceRecord
from roundtable.search import facets
from roundtable.vocabulary import place_edits, place_store
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.place_store import PlaceRow
from roundtable.workspace import Workspace
from tests import journal_steps, samples

ABROAD = "diaspora destination countries"


def row(workspace: Workspace, name: str) -> PlaceRow:
    return next(row for row in place_store.listing(workspace) if row.name == name)


def names(workspace: Workspace) -> list[str]:
    return [row.name for row in place_store.listing(workspace) if row.is_local]


def countries(workspace: Workspace, title: str = samples.WELLS.title) -> list[Country]:
    [key] = practice_rows.find_ids(workspace, f'"{title}"')
    record = practice_store.get(workspace, key)
    assert record is not None
    return list(record.countries)


def test_the_list_counts_uses_and_shows_printed_texts_that_are_no_place(filled: Workspace) -> None:
    assert names(filled) == ["Côte d’Ivoire", ABROAD, "Eritrea", "Ghana", "Peru"]
    assert place_store.count(filled) == 5
    assert (row(filled, "Peru").uses, row(filled, "Peru").state) == (1, "shipped")
    assert (row(filled, ABROAD).uses, row(filled, ABROAD).state, row(filled, ABROAD).code) == (1, "off-list", "")
    assert row(filled, "Kenya").uses == 0
    assert "perou" in row(filled, "Peru").spellings


def test_a_practice_in_the_trash_is_in_no_place(filled: Workspace) -> None:
    practice_edits.trash(filled, practice_rows.find_ids(filled, '"Wells for Ayacucho"'))
    assert names(filled) == ["Côte d’Ivoire", "Eritrea", "Ghana"]
    assert place_store.count(filled) == 3


def test_a_practice_that_names_a_place_twice_counts_once(filled: Workspace) -> None:
    [key] = practice_rows.find_ids(filled, '"Wells for Ayacucho"')
    both = (Country("Perú", "PER"), Country("Peru", "PER"))
    practice_edits.edit_many(filled, [key], "Edit", lambda record: with_fields(record, countries=both))
    assert row(filled, "Peru").uses == 1


def test_a_printed_text_becomes_a_place_which_practices_are_in(filled: Workspace) -> None:
    place_edits.add(filled, ABROAD)
    assert countries(filled)[1] == Country(ABROAD, "X-DIASPORA-DESTINATION-COUNTRIES")
    assert (row(filled, ABROAD).state, row(filled, ABROAD).uses) == ("own", 1)
    assert len(practice_rows.find_ids(filled, f'country:"{ABROAD}"')) == 1
    assert ABROAD in [value.label for value in facets.counts(filled)["country"]]
    undo_steps.undo(filled)
    assert countries(filled)[1] == Country(ABROAD)
    assert row(filled, ABROAD).state == "off-list"
    undo_steps.redo(filled)
    assert verification.verify(filled).faults == ()


def test_the_same_name_gets_the_same_code_and_a_script_without_letters_of_ours_gets_one_too(
    workspace: Workspace,
) -> None:
    for name in ("Andalucía", "ANDALUCÍA-2", "Тридесятое царство"):
        place_edits.add(workspace, name)
    codes = [row.code for row in place_store.listing(workspace) if row.state == "own"]
    assert codes[:2] == ["X-ANDALUCIA", "X-ANDALUCIA-2"]
    assert codes[2].startswith("X-")
    undo_steps.undo(workspace)
    place_edits.add(workspace, "Тридесятое царство")
    assert row(workspace, "Тридесятое царство").code == codes[2]


def test_a_printed_text_becomes_an_alias_of_a_place_and_stays_as_printed(filled: Workspace) -> None:
    place_edits.merge(filled, [row(filled, ABROAD)], "PER")
    assert countries(filled) == [Country("Perú", "PER"), Country(ABROAD, "PER")]
    assert row(filled, "Peru").aliases == (ABROAD,)
    with filled.reading() as connection:
        assert place_store.load(connection).split(f"{ABROAD} and Ghana") == (
            Country(ABROAD, "PER"),
            Country("Ghana", "GHA"),
        )
    assert len(practice_rows.find_ids(filled, "PER ayacucho")) == 1
    assert journal_steps.next_undo(filled) == f"Make “{ABROAD}” an alias of “Peru”"
    undo_steps.undo(filled)
    assert countries(filled)[1] == Country(ABROAD)
    assert row(filled, "Peru").aliases == ()


def test_a_place_of_ones_own_is_renamed_and_found_under_both_names(filled: Workspace) -> None:
    place_edits.add(filled, ABROAD)
    place_edits.rename(filled, row(filled, ABROAD).code, "The diaspora abroad")
    assert row(filled, "The diaspora abroad").aliases == (ABROAD,)
    assert countries(filled)[1].printed == ABROAD
    for name in (ABROAD, "The diaspora abroad"):
        assert len(practice_rows.find_ids(filled, f'country:"{name}"')) == 1
    undo_steps.undo(filled)
    assert row(filled, ABROAD).state == "own"


def test_places_of_ones_own_and_printed_texts_merge_into_another_as_one_step(filled: Workspace) -> None:
    place_edits.add(filled, "Utopia")
    place_edits.set_names(filled, "X-UTOPIA", {"fr": "Utopie", "es": "Utopía"})
    place_edits.add(filled, "Erewhon")
    place_edits.set_names(filled, "X-EREWHON", {"fr": "Érewhon"})
    place_edits.merge(filled, [row(filled, "Utopia"), row(filled, ABROAD), row(filled, "Erewhon")], "X-EREWHON")
    merged = row(filled, "Erewhon")
    assert merged.uses == 1
    assert set(merged.aliases) == {"Utopia", ABROAD, "Utopie"}
    assert dict(merged.names) == {"fr": "Érewhon", "es": "Utopía"}
    assert "Utopia" not in names(filled)
    undo_steps.undo(filled)
    assert {"Utopia", ABROAD, "Erewhon"} <= set(names(filled))


def test_what_another_program_changed_of_a_place_meanwhile_is_not_written_over(filled: Workspace) -> None:
    place_edits.add(filled, "Utopia")
    utopia = row(filled, "Utopia")
    place_edits.rename(filled, "X-UTOPIA", "Nowhere land", read_as="Utopia")
    place_edits.set_names(filled, "X-UTOPIA", {"fr": "Utopie"}, read_as=dict(utopia.names))
    refused = partial(pytest.raises, RoundtableError, match="“Nowhere land” was changed by another window or program")
    with refused():
        place_edits.rename(filled, "X-UTOPIA", "Eutopia", read_as=utopia.name)
    with refused():
        place_edits.set_aliases(filled, "X-UTOPIA", ["Eutopia"], read_as=utopia.aliases)
    with refused():
        place_edits.set_names(filled, "X-UTOPIA", {"es": "Utopía"}, read_as=dict(utopia.names))


def test_a_shipped_place_keeps_its_name_and_gets_others_beside_it(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="ships and keeps its name"):
        place_edits.rename(filled, "PER", "Tawantinsuyu")
    with pytest.raises(RoundtableError, match="ships and is not removed"):
        place_edits.remove(filled, "PER")
    with pytest.raises(RoundtableError, match="ships and is not merged"):
        place_edits.merge(filled, [row(filled, "Peru")], "GHA")
    place_edits.set_aliases(filled, "PER", ["Tawantinsuyu", " Tawantinsuyu "])
    place_edits.set_names(filled, "PER", {"fr": "République du Pérou", "qu": "Piruw"})
    assert row(filled, "Peru").aliases == ("Tawantinsuyu",)
    with filled.reading() as connection:
        places = place_store.load(connection)
    peru = places.by_code("PER")
    assert peru is not None
    assert (peru.name("fr"), peru.name("qu"), peru.name("en")) == ("République du Pérou", "Piruw", "Peru")
    for name in ("Tawantinsuyu", "Piruw", "Pérou", "Perú"):
        assert places.find(name) is peru


def test_aliases_and_names_in_other_languages_leave_each_other_alone(filled: Workspace) -> None:
    place_edits.set_names(filled, "GHA", {"tw": "Gaana"})
    place_edits.set_aliases(filled, "GHA", ["Gold Coast"])
    place_edits.set_names(filled, "GHA", {"tw": "Gaana", "ee": "Gana nutome"})
    place_edits.set_aliases(filled, "GHA", ["The Gold Coast"])
    assert row(filled, "Ghana").aliases == ("The Gold Coast",)
    assert dict(row(filled, "Ghana").names) == {"ee": "Gana nutome", "tw": "Gaana"}


def test_a_new_name_takes_up_printed_texts_that_it_explains(filled: Workspace) -> None:
    place_edits.set_aliases(filled, "GHA", ["Diaspora Destination Countries"])
    assert countries(filled)[1] == Country(ABROAD, "GHA")


def test_a_removed_place_leaves_what_was_printed(filled: Workspace) -> None:
    place_edits.add(filled, ABROAD)
    place_edits.set_aliases(filled, row(filled, ABROAD).code, ["abroad"])
    place_edits.remove(filled, row(filled, ABROAD).code)
    assert countries(filled)[1] == Country(ABROAD)
    assert row(filled, ABROAD).state == "off-list"
    with filled.reading() as connection:
        assert connection.scalar(select(t.PlaceAlias.id)) is None
    undo_steps.undo(filled)
    assert row(filled, ABROAD).aliases == ("abroad",)


@pytest.mark.parametrize(
    ("name", "reason"), [("Perou", "already a name of “Peru”"), ("  ", "needs a name"), ("“The”", "needs a name")]
)
def test_a_name_that_is_taken_or_blank_is_refused(filled: Workspace, name: str, reason: str) -> None:
    place_edits.add(filled, "Utopia")
    with pytest.raises(RoundtableError, match=reason):
        place_edits.add(filled, name)
    with pytest.raises(RoundtableError, match=reason):
        place_edits.rename(filled, "X-UTOPIA", name)
    with pytest.raises(RoundtableError, match=reason):
        place_edits.set_aliases(filled, "GHA", [name])


ORIGIN = "Countries of origin"


def _found(workspace: Workspace, place: str = ORIGIN) -> int:
    return len(practice_rows.find_ids(workspace, f'country:"{place}"'))


def test_a_group_of_ones_own_finds_the_practices_of_all_its_members(filled: Workspace) -> None:
    place_edits.add(filled, ORIGIN)
    assert _found(filled) == 0
    place_edits.set_members(filled, "X-COUNTRIES-OF-ORIGIN", ["PER", "GH", "PER"])
    assert row(filled, ORIGIN).members == ("PER", "GHA")
    assert _found(filled) == 2
    place_edits.set_members(filled, "X-COUNTRIES-OF-ORIGIN", ["PER"])
    assert _found(filled) == 1
    undo_steps.undo(filled)
    assert (_found(filled), journal_steps.next_undo(filled)) == (2, "Change members of a group of places")


def test_a_group_is_in_no_group(filled: Workspace) -> None:
    for name in ("Utopia", "Erewhon"):
        place_edits.add(filled, name)
    place_edits.set_members(filled, "X-UTOPIA", ["X-EREWHON"])
    for group, member in (("X-UTOPIA", "AFRICA"), ("X-UTOPIA", "X-UTOPIA"), ("X-EREWHON", "PER")):
        with pytest.raises(RoundtableError, match="within the group"):
            place_edits.set_members(filled, group, [member])
    with pytest.raises(RoundtableError, match="no members of your choice"):
        place_edits.set_members(filled, "AFRICA", ["GHA"])
    with pytest.raises(RoundtableError, match="no longer exists"):
        place_edits.set_members(filled, "X-UTOPIA", ["X-NOWHERE"])
    place_edits.set_members(filled, "X-EREWHON", [])


def test_a_merged_place_stays_in_its_groups_and_merged_groups_have_the_members_of_both(filled: Workspace) -> None:
    for name, members in (("Utopia", []), (ORIGIN, ["PER", "X-UTOPIA"]), ("Origins", ["GHA", "PER", "X-UTOPIA"])):
        place_edits.add(filled, name)
        place_edits.set_members(filled, f"X-{name.upper().replace(' ', '-')}", members)
    place_edits.merge(filled, [row(filled, "Utopia")], "ERI")
    assert row(filled, ORIGIN).members == ("PER", "ERI")
    place_edits.merge(filled, [row(filled, ORIGIN)], "X-ORIGINS")
    assert row(filled, "Origins").members == ("GHA", "PER", "ERI")
    assert _found(filled) == 3
    undo_steps.undo(filled)
    undo_steps.undo(filled)
    assert row(filled, ORIGIN).members == ("PER", "X-UTOPIA")
    place_edits.merge(filled, [row(filled, ORIGIN)], "KEN")
    assert row(filled, "Kenya").members == ()


def test_a_removed_place_is_in_no_group_and_a_removed_group_leaves_no_members(filled: Workspace) -> None:
    place_edits.add(filled, "Utopia")
    place_edits.add(filled, ORIGIN)
    place_edits.set_members(filled, "X-COUNTRIES-OF-ORIGIN", ["X-UTOPIA", "PER"])
    place_edits.remove(filled, "X-UTOPIA")
    assert row(filled, ORIGIN).members == ("PER",)
    place_edits.remove(filled, "X-COUNTRIES-OF-ORIGIN")
    with filled.reading() as connection:
        assert connection.scalar(select(t.PlaceMember.id)) is None
    undo_steps.undo(filled)
    assert row(filled, ORIGIN).members == ("PER",)


def test_a_language_is_a_code_and_never_english(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="“français” is not a language"):
        place_edits.set_names(filled, "GHA", {"français": "Ghana"})
    with pytest.raises(RoundtableError, match="English name"):
        place_edits.set_names(filled, "GHA", {"EN": "Gold Coast"})


def test_a_place_that_is_gone_is_explained(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="no longer exists"):
        place_edits.set_aliases(filled, "X-NOWHERE", ["Nowhere"])


def test_a_code_that_no_place_has_is_seen_and_can_be_made_one(filled: Workspace) -> None:
    [key] = practice_rows.find_ids(filled, '"Wells for Ayacucho"')
    lost = (Country("Utopia", "X-7"),)
    practice_edits.edit_many(filled, [key], "Edit", lambda record: with_fields(record, countries=lost))
    assert (row(filled, "X-7").state, row(filled, "X-7").uses) == ("off-list", 1)
    place_edits.add(filled, "Utopia", "X-7")
    assert (row(filled, "Utopia").state, row(filled, "Utopia").uses) == ("own", 1)


def test_a_workspace_that_adds_nothing_uses_the_shipped_places_as_they_are(filled: Workspace) -> None:
    with filled.reading() as connection:
        assert place_store.load(connection) is standard_places()
    place_edits.add(filled, "Utopia")
    with filled.reading() as connection:
        assert place_store.load(connection) is place_store.load(connection)
        assert place_store.records(connection) == (PlaceRecord("X-UTOPIA", "Utopia"),)
