"""The vocabulary tended: the practices follow, and every change is one step of undo."""

import pytest

from roundtable import editing, exporting, history, importing, practices, terms, thesaurus
from roundtable.errors import RoundtableError
from roundtable.intake.report import Intake
from roundtable.records import terms_in_language
from roundtable.thesaurus import TermRow
from roundtable.vocabulary import KINDS, Vocabulary
from roundtable.workspace import Workspace
from tests import samples


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    importing.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    return workspace


def _row(workspace: Workspace, name: str) -> TermRow:
    rows = [*thesaurus.listing(workspace, "tag"), *thesaurus.listing(workspace, "thematic_area")]
    return next(row for row in rows if row.name == name)


def _terms(workspace: Workspace, record: str) -> set[str]:
    found = exporting.collected(workspace).practices_by_id()[record]
    return {*found.tags, *found.thematic_areas}


def test_the_list_counts_uses_and_shows_values_off_the_list(filled: Workspace) -> None:
    assert (_row(filled, "Gender").uses, _row(filled, "Gender").is_listed) == (1, True)
    assert (_row(filled, "youth employability").uses, _row(filled, "youth employability").is_listed) == (1, False)
    assert _row(filled, "Recruitment").uses == 0
    assert "Diaspora" in _row(filled, "Diasporas").aliases
    for kind in KINDS:
        assert thesaurus.count(filled, kind) == len(thesaurus.listing(filled, kind))


def test_a_practice_in_the_trash_uses_no_term(filled: Workspace) -> None:
    with filled.reading() as connection:
        key = practices.keys_by_uid(connection, [samples.WELLS.id])[samples.WELLS.id]
    editing.trash(filled, [key])
    assert _row(filled, "Migration and health").uses == 0
    assert "youth employability" not in {row.name for row in thesaurus.listing(filled, "thematic_area")}
    for kind in KINDS:
        assert thesaurus.count(filled, kind) == len(thesaurus.listing(filled, kind))
    editing.restore(filled, [key])
    assert _row(filled, "youth employability").uses == 1


def test_a_renamed_term_is_renamed_in_its_practices_and_found_under_both_names(filled: Workspace) -> None:
    thesaurus.rename(filled, _row(filled, "Gender").id, "Women and men")
    assert "Women and men" in _terms(filled, samples.NURSES.id)
    assert len(practices.find_ids(filled, 'tag:"women and men"')) == 1
    assert len(practices.find_ids(filled, "tag:gender")) == 1
    history.undo(filled)
    assert "Gender" in _terms(filled, samples.NURSES.id)


def test_merged_terms_become_one_in_every_practice_once(filled: Workspace) -> None:
    into, other = _row(filled, "Migration and health"), _row(filled, "Protection, empowerment and rights of migrants")
    thesaurus.merge(filled, [into.id, other.id], into.id)
    assert _terms(filled, samples.WELLS.id) == {"Migration and health", "Diasporas", "youth employability"}
    assert "Protection, empowerment and rights of migrants" in _row(filled, "Migration and health").aliases
    history.undo(filled)
    assert _terms(filled, samples.WELLS.id) >= {
        "Migration and health",
        "Protection, empowerment and rights of migrants",
    }


def test_terms_of_different_kinds_do_not_merge(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="different kinds"):
        thesaurus.merge(filled, [_row(filled, "Diasporas").id], _row(filled, "Gender").id)


def test_a_value_off_the_list_becomes_a_term_or_an_alias(filled: Workspace) -> None:
    thesaurus.add(filled, "thematic_area", "youth employability")
    assert _row(filled, "youth employability").is_listed
    history.undo(filled)
    thesaurus.merge(filled, [_row(filled, "youth employability").id], _row(filled, "Diasporas").id)
    assert _terms(filled, samples.WELLS.id) >= {"Diasporas"}
    assert "youth employability" in _row(filled, "Diasporas").aliases


def test_a_name_that_is_taken_is_refused(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="already a name of “Diasporas”"):
        thesaurus.add(filled, "thematic_area", "diaspora")
    with pytest.raises(RoundtableError, match="already a name of “Remittances”"):
        thesaurus.rename(filled, _row(filled, "Gender").id, "remittances")
    with pytest.raises(RoundtableError, match="needs a name"):
        thesaurus.add(filled, "tag", "  ")


def test_a_removed_term_stays_in_practices_as_a_value_off_the_list(filled: Workspace) -> None:
    thesaurus.remove(filled, _row(filled, "Gender").id)
    assert not _row(filled, "Gender").is_listed
    thesaurus.remove(filled, _row(filled, "Recruitment").id)
    assert "Recruitment" not in {row.name for row in thesaurus.listing(filled, "tag")}


def test_aliases_are_set_tidily(filled: Workspace) -> None:
    thesaurus.set_aliases(filled, _row(filled, "Gender").id, ["  women   and men ", "women and men"])
    assert _row(filled, "Gender").aliases == ("women and men",)


def test_names_in_other_languages_and_aliases_leave_each_other_alone(filled: Workspace) -> None:
    key = _row(filled, "Gender").id
    thesaurus.set_names(filled, key, {"fr": " Genre ", "ES": "Género", "de": ""})
    thesaurus.set_aliases(filled, key, ["women and men"])
    thesaurus.set_names(filled, key, {"fr": "Égalité des sexes"})
    assert _row(filled, "Gender").aliases == ("women and men",)
    assert _row(filled, "Gender").names == (("fr", "Égalité des sexes"),)
    history.undo(filled)
    assert _row(filled, "Gender").names == (("es", "Género"), ("fr", "Genre"))
    assert _row(filled, "Gender").aliases == ("women and men",)


def test_a_term_is_found_under_its_name_in_another_language(filled: Workspace) -> None:
    thesaurus.set_names(filled, _row(filled, "Gender").id, {"fr": "Égalité des sexes"})
    with filled.reading() as connection:
        assert Vocabulary(terms.load(connection)).canonical("tag", "egalité des sexes") == "Gender"
    assert len(practices.find_ids(filled, 'tag:"égalité des sexes"')) == 1
    with pytest.raises(RoundtableError, match="already a name of “Gender”"):
        thesaurus.add(filled, "tag", "Égalité des sexes")


def test_a_language_that_is_none_is_explained(filled: Workspace) -> None:
    with pytest.raises(RoundtableError, match="“french” is not a language"):
        thesaurus.set_names(filled, _row(filled, "Gender").id, {"french": "Genre"})


def test_merged_terms_keep_their_names_in_other_languages(filled: Workspace) -> None:
    into, other = _row(filled, "Gender"), _row(filled, "Recruitment")
    thesaurus.set_names(filled, into.id, {"fr": "Genre"})
    thesaurus.set_names(filled, other.id, {"fr": "Recrutement", "es": "Contratación"})
    thesaurus.merge(filled, [into.id, other.id], into.id)
    assert _row(filled, "Gender").names == (("es", "Contratación"), ("fr", "Genre"))
    assert set(_row(filled, "Gender").aliases) >= {"Recruitment", "Recrutement"}
    history.undo(filled)
    assert _row(filled, "Recruitment").names == (("es", "Contratación"), ("fr", "Recrutement"))


def test_a_collection_is_put_into_a_language_where_its_terms_have_names(filled: Workspace) -> None:
    thesaurus.set_names(filled, _row(filled, "Gender").id, {"fr": "Égalité des sexes"})
    french = terms_in_language(exporting.collected(filled), "fr")
    assert french.practices_by_id()[samples.NURSES.id].tags == ("Égalité des sexes",)
    assert "Égalité des sexes" in {term.name for term in french.vocabulary}
    everything = exporting.collected(filled)
    assert terms_in_language(everything, "es") is everything
