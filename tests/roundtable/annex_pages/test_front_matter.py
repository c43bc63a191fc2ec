"""The first pages say what the annex is, and its contents lead on in at most two lines an entry."""

from dataclasses import replace

import pytest

from roundtable.annex.document import AnnexDocument, build
from roundtable.annex.printed_text import paragraphs
from roundtable.annex.strips import Strip
from roundtable.annex_pages.page_breaks import Page
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.practice import PracticeRecord, Status
from roundtable.records.roundtable import AnnexEntry, GuidingQuestion, RoundtableRecord
from tests.roundtable.annex.examples import annex_of
from tests.roundtable.annex_pages.laid_out import pages_of, text_of

WORD = "contribution "


def practices(count: int, *, title: str = "Title {}", status: Status = "cleared") -> list[PracticeRecord]:
    return [PracticeRecord(id=str(n), title=title.format(n), summary=WORD * 30, status=status) for n in range(count)]


def annex(roundtable: RoundtableRecord, *records: PracticeRecord) -> AnnexDocument:
    entries = tuple(AnnexEntry(one.id) for one in records)
    return build(replace(roundtable, annex=entries), {one.id: one for one in records})


def lines(page: Page) -> list[str]:
    return [text_of(strip) for _, strip in page.placed if strip.parts]


def contents(pages: list[Page]) -> list[list[Strip]]:
    """Return the lines of the contents by page."""
    return [
        [strip for _, strip in page.placed if strip.parts and strip.parts[-1][0].role == "Reference"] for page in pages
    ]


def test_the_masthead_names_meeting_code_place_date_language_and_co_chairs() -> None:
    roundtable = RoundtableRecord(
        id="",
        code="RT 3.2",
        title="Water",
        meeting="Utopia 2030-2031 (Amaurot, 14-16 May 2031)",
        co_chairs="Utopia; Erewhon",
    )
    record = PracticeRecord(id="a", title="A", summary="The clubs of the town pay for it, and the others do not.")
    top = lines(pages_of(annex(roundtable, replace(record, status="cleared")))[0])
    assert top[:3] == [
        "Utopia 2030–2031 RT 3.2",
        "Amaurot, 14–16 May 2031 Original: English",
        "Annex to the background paper of RT 3.2",
    ]
    assert "Co-chairs: Utopia; Erewhon" in top
    assert "DRAFT" in " ".join(lines(pages_of(annex(roundtable, record))[0]))


def test_a_masthead_leaves_no_line_for_what_it_lacks() -> None:
    strips = [strip for _, strip in pages_of(build(RoundtableRecord(id="", code="RT 3.2", title="T"), {}))[0].placed]
    assert [text_of(strip) for strip in strips[:3]] == ["RT 3.2", "", "Annex to the background paper of RT 3.2"]
    assert strips[1].stroke


@pytest.mark.parametrize(
    ("meeting", "dates", "printed"),
    [
        ("Utopia 2030", "May 2030", ("Utopia 2030", "May 2030")),
        ("Utopia 2030 (Amaurot)", "May 2030", ("Utopia 2030", "Amaurot, May 2030")),
        ("Utopia 2030 (Amaurot, May 2030)", "May 2030", ("Utopia 2030", "Amaurot, May 2030")),
        ("(Amaurot)", "", ("(Amaurot)", "")),
        ("", "", ("", "")),
    ],
)
def test_place_and_date_are_taken_from_where_they_were_written(
    meeting: str, dates: str, printed: tuple[str, str]
) -> None:
    document = build(RoundtableRecord(id="", code="RT 1", meeting=meeting, dates=dates), {})
    assert (document.meeting, document.place_and_date) == printed


@pytest.mark.parametrize(("words", "size"), [(9, 24), (10, 20), (12, 20), (17, 17), (22, 14), (30, 12), (90, 11)])
def test_a_long_title_is_set_in_smaller_type_and_whole(words: int, size: float) -> None:
    page = pages_of(annex(RoundtableRecord(id="", code="RT 3.2", title=WORD * words)))[0]
    heading = [(part, runs) for _, strip in page.placed for part, runs in strip.parts if part.role == "H1"]
    assert {run.style.size for _, runs in heading for run in runs} == {size}
    assert sum(line.count(WORD.strip()) for line in lines(page)) == words


def test_list_marks_of_the_introduction_stand_at_the_margin() -> None:
    introduction = paragraphs("Two parts:\n\n1. practices;\n\n2. other examples.")
    first, *_ = pages_of(replace(annex_of(*practices(1)), introduction=introduction))
    starts = {run.text: run.x for _, strip in first.placed for _, runs in strip.parts for run in runs}
    assert starts["1."] == 0.0 < starts["practices;"] == starts["other examples."]


def test_an_entry_of_the_contents_takes_two_lines_at_most_and_its_dots_stand_under_the_next_ones() -> None:
    pages = pages_of(annex_of(*practices(30, title="{} " + WORD * 40)))
    entries = [strip for page in contents(pages) for strip in page]
    ends = [strip.stroke for strip in entries if strip.stroke]
    assert len(ends) == 31
    assert len(entries) <= 2 * len(ends)
    assert {stroke.start % 4 for stroke in ends} == {0}
    assert len({stroke.end for stroke in ends}) == 1


@pytest.mark.parametrize("count", range(30, 45))
def test_the_last_page_of_the_contents_has_three_entries_and_says_that_it_continues_them(count: int) -> None:
    pages = pages_of(annex_of(*practices(count)))
    listed = [page for page in contents(pages) if page]
    assert all(len(page) >= 3 for page in listed)
    for number in range(1, len(listed)):
        assert lines(pages[number])[0] == "Contents (continued)"


@pytest.mark.parametrize("count", range(24, 36))
@pytest.mark.parametrize("is_numbered", [True, False])
def test_a_group_never_ends_a_page_of_the_contents(count: int, *, is_numbered: bool) -> None:
    records = practices(count + 5)
    document = build(
        RoundtableRecord(
            id="",
            code="RT 3.2",
            guiding_questions=(GuidingQuestion(id="q", issue_area="Area"),),
            annex=tuple(AnnexEntry(one.id, "q" * (number < count)) for number, one in enumerate(records)),
        ),
        {one.id: one for one in records},
        options=AnnexOptions(is_numbered=is_numbered),
    )
    ends = [text_of(page[-1]) for page in contents(pages_of(document)) if page]
    assert len(ends) > 1
    assert not any("Other related examples" in end for end in ends)


def test_a_title_in_headings_and_contents_ends_in_no_short_line() -> None:
    title = "Inventory of the measures that support people who return, from the side of their employment and (MISMES)"
    pages = pages_of(annex(RoundtableRecord(id="", code="RT 3.2", title="T"), *practices(1, title=title)))
    strips = [strip for page in pages for _, strip in page.placed]
    ends = [strip for strip in strips if "(MISMES)" in text_of(strip)]
    assert len(ends) == 2
    for strip in ends:
        [line] = [run for _, runs in strip.parts for run in runs if "(MISMES)" in run.text]
        assert line.width > 150


def test_an_annex_without_a_meeting_names_itself_at_the_foot() -> None:
    pages = pages_of(annex(RoundtableRecord(id="", code="RT 3.2"), *practices(1)))
    assert pages[0].foot[0] == "Annex to the background paper of RT 3.2"


def test_running_heads_name_area_and_practices_and_are_never_cut() -> None:
    roundtable = RoundtableRecord(id="", code="RT 3.2", title="T", meeting=WORD * 30)
    pages = pages_of(annex(roundtable, *practices(40, title="{} " + WORD * 10)))
    heads = [text for page in pages for text in (*page.head, *page.foot)]
    assert not any("…" in text or WORD in text for text in heads)
    assert pages[0].head == ("", "")
    assert pages[-1].head[0] == "RT 3.2 · Other related examples"
    assert pages[-1].head[1].endswith("40")
    assert [page.foot[1] for page in pages] == [f"{n}/{len(pages)}" for n in range(1, len(pages) + 1)]
