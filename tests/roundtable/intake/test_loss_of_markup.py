"""Whatever a web page, a Markdown text or a mail holds, every word of it is exported or told as left out."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from roundtable.errors import InputError
from roundtable.intake.paper import read_text
from roundtable.vocabulary.term_lookup import folded

WORDS = (
    *(
        "lantern",
        "harvest",
        "señales",
        "bakery",
        "orchard",
        "rivers",
        "tailors",
        "évêché",
        "kilns",
        "quartz",
        "violins",
    ),
    *("zebra", "jardín", "hammock", "pebbles", "saffron", "turnips", "umbrella", "walnuts", "yoghurt", "fiddle"),
)
LABELS = ("Partner(s)", "Tags", "Duration", "Lake rules", "Summary", "Résumé", "Web Links", "Contact", "Remarks")
Record = list[tuple[str, list[str]]]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)
records = st.lists(
    st.builds(
        lambda title, fields: [("Title", title), ("Country", ["Ghana"]), *fields],
        words,
        st.lists(st.tuples(st.sampled_from(LABELS), words), min_size=1, max_size=6, unique_by=lambda field: field[0]),
    ),
    min_size=1,
    max_size=3,
)


def value(field: Sequence[str]) -> str:
    return html.escape(" ".join(field))


def page_of_rows(found: Sequence[Record]) -> str:
    rows = (f"<tr><td>{label}</td><td>{value(field)}</td></tr>" for record in found for label, field in record)
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def page_of_paragraphs(found: Sequence[Record]) -> str:
    return "\n".join(f"<p><b>{label}:</b> {value(field)}</p>" for record in found for label, field in record)


def page_of_definitions(found: Sequence[Record]) -> str:
    lists = (
        f"<h2>{value(record[0][1])}</h2><dl>"
        + "".join(f"<dt>{label}</dt><dd>{value(field)}</dd>" for label, field in record[1:])
        + "</dl>"
        for record in found
    )
    return f"<!-- hidden --><body>{''.join(lists)}</body>"


def page_of_lines(found: Sequence[Record]) -> str:
    return "<div>" + "<br>".join(f"{label}: {value(field)}" for record in found for label, field in record) + "</div>"


def bold_labels(found: Sequence[Record]) -> str:
    return "\n\n".join("\n".join(f"**{label}:** {' '.join(field)}  " for label, field in record) for record in found)


def list_of_labels(found: Sequence[Record]) -> str:
    return "\n\n".join("\n".join(f"- **{label}**: *{' '.join(field)}*" for label, field in record) for record in found)


def table_of_labels(found: Sequence[Record]) -> str:
    tables = ("\n".join(f"| {label} | {' '.join(field)} |" for label, field in record) for record in found)
    return "\n\n".join(f"| Field | Value |\n|---|---|\n{table}" for table in tables)


def headings(found: Sequence[Record]) -> str:
    return "\n\n".join(f"### {label}\n\n{' '.join(field)}" for record in found for label, field in record)


def plain(found: Sequence[Record]) -> str:
    return "\n\n".join("\n".join(f"{label}: {' '.join(field)}" for label, field in record) for record in found)


def letter(found: Sequence[Record]) -> str:
    return f"Dear colleagues,\n\nthe gazelle is below.\n\n{plain(found)}\n\nKind regards,\nHenrietta Octopus\n"


def mail(found: Sequence[Record], *, encoding: str, attached: bool, page: bool) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "clerk@example.org", "desk@example.org", "Penguins"
    message.set_content("The narwhal is attached.\n" if attached else letter(found), cte=encoding)
    if page:
        message.add_alternative(page_of_paragraphs(found), subtype="html", cte=encoding)
    if attached:
        message.add_attachment(plain(found), filename="records.txt", cte=encoding)
    return message.as_bytes()


def assert_every_word_is_told(data: bytes, suffix: str, said: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"records{suffix}")
        file.write_bytes(data)
        try:
            intake = read_text(file)
        except InputError:
            reject()  # what seems to break off is refused; were everything, hypothesis would say so
    loss = intake.loss
    assert loss.words_in == loss.words_mapped + loss.words_kept_as_note + loss.words_ignored
    kept = folded(str([asdict(intake.collection), [left.text for left in loss.ignored]])).replace(" ", "")
    lost = [word for word in re.findall(r"[^\W\d_]{5,}", folded(said)) if word not in kept and word not in LABEL_WORDS]
    assert lost == []


LABEL_WORDS = frozenset(re.findall(r"[^\W\d_]{5,}", folded(" ".join(("Title Country Dear colleagues", *LABELS)))))


@pytest.mark.parametrize("layout", [page_of_rows, page_of_paragraphs, page_of_definitions, page_of_lines])
@given(found=records)
def test_no_word_of_a_web_page_is_lost(layout: Callable[[Sequence[Record]], str], found: Sequence[Record]) -> None:
    assert_every_word_is_told(layout(found).encode(), ".html", plain(found))


@pytest.mark.parametrize("layout", [bold_labels, list_of_labels, table_of_labels, headings])
@given(found=records)
def test_no_word_of_a_markdown_text_is_lost(layout: Callable[[Sequence[Record]], str], found: Sequence[Record]) -> None:
    assert_every_word_is_told(layout(found).encode(), ".md", plain(found))


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@given(found=records, attached=st.booleans(), page=st.booleans())
def test_no_word_of_a_mail_is_lost(found: Sequence[Record], encoding: str, *, attached: bool, page: bool) -> None:
    said = f"Penguins narwhal {plain(found)}" if attached else f"Penguins {letter(found)}"
    assert_every_word_is_told(mail(found, encoding=encoding, attached=attached, page=page), ".eml", said)


def test_an_attachment_that_is_no_text_is_told(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Record"
    message.set_content("Title: Lantern school\nCountry: Ghana\nSummary: Lanterns are made.\n")
    message.add_attachment(b"PK", maintype="application", subtype="msword", filename="more.doc")
    file = tmp_path / "mail.eml"
    file.write_bytes(message.as_bytes())
    intake = read_text(file)
    assert [practice.title for practice in intake.collection.practices] == ["Lantern school"]
    assert "“more.doc”" in intake.problems[""][0].message
