"""Coverage: the counts of every table are what its queries find."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db import row_keys
from roundtable.agenda import roundtable_edits
from roundtable.errors import RoundtableError
from roundtable.imports import take_in
from roundtable.mapping import coverage, roundtable_matrix
from roundtable.mapping.coverage import DIMENSIONS, Dimension
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.identity import new_id
from roundtable.records.intake import Intake
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import Country
from roundtable.records.roundtable import AnnexEntry
from roundtable.vocabulary import place_edits
from roundtable.workspace import Workspace
from tests.samples import COLLECTION, MEASURE, NURSES, QUESTION, ROUNDTABLE, UNTITLED, WELLS

EVERYWHERE = replace(
    UNTITLED,
    id=new_id(),
    title="Everywhere",
    countries=(Country("Africa", "AFRICA"), Country("Ghana", "GHA"), Country("Nepal", "NPL")),
    tags=("Gender",),
    status="submitted",
)
FULL = replace(
    COLLECTION,
    practices=(*COLLECTION.practices, EVERYWHERE),
    roundtables=(replace(ROUNDTABLE, annex=(*ROUNDTABLE.annex, AnnexEntry(UNTITLED.id))),),
    mappings=(*COLLECTION.mappings, MappingRecord(practice=EVERYWHERE.id, possible_measure=MEASURE.id)),
)


@pytest.fixture
def prepared(workspace: Workspace) -> Workspace:
    take_in(workspace, [Intake(file="a.json", kind="json", collection=FULL)])
    place_edits.add(workspace, "Countries of origin")
    place_edits.set_members(workspace, "X-COUNTRIES-OF-ORIGIN", ["GHA", "CIV"])
    other, _ = roundtable_edits.duplicate(workspace, 1, "RT 9.10")  # begins as the other's code does, and asks the same
    targets = roundtable_matrix.matrix(workspace, other).targets
    with workspace.reading() as connection:
        keys = row_keys.keys_by_uid(connection, [one.id for one in FULL.practices])
    roundtable_matrix.mark(workspace, other, [(key, target) for key in keys.values() for target in targets])
    return workspace


def _key(workspace: Workspace, uid: str) -> int:
    with workspace.reading() as connection:
        return row_keys.keys_by_uid(connection, [uid])[uid]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_cell_and_every_total_counts_what_its_query_finds(prepared: Workspace, dimension: Dimension) -> None:
    shown = coverage.table(prepared, 1, dimension)
    assert shown.columns
    rows, columns = range(len(shown.targets)), range(len(shown.columns))
    counted = {(row, column): shown.counts[row][column] for row in rows for column in columns}
    counted |= {(row, None): shown.row_totals[row] for row in rows}  # type: ignore[misc]
    counted |= {(None, column): shown.column_totals[column] for column in columns}  # type: ignore[misc]
    counted |= {(None, None): shown.total}  # type: ignore[dict-item]
    found = {cell: len(practice_rows.find_ids(prepared, shown.query(*cell))) for cell in counted}
    assert counted == found


def test_a_practice_of_two_countries_of_a_region_counts_there_once(prepared: Workspace) -> None:
    shown = coverage.table(prepared, 1, "region")
    assert [column.label for column in shown.columns] == ["Africa", "Americas", "Asia", "Europe", "Oceania"]
    assert dict(zip([target.mark for target in shown.targets], shown.counts, strict=True)) == {
        "Q1": (1, 0, 0, 0, 0),
        "Q2": (0, 0, 0, 0, 0),
        "M1": (1, 1, 1, 0, 0),
    }
    assert (shown.row_totals, shown.column_totals, shown.total) == ((1, 0, 2), (3, 1, 1, 0, 0), 4)
    assert shown.query(2, 0) == 'roundtable:"RT 9.1" measure:M1 country:Africa'


def test_what_is_in_the_trash_does_not_count(prepared: Workspace) -> None:
    practice_edits.trash(prepared, [_key(prepared, NURSES.id), _key(prepared, WELLS.id)])
    shown = coverage.table(prepared, 1, "status")
    assert (shown.row_totals, shown.total) == ((0, 0, 1), 2)


def test_a_practice_both_mapped_and_printed_under_a_question_counts_once(prepared: Workspace) -> None:
    first, second, measure = coverage.by_target(prepared, 1).targets
    assert (first.target.uid, first.practices, first.countries, first.regions) == (QUESTION.id, 1, 2, 1)
    assert (second.practices, second.countries, second.regions, sum(second.partners.values())) == (0, 0, 0, 0)
    assert (measure.practices, measure.countries, measure.regions) == (2, 3, 3)
    assert measure.partners == {"partner": 1, "funder": 1, "co-funder": 0, "coordination": 0}


def test_the_practices_behind_the_numbers_of_an_target_and_of_its_partners_are_found(prepared: Workspace) -> None:
    totals = coverage.by_target(prepared, 1)
    for one in totals.targets:
        assert len(practice_rows.find_ids(prepared, totals.query(one))) == one.practices
    assert len(practice_rows.find_ids(prepared, totals.query(totals.targets[2], "funder"))) == 1
    assert practice_rows.find_ids(prepared, totals.query(totals.targets[2], "co-funder")) == []


def test_the_balance_tells_the_share_of_regions_and_of_groups_with_their_queries(prepared: Workspace) -> None:
    shown = coverage.balance(prepared, 1)
    assert [(one.place.name(), one.practices, one.share) for one in shown.regions[:2]] == [
        ("Africa", 3, 0.75),
        ("Americas", 1, 0.25),
    ]
    assert [(one.place.code, one.practices) for one in shown.groups] == [
        ("LDC", 2),
        ("LLDC", 1),
        ("SIDS", 0),
        ("X-COUNTRIES-OF-ORIGIN", 2),
    ]
    for one in (*shown.regions, *shown.groups):
        assert len(practice_rows.find_ids(prepared, shown.query(one))) == one.practices


def test_a_role_counts_the_practices_that_have_a_partner_in_it(prepared: Workspace) -> None:
    shown = coverage.table(prepared, 1, "role")
    assert [column.label for column in shown.columns] == ["partner", "funder", "co-funder", "coordination"]
    assert shown.counts[2] == (1, 1, 0, 0)
    assert shown.query(2, 1) == 'roundtable:"RT 9.1" measure:M1 role:funder'


def test_a_group_that_practices_name_is_no_country(prepared: Workspace) -> None:
    [wells] = practice_rows.find_ids(prepared, "Ayacucho")
    named = (Country("countries of origin", "X-COUNTRIES-OF-ORIGIN"),)
    practice_edits.edit_many(prepared, [wells], "Edit", lambda record: replace(record, countries=named))
    assert "Countries of origin" not in [column.label for column in coverage.table(prepared, 1, "country").columns]
    shown = coverage.table(prepared, 1, "group")
    assert (shown.columns[-1].label, shown.column_totals[-1]) == ("Countries of origin", 3)
    assert len(practice_rows.find_ids(prepared, shown.query(None, 3))) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.text(max_size=20))
@example('"')
@example('Countries of "origin" -country:Peru')
@example("role:funder")
def test_a_group_of_any_name_counts_what_its_query_finds(prepared: Workspace, name: str) -> None:
    with suppress(RoundtableError):  # a name that is blank or taken
        place_edits.rename(prepared, "X-COUNTRIES-OF-ORIGIN", name)
    shown = coverage.balance(prepared, 1)
    assert len(practice_rows.find_ids(prepared, shown.query(shown.groups[3]))) == shown.groups[3].practices == 2


def test_an_empty_roundtable_has_no_share_and_one_that_is_gone_is_refused(workspace: Workspace) -> None:
    key, _ = roundtable_edits.create(workspace, "RT 1")
    shown = coverage.balance(workspace, key)
    assert (shown.total, {one.share for one in shown.regions}) == (0, {0.0})
    assert coverage.by_target(workspace, key).targets == ()
    assert coverage.table(workspace, key, "tag").columns == ()
    with pytest.raises(RoundtableError, match="no longer exists"):
        coverage.table(workspace, key + 1, "tag")
