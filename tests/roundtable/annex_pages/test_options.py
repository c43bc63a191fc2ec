"""The options of an annex: what of a practice is shown, how it is labelled and numbered, and its index."""

from dataclasses import replace
from string import ascii_uppercase

import pytest

from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.page_style import page_style
from roundtable.annex_pages.page_breaks import Page
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.practice import Country, PracticeRecord
from roundtable.records.roundtable import AnnexEntry, RoundtableRecord
from tests.roundtable.annex.examples import NURSES, ROUNDTABLE, UNTITLED, WELLS
from tests.roundtable.annex_pages.laid_out import pages_of, text_of, texts, whites


def annex(options: AnnexOptions, language: str = "en") -> AnnexDocument:
    return build(ROUNDTABLE, {one.id: one for one in (WELLS, NURSES, UNTITLED)}, language=language, options=options)


def names(document: AnnexDocument) -> list[str]:
    return [field.name for field in document.groups[1].practices[0].fields]


def lines(pages: list[Page]) -> list[str]:
    return [" ".join(text_of(strip).split()) for page in pages for _, strip in page.placed if strip.parts]


def test_labels_are_in_sentence_case_or_as_the_papers_print_them() -> None:
    assert {"Thematic area(s)", "Web links", "Co-funder(s)"} <= set(texts(pages_of(annex(AnnexOptions()))[1]))
    printed = pages_of(annex(AnnexOptions(has_printed_labels=True)))[1]
    assert {"Thematic Area(s)", "Web Links", "Co-Funder(s)"} <= set(texts(printed))


def test_fields_are_shown_as_chosen_and_in_the_order_chosen() -> None:
    document = annex(AnnexOptions(fields=("summary", "tags", "countries")))
    assert names(document) == ["summary", "tags", "countries"]
    printed = [text for page in pages_of(document) for text in texts(page)]
    assert printed.index("Summary") < printed.index("Tags")


def test_a_text_that_is_not_shown_was_received_all_the_same() -> None:
    remarks = [practice.remark for practice in annex(AnnexOptions()).practices()]
    assert [practice.remark for practice in annex(AnnexOptions(fields=("tags",))).practices()] == remarks


def test_a_longer_summary_is_shortened_and_says_so() -> None:
    document = annex(AnnexOptions(word_limit=5))
    practice = document.groups[1].practices[0]
    assert [text.text for field in practice.fields if field.name == "summary" for text in field.paragraphs] == [
        "Clubs abroad pay for wells […]"
    ]
    assert practice.is_shortened
    assert "[Shortened]" in practice.remark
    assert not any(one.is_shortened for one in annex(AnnexOptions(word_limit=500)).practices())


def test_without_numbers_nothing_has_one_and_links_still_lead_to_their_practices() -> None:
    pages = pages_of(annex(AnnexOptions(is_numbered=False)))
    assert "Wells for Ayacucho – “clean” & <cheap>" in lines(pages)
    assert all(page.head[1] == "" for page in pages)
    anchors = {strip.anchor for page in pages for _, strip in page.placed if strip.anchor}
    targets = {run.target for page in pages for _, strip in page.placed for _, runs in strip.parts for run in runs}
    inner = {target.removeprefix("#") for target in targets if target.startswith("#")}
    assert inner <= anchors
    assert len(inner) == 6


def test_the_index_lists_countries_and_terms_with_the_pages_that_name_them() -> None:
    pages = pages_of(annex(AnnexOptions(has_index=True)))
    index = lines(pages[-1:])
    index = index[index.index("Index") :]
    assert index[:2] == ["Index", "Countries"]
    assert index[2:6] == ["diaspora destination countries, 2", "Eritrea, 3", "Greece, 2", "Peru, 2"]
    assert "Gender, 2" in index[index.index("Thematic areas and tags") :]
    assert any(line.startswith("Index") and line.endswith(str(len(pages))) for line in lines(pages[:1]))


@pytest.mark.parametrize(("style", "count"), [("official", 2), ("compact", 3), ("large", 2)])
def test_the_index_stands_in_columns_of_like_height_each_read_to_its_end(style: str, count: int) -> None:
    names = [f"Term {first}{last}" for first in ascii_uppercase for last in ascii_uppercase]
    practice = PracticeRecord(id="a", title="T", tags=tuple(names), summary="Text.")
    document = build(
        RoundtableRecord(id="", code="RT 1", annex=(AnnexEntry("a"),)),
        {"a": practice},
        options=AnnexOptions(has_index=True, fields=("summary",)),
    )
    look = page_style(style)
    pages = pages_of(document, look)
    indexed = [page for page in pages if "Term" in " ".join(lines([page]))]
    placed = [
        [(strip.parts[0][1][0], top) for top, strip in page.placed if text_of(strip).startswith("Term")]
        for page in indexed
    ]
    assert [run.text.split(",")[0] for page in placed for run, _ in page] == names
    for page in placed:
        tops = {x: [top for run, top in page if run.x == x] for x in sorted({run.x for run, _ in page})}
        assert len(tops) == count
        assert all(column == sorted(column) for column in tops.values())
        assert len({column[0] for column in tops.values()}) == 1
        depths = [len(column) for column in tops.values()]
        assert depths[0] - depths[-1] <= count
    assert all(white > -1e-6 for white in whites(indexed, look))


def test_an_annex_without_countries_and_terms_has_no_index() -> None:
    record = PracticeRecord(id="a", title="T", summary="Text.")
    roundtable = RoundtableRecord(id="", code="RT 1", annex=(AnnexEntry("a"),))
    assert not build(roundtable, {"a": record}, options=AnnexOptions(has_index=True)).has_index


def test_a_name_of_more_lines_than_a_column_runs_on() -> None:
    practice = PracticeRecord(id="a", title="T", tags=("word " * 3000,), summary="Text.")
    document = build(
        RoundtableRecord(id="", code="RT 1", annex=(AnnexEntry("a"),)),
        {"a": practice},
        options=AnnexOptions(has_index=True),
    )
    words = sum(line.split().count("word") + line.split().count("word,") for line in lines(pages_of(document)))
    assert words == 2 * 3000


def test_a_place_with_a_footnote_has_it_in_the_index_too() -> None:
    practice = PracticeRecord(id="a", title="T", countries=(Country("Kosovo", "XKX"), Country("Turkey", "TUR")))
    roundtable = RoundtableRecord(id="", code="RT 1", annex=(AnnexEntry("a"),))
    document = build(roundtable, {"a": practice}, options=AnnexOptions(has_index=True))
    pages = pages_of(document)
    [entry] = [strip for _, strip in pages[-1].placed if text_of(strip).startswith("Kosovo") and strip.note]
    assert "resolution 1244" in " ".join(map(text_of, entry.note))
    assert set("Türkiye") <= document.groups[0].practices[0].characters()


def test_a_page_is_named_once_and_leads_to_the_first_practice_on_it() -> None:
    practices = [PracticeRecord(id=str(n), title=f"T {n}", countries=(Country("Mali", "MLI"),)) for n in range(40)]
    roundtable = RoundtableRecord(id="", code="RT 1", annex=tuple(AnnexEntry(one.id) for one in practices))
    document = build(roundtable, {one.id: one for one in practices}, options=AnnexOptions(has_index=True))
    pages = pages_of(document)
    [line] = [strip for _, strip in pages[-1].placed if text_of(strip).startswith("Mali")]
    linked = [(run.text, run.target) for _, runs in line.parts for run in runs if run.target]
    firsts: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        for _, strip in page.placed:
            if strip.anchor.startswith("practice"):
                firsts.setdefault(str(number), f"#{strip.anchor}")
    assert linked == list(firsts.items())


def test_the_index_speaks_the_language_of_the_annex() -> None:
    index = lines(pages_of(annex(AnnexOptions(has_index=True), "fr"))[-1:])
    assert {"Index", "Pays", "Domaines thématiques et mots-clés"} <= set(index)
    assert "Érythrée, 3" in index


def test_options_that_are_as_usual_change_nothing() -> None:
    assert annex(replace(AnnexOptions())) == annex(AnnexOptions())
