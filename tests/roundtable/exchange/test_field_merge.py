"""Two people edit one practice: what either did is kept, and conflicts are exactly what both did differently."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roundtable.exchange.decisions import FILE, HERE, Decisions, FieldChoice
from roundtable.exchange.field_merge import ALL, PRINTED, merge
from roundtable.exchange.three_way_merge import PROSE
from roundtable.records.practice import PracticeRecord
from tests import samples

WELLS = samples.WELLS
NOTHING_DECIDED = Decisions()
records = samples.practices().map(lambda record: replace(record, id=WELLS.id))
sides = st.dictionaries(st.sampled_from(ALL), st.none(), max_size=5)


def edited(base: PracticeRecord, source: PracticeRecord, fields: dict[str, None]) -> PracticeRecord:
    """Return the base with some fields as in another record."""
    return replace(base, **{name: getattr(source, name) for name in fields})


@given(records, records, records, sides, sides)
def test_merged_in_either_order_it_is_the_same_but_for_conflicts(
    base: PracticeRecord, one: PracticeRecord, other: PracticeRecord, ones: dict[str, None], others: dict[str, None]
) -> None:
    one, other = edited(base, one, ones), edited(base, other, others)
    here, there = merge(one, other, base, ALL, NOTHING_DECIDED), merge(other, one, base, ALL, NOTHING_DECIDED)
    in_conflict = {conflict.field for conflict in here.conflicts}
    assert in_conflict == {conflict.field for conflict in there.conflicts}
    for name in ALL:
        then, ours, theirs = (getattr(record, name) for record in (base, one, other))
        did_both = ours != theirs and then not in (ours, theirs)
        merged, back = getattr(here.record, name), getattr(there.record, name)
        if name in in_conflict:
            assert did_both
            assert (merged, back) == (ours, theirs)
        elif did_both:  # in different rows of a list, or places of a long text
            assert isinstance(then, tuple) or name in PROSE
            assert merged == back
        else:
            assert merged == back == (theirs if ours == then else ours)


@given(records, records)
def test_without_a_base_nothing_here_changes_until_it_is_decided(here: PracticeRecord, file: PracticeRecord) -> None:
    merged = merge(here, file, None, ALL, NOTHING_DECIDED)
    assert (merged.record, merged.changes) == (here, ())
    decided = Decisions(fields={here.id: {conflict.field: FILE for conflict in merged.conflicts}})
    taken = merge(here, file, None, ALL, decided)
    assert taken.conflicts == ()
    assert {change.field for change in taken.changes} == {conflict.field for conflict in merged.conflicts}
    assert all(getattr(taken.record, name) == getattr(file, name) for name in ALL)


def test_each_field_can_be_decided_on_its_own() -> None:
    here = replace(WELLS, title="Wells here", summary="Dug here.")
    file = replace(WELLS, title="Wells there", summary="Dug there.", budget="40")
    choices = {"title": HERE, "summary": FieldChoice("text", "Dug here and there."), "budget": HERE}
    merged = merge(here, file, WELLS, ALL, Decisions(fields={WELLS.id: choices}))
    assert merged.record == replace(here, summary="Dug here and there.")
    assert [change.field for change in merged.changes] == ["summary"]


def test_what_a_paper_does_not_print_is_left_alone() -> None:
    merged = merge(
        replace(WELLS, notes="mine"), replace(WELLS, title="Wells there"), None, PRINTED, Decisions(accept="all")
    )
    assert merged.record == replace(WELLS, notes="mine", title="Wells there")


def test_what_both_did_to_different_words_and_rows_is_merged() -> None:
    base = replace(WELLS, summary="Clubs pay for wells. The ministry doubles it.", web_links=("a", "b"))
    here = replace(base, summary="Clubs abroad pay for wells. The ministry doubles it.", web_links=("a", "b", "here"))
    file = replace(base, summary="Clubs pay for wells. The ministry of water doubles it.", web_links=("b", "there"))
    merged = merge(here, file, base, ALL, NOTHING_DECIDED)
    assert merged.conflicts == ()
    assert merged.record.summary == "Clubs abroad pay for wells. The ministry of water doubles it."
    assert merged.record.web_links == ("b", "here", "there")
