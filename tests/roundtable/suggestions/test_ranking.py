"""Ranking: any text may be compared, what is named stands in it, and words of the field find one another."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.suggestions import related_words
from roundtable.suggestions.ranking import Frequencies, Ranking, Reader, Text, question, why
from roundtable.suggestions.stems import END, places, stem_of, stems

_SAID = st.lists(
    st.sampled_from(
        [
            "Health",
            "personnel",
            "recruit",
            "nurses.",
            "abroad;",
            "diaspora\n",
            "Remittances,",
            "médecins",
            "salud",
            "22",
        ]
    )
)
_TEXTS = st.one_of(st.text(), _SAID.map(" ".join))


@given(_TEXTS, _TEXTS, st.lists(_TEXTS, max_size=3), _TEXTS, _TEXTS)
def test_what_is_named_as_the_reason_stands_in_the_practice(
    title: str, summary: str, terms: Sequence[str], asked: str, illustration: str
) -> None:
    text = Text(title, summary, tuple((term,) for term in terms))
    questions = [question(asked, illustration), question("health personnel abroad")]
    reader = Reader(questions)
    profile = reader.profile(text)
    ranking = Ranking(questions, Frequencies([profile]))
    for number, score in enumerate(ranking.scores(profile)):
        gains = ranking.gains(profile, number)
        named = why(gains, reader.spellings(text))
        assert score == pytest.approx(sum(gains.values()))
        assert bool(named) == (score > 0)
        for one in named:
            assert one in terms or any(one in " ".join(said.split()) for said in (title, summary))


@given(_TEXTS)
def test_stems_and_their_places_say_the_same(text: str) -> None:
    assert [stem for stem, _ in places(text)] == stems(text)
    assert all(stem_of(place[0]) == stem for stem, place in places(text) if stem != END)


@given(_TEXTS, _TEXTS)
def test_a_practice_that_repeats_the_question_scores_higher_than_one_that_says_a_part(asked: str, other: str) -> None:
    questions = [question(asked)]
    reader = Reader(questions)
    whole, part = reader.profile(Text("", asked)), reader.profile(Text("", asked[: len(asked) // 2]))
    ranking = Ranking(questions, Frequencies([whole, part, reader.profile(Text(other, other))]))
    assert ranking.scores(whole)[0] >= 0
    assert not ranking.scores(part)[0] or ranking.scores(whole)[0]


def test_endings_in_three_languages_lead_to_one_stem() -> None:
    for one, *others in (
        ("return", "returns", "returning", "returned"),
        ("nurse", "nurses"),
        ("city", "cities"),
        ("study", "studies"),
        ("migration", "Migrants", "migrate", "migrated", "migratory"),
        ("employment", "employ", "employees", "employer"),
        ("profession", "professions", "professional", "professionnelle"),
        ("compétence", "compétences"),
        ("femme", "femmes"),
        ("envoi", "envois"),
        ("retorno", "retornos"),
        ("inversión", "inversiones"),
    ):
        assert {stem_of(other) for other in others} == {stem_of(one)}
    assert stem_of("the") == stem_of("programmes") == stem_of("ministère") == stem_of("estrategias") == ""
    assert stem_of("portal") != stem_of("portable")


@pytest.mark.parametrize(
    ("asked", "said", "shown"),
    [
        ("money transfers", "Las remesas bajan.", "remesas"),
        ("recognition of qualifications", "Diplomas are checked.", "Diplomas"),
        ("the diaspora", "Compatriots pay.", "Compatriots"),
        ("health workers and hospitals", "Des infirmières arrivent.", "infirmières"),
        ("reintegration", "Returnees find a room.", "Returnees"),
    ],
)
def test_related_words_meet_and_the_practices_own_are_shown(asked: str, said: str, shown: str) -> None:
    reader = Reader([question(asked)])
    text = Text("", said)
    profile = reader.profile(text)
    ranking = Ranking([question(asked)], Frequencies([profile]))
    assert shown in why(ranking.gains(profile, 0), reader.spellings(text))


def test_words_that_stand_in_two_sentences_are_no_neighbours() -> None:
    asked = question("health personnel")
    reader = Reader([asked])
    assert ("health", "personnel") in reader.profile(Text("", "Health personnel")).weights
    assert ("health", "personnel") not in reader.profile(Text("", "Health. Personnel")).weights


def test_every_entry_among_the_related_words_says_one_or_two_things() -> None:
    for spelled in related_words.shipped().values():
        for entry in spelled:
            assert len(stems(entry)) in (1, 2), entry
