"""A text longer than an index of the server's takes is kept as it is, or refused with its place and the reason."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from roundtable import imports, verification
from roundtable.agenda import roundtable_edits
from roundtable.errors import InputError, RoundtableError
from roundtable.exchange import json_file, workspace_contents
from roundtable.practices import practice_rows
from roundtable.records.collection import Collection
from roundtable.records.practice import Country, Partner
from roundtable.records.vocabulary import PlaceRecord, Term
from roundtable.search import saved_searches
from roundtable.vocabulary import place_edits, term_edits
from roundtable.workspace import Workspace
from tests import samples

_CHANCE = random.Random(1)  # noqa: S311 - the same at every run, and nothing that compresses well


def _text(length: int) -> str:
    return "".join(_CHANCE.choices("abcdefghijklmnopqrstuvwxyzéλжABCDEFG中文العربية", k=length))


LONG = f"{_text(3_000)} {_text(3_000)}"


def _long_collection() -> Collection:
    roundtable = replace(
        samples.ROUNDTABLE,
        title=LONG,
        meeting=LONG,
        guiding_questions=(replace(samples.QUESTION, text=LONG, issue_area=LONG),),
        possible_measures=(replace(samples.MEASURE, text=LONG),),
        annex=(),
    )
    practice = replace(
        samples.WELLS,
        title=LONG,
        summary=LONG,
        countries=(Country(LONG, ""),),
        partners=(Partner(LONG),),
        thematic_areas=(LONG,),
        tags=(LONG,),
        web_links=(f"https://example.org/{LONG}",),
        extra=((LONG, LONG),),
        gfmd_sources=(LONG,),
        language=LONG,
        contact=LONG,
    )
    places = (PlaceRecord("X-LONG", LONG[1:], aliases=(LONG[2:],)),)
    vocabulary = (Term("tag", LONG[3:], (LONG[4:],)),)
    return Collection(roundtables=(roundtable,), practices=(practice,), vocabulary=vocabulary, places=places)


def test_long_texts_are_kept_in_every_field_and_found(workspace: Workspace, tmp_path: Path) -> None:
    wanted = _long_collection()
    json_file.write(wanted, tmp_path / "long.json")
    imports.import_files(workspace, [tmp_path / "long.json"])
    kept = workspace_contents.collected(workspace)
    [roundtable], [practice] = kept.roundtables, kept.practices
    assert roundtable == wanted.roundtables[0]
    assert replace(practice, changed_at="", revision=0) == replace(wanted.practices[0], changed_at="", revision=0)
    assert (wanted.vocabulary[0] in kept.vocabulary, kept.places) == (True, wanted.places)
    for query in (LONG, f'"{LONG}"', f'partner:"{LONG}"', f'tag:"{LONG}"', f'country:"{LONG}"'):
        assert len(practice_rows.find_ids(workspace, query)) == 1
    assert verification.verify(workspace).faults == ()


def test_what_a_person_types_is_kept_however_long(workspace: Workspace) -> None:
    saved_searches.keep(workspace, LONG, LONG)
    place_edits.add(workspace, LONG)
    term_edits.add(workspace, "tag", LONG)
    assert saved_searches.listing(workspace)[0].name == LONG
    kept = workspace_contents.collected(workspace)
    assert LONG in {term.name for term in kept.vocabulary}
    assert LONG in {place.name for place in kept.places}


def test_a_phrase_of_a_megabyte_and_thousands_of_words_are_searched_for(filled: Workspace) -> None:
    words = " ".join(_CHANCE.choices(("abcde", "fghij", "klmno"), k=180_000))
    assert practice_rows.find_ids(filled, f'"{words}"') == []
    assert practice_rows.find_ids(filled, "wells " * 3_000) == practice_rows.find_ids(filled, "wells") != []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (replace(samples.COLLECTION, roundtables=(replace(samples.ROUNDTABLE, code=LONG),)), "roundtables[0].code"),
        (
            replace(samples.COLLECTION, practices=(replace(samples.WELLS, countries=(Country("Ghana", LONG),)),)),
            "practices[0].country_codes[0]",
        ),
        (replace(samples.COLLECTION, places=(PlaceRecord(LONG, "Ours"),)), "places[0]"),
    ],
)
def test_a_code_that_is_too_long_is_refused_with_its_place(changed: Collection, place: str, tmp_path: Path) -> None:
    json_file.write(changed, tmp_path / "long.json")
    with pytest.raises(InputError) as refused:
        json_file.read(tmp_path / "long.json")
    assert f"{place} should be a code of at most 500 characters" in refused.value.cause


def test_a_roundtable_takes_no_code_that_is_too_long(workspace: Workspace) -> None:
    with pytest.raises(RoundtableError, match="at most 500 characters"):
        roundtable_edits.create(workspace, LONG)
