"""The same two invented practices in every layout in which people and programs set a record out."""

from collections.abc import Callable, Sequence

from roundtable.intake.paper import parse_paper
from roundtable.records.intake import Intake
from roundtable.records.practice import PracticeRecord
from roundtable.standard_vocabulary import standard_terms
from roundtable.vocabulary.place_lookup import standard_places
from roundtable.vocabulary.term_lookup import Vocabulary

Record = dict[str, str]
FIELDS = ("title", "country", "partner", "area", "tag", "summary", "links")
LABELS: dict[str, tuple[str, ...]] = {
    "en": ("Title", "Country", "Partner(s)/Funder(s)", "Thematic Area(s)", "Tags", "Summary", "Web Links"),
    "plain": ("Title", "Countries", "Partners", "Thematic area", "Tags", "Summary", "Website"),
    "fr": ("Titre", "Pays", "Partenaires", "Domaine thématique", "Mots-clés", "Résumé", "Liens"),
    "es": ("Título", "País", "Socios", "Área temática", "Etiquetas", "Resumen", "Enlaces"),
}
OVENS: Record = {
    "title": "Bread ovens for the quarter",
    "country": "Ghana, Togo",
    "partner": "Bakers’ Guild; City of Accra",
    "area": "Remittances",
    "tag": "Gender; Local development",
    "summary": "Neighbours bake together at dawn. Bread is sold at noon.",
    "links": "www.example.org/ovens",
}
SAILS: Record = {
    "title": "Sailing lessons",
    "country": "Chile",
    "partner": "Port School",
    "area": "Migration and health",
    "tag": "Skilled migration",
    "summary": "Sailors teach the newly arrived at dusk.",
    "links": "https://example.org/sail",
}
Layout = Callable[[Sequence[str], Sequence[Record]], str]


def _lines(line: Callable[[str, str], str], order: Sequence[str] = FIELDS, between: str = "\n\n") -> Layout:
    """Return a layout with a label and its value a line."""

    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        named = dict(zip(FIELDS, labels, strict=True))
        return between.join("\n".join(line(named[name], record[name]) for name in order) for record in records) + "\n"

    return layout


def _rows(separator: str, order: Sequence[str] = FIELDS, edge: str = "") -> Layout:
    """Return a layout with a record a row under a row of labels."""

    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        named = dict(zip(FIELDS, labels, strict=True))
        rows = [[named[name] for name in order], *([record[name] for name in order] for record in records)]
        return "\n".join(f"{edge}{separator.join(row)}{edge}".strip(" ") for row in rows) + "\n"

    return layout


def _columns(gap: str, colon: str = ":") -> Layout:
    """Return a layout with a record a column."""

    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        rows = [[label + colon, *(one[name] for one in records)] for label, name in zip(labels, FIELDS, strict=True)]
        if gap == "\t":
            return "\n".join("\t".join(row) for row in rows) + "\n"
        widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
        return "\n".join("".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows) + "\n"

    return layout


def _side_by_side(gap: str) -> Layout:
    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        cells = [[f"{label}: {one[name]}" for one in records] for label, name in zip(labels, FIELDS, strict=True)]
        width = max(len(cell) for row in cells for cell in row) + 3
        filled = [[cell if gap == "\t" else cell.ljust(width) for cell in row] for row in cells]
        return "\n".join((gap if gap == "\t" else "").join(row).rstrip() for row in filled) + "\n"

    return layout


def _four_columns(gap: str, colon: str = ":") -> Layout:
    """Return a layout with two labels and their values a row."""

    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        texts = []
        for record in records:
            cells = [(f"{label}{colon}", record[name]) for label, name in zip(labels, FIELDS, strict=True)]
            rows = [[*cells[0], *cells[1]], [*cells[2], *cells[3]], [*cells[4]], [*cells[5]], [*cells[6]]]
            if gap == "\t":
                texts.append("\n".join("\t".join(row) for row in rows))
            else:
                widths = (26, 34, 26, 0)
                texts.append("\n".join("".join(map(str.ljust, row, widths)).rstrip() for row in rows))
        return "\n\n".join(texts) + "\n"

    return layout


def _labels_first(labels: Sequence[str], records: Sequence[Record]) -> str:
    parts = (
        "\n".join([*(f"{label}:" for label in labels), "", *(record[name] for name in FIELDS)]) for record in records
    )
    return "\n\n".join(parts) + "\n"


def _labels_but_the_last_first(labels: Sequence[str], records: Sequence[Record]) -> str:
    texts = []
    for record in records:
        named = list(zip(labels, FIELDS, strict=True))
        first = [*(f"{label}:" for label, _ in named[:5]), "", *(record[name] for _, name in named[:5])]
        texts.append("\n".join([*first, *(f"{label}: {record[name]}" for label, name in named[5:])]))
    return "\n\n".join(texts) + "\n"


def _html(block: str, label_tag: str) -> Layout:
    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        parts = [
            f"<{block}><{label_tag}>{label}:</{label_tag}> {record[name].replace('’', '&rsquo;')}</{block}>"
            for record in records
            for label, name in zip(labels, FIELDS, strict=True)
        ]
        return "<html><body>\n" + "\n".join(parts) + "\n</body></html>\n"

    return layout


def _html_table(labels: Sequence[str], records: Sequence[Record]) -> str:
    tables = (
        "<table border=1>"
        + "".join(
            f"<tr><td>{label}</td><td>{record[name]}</td></tr>" for label, name in zip(labels, FIELDS, strict=True)
        )
        + "</table>"
        for record in records
    )
    return "<body>" + "<hr/>".join(tables) + "</body>\n"


def _html_rows(labels: Sequence[str], records: Sequence[Record]) -> str:
    head = "<tr>" + "".join(f"<th>{label}</th>" for label in labels) + "</tr>"
    rows = "\n".join("<tr>" + "".join(f"<td>{record[name]}</td>" for name in FIELDS) + "</tr>" for record in records)
    return f"<table>\n{head}\n{rows}\n</table>\n"


def _quoted(mark: str) -> Layout:
    def layout(labels: Sequence[str], records: Sequence[Record]) -> str:
        plain = LAYOUTS["plain"](labels, records)
        return "\n".join(f"{mark}{line}".rstrip() for line in plain.splitlines()) + "\n"

    return layout


def _markdown_row(labels: Sequence[str], records: Sequence[Record]) -> str:
    head, *rows = _rows(" | ", edge="|")(labels, records).splitlines()
    return "\n".join([head, "|" + "---|" * len(FIELDS), *rows]) + "\n"


def _markdown_form(labels: Sequence[str], records: Sequence[Record]) -> str:
    lines = _lines(lambda label, value: f"| **{label}** | {value} |")
    return lines(labels, records).replace("\n\n", "\n\n---\n\n")


def _layout_rows(labels: Sequence[str], records: Sequence[Record]) -> str:
    rows = [list(labels), *([record[name] for name in FIELDS] for record in records)]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    return "\n".join("".join(map(str.ljust, row, widths)).rstrip() for row in rows) + "\n"


LAYOUTS: dict[str, Layout] = {
    "plain": _lines(lambda label, value: f"{label}: {value}"),
    "blank before the colon": _lines(lambda label, value: f"{label} : {value}"),
    "capitals": _lines(lambda label, value: f"{label.upper()}: {value}"),
    "small letters": _lines(lambda label, value: f"{label.lower()}: {value}"),
    "dash": _lines(lambda label, value: f"{label} – {value}"),
    "long dash": _lines(lambda label, value: f"{label} — {value}"),
    "long dash without blanks": _lines(lambda label, value: f"{label}—{value}"),
    "hyphen": _lines(lambda label, value: f"{label} - {value}"),
    "equals": _lines(lambda label, value: f"{label} = {value}"),
    "bar": _lines(lambda label, value: f"{label} | {value}"),
    "arrow": _lines(lambda label, value: f"{label} → {value}"),
    "tab": _lines(lambda label, value: f"{label}\t{value}"),
    "colon and tab": _lines(lambda label, value: f"{label}:\t{value}"),
    "value below": _lines(lambda label, value: f"{label}:\n{value}"),
    "value below without colon": _lines(lambda label, value: f"{label}\n{value}"),
    "value below after a blank": _lines(lambda label, value: f"{label}:\n\n{value}\n"),
    "blank line between fields": _lines(lambda label, value: f"{label}: {value}\n", between="\n\n\n"),
    "country first": _lines(
        lambda label, value: f"{label}: {value}", ("country", "title", "partner", "area", "tag", "summary", "links")
    ),
    "country and partner first": _lines(
        lambda label, value: f"{label}: {value}", ("country", "partner", "title", "area", "tag", "summary", "links")
    ),
    "area first": _lines(
        lambda label, value: f"{label}: {value}", ("area", "title", "country", "partner", "tag", "summary", "links")
    ),
    "summary first": _lines(
        lambda label, value: f"{label}: {value}", ("summary", "title", "country", "partner", "area", "tag", "links")
    ),
    "summary above country": _lines(
        lambda label, value: f"{label}: {value}", ("title", "summary", "country", "partner", "area", "tag", "links")
    ),
    "links above summary": _lines(
        lambda label, value: f"{label}: {value}", ("title", "country", "links", "partner", "area", "tag", "summary")
    ),
    "hints": _lines(lambda label, value: f"{label} (see the guide): {value}"),
    "required": _lines(lambda label, value: f"{label}*: {value}"),
    "required apart": _lines(lambda label, value: f"{label} *: {value}"),
    "square hints": _lines(lambda label, value: f"{label} [one line]: {value}"),
    "numbered": lambda labels, records: "\n".join(
        f"{number}. {label}: {record[name]}"
        for record in records
        for number, (label, name) in enumerate(zip(labels, FIELDS, strict=True), 1)
    ),
    "bullets": _lines(lambda label, value: f"• {label}: {value}"),
    "quotes": _lines(lambda label, value: f"« {label} » : {value}"),
    "straight quotes": _lines(lambda label, value: f'"{label}": {value}'),
    "row between bars": _rows(" | "),
    "bold": _lines(lambda label, value: f"**{label}:** {value}"),
    "bold without colon inside": _lines(lambda label, value: f"**{label}**: {value}"),
    "bold, colon missing": _lines(lambda label, value: f"**{label}** {value}"),
    "bold by underscores": _lines(lambda label, value: f"__{label}:__ {value}"),
    "italics": _lines(lambda label, value: f"*{label}:* {value}"),
    "italics by underscores": _lines(lambda label, value: f"_{label}_: {value}"),
    "asterisks of chats": _lines(lambda label, value: f"*{label}*: {value}"),
    "bulleted bold": _lines(lambda label, value: f"- **{label}**: {value}"),
    "starred bold": _lines(lambda label, value: f"* **{label}:** {value}"),
    "headings": _lines(lambda label, value: f"### {label}\n{value}"),
    "headings with blanks": _lines(lambda label, value: f"## {label}\n\n{value}\n"),
    "quoted": _quoted("> "),
    "quoted twice": _quoted("> > "),
    "quoted without blanks": _quoted(">"),
    "dashes between": _lines(lambda label, value: f"{label}: {value}", between="\n-----------\n"),
    "stars between": _lines(lambda label, value: f"{label}: {value}", between="\n\n* * *\n\n"),
    "equals between": _lines(lambda label, value: f"{label}: {value}", between="\n==========\n\n"),
    "underscores between": _lines(lambda label, value: f"{label}: {value}", between="\n________________\n"),
    "row": _rows("\t"),
    "row, country first": _rows("\t", ("country", "title", "summary", "partner", "area", "tag", "links")),
    "Markdown row": _markdown_row,
    "Markdown form": _markdown_form,
    "layout row": _layout_rows,
    "column": _columns("\t"),
    "column without colon": _columns("\t", ""),
    "layout column": _columns(" "),
    "side by side": _side_by_side("\t"),
    "layout side by side": _side_by_side(" "),
    "hints below": _lines(lambda label, value: f"{label}\n(as in the guide)\n{value}"),
    "four columns": _four_columns("\t"),
    "four columns without colon": _four_columns("\t", ""),
    "layout of four columns": _four_columns(" "),
    "labels first": _labels_first,
    "labels but two first": _labels_but_the_last_first,
    "HTML paragraphs": _html("p", "b"),
    "HTML items": _html("li", "strong"),
    "HTML table": _html_table,
    "HTML rows": _html_rows,
}

VOCABULARY, PLACES = Vocabulary(standard_terms()), standard_places()


def parsed(text: str) -> Intake:
    return parse_paper(text, "records.txt", VOCABULARY, PLACES)


def facts(practice: PracticeRecord) -> dict[str, str]:
    return {
        "title": practice.title,
        "country": ", ".join(country.printed for country in practice.countries if country.code),
        "partner": "; ".join(partner.name for partner in practice.partners),
        "area": "; ".join(practice.thematic_areas),
        "tag": "; ".join(practice.tags),
        "summary": practice.summary,
        "links": " ".join(practice.web_links),
    }


def field(text: str, name: str) -> str:
    """Return one field of the only practice of a text."""
    [practice] = parsed(text).collection.practices
    return facts(practice)[name]


RECORD = """Title: Bread ovens
Country: {country}
Partner(s): {partner}
Tags: {tag}
Summary: {summary}
Web Links: {links}
"""


def record(**values: str) -> str:
    filled = {"country": "Togo", "partner": "Guild", "tag": "Gender", "summary": "They bake.", "links": "www.a.example"}
    return RECORD.format(**{**filled, **values})
