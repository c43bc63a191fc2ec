"""The same practices in every layout and language of labels come out the same."""

import html
import json
import re
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.errors import InputError
from tests.roundtable.intake.layouts import LABELS, LAYOUTS, OVENS, SAILS, Record, facts, parsed

WORDS = (
    "zwieback",
    "Quince: sweet",
    "Kestrel –",
    "(lapwing)",
    "Plover\tsnipe",
    "• curlew",
    "> dunlin",
    "**Godwit**",
    "9) sanderling",
    "Kind regards,",
    "Niger",
    "RT 3",
    "Annex",
    "[1] turnstone",
    "ruff1",
    "Tags: whimbrel",
    "a | knot",
)


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_practices_come_out_the_same_whatever_their_layout(layout: str, language: str) -> None:
    text = LAYOUTS[layout](LABELS[language], [OVENS, SAILS])
    assert [facts(practice) for practice in parsed(text).collection.practices] == [OVENS, SAILS]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_single_practice_comes_out_whatever_its_layout(layout: str) -> None:
    text = LAYOUTS[layout](LABELS["plain"], [OVENS])
    assert [facts(practice) for practice in parsed(text).collection.practices] == [OVENS]


WORD = re.compile(r"[^\W\d_]{4,}")
STRUCTURE = frozenset(word for labels in LABELS.values() for label in labels for word in WORD.findall(label.casefold()))


@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(sorted(LABELS)),
    st.lists(st.sampled_from((OVENS, SAILS)), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(WORDS), st.integers(min_value=0)), max_size=6),
)
def test_no_word_of_any_layout_is_lost(
    layout: str, language: str, records: list[Record], thrown: list[tuple[str, int]]
) -> None:
    lines = LAYOUTS[layout](LABELS[language], records).split("\n")
    for word, at in thrown:
        number = at % len(lines)
        lines[number] = f"{lines[number]} {word}" if at % 2 else f"{lines[number]}\n{word}"
    text = "\n".join(lines)
    try:
        intake = parsed(text)
    except InputError:
        return
    for loss in (intake.loss, intake.loss_without_roundtable or intake.loss):
        assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored == len(text.split())
    left_out = " ".join(ignored.text for ignored in (intake.loss_without_roundtable or intake.loss).ignored)
    is_numbered = intake.loss_without_roundtable is None
    kept = asdict(intake.collection if is_numbered else replace(intake.collection, roundtables=()))
    found = re.sub(r"[\W\d_]", "", f"{json.dumps(kept, ensure_ascii=False)} {left_out}".casefold())
    lost = [
        word for word in WORD.findall(html.unescape(text).casefold()) if word not in found and word not in STRUCTURE
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            (
                "No.\tPractice\tCountry\tOrganisations\tSummary\n1\tLamps\tTonga\tBoard\tThey teach.\n"
                "2\tBoats\tFiji\t\tThey sail.\n"
            ),
            [("Lamps", "Tonga", "They teach."), ("Boats", "Fiji", "They sail.")],
        ),
        (
            'Title\tCountry\tSummary\nLamps\tTonga\t"They teach.\n\nThey sell."\nBoats\tFiji\tThey sail.\n',
            [("Lamps", "Tonga", "They teach.\n\nThey sell."), ("Boats", "Fiji", "They sail.")],
        ),
        (
            "Title\tCountry 1\tCountry 2\tSummary\nLamps\tTonga\tFiji\tThey teach.\n",
            [("Lamps", "Tonga, Fiji", "They teach.")],
        ),
        (
            "Title\tLamps\tBoats\tMills\nCountry\tTonga\tFiji\tTogo\nSummary\tThey teach.\tThey sail.\t\n",
            [("Lamps", "Tonga", "They teach."), ("Boats", "Fiji", "They sail."), ("Mills", "Togo", "")],
        ),
        (
            "Field\tAnswer\nTitle\tLamps\nCountry\tTonga\nSummary\tThey teach.\n\tThey sell.\n",
            [("Lamps", "Tonga", "They teach. They sell.")],
        ),
        (
            "Summary: They teach.\nCountry: Tonga\nTitle: Lamps\n\nSummary: They sail.\nCountry: Fiji\nTitle: Boats\n",
            [("Lamps", "Tonga", "They teach."), ("Boats", "Fiji", "They sail.")],
        ),
        (
            "<dl><dt>Title</dt><dd>Lamps</dd><dt>Country</dt><dd>Tonga</dd><dt>Summary</dt><dd>They teach.</dd></dl>",
            [("Lamps", "Tonga", "They teach.")],
        ),
        (
            (
                "## Lamps\n**Country**: Tonga\n**Summary**: They teach.\n\n## Boats\n"
                "**Country**: Fiji\n**Summary**: They sail.\n"
            ),
            [("Lamps", "Tonga", "They teach."), ("Boats", "Fiji", "They sail.")],
        ),
        (
            "Ada wrote:\n>> Title: Lamps\n>> Country: Tonga\n>> Summary: They teach.\n> Thank you.\nSee above.\n",
            [("Lamps", "Tonga", "They teach.")],
        ),
        (
            (
                "Title:      Lamps of the          Tags:       Gender;\n"
                "            harbour                           Recruitment\n"
                "Country:    Tonga                 Partner(s): Guild\nSummary:    They teach.\n"
            ),
            [("Lamps of the harbour", "Tonga", "They teach.")],
        ),
    ],
)
def test_tables_with_odd_rows_are_read_as_a_person_reads_them(text: str, found: list[tuple[str, str, str]]) -> None:
    practices = [facts(practice) for practice in parsed(text).collection.practices]
    assert [(one["title"], one["country"], one["summary"]) for one in practices] == found
