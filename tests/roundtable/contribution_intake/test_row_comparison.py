"""What a row changes, three ways: every field on its own, at the level of cells."""

from collections.abc import Container
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.contribution import columns
from roundtable.contribution.cell_formats import Setting
from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake.returned_workbook import ReturnedRow
from roundtable.contribution_intake.row_comparison import Base, RowComparison
from roundtable.contribution_intake.value_lists import bare
from roundtable.exchange.decisions import Decisions
from roundtable.records.practice import PracticeRecord
from roundtable.records.vocabulary import TermKind
from roundtable.spreadsheet.cell_text import writable
from roundtable.vocabulary.place_lookup import standard_places
from tests import samples

SETTING = Setting("en", standard_places())
KEYS = {column.key: number for number, column in enumerate(COLUMNS, 1)}
NEEDED = {column.field for column in COLUMNS if column.is_required}
FIELDS = {column.field for column in COLUMNS if column.field not in ("id", "revision", "image", "contact")}


def as_it_is(_: TermKind, names: tuple[str, ...]) -> tuple[str, ...]:
    return names


def whole(_key: str, text: str, _ours: Container[str]) -> str:
    return text


UNDECIDED, TAKES_ALL = Decisions(), Decisions(accept="all")
COMPARING = RowComparison(SETTING, as_it_is, {}, whole)


def cells(record: PracticeRecord) -> dict[str, str]:
    return {column.key: writable(column.format.text(record, SETTING)) for column in COLUMNS}


def row_of(record: PracticeRecord, without: tuple[str, ...] = ()) -> ReturnedRow:
    texts = {key: text for key, text in cells(record).items() if key not in ("id", "revision", *without)}
    return ReturnedRow(
        sheet="Practices",
        number=7,
        identity=record.id,
        revision=1,
        columns=KEYS,
        texts=texts,
        extra=(),
        record=record,
    )


def said(record: PracticeRecord, field: str) -> object:
    """Return what the cells of a field say."""
    texts = {column.key: bare(cells(record)[column.key]) for column in COLUMNS if column.field == field}
    return columns.read(texts, SETTING)[field]


records = samples.practices().map(lambda record: replace(record, image=None, extra=()))


@settings(max_examples=30)
@given(records, records, records, st.sampled_from(sorted(FIELDS)))
def test_each_field_is_decided_on_its_own(
    then: PracticeRecord, ours: PracticeRecord, theirs: PracticeRecord, untouched: str
) -> None:
    theirs = replace(theirs, **{untouched: getattr(then, untouched)})
    compared = COMPARING.compare(row_of(theirs), ours, Base(then), UNDECIDED)
    in_conflict = {problem.field for problem in compared.conflicts}
    for field in FIELDS:
        base, here, there = said(then, field), said(ours, field), said(theirs, field)
        if there in (base, here):
            assert getattr(compared.record, field) == getattr(ours, field)
            assert field not in in_conflict
        elif here == base and not there and field in NEEDED:
            assert getattr(compared.record, field) == getattr(ours, field)
            assert field in {one.field for one in compared.emptied}
        elif here == base:
            assert said(compared.record, field) == there
            assert field not in in_conflict
    everything = COMPARING.compare(row_of(theirs), ours, Base(then), TAKES_ALL)
    assert not everything.conflicts
    assert untouched not in in_conflict
    for field in in_conflict - {"contact"}:
        assert said(everything.record, field) == said(theirs, field)
        assert getattr(compared.record, field) == getattr(ours, field)


@given(records, records)
def test_without_a_base_nothing_is_erased_or_overwritten(ours: PracticeRecord, theirs: PracticeRecord) -> None:
    compared = COMPARING.compare(row_of(theirs), ours, None, UNDECIDED)
    for field in FIELDS:
        if said(ours, field):
            assert getattr(compared.record, field) == getattr(ours, field)


@given(records)
def test_what_was_written_is_as_it_is_here(record: PracticeRecord) -> None:
    assert COMPARING.is_as_here(row_of(record), record)
    assert COMPARING.compare(row_of(record), record, None, TAKES_ALL).record == record


def test_a_field_whose_column_is_missing_stays() -> None:
    theirs = replace(samples.WELLS, title="Deep wells", summary="Other.")
    row = row_of(theirs, without=("summary",))
    compared = COMPARING.compare(row, samples.WELLS, Base(samples.WELLS), TAKES_ALL)
    assert compared.record == replace(samples.WELLS, title="Deep wells")


def test_a_conflict_names_the_cell_that_differs_and_what_it_says() -> None:
    theirs = replace(samples.WELLS, tags=(samples.WELLS.tags[0], "Gender"))
    ours = replace(samples.WELLS, tags=())
    [conflict] = COMPARING.compare(row_of(theirs), ours, Base(samples.WELLS), UNDECIDED).problems
    assert (conflict.field, conflict.where) == ("tags", "Practices!G7")
    assert "“Migration and health; Gender”" in conflict.message
