from hypothesis import given
from hypothesis import strategies as st

from roundtable.search.hits import excerpt, pieces


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


def test_hits_are_whole_letters_of_the_text_as_it_is_written() -> None:
    assert hits("Main-d’œuvre", "main d'oeuvre") == ["Main-d’œuvre"]
    assert hits("Fußball", "fuss") == ["Fuß"]
    assert hits("co\u00adoperation now", "cooperation") == ["co\u00adoperation"]


def test_a_word_is_a_hit_wherever_it_stands_in_a_script_without_blanks() -> None:
    assert hits("国际移民组织", "移民") == ["移民"]
    assert hits("노동협력을", "협력") == ["협력"]
    assert hits("日本の厚生労働省と", "厚生労働省") == ["厚生労働省"]


def test_an_excerpt_shows_the_hit_among_its_words() -> None:
    text = f"{'before ' * 20}the wells {'after ' * 20}"
    assert excerpt(text, ["wells"]).startswith("…before")
    assert " the «wells» after " in excerpt(text, ["wells"])
    assert excerpt(text, ["zebra"]) == ""
    assert excerpt("Wells", ["wel"]) == "«Wel»ls"


def test_the_middle_of_a_word_is_no_hit() -> None:
    assert hits("remigration, migration", "migra") == ["migra"]


def test_the_words_of_a_phrase_may_be_apart_by_signs_only() -> None:
    assert hits("back-home, back at home", "back home") == ["back-home"]


def test_without_words_nothing_is_marked() -> None:
    assert list(pieces("A text", [])) == [("A text", False)]
    assert list(pieces("A text", ["--"])) == [("A text", False)]
