"""Sender that a workbook names: “Ministry: …”, “Submitted by | …” above the headings, or one word in every row."""

from collections.abc import Iterable, Iterator

from roundtable.sheet_table import headings
from roundtable.sheet_table.headings import Headings
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary.empty_values import is_nothing
from roundtable.vocabulary.term_lookup import folded

_LABELS = frozenset(
    (
        *("ministry", "ministry or agency", "ministry agency", "name of ministry", "name of the ministry"),
        *("line ministry", "responsible ministry", "submitting ministry", "sender", "submitted by", "sent by"),
        *("filled in by", "completed by", "contribution of", "contribution from"),
        *("ministere", "nom du ministere", "expediteur", "envoye par", "soumis par", "transmis par", "rempli par"),
        *("ministerio", "nombre del ministerio", "remitente", "enviado por", "presentado por", "remitido por"),
    )
)
_ROWS_SEARCHED = 30


def named_in(sheets: Iterable[tuple[Sheet, Headings | None]]) -> str:
    """Return the sender that sheets, with their headings where they have any, name; "" where none or several are."""
    found = {folded(name): name for sheet, head in sheets for name in _names(sheet, head) if not is_nothing(name)}
    return next(iter(found.values())) if len(found) == 1 else ""


def _names(sheet: Sheet, head: Headings | None) -> Iterator[str]:
    """Yield the names beside a label above the headings or on a cover, and those in a column of senders."""
    is_cover = head is not None or headings.kind_of(sheet.name) == "read me"
    for row in sheet.rows[:_ROWS_SEARCHED]:
        if head is not None and row.number >= head.row:
            break
        cells = [text.strip() for _, text in sorted(row.texts.items()) if text.strip()]
        for text, after in zip(cells, (*cells[1:], ""), strict=True):
            label, colon, said = text.replace("：", ":").partition(":")
            if folded(label) in _LABELS and (colon or is_cover):
                yield " ".join((said.strip() or after).split())
    if head is not None:
        heads = next((row.texts for row in sheet.rows if row.number == head.row), {})
        for number in (number for number, text in heads.items() if folded(text) in _LABELS):
            for row in sheet.rows:
                if row.number > head.row and row.texts.get(number, "").strip():
                    yield " ".join(row.texts[number].split())
