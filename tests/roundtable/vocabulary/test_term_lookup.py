"""Terms are found under any spelling, and a field's value is taken apart without breaking one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable.records.vocabulary import Term, TermKind
from roundtable.standard_vocabulary import TERM_KINDS, standard_terms
from roundtable.vocabulary.term_lookup import ListKind, Vocabulary, listed

VOCABULARY = Vocabulary(standard_terms())
SPELLINGS = [(term.kind, spelling) for term in standard_terms() for spelling in (term.name, *term.aliases)]


@pytest.mark.parametrize(
    ("kind", "printed", "name"),
    [
        ("tag", "Labour market matching", "Labour-market matching"),
        ("tag", "LABOR–MARKET  MATCHING.", "Labour-market matching"),
        ("tag", "Brain drain", "Brain drain and brain gain"),
        ("tag", "Return & Reintegration;", "Return and reintegration"),
        ("tag", "Public-sector and public-private partnerships", "Public sector and public private partnerships"),
        ("tag", "Temporary and Circular\nMigration", "Temporary and circular labour migration"),
        ("thematic_area", "Diaspora", "Diasporas"),
        (
            "thematic_area",
            "Strategies for minimising costs / maximising human development",
            "Strategies for minimizing costs/maximizing human development",
        ),
    ],
)
def test_a_term_is_found_under_any_spelling(kind: TermKind, printed: str, name: str) -> None:
    assert VOCABULARY.canonical(kind, printed) == name


def test_a_kind_knows_only_its_own_terms() -> None:
    assert VOCABULARY.find("thematic_area", "Gender") is None
    assert VOCABULARY.find("tag", "Gender") is not None


def test_a_value_on_no_list_stays_as_printed_without_its_separator() -> None:
    assert VOCABULARY.canonical("tag", " youth  Employability; ") == "youth Employability"


@pytest.mark.parametrize(
    ("kind", "value", "terms"),
    [
        ("tag", "Migration, Trade and Investments; Gender;", ["Migration, Trade and Investments", "Gender"]),
        (
            "tag",
            "Protection, empowerment and rights of\nmigrants, Transfer of values, ideas, knowledge and skills.",
            ["Protection, empowerment and rights of migrants", "Transfer of values, ideas, knowledge and skills"],
        ),
        (
            "thematic_area",
            "Data and research, Strategies for minimizing costs/maximizing human development",
            ["Data and research", "Strategies for minimizing costs/maximizing human development"],
        ),
        ("thematic_area", "housing, rural transport", ["housing", "rural transport"]),
        ("thematic_area", "housing, water and care; Remittances", ["housing, water and care", "Remittances"]),
        ("thematic_area", "Remittances, housing; water", ["Remittances", "housing", "water"]),
        ("tag", "Gender\nHousing\nGender\n", ["Gender", "Housing"]),
        ("tag", "Gender/Remittances", ["Gender", "Remittances"]),
        ("tag", "rural/urban ties", ["rural/urban ties"]),
        ("tag", "• Gender\n• Immigration", ["Gender", "Immigration"]),
        ("tag", " ;,\n. ", []),
    ],
)
def test_a_value_is_taken_apart_at_the_separators_it_uses(kind: TermKind, value: str, terms: list[str]) -> None:
    assert list(VOCABULARY.split(kind, value)) == terms


@given(
    st.sampled_from(TERM_KINDS).flatmap(
        lambda kind: st.tuples(
            st.just(kind),
            st.lists(st.sampled_from([text for of, text in SPELLINGS if of == kind]), unique=True),
            st.sampled_from(["; ", ";\n", ", ", "\n"]),
        )
    )
)
def test_any_known_terms_joined_by_any_separator_come_apart_again(case: tuple[TermKind, list[str], str]) -> None:
    kind, terms, separator = case
    assert list(VOCABULARY.split(kind, separator.join(terms))) == terms


@given(st.text())
def test_no_letter_of_a_value_is_lost(value: str) -> None:
    def letters(text: str) -> set[str]:
        return {letter for letter in text if letter.isalnum()}

    assert letters("".join(VOCABULARY.split("tag", value))) == letters(value)


def test_of_two_terms_with_one_spelling_the_first_stays() -> None:
    first, second = Term("tag", "Skills"), Term("tag", "Talents", ("skills",))
    assert Vocabulary([first, second]).find("tag", "SKILLS") == first


@pytest.mark.parametrize(("kind", "count"), [("gcm_objective", 23), ("sdg_target", 14), ("gfmd_source", 14)])
def test_a_fixed_list_has_every_entry_in_every_language(kind: ListKind, count: int) -> None:
    for language in ("en", "fr", "es"):
        assert len(set(listed(kind, language))) == count
