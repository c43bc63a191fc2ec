"""The vocabulary tended: the practices follow, and every change is one step of undo."""

import pytest

from roundtable import editing, exporting, history, importing, practices, thesaurus
from roundtable.errors import RoundtableError
from roundtable.intake.report import Intake
from roundtable.thesaurus import TermRow
from roundtable.vocabulary import KINDS
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
