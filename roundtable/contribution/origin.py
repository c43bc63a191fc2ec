"""Provenance of a workbook, kept in its custom document properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ID, _CODE, _LANGUAGE = "Roundtable", "Roundtable code", "Roundtable language"
_ENTRY, _MOMENT, _CONTACTS = "Roundtable step", "Roundtable moment", "Roundtable contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The roundtable a workbook was written for, and the journal's last entry (id, 0 for none; moment) at that time."""

    roundtable: str
    code: str
    language: str
    entry: int = 0
    moment: str = ""
    has_contacts: bool = False

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield the custom document properties as (name, text)."""
        yield _ID, self.roundtable
        yield _CODE, self.code
        yield _LANGUAGE, self.language
        yield _ENTRY, str(self.entry)
        yield _MOMENT, self.moment
        yield _CONTACTS, "yes" if self.has_contacts else "no"


def found_in(properties: Mapping[str, Any]) -> Origin | None:
    """Parse what ``Origin.properties`` yielded; None where the properties name no roundtable."""
    texts = {name: "" if value is None else str(value) for name, value in properties.items()}
    if not texts.get(_ID):
        return None
    entry = texts.get(_ENTRY, "")
    return Origin(
        roundtable=texts[_ID],
        code=texts.get(_CODE, ""),
        language=texts.get(_LANGUAGE, ""),
        entry=int(entry) if entry.isascii() and entry.isdecimal() and len(entry) < 19 else 0,
        moment=texts.get(_MOMENT, ""),
        has_contacts=texts.get(_CONTACTS) == "yes",
    )
