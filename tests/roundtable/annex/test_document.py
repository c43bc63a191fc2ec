"""The annex document holds what the records say, in the order the paper prints it."""

from dataclasses import replace

import pytest

from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_practice import AnnexPractice
from roundtable.records.annex_options import STYLES
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import Country, PracticeRecord, Translation
from roundtable.records.roundtable import AnnexEntry, Footnote, RoundtableRecord
from tests.roundtable.annex.examples import NURSES, ROUNDTABLE, WELLS, annex, annex_of, annex_with_references


def fields(document: AnnexDocument, practice: str) -> dict[str, list[str]]:
    (found,) = (one for one in document.practices() if one.id == practice)
    return {field.label: [f"{text.mark} {text.text}".strip() for text in field.paragraphs] for field in found.fields}


def test_fields_come_in_the_order_of_the_paper() -> None:
    assert list(fields(annex(), "wells")) == [
        "Countries",
        "Coordination",
        "Target Countries",
        "Funder(s)",
        "Partner(s)",
        "Co-funder(s)",
        "Thematic area(s)",
        "Tags",
        "Summary",
        "Web links",
        "Timeframe",
    ]


def test_partners_are_printed_by_role_in_the_order_in_which_the_record_names_the_roles() -> None:
    printed = list(fields(annex(), "wells"))
    assert printed.index("Funder(s)") < printed.index("Partner(s)")


def test_target_countries_that_name_every_country_stand_in_their_place() -> None:
    targets = replace(
        NURSES, extra=(("Target Countries", "Ghana, Togo"),), countries=(Country("Ghana"), Country("Togo"))
    )
    printed = fields(annex_of(targets), "nurses")
    assert "Countries" not in printed
    assert printed["Target Countries"] == ["Ghana, Togo"]


def test_several_values_are_joined_and_paragraphs_kept_apart() -> None:
    printed = fields(annex(), "wells")
    assert printed["Partner(s)"] == ["Ministry of Water; Clubs abroad; all of them"]
    assert printed["Tags"] == ["Migration and health; Protection, empowerment and rights of migrants"]
    assert [text[:20] for text in printed["Summary"]] == [
        "Clubs abroad pay for",
        "They go about it so:",
        "1. A club collects w",
        "2. The ministry doub",
        "A well- kept book sa",
    ]
    assert len(printed["Web links"]) == len(WELLS.web_links)


def test_one_country_is_a_country() -> None:
    assert list(fields(annex(), "nurses")) == ["Country", "Tags", "Summary"]


def test_what_is_empty_is_left_out() -> None:
    blank = PracticeRecord(id="a", countries=(Country(" "),), tags=("", " "), summary=" \n\n ", extra=(("Budget", ""),))
    document = annex_of(blank)
    assert fields(document, "a") == {}
    assert document.tag_footnote == ""


def test_groups_follow_the_questions_and_the_other_examples_come_last() -> None:
    assert [(group.number, group.heading) for group in annex().groups] == [
        (1, "Keeping nurses"),
        (2, "Who pays for wells?"),
        (0, "Other related examples"),
    ]
    assert [practice.id for practice in annex().practices()] == ["nurses", "wells", "untitled"]


def test_practices_keep_the_order_of_the_annex_within_their_group() -> None:
    reordered = replace(ROUNDTABLE, annex=(AnnexEntry("b", "q1"), AnnexEntry("c"), AnnexEntry("a", "q1")))
    document = build(reordered, {key: PracticeRecord(id=key) for key in "abc"})
    assert [practice.id for practice in document.practices()] == ["b", "a", "c"]


def test_a_practice_of_a_question_that_is_gone_is_an_other_example() -> None:
    document = build(replace(ROUNDTABLE, annex=(AnnexEntry("nurses", "q9"),)), {"nurses": NURSES})
    assert [(group.number, len(group.practices)) for group in document.groups] == [(0, 1)]


def test_a_practice_that_is_not_given_is_never_dropped_in_silence() -> None:
    with pytest.raises(KeyError):
        build(ROUNDTABLE, {"nurses": NURSES})


def test_a_missing_title_is_said_not_invented() -> None:
    untitled = next(one for one in annex().practices() if not one.is_titled)
    assert untitled.heading == "No title given (Eritrea)"
    assert next(annex_of(PracticeRecord(id="a", title=" ")).practices()).heading == "No title given"


def test_markup_in_a_text_stays_text() -> None:
    assert next(one for one in annex().practices() if one.id == "wells").heading == WELLS.title


@pytest.mark.parametrize(
    ("printed", "is_taken"),
    [
        ("A “tag” is a word that says more.", True),
        ('A "tag" is a word in relation to the', False),
        ("A note.", False),
        ("Un mot-clé est un mot.", False),
    ],
)
def test_the_papers_footnote_is_taken_if_it_is_whole_and_in_the_annexs_language(printed: str, is_taken: bool) -> None:
    noted = replace(ROUNDTABLE, annex=(AnnexEntry("nurses"),), footnotes=(Footnote("1", "A."), Footnote("22", printed)))
    footnote = build(noted, {"nurses": NURSES}).tag_footnote
    assert (footnote == printed) is is_taken
    assert footnote.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words(language: str) -> None:
    words, english = annex(language).words, annex().words
    assert words.labels.keys() == english.labels.keys()
    assert "{number}" in words.practice
    assert words.practices.index("{first}") < words.practices.index("{last}")
    assert words.tag_footnote.casefold().startswith(tuple(words.tag_footnote_openings))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoken", ["am", "el", "he", "hy", "ka", "km", "lo", "my", "si", "ta", "yo", "zh"])
def test_the_language_of_a_practice_is_named_not_coded(language: str, spoken: str) -> None:
    record = PracticeRecord(id="a", title="A", language=spoken)
    roundtable = RoundtableRecord(id="", code="RT 9.9", annex=(AnnexEntry("a"),))
    document = build(roundtable, {"a": record}, language=language)
    (printed,) = document.practices()
    for text in (printed.remark.strip("[]"), document.original):
        assert spoken not in text.replace("\xa0", " ").split()
        assert len(text.split()[-1]) > 2


def test_the_languages_print_their_own_labels() -> None:
    assert list(fields(annex("fr"), "nurses")) == ["Pays", "Mots-clés", "Résumé"]
    assert list(fields(annex("es"), "nurses")) == ["País", "Etiquetas", "Resumen"]


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_beside_its_value(language: str, name: str) -> None:
    look = page_style(name)
    labels = annex(language).words.labels.values()
    widths = Fonts(set("".join(labels))).widths(look.label.face)
    assert max(widths[label] for label in labels) * look.label.size <= look.label_width - 2 * look.unit


def test_a_question_is_followed_by_the_practices_that_answer_it_from_elsewhere() -> None:
    document = annex_with_references()
    assert [(group.heading, [one.id for one in group.see_also]) for group in document.groups] == [
        ("Keeping nurses", ["wells", "untitled"]),
        ("Who pays for wells?", []),
        ("Who asked nothing?", ["untitled"]),
        ("Other related examples", []),
    ]
    assert len(list(document.practices())) == 3


GERMAN = PracticeRecord(
    id="german",
    title="Return programme",
    countries=(Country("Germany", "DEU"), Country("the diaspora")),
    summary="It helps.",
    language="en",
    extra=(("Timeframe", "2019"), ("Our own label", "x")),
    translations=(Translation(language="fr", title="Programme de retour: «Bienvenue»", summary="Il aide."),),
)


def in_french(practice: PracticeRecord) -> AnnexPractice:
    roundtable = RoundtableRecord(id="rt", code="RT 9.1", annex=(AnnexEntry(practice.id),))
    return next(build(roundtable, {practice.id: practice}, language="fr").practices())


def test_a_translated_practice_is_printed_in_the_language_of_the_annex() -> None:
    printed = in_french(GERMAN)
    assert printed.heading == "Programme de retour\xa0: «\xa0Bienvenue\xa0»"
    assert [(field.label, field.paragraphs[0].text) for field in printed.fields] == [
        ("Pays", "Allemagne\u202f; the diaspora"),
        ("Résumé", "Il aide."),
        ("Période", "2019"),
        ("Our own label", "x"),
    ]
    assert (printed.remark, printed.is_untranslated) == ("", False)


@pytest.mark.parametrize("translations", [(), (Translation(language="fr", title="Retour"),)], ids=["none", "half"])
def test_a_practice_that_is_not_translated_whole_says_its_language(translations: tuple[Translation, ...]) -> None:
    printed = in_french(replace(GERMAN, translations=translations))
    assert (printed.remark, printed.is_untranslated) == ("[Original\xa0: anglais]", True)


def test_a_place_is_printed_as_it_was_received_in_the_language_of_its_record() -> None:
    printed = in_french(replace(GERMAN, language="fr", countries=(Country("RFA", "DEU"),)))
    assert printed.fields[0].paragraphs[0].text == "RFA"


def test_places_and_known_labels_of_a_record_that_names_no_language_are_in_that_of_the_annex() -> None:
    printed = in_french(
        replace(GERMAN, language="", summary="Le programme aide les gens dans le pays.", translations=())
    )
    assert ("Pays", "Allemagne\u202f; the diaspora") in [(one.label, one.paragraphs[0].text) for one in printed.fields]
    assert "Période" in [field.label for field in printed.fields]
    assert printed.remark == ""


def test_target_countries_are_named_in_the_language_of_the_annex() -> None:
    target = ("Target Countries", "Bosnia and Herzegovina, Germany, all others; Kosovo")
    printed = in_french(replace(GERMAN, extra=(target,)))
    [content] = next(field for field in printed.fields if field.name == "target_countries").paragraphs
    assert content.text == "Bosnie-Herzégovine, Allemagne, all others\u202f; Kosovo"
    assert [content.text[: note.position].split()[-1] for note in content.notes] == ["Kosovo"]
    received = in_french(replace(GERMAN, language="fr", extra=(("Pays cibles", "RFA, Germany"),)))
    assert "RFA, Germany" in [content.text for field in received.fields for content in field.paragraphs]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", "Original: Telugu/Igbo/Gujarati and others"),
        ("fr", "Original\xa0: télougou/igbo/goudjarati et autres"),
        ("es", "Original: telugu/igbo/guyaratí y otros"),
    ],
)
def test_an_annex_of_many_languages_names_the_most_frequent_and_says_that_there_are_others(
    language: str, named: str
) -> None:
    spoken = ["ti", "gu", "te", "ig", "te", "gu", "ig", "te", "ig", "te"]
    records = {f"{n}": PracticeRecord(id=f"{n}", title="A", language=code) for n, code in enumerate(spoken)}
    roundtable = RoundtableRecord(id="", code="RT 9.9", annex=tuple(map(AnnexEntry, records)))
    assert build(roundtable, records, language=language).original == named


def test_a_practice_without_text_says_so() -> None:
    assert in_french(PracticeRecord(id="a", title="Titre")).remark == "Aucun texte reçu."


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("RT 3.2", "fr", "Annexe au document de base de la table ronde 3.2"),
        ("RT 3.2", "es", "Anexo del documento de base de la mesa redonda 3.2"),
        ("RT 3.2", "en", "Annex to the background paper of RT 3.2"),
        ("Atelier 1", "fr", "Annexe au document de base\xa0: Atelier 1"),
    ],
)
def test_the_annex_names_its_paper_in_its_language(code: str, language: str, name: str) -> None:
    assert build(RoundtableRecord(id="rt", code=code), {}, language=language).name == name


@pytest.mark.parametrize("title", ["الوصاية على الأطفال", "Здравеопазване", "स्वास्थ्य"])
def test_a_practice_in_another_script_is_untranslated_though_nobody_said_its_language(title: str) -> None:
    record = PracticeRecord(id="a", title=title, summary=title)
    assert (in_french(record).remark, in_french(record).is_untranslated) == ("", True)
    translated = replace(record, translations=(Translation(language="fr", title="Titre", summary="Texte."),))
    assert not in_french(translated).is_untranslated


def test_a_practice_of_an_unknown_language_is_known_by_its_words() -> None:
    printed = in_french(
        replace(GERMAN, language="", translations=(), summary="Who helps: those that return to the country?")
    )
    assert printed.remark == "[Original\xa0: anglais]"
    assert "helps: those" in printed.fields[1].paragraphs[0].text
