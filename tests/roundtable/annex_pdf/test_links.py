"""What leads where: outline, contents, web links and cross-references."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from roundtable.annex_pdf import pdf
from roundtable.records.practice import PracticeRecord
from tests import needs
from tests.roundtable.annex.examples import annex, annex_of, annex_with_references
from tests.roundtable.annex_pdf.pdf_pages import pages_led_to, pages_of, read_in_order

pytestmark = needs.program("pdftotext")


def test_the_outline_is_the_issue_areas_and_their_practices(target: Path) -> None:
    pdf.write(annex(), target)
    with pikepdf.open(target) as file, file.open_outline() as outline:
        tree = {item.title: [child.title for child in item.children] for item in outline.root}
    assert tree == {
        "Contents": [],
        "1 Keeping nurses": ["1.1 Étude des infirmières"],
        "2 Who pays for wells?": ["2.1 Wells for Ayacucho – “clean” & <cheap>"],
        "4 Other related examples": ["4.1 No title given (Eritrea)"],
    }


def test_the_contents_name_the_pages_and_lead_there(target: Path) -> None:
    result = pdf.write(annex(), target)
    front = pages_of(target, "-raw")[0]
    assert "1.1 Étude des infirmières 2\n" in front
    assert "4.1 No title given (Eritrea) 3\n" in front
    assert result.pages == 3
    assert set(pages_led_to(target)) == {2, 3}


def test_every_line_of_an_active_link_is_clickable_and_nothing_else_is(target: Path) -> None:
    pdf.write(annex(), target)
    with pikepdf.open(target) as file:
        targets = [str(note.A.URI) for page in file.pages for note in page.get("/Annots", []) if "/A" in note]
    long = "http://example.org/wells/" + "very-long-name/" * 9 + "index.php?a=1&b=2"
    assert targets == [
        "http://example.org/rules.html",
        *[long] * targets.count(long),
        "ftp://example.org/wells.csv",
        "http://www.example.org/wells",
    ]
    assert targets.count(long) == 3


def test_a_link_broken_over_lines_joins_to_the_address(target: Path) -> None:
    address = "http://example.org/a-long-name/" + "and_another-one/" * 12
    pdf.write(annex_of(PracticeRecord(id="a", title="A", web_links=(f"The caption: {address}",))), target)
    for options in ((), ("-raw",)):
        assert address in "".join(pages_of(target, *options)[1].split())


def test_practices_that_answer_a_question_from_elsewhere_are_named_under_it(target: Path) -> None:
    document = annex_with_references()
    pdf.write(document, target)
    read_in_order(document, target, "-raw")
    text = " ".join(" ".join(pages_of(target, "-raw")).split())
    assert "See also 2.1 Wells for Ayacucho – “clean” & <cheap> 2 4.1 No title given (Eritrea) 3" in text
    assert "Who asked nothing? See also 4.1 No title given (Eritrea) 3" in text
    assert text.count("See also") == 2


def test_a_cross_reference_leads_to_its_practice(target: Path) -> None:
    document = annex_with_references()
    headings = [f"{one.number} {one.heading}" for one in document.practices()]
    pdf.write(document, target)
    with pikepdf.open(target) as file:
        notes: Any = file.pages[1].Annots
        assert [
            pikepdf.Page(note.Dest[0]).index + 1 for note in notes if "/Dest" in note and str(note.Contents) in headings
        ] == [2, 2, 3, 3]


@pytest.mark.parametrize(("language", "words"), [("en", "See also"), ("fr", "Voir aussi"), ("es", "Véase también")])
def test_cross_references_are_introduced_in_the_documents_language(language: str, words: str, target: Path) -> None:
    pdf.write(annex_with_references(language), target)
    assert words in pages_of(target, "-raw")[1]
