"""Files that somebody made by mistake or on purpose, and that must be refused, or read, in time and without harm.

Each entry makes one file at a path; none is larger than a few megabytes on the disk. No tests here.
"""

import base64
import io
import json
import os
import socket
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

Maker = Callable[[Path], object]
RECORD = "Title: Bread\nCountry: Ghana\nTags: Gender\nSummary: Bread is baked at dawn.\n"
KB = 1024


def text(content: str, encoding: str = "utf-8") -> Maker:
    return lambda path: path.write_bytes(content.encode(encoding, "surrogatepass"))


def data(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content)


def repeated(piece: str, size: int = 40 * KB, before: str = "", after: str = "") -> Maker:
    return text(before + piece * (size // len(piece)) + after)


# texts

TEXTS: dict[str, Maker] = {
    "empty.txt": data(b""),
    "blank.txt": data(b" \r\n\t\n"),
    "only a mark.txt": data(b"\xef\xbb\xbf"),
    "NUL bytes.txt": data(b"Title: A\0B\0\0" * 100),
    "UTF-16 with a mark.txt": text("\ufeff" + RECORD, "utf-16-le"),
    "UTF-16 without a mark.txt": text(RECORD, "utf-16-be"),
    "UTF-16 cut in two.txt": data(("\ufeff" + RECORD).encode("utf-16-le")[:-1]),
    "UTF-16 that is none.txt": data(b"\xff\xfe" + b"\x00\xd8" * 1000),
    "UTF-32 with a mark.txt": text("\ufeff" + RECORD, "utf-32-le"),
    "UTF-32 without a mark.txt": text(RECORD, "utf-32-be"),
    "half characters.txt": text(RECORD.replace("Bread", "\ud83d Bread \udc9a")),
    "overlong bytes.txt": data(b"Title: \xc0\xaf\xe0\x80\xaf\nCountry: Ghana\nSummary: A.\n"),
    "all bytes.txt": data(bytes(range(256)) * 400),
    "controls.txt": data(bytes(range(1, 32)) * 1000),
    "combining marks.txt": repeated("\u0301"),
    "marks on one letter.txt": text(f"Title: a{chr(0x301) * 20_000}\nCountry: Ghana\nSummary: A.\n"),
    "directions.txt": repeated("\u202e\u2066a\u2069\u202c"),
    "blanks without breadth.txt": repeated("\u200b\u2060\ufeff"),
    "a line of half a megabyte.txt": data(b"a" * 500_000),
    "word of other letters.txt": repeated("移民"),
    "lines without end.txt": repeated("a\n", 400 * KB),
    "page ends.txt": repeated("\f"),
    "separators of lines.txt": repeated("a\u2028\x85\x0b"),
    "too large.txt": data(b"a " * 2_500_000),
    "titles.txt": repeated("Title: A\n"),
    "labels without values.txt": repeated("Title:\nCountry:\nSummary:\n"),
    "labels in a line.txt": repeated("Country: Ghana Partner(s): IOM ", before=RECORD),
    "labels of the mark.txt": repeated("\ue000Title\ue001 A\n"),
    "marks of places.txt": text("Title: A\nCountry: Ghana \ue002 (a), \ue002\nSummary: A.\n"),
    "masks.txt": repeated("\x1a ", before=RECORD),
    "parentheses.txt": repeated("(", before="Title: A\nCountry: "),
    "places in brackets.txt": repeated("Ghana (a) ", before="Title: A\nCountry: "),
    "organisations.txt": repeated("IOM and ", before="Title: A\nPartner(s): "),
    "roles.txt": repeated("funded by ", before="Title: A\nPartner(s): "),
    "addresses.txt": repeated("http://a.b/c-\n", before=RECORD + "Web Links: "),
    "objectives.txt": repeated("5 and ", before=RECORD + "GCM objectives: "),
    "targets.txt": repeated("10.7, ", before=RECORD + "SDG targets: "),
    "notes without end.txt": text(RECORD + "\n\n".join(f"{number} Note" for number in range(6000))),
    "notes with one number.txt": repeated("1 a\n\n"),
    "notes with stars.txt": repeated("* a\n\n", before="a* " * 5000 + "\n\n"),
    "items.txt": repeated("1. a\n", before=RECORD),
    "items that ask.txt": repeated("?\n"),
    "numbers.txt": repeated("1.\n"),
    "hyphens.txt": repeated("abc-\n"),
    "soft hyphens.txt": repeated("a\u00ad\n"),
    "quotation marks.txt": repeated('\t"a\n', before="Title\tCountry\tSummary\n"),
    "an endless cell.txt": repeated('"A;', before="Title;Country;Summary\n"),
    "rows.txt": repeated("A\tGhana\tB.\n", before="Title\tCountry\tSummary\n"),
    "columns.txt": repeated("\tA", before="Title:"),
    "too many records.txt": repeated("Title: A\nCountry: Ghana\n", 300 * KB),
    "tabs.txt": repeated("\t"),
    "dots.txt": repeated("a ..... 3\n"),
    "guillemets.txt": repeated("«"),
    "PDF.txt": data(b"%PDF-1.7\n1 0 obj"),
    "picture.txt": data(b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "workbook.txt": data(b"PK\x03\x04" + bytes(100)),
    "Rich Text.txt": data(b"{\\rtf1 Title: A}"),
}

MARKUP: dict[str, Maker] = {
    "nested tags.html": repeated("<div>", 200 * KB, before="<p>a</p>"),
    "tags without end.html": repeated("<a ", before="<p>a</p><p>b</p>"),
    "angle brackets.html": repeated("<", before="<p>a</p><p>b</p>"),
    "open comments.html": repeated("<!--", before="<p>a</p><p>b</p>"),
    "open scripts.html": repeated("<script>", before="<p>a</p><p>b</p>"),
    "open styles.html": repeated("<style ", before="<p>a</p><p>b</p>"),
    "links.html": repeated('<a href="http://a.b">x</a>', before="<p>a</p>"),
    "entities.html": repeated("&amp;#38;&#x110000;&#0;", before="<p>a</p><p>b</p>"),
    "cells.html": repeated("<td>a</td>", before="<table><tr>", after="</tr></table>"),
    "a word of a title.html": repeated("a", before="<p>a</p><p>b</p><title>"),
    "an outer file.html": text(
        '<p>Title: A</p><p>Country: Ghana</p><iframe src="file:///etc/passwd"></iframe><p>a</p>'
    ),
    "stars.md": repeated("*"),
    "bold that opens.md": repeated("**a "),
    "bold.md": repeated("**a** "),
    "emphasis.md": repeated("_a_*b*"),
    "ticks.md": repeated("`"),
    "brackets.md": repeated("["),
    "links that open.md": repeated("[a](http://b "),
    "escapes.md": repeated("\\*`a` "),
    "rules.md": repeated("---|---\n"),
    "bars.md": repeated("|"),
    "quotes in quotes.md": text(">" * 40_000 + "\n" + "> " * 20_000 + "a"),
    "headings.md": repeated("# a\n"),
}


def parts(depth: int) -> bytes:
    """Return a mail whose parts lie in each other."""
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return b"MIME-Version: 1.0\r\n" + heads.encode() + b"\r\n" + RECORD.encode()


def mail(head: str, body: bytes) -> bytes:
    return f"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: {head}\r\n\r\n".encode() + body


MAILS: dict[str, Maker] = {
    "parts in parts.eml": data(parts(1000)),
    "a charset that is none.eml": data(mail("text/plain; charset=klingon", RECORD.encode())),
    "a charset that is no text.eml": data(mail("text/plain; charset=zlib", RECORD.encode())),
    "base64 that is none.eml": data(
        mail("text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64", b"%%%=" * 5000)
    ),
    "base64 of noise.eml": data(
        mail("text/plain\r\nContent-Transfer-Encoding: base64", base64.b64encode(bytes(range(256)) * 100))
    ),
    "quoted-printable that is none.eml": data(
        mail("text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", b"=ZZ=" * 10_000)
    ),
    "a boundary that is missing.eml": data(mail("multipart/alternative", RECORD.encode())),
    "a boundary that never comes.eml": data(mail('multipart/mixed; boundary="x"', RECORD.encode())),
    "only an attachment.eml": data(mail("application/octet-stream", bytes(range(256)))),
    "headers without end.eml": data(b"MIME-Version: 1.0\r\n" + b"X-A: b\r\n" * 20_000 + b"\r\n" + RECORD.encode()),
    "a header of a mile.eml": data(b"MIME-Version: 1.0\r\nSubject: " + b"=?utf-8?q?a?= " * 4000 + b"\r\n\r\nTitle: A"),
    "a subject of half characters.eml": data(
        b"MIME-Version: 1.0\r\nSubject: =?utf-8?b?7aCA?=\r\nFrom: \xff\xfe\r\n\r\n" + RECORD.encode()
    ),
}


# exchange files


def exchange(practice: str = '{"title": "A"}', more: str = "") -> Maker:
    return text(f'{{"format": "roundtable/1", "practices": [{practice}]{more}}}')


WRONG = ("1", "true", '"a"', "[1]", '{"a": 1}', "1.5", "[[]]", "[null]")
LISTS = ("countries", "country_codes", "partners", "thematic_areas", "tags", "web_links", "gcm_objectives", "extra")

EXCHANGE: dict[str, Maker] = {
    "empty.json": data(b""),
    "cut off.json": text('{"format": "roundtable/1", "practices": [{"title": "A'),
    "nested lists.json": exchange(more=', "vocabulary": ' + "[" * 100_000 + "]" * 100_000),
    "nested objects.json": exchange('{"title": "A", "x": ' + '{"a": ' * 50_000 + "1" + "}" * 50_000 + "}"),
    "open brackets.json": text("[" * 500_000),
    "6,000 digits.json": exchange('{"title": "A", "revision": ' + "9" * 6000 + "}"),
    "digits in an unknown key.json": exchange('{"title": "A", "x": ' + "9" * 6000 + "}"),
    "a great exponent.json": exchange('{"title": "A", "revision": 1e999999}'),
    "a fraction.json": exchange('{"title": "A", "revision": 1.5}'),
    "a negative revision.json": exchange('{"title": "A", "revision": -1}'),
    "NaN.json": exchange('{"title": "A", "revision": NaN}'),
    "Infinity.json": exchange('{"title": "A", "x": [Infinity, -Infinity]}'),
    "a key twice.json": exchange('{"title": "A", "title": "B"}'),
    "a half character.json": exchange('{"title": "A \\ud83d"}'),
    "a half character in a key.json": exchange('{"title": "A", "\\udc9a": "b"}'),
    "half characters as bytes.json": data(b'{"format": "roundtable/1", "practices": [{"title": "\xed\xa0\x80"}]}'),
    "NUL.json": exchange('{"title": "A\\u0000B"}'),
    "controls.json": exchange('{"title": "A\x01B"}'),
    "UTF-16.json": text('{"format": "roundtable/1"}', "utf-16"),
    "UTF-32.json": text('{"format": "roundtable/1"}', "utf-32"),
    "Latin-1.json": text('{"format": "roundtable/1", "practices": [{"title": "é"}]}', "latin-1"),
    "no object.json": text("[]"),
    "null.json": text("null"),
    "another format.json": text('{"format": "other"}'),
    "a format that is a list.json": text('{"format": ["roundtable/1"]}'),
    "a newer format.json": text('{"format": "roundtable/999"}'),
    "practices that are a text.json": text('{"format": "roundtable/1", "practices": "A"}'),
    "a practice that is a number.json": exchange("1"),
    "an identity that is none.json": exchange('{"id": "x", "title": "A"}'),
    "one identity twice.json": exchange(", ".join([f'{{"id": "{"1" * 8}-1111-4111-8111-{"1" * 12}"}}'] * 2)),
    "a picture that is none.json": exchange('{"title": "A", "image": {"name": "a", "type": "b", "data": "%%%"}}'),
    "a mapping to nothing.json": exchange(more=', "mappings": [{"practice": "x", "guiding_question": "y"}]'),
    "a moment that is none.json": exchange(more=', "handovers": [{"kind": "annex", "at": "yesterday"}]'),
    "mark before JSON.json": text("\ufeff[]"),
    "comments.json": text('// a\n{"format": "roundtable/1"}'),
    **{f"{name} is {wrong}.json": exchange(json.dumps({"title": "A"})[:-1] + f', "{name}": {wrong}}}')
       for name, wrong in zip(LISTS, WRONG, strict=True)},
    **{f"title is {wrong}.json": exchange(f'{{"title": {wrong}}}') for wrong in ("1", "[]", "{}", "true")},
}  # fmt: skip


# workbooks

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


# what is no file


def nothing(path: Path) -> None:
    """Leave the name without a file."""
    assert not path.name.endswith(os.sep)


def locked(path: Path) -> None:
    path.write_text(RECORD, encoding="utf-8")
    path.chmod(0)


def circle(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)


def door(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.fspath(path)[:100])


NO_FILES: dict[str, Maker] = {
    **{f"a folder.{suffix}": Path.mkdir for suffix in ("txt", "xlsx", "json", "eml")},
    **{f"absent.{suffix}": nothing for suffix in ("txt", "xlsx", "json")},
    **{f"a pipe.{suffix}": os.mkfifo for suffix in ("txt", "xlsx", "json")},
    **{f"a device.{suffix}": lambda path: path.symlink_to("/dev/zero") for suffix in ("txt", "xlsx", "json")},
    **{f"locked.{suffix}": locked for suffix in ("txt", "xlsx", "json")},
    **{f"a circle of links.{suffix}": circle for suffix in ("txt", "xlsx", "json")},
    "a link to nothing.txt": lambda path: path.symlink_to("nothing"),
    f"{'a' * 300}.txt": nothing,
    "a\nname\tof\x1bcontrols.txt": text("Nothing."),
    "no suffix": text(RECORD),
    "a suffix.exe": data(b"MZ"),
}
