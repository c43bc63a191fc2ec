"""Where a workbook comes from: noted in its document properties when it is written, found there when it comes back.

Pure values; must not know files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ID, _CODE, _LANGUAGE = "Roundtable", "Roundtable code", "Roundtable language"
_ENTRY, _MOMENT, _CONTACTS = "Roundtable step", "Roundtable moment", "Roundtable contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Hold the roundtable a workbook was written for, and the last step in the workspace's journal (id, moment) then.

    ``has_contacts`` tells whether contacts went along. A step of 0 is none.
    """

    roundtable: str
    code: str
    language: str
    entry: int = 0
    moment: str = ""
    has_contacts: bool = False

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield names and texts of the properties that hold this."""
        yield _ID, self.roundtable
        yield _CODE, self.code
        yield _LANGUAGE, self.language
        yield _ENTRY, str(self.entry)
        yield _MOMENT, self.moment
        yield _CONTACTS, "yes" if self.has_contacts else "no"


def found_in(properties: Mapping[str, Any]) -> Origin | None:
    """Read back what ``Origin.properties`` yielded; None where the properties name no roundtable."""
    told = {name: "" if value is None else str(value) for name, value in properties.items()}
    if not told.get(_ID):
        return None
    entry = told.get(_ENTRY, "")
    return Origin(
        roundtable=told[_ID],
        code=told.get(_CODE, ""),
        language=told.get(_LANGUAGE, ""),
        entry=int(entry) if entry.isascii() and entry.isdecimal() and len(entry) < 19 else 0,
        moment=told.get(_MOMENT, ""),
        has_contacts=told.get(_CONTACTS) == "yes",
    )
