"""What a person types finds what they mean, and never fails."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roundtable.agenda import roundtable_edits
from roundtable.mapping import roundtable_matrix
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord, with_fields
from roundtable.search import execution
from roundtable.verification import verify
from roundtable.workspace import Workspace
from tests import samples


def _titles(workspace: Workspace, typed: str) -> set[str]:
    return {row.title for row in practice_rows.rows(workspace, practice_rows.find_ids(workspace, typed))}


WELLS, NURSES, UNTITLED = samples.WELLS.title, samples.NURSES.title, samples.UNTITLED.title


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {WELLS, NURSES, UNTITLED}),
        ("   ", {WELLS, NURSES, UNTITLED}),
        ("wells", {WELLS}),
        ("WEL", {WELLS}),
        ("infirmieres", {NURSES}),
        ("peru", {WELLS}),
        ("GHA", {NURSES}),
        ("andean fund", {WELLS}),
        ("gender", {NURSES}),
        ("clubs ministry", {WELLS}),
        ("clubs etude", set()),
        ('"clubs abroad"', {WELLS}),
        ('"abroad clubs"', set()),
        ('"clubs abr"', set()),
        ("abroad", {WELLS, UNTITLED}),
        ("abroad -wells", {UNTITLED}),
        ("-wells", {NURSES, UNTITLED}),
        ("&", {WELLS, NURSES, UNTITLED}),
        ('"', {WELLS, NURSES, UNTITLED}),
        ("NOT AND OR", set()),
        ("title:wells", set()),
        ("country:Peru", {WELLS}),
        ("country:PER", {WELLS}),
        ("country:Perou", {WELLS}),
        ("country:Africa", {NURSES, UNTITLED}),
        ('country:"diaspora destination"', {WELLS}),
        ("-country:Ghana", {WELLS, UNTITLED}),
        ('tag:"migration and health"', {WELLS}),
        ("tag:protection", {WELLS}),
        ("area:diaspora", {WELLS}),
        ("area:youth", {WELLS}),
        ("partner:andean", {WELLS}),
        ("partner:wells", set()),
        ("role:funder", {WELLS}),
        ("role:Fund", {WELLS}),
        ("role:co-funder", set()),
        ("-role:partner", {NURSES, UNTITLED}),
        ("roundtable:9.1", set()),
        ('roundtable:"rt 9.1"', {WELLS, NURSES}),
        ("roundtable:RT9", {WELLS, NURSES}),
        ("question:1", {NURSES}),
        ("question:Q2", set()),
        ("question:nurses", {NURSES}),
        ("measure:M1", {WELLS}),
        ("status:cleared", {NURSES}),
        ("status:d", {WELLS, UNTITLED}),
        ("survey", {NURSES}),
        ("language:fr", {NURSES}),
        ("language:EN", {NURSES}),
        ("missing:title", {UNTITLED}),
        ("missing:links", {NURSES, UNTITLED}),
        ("missing:link", {NURSES, UNTITLED}),
        ("missing:tags", {UNTITLED}),
        ("missing:partners wells", set()),
        ("missing:clearance", {WELLS, UNTITLED}),
        ("-missing:needed", {NURSES}),
        ("missing:annex", {UNTITLED}),
        ("outdated:fr", set()),
        ("changed:annex", set()),
        ("new:nothing", set()),
        ("missing:nothing", set()),
        ("changed:>2000", {WELLS, NURSES, UNTITLED}),
        ("changed:<2000-01-01", set()),
        ("changed:yesterday", set()),
        ("abroad country:Peru", {WELLS}),
    ],
)
def test_words_prefixes_phrases_and_exclusions(filled: Workspace, typed: str, found: set[str]) -> None:
    assert _titles(filled, typed) == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
@example('"')
@example('-"a')
@example("a\0b")
@example("(a* ^b) NEAR/2 {x}:y")
@example('partner:"*')
@example('country:^ -partner:"a')
def test_nothing_a_person_can_type_fails(filled: Workspace, typed: str) -> None:
    practice_rows.find_ids(filled, typed)
    with filled.reading() as connection:
        execution.best(connection, typed, 5)


def test_the_best_hits_tell_where_they_matched(filled: Workspace) -> None:
    with filled.reading() as connection:
        [hit] = execution.best(connection, "wells", 5)
        assert (hit.id, hit.field, hit.excerpt) == (samples.WELLS.id, "title", "«Wells» for Ayacucho")
        assert hit.countries == ("Perú", "diaspora destination countries")
        [by_partner] = execution.best(connection, "andean", 5)
        assert by_partner.field == "partners"


def test_a_title_weighs_more_than_a_summary_and_the_limit_holds(filled: Workspace) -> None:
    with filled.reading() as connection:
        assert len(execution.best(connection, "abroad", 5)) == 2
        assert len(execution.best(connection, "abroad", 1)) == 1
        assert execution.best(connection, "", 5) == []


def test_words_to_mark_are_told_without_their_signs() -> None:
    assert execution.words_of('clubs "paid wells" -nurses') == ("clubs", "paid wells")


@pytest.mark.parametrize(
    ("typed", "text", "hit"),
    [
        ("1500000", "Paid 1,500,000 in all.", "«1,500,000»"),
        ("1500000", "Paid 1 500 000 in all.", "«1 500 000»"),
        ("1,500,000", "Paid 1500000 in all.", "«1500000»"),
        ("1.500.000", "Paid 1’500’000 in all.", "«1’500’000»"),
        ("2031", "منذ ٢٠٣١", "«٢٠٣١»"),
        ("الهجره", "مكتب الهجرة", "«الهجرة»"),
        ("كارافريني", "کارآفرینی", "«کارآفرینی»"),
    ],
)
def test_numbers_and_letters_are_found_as_other_people_write_them(
    filled: Workspace, typed: str, text: str, hit: str
) -> None:
    record = PracticeRecord(id=derived_id("other letters"), title="Other letters", summary=text)
    with filled.unit_of_work("Add") as work:
        practice_store.add(work, [record])
    with filled.reading() as connection:
        [found] = execution.best(connection, typed, 5)
    assert hit in found.excerpt


def test_a_question_or_measure_beside_a_roundtable_is_that_roundtables_alone(filled: Workspace) -> None:
    other, _ = roundtable_edits.duplicate(filled, 1, "RT 9.10")
    targets = {target.mark: target for target in roundtable_matrix.matrix(filled, other).targets}
    [wells] = practice_rows.find_ids(filled, "wells")
    roundtable_matrix.mark(filled, other, [(wells, targets["Q1"])])
    [nurses] = practice_rows.find_ids(filled, "infirmieres")
    roundtable_matrix.mark(filled, other, [(nurses, targets["M1"])])
    assert _titles(filled, "question:1") == {WELLS, NURSES}
    assert _titles(filled, 'roundtable:"RT 9.1" question:Q1') == {NURSES}
    assert _titles(filled, 'question:Q1 roundtable:"rt 9.10"') == {WELLS}
    assert _titles(filled, 'roundtable:"RT 9.1" measure:M1') == {WELLS}
    assert _titles(filled, 'roundtable:"RT 9.1" question:"nurses at home"') == {NURSES}
    assert _titles(filled, 'roundtable:"RT 9.1" -question:Q1') == {WELLS}
    assert _titles(filled, '-roundtable:"RT 9.10" question:Q1') == set()


def test_a_whole_code_is_that_roundtables_and_the_beginning_of_one_is_of_all_that_begin_so(filled: Workspace) -> None:
    other, _ = roundtable_edits.duplicate(filled, 1, "RT 9.10")
    [untitled] = practice_rows.find_ids(filled, "eritrea")
    roundtable_matrix.mark(filled, other, [(untitled, roundtable_matrix.matrix(filled, other).targets[0])])
    assert _titles(filled, 'roundtable:"RT 9.1"') == {WELLS, NURSES}
    assert _titles(filled, "roundtable:rt9") == {WELLS, NURSES, UNTITLED}


def test_a_group_of_countries_is_asked_for_as_a_region_is(filled: Workspace) -> None:
    assert _titles(filled, "country:LDC") == {UNTITLED}


WRITTEN = (
    PracticeRecord(
        id=derived_id("oeuvre"),
        title="Main-d’œuvre étrangère",
        results="Pineapple farmers were trained.",
        lessons="Start early with quinces.",
        notes="Ask again about apricots.",
        budget="4.5 million",
        web_links=("https://example.org/pomelo",),
        extra=(("Zone d’intervention", "Guava valley"),),
        gcm_objectives=("Objective 23",),
        contact="papaya@example.org",
    ),
    PracticeRecord(id=derived_id("strasse"), title="Straße der Migration", summary="Fußball, Zu\u00adsammenarbeit."),
    PracticeRecord(id=derived_id("cjk"), title="国际移民组织劳务合作项目", summary="该项目支持移徙工人的权利。"),
    PracticeRecord(id=derived_id("ja"), title="外国人技能実習制度の改革", summary="日本の厚生労働省と協力する。"),
    PracticeRecord(id=derived_id("th"), title="แรงงานข้ามชาติ", summary="노동협력을 위한 Łódź"),
)


@pytest.mark.parametrize(
    ("typed", "found", "field"),
    [
        ("main-d'oeuvre", "oeuvre", "title"),
        ("MAIN-D’ŒUVRE", "oeuvre", "title"),
        ("strasse", "strasse", "title"),
        ("fussball", "strasse", "summary"),
        ("zusammen", "strasse", "summary"),
        ("移民", "cjk", "title"),
        ("劳务", "cjk", "title"),
        ("移徙工人", "cjk", "summary"),
        ("厚生労働省", "ja", "summary"),
        ("技能実習", "ja", "title"),
        ("ข้ามชาติ", "th", "title"),
        ("협력", "th", "summary"),
        ("lodz", "th", "summary"),
        ("pineapple", "oeuvre", "results"),
        ("quinces", "oeuvre", "lessons"),
        ("apricots", "oeuvre", "notes"),
        ("4.5", "oeuvre", "budget"),
        ("pomelo", "oeuvre", "web_links"),
        ("guava", "oeuvre", "extra"),
        ("intervention", "oeuvre", "extra"),
        ("papaya", "oeuvre", "contact"),
        ('"objective 23"', "oeuvre", "gcm_objectives"),
    ],
)
def test_every_field_is_searched_under_every_spelling_and_the_hit_tells_where(
    workspace: Workspace, typed: str, found: str, field: str
) -> None:
    with workspace.unit_of_work("Add") as work:
        practice_store.add(work, WRITTEN)
    with workspace.reading() as connection:
        [hit] = execution.best(connection, typed, 5)
    assert (hit.id, hit.field) == (derived_id(found), field)
    assert "«" in hit.excerpt


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("guava", {"extra": (("Place", "Guava valley"),)}),
        ("pomelos", {"results": "Pomelos."}),
        ("kiwi", {"web_links": ("https://kiwi.org",)}),
        ("objective", {"gcm_objectives": ("Objective 23",)}),
    ],
)
def test_a_changed_field_is_found_by_its_new_words(filled: Workspace, word: str, values: dict[str, Any]) -> None:
    [key] = practice_rows.find_ids(filled, "wells")
    assert practice_rows.find_ids(filled, word) == []
    practice_edits.edit_many(filled, [key], "Edit", lambda record: with_fields(record, **values))
    assert practice_rows.find_ids(filled, word) == [key]
    assert verify(filled).faults == ()
