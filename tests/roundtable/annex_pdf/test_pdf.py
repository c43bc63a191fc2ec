"""The file says every word of the document in order, and carries all that a reader and a viewer use."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.fonts import REPLACEMENT, Fonts
from roundtable.annex.missing_letters import MissingLetters
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_text import paragraphs
from roundtable.annex_pages.layout import lay_out
from roundtable.annex_pdf import pdf
from roundtable.errors import OutputError
from roundtable.exchange import json_file
from roundtable.progress import Cancelled, silent
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import Country, Partner, PracticeRecord
from tests import needs, samples
from tests.programs import pdf_text
from tests.roundtable.annex.examples import NURSES, ROUNDTABLE, annex, annex_of, annex_with_references, printed_texts

pytestmark = needs.program("pdftotext")

GOLDEN = Path(__file__).with_name("golden_annex.txt")
WORD = "contribution"
HEAD = re.compile(r"^Draft · |Practices? [0-9.]+(–[0-9.]+)?$")


def pages_of(path: Path, *options: str) -> list[str]:
    return pdf_text(path, *options).split("\f")[:-1]


def read_in_order(document: AnnexDocument, path: Path, *options: str) -> None:
    """Assert that every printed text is read whole and in order, page furniture aside."""
    pages = pages_of(path, *options)
    kept = []
    for number, page in enumerate(pages[_front(path) :], _front(path) + 1):
        foot, count = document.meeting or document.name, f"{number}/{len(pages)}"
        furniture = (foot, count, f"{foot} {count}", f"a {document.tag_footnote}")
        kept += [line for line in page.splitlines() if line not in furniture and not HEAD.search(line)]
    text = "".join("".join(kept).split())
    at = 0
    for printed in printed_texts(document):
        wanted = "".join(printed.split())
        found = text.find(wanted, at)
        assert found >= 0, f"“{printed}” is not read, or not in its place"
        at = found + len(wanted)


def _front(path: Path) -> int:
    """Count the pages of the title block and the contents: the first link leads to the page after them."""
    return pages_led_to(path)[0] - 1


def pages_led_to(path: Path) -> list[int]:
    """List the page numbers to which the links of the first page lead."""
    with pikepdf.open(path) as file:
        notes: Any = file.pages[0].Annots
        return [pikepdf.Page(note.Dest[0]).index + 1 for note in notes]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "annex.pdf"


@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_every_word_of_every_field_is_read_in_order(options: tuple[str, ...], target: Path) -> None:
    pdf.write(annex(), target)
    read_in_order(annex(), target, *options)


@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_every_word_of_the_sample_is_read_in_order(options: tuple[str, ...], target: Path) -> None:
    sample = json_file.read(resources.path("sample/rt-3.2.json"))
    document = build(sample.roundtables[0], sample.practices_by_id(), sample.mappings)
    assert any(group.see_also for group in document.groups)
    assert pdf.write(document, target).missing == ()
    read_in_order(document, target, *options)


def test_the_text_by_page_is_as_reviewed(target: Path) -> None:
    pdf.write(annex(), target)
    text = "\n=== page ===\n".join(pages_of(target, "-raw"))
    if os.environ.get("ROUNDTABLE_REWRITE_GOLDENS") == "1":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "another name.pdf"]
    for path in paths:
        pdf.write(annex(), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_file_says_what_it_is_and_in_which_language(target: Path) -> None:
    pdf.write(annex("fr"), target)
    with pikepdf.open(target) as file:
        assert file.docinfo.Title == "Annexe au document de base de la table ronde 9.1\xa0: Water and nurses"
        assert "/Author" not in file.docinfo
        assert file.docinfo.Subject == "Annexe au document de base de la table ronde 9.1"
        assert str(file.docinfo.Keywords).startswith("Diasporas, Strategies")
        assert file.Root.Lang == "fr"
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_the_author_is_who_chairs_the_roundtable(target: Path) -> None:
    pdf.write(build(replace(ROUNDTABLE, co_chairs="Utopia; Erewhon", annex=()), {}), target)
    with pikepdf.open(target) as file:
        assert file.docinfo.Author == "Utopia; Erewhon"


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


def test_every_font_is_embedded(target: Path) -> None:
    pdf.write(annex_of(PracticeRecord(id="a", title="A ➢ שלום", summary="B ✔ שלום")), target)
    with pikepdf.open(target) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        fonts = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
        assert {str(font.BaseFont).split("+")[1] for font in fonts} == {
            "NotoSans-400",
            "NotoSans-700",
            "NotoSansHebrew-400",
            "NotoSansHebrew-700",
            "NotoSansSymbols2-400",
            "NotoSansSymbols2-700",
        }
        assert all("/FontFile2" in font.FontDescriptor and "+" in str(font.BaseFont) for font in fonts)


def test_a_character_without_a_font_is_reported_and_seen(target: Path) -> None:
    practices = (PracticeRecord(id="a", title="Title"), PracticeRecord(id="b", title="Other", tags=("x中",)))
    result = pdf.write(annex_of(*practices), target)
    assert result.missing == (MissingLetters("b", "Other", "Chinese", "中", ("tags",)),)
    assert f"x{REPLACEMENT}" in pages_of(target)[1]


def test_missing_letters_are_counted_by_practice_and_script_and_none_is_left_unsaid(target: Path) -> None:
    egyptian = "".join(map(chr, range(0x13000, 0x1300F)))
    practices = (
        PracticeRecord(id="a", title=" ".join(egyptian), countries=(Country("中国"),)),
        PracticeRecord(id="b", title="中国", summary="移民 한국"),
    )
    assert [
        (one.practice, one.script, len(one.letters), one.fields)
        for one in pdf.write(annex_of(*practices), target).missing
    ] == [
        ("a", "Egyptian Hieroglyphs", len(egyptian), ("title",)),
        ("a", "Chinese", 2, ("countries",)),
        ("b", "Chinese", 4, ("title", "summary")),
        ("b", "Korean", 2, ("summary",)),
    ]


def test_letters_beyond_four_digits_are_read_as_they_were_typed(target: Path) -> None:
    typed = "Book 📚 and house 🏠 of 𝒜"
    pdf.write(annex_of(PracticeRecord(id="a", title=typed, summary=typed)), target)
    assert pages_of(target, "-raw")[1].count(typed) == 2
    with pikepdf.open(target) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        maps = [font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2] for font in fonts]
        values = [value for codes in maps for value in re.findall(rb"<\w\w> <(\w+)>", codes)]
    assert values
    assert all(len(value) % 4 == 0 and int(value, 16) for value in values)


def test_the_file_is_dated_by_the_newest_change_of_what_it_prints(target: Path) -> None:
    changes = ("2014-04-30T08:00:00Z", "2013-01-01T00:00:00+00:00")
    practices = (PracticeRecord(id=moment, title="A", changed_at=moment) for moment in changes)
    pdf.write(annex_of(*practices), target)
    with pikepdf.open(target) as file:
        assert str(file.docinfo.CreationDate) == "D:20140430080000Z"
        assert file.pdf_version == "1.7"


def test_a_place_with_a_footnote_calls_it_wherever_it_stands(target: Path) -> None:
    practices = (
        PracticeRecord(
            id="a", title="A", countries=(Country("Kosovo", "XKX"), Country("Serbia", "SRB")), tags=("Gender",)
        ),
        PracticeRecord(id="b", title="B", extra=(("Target Countries", "Serbia, Kosovo"),)),
    )
    pdf.write(annex_of(*practices), target)
    text = " ".join(pages_of(target)[1].split())
    assert "Kosovo; a Serbia" in text
    assert "Serbia, Kosovo a" in text
    assert text.count("a References to Kosovo") == 1
    assert "b A tag is" in text


def test_list_marks_of_the_introduction_stand_at_the_margin(target: Path) -> None:
    introduction = "Two parts:\n\n1. practices;\n\n(iv) other examples."
    document = replace(annex_of(PracticeRecord(id="a", title="A")), introduction=paragraphs(introduction))
    pages = lay_out(document, Fonts(document.own_characters() | set("A")), page_style(), silent)
    runs = [run for _, strip in pages[0].placed for _, parts in strip.parts for run in parts]
    assert min(run.x for run in runs) == 0.0


def test_markup_prints_as_it_was_typed(target: Path) -> None:
    typed = 'a <b>bold</b> &amp; <img src="file:///etc/passwd"/> <para>'
    pdf.write(annex_of(PracticeRecord(id="a", title=typed, summary=typed)), target)
    assert pages_of(target, "-raw")[1].count(typed) == 2


def test_right_to_left_words_are_read_in_their_letters_order(target: Path) -> None:
    pdf.write(annex_of(PracticeRecord(id="a", title="A", summary="the שלום עולם and مرحبا end")), target)
    read = re.sub("[\u202a-\u202e]", "", pages_of(target)[1])
    assert all(word in read for word in ("שלום", "עולם", "مرحبا"))


@pytest.mark.parametrize(
    "practice",
    [
        PracticeRecord(id="a", title="Long", summary=f"{WORD} " * 5000),
        PracticeRecord(id="a", title="Long", summary="\n\n".join(f"{n}. {WORD} {WORD}" for n in range(1, 99)) * 5),
        PracticeRecord(id="a", title="Partners", partners=tuple(Partner(f"{WORD} {n}") for n in range(900))),
        PracticeRecord(id="a", title=f"{WORD} " * 1500, summary="Short."),
        PracticeRecord(id="a", title="Word", summary="x" * 5000, tags=("y" * 5000,)),
        PracticeRecord(id="a", title="Label", extra=((f"{WORD} " * 30, "Value"), ("", "No label"))),
        PracticeRecord(id="a", title="Links", web_links=tuple(f"http://example.org/{n}" for n in range(200))),
    ],
    ids=["summary", "list", "partners", "title", "word", "label", "links"],
)
@pytest.mark.parametrize("options", [(), ("-raw",)], ids=["default", "raw"])
def test_what_is_longer_than_a_page_flows_on(practice: PracticeRecord, options: tuple[str, ...], target: Path) -> None:
    document = annex_of(practice, NURSES)
    pdf.write(document, target)
    read_in_order(document, target, *options)


def test_no_heading_stands_alone_at_the_end_of_a_page(target: Path) -> None:
    practices = [
        PracticeRecord(id=str(n), title=f"Title {n}", countries=(Country("Mali"),), summary=f"{WORD} " * (40 + 11 * n))
        for n in range(40)
    ]
    pdf.write(annex_of(*practices), target)
    for page in pages_of(target, "-raw")[1:]:
        *body, _ = page.splitlines()
        titled = [at for at, line in enumerate(body) if re.fullmatch(r"Title \d+", line)]
        assert not titled or len(body) - titled[-1] >= 4, page  # the title, the country, two lines of the summary


def test_an_annex_without_practices_says_so(target: Path) -> None:
    result = pdf.write(annex_of(), target)
    assert (result.pages, result.practices) == (1, 0)
    assert "No practice has been placed" in pages_of(target)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_number_and_how_many_there_are(language: str, target: Path) -> None:
    pages = pdf.write(annex(language), target).pages
    for number, page in enumerate(pages_of(target), 1):
        assert page.rstrip().endswith(f"{number}/{pages}")


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


def test_the_footnote_stands_on_the_page_of_the_first_tags(target: Path) -> None:
    pdf.write(annex(), target)
    assert [annex().tag_footnote in page for page in pages_of(target, "-raw")] == [False, True, False]


def test_progress_is_told_from_the_first_practice_to_the_last_page(target: Path) -> None:
    told: list[float] = []
    pdf.write(annex(), target, progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[0] < 0.5
    assert told[-1] == 1


@pytest.mark.parametrize("step", range(1, 7))
def test_a_cancelled_annex_leaves_nothing_behind(step: int, tmp_path: Path) -> None:
    calls = iter(range(1, 100))

    def cancel(done: int, total: int) -> None:
        if next(calls) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.write(annex(), tmp_path / "annex.pdf", progress=cancel)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_place_for_the_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        pdf.write(annex(), tmp_path)


@given(st.lists(samples.practices(), max_size=3, unique_by=lambda one: one.id))
def test_any_text_in_any_field_makes_a_file(
    tmp_path_factory: pytest.TempPathFactory, practices: list[PracticeRecord]
) -> None:
    path = tmp_path_factory.mktemp("annex") / "annex.pdf"
    result = pdf.write(annex_of(*practices), path)
    assert result.practices == len(practices)
    with pikepdf.open(path) as file:
        assert len(file.pages) == result.pages


words = st.lists(
    st.text(st.sampled_from("aZ09éßŁğçñøΩλж…“”’‘«»–<>&;:,.!?()[]{}/\\'\"#%*+=_|~^$€№§"), min_size=1, max_size=60),
    max_size=60,
).map(" ".join)


@settings(max_examples=30)
@given(
    st.builds(
        PracticeRecord,
        id=st.just("a"),
        title=words,
        summary=st.lists(words, max_size=4).map("\n\n".join),
        countries=st.lists(st.builds(Country, words), max_size=2).map(tuple),
        partners=st.lists(st.builds(Partner, words), max_size=9).map(tuple),
        tags=st.lists(words, max_size=3).map(tuple),
        web_links=st.lists(words, max_size=2).map(tuple),
        extra=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    )
)
def test_any_words_that_have_glyphs_are_read_in_order(
    tmp_path_factory: pytest.TempPathFactory, practice: PracticeRecord
) -> None:
    path = tmp_path_factory.mktemp("annex") / "annex.pdf"
    document = annex_of(practice)
    assert pdf.write(document, path).missing == ()
    read_in_order(document, path, "-raw")
