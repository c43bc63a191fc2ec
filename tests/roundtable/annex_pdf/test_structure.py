"""The tags of the file: what is what, in which order, in which language, and what leads where."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from roundtable.annex.document import AnnexDocument
from roundtable.annex.printed_text import paragraphs
from roundtable.annex.script_language import script_language
from roundtable.annex_pdf import pdf
from roundtable.annex_pdf.color_profile import srgb_profile
from roundtable.records.practice import Country, Partner, PracticeRecord
from tests.roundtable.annex.examples import annex, annex_of
from tests.roundtable.annex_pdf.test_conformance import with_coverage


def kids(node: Any) -> list[Any]:
    return [] if "/K" not in node else list(node.K) if isinstance(node.K, pikepdf.Array) else [node.K]


def elements(node: Any, role: str = "") -> Iterator[Any]:
    """Iterate over the elements below one, in order."""
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if role in ("", str(kid.S)[1:]):
                yield kid
            yield from elements(kid, role)


def shape(node: Any) -> str:
    """Write an element with those below it: ``LI(Lbl LBody)``."""
    below = " ".join(shape(kid) for kid in kids(node) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)
    return f"{str(node.S)[1:]}({below})" if below else str(node.S)[1:]


def text_of(node: Any, between: str = " ") -> str:
    """Read the text of an element through its marks, with something between two; only of pages in ASCII."""
    parts = []
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            parts.append(text_of(kid, between))
        elif not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
            page, number = (node.Pg, int(kid)) if not isinstance(kid, pikepdf.Dictionary) else (kid.Pg, int(kid.MCID))
            parts.append(marked_text(page, number, between))
    return between.join(parts)


def marked_text(page: Any, number: int, between: str) -> str:
    shown: list[str] = []
    depth: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties: Any = instruction.operands[1] if operator == "BDC" else {}
            depth.append(int(properties.get("/MCID", -1)) == number)
        elif operator == "EMC":
            depth.pop()
        elif operator == "Tj" and any(depth):
            shown.append(str(instruction.operands[0]))
    return between.join(shown)


def written(document: AnnexDocument, target: Path) -> pikepdf.Pdf:
    pdf.write(document, target)
    return pikepdf.open(target)


def test_a_practice_is_a_section_of_its_heading_and_a_list_of_labelled_fields(target: Path) -> None:
    practice = PracticeRecord(
        id="a", title="Wells", countries=(Country("Ghana"),), summary="One.\n\n• two\n\n• three\n\nFour."
    )
    with written(annex_of(practice), target) as file:
        [root] = kids(file.Root.StructTreeRoot)
        [_, section] = [kid for kid in kids(root) if kid.S in ("/Sect", "/H1")]
        items = "L(LI(Lbl LBody) LI(Lbl LBody))"
        assert shape(section) == f"Sect(H2 Sect(H3 L(LI(LBody) LI(LBody(P P {items} P)))))"
        country, summary = kids(next(elements(section, "L")))
        bullet = text_of(next(elements(summary, "Lbl")))
        assert text_of(country, "") == "Country Ghana"
        assert text_of(summary).split() == ["Summary", "One.", bullet, "two", bullet, "three", "Four."]


def test_the_contents_are_entries_that_lead_to_headings(target: Path) -> None:
    with written(annex(), target) as file:
        [contents] = [toc for toc in elements(file.Root.StructTreeRoot, "TOC") if toc.P.S != "/TOC"]
        entry = "TOCI(Reference(Link))"
        assert shape(contents) == f"TOC({entry} TOC({entry}) {entry} TOC({entry}) {entry} TOC({entry}))"
        for link in elements(contents, "Link"):
            [reference] = [kid for kid in kids(link) if isinstance(kid, pikepdf.Dictionary)]
            assert reference.Obj.Dest[0].Type == "/Page"


def test_every_link_says_where_it_leads_and_knows_its_element(target: Path) -> None:
    with written(annex(), target) as file:
        tree = file.Root.StructTreeRoot
        by_key: dict[int, Any] = {}
        for leaf in tree.ParentTree.Kids:
            by_key |= dict(zip(map(int, list(leaf.Nums)[::2]), list(leaf.Nums)[1::2], strict=True))
        notes: list[Any] = [note for page in file.pages for note in page.get("/Annots", [])]
        assert len(notes) > 8
        for note in notes:
            element: Any = by_key[int(note.StructParent)]
            assert element.S == "/Link"
            assert any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == note for kid in kids(element))
            assert str(note.Contents)
            assert int(note.F) == 4
        long = [note for note in notes if "very-long-name" in str(note.Contents)]
        assert len({int(by_key[int(note.StructParent)].objgen[0]) for note in long}) == 1  # one link over three lines


def test_the_cells_of_a_table_name_their_headings(target: Path) -> None:
    with written(with_coverage(), target) as file:
        [table] = elements(file.Root.StructTreeRoot, "Table")
        first, second, *_ = kids(table)
        assert [str(cell.A.Scope) for cell in kids(first)] == ["/Column"] * 3
        heading, *numbers = kids(second)
        assert (heading.S, heading.A.Scope) == ("/TH", "/Row")
        columns = [cell.ID for cell in kids(first)]
        assert [list(cell.A.Headers) for cell in numbers] == [[column, heading.ID] for column in columns[1:]]
        assert len(list(elements(table, "TR"))) == 91  # headings that are repeated on further pages are no rows
        known = [name for leaf in file.Root.StructTreeRoot.IDTree.Kids for name in list(leaf.Names)[::2]]
        assert known == sorted(known, key=bytes)
        assert set(map(bytes, columns)) <= set(map(bytes, known))


@pytest.mark.parametrize(
    ("marks", "numbering"),
    [
        (("1.", "2."), "Decimal"),
        (("(1)", "(2)"), "Decimal"),
        (("(i)", "(ii)"), "LowerRoman"),
        (("h)", "i)"), "LowerAlpha"),
        (("A.", "B."), "UpperAlpha"),
        (("•", "•"), "Disc"),
        (("–", "–"), "Disc"),
        (("■", "■"), "Square"),
    ],
)
def test_lists_say_how_they_are_numbered(marks: tuple[str, str], numbering: str, target: Path) -> None:
    introduction = paragraphs("\n\n".join(f"{mark} item" for mark in marks))
    with written(replace(annex_of(PracticeRecord(id="a", title="A")), introduction=introduction), target) as file:
        [listed] = [one for one in elements(file.Root.StructTreeRoot, "L") if "/A" in one]
        assert str(listed.A.ListNumbering)[1:] == numbering
        assert shape(listed) == "L(LI(Lbl LBody) LI(Lbl LBody))"


def test_a_list_within_a_list_stands_in_the_body_of_its_item(target: Path) -> None:
    practice = PracticeRecord(id="a", title="A", summary="1. one\n\na) first\n\nb) second\n\n2. two")
    with written(annex_of(practice), target) as file:
        [outer, _] = [one for one in elements(file.Root.StructTreeRoot, "L") if "/A" in one]
        assert shape(outer) == "L(LI(Lbl LBody(L(LI(Lbl LBody) LI(Lbl LBody)))) LI(Lbl LBody))"


def test_a_note_is_called_and_stands_on_every_page_that_calls_it(target: Path) -> None:
    practices = [
        PracticeRecord(id=f"{n}", title="A", countries=(Country("Kosovo", "XKX"),), summary="word " * 300)
        for n in range(4)
    ]
    with written(annex_of(*practices), target) as file:
        notes = list(elements(file.Root.StructTreeRoot, "Note"))
        pages = {note.Pg.objgen for note in notes}
        assert len(notes) == len(pages) > 1
        assert len({bytes(note.ID) for note in notes}) == len(notes)
        calls = [one for one in elements(file.Root.StructTreeRoot, "Reference") if one.P.S != "/TOCI"]
        assert [shape(one) for one in calls] == ["Reference(Link)"] * len(practices)
        for call in calls:
            [link] = [kid.Obj for kid in kids(kids(call)[0]) if isinstance(kid, pikepdf.Dictionary)]
            assert link.Dest[0].objgen == call.K[0].Pg.objgen in pages
            assert str(link.Contents).startswith("References to Kosovo")


def test_a_text_in_another_language_says_so_and_its_labels_do_not(target: Path) -> None:
    practice = PracticeRecord(id="a", title="Titre", language="fr", summary="Un texte.\n\n• un point")
    with written(annex_of(practice), target) as file:
        spoken = {str(one.S)[1:]: str(one.Lang) for one in elements(file.Root.StructTreeRoot) if "/Lang" in one}
        assert spoken == {"H3": "fr", "P": "fr", "L": "fr"}
        [body] = [
            one for one in elements(file.Root.StructTreeRoot, "LBody") if "/Lang" not in one and one.P.P.P.S == "/Sect"
        ]
        assert "/Lang" not in kids(body)[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وزارة الصحة WHO", "ar"),
        ("وزارت بهداشت پژوهش", "fa"),
        ("وزارتِ صحت ہے ٹھیک", "ur"),
        ("משרד הבריאות", "he"),
        ("स्वास्थ्य", "hi"),
        ("ఆరోగ్యం", "te"),
        ("આરોગ્ય", "gu"),
        ("ਸਿਹਤ", "pa"),
        ("ಆರೋಗ್ಯ", "kn"),
        ("ആരോഗ്യം", "ml"),
        ("ସ୍ୱାସ୍ଥ୍ୟ", "or"),
        ("ސިއްޙަތު", "dv"),
        ("བདེ་ཐང", "bo"),
        ("Міністерство їжі", "uk"),
        ("Министерство", "ru"),
        ("移住と開発", "ja"),
        ("移民", "zh"),
        ("Ministère de la santé (Ελλάδα)", ""),
        ("2014 – ✔", ""),
    ],
)
def test_a_text_in_another_script_is_told_apart(text: str, language: str) -> None:
    assert script_language(text) == language


def test_a_name_in_another_script_says_its_language(target: Path) -> None:
    practice = PracticeRecord(id="a", title="A", countries=(Country("Ελλάδα"),), partners=(Partner("وزارة الصحة"),))
    with written(annex_of(practice), target) as file:
        assert [str(one.Lang) for one in elements(file.Root.StructTreeRoot) if "/Lang" in one] == ["el", "ar"]


def test_tags_alone_tell_the_words_of_a_paragraph_apart(target: Path) -> None:
    words = [f"word{number}" for number in range(200)]
    address = "http://example.org/" + "a-part/" * 30
    practice = PracticeRecord(id="a", title=" ".join(words[:30]), summary=f"{' '.join(words)} {address} end")
    with written(annex_of(practice), target) as file:
        root = file.Root.StructTreeRoot
        [heading] = elements(root, "H3")
        text = next(one for one in elements(root, "LBody") if text_of(one, "").startswith("Summary"))
        assert text_of(heading, "").split() == ["1", *words[:30]]
        assert text_of(text, "").split() == ["Summary", *words, address, "end"]
        entry = [text_of(one, "") for one in elements(root, "TOCI")][-1]
        assert entry.split()[:3] == ["1", "word0", "word1"]
        assert entry.split()[-1] == "2"


def test_everything_drawn_is_tagged_or_an_artifact(target: Path) -> None:
    with written(annex("es"), target) as file:
        for page in file.pages:
            assert page.Tabs == "/S"
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
                assert depth or operator not in ("Tj", "TJ", "S")


def test_headings_step_down_one_at_a_time(target: Path) -> None:
    with written(with_coverage(), target) as file:
        levels = [int(str(one.S)[2:]) for one in elements(file.Root.StructTreeRoot) if str(one.S)[:2] == "/H"]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_file_says_what_it_conforms_to_and_carries_its_colours_meaning(target: Path) -> None:
    with written(annex(), target) as file:
        with file.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == (
                "3",
                "A",
                "1",
            )
            assert metadata["dc:title"] == str(file.docinfo.Title)
        assert file.Root.MarkInfo.Marked
        [intent] = file.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_the_colour_profile_is_that_of_srgb() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4]) == len(profile)
    ours = ImageCms.ImageCmsProfile(BytesIO(profile))
    image = Image.linear_gradient("L").resize((64, 64))
    colors = Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))
    lab = ImageCms.createProfile("LAB")
    through = [
        ImageCms.applyTransform(colors, ImageCms.buildTransform(one, lab, "RGB", "LAB"))
        for one in (ours, ImageCms.createProfile("sRGB"))
    ]
    assert through[0] is not None
    assert through[1] is not None
    differing = zip(through[0].tobytes(), through[1].tobytes(), strict=True)
    assert max(min(abs(a - b), 256 - abs(a - b)) for a, b in differing) <= 1


def test_the_records_are_attached_as_the_source_of_the_annex(target: Path) -> None:
    records = b'{"format": "roundtable/1"}' + b" " * 5000
    pdf.write(annex(), target, records)
    with pikepdf.open(target) as file:
        [specification] = file.Root.AF
        assert specification.AFRelationship == "/Source"
        assert specification.EF.F.Subtype == "/application/json"
        assert zlib.decompress(specification.EF.F.read_raw_bytes()) == records
        assert file.attachments["records.json"].get_file().read_bytes() == records


def test_the_identity_of_the_file_is_that_of_its_content(tmp_path: Path) -> None:
    identities = []
    for number, records in enumerate((b"{}", b"{}", b"[]")):
        pdf.write(annex(), tmp_path / f"{number}.pdf", records)
        with pikepdf.open(tmp_path / f"{number}.pdf") as file:
            identities.append([bytes(one) for one in file.trailer.ID])
    assert identities[0] == identities[1] != identities[2]
