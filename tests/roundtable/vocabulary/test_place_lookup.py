"""Places are found under every usual name, and printed lists come apart without losing a word."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.records.practice import Country
from roundtable.vocabulary.place_lookup import LANGUAGES, Place, Places, standard_places

UN_NAMES = Path(__file__).resolve().parents[3] / "../shared/data/un-country-names.csv"
WORDS = re.compile(r"[^\s,;/،؛，；、]+")
SEPARATING_WORDS = {"and", "et", "y", "e", "&", "-", "–", "—"}


def split(text: str) -> list[tuple[str, str]]:
    return [(country.printed, country.code) for country in standard_places().split(text)]


def codes(text: str) -> list[str]:
    return [code for _, code in split(text)]


def un_rows() -> list[dict[str, str]]:
    if not UN_NAMES.exists():
        pytest.skip("the UN's list of country names is not beside this checkout")
    with UN_NAMES.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_every_un_name_in_six_languages_resolves_to_its_code() -> None:
    rows = un_rows()
    assert len(rows) == 249
    for row in rows:
        for language in LANGUAGES:
            found = standard_places().find(row[f"name_{language}"])
            assert found is not None, row[f"name_{language}"]
            assert found.code == row["alpha3"], row[f"name_{language}"]


def test_every_un_country_has_its_region_and_groups() -> None:
    for row in un_rows():
        place = standard_places().by_code(row["alpha3"])
        assert place is not None
        assert (place.region, place.subregion) == (row["region"], row["subregion"])
        assert place.groups == {group.upper() for group in ("ldc", "lldc", "sids") if row[group]}
        assert standard_places().by_code(row["alpha2"]) is place


def test_every_un_name_survives_a_list_of_its_neighbours() -> None:
    names = [row["name_en"] for row in un_rows()]
    expected = [row["alpha3"] for row in un_rows()]
    assert codes("; ".join(names)) == expected
    assert codes(", ".join(names)) == expected


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Cape Verde", "CPV"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Moldova", "MDA"),
        ("UK", "GBR"),
        ("U.S.A.", "USA"),
        ("UAE", "ARE"),
        ("Swaziland", "SWZ"),
        ("DRC", "COD"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Republic of the Congo", "COG"),
        ("Perú", "PER"),
        ("Ivory Coast", "CIV"),
        ("COTE D'IVOIRE", "CIV"),
        ("Czech Republic", "CZE"),
        ("Macedonia", "MKD"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Tanzania", "TZA"),
        ("Venezuela", "VEN"),
        ("Bolivia", "BOL"),
        ("Islamic Republic of Iran", "IRN"),
        ("Syria", "SYR"),
        ("Lao PDR", "LAO"),
        ("Vietnam", "VNM"),
        ("South Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("DPRK", "PRK"),
        ("Russia", "RUS"),
        ("Palestine", "PSE"),
        ("Holland", "NLD"),
        ("Great Britain", "GBR"),
        ("Burma", "MMR"),
        ("The Gambia", "GMB"),
        ("Gambia (the)", "GMB"),
        ("el Ecuador", "ECU"),
        ("l’Équateur", "ECU"),
        ("les Philippines", "PHL"),
        ("Republic of Ghana", "GHA"),
        ("République du Sénégal", "SEN"),
        ("guinea–bissau", "GNB"),
        ("Sao Tomé & Príncipe", "STP"),
        ("EU", "EU"),
        ("OECD countries", "OECD"),
        ("worldwide", "GLOBAL"),
        ("African Union", "AFRICAN UNION"),
        ("CEDEAO", "ECOWAS"),
        ("ACP", "ACP"),
        ("CARICOM", "CARICOM"),
        ("ASEAN", "ASEAN"),
        ("Gulf Cooperation Council", "GCC"),
        ("West Africa", "WESTERN AFRICA"),
        ("Sub-Saharan Africa", "SUB-SAHARAN AFRICA"),
    ],
)
def test_everyday_names_resolve(printed: str, code: str) -> None:
    found = standard_places().find(printed)
    assert found is not None
    assert found.code == code


def test_iso_codes_are_codes_and_not_names() -> None:
    assert standard_places().find("GHA") is None
    assert standard_places().find("IN") is None
    ghana = standard_places().by_code(" gh ")
    assert ghana is not None
    assert ghana is standard_places().by_code("GHA")
    assert ghana.name("fr") == ghana.name("xx") == "Ghana"


def test_kosovo_carries_the_footnote_of_un_pages() -> None:
    kosovo = standard_places().find("Kosovo*")
    assert kosovo is not None
    assert kosovo.code == "XKX"
    assert "1244" in kosovo.footnote


def test_no_name_in_the_table_belongs_to_two_places() -> None:
    places = list(standard_places())
    for place in places:
        for name in place.names.values():
            assert standard_places().find(name) is place, name
    assert len({place.code for place in places}) == len(places)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Germany, Ghana, Netherlands, United Kingdom",
            [("Germany", "DEU"), ("Ghana", "GHA"), ("Netherlands", "NLD"), ("United Kingdom", "GBR")],
        ),
        (
            "Mali, Senegal, Comoros, and France",
            [("Mali", "MLI"), ("Senegal", "SEN"), ("Comoros", "COM"), ("France", "FRA")],
        ),
        ("Cameroon, Tanzania, Senegal,", [("Cameroon", "CMR"), ("Tanzania", "TZA"), ("Senegal", "SEN")]),
        (
            "Bosnia & Herzegovina, South Sudan, Sudan Tunisia, Turkey",
            [
                ("Bosnia & Herzegovina", "BIH"),
                ("South Sudan", "SSD"),
                ("Sudan", "SDN"),
                ("Tunisia", "TUN"),
                ("Turkey", "TUR"),
            ],
        ),
        ("Moldova and Bangladesh", [("Moldova", "MDA"), ("Bangladesh", "BGD")]),
        (
            "El Salvador and diaspora destination countries",
            [("El Salvador", "SLV"), ("diaspora destination countries", "")],
        ),
        (
            "El Salvador and countries of destination for the Salvadorian diaspora.",
            [("El Salvador", "SLV"), ("countries of destination for the Salvadorian diaspora", "")],
        ),
        (
            "Antigua and Barbuda and Trinidad and Tobago",
            [("Antigua and Barbuda", "ATG"), ("Trinidad and Tobago", "TTO")],
        ),
        (
            "Korea, Republic of; Congo, Democratic Republic of the\nSao Tome and Principe",
            [
                ("Korea, Republic of", "KOR"),
                ("Congo, Democratic Republic of the", "COD"),
                ("Sao Tome and Principe", "STP"),
            ],
        ),
        (
            "Micronesia (Federated States of) et la Dominique",
            [("Micronesia (Federated States of)", "FSM"), ("la Dominique", "DMA")],
        ),
        ("España y Perú", [("España", "ESP"), ("Perú", "PER")]),
        ("the Netherlands and the Gambia", [("the Netherlands", "NLD"), ("the Gambia", "GMB")]),
        ("Burkina\n Faso", [("Burkina Faso", "BFA")]),
        ("small and large States, Mali", [("small and large States", ""), ("Mali", "MLI")]),
        ("families in Mali", [("families in Mali", "")]),
        ("U.S., Canada.", [("U.S.", "USA"), ("Canada", "CAN")]),
        (" , and", []),
        ("", []),
    ],
)
def test_a_printed_list_comes_apart(printed: str, expected: list[tuple[str, str]]) -> None:
    assert split(printed) == expected


NAMES = ("Mali", "the Gambia", "Bosnia", "Republic", "of", "Korea", "Hong Kong", "China", "Côte d'Ivoire", "diaspora")
PIECES = st.sampled_from((*NAMES, *("and", "et", "&", ",", ";", "\n", "/", "-", "(the)", ".")))


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)))
def test_splitting_loses_no_word(text: str) -> None:
    standard_places().find(text)
    out = [word for country in standard_places().split(text) for word in WORDS.findall(country.printed)]
    assert _told(out) == _told(WORDS.findall(text))


def _told(words: list[str]) -> list[str]:
    """Leave out what separates, and the full stop that may end a place."""
    return [word.removesuffix(".") for word in words if word.casefold() not in SEPARATING_WORDS | {"."}]


def test_an_unhappy_list_takes_no_time() -> None:
    text = "Hong Kong China " * 300 + "elsewhere"
    assert standard_places().split(text) == (Country(text),)


def test_typing_offers_places_in_any_language() -> None:
    places = standard_places()
    assert [place.code for place in places.suggest("german")] == ["DEU"]
    assert places.suggest("alleM")[0].code == "DEU"
    assert places.suggest("Гер")[0].code == "DEU"
    assert places.suggest("德")[0].code == "DEU"
    assert places.suggest("verde")[0].code == "CPV"
    assert places.suggest("La")[0].code in {"LAO", "LVA"}
    assert places.suggest(" ") == ()
    assert len(places.suggest("s", limit=4)) == 4


def test_typing_prefers_english_names() -> None:
    norvege, norway = Place(code="A", kind="country", names={"en": "Zz", "fr": "Nor"}), _named("B", "Norm")
    places = Places([norvege, norway])
    assert [place.code for place in places.suggest("no")] == ["B", "A"]


def test_of_two_places_with_one_name_the_first_stays() -> None:
    places = Places([_named("A", "Atlantis"), _named("B", "Lemuria")], {"The Atlantis": "B"})
    found = places.find("atlantis")
    assert found is not None
    assert found.code == "A"


def _named(code: str, name: str) -> Place:
    return Place(code=code, kind="country", names={"en": name})
