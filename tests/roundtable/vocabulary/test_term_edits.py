"""The vocabulary tended: the practices follow, and every change is one step of undo."""

import pytest

from db import row_keys
from roundtable.errors import RoundtableError
from roundtable.exchange import workspace_contents
from roundtable.history import undo_steps
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import terms_in_language
from roundtable.standard_vocabulary import TERM_KINDS
from roundtable.vocabulary import term_edits, term_store
from roundtable.vocabulary.term_edits import TermRow
from roundtable.vocabulary.term_lookup import Vocabulary
from roundtable.workspace import Workspace
from tests import samples


def _row(workspace: Workspace, name: str) -> TermRow:
    rows = [*term_edits.listing(workspace, "tag"), *term_edits.listing(workspace, "thematic_area")]
    return next(row for row in rows if row.name == name)


def _terms(workspace: Workspace, record: str) -> set[str]:
    found = workspace_contents.collected(workspace).practices_by_id()[record]
    return {*found.tags, *found.thematic_areas}


def test_the_list_counts_uses_and_shows_values_off_the_list(filled: Workspace) -> None:
    assert (_row(filled, "Gender").uses, _row(filled, "Gender").is_listed) == (1, True)
    assert (_row(filled, "youth employability").uses, _row(filled, "youth employability").is_listed) == (1, False)
    assert _row(filled, "Recruitment").uses == 0
    assert "Diaspora" in _row(filled, "Diasporas").aliases
    for kind in TERM_KINDS:
        listed = term_edits.listing(filled, kind)
        assert term_edits.count(filled, kind) == len(listed)
        assert term_edits.names(filled, kind) == [row.name for row in listed]


def test_terms_stand_in_alphabetical_order_accents_or_not(workspace: Workspace) -> None:
    names = ["Zeta", "étude", "Angola", "Öffentlichkeit", "Éducation civique"]
    for name in names:
        term_edits.add(workspace, "tag", name)
    listed = [row.name for row in term_edits.listing(workspace, "tag") if row.name in names]
    assert listed == ["Angola", "Éducation civique", "étude", "Öffentlichkeit", "Zeta"]


def test_a_practice_in_the_trash_uses_no_term(filled: Workspace) -> None:
    with filled.reading() as connection:
        key = row_keys.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]
    practice_edits.trash(filled, [key])
    assert _row(filled, "Migration and health").uses == 0
    assert "youth employability" not in {row.name for row in term_edits.listing(filled, "thematic_area")}
    for kind in TERM_KINDS:
        listed = term_edits.listing(filled, kind)
        assert term_edits.count(filled, kind) == len(listed)
        assert term_edits.names(filled, kind) == [row.name for row in listed]
    practice_edits.restore(filled, [key])
    assert _row(filled, "youth employability").uses == 1


def test_a_renamed_term_is_renamed_in_its_practices_and_found_under_both_names(filled: Workspace) -> None:
    term_edits.rename(filled, _row(filled, "Gender").id, "Women and men")
    assert "Women and men" in _terms(filled, samples.NURSES.id)
    assert len(practice_rows.find_ids(filled, 'tag:"women and men"')) == 1
    assert len(practice_rows.find_ids(filled, "tag:gender")) == 1
    undo_steps.undo(filled)
    assert "Gender" in _terms(filled, samples.NURSES.id)


def test_merged_terms_become_one_in_every_practice_once(filled: Workspace) -> None:
    into, other = _row(filled, "Migration and health"), _row(filled, "Protection, empowerment and rights of migrants")
    term_edits.merge(filled, [into.id, other.id], into.id)
    assert _terms(filled, samples.WELLS.id) == {"Migration and health", "Diasporas", "youth employability"}
    assert "Protection, empowerment and rights of migrants" in _row(filled, "Migration and health").aliases
    undo_steps.undo(filled)
    assert _terms(filled, samples.WELLS.id) >= {
        "Migration and health",
        "Protection, empowerment and rights of migrants",
    }


def test_terms_of_different_kinds_do_not_merge(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="different kinds"):
        term_edits.merge(filled, [_row(filled, "Diasporas").id], _row(filled, "Gender").id)


def test_a_value_off_the_list_becomes_a_term_or_an_alias(filled: Workspace) -> None:
    term_edits.add(filled, "thematic_area", "youth employability")
    assert _row(filled, "youth employability").is_listed
    undo_steps.undo(filled)
    term_edits.merge(filled, [_row(filled, "youth employability").id], _row(filled, "Diasporas").id)
    assert _terms(filled, samples.WELLS.id) >= {"Diasporas"}
    assert "youth employability" in _row(filled, "Diasporas").aliases


def test_a_name_that_is_taken_is_refused(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="already a name of “Diasporas”"):
        term_edits.add(filled, "thematic_area", "diaspora")
    with pytest.raises(RoundtableError, match="already a name of “Remittances”"):
        term_edits.rename(filled, _row(filled, "Gender").id, "remittances")
    with pytest.raises(RoundtableError, match="needs a name"):
        term_edits.add(filled, "tag", "  ")


def test_what_another_program_changed_meanwhile_is_not_written_over(filled: Workspace) -> None:
    read = _row(filled, "Gender")
    term_edits.rename(filled, read.id, "Women and men", read_as="Gender")
    term_edits.set_names(filled, read.id, {"fr": "Genre"}, read_as={})
    with pytest.raises(RoundtableError, match="“Women and men” was changed by another window or program"):
        term_edits.rename(filled, read.id, "Gender equality", read_as=read.name)
    with pytest.raises(RoundtableError, match="was changed by another"):
        term_edits.set_aliases(filled, read.id, ["sex"], read_as=read.aliases)
    with pytest.raises(RoundtableError, match="was changed by another"):
        term_edits.set_names(filled, read.id, {"es": "Género"}, read_as=dict(read.names))
    now = _row(filled, "Women and men")
    assert (now.aliases, dict(now.names)) == (("Gender",), {"fr": "Genre"})


def test_a_removed_term_stays_in_practices_as_a_value_off_the_list(filled: Workspace) -> None:
    term_edits.remove(filled, _row(filled, "Gender").id)
    assert not _row(filled, "Gender").is_listed
    term_edits.remove(filled, _row(filled, "Recruitment").id)
    assert "Recruitment" not in {row.name for row in term_edits.listing(filled, "tag")}


def test_aliases_are_set_tidily(filled: Workspace) -> None:
    term_edits.set_aliases(filled, _row(filled, "Gender").id, ["  women   and men ", "women and men"])
    assert _row(filled, "Gender").aliases == ("women and men",)


def test_names_in_other_languages_and_aliases_leave_each_other_alone(filled: Workspace) -> None:
    key = _row(filled, "Gender").id
    term_edits.set_names(filled, key, {"fr": " Genre ", "ES": "Género", "de": ""})
    term_edits.set_aliases(filled, key, ["women and men"])
    term_edits.set_names(filled, key, {"fr": "Égalité des sexes"})
    assert _row(filled, "Gender").aliases == ("women and men",)
    assert _row(filled, "Gender").names == (("fr", "Égalité des sexes"),)
    undo_steps.undo(filled)
    assert _row(filled, "Gender").names == (("es", "Género"), ("fr", "Genre"))
    assert _row(filled, "Gender").aliases == ("women and men",)


def test_a_term_is_found_under_its_name_in_another_language(filled: Workspace) -> None:
    term_edits.set_names(filled, _row(filled, "Gender").id, {"fr": "Égalité des sexes"})
    with filled.reading() as connection:
        assert Vocabulary(term_store.load(connection)).canonical("tag", "egalité des sexes") == "Gender"
    assert len(practice_rows.find_ids(filled, 'tag:"égalité des sexes"')) == 1
    with pytest.raises(RoundtableError, match="already a name of “Gender”"):
        term_edits.add(filled, "tag", "Égalité des sexes")


def test_a_language_that_is_none_is_explained(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="“french” is not a language"):
        term_edits.set_names(filled, _row(filled, "Gender").id, {"french": "Genre"})


def test_merged_terms_keep_their_names_in_other_languages(filled: Workspace) -> None:
    into, other = _row(filled, "Gender"), _row(filled, "Recruitment")
    term_edits.set_names(filled, into.id, {"fr": "Genre"})
    term_edits.set_names(filled, other.id, {"fr": "Recrutement", "es": "Contratación"})
    term_edits.merge(filled, [into.id, other.id], into.id)
    assert _row(filled, "Gender").names == (("es", "Contratación"), ("fr", "Genre"))
    assert set(_row(filled, "Gender").aliases) >= {"Recruitment", "Recrutement"}
    undo_steps.undo(filled)
    assert _row(filled, "Recruitment").names == (("es", "Contratación"), ("fr", "Recrutement"))


def test_a_collection_is_put_into_a_language_where_its_terms_have_names(filled: Workspace) -> None:
    term_edits.set_names(filled, _row(filled, "Gender").id, {"fr": "Égalité des sexes"})
    french = terms_in_language(workspace_contents.collected(filled), "fr")
    assert french.practices_by_id()[samples.NURSES.id].tags == ("Égalité des sexes",)
    assert "Égalité des sexes" in {term.name for term in french.vocabulary}
    everything = workspace_contents.collected(filled)
    assert terms_in_language(everything, "es") is everything


def test_a_term_can_be_added_under_the_former_name_of_another(workspace: Workspace) -> None:
    term_edits.add(workspace, "tag", "Wells")
    [key] = [row.id for row in term_edits.listing(workspace, "tag") if row.name == "Wells"]
    term_edits.rename(workspace, key, "Water", keep_as_alias=False)
    term_edits.add(workspace, "tag", "Wells")
    assert {"Wells", "Water"} <= {row.name for row in term_edits.listing(workspace, "tag")}
