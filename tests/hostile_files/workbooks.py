"""Workbooks that somebody made by mistake or on purpose."""

import io
import zlib
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from tests.hostile_files.makers import Maker, data, text

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(reference: str, content: str, kind: str = "inlineStr") -> str:
    inner = f"<is><t>{content}</t></is>" if kind == "inlineStr" else f"<v>{content}</v>"
    return f'<c r="{reference}" t="{kind}">{inner}</c>'


HEAD = f'<row r="1">{cell("A1", "Title")}{cell("B1", "Summary")}{cell("C1", "Country")}</row>'
ROW = f'<row r="2">{cell("A2", "Bread")}{cell("B2", "Baked.")}{cell("C2", "Ghana")}</row>'


def workbook(changes: dict[str, bytes | str | None] | None = None, sheet1: str = sheet(HEAD + ROW)) -> Maker:
    """Return what makes a workbook with parts replaced, added, or (None) left out."""

    def make(path: Path) -> None:
        plain = io.BytesIO()
        openpyxl.Workbook().save(plain)
        with ZipFile(plain) as archive:
            content: dict[str, bytes | str | None] = {name: archive.read(name) for name in archive.namelist()}
        content["xl/worksheets/sheet1.xml"] = sheet1
        content |= changes or {}
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, part in content.items():
                if part is not None:
                    archive.writestr(name, part)

    return make


def cut(make: Maker, share: float) -> Maker:
    def shorten(path: Path) -> None:
        make(path)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return shorten


def with_entities(path: Path, declared: str) -> None:
    workbook(sheet1=f"<!DOCTYPE x [{declared}]>" + sheet(HEAD + ROW.replace("Bread", "&a;")).partition("?>")[2])(path)


def claiming(path: Path) -> None:
    """Make an archive whose directory claims another size than its part has."""
    workbook()(path)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    path.write_bytes(content)


def part_in_part(path: Path) -> None:
    """Make an archive two of whose parts lie in the same bytes."""
    workbook()(path)
    content = bytearray(path.read_bytes())
    first, second = content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    path.write_bytes(content)


def spoiled(path: Path) -> None:
    workbook()(path)
    content = bytearray(path.read_bytes())
    for at in range(200, len(content) - 2000, 97):
        content[at] ^= 0x55
    path.write_bytes(content)


def relation(kind: str, target: str, more: str = "") -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    one = f'<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"{more}/>'
    return f'<Relationships xmlns="{package}">{one}</Relationships>'


def archive(path: Path, parts: dict[str, bytes | str]) -> None:
    with ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)


RELATIONS = "xl/_rels/workbook.xml.rels"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION = "".join(f'<!ENTITY {n} "{"".join([f"&{chr(ord(n) + 1)};"] * 10)}">' for n in "abcdefgh") + '<!ENTITY i "ha">'

WORKBOOKS: dict[str, Maker] = {
    "empty.xlsx": data(b""),
    "zeros.xlsx": data(bytes(5000)),
    "PDF.xlsx": data(b"%PDF-1.7\n1 0 obj"),
    "a text.xlsx": text("Title;Summary\nA;B"),
    "a web page.xlsx": text("<html><table><tr><td>Title</td></tr></table></html>"),
    "old kind.xlsx": data(OLD + bytes(4096)),
    "old kind with its head alone.xlsx": data(OLD),
    "with a password.xlsx": data(OLD + bytes(4096) + "EncryptedPackage".encode("utf-16-le")),
    "head of an archive.xlsx": data(b"PK\x03\x04"),
    "an empty archive.xlsx": data(b"PK\x05\x06" + bytes(18)),
    "half.xlsx": cut(workbook(), 0.5),
    "without its end.xlsx": cut(workbook(), 0.98),
    "spoiled.xlsx": spoiled,
    "a claimed size.xlsx": claiming,
    "a part in a part.xlsx": part_in_part,
    "a bomb.xlsx": workbook({"xl/worksheets/sheet2.xml": bytes(310_000_000)}),
    "a bomb of styles.xlsx": workbook({"xl/styles.xml": b"<styleSheet>" + b" " * 31_000_000}),
    "a bomb of rows.xlsx": workbook(sheet1=sheet(HEAD + "<row/>" * 300_000)),
    "a bomb in a cell.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "A" * 50_000_000)}</row>')),
    "a bomb of texts.xlsx": workbook({"xl/sharedStrings.xml": f"<sst {MAIN}>" + "<si/>" * 300_000 + "</sst>"}),
    "entities.xlsx": partial(with_entities, declared=BILLION),
    "one long entity.xlsx": partial(with_entities, declared=f'<!ENTITY a "{"a" * 100_000}">'),
    "a file of ours.xlsx": partial(with_entities, declared='<!ENTITY a SYSTEM "file:///etc/passwd">'),
    "a file of the network.xlsx": partial(with_entities, declared='<!ENTITY a SYSTEM "http://a.invalid/">'),
    "entities in the manifest.xlsx": workbook({"[Content_Types].xml": f"<!DOCTYPE x [{BILLION}]><Types>&a;</Types>"}),
    "entities in the book.xlsx": workbook({"xl/workbook.xml": f"<!DOCTYPE x [{BILLION}]><workbook>&a;</workbook>"}),
    "without workbook part.xlsx": workbook({"xl/workbook.xml": None}),
    "without manifest.xlsx": workbook({"[Content_Types].xml": None}),
    "without relations.xlsx": workbook({RELATIONS: None}),
    "without root relations.xlsx": workbook({"_rels/.rels": None}),
    "without styles.xlsx": workbook({"xl/styles.xml": None}),
    "without sheet.xlsx": workbook({"xl/worksheets/sheet1.xml": None}),
    "empty relations.xlsx": workbook({RELATIONS: "<Relationships/>"}),
    "relations to themselves.xlsx": workbook({RELATIONS: relation("worksheet", "_rels/workbook.xml.rels")}),
    "relations that climb.xlsx": workbook({RELATIONS: relation("worksheet", "../../../etc/passwd")}),
    "an outer relation.xlsx": workbook(
        {RELATIONS: relation("worksheet", "http://a.invalid/", ' TargetMode="External"')}
    ),
    "an empty sheet.xlsx": workbook(sheet1=""),
    "a sheet that is no XML.xlsx": workbook(sheet1="Title;Summary"),
    "a sheet of NUL bytes.xlsx": workbook(sheet1="\0" * 1000),
    "nested elements.xlsx": workbook(sheet1="<a>" * 200_000),
    "a million attributes.xlsx": workbook(
        sheet1="<worksheet " + " ".join(f'a{n}="b"' for n in range(100_000)) + "/>"
    ),
    "a text that is missing.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "99", "s")}</row>')),
    "a text before the first.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "-1", "s")}</row>')),
    "a text that is no number.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "x", "s")}</row>')),
    "a number that is none.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "1e5x", "n")}</row>')),
    "a number of 6,000 digits.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "9" * 6000, "n")}</row>')),
    "a great number.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "1e400", "n")}</row>')),
    "no number.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("A2", "NaN", "n")}</row>')),
    "a style that is missing.xlsx": workbook(sheet1=sheet(HEAD + '<row r="2"><c r="A2" s="999"><v>1</v></c></row>')),
    "a negative style.xlsx": workbook(sheet1=sheet(HEAD + '<row r="2"><c r="A2" s="-1"><v>1</v></c></row>')),
    "a style that is no number.xlsx": workbook(sheet1=sheet(HEAD + '<row r="2"><c r="A2" s="x"><v>1</v></c></row>')),
    "a column beyond all.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("ZZZZZZZZ2", "A")}</row>')),
    "a reference that is none.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="2">{cell("1A?", "A")}</row>')),
    "a row beyond all.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="99999999999">{cell("A1", "A")}</row>')),
    "a row before the first.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="-5">{cell("A-5", "A")}</row>')),
    "a row that is no number.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="x">{cell("A2", "A")}</row>')),
    "a row without end.xlsx": workbook(sheet1=sheet(HEAD + f'<row r="1e308">{cell("A2", "A")}</row>')),
    "great dimensions.xlsx": workbook(sheet1=sheet(HEAD + ROW, before='<dimension ref="A1:XFD1048576"/>')),
    "wide columns.xlsx": workbook(
        sheet1=sheet(HEAD + ROW, before='<cols><col min="-9" max="999999999" hidden="1" width="0"/></cols>')
    ),
    "a merge of all.xlsx": workbook(
        sheet1=sheet(HEAD + ROW, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "merges of merges.xlsx": workbook(
        sheet1=sheet(
            HEAD + ROW, "<mergeCells>" + '<mergeCell ref="A1:C9"/><mergeCell ref="B2:A1"/>' * 5000 + "</mergeCells>"
        )
    ),
    "merges over many cells.xlsx": workbook(
        sheet1=sheet(
            "".join(f'<row r="{n}">{cell(f"A{n}", "A")}{cell(f"XFD{n}", "A")}</row>' for n in range(1, 60)),
            "<mergeCells>" + '<mergeCell ref="A1:XFD300"/>' * 300 + "</mergeCells>",
        )
    ),
    "a merge that is none.xlsx": workbook(sheet1=sheet(HEAD + ROW, '<mergeCells><mergeCell ref="?"/></mergeCells>')),
    "a link to nothing.xlsx": workbook(
        sheet1=sheet(HEAD + ROW, '<hyperlinks><hyperlink ref="A2:XFD1048576" r="x"/></hyperlinks>')
    ),
    "a formula of a mile.xlsx": workbook(
        sheet1=sheet(HEAD + '<row r="2"><c r="A2"><f>' + "HYPERLINK(" * 20_000 + "</f><v>1</v></c></row>")
    ),
    "a format of a mile.xlsx": workbook(
        {
            "xl/styles.xml": f'<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="'
            + "0;" * 20_000
            + '"/></numFmts></styleSheet>'
        }
    ),
    "a spreadsheet of another program.xlsx": lambda path: archive(path, {"mimetype": "x", "content.xml": "<x/>"}),
    "a letter.xlsx": lambda path: archive(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}),
    "an archive of archives.xlsx": lambda path: archive(
        path, {f"xl/{n}": zlib.compress(bytes(90_000)) for n in range(99)}
    ),
    "ten thousand parts.xlsx": lambda path: archive(path, {f"xl/{n}.xml": "" for n in range(10_000)}),
    "names that climb.xlsx": workbook({"../../escaped.xml": "<x/>", "/xl/absolute.xml": "<x/>"}),
}  # fmt: skip
