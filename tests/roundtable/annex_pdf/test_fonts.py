"""The fonts in the file, what their letters are read as, and which letters no font has."""

import re
from pathlib import Path

import pikepdf
import pytest

from roundtable.annex.fonts import REPLACEMENT
from roundtable.annex.missing_letters import MissingLetters, missing_letters
from roundtable.annex_pdf import pdf
from roundtable.records.practice import Country, PracticeRecord
from tests import needs
from tests.roundtable.annex.examples import annex_of
from tests.roundtable.annex_pdf.pdf_pages import pages_of

pytestmark = needs.program("pdftotext")


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


@pytest.mark.parametrize(
    ("text", "script", "remedy"),
    [
        ("ދިވެހި", "Thaana", "scripts"),
        ("ߒߞߏ", "Nko", "scripts"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tifinagh", "scripts"),
        ("བོད་ཡིག", "Tibetan", "font"),
        ("日本", "Chinese", "cjk"),
        ("\ue000", "", "remove"),
    ],
)
def test_what_helps_is_told_by_script(text: str, script: str, remedy: str) -> None:
    document = annex_of(PracticeRecord(id="a", title=text))
    [missing] = missing_letters(document, set(text))
    assert (missing.script, missing.remedy) == (script, remedy)


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
