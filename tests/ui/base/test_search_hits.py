from hypothesis import given
from hypothesis import strategies as st

from ui.base.search_hits import pieces


@given(st.text(), st.lists(st.text(max_size=6), max_size=4))
def test_the_pieces_of_a_text_are_the_text(text: str, words: list[str]) -> None:
    assert "".join(piece for piece, _ in pieces(text, words)) == text


@given(st.text(max_size=20), st.text("abcé", min_size=1, max_size=5), st.text(max_size=20))
def test_a_word_is_marked_wherever_it_begins_a_word(before: str, word: str, after: str) -> None:
    assert any(is_hit for _, is_hit in pieces(f"{before} {word}{after}", [word]))


def hits(text: str, *words: str) -> list[str]:
    return [piece for piece, is_hit in pieces(text, words) if is_hit]


def test_hits_are_found_across_case_and_diacritics() -> None:
    assert hits("Étude de l’ÉTUDE; etudes", "etude") == ["Étude", "ÉTUDE", "etude"]
    assert hits("Tu\u0308rkiye", "turkiye") == ["Tu\u0308rkiye"]
    assert hits("Straße", "strasse") == ["Straße"]


def test_the_middle_of_a_word_is_no_hit() -> None:
    assert hits("remigration, migration", "migra") == ["migra"]


def test_the_words_of_a_phrase_may_be_apart_by_signs_only() -> None:
    assert hits("back-home, back at home", "back home") == ["back-home"]


def test_without_words_nothing_is_marked() -> None:
    assert list(pieces("A text", [])) == [("A text", False)]
    assert list(pieces("A text", ["--"])) == [("A text", False)]
