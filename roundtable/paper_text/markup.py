"""Marks of markup and mail in a plain text: HTML, Markdown, quotation marks, rules, headers and signatures of mails."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from roundtable.paper_text.labels import Label, bare_label_of, label_of
from roundtable.paper_text.source import Source

HTML_TAG = "HTML tag"
NOT_SHOWN = "part of a web page that is not shown"
ANSWER = "stands around a mail that is quoted"
MAIL_HEADER = "header of an e-mail"
END_MARK = "says that the text ends"
UNSEEN = "letters that nobody sees"
SIGNATURE = "greeting or signature of an e-mail"

_IS_HTML = re.compile(r"</(?:p|td|th|tr|div|li|table|b|strong|body|html|dd)>|<br\s?/?>", re.IGNORECASE)
_TAG = re.compile(r"<!doctype[^<>]*>|</?[a-z][a-z0-9:-]{0,20}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HIDES = re.compile(
    r"<!--|<(script|style|head|title)\b"
    r"|<([a-z][a-z0-9]{0,12})\s[^<>]{0,300}?(?:display\s?:\s?none|visibility\s?:\s?hidden)[^<>]{0,300}>",
    re.IGNORECASE,
)
"""Where a comment or an element begins of which nothing is shown."""
_ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
_HREF = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']?((?:https?://|www\.)[^\s\"'>]+)", re.IGNORECASE)
_IS_BOLD = re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE)
_ENDS_BLOCK = re.compile(r"</(?:p|h\d|table|ul|ol|dl)\s*>", re.IGNORECASE)
_ENDS_LINE = re.compile(r"<br\s?/?>|</(?:tr|li|div|dd|dt|caption)\s*>", re.IGNORECASE)
_ENDS_CELL = re.compile(r"</t[dh]\s*>(?=\s*<t[dh]\b)|(?<!:)</dt\s*>(?=\s*<dd\b)", re.IGNORECASE)
_CELL_END = re.compile(r"\s*</t[dh]\s*>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b(?:(?!<tr\b).)*?</tr\s*>", re.IGNORECASE | re.DOTALL)
_CELL_TEXT = re.compile(r"(?:<[^<>]*>|\s)*([^<]{1,200})")
_SOURCE_LINE_END = re.compile(r"[ \t]*\n\s*")
_LABEL_AND_VALUE = 2
"""Cells of a row that holds one field; rows with more hold a record each."""

_LINE_END = re.compile(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("(?<!\\S)[\u00ad\u200b-\u200f\u2060\ufeff]+(?!\\S)")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_BAR = re.compile(r"^[ \t]*(\|)[ \t]?([^|\n]*)$", re.MULTILINE)
RULE = re.compile(
    r"^[ \t]*([^\w\s.?!…]|_)(?:[ \t]*\1){2,}[ \t]*$|^[ \t]*```.*$|^[ \t]*(?:(?:[^\w\s]|_)[ \t]{0,2}){5,}$",
    re.MULTILINE,
)
_END_MARK = re.compile(
    r"(?=.*[^\w\s])\W{0,20}(?:end|fin|final)(?: (?:of|du|de la|de l[’']|del) (?:the )?\w{1,20})?\W{0,20}",
    re.IGNORECASE,
)
_SHORT_LINE = re.compile(r"^[^\n]{3,60}$", re.MULTILINE)
"""A rule with a word that says that something ends there."""
_TABLE_RULE = re.compile(
    r"^[ \t]*[|+][-=+:| \t]{3,}[|+]?[ \t]*(?:\n|\Z)|^[ \t]*:?-{3,}:?(?:[ \t]*\|[ \t]*:?-{3,}:?)+[ \t]*\n",
    re.MULTILINE,
)
_TABLE_ROW = re.compile(r"^[ \t]*\|(.*\S.*?)\|?[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"[ \t]*<br\s?/?>[ \t]*", re.IGNORECASE)
_ENDS = (".", "?", "!", ":", ";", ",")
_PIPE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_BOLD = re.compile(r"(\*{2,3}|(?<!\w)_{2,3})(?=\S)((?:(?!\1).){1,400}?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6} [ \t]*|(?<=\S)[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_CHECK_BOX = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]?\][ \t]+", re.MULTILINE)
_EMPHASIS = re.compile(r"^([ \t]*(?:[-*+•][ \t]+)?)([*_])(?=\S)([^*_\n]{2,60})\2(?=\s|[:：]|$)", re.MULTILINE)
_OPEN_BOLD = re.compile(r"^([ \t]*(?:[-*+•][ \t]+)?)([*_]{1,3})(?=[^\s*_])", re.MULTILINE)
_LABEL_END = re.compile(r"(?<=[:：])[*_]{1,3}(?=\s|$)", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(<?((?:https?://|www\.|mailto:)[^\s()<>]+)>?(?:\s+\"[^\"\n]*\")?\)")
_CODE = re.compile(r"`([^`\n]+)`")
_ITALIC = re.compile(
    r"(?<![\w*])(\*)(?=[^\s*])[^*\n]{1,80}(?<=[^\s*])(\*)(?![\w*])|(?<![\w/:._-])(_)(?=[^\s_])[^_\n]{1,80}(?<=[^\s_])(_)(?![\w/])"
)
_ESCAPE = re.compile(r"\\(?=[\\*_#\-.>\[\]()|~])")

_HEADER = re.compile(
    r"^[ \t]*\*?(?:from|sent|to|cc|bcc|subject|date|attachments?|de|envoy[eé]|[àa]|objet|date|pi[eè]ces? jointes?"
    r"|para|asunto|enviado(?: el)?|fecha)\*?[ \t]?:\*?[ \t].*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = re.compile(rf"(?:{_HEADER.pattern}\n?){{2,}}", re.IGNORECASE | re.MULTILINE)
_FORWARDED = re.compile(
    r"^[ \t]*-{2,}[ \t]*(?:original message|forwarded message|message (?:d[’']origine|transf[eé]r[eé])"
    r"|mensaje (?:original|reenviado))[ \t]*-{2,}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_INDENT = 40
_ATTRIBUTION = re.compile(
    r"^(?:On|Le|El)\b.{5,120}(?:wrote|a [eé]crit|escribi[oó])\s?:[ \t]*$((?:\n[ \t]*>.*)*)", re.MULTILINE
)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:(?:my|our|very|many|much|kind(?:est)?|best|warm(?:est)?|sincere|grateful|and) )*"
    r"(?:regards|wishes|greetings|thanks|appreciation)(?: and (?:\w+ ){0,2}(?:regards|wishes|greetings|thanks))?"
    r"(?: (?:from|to|and|for|in|on) .{1,40})?"
    r"|yours (?:\w+ )?(?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully|cheers|best|all the best"
    r"|thanks(?: (?:again|in advance|and \w+ \w+|a lot))?|thank you(?: .{0,40})?"
    r"|(?:bien )?cordialement|cordialement vôtre|(?:meilleures|sincères|cordiales)? ?salutations(?: \w+)?"
    r"|bien à vous|avec mes .{0,40}salutations|merci(?: .{0,30})?"
    r"|(?:v[eé]uillez|je vous prie|nous vous prions|recevez|agr[eé]ez) .{0,160}"
    r"|please accept .{0,120}|(?:reciban?|le saluda|les saluda) .{0,80}|(?:muy )?(?:cordiales|atentos) saludos.{0,30}"
    r"|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|(?:muy )?atentamente|gracias(?: .{0,30})?|cordialmente"
    r"|sent from my .{1,30}|envoy[eé] de mon .{1,30}|enviado desde mi .{1,30}|--)[ \t]*[,.!]?",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 180
_LONGEST_FORMULA = 6
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:de|del|la|van|von|der|al|el|bin|da|dos|du) ){0,2}[A-ZÀ-Þ][\w’'.-]*){0,4}"
)
_FEW = 8
"""Lines between a polite sentence and the closing formula."""
_POLITE = re.compile(
    r"(?:please|kindly) (?:let|do not|don[’']t|feel|find|contact|confirm|see|note|acknowledge)\b|do not hesitate\b"
    r"|(?:we|i) (?:hope|remain|look forward|trust|stand ready|would be|am happy|are happy|thank)\b|looking forward\b"
    r"|n[’']h[eé]sitez pas|(?:je|nous) (?:reste|restons|vous|me tiens|nous tenons)\b|dans l[’']attente|restant [àa]"
    r"|merci (?:de|d[’']|pour)|quedo\b|quedamos\b|no dude|a la espera|esperamos\b|agradec\w+\b|le agradec\w+"
    r"|(?:this|the) (?:e-?mail|message) (?:and|is|may|contains)\b|ce (?:message|courriel)\b|este (?:mensaje|correo)\b",
    re.IGNORECASE,
)
"""How the last words of a mail begin."""
_REACHED_AT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|(?:tel|t[eé]l|phone|fax|mob(?:ile)?)\b\.?\s?:?\s?\+?[\d(]", re.IGNORECASE
)


def strip_markup(source: Source) -> None:
    """Remove the marks of markup from a text, and ignore the parts of mails that are no record."""
    source.edit((*match.span(), "\n") for match in _LINE_END.finditer(source.text))
    for match in _UNSEEN.finditer(source.text):
        source.ignore(*match.span(), UNSEEN)
    source.edit(_break_edits(source.text))
    if len(_IS_HTML.findall(source.text)) > 1:
        _strip_html(source)
    source.edit((*match.span(), html.unescape(match[0])) for match in _ENTITY.finditer(source.text))
    for match in _ATTRIBUTION.finditer(source.text):
        has_record = any(label_of(line.lstrip("> \t")[:200]) for line in match[1].splitlines())
        source.ignore(match.start(), match.start(1) if has_record else match.end(), MAIL_HEADER)
    source.edit(_bar_edits(source.text))
    _ignore_answers(source)
    source.edit((*match.span(), "") for match in _QUOTED.finditer(source.text))
    _strip_mail(source)
    for line in _SHORT_LINE.finditer(source.shown()):
        if _END_MARK.fullmatch(line[0]):
            source.ignore(*line.span(), END_MARK)
    for find in (_table_edits, _bold_edits, _label_edits, _inline_edits):
        source.edit(find(source.shown()))


def _break_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that turn line breaks of HTML within a row between bars into what parts values."""
    for row in _TABLE_ROW.finditer(text):
        for mark in _BREAK.finditer(row[0]):
            before = row[0][: mark.start()].rstrip()
            yield row.start() + mark.start(), row.start() + mark.end(), " " if before.endswith(_ENDS) else "; "


def _strip_html(source: Source) -> None:
    hidden = list(_hidden(source.text))
    for begin, end in hidden:
        source.ignore(begin, end, NOT_SHOWN)
    source.edit((*span, "") for span in hidden)
    text = source.text
    source.edit((*end.span(), " ") for row in _rows(text) for end in _SOURCE_LINE_END.finditer(text, *row))
    text, edits, address = source.text, [], ""
    rows = list(_rows(text))
    for match in _TAG.finditer(text):
        source.ignore(*match.span(), HTML_TAG)
        href = _HREF.match(match[0])
        address = html.unescape(href[1]) if href else address
        new = "**" if _IS_BOLD.match(match[0]) else ""
        if match[0].casefold().startswith("</a") and address:
            before = text[: match.start()].rsplit(">", 1)[-1]
            new, address = (f": {address}" if address not in before else ""), ""
        elif _ENDS_CELL.match(text, match.start()):
            new = "\n" if _begins_with_field(text, match.end()) else "\t"
        elif _ENDS_BLOCK.match(match[0]) or _ENDS_LINE.match(match[0]):
            new = _line_end(text, match, is_within_row=_is_inside(rows, match.start()))
        is_line_end = new not in ("", "**") and not new.startswith(": ")
        rest = re.compile(r"\s*").match(text, match.end()) if is_line_end else None
        edits.append((match.start(), rest.end() if rest else match.end(), new))
    source.edit(edits)


def _begins_with_field(text: str, at: int) -> bool:
    """Tell whether the cell after a place holds a label with its value."""
    cell = _CELL_TEXT.match(text, at)
    label = label_of(cell[1]) if cell else None
    return label is not None and cell is not None and label.value_at < len(cell[1].rstrip())


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the rows that hold a record each."""
    for row in _ROW.finditer(text):
        if len(_CELL.findall(row[0])) > _LABEL_AND_VALUE:
            yield row.span()


def _line_end(text: str, match: re.Match[str], *, is_within_row: bool) -> str:
    """Return what stands for a tag that ends a line; within a row of several cells it must not end the row."""
    if _CELL_END.match(text, match.end()):
        return ""
    if is_within_row and not match[0].casefold().startswith("</tr"):
        return " " if text[: match.start()].rstrip().endswith(_ENDS) else "; "
    return "\n\n" if _ENDS_BLOCK.match(match[0]) else "\n"


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield the comments, scripts and styles that are closed; what is never closed hides nothing."""
    end, open_ones = 0, set[str]()
    for match in _HIDES.finditer(text):
        name = (match[1] or match[2] or "").casefold()
        if match.start() < end or name in open_ones:
            continue
        closing = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(text, match.end())
        if closing is None:
            open_ones.add(name)
        else:
            end = closing.end()
            yield match.start(), end


def _bar_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that turn bars at the beginning of lines into quotation marks, where they part no cells."""
    quoted = list(_BAR.finditer(text))
    if len(quoted) > 2 and text.count("|") == len(quoted) and any(label_of(match[2][:200]) for match in quoted):
        yield from ((*match.span(1), ">") for match in quoted)


def _ignore_answers(source: Source) -> None:
    """Ignore what is quoted less often than every label of a record, and so stands around a record that is quoted."""
    lines = [
        (*match.span(), (_QUOTED.match(match[0]) or [""])[0].count(">"))
        for match in re.finditer(r"[^\n]+", source.text)
    ]
    labels = [depth for begin, end, depth in lines if label_of(source.text[begin:end].lstrip("> \t")[:200])]
    least = min(labels) if len(labels) > 1 else 0
    for begin, end, depth in lines:
        if depth < least:
            source.ignore(begin, end, ANSWER)


def _table_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that drop rules and turn rows between bars into cells between tabs."""
    ruled = [match.span() for match in _TABLE_RULE.finditer(text)]
    yield from ((*span, "") for span in ruled)
    for match in RULE.finditer(text):
        if not _is_inside(ruled, match.start()):
            yield *match.span(), ""
    for row in _TABLE_ROW.finditer(text):
        if _is_inside(ruled, row.start()):
            continue
        yield row.start(), row.start(1), ""
        yield from ((*bar.span(), "\t") for bar in _PIPE.finditer(text, *row.span(1)))
        yield row.end(1), row.end(), ""


def _bold_edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _BOLD.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        begins_line = match.start() - begin < _LONGEST_INDENT and not text[begin : match.start()].strip(" \t>*+•-")
        label = bare_label_of(match[2]) if begins_line else None
        is_label = label and label.value_at == len(match[2]) and re.match(r"[ \t]+[^\s:：–—-]", text[match.end() :])
        yield match.start(1), match.end(1), ""
        yield match.end(2), match.end(), ":" if is_label else ""
    yield from ((*match.span(), "") for match in (*_HEADING.finditer(text), *_CHECK_BOX.finditer(text)))


def _label_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that drop single marks around a label at the beginning of a line."""
    done = set()
    for match in _EMPHASIS.finditer(text):
        label = bare_label_of(match[3])
        if label and label.value_at >= len(match[3].rstrip(" :：")):
            yield match.start(2), match.end(2), ""
            yield match.end(3), match.end(), ""
            done |= {match.start(2), match.end(3)}
    for match in _OPEN_BOLD.finditer(text):
        if match.start(2) not in done and bare_label_of(text[match.end() : match.end() + 80]):
            yield *match.span(2), ""
    for match in _LABEL_END.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        if match.start() not in done and bare_label_of(text[begin : match.start()].strip(" \t*_-•")):
            yield *match.span(), ""


def _inline_edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _LINK.finditer(text):
        caption, address = match[1].strip(), match[2]
        if caption and not address.endswith(caption):
            yield match.start(), match.start(1), ""
            yield match.end(1), match.start(2), ": "
        else:
            yield match.start(), match.start(2), ""
        yield match.end(2), match.end(), ""
    links = [match.span() for match in _LINK.finditer(text)]
    codes = [match.span() for match in _CODE.finditer(text)]
    for italic in _ITALIC.finditer(text):
        for mark in (italic.span(1), italic.span(2), italic.span(3), italic.span(4)):
            if mark[0] >= 0 and not _is_inside(links, mark[0]):
                yield *mark, ""
    for match in (*_CODE.finditer(text), *_ESCAPE.finditer(text)):
        if _is_inside(links, match.start()):
            continue
        if match[0].startswith("`"):
            yield match.start(), match.start(1), ""
            yield match.end(1), match.end(), ""
        elif not _is_inside(codes, match.start()):
            yield *match.span(), ""


def _is_inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset stands in one of ascending spans."""
    place = bisect_right(spans, (at, at)) - 1
    return any(begin <= at < end for begin, end in spans[max(place, 0) : place + 2])


def _strip_mail(source: Source) -> None:
    text = source.text
    for pattern in (_HEADERS, _FORWARDED):
        for match in pattern.finditer(text):
            first = match[0].split(":", 1)[0].strip(" *\t").casefold()
            if pattern is not _HEADERS or first in ("from", "de", "to", "à", "para", "subject", "objet", "asunto"):
                source.ignore(*match.span(), MAIL_HEADER)
    for begin, end in _signatures(text):
        source.ignore(begin, end, SIGNATURE)


def _signatures(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a mail closes after a record: from a formula or an address apart to the next record.

    A polite sentence, and what follows it, belongs to the formula or address a few lines below it.
    """
    has_record = is_after_blank = is_open = False
    begin = block = at = polite = 0
    since = _FEW + 1
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        label = _label_in(line) if line else None
        if is_open and label and label.kind in ("title", "country", "coordination", "summary"):
            yield begin, at
            is_open = False
        has_record = has_record or bool(label and label.kind in ("title", "country", "summary"))
        if line and has_record and not is_open and not label:
            block = at if is_after_blank else block
            since += 1
            if is_after_blank and since > _FEW and _POLITE.match(line):
                polite, since = at, 0
            ends_block = _closes_by_address(text, line, block, at) or _closes_by_name(text, line, block, at)
            start = polite if since <= _FEW else block if ends_block else at
            if _CLOSING.fullmatch(line[:_LONGEST_CLOSING]) or ends_block:
                begin, is_open = start, True
        elif line:
            block, since = at, _FEW + 1
        is_after_blank = not line
        at += len(raw)
    if is_open:
        yield begin, len(text)


def _label_in(line: str) -> Label | None:
    """Return the label that a line begins with, also in bold or in a cell of its own."""
    line = line[:200].replace("**", "")
    cell, tab, _ = line.partition("\t")
    label = bare_label_of(cell) if tab else None
    return label_of(line) or (label if label and label.value_at == len(cell) else None)


def _closes_by_address(text: str, line: str, block: int, at: int) -> bool:
    return len(line) < 80 and _REACHED_AT.search(line) is not None and _stands_apart(text, block, at)


def _closes_by_name(text: str, line: str, block: int, at: int) -> bool:
    """Tell whether a line is a name under a few words that end in a comma, as a mail closes whatever its formula."""
    above = text[block:at].strip()
    is_formula = above.endswith(",") and "\n" not in above and len(above.split()) <= _LONGEST_FORMULA
    return is_formula and _NAME.fullmatch(line) is not None and _stands_apart(text, block, at)


def _stands_apart(text: str, block: int, at: int) -> bool:
    """Tell whether a block of short lines without labels goes from one offset to the line at another."""
    lines = text[block:at].splitlines()
    begins_apart = text[max(block - 3, 0) : block].endswith(("\n\n", "\n \n"))
    return begins_apart and len(lines) <= 6 and all(len(line) < 70 and not label_of(line[:200]) for line in lines)
