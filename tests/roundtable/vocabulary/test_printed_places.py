"""A list of places is read with all that people print beside the names."""

import pytest

from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.printed_places import split


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Mali (Kayes and Ségou) Niger Chad (N’Djamena)", ["MLI", "NER", "TCD"]),
        ("Ghana (lead), with Togo and Benin", ["GHA", "TGO", "BEN"]),
        ("Congo (DRC)", ["COD"]),
        ("Guinea (Bissau)", ["GNB"]),
        ("Ghana: Volta region; Togo: Kara", ["GHA", "TGO"]),
        ("Lead: Spain; partners: Morocco, Tunisia", ["ESP", "MAR", "TUN"]),
        ("France-Mali", ["FRA", "MLI"]),
        ("Timor-Leste", ["TLS"]),
        ("Ghana¹, Togo*", ["GHA", "TGO"]),
        ("Ruritania", [""]),
    ],
)
def test_places_are_known_in_spite_of_remarks(printed: str, codes: list[str]) -> None:
    assert [country.code for country in split(printed, standard_places())] == codes


def test_no_word_of_a_place_that_is_on_no_list_is_lost() -> None:
    assert [country.printed for country in split("Ruritania (north), Ghana", standard_places())] == [
        "Ruritania (north)",
        "Ghana",
    ]
