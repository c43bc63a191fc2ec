"""Practices kept, listed, sorted and read back."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from roundtable.practices import practice_rows, practice_store
from roundtable.records.identity import derived_id, new_id
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.search import execution
from roundtable.workspace import Workspace
from tests import samples


def _add(workspace: Workspace, *records: PracticeRecord) -> list[int]:
    with workspace.unit_of_work("Add") as work:
        return practice_store.add(work, records)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=samples.practices(), second=samples.practices())
def test_every_field_is_kept_when_added_and_when_saved(
    workspace: Workspace, first: PracticeRecord, second: PracticeRecord
) -> None:
    first = replace(first, id=derived_id(first.id, str(practice_rows.count(workspace))))
    [key] = _add(workspace, first)
    assert _without_canonical_terms(practice_store.get(workspace, key)) == _without_canonical_terms(
        replace(first, revision=1, changed_at="2020")
    )
    with workspace.unit_of_work("Save") as work:
        practice_store.save(work, key, second)
    assert _without_canonical_terms(practice_store.get(workspace, key)) == _without_canonical_terms(
        replace(second, id=first.id, revision=2, changed_at="2020")
    )


def _without_canonical_terms(record: PracticeRecord | None) -> PracticeRecord:
    assert record is not None
    terms = tuple("Brain drain and brain gain" if tag == "Brain drain" else tag for tag in record.tags)
    return replace(record, tags=terms, changed_at="")


def test_lists_sort_by_every_column_case_and_accents_aside(workspace: Workspace) -> None:
    _add(
        workspace,
        replace(samples.WELLS, title="zebra", status="cleared", countries=(Country("Albania"),)),
        replace(samples.NURSES, title="Éclair", status="draft", countries=(Country("égypte"),)),
        replace(samples.UNTITLED, title="apple", status="submitted", countries=(Country("Zambia"),)),
    )

    def titles(sort: str, *, descending: bool = False) -> list[str]:
        keys = practice_rows.find_ids(workspace, sort=sort, descending=descending)
        return [row.title for row in practice_rows.rows(workspace, keys)]

    assert titles("title") == ["apple", "Éclair", "zebra"]
    assert titles("title", descending=True) == ["zebra", "Éclair", "apple"]
    assert titles("country") == ["zebra", "Éclair", "apple"]
    assert titles("status") == ["zebra", "Éclair", "apple"]
    assert titles("thematic_area")[-1] == "zebra"
    assert sorted(titles("changed")) == ["apple", "zebra", "Éclair"]


def test_rows_come_in_the_order_asked_for_and_those_gone_are_left_out(workspace: Workspace) -> None:
    first, second = _add(workspace, samples.WELLS, samples.NURSES)
    rows = practice_rows.rows(workspace, [second, 999, first])
    assert [row.id for row in rows] == [second, first]
    assert rows[1].countries == ("Perú", "diaspora destination countries")
    assert rows[1].thematic_areas == ("Diasporas", "youth employability")


def test_a_practice_that_is_gone_is_none(workspace: Workspace) -> None:
    assert practice_store.get(workspace, 999) is None


@pytest.mark.parametrize("size", [0, 1, 1203])
def test_many_practices_are_read_back_in_order(workspace: Workspace, size: int) -> None:
    records = [PracticeRecord(id=derived_id(str(number)), title=str(number)) for number in range(size)]
    keys = _add(workspace, *records)
    with workspace.reading() as connection:
        assert [record.title for record in practice_store.load(connection).values()] == [r.title for r in records]
    assert practice_rows.count(workspace) == len(keys) == size


def test_a_list_is_sorted_by_region_tag_and_partner(workspace: Workspace) -> None:
    def record(
        title: str, codes: Sequence[str] = (), tags: Sequence[str] = (), partners: Sequence[str] = ()
    ) -> PracticeRecord:
        return PracticeRecord(
            id=new_id(),
            title=title,
            countries=tuple(Country(code, code) for code in codes),
            tags=tuple(tags),
            partners=tuple(map(Partner, partners)),
        )

    with workspace.unit_of_work("Add") as work:
        practice_store.add(
            work,
            [
                record("europe", ["OECD", "FRA", "GHA"], ["Gender"], ["Zonta"]),
                record("nowhere"),
                record("africa", ["GHA", "FRA"], ["Youth"], ["Agency"]),
            ],
        )

    def by(sort: str, *, descending: bool = False) -> list[str]:
        keys = practice_rows.find_ids(workspace, sort=sort, descending=descending)
        return [row.title for row in practice_rows.rows(workspace, keys)]

    assert by("region") == ["nowhere", "africa", "europe"]
    assert by("region", descending=True) == ["europe", "africa", "nowhere"]
    assert by("tag") == ["nowhere", "europe", "africa"]
    assert by("partner") == ["nowhere", "africa", "europe"]
    [row] = [row for row in practice_rows.rows(workspace, practice_rows.find_ids(workspace)) if row.title == "europe"]
    assert row.regions == ("Europe", "Africa")


def test_sorting_by_region_looks_only_at_the_places_of_each_practice(workspace: Workspace) -> None:
    with workspace.reading() as connection:
        statement = execution.found(connection, "", sort="region", descending=False)
        compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]
    assert [step for step in steps if "practice_country" in step]
    assert not [step for step in steps if "code=?" in step]
