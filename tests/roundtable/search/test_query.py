"""The query language: what is typed, taken apart, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.search.query import FIELDS, Filter, Phrase, Query, holds, parse, toggled, written


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query()),
        ("& -", Query()),
        ("nurses abroad", Query((Phrase("nurses"), Phrase("abroad")))),
        ('"nurses abroad"', Query((Phrase("nurses abroad", is_prefix=False),))),
        ('-"nurses abroad', Query((Phrase("nurses abroad", is_prefix=False, is_excluded=True),))),
        ("country:Ghana", Query(filters=(Filter("country", "Ghana"),))),
        ('TAG:"Migration and health" x', Query((Phrase("x"),), (Filter("tag", "Migration and health"),))),
        ("-missing:links", Query(filters=(Filter("missing", "links", is_excluded=True),))),
        ("changed:>2026-01-01", Query(filters=(Filter("changed", ">2026-01-01"),))),
        ("country:", Query((Phrase("country:"),))),
        ("http://example.org", Query((Phrase("http://example.org"),))),
    ],
)
def test_words_phrases_and_filters(typed: str, query: Query) -> None:
    assert parse(typed) == query


@given(st.sampled_from(FIELDS), st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(str.strip))
def test_a_filter_that_is_written_is_read_back(field: str, value: str) -> None:
    plain = " ".join(value.replace('"', " ").split())
    if plain:
        assert parse(written(field, value)).filters == (Filter(field, plain),)


@given(st.text(), st.sampled_from(FIELDS), st.text().filter(lambda value: any(map(str.isalnum, value))))
def test_a_filter_that_is_toggled_is_held_and_toggled_again_is_not(typed: str, field: str, value: str) -> None:
    asked = written(field, value)
    first = toggled(typed, asked)
    assert holds(first, asked) is not holds(typed, asked)
    assert holds(toggled(first, asked), asked) is holds(typed, asked)


@pytest.mark.parametrize(
    ("typed", "asked", "query"),
    [
        ("wells", "country:Ghana", "wells country:Ghana"),
        ('wells "deep wa', "tag:Gender", 'wells "deep wa" tag:Gender'),
        ('wells TAG:"migration and health" new', 'tag:"Migration and health"', "wells new"),
        ("-tag:Gender", "tag:Gender", "-tag:Gender tag:Gender"),
    ],
)
def test_toggling_a_filter_leaves_the_rest_of_the_query(typed: str, asked: str, query: str) -> None:
    assert toggled(typed, asked) == query


def test_a_region_is_asked_for_like_a_country_and_under_its_own_name() -> None:
    assert parse("region:Africa -Region:Asia") == Query(
        (), (Filter("country", "Africa"), Filter("country", "Asia", True))
    )
    assert toggled("region:Africa health", "country:Africa") == "health"
