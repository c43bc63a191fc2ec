"""A printed list of partners comes apart where a careful reader would part it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.intake.partners import partners
from roundtable.records.practice import Role
from roundtable.vocabulary.place_lookup import standard_places

PLACES = standard_places()


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("IOM; Ministry of Health of Kenya, nurses’ unions in Europe", 3),
        ("the Netherlands the UK and IOM", ["the Netherlands", "the UK", "IOM"]),
        ("UNICEF, ILO, and the Special Unit for South-South Cooperation (SU/SSC)", 3),
        ("Red Cross Office, Ford Foundation.", ["Red Cross Office", "Ford Foundation"]),
        ("High Commission of Planning (HCP) and the National Observatory on Children’s Rights", 2),
        ("Ministry of Health, MINSAL, IOM", ["Ministry of Health, MINSAL", "IOM"]),
        ("Ministry of Labour and Caritas, Diocese of San Miguel", 2),
        ("National Partners (Ministry of Health, National Agency for Work), WHO", 2),
        ("Ministries (Ministerio de Salud (MINSAL), Ministerio de Obras) , members of the diaspora", 2),
        ("Federal, State and Municipal Governments", ["Federal, State and Municipal Governments"]),
        ("Oxfam, national, regional and local authorities", 2),
        ("Ministry for Education, Ministry of Trade, through its vice ministry", 2),
        ("Centre de recherche médecine, sciences, santé et société (CERMES)", 1),
        ("UNICEF HQ, Bangladesh and Moldova UNICEF Country Offices", 2),
        ("Bosnia and Herzegovina and UNHCR", ["Bosnia and Herzegovina", "UNHCR"]),
        ("Ministry of Labour and Social Affairs", 1),
        ("Government of Trinidad and Tobago", 1),
        ("Ministry of Labour and Ministry of Health", 2),
        ("Ministère de la Santé et OIM", ["Ministère de la Santé", "OIM"]),
        ("Ministerio de Trabajo y la Organización Internacional para las Migraciones (OIM)", 2),
        ("Agencia de Promoción de Exportaciones e Inversiones", 1),
        ("University of Colombo, Faculty of Law, GIZ", ["University of Colombo, Faculty of Law", "GIZ"]),
        ("• IOM\n• UNHCR", ["IOM", "UNHCR"]),
        ("Ministry of Health, Fiji, WHO", ["Ministry of Health, Fiji", "WHO"]),
        ("Ministry of Health, Fiji, Tonga", ["Ministry of Health", "Fiji", "Tonga"]),
        ("Bakers’ Guild; Governments of Fiji, Tonga and Samoa", 2),
        ("a (b, c", 2),
        (" ;,. ", []),
    ],
)
def test_a_list_of_partners_comes_apart_between_names(printed: str, names: int | list[str]) -> None:
    found = [partner.name for partner in partners(printed, "partner", PLACES)]
    assert (len(found) if isinstance(names, int) else found) == names


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Ministry of Trade (funding)", "funder"),
        ("Ministry of Trade (main donor)", "funder"),
        ("Ministry of Trade (co-funder)", "co-funder"),
        ("Ministry of Trade (coordination)", "coordination"),
        ("Ministerio de Comercio (financiación)", "funder"),
        ("Ministry of Trade (Lima)", "partner"),
    ],
)
def test_a_role_in_parentheses_counts_before_the_label(printed: str, role: Role) -> None:
    [partner] = partners(printed, "partner", PLACES)
    assert partner.role == role
    assert ("(" in partner.name) == (role == "partner")


def test_a_comma_in_the_item_of_a_list_parts_only_what_is_a_name_of_its_own() -> None:
    printed = "Ministry of Labour, Employment and Social Security\nDyers, Weavers & Sons\nIOM, ILO"
    found = [partner.name for partner in partners(printed, "partner", PLACES, are_items=True)]
    assert found == ["Ministry of Labour, Employment and Social Security", "Dyers, Weavers & Sons", "IOM", "ILO"]


@given(st.text(alphabet="aAbB ,;()&.and\n", max_size=80))
def test_no_letter_of_a_partner_is_lost(printed: str) -> None:
    def letters(text: str) -> set[str]:
        return {word for word in "".join(c if c.isalpha() else " " for c in text).split() if word.casefold() != "and"}

    found = " ".join(partner.name for partner in partners(printed, "partner", PLACES))
    assert letters(found) == letters(printed)
