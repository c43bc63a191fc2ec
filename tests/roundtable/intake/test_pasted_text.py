import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.intake.pasted_text import PastedPractice, looks_like_records, read_pasted
from roundtable.paper_text.labels import label_of
from roundtable.paper_text.source import normalized
from roundtable.records.practice import Country, Partner

DATA = Path(__file__).parents[2] / "data" / "intake"
RECORD = """Title: Nurses for Utopia
Country: Ghana
Partner(s)/Funder(s): IOM; WHO (funder)
Thematic Area(s): Diaspora
Tags: Gender; Foo bar
Budget: 20 EUR
Summary: It trains nurses in Ghana, who then return to the villages from which they came.

They return home.
Web Links: http://a.example/nurses"""
FRENCH = "Titre : École du soir\nPays : Sénégal\nMots-clés : Genre\nRésumé : Elle enseigne.\nLiens : www.ecole.example"
SPANISH = "Título: Pozos\nPaís: Perú\nSocios: Cáritas\nEtiquetas: Género\nResumen: Cava pozos."


def words(pasted: PastedPractice) -> str:
    one = pasted.practice
    values = (
        *(one.title, one.summary, pasted.rest, *one.thematic_areas, *one.tags, *one.web_links),
        *(country.printed for country in one.countries),
        *(f"{partner.name} {partner.role}" for partner in one.partners),
        *(f"{label} {value}" for label, value in one.extra),
    )
    return re.sub(r"[\W_]", "", " ".join(values).casefold())


def test_a_record_goes_into_its_fields() -> None:
    [pasted] = read_pasted(RECORD)
    assert pasted.practice.title == "Nurses for Utopia"
    assert pasted.practice.countries == (Country("Ghana", "GHA"),)
    assert pasted.practice.partners == (Partner("IOM"), Partner("WHO", "funder"))
    assert pasted.practice.thematic_areas == ("Diasporas",)
    assert pasted.practice.tags == ("Gender", "Foo bar")
    assert pasted.practice.extra == (("Budget", "20 EUR"),)
    assert pasted.practice.summary.endswith("they came.\n\nThey return home.")
    assert pasted.practice.web_links == ("http://a.example/nurses",)
    assert pasted.rest == ""


@pytest.mark.parametrize(("text", "title", "country"), [(FRENCH, "École du soir", "SEN"), (SPANISH, "Pozos", "PER")])
def test_labels_may_be_french_or_spanish(text: str, title: str, country: str) -> None:
    [pasted] = read_pasted(text)
    assert (pasted.practice.title, pasted.practice.countries[0].code) == (title, country)
    assert pasted.practice.summary
    assert not pasted.rest


def test_a_record_may_stand_on_one_line() -> None:
    [pasted] = read_pasted(
        "Title: Wells Country: Ghana Partner(s): IOM Tags: Gender Summary: It digs. Web Links: http://a.example"
    )
    assert (pasted.practice.title, pasted.practice.summary) == ("Wells", "It digs.")


def test_several_records_are_taken_apart_one_by_one() -> None:
    found = read_pasted(f"{RECORD}\n\n{SPANISH}\n\n{FRENCH}")
    assert [one.practice.title for one in found] == ["Nurses for Utopia", "Pozos", "École du soir"]


def test_what_stands_around_a_record_is_its_rest() -> None:
    [pasted] = read_pasted(f"Dear colleague, here is ours.\n\n{RECORD}\n\nKind regards from the ministry.")
    assert pasted.practice.title == "Nurses for Utopia"
    assert pasted.rest == "Dear colleague, here is ours.\nKind regards from the ministry."


def test_tags_of_a_web_page_are_nothing_to_keep() -> None:
    page = (
        "<style>p { color: red }</style><table><tr><td><b>Title</b></td><td>Bread &amp; milk</td></tr>"
        "<tr><td>Country</td><td>Ghana</td></tr>\n<tr><td>Web links</td>"
        '<td><a href="http://a.example">a page</a></td></tr>'
        "<tr><td>Summary</td><td>Bread is baked at dawn.</td></tr></table><p>Seen &amp; approved</p>"
    )
    [pasted] = read_pasted(page)
    assert pasted.practice.title == "Bread & milk"
    assert pasted.practice.web_links == ("a page: http://a.example",)
    assert "<" not in pasted.rest
    assert "red" not in pasted.rest


def test_a_dash_in_an_empty_field_is_nothing_to_keep() -> None:
    [pasted] = read_pasted("Title: Wells\nCountry: Ghana\nTags: n/a\nSummary: It digs.")
    assert pasted.practice.tags == ()
    assert pasted.rest == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It trains nurses.",
        "The title: a story of a country. Its summary: none.",
        "Title: a single label makes no record",
        "The ministry said: Country offices matter.\nTags are useful.",
    ],
)
def test_ordinary_text_is_no_record(text: str) -> None:
    assert not looks_like_records(text)
    assert read_pasted(text) == ()


@pytest.mark.parametrize("file", sorted(DATA.glob("*.txt")), ids=lambda file: file.stem)
def test_every_word_of_an_annex_is_in_a_field_or_in_the_rest(file: Path) -> None:
    text = normalized(file.read_text(encoding="utf-8"))
    found = read_pasted(text)
    letters = "".join(map(words, found))
    unlabelled = "\n".join(line for line in text.splitlines() if not re.search(r"[:：]", line))
    lost = [word for word in re.findall(r"[^\W_]{5,}", unlabelled) if word.casefold() not in letters]
    assert not found or lost == []


PIECES = st.one_of(
    st.sampled_from(
        ("Title: ", "Country: ", "Partner(s): ", "Tags: ", "Thematic Area(s): ", "Summary: ", "Web Links: ")
    ),
    st.sampled_from(
        ("Titre : ", "Pays : ", "Resumen: ", "\n", "\n\n", "; ", ", ", " – ", "Ghana", "http://a.example/b")
    ),
    st.text(max_size=20),
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_can_be_pasted(text: str) -> None:
    for pasted in read_pasted(text):
        assert pasted.practice.id


UNUSUAL = st.from_regex(r"[b-df-hj-np-tv-z]{6,9}", fullmatch=True)
FIELDS = (
    "Country",
    "Partner(s)",
    "Thematic Area(s)",
    "Tags",
    "Summary",
    "Web Links",
    "Budget",
    "Coordination",
    "Contact",
)


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.lists(UNUSUAL, max_size=12)), max_size=9), UNUSUAL, UNUSUAL)
def test_no_word_of_a_record_is_lost(fields: list[tuple[str, list[str]]], title: str, before: str) -> None:
    lines = [
        f"{before} x",
        f"Title: {title}",
        *(f"{name}: {' '.join(value)}" for name, value in fields),
        "Summary: Done.",
    ]
    found = read_pasted("\n".join(lines))
    letters = "".join(map(words, found))
    every = [before, title, *(word for _, value in fields for word in value)]
    assert [word for word in every if word not in letters] == []
    assert label_of(lines[1]) is not None
