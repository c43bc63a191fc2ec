"""Values and labels of records as people write them: brackets, roles, divided words, misspelt labels, numbers."""

import pytest

from tests.roundtable.intake.layouts import facts, field, parsed, record


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Ghana (Volta, Ashanti), Togo", ["GHA", "TGO"]),
        ("Myanmar (Burma); Germany (lead)", ["MMR", "DEU"]),
        ("Bolivia (Plurinational State of), Peru", ["BOL", "PER"]),
        ("Iran (Islamic Republic of)", ["IRN"]),
        ("Democratic Republic of the Congo (North Kivu, South Kivu)", ["COD"]),
        ("Italy [Sicily and Calabria] and Malta", ["ITA", "MLT"]),
        ("Spain (Catalonia / Valencia), Morocco (Tangier)", ["ESP", "MAR"]),
        ("Philippines (chair) and Canada (co-chair)", ["PHL", "CAN"]),
        ("Pérou (Lima et Cusco), Équateur", ["PER", "ECU"]),
    ],
)
def test_what_stands_in_brackets_behind_a_country_adds_to_it(printed: str, codes: list[str]) -> None:
    [practice] = parsed(record(country=printed)).collection.practices
    assert [country.code for country in practice.countries] == codes
    assert sum(len(country.printed) for country in practice.countries) > len(printed) - 8


@pytest.mark.parametrize(
    ("printed", "partners"),
    [
        (
            "\nHarbour Office\nRed Cross of Togo\nNordic Bank (funder)",
            ["Harbour Office", "Red Cross of Togo", "Nordic Bank*"],
        ),
        ("\n• Harbour Office\n• Red Cross of Togo", ["Harbour Office", "Red Cross of Togo"]),
        ("\n- Harbour Office\n- Red Cross of Togo", ["Harbour Office", "Red Cross of Togo"]),
        ("\n1. Harbour Office\n2. Red Cross of Togo", ["Harbour Office", "Red Cross of Togo"]),
        ("\nMinistry of\nTrade\nRed Cross", ["Ministry of Trade", "Red Cross"]),
        (
            "Ministry of Trade, Crafts and Tourism; Bakers, Millers & Co; funded by Nordic Bank",
            ["Ministry of Trade, Crafts and Tourism", "Bakers, Millers & Co", "Nordic Bank*"],
        ),
        (
            "Ministère du Commerce, de l’Artisanat et du Tourisme ; Guilde ; cofinancé par Banque du Nord",
            ["Ministère du Commerce, de l’Artisanat et du Tourisme", "Guilde", "Banque du Nord+"],
        ),
        (
            "Ministerio de Trabajo, Empleo y Migraciones; Gremio; cofinanciado por Banco del Norte",
            ["Ministerio de Trabajo, Empleo y Migraciones", "Gremio", "Banco del Norte+"],
        ),
        ("Guild of Bakers, co-funded by Nordic Bank", ["Guild of Bakers", "Nordic Bank+"]),
        ("Guild of Bakers; Nordic Bank [donor]", ["Guild of Bakers", "Nordic Bank*"]),
        ("Guild of Bakers; Nordic Bank – co-funder", ["Guild of Bakers", "Nordic Bank+"]),
        ("Guilde des boulangers et Ministère du Travail", ["Guilde des boulangers", "Ministère du Travail"]),
    ],
)
def test_partners_come_apart_with_their_roles(printed: str, partners: list[str]) -> None:
    signs = {"partner": "", "funder": "*", "co-funder": "+", "coordination": "!"}
    [practice] = parsed(record(partner=printed)).collection.practices
    assert [f"{partner.name}{signs[partner.role]}" for partner in practice.partners] == partners


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("Protection, empow-\nerment and rights of migrants", "Protection, empowerment and rights of migrants"),
        ("Labour-\nmarket matching; Gender", "Labour-market matching; Gender"),
        ("Addressing push-\nfactors of migration", "Addressing push-factors of migration"),
        ("Gender; Brain drain and brain\ngain", "Brain drain and brain gain"),
        ("Social cohe-\nsion and inte-\ngration", "Social cohesion and integration"),
        ("Migration manage\u00ad\nment", "Migration management"),
    ],
)
def test_a_term_divided_at_a_line_end_is_whole(printed: str, tags: str) -> None:
    assert tags in field(record(tag=printed), "tag")


@pytest.mark.parametrize(
    "printed",
    [
        "www.a.example, http://b.example/c.",
        "www.a.example; http://b.example/c;",
        "<www.a.example>\n<http://b.example/c>",
        "• www.a.example\n• http://b.example/c",
        "www.a.example and http://b.example/c.",
        "1. www.a.example 2. http://b.example/c",
        "[www.a.example](http://www.a.example), [http://b.example/c](http://b.example/c)",
    ],
)
def test_punctuation_around_links_is_no_link(printed: str) -> None:
    found = field(record(links=printed), "links").replace("http://www.a", "www.a")
    assert [word for word in found.split() if "." in word or not word[0].isalpha()] == [
        "www.a.example",
        "http://b.example/c",
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Titel",
        "Tittle",
        "Ttile",
        "TITEL",
        "Title of the practice",
        "Project title",
        "Name of project",
        "Titre du projet",
        "Intitulé",
        "Título de la práctica",
        "Title / Titre",
        "Title (max. 15 words)",
        "Nombre del proyecto",
    ],
)
def test_the_title_is_found_under_another_label(label: str) -> None:
    assert field(record().replace("Title", label), "title") == "Bread ovens"


@pytest.mark.parametrize(
    ("label", "name", "value"),
    [
        ("Contry", "country", "Togo"),
        ("Coutnry", "country", "Togo"),
        ("Location", "country", "Togo"),
        ("Pays concernés", "country", "Togo"),
        ("Lugar", "country", "Togo"),
        ("País(es)", "country", "Togo"),
        ("Implementing country", "country", "Togo"),
        ("Country/ies", "country", "Togo"),
        ("Sumary", "summary", "They bake."),
        ("Summery", "summary", "They bake."),
        ("Résume", "summary", "They bake."),
        ("Short description", "summary", "They bake."),
        ("Descripción", "summary", "They bake."),
        ("Overview", "summary", "They bake."),
        ("Description of the practice", "summary", "They bake."),
        ("Keywords", "tag", "Gender"),
        ("Key-words", "tag", "Gender"),
        ("Mots clés", "tag", "Gender"),
        ("Weblinks", "links", "www.a.example"),
        ("Web site", "links", "www.a.example"),
        ("URL", "links", "www.a.example"),
        ("More information", "links", "www.a.example"),
        ("Página web", "links", "www.a.example"),
        ("Partnes", "partner", "Guild"),
        ("Implementing agency", "partner", "Guild"),
        ("Agence d’exécution", "partner", "Guild"),
        ("Entidad ejecutora", "partner", "Guild"),
        ("Donor", "partner", "Guild"),
        ("Bailleurs de fonds", "partner", "Guild"),
    ],
)
def test_other_and_misspelt_labels_mean_what_they_say(label: str, name: str, value: str) -> None:
    usual = {"country": "Country", "summary": "Summary", "tag": "Tags", "links": "Web Links", "partner": "Partner(s)"}
    assert field(record().replace(usual[name], label), name) == value


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        ("{}) ", "123"),
        ("{}. ", "123"),
        ("({}) ", "123"),
        ("{}. ", "ABC"),
        ("Practice {}: ", "123"),
        ("No. {} – ", "123"),
        ("{}. ", ("I", "II", "III")),
        ("Ejemplo {}. ", "123"),
        ("Exemple n° {} : ", "123"),
        ("{} – ", "123"),
        ("#{}. ", "123"),
    ],
)
@pytest.mark.parametrize("label", ["", "Title: "])
def test_running_numbers_are_no_part_of_titles(mark: str, numbers: str, label: str) -> None:
    titles = ["Bread ovens", "Sailing lessons", "Night school"]
    text = "\n".join(
        f"{label}{mark.format(number)}{title}\nCountry: Togo\nTags: Gender\nSummary: They.\nWeb Links: a.example.org\n"
        for number, title in zip(numbers, titles, strict=True)
    )
    assert [practice.title for practice in parsed(text).collection.practices] == titles


@pytest.mark.parametrize("title", ["2030 Agenda in schools", "3 x 3 basketball", "24/7 helpline", "4.0 for crafts"])
def test_a_figure_that_a_title_begins_with_stays(title: str) -> None:
    assert field(record().replace("Bread ovens", title), "title") == title


@pytest.mark.parametrize("second", ["Titre : Fours à pain", "Título: Hornos de pan", "TITRE: Fours à pain"])
def test_a_title_in_two_languages_is_one_practice_with_a_translation(second: str) -> None:
    [practice] = parsed(record().replace("Country:", f"{second}\nCountry:")).collection.practices
    assert (practice.title, practice.summary) == ("Bread ovens", "They bake.")
    [translation] = practice.translations
    assert translation.title == second.split(":")[1].strip()


def test_a_summary_in_two_languages_is_a_translation() -> None:
    text = "Title: Bread ovens\nTitre : Fours à pain\nCountry: Togo\nSummary: They bake.\nRésumé : On cuit du pain.\n"
    [practice] = parsed(text).collection.practices
    assert practice.summary == "They bake."
    assert [(one.language, one.title, one.summary) for one in practice.translations] == [
        ("fr", "Fours à pain", "On cuit du pain.")
    ]


@pytest.mark.parametrize(
    "heading", ["TOGO", "Togo", "3. Togo", "Togo:", "AFRICA", "Latin America and the Caribbean", "CÔTE D’IVOIRE"]
)
def test_a_place_as_a_heading_is_no_part_of_the_record_above(heading: str) -> None:
    first, second = record(), record().replace("Bread ovens", "Mills")
    intake = parsed(f"Annex\n\n{first}\n{heading}\n\n{second}")
    assert [facts(practice)["summary"] for practice in intake.collection.practices] == ["They bake.", "They bake."]
    assert heading.strip("3. :") in " ".join(ignored.text for ignored in intake.loss.ignored)


def test_a_country_as_a_heading_is_the_country_of_a_record_that_names_none() -> None:
    text = "\n".join(
        f"{place}\n\nTitle: Mills of {place}\nSummary: They mill.\nTags: Gender\n" for place in ("TOGO", "GHANA")
    )
    assert [facts(practice)["country"] for practice in parsed(text).collection.practices] == ["TOGO", "GHANA"]


def test_labels_without_a_field_are_kept_as_extra_labels_and_unknown_ones_as_notes() -> None:
    text = record().replace("Country:", "Implementation stage: second of three\nLegal basis: act of 2012\nCountry:")
    [practice] = parsed(text).collection.practices
    assert practice.title == "Bread ovens"
    assert dict(practice.extra) == {"Legal basis": "act of 2012"}
    assert practice.notes == "Implementation stage: second of three"


def test_the_labels_of_the_policy_and_practice_database_have_fields() -> None:
    text = record().replace(
        "Web Links:",
        "GCM objectives: 2, 19\n2030 Agenda targets: 10.7 and 8.8\nGFMD source(s): Sweden 2013-2014\n"
        "Contact information: Ada Lund, ada@trade.example\nWeb Links:",
    )
    [practice] = parsed(text).collection.practices
    assert practice.summary == "They bake."
    assert [entry.split()[0] for entry in practice.gcm_objectives] == ["2.", "19."]
    assert [entry.split()[0] for entry in practice.sdg_targets] == ["10.7", "8.8"]
    assert practice.gfmd_sources == ("Sweden 2013-2014",)
    assert practice.contact == "Ada Lund, ada@trade.example"


@pytest.mark.parametrize(
    ("printed", "is_private"),
    [
        ("Tel: +32 2 555 0100", True),
        ("Mail: baker@example.org", True),
        ("Submitted by: Ada Lund", True),
        ("Reply to: baker@example.org", True),
        ("Focal points: Ada Lund, Ben Ode", True),
        ("Title of the focal point: Head of Bread", True),
        ("Mobile clinics: two vans", False),
        ("Legal basis: Act of 2003", False),
    ],
)
def test_whoever_can_be_reached_is_a_contact_and_nothing_printed(*, printed: str, is_private: bool) -> None:
    [practice] = parsed(f"{record()}{printed}\n").collection.practices
    value = printed.partition(": ")[2]
    assert (practice.contact == value) == is_private
    assert (value in [text for _, text in practice.extra] or practice.notes == printed) != is_private


def test_a_label_that_is_not_known_ends_the_summary_above_it() -> None:
    text = record().replace(
        "Web Links: www.a.example\n", "Difficulties met: roads cut by rain\nPerspective: a second oven\n"
    )
    [practice] = parsed(text).collection.practices
    assert practice.summary == "They bake."
    assert practice.notes == "Difficulties met: roads cut by rain\n\nPerspective: a second oven"


def test_a_lead_agency_is_one_name_with_its_commas() -> None:
    text = record().replace("Partner(s): Guild", "Lead agency: Bureau of Manpower, Employment and Training")
    assert field(text, "partner") == "Bureau of Manpower, Employment and Training"


def test_a_label_may_say_in_a_few_words_of_what_it_is() -> None:
    text = "Title of the good practice\n\nBread ovens\n\nCountry\n\nTogo\n\nSummary of the main steps\n\nThey bake.\n"
    [practice] = parsed(text).collection.practices
    assert (practice.title, practice.summary) == ("Bread ovens", "They bake.")


def test_records_without_labels_of_title_and_summary_are_told_apart_by_their_countries() -> None:
    record = "{}\n\nCountry: {}\n\nTags: Gender\n\n{}\n\n"
    ovens = record.format("Bread ovens", "Togo", "They bake for two streets.")
    practices = parsed(f"{ovens}{record.format('Mills', 'Benin', 'They mill at the river.')}").collection.practices
    assert [(one.title, one.tags, one.summary) for one in practices] == [
        ("Bread ovens", ("Gender",), "They bake for two streets."),
        ("Mills", ("Gender",), "They mill at the river."),
    ]


def test_a_name_with_its_role_behind_a_colon_is_a_partner_and_no_label() -> None:
    listed = "Ministry of Labour: coordination\nGuild: implementing partner\nRiver Bank: funding"
    [practice] = parsed(record(partner="\n" + listed)).collection.practices
    assert [(partner.name, partner.role) for partner in practice.partners] == [
        ("Ministry of Labour", "coordination"),
        ("Guild", "partner"),
        ("River Bank", "funder"),
    ]
