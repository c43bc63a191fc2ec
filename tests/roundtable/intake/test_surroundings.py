"""What stands around records: mails, footnotes, tables of contents, the parts of a paper."""

from pathlib import Path

import pytest

from roundtable.errors import InputError
from roundtable.intake.paper import read_text
from roundtable.paper_text.markup import NOT_SHOWN
from tests.roundtable.intake.layouts import facts, parsed, record


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,\nAda Lund\nMinistry of Trade",
        "Best wishes\n\nAda Lund\nada@trade.example",
        "Cordialement,\nAda Lund",
        "Saludos cordiales,\nAda Lund",
        "Atentamente,\n\nAda Lund\nTel. +47 22 22",
        "-- \nAda Lund\nwww.trade.example",
        "Ada Lund\nMinistry of Trade\nada@trade.example",
        "Many thanks!\nAda Lund",
        "Bien à vous\nAda Lund",
        "Sent from my phone",
        "At your disposal,\nAda Lund\nMinistry of Trade",
        "All the best from Galway,\nAda\n\nAda Lund | Principal Officer | Ministry of Trade",
        "With best regards from the north,\nAda Lund\nwww.trade.example",
    ],
)
@pytest.mark.parametrize(
    "greeting",
    [
        "",
        "Dear all,\n\nhere is our record:\n\n",
        "Chers collègues,\nVoici notre fiche.\n\n",
        "From: Ada Lund\nTo: Ben Ode\nSubject: Our record\n\nHello Ben\n\n",
        "Estimada colega:\n\n",
    ],
)
def test_the_words_of_a_mail_are_no_part_of_a_record(greeting: str, closing: str) -> None:
    intake = parsed(f"{greeting}{record()}\n{closing}\n")
    [practice] = intake.collection.practices
    assert facts(practice) | {"title": practice.title} == facts(parsed(record()).collection.practices[0])
    left_out = " ".join(ignored.text for ignored in intake.loss.ignored)
    assert all(word in left_out for word in f"{greeting} {closing}".split() if len(word) > 2)
    assert not intake.collection.roundtables[0].title


@pytest.mark.parametrize(
    "footer",
    [
        "Source: replies received by the Division until 3 May 2023.",
        "Source : Direction générale, 2022.",
        "Sources: annual report of the Ministry,\nchapter four, and replies of the provinces",
        "Prepared by the Ministry of Labour of Nepal, 12 March 2023",
        "(c) Ministry for Gozo 2023",
        "Ada Lund, Head of Unit\n\nAda Lund | Principal Officer | Ministry of Trade",
        "---\nThis document is for the use of the delegations only.\n\nIt says nothing of the Government.",
    ],
)
def test_what_closes_a_page_is_no_part_of_the_last_summary_and_told(footer: str) -> None:
    without_links = record(summary="They bake. Bread is sold.").partition("Web Links")[0]
    intake = parsed(f"{record()}\n{without_links}\n{footer}\n")
    last = intake.collection.practices[-1]
    assert last.summary == "They bake. Bread is sold."
    told = f"{' '.join(ignored.text for ignored in intake.loss.ignored)} {last.notes}"
    assert all(word in told for word in footer.replace(":", " ").split() if len(word) > 3)


def test_a_line_apart_that_may_be_no_part_of_the_summary_is_told() -> None:
    line = "as told by the bakers of the valley to the mission"
    without_links = record().partition("Web Links")[0]
    intake = parsed(f"{without_links}\n{line}\n\n{record()}")
    [practice, _] = intake.collection.practices
    assert practice.summary == f"They bake.\n\n{line}"
    assert any("stands apart" in problem.message for problem in intake.problems[practice.id])


@pytest.mark.parametrize("note", ["{} Built in 1921.", "[{}] Built in 1921.", "{}. Built in 1921."])
def test_footnotes_of_an_annex_are_no_part_of_its_records(note: str) -> None:
    mark = "[{}]" if "[" in note else "{}"
    text = record(summary=f"They bake.{mark.format(2)} Bread is sold.").replace("ovens", f"ovens{mark.format(1)}")
    notes = "\n".join(note.format(number) for number in (1, 2))
    intake = parsed(f"{text}\n{notes}\n")
    [practice] = intake.collection.practices
    assert (practice.title, practice.summary) == ("Bread ovens", "They bake. Bread is sold.")
    assert [footnote.text for footnote in intake.collection.roundtables[0].footnotes] == ["Built in 1921."] * 2


PAPER = """{head}

Introduction
Bakers rise before anyone else does, and nobody sees them.

{questions}
Who buys bread at dawn?

{measures}
- Sell it at the station.

{annex}
Title: Bread ovens
Country: Togo
Summary: They bake.
"""


@pytest.mark.parametrize(
    ("head", "code", "title"),
    [
        ("Background paper\nRoundtable 3: Bread and borders", "RT 3", "Bread and borders"),
        ("Background paper RT 2.4\nBread and borders", "RT 2.4", "Bread and borders"),
        ("GFMD Roundtable 1.2 – Bread and borders\nDraft background paper", "RT 1.2", "Bread and borders"),
        ("Roundtable 5\n\nBread and borders\n\nBackground paper", "RT 5", "Bread and borders"),
        ("Session 2.2: Bread and borders\nConcept note", "RT 2.2", "Bread and borders"),
        ("Table ronde 4 : Bread and borders\nDocument de travail", "RT 4", "Bread and borders"),
        ("Mesa redonda 2.1. Bread and borders\nDocumento de trabajo", "RT 2.1", "Bread and borders"),
        ("Documento de trabajo MR 6\nBread and borders", "RT 6", "Bread and borders"),
        ("Round Table No. 2\nBread and borders", "RT 2", "Bread and borders"),
        ("Roundtable II: Bread and borders", "RT 2", "Bread and borders"),
        ("Roundtable Three: Bread and borders", "RT 3", "Bread and borders"),
        ("Global Forum on Migration and Development\n\nRT 4.1 Bread and borders", "RT 4.1", "Bread and borders"),
        ("BACKGROUND PAPER\n\nRT-3.3\n\nBread and borders", "RT 3.3", "Bread and borders"),
        ("Bread and borders\n\nGFMD Summit, Quito, 20-22 January 2020\n\nRoundtable 1", "RT 1", "Bread and borders"),
    ],
)
@pytest.mark.parametrize(
    ("questions", "measures", "annex"),
    [
        ("Guiding questions", "Possible measures", "Annex"),
        ("Questions for discussion", "Policy options", "Annex I: Examples"),
        ("Questions pour le débat", "Pistes d’action", "Annexe"),
        ("Preguntas orientadoras", "Medidas posibles", "Anexo"),
        ("2. Guiding questions", "3. Ideas for action", "Appendix"),
    ],
)
def test_a_paper_is_known_by_its_parts(
    *, head: str, code: str, title: str, questions: str, measures: str, annex: str
) -> None:
    intake = parsed(PAPER.format(head=head, questions=questions, measures=measures, annex=annex))
    [roundtable] = intake.collection.roundtables
    assert (roundtable.code, roundtable.title) == (code, title)
    assert [question.text for question in roundtable.guiding_questions][:1] == ["Who buys bread at dawn?"]
    assert [measure.text for measure in roundtable.possible_measures] == ["Sell it at the station."]
    assert [section.heading for section in roundtable.sections] == ["Introduction", questions, measures]
    if "2020" in head:
        assert roundtable.meeting == "GFMD Summit, Quito, 20-22 January 2020"


@pytest.mark.parametrize("heading", ["Main issue area {}: {}", "Cluster {} – {}", "Axe {}. {}"])
def test_a_heading_that_counts_the_groups_is_no_part_of_the_record_above(heading: str) -> None:
    paper = PAPER.format(
        head="Roundtable 3: Bread and borders",
        questions="Guiding questions",
        measures="Possible measures",
        annex="Annex",
    )
    paper = paper.replace("at dawn?", "at dawn?\nWho mills the grain?").replace(
        "Annex\n", f"Annex\n\n{heading.format(1, 'Bread at dawn')}\n"
    )
    second = "Title: Mill\nCountry: Benin\nSummary: They mill.\n"
    intake = parsed(f"{paper}\n{heading.format(2, 'The mills')}\n{second}")
    assert [practice.summary for practice in intake.collection.practices] == ["They bake.", "They mill."]
    [roundtable] = intake.collection.roundtables
    questions = [question.id for question in roundtable.guiding_questions]
    assert [entry.guiding_question for entry in roundtable.annex] == questions


def test_headings_that_say_what_the_records_below_are_about_are_no_part_of_those_above() -> None:
    text = f"Annex: Examples\n\nBread and ovens\n\n{record()}\n"
    text = text.replace("Web Links: www.a.example\n", "")
    second = "Title: Mill\nCountry: Benin\nSummary: They mill.\n"
    practices = parsed(f"{text}\nGrain and mills\n\n{second}").collection.practices
    assert [practice.summary for practice in practices] == ["They bake.", "They mill."]


@pytest.mark.parametrize("summit", ["France 2022-2023", "Colombia 2024-2025"])
def test_a_summit_of_the_list_above_the_title_is_the_meeting(summit: str) -> None:
    head = f"Global Forum on Migration and Development\n{summit}\n\nRoundtable 5\nBread and borders"
    paper = PAPER.format(head=head, questions="Guiding questions", measures="Recommended actions", annex="Annex")
    [roundtable] = parsed(paper).collection.roundtables
    assert (roundtable.title, roundtable.meeting) == ("Bread and borders", summit)
    assert [measure.text for measure in roundtable.possible_measures] == ["Sell it at the station."]


@pytest.mark.parametrize("number", ["Practice No. {}", "Example no. {}", "No. {}", "Fiche n° {}", "Ficha n.º {}"])
def test_the_number_over_a_record_is_no_mark_of_a_footnote(number: str) -> None:
    records = [f"{number.format(n)}\nTitle: Oven {n}\nCountry: Togo\nSummary: They bake.\n" for n in (1, 2, 3)]
    practices = parsed("\n".join(records)).collection.practices
    assert [practice.summary for practice in practices] == ["They bake."] * 3


CONTENTS = ("{} ........ {}", "{}\t{}", "{}      {}", "{} . . . . . {}", "{} {}", "{}", "{}…{}")


@pytest.mark.parametrize("entry", CONTENTS)
@pytest.mark.parametrize("heading", ["Contents", "Table of contents", "Table des matières", "Índice", "Sommaire:"])
def test_a_table_of_contents_is_left_out(entry: str, heading: str) -> None:
    names = ("Introduction", "Guiding questions", "Possible measures", "Annex")
    contents = "\n".join(entry.format(name, number) for number, name in enumerate(names, 2))
    paper = PAPER.format(head="RT 7.1 Bread and borders", questions=names[1], measures=names[2], annex="Annex")
    for text in (
        f"{heading}\n{contents}\n\n{paper}",
        paper.replace("\n\nIntro", f"\n\n{heading}\n{contents}\n\nIntro", 1),
    ):
        intake = parsed(text)
        [roundtable] = intake.collection.roundtables
        assert (roundtable.code, roundtable.title) == ("RT 7.1", "Bread and borders")
        assert [section.heading for section in roundtable.sections] == list(names[:3])
        assert [measure.text for measure in roundtable.possible_measures] == ["Sell it at the station."]


def test_a_byte_order_mark_in_the_middle_is_no_letter() -> None:
    titles = [one.title for one in parsed(f"{record()}\ufeff{record()}").collection.practices]
    assert titles == ["Bread ovens", "Bread ovens"]


def test_without_a_number_all_that_is_not_kept_is_reported() -> None:
    paper = PAPER.format(
        head="Background paper\nBread and borders", questions="Key questions", measures="Options", annex="Annex"
    )
    intake = parsed(paper)
    assert [facts(practice)["title"] for practice in intake.collection.practices] == ["Bread ovens"]
    loss = intake.loss_without_roundtable
    assert loss is not None
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    left_out = " ".join(ignored.text for ignored in loss.ignored)
    assert all(text in left_out for text in ("Bread and borders", "Bakers rise", "Who buys bread", "Sell it at the"))
    assert parsed(paper.replace("Background paper", "Background paper RT 1.1")).loss_without_roundtable is None


CROSSED = """Title: Ghana, Togo
Country: Return and reintegration
Partner(s): Gender
Tags: Benin
Summary: Night school
"""


@pytest.mark.parametrize(
    "text",
    [
        CROSSED,
        f"{CROSSED}\n{CROSSED}\n{record()}",
        "Title:\nCountry:\nSummary: They bake.\n" * 3,
    ],
)
def test_a_text_whose_records_come_out_crossed_or_empty_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parsed(text)
    assert "crossed" in refused.value.cause
    assert "line 1" in refused.value.cause
    assert "nothing was imported" in refused.value.remedy


def test_one_crossed_record_among_others_is_taken_in() -> None:
    assert len(parsed(f"{record()}\n{CROSSED}\n{record()}").collection.practices) == 3


PAGES = {
    "word.html": "<head><style>p{color:red}</style></head><p class=a><span>Title: Mill<o:p></o:p></span></p>"
    "<p>Country:\r\nMali</p><p>Summary: Corn is\r\nground.</p>",
    "hidden.html": "<p>Title: Mill</p><p>Country: Mali</p><p style='display:none'>secret</p>"
    "<p>Summary: Corn is ground.</p>",
    "list.html": "<h2>Mill</h2><ul><li><b>Country</b>: Mali</li><li><b>Summary</b>: Corn is <i>ground</i>.</li></ul>",
    "terms.html": "<dl><dt>Title</dt><dd>Mill</dd><dt>Country</dt><dd>Mali</dd>"
    "<dt>Summary</dt><dd>Corn is ground.</dd></dl>",
    "mail.html": "<p>Dear all,</p><table><tr><td>Title</td><td>Mill</td></tr><tr><td>Country</td><td>Mali</td></tr>"
    "<tr><td>Summary</td><td>Corn is ground.</td></tr></table><p>Best regards,<br>A. Clerk</p>",
    "cells.html": "<table><tr><td>Title</td><td>Mill</td><td>Country</td><td>Mali</td></tr>"
    "<tr><td>Summary</td><td colspan=3>Corn is ground.</td></tr></table>",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_web_page_means_what_it_shows(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(PAGES[name], encoding="utf-8")
    [practice] = read_text(file).collection.practices
    assert (practice.title, practice.summary) == ("Mill", "Corn is ground.")
    assert [country.code for country in practice.countries] == ["MLI"]


def test_what_a_web_page_hides_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "hidden.html").write_text(PAGES["hidden.html"], encoding="utf-8")
    reasons = {ignored.text: ignored.reason for ignored in read_text(tmp_path / "hidden.html").loss.ignored}
    assert [reason for text, reason in reasons.items() if "secret" in text] == [NOT_SHOWN]
