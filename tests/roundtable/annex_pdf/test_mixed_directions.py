"""Lines in which text runs both ways are read in the order in which they were typed."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from roundtable.annex.printed_text import tidy
from roundtable.annex_pdf import pdf
from roundtable.records.practice import PracticeRecord
from tests import needs
from tests.programs import pdf_text
from tests.roundtable.annex.examples import annex_of
from tests.roundtable.annex_pdf.test_languages import BUNDLED, TYPED, qt_text, words_of

TYPED_MIXED: Mapping[str, dict[str, str]] = json.loads(
    Path(__file__, "../../../data/mixed_directions.json").resolve().read_text(encoding="utf-8")
)
RIGHT, LEFT = TYPED_MIXED["right"], TYPED_MIXED["left"]
TURNED_BY_QT = ("Arabic with an address", "Pointed Hebrew with a name")
"""Lines of which it turns the Latin words round, or that it takes for Latin ones."""
GLYPH_BY_GLYPH = {
    "Amharic",
    "Armenian",
    "English",
    "French",
    "Georgian",
    "Greek",
    "Russian",
    "Spanish",
    "Tigrinya",
    "Ukrainian",
    "Vietnamese",
}
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e]")


def written(texts: Mapping[str, str], target: Path) -> Path:
    pdf.write(annex_of(*(PracticeRecord(id=name, title=text, summary=text) for name, text in texts.items())), target)
    return target


def as_typed(text: str) -> str:
    return " ".join(_CONTROLS.sub("", text).split())


@needs.program("pdftotext")
@pytest.mark.parametrize("texts", [RIGHT, LEFT], ids=["right", "left"])
def test_pdftotext_reads_them_as_typed_where_most_of_the_page_runs_their_way(
    texts: Mapping[str, str], target: Path
) -> None:
    read = as_typed(pdf_text(written(texts, target)))
    assert [name for name, text in texts.items() if as_typed(text) not in read] == []


@needs.program("pdftotext")
@pytest.mark.parametrize("language", [*RIGHT, *LEFT, *BUNDLED])
def test_pdftotext_reads_words_in_order_from_the_content_of_any_page(language: str, target: Path) -> None:
    text = (RIGHT | LEFT | TYPED)[language]
    read = words_of(pdf_text(written({language: text}, target), "-raw"))
    assert "".join(words_of(text)) in "".join(read)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", [*(name for name in RIGHT if name not in TURNED_BY_QT), *BUNDLED])
def test_qt_reads_words_in_order_where_no_two_in_a_row_run_against_their_line(language: str, target: Path) -> None:
    text = (RIGHT | TYPED)[language]
    read = [word for word in words_of(qt_text(written({language: text}, target))) if word != "Summary"]
    assert "".join(words_of(text)) in "".join(read)


@pytest.mark.parametrize("language", [*RIGHT, *LEFT, *BUNDLED])
def test_what_reads_tags_is_told_what_was_typed(language: str, target: Path) -> None:
    text = tidy((RIGHT | LEFT | TYPED)[language])
    with pikepdf.open(written({language: text}, target)) as file:
        told = [
            str(one.ActualText) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        ]
    assert bool(told) == (language not in GLYPH_BY_GLYPH)
    assert not told or any(text.replace("\xa0", " ") in one.replace("\xa0", " ") for one in told), told
