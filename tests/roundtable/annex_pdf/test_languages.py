"""A text of the Universal Declaration of Human Rights in each language is printed whole and read as it was typed."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from roundtable.annex.fonts import Fonts
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_text import Paragraph
from roundtable.annex.strips import Element, strips_of
from roundtable.annex_pdf import pdf
from roundtable.records.practice import PracticeRecord
from tests import needs
from tests.programs import pdf_text
from tests.roundtable.annex.examples import annex_of

TYPED: dict[str, str] = json.loads(Path(__file__, "../../../data/languages.json").resolve().read_text(encoding="utf-8"))
EAST_ASIAN = ("Chinese", "Japanese", "Korean")
BUNDLED = [language for language in TYPED if language not in EAST_ASIAN]
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\ufffe\x02]")


def practice(language: str) -> PracticeRecord:
    text = TYPED[language]
    return PracticeRecord(id=language, title=text, summary=f"{text}\n\n1. {text}\n\n2. Mixed (2020) {text}")


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an annex in all languages; its titles, summaries and items print each text four times."""
    target = tmp_path_factory.mktemp("languages") / "annex.pdf"
    assert pdf.write(annex_of(*map(practice, BUNDLED)), target).missing == ()
    return target


def qt_text(path: Path) -> str:
    """Read a PDF as Qt does, and the browsers that share its reader."""
    return "\n".join(qt_pages(path))


def qt_pages(path: Path) -> list[str]:
    """Read each page of a PDF as Qt does."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(path))
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return pages


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\s.,;:()]+", _CONTROLS.sub("", unicodedata.normalize("NFC", text)))


def lost(read: str) -> Iterator[str]:
    """Yield each language of which a word was read less often than it was printed; a line may end within none."""
    words = words_of(read)
    for language in BUNDLED:
        for word in set(words_of(TYPED[language])):
            # where blanks are rare a line ends within what is a word here
            found = words.count(word) if language not in ("Thai", "Lao", "Khmer", "Burmese") else 4
            if found < 4 and "".join(words).count(word) < 4:
                yield f"{language}: {word} {found}"


@needs.program("pdftotext")
def test_pdftotext_reads_every_word_as_it_was_typed(annex: Path) -> None:
    assert list(lost(pdf_text(annex))) == []


@pytest.mark.usefixtures("qapp")
def test_qt_reads_every_word_as_it_was_typed(annex: Path) -> None:
    assert list(lost(qt_text(annex))) == []


@needs.program("pdftotext")
@pytest.mark.parametrize(
    "text",
    [
        "𝐁𝐨𝐥𝐝 𝑥² 𝔽 𝒜 𝟙 ∈ ℝ",
        "👩🏽\u200d⚕ nurses 🏳\u200d🌈 🇸🇻 🇬🇭 1\u20e3 👨\u200d👩\u200d👧\u200d👦 end",
        "Games 🀰 🂡 ♟",
        "a\u1dc4b e\u0329\u0301 T\u0361s k\u035ch o\u0304\u0323 Ọ̀ Ẹ́ ɛ̃ ɔ̀ ŋ́",
        "கூட்டம் மற்றும் လူမှု ஸ்ரீ கௌ ကြွ ည်း",
        "क्ष त्र ज्ञ श्र द्ध ट्ट ङ्क र्\u200dय रू हृदय र्कि ॐ ₹ १२३",
        "Ligatures ﬁ ﬂ ĳ ǆ, fractions ½ ⅔, superscripts m² H₂O, signs № § ¶ † ‡ ™ ℠",
        "Čeština, Türkçe ığşİ, Polski żółć, Română șț, Íslenska þð, Malti ħġ, Latviešu ķļ",
        "Ĉiuj homoj; Аԥсуа ҟ; Қазақ ұлт; ქართული ჱ; Ὅμηρος ᾠδή",
        "Zażółć «gęślą» ‹jaźń› „cytat” ‚x‘ — – ‐ … ‰ ′ ″",
    ],
)
def test_letters_of_further_kinds_are_read_as_they_were_typed(text: str, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    assert pdf.write(annex_of(PracticeRecord(id="a", title=text, summary=text)), target).missing == ()
    read = "".join(words_of(pdf_text(target)))
    assert read.count("".join(words_of(text))) >= 2


def test_lines_of_stacked_letters_stand_further_apart() -> None:
    look, heights = page_style(), []
    for language in ("Burmese", "Khmer", "Thai"):
        text = TYPED[language]
        [first, *_] = strips_of(Paragraph(text), Element("P"), look.body, Fonts(set(text)), 300.0)
        heights.append(first.height - look.body.leading)
    assert heights == [look.unit, look.unit, 0.0]
