"""Papers and annexes set unlike the real one: one habit of writers or of extraction at a time."""

import pytest

from roundtable.intake.paper import parse_paper
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

PAPER = """Background paper
Roundtable 2.1: Fair work
{head}

{heading}

{question}

Possible measures
- publish the list of agencies.

"""
PRACTICE = """Title: The evening counter
Country: Kenya
Thematic Area(s): Rights of migrants
Tags: Recruitment
Summary: The counter is open in the evening.
{rest}
Web Links: www.example.org/counter
"""


def parsed(text: str) -> Intake:
    return parse_paper(text, "paper.txt", Vocabulary(standard_terms()), standard_places())


def practice(text: str) -> PracticeRecord:
    [record] = parsed(text).collection.practices
    return record


def paper(
    head: str = "",
    heading: str = "Guiding questions",
    question: str = "Who pays for the journey?",
    annex: str = PRACTICE,
) -> Intake:
    return parsed(PAPER.format(head=head, heading=heading, question=question) + "Annex\n\n" + annex.format(rest=""))


def test_co_chairs_and_team_are_no_part_of_the_title() -> None:
    [roundtable] = paper(head="Co-chairs: Kenya and Ecuador\nTeam: Nepal, Fiji").collection.roundtables
    assert (roundtable.title, roundtable.co_chairs, roundtable.team) == (
        "Fair work",
        "Kenya and Ecuador",
        "Nepal, Fiji",
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Guiding questions for the discussion",
        "Questions to guide the discussion",
        "Key questions",
        "3. Guiding questions",
    ],
)
def test_the_questions_are_found_under_other_headings(heading: str) -> None:
    [roundtable] = paper(heading=heading).collection.roundtables
    assert [question.text for question in roundtable.guiding_questions][:1] == ["Who pays for the journey?"]


@pytest.mark.parametrize("number", ["1. ", "• ", "Question 1: ", "Guiding question 1\n"])
def test_the_number_of_a_question_is_no_part_of_it(number: str) -> None:
    [roundtable] = paper(question=f"{number}Who pays for the journey?").collection.roundtables
    assert [question.text for question in roundtable.guiding_questions][:1] == ["Who pays for the journey?"]


def test_a_line_that_ends_with_an_abbreviation_ends_no_question() -> None:
    question = "Which costs of a journey can be shared (e.g.\nby deposits or by loans)?"
    [roundtable] = paper(question=question).collection.roundtables
    assert (
        roundtable.guiding_questions[0].text == "Which costs of a journey can be shared (e.g. by deposits or by loans)?"
    )


def test_a_short_fact_after_the_summary_keeps_its_own_label() -> None:
    record = practice(PRACTICE.format(rest="Households reached: 1,200 in two years"))
    assert record.summary == "The counter is open in the evening."
    assert record.notes == "Households reached: 1,200 in two years"


def test_a_sentence_with_a_colon_after_the_summary_is_no_fact() -> None:
    record = practice(PRACTICE.format(rest="Lesson learned: people come late."))
    assert (dict(record.extra), record.summary.endswith("people come late.")) == ({}, True)


def test_a_label_after_an_empty_one_on_its_line_opens_its_own_field() -> None:
    record = practice("Title: Loans\nCountry: Fiji\nThematic Area(s): Tags: Remittances\nSummary: Loans are small.\n")
    assert (record.thematic_areas, record.tags) == ((), ("Remittances",))


def test_a_label_broken_in_the_middle_of_a_word_is_whole_where_its_value_stands_beside_it() -> None:
    text = (
        "Title: Loans\n"
        "Country(ies)   Fiji, Tonga\n:\n"
        "Thematic       Strategies for addressing irregular migration and enabling regular migration,\n"
        "Area(s):       Remittances\n"
        "Tags:          Remittances\n"
        "Summary: Loans are small.\n"
    )
    record = practice(text)
    assert (record.title, [country.code for country in record.countries]) == ("Loans", ["FJI", "TON"])
    assert record.thematic_areas == (
        "Strategies for addressing irregular migration and enabling regular migration",
        "Remittances",
    )


def test_an_address_that_breaks_within_its_suffix_is_joined() -> None:
    record = practice(
        "Title: Loans\nCountry: Fiji\nSummary: Small.\nWeb Links: www.example.org/loans/report-2016.ht\nml\n"
    )
    assert record.web_links == ("www.example.org/loans/report-2016.html",)


def test_terms_of_both_lists_stay_under_their_label_where_columns_are_not_interleaved() -> None:
    one = PRACTICE.format(rest="").replace(
        "Tags: Recruitment", "Tags: Recruitment;\nData and research; Housing;\nRemittances"
    )
    records = parsed(f"{one}\n{one}\n{one}").collection.practices
    assert [record.tags for record in records] == [("Recruitment", "Data and research", "Housing", "Remittances")] * 3
    assert [record.thematic_areas for record in records] == [("Rights of migrants",)] * 3


def test_questions_marked_by_letters_are_questions() -> None:
    [roundtable] = paper(question="a) Who pays ?\nb) Comment dire « qui paie ? »").collection.roundtables
    assert [one.text for one in roundtable.guiding_questions] == ["Who pays ?", "Comment dire « qui paie ? »"]


@pytest.mark.parametrize("cell", ["Rural Bank<br>Ministry of Labour", "<p>Rural Bank</p>\n<p>Ministry of Labour</p>"])
def test_a_line_break_within_a_cell_of_an_html_table_ends_no_record(cell: str) -> None:
    first, second = parsed(
        "<table><tr><th>Title</th><th>Country</th><th>Partners</th><th>Summary</th></tr>"
        f"<tr>\n<td>\n<p>Loans</p>\n</td><td>Fiji</td><td>{cell}</td><td>Loans\nare small.<br/>They grow.</td></tr>\n"
        "<tr><td>Roads</td><td>Kenya</td><td>IOM</td><td>Roads are long.</td></tr></table>"
    ).collection.practices
    assert [partner.name for partner in first.partners] == ["Rural Bank", "Ministry of Labour"]
    assert (first.title, first.summary, second.title) == ("Loans", "Loans are small. They grow.", "Roads")


def test_a_text_below_the_labels_of_a_record_without_a_summary_is_its_summary() -> None:
    table = (
        "### {title}\n\n| | |\n|---|---|\n| **Country** | Fiji |\n| **Link** | https://a.example.org |\n\n{text}\n\n"
    )
    found = parsed(
        "# Annex\n\n"
        + table.format(title="Desk for permits", text="The desk gives permits in one day. It works in two languages.")
        + table.format(title="Fund of the clubs", text="Clubs pay into a fund.")
    )
    assert [(one.title, one.summary) for one in found.collection.practices] == [
        ("Desk for permits", "The desk gives permits in one day. It works in two languages."),
        ("Fund of the clubs", "Clubs pay into a fund."),
    ]


def test_the_signature_below_the_table_of_an_html_mail_is_no_part_of_a_summary() -> None:
    record = practice(
        "<table><tr><td><p><b>Título</b></p></td><td><p>Casa</p></td></tr>\n"
        "<tr><td><p><b>País</b></p></td><td><p>Fiji</p></td></tr>\n"
        "<tr><td><p><b>Resumen</b></p></td><td><p>La casa recibe.</p><p>Ofrece cursos.</p></td></tr></table>\n"
        "<p>Saludos cordiales,<br>J. Persona<br>Tel. +503 2222 0000</p>"
    )
    assert record.summary == "La casa recibe.\n\nOfrece cursos."


def test_web_alone_is_a_label_of_links() -> None:
    record = practice(
        "Title: Loans\nCountry: Fiji\nPeriod: 2012-2015\nWeb: www.loans.example\nSummary: Loans are small.\n"
    )
    assert (record.web_links, dict(record.extra)) == (("www.loans.example",), {"Period": "2012-2015"})


@pytest.mark.parametrize(
    ("title", "summary", "country", "partner"),
    [
        (
            "Name of the policy or practice",
            "Please provide a summary of the practice",
            "Country(ies)",
            "List the partners",
        ),
        ("Title", "Please describe: summary", "Indicate the country", "Please list the partner(s)"),
        ("Título", "Indique un resumen", "Indique el país", "Enumere los socios"),
        ("Titre", "Veuillez indiquer un résumé", "Veuillez indiquer le pays", "Veuillez indiquer les partenaires"),
    ],
)
def test_a_label_may_stand_in_a_request(title: str, summary: str, country: str, partner: str) -> None:
    summary = summary.replace(": ", " the ")
    text = f"{title}: Fair stalls\n{summary}: Stalls are let.\n{country}: Kenya\n{partner}: Guild\n"
    found = practice(text)
    assert (found.title, found.summary) == ("Fair stalls", "Stalls are let.")
    assert [place.code for place in found.countries] == ["KEN"]
    assert [partner.name for partner in found.partners] == ["Guild"]


def test_a_record_copied_from_a_page_has_its_labels_above_its_values_and_a_title_without_one() -> None:
    record = "{}\n\nPrimary GCM Objectives\n16\n\nSummary\n{}\n\nCountries\n{}\n\nRelated Links\nwww.example.org\n\n"
    text = record.format("Fair stalls", "Stalls are let.", "Kenya") + record.format("Cool rooms", "Fish keeps.", "Peru")
    found = parsed(text).collection.practices
    assert [(one.title, one.summary, one.countries[0].code, one.gcm_objectives) for one in found] == [
        ("Fair stalls", "Stalls are let.", "KEN", found[0].gcm_objectives),
        ("Cool rooms", "Fish keeps.", "PER", found[0].gcm_objectives),
    ]
    assert len(found[0].gcm_objectives) == 1
    assert [one.web_links for one in found] == [("www.example.org",)] * 2


def test_a_sentence_and_an_address_without_labels_are_summary_and_link() -> None:
    record = "{}\nCountry: {}\nPartners: Guild\nPickers taste their tea before they sell it.\nwww.example.org/tea\n"
    found = parsed(f"{record.format('Tea room', 'Kenya')}\n{record.format('Cocoa room', 'Ghana')}").collection.practices
    assert [one.summary for one in found] == ["Pickers taste their tea before they sell it."] * 2
    assert [one.web_links for one in found] == [("www.example.org/tea",)] * 2
    assert [[partner.name for partner in one.partners] for one in found] == [["Guild"]] * 2


def test_a_running_number_and_a_country_over_a_record_name_its_country() -> None:
    text = "Practice No. 1 – Kenya\n\nTitle: A\nSummary: One.\n\nPractice No. 2 – Ghana\n\nTitle: B\nSummary: Two.\n"
    found = parsed(text).collection.practices
    assert [(one.countries[0].code, one.summary) for one in found] == [("KEN", "One."), ("GHA", "Two.")]


def test_a_heading_of_a_few_words_on_the_first_line_and_between_records_is_no_text() -> None:
    record = "\nTitle: {}\nCountry: Kenya\nSummary: Fees are fair.\n"
    text = f"A. Recruitment\n{record.format('One')}\nB. Remittances\n{record.format('Two')}"
    assert [one.summary for one in parsed(text).collection.practices] == ["Fees are fair."] * 2


def test_the_number_of_a_roundtable_and_of_a_section_are_no_footnote() -> None:
    text = (
        "Table ronde 2.1\nDes compétences qui voyagent\n\n1. Introduction\n\nLes travailleurs emportent leur savoir."
        "\n\n"
        "2. Questions directrices\n\n1. Qui doit en payer le coût ?\n\n3. Mesures possibles\n\n• Réduire les frais.\n\n"
        "Annexe\n\nTitre : Frais partagés\nPays : Maroc\nRésumé : Les frais se partagent.\n"
    )
    [roundtable] = parsed(text).collection.roundtables
    assert (roundtable.code, roundtable.title) == ("RT 2.1", "Des compétences qui voyagent")
    assert not roundtable.footnotes
    assert "1. Introduction" in [section.heading for section in roundtable.sections]


def test_the_word_and_number_before_a_question_are_no_part_of_it() -> None:
    text = (
        "Mesa redonda 1.3: Ciudades\n\nPreguntas orientadoras\n\nPregunta 1: ¿Quién paga?\n\n"
        "Medidas posibles\n- Pagar.\n"
    )
    [roundtable] = parsed(text).collection.roundtables
    assert [question.text for question in roundtable.guiding_questions] == ["¿Quién paga?"]


def test_what_a_form_says_in_brackets_does_not_tell_what_it_asks_for() -> None:
    text = (
        "Please give the title of your practice: Hop yards\nIn which country is it implemented? Kenya\n"
        "Please describe the practice (who, what, where): Pickers sleep in barns.\nWho are the partners? Guild\n"
    )
    found = practice(text)
    assert (found.title, found.summary) == ("Hop yards", "Pickers sleep in barns.")
    assert [place.code for place in found.countries] == ["KEN"]


def test_a_label_alone_on_its_line_may_name_two_things_and_a_region_is_no_country() -> None:
    text = (
        "Title of the Policy/Practice\nHop yards\n\nCountry/Countries\nKenya\n\nRegion\nEast Africa\n\n"
        "Summary\nPickers sleep in barns.\n"
    )
    found = practice(text)
    assert (found.title, found.summary, found.extra) == (
        "Hop yards",
        "Pickers sleep in barns.",
        (("Region", "East Africa"),),
    )
    assert [place.code for place in found.countries] == ["KEN"]
