"""What is read out of a workbook, whoever made it; and what is refused."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from roundtable.contribution.columns import COLUMNS
from roundtable.contribution_intake import reader
from roundtable.contribution_intake.returned_workbook import ContributionIntake
from roundtable.errors import InputError
from roundtable.mapping.figures import Figures
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import PracticeRecord
from roundtable.spreadsheet import shown_cells, workbook_file
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.empty_values import is_ditto
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary
from tests.roundtable.contribution.examples import COLLECTION, NURSES, PLACES, UNPLACED, WELLS, fields_of, of, write
from tests.roundtable.contribution.test_workbook import PRACTICE
from tests.roundtable.contribution_intake.returned_workbooks import edited, made

HEAD = ["Title", "Summary", "Country"]
HIDDEN = {"id", "revision", "image"}


def read(path: Path) -> ContributionIntake:
    return reader.read(path, Vocabulary(standard_terms()), PLACES)


def fields_read(path: Path) -> list[dict[str, object]]:
    """Return the fields of every row, as ``fields_of`` returns a practice's."""
    intake = read(path)
    return [
        fields_of(row.record) | {"revision": row.revision, "image": row.texts.get("image", "")}
        for row in intake.workbook.rows
    ]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "contribution.xlsx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contribution_is_read_as_it_was_written(language: str, target: Path) -> None:
    write(COLLECTION, target, language)
    assert fields_read(target) == [fields_of(practice) for practice in (WELLS, NURSES, UNPLACED)]
    intake = read(target)
    assert intake.problems == {"": ()}
    assert (intake.workbook.language, intake.workbook.code) == (language, "RT 9.9")
    assert (intake.workbook.title, intake.workbook.meeting) == ("Water & work", "Lima 2031")
    assert [(target.mark, target.text) for target in intake.workbook.targets] == [
        ("Q1", "How do families decide?"),
        ("M1", "Match each coin."),
    ]
    assert [row.cells for row in intake.workbook.marks] == [
        {0: "x", 1: ""},
        {0: "", 1: "Wages are matched."},
        {0: "x", 1: ""},
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(practice=PRACTICE)
def test_whatever_people_write_is_read_as_it_was_written(practice: PracticeRecord, target: Path) -> None:
    write(of(practice), target)
    assert fields_read(target) == [fields_of(practice)] * says_something(practice)


def says_something(practice: PracticeRecord) -> bool:
    """Tell whether a row holds more than what is hidden."""
    values = (getattr(practice, column.field) for column in COLUMNS if column.field not in HIDDEN)
    return any(value.strip() if isinstance(value, str) else value for value in values)


def as_excel_writes(text: str | None) -> str | None:
    """Escape what would be read as an escaped character."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text) if text else None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(
    practices=st.lists(PRACTICE, min_size=2, max_size=4),
    order=st.permutations(range(len(COLUMNS))),
    language=st.sampled_from(LANGUAGES),
    backwards=st.booleans(),
)
def test_sorted_moved_and_translated_it_is_read_the_same(
    practices: list[PracticeRecord], order: list[int], language: str, backwards: bool, target: Path
) -> None:
    named = [replace(one, id=f"0000000{n}-1111-4111-8111-111111111111") for n, one in enumerate(practices)]
    write(of(*named), target)
    with edited(target) as book:
        sheet = book["Practices"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assume(not any(is_ditto(cell) for row in rows for cell in row if cell))  # it means what stands above it
        head = [column.headings[language] for column in COLUMNS]
        for number, row in enumerate([head, *(reversed(rows) if backwards else rows)], 1):
            for column, at in enumerate(order, 1):
                sheet.cell(number, column).value = as_excel_writes(row[at])
                if number > 1 and row[at] is not None:
                    sheet.cell(number, column).data_type = "s"
    in_order = list(reversed(named) if backwards else named)
    assert fields_read(target) == [fields_of(practice) for practice in in_order if says_something(practice)]


@pytest.mark.parametrize(
    "headings",
    [
        ["Country", "Title", "Summary"],
        ["PAYS", "Titre :", "Résumé"],
        ["País", "TÍTULO", "resumen"],
        ["Countries", "Name of practice", "Brief description"],
        ["Country (where it is carried out)", "Title\nin 15 words at most", "Summary [75 words] *"],
    ],
)
def test_a_ministrys_own_columns_are_known_in_any_order(headings: list[str], target: Path) -> None:
    rows = [["Ministry of Health"], [], headings, ["Ghana", "Wells", "They dig."], ["Ghana", "Nurses", "They stay."]]
    intake = read(made(target, ("Feuil1", rows)))
    assert [(one.title, one.summary, one.countries[0].code) for one in intake.collection.practices] == [
        ("Wells", "They dig.", "GHA"),
        ("Nurses", "They stay.", "GHA"),
    ]
    assert [(one.text, one.where) for one in intake.loss.ignored] == [("Ministry of Health", "Feuil1!A1")]


def test_a_copy_of_the_whole_sheet_is_left_out(target: Path) -> None:
    write(COLLECTION, target)
    with edited(target) as book:
        book.copy_worksheet(book["Practices"]).title = "Practices (2)"
    intake = read(target)
    assert len(intake.collection.practices) == 3
    assert [one.where for one in intake.loss.ignored if "too" in one.reason] == [
        f"Practices (2)!B{row}" for row in (2, 3, 4)
    ]
    loss = intake.loss
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored


def test_a_roundtable_without_questions_leaves_no_sheet_unread(target: Path) -> None:
    write(of(WELLS), target)
    intake = read(target)
    assert [one.text for one in intake.loss.ignored] == ["Read me", "Lists"]
    assert intake.loss.words_ignored == 0


def test_figures_are_not_read_but_told(target: Path) -> None:
    names = get_args(get_type_hints(Figures)["name"])
    table = [["Partner", "Practices"], ["IOM", "2"]]
    intake = read(
        made(target, ("Practices", [HEAD, ["Wells", "They dig.", "Perú"]]), *((name, table) for name in names))
    )
    assert [one.text for one in intake.loss.ignored] == list(names)
    assert all("counted anew" in one.reason for one in intake.loss.ignored)
    assert intake.loss.words_ignored == 4 * len(names)


def test_several_sheets_of_practices_are_all_read(target: Path) -> None:
    first, second = [HEAD, ["Wells", "They dig.", "Perú"]], [HEAD, ["Nurses", "They stay.", "Ghana"]]
    intake = read(made(target, ("Health", first), ("Water", second), ("Notes", [["call back"]])))
    assert [one.title for one in intake.collection.practices] == ["Wells", "Nurses"]
    assert [(one.text, one.where) for one in intake.loss.ignored] == [("Notes", "Notes")]


def test_values_on_one_line_are_taken_apart_where_no_rule_was_known(target: Path) -> None:
    head = [*HEAD, "Tags", "Thematic areas", "Partners"]
    row = ["Wells", "They dig.", "Perú; Ghana", "Gender, Remittances", "Diasporas; Own area", "IOM; UNDP (funder)"]
    [practice] = read(made(target, ("Sheet1", [head, row]))).collection.practices
    assert [one.code for one in practice.countries] == ["PER", "GHA"]
    assert practice.tags == ("Gender", "Remittances")
    assert practice.thematic_areas == ("Diasporas", "Own area")
    assert [(one.name, one.role) for one in practice.partners] == [("IOM", "partner"), ("UNDP", "funder")]


def test_every_word_of_the_rows_is_accounted_for(target: Path) -> None:
    rows = [["a note above"], [*HEAD, "Evaluator"], ["Wells", "They dig deep.", "Perú", "The Court"], [], ["Nurses"]]
    mapping = [["Practice", "Q1\nWho pays for all of this?"], ["Wells", "they do"], ["Nurses", "x"]]
    intake = read(made(target, ("Practices", rows), ("Mapping", mapping), ("Coverage", [["Q1", "two words"]])))
    loss = intake.loss
    assert (loss.words_in, loss.words_mapped, loss.words_kept_as_note, loss.words_ignored) == (17, 9, 2, 6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(st.text("ab =\n", max_size=6), min_size=6, max_size=6), max_size=5))
def test_the_account_of_words_adds_up(cells: list[list[str]], target: Path) -> None:
    quoted = [[f"'{text}" if text else None for text in row] for row in cells]
    rows: list[Sequence[object]] = [HEAD, *quoted]
    loss = read(made(target, ("Sheet1", rows))).loss
    words = sum(len(f"'{text}".split()) for row in cells for text in row if text)
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored == words


def test_a_practice_that_is_titled_like_a_heading_is_one(target: Path) -> None:
    rows: list[Sequence[object]] = [["Title", "Country"], ["Policy", None], ["Contribution to health", "Ghana"]]
    mapping = [["Practice", "Q1\nWho pays?"], ["Contribution to health", "x"]]
    intake = read(made(target, ("Sheet1", rows), ("Sheet2", mapping)))
    assert [one.title for one in intake.collection.practices] == ["Policy", "Contribution to health"]
    assert intake.workbook.code == ""


def test_a_heading_row_that_is_there_again_is_no_practice(target: Path) -> None:
    rows = [HEAD, ["Wells", "They dig.", "Perú"], HEAD, ["Nurses", "They stay.", "Ghana"]]
    assert len(read(made(target, ("Sheet1", rows))).collection.practices) == 2


def test_the_address_behind_a_link_is_read_where_the_cell_does_not_show_it(target: Path) -> None:
    head = [*HEAD, "Web links"]
    rows = [head, *([f"Wells {n}", "They dig.", "Perú", text] for n, text in enumerate(("Report", "www.a.org", "")))]
    made(target, ("Sheet1", rows))
    with edited(target) as book:
        for row in (2, 3):
            book["Sheet1"].cell(row, 4).hyperlink = "https://example.org/report?a=1&b=2"
    links = [practice.web_links for practice in read(target).collection.practices]
    assert links == [("Report: https://example.org/report?a=1&b=2",), ("www.a.org",), ()]


def styles_bomb(path: Path) -> None:
    made(path, ("Sheet1", [HEAD]))
    rewrite(path, "xl/styles.xml", lambda xml: xml + bytes(workbook_file.LARGEST_OF_SMALL))


def test_comments_on_cells_are_told_of(target: Path) -> None:
    write(COLLECTION, target)
    with edited(target) as book:
        book["Practices"]["B2"].comment = Comment("Is that so?", "Ana")
    assert ["comments" in problem.message for problem in read(target).problems[""]] == [True]


def test_what_excel_escapes_in_shared_texts_is_read_as_it_is_seen(target: Path) -> None:
    made(target, ("Sheet1", [HEAD, ["a_x005F_x0041_b_x000D_\nc_x0007_", "They dig.", "Perú"]]))
    assert read(target).collection.practices[0].title == "a_x0041_b\nc␇"


def test_a_pronunciation_guide_is_no_part_of_a_text(target: Path) -> None:
    made(target, ("Sheet1", [HEAD, ["KANJI", "They dig.", "Perú"]]))
    guided = b"<r><t>\xe8\xaa\x9e</t></r><r><t>!</t></r><rPh sb='0' eb='1'><t>go</t></rPh>"
    rewrite(target, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<t>KANJI</t>", guided))
    assert read(target).collection.practices[0].title == "語!"


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of one part of a workbook."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert part in parts
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(content) if name == part else content)


def truncated(path: Path) -> None:
    write(COLLECTION, path)
    path.write_bytes(path.read_bytes()[:-2000])


def torn(path: Path) -> None:
    write(COLLECTION, path)
    rewrite(path, "xl/worksheets/sheet2.xml", lambda xml: xml[: len(xml) // 2])


def without_parts(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")


def other_archive(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "no workbook")


def old_kind(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096) + "EncryptedPackage".encode("utf-16-le"))


def web_page(path: Path) -> None:
    path.write_text("<html><table><tr><td>Title</td></tr></table></html>")


def plain_text(path: Path) -> None:
    path.write_text("Title;Summary\nWells;They dig.")


def empty(path: Path) -> None:
    path.touch()


def open_document(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")


def word_document(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")


def bomb(path: Path) -> None:
    made(path, ("Sheet1", [HEAD]))
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml + bytes(workbook_file.LARGEST))


def with_entities(path: Path) -> None:
    write(COLLECTION, path)
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    rewrite(path, "xl/worksheets/sheet2.xml", lambda xml: lol + xml.replace(b"Wells", b"&b;"))


def with_a_file_of_ours(path: Path) -> None:
    made(path, ("Sheet1", [HEAD, ["KANJI", "They dig.", "Perú"]]))
    stolen = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: stolen + xml.replace(b"KANJI", b"&a;"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (truncated, "damaged"),
        (torn, "damaged"),
        (without_parts, "damaged"),
        (other_archive, "damaged"),
        (with_entities, "damaged"),
        (with_a_file_of_ours, "damaged"),
        (old_kind, r"old kind \(\.xls\)"),
        (protected, "protected by a password"),
        (web_page, "web page"),
        (plain_text, "no Excel workbook"),
        (empty, "is empty"),
        (open_document, "another kind"),
        (word_document, "no workbook"),
        (bomb, "unpacks to"),
        (styles_bomb, "unpacks to"),
        (Path.mkdir, "cannot be opened"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_with_its_name_and_a_remedy(
    spoil: Callable[[Path], None], said: str, target: Path
) -> None:
    spoil(target)
    with pytest.raises(InputError, match=said) as refused:
        read(target)
    assert str(target) in refused.value.cause
    assert refused.value.remedy


def test_a_missing_workbook_is_named(target: Path) -> None:
    with pytest.raises(InputError, match=re.escape(str(target))):
        read(target)


def test_too_many_cells_are_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(target, ("Sheet1", [HEAD, *(["Wells", "They dig.", "Perú"] for _ in range(20))]))
    monkeypatch.setattr(shown_cells, "MOST_CELLS", 30)
    with pytest.raises(InputError, match="more than 30 rows and cells"):
        read(target)


def test_a_workbook_without_headings_is_refused_with_those_that_are_looked_for(target: Path) -> None:
    made(target, ("Sheet1", [["Wells", "They dig."], ["Nurses", "They stay."]]))
    with pytest.raises(InputError, match=r"Title, Country\(ies\), Summary; Titre, Pays, Résumé; Título"):
        read(target)


def test_the_small_parts_are_read_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def test_the_standard_places_are_found(target: Path) -> None:
    made(target, ("Sheet1", [HEAD, ["Wells", "They dig.", "Côte d’Ivoire, Burkina Faso"]]))
    [practice] = reader.read(target, Vocabulary(standard_terms()), standard_places()).collection.practices
    assert [one.code for one in practice.countries] == ["CIV", "BFA"]
