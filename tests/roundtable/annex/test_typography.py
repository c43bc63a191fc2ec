"""Spaces at which no line may break are set by the layout, those of French included."""

import pytest

from roundtable.annex.typography import spoken_language, with_spaces


def shown(text: str, language: str) -> str:
    return with_spaces(text, language).replace("\xa0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Programme: «Bienvenue»", "Programme~: «~Bienvenue~»"),
        ("Programme : « Bienvenue »", "Programme~: «~Bienvenue~»"),
        ("Qui? Pourquoi? Voilà!", "Qui^? Pourquoi^? Voilà^!"),
        ("« Quoi ?! » dit-il ; oui", "«~Quoi^?!~» dit-il^; oui"),
        ("15% de 1 500 000 F CFA", "15~% de 1^500^000~F~CFA"),
        ("à 15:30, http://example.org/a?b=1; fin", "à 15:30, http://example.org/a?b=1; fin"),
        ("(quoi ?)", "(quoi^?)"),
    ],
)
def test_french_has_spaces_before_high_punctuation_and_inside_quotation_marks(typed: str, printed: str) -> None:
    assert shown(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Who? Why! 15%; a: b", "Who? Why! 15%; a: b"),
        ("a : b ; 20 % and 3 500 people", "a~: b~; 20~% and 3^500 people"),
        ("5 million « x » n° 4", "5~million «~x~» n°~4"),
        ("in 2013 414 billion", "in 2013 414~billion"),
    ],
)
def test_other_languages_keep_together_what_was_typed_apart(typed: str, printed: str) -> None:
    assert shown(typed, "en") == shown(typed, "es") == printed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The programme helps families that return to the country.", "en"),
        ("Le programme aide les familles dans le pays et sur la route.", "fr"),
        ("El programa ayuda a las familias que vuelven con sus hijos.", "es"),
        ("MIDA Ghana", ""),
        ("Mọi con người đều được tạo hoá ban cho lý trí và lương tâm. " * 3, ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_function_words(text: str, language: str) -> None:
    assert spoken_language(text) == language
