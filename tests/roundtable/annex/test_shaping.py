"""Letters that join, change places or carry marks are shaped, and read as they were typed."""

import re
import subprocess
from pathlib import Path

import pymupdf_fonts
import pytest

from roundtable.annex import pdf
from roundtable.annex.shaping import GlyphFont, needs_shaping
from roundtable.records.practice import PracticeRecord
from tests import needs
from tests.programs import pdf_text
from tests.roundtable.annex.examples import annex_of

FONT = "figo"


@pytest.fixture
def font() -> GlyphFont:
    return GlyphFont("G1", FONT, pymupdf_fonts.fontbuffers[FONT]())


def numbers(font: GlyphFont, text: str, *, is_right: bool = False) -> list[int]:
    return [glyph.number for _, glyphs in font.shape(text, is_right=is_right).clusters for glyph in glyphs]


def test_arabic_letters_join_and_stand_from_right_to_left(font: GlyphFont) -> None:
    assert numbers(font, "ببب", is_right=True)[0] != numbers(font, "ب", is_right=True)[0]
    assert len(set(numbers(font, "ببب", is_right=True))) == 3
    assert [text for text, _ in font.shape("سلام", is_right=True).clusters] == ["م", "لا", "س"]
    assert numbers(font, "لا", is_right=True) != numbers(font, "ل", is_right=True) + numbers(font, "ا", is_right=True)


def test_a_vowel_sign_that_stands_before_its_letter_is_read_with_it(font: GlyphFont) -> None:
    [(text, glyphs)] = font.shape("कि", is_right=False).clusters
    assert (text, len(glyphs), {glyph.text for glyph in glyphs}) == ("कि", 2, {""})


def test_brackets_are_mirrored_where_text_runs_right(font: GlyphFont) -> None:
    assert numbers(font, "(", is_right=True) == numbers(font, ")")


@pytest.mark.parametrize(
    ("text", "is_shaped"), [("été Łódź Ελλάδα", False), ("שלום", False), ("שָׁלוֹם", True), ("ọ̀", True)]
)
def test_only_what_is_more_than_letter_after_letter_is_shaped(text: str, is_shaped: bool) -> None:
    assert needs_shaping(text) == is_shaped


@needs.program("pdftotext")
@pytest.mark.parametrize(
    "text",
    [
        "प्रवासी श्रमिकों के लिए कौशल कार्यक्रम",
        "Ọ̀sányìn ń kọ́ ẹ̀kọ́",
        "برنامج دعم المهاجرين العائدين",
        "שלום עולם",
        "کارگران مهاجر",
        "الاتفاق رقم",
    ],
    ids=["Hindi", "Yoruba", "Arabic", "Hebrew", "Persian", "ligature"],
)
def test_shaped_text_is_read_as_it_was_typed(text: str, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    assert pdf.write(annex_of(PracticeRecord(id="a", title=text, summary=text)), target).missing == ()
    read = pdf_text(target)
    words = re.sub("[\u202a-\u202e]", "", read).split()
    assert all(words.count(word) >= 3 for word in text.split()), words


@needs.program("qpdf")
def test_the_file_with_shaped_text_is_sound(tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    pdf.write(annex_of(PracticeRecord(id="a", title="مرحبا हिन्दी", summary="ไทย น้ำ")), target)
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
