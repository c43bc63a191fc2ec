import pytest

from roundtable.records.practice import Country
from roundtable.records.vocabulary import PlaceRecord, Term
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import extended
from roundtable.vocabulary.term_lookup import Vocabulary
from ui.editor.value_choices import Choices, CountryChoices, ListChoices, TermChoices


@pytest.fixture
def tags() -> TermChoices:
    choices = TermChoices("tag")
    choices.vocabulary = Vocabulary(standard_terms())
    return choices


def offered(choices: Choices, typed: str) -> list[str]:
    return [one.words for one in choices.suggest(typed)]


def test_terms_that_begin_so_come_before_terms_with_such_a_word(tags: TermChoices) -> None:
    assert offered(tags, "migration and h")[0] == "Migration and health"
    assert offered(tags, "health") == ["Migration and health"]
    assert offered(tags, "smug") == ["Migrant smuggling"]
    assert offered(tags, "xyz") == []


def test_an_alias_offers_its_term_and_says_why(tags: TermChoices) -> None:
    [found] = tags.suggest("temporary and circular migration")
    assert (found.words, found.note) == (
        "Temporary and circular labour migration",
        "Temporary and circular migration",
    )


def test_a_term_with_commas_stays_one(tags: TermChoices) -> None:
    assert tags.values("Gender, Migration, trade and investments; health workforce") == (
        "Gender",
        "Migration, trade and investments",
        "health workforce",
    )
    assert tags.is_begun("Migration,")
    assert not tags.is_begun("Gender,")


def test_a_country_is_found_in_six_languages_and_keeps_the_printed_name() -> None:
    places = CountryChoices()
    assert places.values("perú") == (Country("Perú", "PER"),)
    assert places.values("Cape Verde") == (Country("Cape Verde", "CPV"),)
    assert places.words(Country("Cape Verde", "CPV")) == "Cape Verde · CPV"
    assert places.words(Country("Ghana", "GHA")) == "Ghana"
    assert offered(places, "Германи")[0] == "Germany"
    assert offered(places, "cape verde")[0].casefold() == "cape verde"
    assert places.values("Bosnia and Herzegovina; Atlantis") == (
        Country("Bosnia and Herzegovina", "BIH"),
        Country("Atlantis"),
    )
    assert not places.is_known(Country("Atlantis"))


def test_objectives_and_targets_are_found_by_number_and_word() -> None:
    targets = ListChoices("sdg_target")
    [one, other] = targets.values("8.7, 10.c")
    assert one.startswith("8.7 ")
    assert other.startswith("10.c ")
    assert offered(targets, "10.c")[0] == other
    assert offered(ListChoices("gcm_objective"), "smuggling")[0].startswith("9.")
    assert len(ListChoices("gcm_objective").suggest("")) == 23


def test_a_source_may_name_its_session() -> None:
    sources = ListChoices("gfmd_source")
    assert sources.values("Sweden 2013-2014, RT 3.2; Elsewhere 1999") == ("Sweden 2013-2014, RT 3.2", "Elsewhere 1999")
    assert sources.is_known("Sweden 2013-2014, RT 3.2")
    assert not sources.is_known("Elsewhere 1999")


def test_places_of_the_workspace_are_offered_beside_the_shipped_ones() -> None:
    places = CountryChoices()
    places.places = extended((PlaceRecord("X-UTOPIA", "Utopia"), PlaceRecord("GHA", "", ("Gold Coast",))))
    assert places.values("utopia and Gold Coast") == (Country("Utopia", "X-UTOPIA"), Country("Gold Coast", "GHA"))
    assert offered(places, "uto")[0] == "Utopia"
    assert places.words(Country("Nowhere", "X-UTOPIA")) == "Nowhere · X-UTOPIA"


def test_a_term_is_offered_for_its_name_in_another_language() -> None:
    tags = TermChoices("tag")
    tags.vocabulary = Vocabulary([Term("tag", "Gender", (), (("fr", "Égalité des sexes"),))])
    assert tags.values("égalité des sexes") == ("Gender",)
    assert [(one.words, one.note) for one in tags.suggest("égal")] == [("Gender", "Égalité des sexes")]
