"""Country that stands over the rows of a table: as the name of its sheet, above the headings, or between the rows."""

import re

from roundtable.sheet_table.headings import Headings, key_of
from roundtable.spreadsheet.workbook_file import Sheet
from roundtable.vocabulary.place_lookup import Places

_LABELLED = re.compile(r"([^:：]{2,60})[:：]\s*(\S.*)")


def over(sheet: Sheet, head: Headings, places: Places) -> tuple[str, str]:
    """Return the country that a sheet without such a column is of, and its cell; both "" where none is said."""
    if "countries" in head.columns:
        return "", ""
    for row in sheet.rows:
        if row.number >= head.row:
            break
        before = ""
        for number, text in sorted(row.texts.items()):
            label = _LABELLED.fullmatch(text.strip())
            if label and key_of(label[1]) == "countries":
                return label[2], sheet.place(number, row.number)
            if key_of(before) == "countries" or is_country(text, places):
                return text.strip(), sheet.place(number, row.number)
            before = text.strip().rstrip(":")
    return (sheet.name.strip(), sheet.name) if is_country(sheet.name, places) else ("", "")


def is_country(text: str, places: Places) -> bool:
    """Return whether a text is the name of a country and nothing else."""
    place = places.find(text.strip(" :"))
    return place is not None and place.kind == "country"
