"""All spellings of a word have one folded form, and each letter of it is known to come from where it does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.letters import fold, mapped, visible, words

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Main-d’Œuvre étrangère", "main-d’oeuvre etrangere"),
        ("Straße", "STRASSE"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("ISTANBUL", "ıstanbul"),
        ("İstanbul", "istanbul"),
        ("Þórr, Ħamrun", "thorr, hamrun"),
        ("co\u00adop\u200bera\u2060tion", "cooperation"),
        ("می\u200cخواهم", "میخواهم"),
        ("الْعَرَبِيَّة", "العربية"),
        ("ﬁnance ２０２６", "finance 2026"),
        ("٢٠١٤ ۲۰۱۴ २०१४ ২০১৪", "2014 2014 2014 2014"),
        ("کارآفرینی", "كارافريني"),
        ("الهجرة إلى", "الهجره الي"),
        ("ہجرت", "هجرت"),
        ("Ŋaŋa, Ɛʋɛ", "nana, eʋe"),
        ("Ɗan Ƙasa", "dan kasa"),
        ("Oʻzbekiston", "o'zbekiston"),
    ],
)
def test_spellings_of_a_word_are_folded_to_one(spelling: str, other: str) -> None:
    assert fold(spelling) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("ペ", "へ"), ("한", "하")])
def test_what_is_another_letter_stays_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_letters_of_scripts_without_blanks_stand_apart() -> None:
    assert words("移民 policy").split() == ["移", "民", "policy"]
    assert words("협력을").split() == ["협", "력", "을"]
    assert words("カ\u3099ス").split() == ["ガ", "ス"]
    assert words("हिन्दी").split() == [fold("हिन्दी")]


@given(TEXTS)
def test_folding_is_the_same_for_every_form_of_unicode_and_done_once(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(fold(text)) == fold(text)
    assert visible(unicodedata.normalize("NFD", text)) == visible(unicodedata.normalize("NFC", text))


@given(TEXTS)
def test_a_text_folded_letter_by_letter_is_the_folded_text(text: str) -> None:
    folded, origins = mapped(text)
    assert len(folded) == len(origins)
    assert all(0 <= start < end <= len(text) for start, end in origins)
    assert fold(folded) == fold(text)


@given(st.text(max_size=20))
def test_letters_of_ascii_are_folded_as_in_the_whole_text(text: str) -> None:
    """What is between them is folded by itself: the same as if all of it were taken together."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(fold(letter) if letter not in "\u3099\u309a" else letter for letter in decomposed)
    assert fold(text) == unicodedata.normalize("NFC", kept)
