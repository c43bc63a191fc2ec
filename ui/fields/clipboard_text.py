"""Convert clipboard HTML or plain text (Word, browser, e-mail) to clean paragraphs and list items.

Drops styles and addresses; keeps every word that was visible in the original.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from typing_extensions import override

LIST_MARK = re.compile(r"(?:[•◦▪‣●–*-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \u00a0]+")
"""What a list item begins with."""

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("script", "style", "head", "title", "del", "template", "xml", "o:p"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "area", "base", "source", "wbr"))
_UNSEEN_CLASSES = re.compile(r"\b(?:MsoFootnoteReference|MsoEndnoteReference|MsoCommentReference|msocomanchor)\b")
_UNSEEN_STYLES = re.compile(r"display:none|mso-hide:all|mso-element:(?:footnote|endnote|comment)", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\w{1,4}[.)]")
_MEANT_NBSP = re.compile(r"(?<=[\w»”)])\u00a0(?=[:;!?»%€])|(?<=«)\u00a0(?=\S)|(?<=\d)\u00a0(?=\d)")
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2002-\u200a\u2028\u2029\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f]")


def items(paragraphs: Sequence[str]) -> list[str]:
    """Return the texts of list items without their marks; [] where not every paragraph is one."""
    marked = [LIST_MARK.match(paragraph) for paragraph in paragraphs]
    return [text[mark.end() :] for text, mark in zip(paragraphs, marked, strict=True) if mark] if all(marked) else []


def from_html(html: str) -> list[str]:
    """Return the visible paragraphs and list items of an HTML text, marks before the items."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.paragraphs


def from_text(text: str) -> list[str]:
    """Return the paragraphs and list items of a plain text, wrapped lines joined."""
    has_blank_lines = bool(re.search(r"\S[^\S\n]*\n[^\S\n]*\n", text.replace("\r\n", "\n")))
    paragraphs: list[str] = []
    is_new = True
    for line in re.split(r"\r\n|[\n\r\f\u2028\u2029]", text):
        clean = tidy(line)
        is_wrapped = not is_new and not LIST_MARK.match(clean) and (has_blank_lines or clean[:1].islower())
        if clean and is_wrapped:
            paragraphs[-1] += f" {clean}"
        elif clean:
            paragraphs.append(_with_plain_mark(clean))
        is_new = not clean
    return paragraphs


def whole(html: str, text: str) -> str:
    """Return the copied text to read records from: HTML paragraphs separated by blank lines, else the plain text."""
    return "\n\n".join(from_html(html)) or text


def tidy(text: str) -> str:
    """Collapse white space, keep typographic no-break spaces, and drop invisible characters."""
    kept = _MEANT_NBSP.sub("\ufdd0", _NOTHING.sub("", text))
    return _BLANKS.sub(" ", kept).strip().replace("\ufdd0", "\u00a0")


def _with_plain_mark(text: str) -> str:
    """Replace whichever bullet an item has by the one that records use."""
    return f"• {tidy(text[1:])}" if re.match(r"[·•◦▪‣●○§\uf0b7\uf0a7][ \u00a0]", text) else text


class _Reader(HTMLParser):
    """Collect paragraphs; Word's list marks come as text inside a span with ``mso-list:Ignore``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._open: list[tuple[str, str]] = []
        self._lists: list[tuple[str, int]] = []

    def end_paragraph(self) -> None:
        """Append the collected text as a paragraph unless it is empty."""
        text = tidy("".join(self._words))
        if text:
            self.paragraphs.append(f"{self._mark} {text}" if self._mark else _with_plain_mark(text))
            self._mark = ""
        self._words = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in ("ul", "ol"):
            start = values.get("start", "1")
            self._lists.append(("" if tag == "ul" else values.get("type", "1"), int(start) if start.isdigit() else 1))
        elif tag == "li":
            self._mark = self._next_mark()
        if tag not in _VOID:
            self._open.append((tag, self._part(tag, values)))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "li":
            self._mark = ""
        opened = [name for name, _ in self._open]
        if tag in opened:
            del self._open[len(opened) - 1 - opened[::-1].index(tag) :]

    @override
    def handle_data(self, data: str) -> None:
        parts = {part for _, part in self._open}
        if "unseen" in parts:
            return
        if "mark" in parts:
            printed = tidy(data)
            if printed and not self._mark:
                self._mark = printed if _NUMBER.fullmatch(printed) else "•"
        else:
            self._words.append(data)

    def _part(self, tag: str, values: dict[str, str]) -> str:
        style = re.sub(r"\s", "", values.get("style", ""))
        if tag in _UNSEEN or _UNSEEN_CLASSES.search(values.get("class", "")) or _UNSEEN_STYLES.search(style):
            return "unseen"
        return "mark" if "mso-list:ignore" in style.casefold() else ""

    def _next_mark(self) -> str:
        if not self._lists:
            return "•"
        kind, number = self._lists[-1]
        self._lists[-1] = kind, number + 1
        if kind in ("a", "A"):
            return f"{chr(ord(kind) + (number - 1) % 26)})"
        return f"{number}." if kind else "•"
