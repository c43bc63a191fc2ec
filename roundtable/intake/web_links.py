"""Parse web links and their captions; damaged addresses are reported, not repaired."""

import re
from collections.abc import Callable, Iterable, Sequence

from roundtable.paper_text.source import Line, clean

_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|www\.)\S*|(?<![\w@./])(?:[\w-]{1,63}\.){1,5}(?:org|com|net|int|gov|edu|eu|info)\b(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_CLOSING = ",;.>)]!”’»\"'"
"""What may stand behind an address and is no part of it."""
_NO_CAPTION = re.compile(
    r"\(?\d{1,2}[.)]|(?:(?:see|also|and|or|at|available|visit|voir|aussi|et|ou|sur|v[eé]ase|ver|tambi[eé]n|y|en)\b[\s:,]*)+",
    re.IGNORECASE,
)
"""A list's number, or words that only lead from one address to the next."""
_LONGEST = 2000
_OPEN_END = ("-", "/", "_", "=", "&", "?", "%", ".", "#", "+", ":")
_SUFFIX = re.compile(r"\.(?:html?|pdf|aspx?|php|docx?|xlsx?|org|com|net|int)\Z", re.IGNORECASE)
_CONTINUES = re.compile(r"[-/_=&?%.#+~]|[^\s/]*[/_=&?%#]|[\w%-]+\.(?:html?|pdf|aspx?|php|docx?)\b")


def links(lines: Sequence[Line]) -> tuple[list[str], list[str]]:
    """Return the links, each a URL or "caption: URL", and the doubts about them."""
    doubts: list[str] = []
    found: list[str] = []
    caption = ""
    for text in _unbroken(lines, doubts):
        end = 0
        for match in _ADDRESS.finditer(text):
            closing = _CLOSING if "(" not in match[0] else _CLOSING.replace(")", "")
            closing = closing if "[" not in match[0] else closing.replace("]", "")
            caption = f"{caption} {_bare(text[end : match.start()])}".strip()
            address = match[0].rstrip(closing)
            found.append(f"{caption.rstrip(' :')}: {address}" if caption.rstrip(" :") else address)
            caption, end = "", match.start() + len(address)
        caption = f"{caption} {_bare(text[end:])}".strip()
    return found + [caption] * bool(caption), doubts


def lost_hyphen(address: str, is_word: Callable[[str], bool]) -> str:
    """Return a piece of a hyphenated address that looks like two words run together, or ""."""
    for segment in re.split(r"[/?&=]", address):
        pieces = segment.split("-")
        for piece in pieces if len(pieces) > 2 else ():
            halves = ((piece[:at], piece[at:]) for at in range(3, len(piece) - 2))
            if piece.isalpha() and not is_word(piece) and any(is_word(a) and is_word(b) for a, b in halves):
                return piece
    return ""


def _unbroken(lines: Iterable[Line], doubts: list[str]) -> list[str]:
    """Join a URL that runs over several lines."""
    texts: list[str] = []
    for line in lines:
        text = clean(line.text)
        last = texts[-1] if texts else ""
        address = last.rsplit(None, 1)[-1] if 0 < len(last) < _LONGEST else ""
        single = " " not in text and not _ADDRESS.match(text)
        ends = _SUFFIX.search(address + text) and not _SUFFIX.search(address)
        if single and _ADDRESS.match(address) and (address.endswith(_OPEN_END) or _CONTINUES.match(text) or ends):
            if not text.startswith("-") and not address.endswith(_OPEN_END):
                doubts.append(f"“{address[-30:]}” and “{text[:30]}” stood on two lines and were joined.")
            texts[-1] = last + text
        else:
            texts.append(text)
    return texts


def _bare(text: str) -> str:
    """Strip the separators around a text between links."""
    bare = text.strip(" ,;•|<>()[]“”")
    for opening, closing in ("()", "[]"):
        bare = bare if bare.count(opening) == bare.count(closing) else bare.replace(opening, "").replace(closing, "")
    return bare if any(letter.isalnum() for letter in bare) and not _NO_CAPTION.fullmatch(bare) else ""
