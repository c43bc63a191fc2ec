"""Two checkers find nothing against PDF/UA-1 and PDF/A-3a, whatever an annex prints."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page
import pdfua
import pytest

import resources
from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.page_style import page_style
from roundtable.annex.printed_text import paragraphs
from roundtable.annex_pdf import pdf
from roundtable.exchange import annex_records, json_file
from roundtable.intake.paper import read_text
from roundtable.mapping.figures import Figures
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.practice import Country, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from tests import needs
from tests.roundtable.annex.examples import annex, annex_of, annex_with_references
from tests.roundtable.annex_pdf.test_mixed_directions import LEFT, RIGHT

LIMITS = page.SafetyLimits(max_reference_depth=5000)
SCRIPTS = {
    "ar": "تدريب الممرضين 2014 (WHO).",
    "he": "שָׁלוֹם עולם, 12%",
    "hi": "स्वास्थ्य और शिक्षा",
    "bn": "স্বাস্থ্য",
    "th": "การย้ายถิ่นและการพัฒนา",
    "am": "ስደት እና ልማት",
    "ka": "მიგრაცია",
    "hy": "Միգրացիա",
    "ru": "Миграция и развитие",
    "el": "Μετανάστευση",
    "vi": "Di cư và phát triển",
    "yo": "Ìdàgbàsókè ọ̀nà",
    "zh": "移民与发展",
    "ja": "移住と開発",
    "ko": "이주와 개발",
    "": "📚 𝒜 ✔ ☎ 1/2 “quoted”",
}


def sample() -> Collection:
    return json_file.read(resources.path("sample/rt-3.2.json"))


def of_sample() -> AnnexDocument:
    collection = sample()
    return build(collection.roundtables[0], collection.practices_by_id(), collection.mappings)


def of_all_scripts() -> AnnexDocument:
    return annex_of(
        *(
            PracticeRecord(
                id=f"p{number}", title=text, language=language, summary=f"{text}\n\n• {text}\n\n• {text}", tags=(text,)
            )
            for number, (language, text) in enumerate(SCRIPTS.items())
        )
    )


def of_lines_that_run_both_ways() -> AnnexDocument:
    texts = {**LEFT, **RIGHT}.values()
    return annex_of(
        *(PracticeRecord(id=text, title=text, summary=f"{text}\n\n1. {text}", web_links=(text,)) for text in texts)
    )


def with_coverage() -> AnnexDocument:
    columns = ("Question or measure", "Practices", "Share")
    rows = tuple((f"M{number} Text", str(number), "0%") for number in range(90))
    counted = Figures(
        name="Coverage", heading="Coverage", columns=columns, rows=rows, is_counted=True, note="Shares may add up."
    )
    gaps = (("Q1 Why?", "Nobody yet", ""), ("M2 How?", "Asked", "Kosovo"))
    described = Figures(name="Gaps", heading="Gaps", columns=columns, rows=gaps, is_counted=False)
    return replace(annex_with_references(), figures=(counted, described))


def with_lists() -> AnnexDocument:
    introduction = "Two parts:\n\n1. practices;\n\n2. others.\n\n(a) So.\n\n(iv) Or so.\n\nA. Else.\n\n■ At last."
    countries = (Country("Kosovo", "XKX"), Country("Serbia", "SRB"))
    practices = [PracticeRecord(id=f"{n}", title="A", countries=countries, tags=("Gender",)) for n in range(30)]
    return replace(annex_of(*practices), introduction=paragraphs(introduction))


def with_nested_lists_and_index() -> AnnexDocument:
    summary = "Aims:\n1. one\na) two\n– three\n– four\nb) five\n2. six\n\nEnd.\n\n• seven"
    practices = [PracticeRecord(id=f"{n}", title="A", summary=summary, tags=("Gender",)) for n in range(9)]
    return build(
        RoundtableRecord(id="", code="RT 9.9", annex=tuple(AnnexEntry(one.id) for one in practices)),
        {one.id: one for one in practices},
        options=AnnexOptions(has_index=True, is_numbered=False, word_limit=12),
    )


@pytest.mark.parametrize(
    "made",
    [
        of_sample,
        of_all_scripts,
        of_lines_that_run_both_ways,
        with_coverage,
        with_lists,
        with_nested_lists_and_index,
        lambda: annex("fr"),
        lambda: annex("es"),
        annex_of,
        lambda: annex_of(
            PracticeRecord(id="a", title="A\x01\ufffe", changed_at="2014-04-30T08:00:00Z", language="\x80")
        ),
    ],
    ids=["sample", "scripts", "both ways", "coverage", "lists", "nested", "fr", "es", "empty", "controls"],
)
def test_no_checker_finds_a_fault(made: Callable[[], AnnexDocument], tmp_path: Path) -> None:
    records = b"".join(json_file.encoded(annex_records.of_annex(sample())))
    pdf.write(made(), tmp_path / "annex.pdf", records)
    assert faults(tmp_path / "annex.pdf") == []


def test_no_checker_finds_a_fault_in_large_print_on_other_paper(tmp_path: Path) -> None:
    pdf.write(annex(), tmp_path / "annex.pdf", look=page_style("large", "letter", is_plain=True))
    assert faults(tmp_path / "annex.pdf") == []


def test_no_checker_finds_a_fault_in_the_annex_of_a_real_paper(tmp_path: Path) -> None:
    paper = needs.shared("data/rt-3.2-background-paper.txt")
    collection = read_text(paper, Vocabulary(standard_terms()), standard_places()).collection
    roundtable = replace(collection.roundtables[0], code="RT 3.2")
    pdf.write(build(roundtable, collection.practices_by_id(), collection.mappings), tmp_path / "annex.pdf")
    assert faults(tmp_path / "annex.pdf") == []


def faults(file: Path) -> list[str]:
    """List what the checkers find."""
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
    reports = [page.validate_pdf(file, profile=profile, limits=LIMITS) for profile in profiles]
    found = [f"{fault.rule_id}: {fault.message}" for report in reports for fault in report.failures]
    return found + [f"{fault.rule_id}: {fault.message}" for fault in pdfua.validate(str(file)).findings]
