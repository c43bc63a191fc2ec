"""What a heading means by its words, in three languages and with the explanations that forms add."""

import pytest

from roundtable.sheet_table import headings
from roundtable.sheet_table.heading_words import meaning


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("title", "Title of policy/practice|Good practice|Bonne pratique|Buena práctica|Title / Titre / Título"),
        ("title", "1. What is the title of the practice?|Title\nTitre\nTítulo|Titre | Title|Programme name"),
        ("summary", "Brief description|Description succincte|Breve descripción|Summary of the good practice"),
        ("summary", "Summary – please describe in 200 words|B. Description (what, why, how – max 1500 characters)"),
        ("summary", "Veuillez décrire brièvement la pratique|Describa la práctica|2. Please summarise the practice"),
        ("summary", "What it is about|What is it about?|What it is"),
        ("partners", "Who implements it?|Who pays|Who pays for it?|Qui paie ?|¿Quién lo financia?"),
        ("countries", "Pays concernés|Países participantes|Pays / région|¿En qué país?"),
        ("countries", "3. In which country is it carried out?|País - Country|Country: choose from the list"),
        ("partners", "Organismes partenaires|Entidades socias|Organismos asociados|Partner(s), if any|Donor agency"),
        ("thematic_areas", "Topic|Sub-theme|Primary theme|Thème principal|Thematic focus"),
        ("further_tags", "Mots-clés|Palabras clave|Tag(s) – choose up to 5|Key words"),
        ("gcm_objectives", "Relevant GCM objectives|Objetivos del PMM|Global Compact objectives"),
        ("sdg_targets", "Relevant SDG targets|Metas ODS|2030 Agenda"),
        ("starts", "Dates de début|Fecha inicio|Starting year|From (year)|START (YYYY)|When did it start?"),
        ("ends", "Fecha fin|Completion date|Final year|To (year)|Date de fin (si connue)"),
        ("period", "Period|Duration|Durée du projet|Periodo de ejecución|Start and end date|Years"),
        ("budget", "Budget amount|Budget in thousands of USD|Presupuesto (miles de USD)"),
        ("budget", "Coût total (en milliers d'euros)"),
        ("currency", "Budget currency|Currency of the budget"),
        ("results", "Results / impact|Key results achieved|Résultats attendus"),
        ("lessons", "Key lessons learned|Leçons tirées|Challenges and lessons learnt|Défis et leçons apprises"),
        ("web_links", "Website|Site internet|Websites|Web address|Useful links"),
        ("contact", "Title of the focal point|Contact details|E-mail"),
        ("", "Comments on the summary|Number of partners|Title, country|Partner country of origin"),
        ("", "Q1\nWho pays?|Practices|Observations sur le titre|Our ref.|Date received"),
    ],
)  # fmt: skip
def test_a_heading_is_understood_by_its_words(key: str, said: str) -> None:
    found = {heading: headings.key_of(heading) for heading in said.replace("Titre | Title", "Titre / Title").split("|")}
    expected = {key, "countries"} if key == "countries" else {key}
    assert set(found.values()) <= expected, found


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Funding agency", "funder"),
        ("Source de financement", "funder"),
        ("Financiador", "funder"),
        ("Lead agency", "coordination"),
        ("Co-funding", "co-funder"),
        ("Partner organisations", None),
    ],
)
def test_a_heading_says_what_its_organisations_do(heading: str, role: str | None) -> None:
    assert (meaning(heading).key, meaning(heading).role) == ("partners", role)
