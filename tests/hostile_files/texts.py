"""Texts, marked-up texts and mails that somebody made by mistake or on purpose."""

import base64

from tests.hostile_files.makers import KB, RECORD, Maker, data, repeated, text

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
    "forty thousand parts.eml": data(
        mail("multipart/mixed; boundary=b", b"--b\r\nContent-Type: text/plain\r\n\r\na\r\n" * 40_000)
    ),
    "a thousand boundaries.eml": data(
        mail("multipart/mixed; boundary=b", b"".join(b"boundary=b%d\r\n--b%d\r\n" % (n, n) for n in range(9_000)))
    ),
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
