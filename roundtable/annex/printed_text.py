"""Printed text: tidy paragraphs, list items with their marks, web addresses as links."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from roundtable.annex.list_items import Line, items_of
from roundtable.annex.text_direction import has_right

# Every blank that a line may break at; the no-break spaces (U+00A0, U+2007, U+202F) are letters here.
_BLANKS = re.compile("[\t-\r\x1c-\x1f \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
# What prints nothing: soft hyphens, format and bidi controls, variation selectors, tags. Kept: joiners, which shape
# words, zero-width spaces, at which lines may end, and marks of direction where something runs right.
_INVISIBLE = re.compile(
    "[\xad\u180b-\u180e\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f]+")
_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n")
_LINE_END = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s<>\"“”«»\u061c\u200e\u200f]+", re.IGNORECASE)
_SENTENCE_END = ".,;:!?'’"
_ADDRESS_CHARACTERS = ";/?:@&=+$,-_.!~*'()#%[]"


@dataclass(frozen=True, slots=True)
class Link:
    """Mark the characters ``start`` to ``end`` of a paragraph as a link to ``target`` (a URL in ASCII)."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Mark a position in a paragraph, between two characters, that calls the footnote ``text``."""

    position: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph of tidy text, or one list item where ``mark`` (``•``, ``1.``, ``a)``) is not empty.

    The items of a list have ``level`` 0, those of a list within it 1 and so on.
    """

    text: str
    mark: str = ""
    level: int = 0
    links: tuple[Link, ...] = ()
    notes: tuple[NoteCall, ...] = ()


def tidy(text: str) -> str:
    """Reduce runs of blanks to one space, strip the ends, compose letters with their accents, drop the invisible."""
    if text.isascii():
        return " ".join(text.split())  # at the same blanks, in a tenth of the time
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = text if has_right(text) else _DIRECTION.sub("", text)
    return _BLANKS.sub(" ", text).strip(" \u200b")


def paragraph(text: str) -> Paragraph:
    """Make one paragraph that is no list item."""
    clean = tidy(text)
    return Paragraph(clean, links=_links(clean))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split ``text`` at its blank lines; what begins with a printed mark becomes a list item, see ``items_of``."""
    return tuple(Paragraph(item.text, item.mark, item.level, _links(item.text)) for item in items_of(lines_of(text)))


def lines_of(text: str) -> list[Line]:
    """Return the tidy lines of ``text`` that are not blank."""
    lines = []
    for part in _PARAGRAPH_END.split(text):
        clean = [line for line in map(tidy, _LINE_END.split(part)) if line]
        lines += [Line(line, begins=number == 0) for number, line in enumerate(clean)]
    return lines


def _links(text: str) -> tuple[Link, ...]:
    """Find web and e-mail addresses; no other scheme than http, https, ftp and mailto becomes a link."""
    if ":" not in text and "www." not in text.lower():
        return ()
    found = []
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_SENTENCE_END)
        for opening, closing in ("()", "[]"):
            if address.endswith(closing) and opening not in address:
                address = address[:-1].rstrip(_SENTENCE_END)
        target = f"http://{address}" if address[:4].lower() == "www." else address
        found.append(
            Link(
                match.start(),
                match.start() + len(address),
                quote(target.replace("\u200b", ""), safe=_ADDRESS_CHARACTERS),
            )
        )
    return tuple(found)
