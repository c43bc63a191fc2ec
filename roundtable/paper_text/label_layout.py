"""Labels that are none by their punctuation or place: rewrite a text so that every label stands before its value.

A dash, tab or blank for the colon, small letters, a line of its own, a misspelling, all labels before the values.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roundtable.paper_text.column_tables import ColumnTables
from roundtable.paper_text.field_fit import BULLETS, PLACE_KINDS, TERM_KINDS, Fit, is_prose
from roundtable.paper_text.label_spellings import Kind
from roundtable.paper_text.labels import LABEL_BEGINS, LABEL_ENDS, bare_label_of, label_of, near_kind
from roundtable.paper_text.source import Piece, Source, Span
from roundtable.paper_text.tab_tables import SeparatedTables, TabTables
from roundtable.paper_text.table_layout import label_kind, stripped

HINT = "hint of a form behind a label"
_BLANKS = r" {2,}"
_HYPHEN = 2
_BEFORE_LABEL = "".join(BULLETS) + "*–- 0123456789.)"
_SEPARATORS = (
    r"[:：]",
    r"[–—]",
    r"[-–—]+>?(?=\s)",
    r"\t+",
    r"=+>?",
    r"[;.](?=\s)",
    r"\.{3,}|…+|_{3,}|~",
    r"\|",
    r"»|→|>",
    r"/(?=\s)",
    _BLANKS,
    r"\Z",
)
"""What may stand between a label and its value, the same in every label."""
_WORDS_AND_COLON = re.compile(r"\s*([^\W\d_][\w’' ()/-]{2,30}?)\s?[:：]\s?(?!//)")
_DIVIDED = re.compile(
    r"^[ \t]*([^\W\d_][^\n:：()]{2,60})\([^\n()]{1,100}([ \t]*\n[ \t]*)[^\n()]{1,100}\)\s?\*?\s{0,3}(?=[:：])",
    re.MULTILINE,
)
"""A label whose hint in brackets ends on the line below."""
_HINT_BELOW = re.compile(
    r"^[ \t]*([^\W\d_][^\n]{2,60}?)[ \t]*\n[ \t]*([(\[][^()\[\]\n]{4,120}[)\]])[ \t]*(?=\n[ \t]*\S)", re.MULTILINE
)
"""A label on a line of its own and a hint in brackets on the line below, with the value under it."""
_BLANKS_AND_COLON = re.compile(r"^[ \t]*([^\W\d_][^\n\t:：]{2,40}?)([ ]{1,40})[:：](?!//|[:：])", re.MULTILINE)
_QUESTION = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)][ \t]+)?((?:what|which|who|where|in (?:which|what)|please|can you|how|quel(?:le)?s?|qui"
    r"|o[uù]|dans quels?|veuillez|merci de|¿[^\W\d_]+|cu[aá]l(?:es)?|por favor|indique)\b[^\n?:]{3,80}[?:])"
    r"(?=[ \t]+\S|[ \t]*\n)",
    re.IGNORECASE | re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ASKED_FOR = tuple(
    (label, re.compile(words, re.IGNORECASE))
    for label, words in (
        ("Title", r"\btit(?:le|re)\b|\bt[ií]tulo\b|\bcalled\b|\bname of the (?:practice|policy|project)\b"),
        ("Funder(s)", r"\bfund|\bfinanc|\bdon(?:or|ante)|\bbailleur"),
        ("Partner(s)", r"\bpartner|\bpartenaire|\bsocio|\binvolved\b|\bparticip"),
        ("Web Links", r"\blinks?\b|\bwebsite|\bmore information\b|\bliens?\b|\benlaces?\b|\bsites? web\b"),
        ("Tags", r"\btags?\b|\bkey ?words?\b|\bmots-cl[eé]s\b|\betiquetas\b|\bpalabras clave\b"),
        ("Thematic Area(s)", r"\btheme|\bthematic|\bth[eé]mati|\bth[eè]me|\btem[aá]tic"),
        ("Country", r"\bcountr|\bpays\b|\bpa[ií]s|\bwhere\b|\bo[uù]\b|\bd[oó]nde\b"),
        ("Summary", r"\bsummar|\bdescri|\br[eé]sum|\babout\b|\bconsist|\bexplain"),
    )
)
"""The labels that stand for what a form asks for, by the words that name it; the first found counts."""
_DASH_HINT = re.compile(
    r"^[ \t]*([^\W\d_][^\n:：–—]{2,40}?)[ \t]*(?:[–—]|(?<=\s)-)[ \t]+(?:([^\n:：]{2,60}?)\s?(?=[:：]))?", re.MULTILINE
)
"""A label with a dash behind it, and a hint between that and a colon."""
_BRACKETED = re.compile(
    r"^[ \t]*([\[<{(«“\"]\s?)([^\W\d_](?:[^\[\]<>{}()«»“”\"\n]|\(\w{1,3}\)){2,40}?)\s?[\]>})»”\"][ \t]*[:：]?[ \t]*",
    re.MULTILINE,
)
_MAIN: frozenset[Kind] = frozenset(("title", "country", "partner", "area", "tag", "summary", "links"))
"""Kinds whose labels hardly stand alone on a line as the value of another one."""
_NEAR = 24
"""Lines within which other labels of the same form prove one."""


def lay_out(source: Source, fit: Fit | None) -> None:
    """Rewrite the tables of a text, and the labels that are no such by their punctuation.

    Without ``fit``, labels that are printed before all values stay there.
    """
    for rewrite in (SeparatedTables, ColumnTables, TabTables):
        layout = rewrite(source.shown(), source)
        if layout.is_worth_it():
            source.rearrange(layout.pieces())
    source.edit(_blanks_before_colons(source.shown()))
    _replace_questions(source)
    _ignore_dash_hints(source)
    _ignore_hints_below(source)
    source.edit(_divided_labels(source.shown()))
    source.edit(_bracketed_labels(source.shown()))
    source.edit(_label_marks(source.shown()))
    source.edit(_misspelt_labels(source.shown()))
    if fit and (pieces := _labels_first(source.shown(), fit)):
        source.rearrange(pieces)


def _label_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mark labels which are none by their punctuation: followed by a dash or a tab, small, alone.

    The same form of at least two other labels near by proves one.
    """
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    certain = {
        number: label.kind
        for number, (_, line) in enumerate(lines)
        if line.startswith(LABEL_BEGINS) and (label := label_of(line[:200]))
    }
    certain_lines = list(certain)
    found: list[list[tuple[int, int, int, int, Kind]]] = [[] for _ in _SEPARATORS]
    for number, (start, line) in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        bare = line.strip()
        label = bare_label_of(bare[:140]) if not bare.startswith(LABEL_BEGINS) else None
        is_usual = label_of(bare[:200]) is not None and bare.lstrip(_BEFORE_LABEL)[:1].isupper()
        if label is None or is_usual:
            continue
        begin, rest = start + indent, bare[label.value_at :]
        end = begin + label.value_at
        for form, separator in enumerate(_SEPARATORS):
            match = re.match(separator if separator == _BLANKS else rf"\s*(?:{separator})", rest)
            if match and not (form == _HYPHEN and not rest[:1].isspace()):
                value_at = end + (2 if separator == _BLANKS else match.end())
                found[form].append((number, begin, end, value_at, label.kind))
                break
    for form, labels in enumerate(found):
        numbers = [number for number, *_ in labels]
        for number, begin, end, value_at, kind in labels:
            near = {other for *_, other in labels[_near(numbers, number, _NEAR)]}
            is_alone = form == len(_SEPARATORS) - 1
            if not is_alone or len(near) > 1 or kind in _MAIN:
                near |= {certain[at] for at in certain_lines[_near(certain_lines, number, _NEAR)]}
            if len(near - {"extra"}) < 3 or not near & {"title", "country"}:
                continue
            if is_alone and not ("title" in near or {"country", "summary"} <= near):
                continue
            yield begin, begin, LABEL_BEGINS
            yield end, value_at, LABEL_ENDS if _SEPARATORS[form] == _BLANKS else f"{LABEL_ENDS} "
            if _SEPARATORS[form] == _BLANKS:
                yield from _labels_beside(lines[number], value_at)


def _labels_beside(line: tuple[int, str], begin: int) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mark further labels between wide blanks on a line that begins with one."""
    start, text = line
    for cell in re.finditer(r"(?<= {3})\S+(?: \S+){0,5}(?= {2})", text):
        label = bare_label_of(cell[0]) if start + cell.start() > begin else None
        if label and label.kind != "extra" and label.value_at == len(cell[0]):
            yield start + cell.start(), start + cell.start(), LABEL_BEGINS
            yield start + cell.end(), start + cell.end() + 2, LABEL_ENDS


def _near(numbers: Sequence[int], number: int, distance: int) -> slice:
    """Return where in ascending ``numbers`` those stand that are at most ``distance`` from ``number``."""
    return slice(bisect_left(numbers, number - distance), bisect_right(numbers, number + distance))


def _misspelt_labels(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mark misspelt labels: like a known one, beside two known ones or others as misspelt."""
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    kinds: dict[int, Kind] = {}
    misspelt: dict[int, re.Match[str]] = {}
    for number, (_, line) in enumerate(lines):
        if label := label_of(line.strip()[:200]):
            kinds[number] = label.kind
        elif (match := _WORDS_AND_COLON.match(line)) and (kind := near_kind(match[1])):
            kinds[number], misspelt[number] = kind, match
    numbers = list(kinds)
    for number, match in misspelt.items():
        beside = {kinds[other] for other in numbers[_near(numbers, number, _NEAR // 3)]}
        if len(beside - {"extra"}) >= 3 and beside & {"title", "country"}:
            start = lines[number][0]
            yield start + match.start(1), start + match.start(1), LABEL_BEGINS
            yield start + match.end(1), start + match.end(), f"{LABEL_ENDS} "


def _divided_labels(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that put a label on one line whose hint in brackets goes on the line below."""
    for match in _DIVIDED.finditer(text):
        label = bare_label_of(match[1].strip())
        if label and label.value_at >= len(match[1].strip()):
            yield *match.span(2), " "


def _blanks_before_colons(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that put the blanks between labels and the colons of a column of colons behind these."""
    found = list(_BLANKS_AND_COLON.finditer(text))
    kinds = {kind for match in found if (kind := label_kind(match[1]))}
    if len(kinds) >= 3:
        yield from ((match.start(2), match.end(), f":{match[2]}") for match in found)


def _replace_questions(source: Source) -> None:
    """Put labels in place of the questions and requests of a form, where several ask for different fields."""
    found = [
        (match, next((label for label, word in _ASKED_FOR if word.search(_IN_BRACKETS.sub("", match[1]))), ""))
        for match in _QUESTION.finditer(source.shown())
    ]
    labels = {label for _, label in found if label}
    if len(labels) < 3 or not {"Title", "Country"} <= labels:
        return
    for match, label in found:
        if label:
            source.ignore(*match.span(1), HINT)
    source.edit((*match.span(1), f"{label}:") for match, label in found if label)


def _ignore_dash_hints(source: Source) -> None:
    """Ignore what stands between a dash behind a label and a colon, where most labels have both."""
    text = source.shown()
    found = [(match, label_kind(match[1])) for match in _DASH_HINT.finditer(text)]
    hints = [(match, kind) for match, kind in found if match[2] and kind]
    if len({kind for _, kind in hints}) < 3 or 2 * len(hints) < sum(kind is not None for _, kind in found):
        return
    for match, _ in hints:
        source.ignore(*match.span(2), HINT)
    source.edit((match.end(1), match.end(2), "") for match, _ in hints)


def _ignore_hints_below(source: Source) -> None:
    """Ignore the hints in brackets on lines of their own below labels, where several labels have one."""
    found = [match for match in _HINT_BELOW.finditer(source.shown()) if label_kind(match[1])]
    if len({label_kind(match[1]) for match in found}) > 1:
        for match in found:
            source.ignore(*match.span(2), HINT)


def _bracketed_labels(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mark labels in brackets or quotes of their own."""
    found = [(match, label_kind(match[2])) for match in _BRACKETED.finditer(text)]
    if len({kind for _, kind in found if kind}) >= 3:
        for match, kind in found:
            if kind:
                yield match.start(1), match.end(1), LABEL_BEGINS
                yield match.end(2), match.end(), f"{LABEL_ENDS} "


def _labels_first(text: str, fit: Fit) -> list[Piece]:
    """Return a text in which labels that were all printed before their values stand each before its own."""
    lines = [
        (match.start(), match.end() - match.group().endswith("\n")) for match in re.finditer(r"[^\n]*(?:\n|\Z)", text)
    ]
    pieces: list[Piece] = []
    index, done = 0, 0
    while index < len(lines):
        run = _run_of_labels(text, lines, index)
        if len(run) < 3:
            index = run[-1][0] + 1 if run else index + 1
            continue
        first = run[-1][0] + 1
        end = next((n for n in range(first, len(lines)) if _begins_label(text[slice(*lines[n])])), len(lines))
        kinds = [kind for _, kind in run]
        values = _values(text, lines[first:end], kinds, fit)
        if values is None:
            index = first
            continue
        pieces.append((done, lines[run[0][0]][0]))
        for record in values:
            for (number, _), spans in zip(run, record, strict=True):
                pieces.append(lines[number])
                for place, span in enumerate(spans):
                    pieces += ["\n" if place else " ", span]
                pieces.append("\n")
        done = lines[end - 1][1] + 1 if end > first else lines[run[-1][0]][1] + 1
        done = min(done, len(text))
        index = end
    return [*pieces, (done, len(text))] if pieces else []


def _begins_label(line: str) -> bool:
    return label_of(line.strip()[:200]) is not None


def _run_of_labels(text: str, lines: Sequence[Span], index: int) -> list[tuple[int, Kind]]:
    """Return the lines from ``index`` that hold nothing but a label, each with its kind; no kind stands twice."""
    run: list[tuple[int, Kind]] = []
    for number in range(index, len(lines)):
        line = text[slice(*lines[number])].strip()
        if not line and run and number + 1 < len(lines) and _empty_label(text[slice(*lines[number + 1])].strip()):
            continue
        kind = _empty_label(line)
        if kind is None or (kind != "extra" and kind in (other for _, other in run)):
            break
        run.append((number, kind))
    return run if any(kind == "title" for _, kind in run) else run[:2]


def _empty_label(line: str) -> Kind | None:
    label = label_of(line[:200]) if line else None
    return label.kind if label and label.value_at >= len(line) else None


def _values(text: str, lines: Sequence[Span], kinds: Sequence[Kind], fit: Fit) -> list[list[list[Span]]] | None:
    """Deal the lines out to the labels in their order, record by record; None where there are none."""
    at = next((n for n, line in enumerate(lines) if text[slice(*line)].strip()), None)
    if at is None:
        return None
    values = [stripped(text, *line) for line in lines[at:]]
    while values and values[-1][0] == values[-1][1]:
        values.pop()
    if len(values) == len(kinds):
        return [[[span] if span[1] > span[0] else [] for span in values]]
    blocks: list[list[Span]] = [[]]
    for span in values:
        if span[1] > span[0]:
            blocks[-1].append(span)
        elif blocks[-1]:
            blocks.append([])
    dealt = [blocks[at : at + len(kinds)] for at in range(0, len(blocks), len(kinds))] if blocks else []
    by_column = len(blocks) % len(kinds) == 0
    if len(blocks) > 1 and all(len(block) == len(kinds) for block in blocks):  # or a record a block
        records = [[[span] for span in block] for block in blocks]
        if not by_column or _total(text, records, kinds, fit) > _total(text, dealt, kinds, fit):
            return records
    if by_column:
        return dealt
    filled = [span for span in values if span[1] > span[0]]
    return [_best_values(text, filled, kinds, fit)] if len(filled) <= 80 else None


def _total(text: str, records: Sequence[Sequence[Sequence[Span]]], kinds: Sequence[Kind], fit: Fit) -> float:
    """Rate values that were dealt out to labels."""
    return sum(
        _worth(kind, [text[slice(*span)] for span in spans], fit)
        for record in records
        for kind, spans in zip(kinds, record, strict=True)
    ) / len(records)


def _best_values(text: str, spans: Sequence[Span], kinds: Sequence[Kind], fit: Fit) -> list[list[Span]]:
    """Deal lines out where the vocabulary and the places fit best: O(labels · lines²)."""
    texts = [text[slice(*span)] for span in spans]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()) if n == 0 else (-1e9, ()) for n in range(len(spans) + 1)]
    for kind in kinds:
        grown: list[tuple[float, tuple[int, ...]]] = []
        for end in range(len(spans) + 1):
            options = (
                (best[begin][0] + _worth(kind, texts[begin:end], fit), (*best[begin][1], end))
                for begin in range(end + 1)
            )
            grown.append(max(options))
        best = grown
    ends = best[-1][1]
    return [list(spans[begin:end]) for begin, end in pairwise((0, *ends))]


def _worth(kind: Kind, texts: Sequence[str], fit: Fit) -> float:
    """Rate lines as the value of a field."""
    whole = "\n".join(texts)
    if not texts:
        return {"title": -4.0, "summary": -3.0, "links": 0.0}.get(kind, -0.5)
    if texts[0][:1].islower() and kind != "links":
        return -5.0 + 0.1 * len(texts)
    rated: dict[Kind, float] = {
        "title": 1.0 - 0.6 * (len(texts) - 1) - 3.0 * fit.is_known("country", whole),
        "summary": 0.3 * len(texts) + sum(is_prose(text) for text in texts),
        "links": sum(2.0 if re.search(r"https?://|www\.", text) else -1.5 for text in texts),
    }
    if kind in rated:
        return rated[kind]
    if kind in TERM_KINDS or kind in PLACE_KINDS:
        known = 1.0 if fit.is_known(kind, " ".join(texts)) else -1.0 * (kind in PLACE_KINDS)
        return known + fit.score(kind, whole, is_whole=True)
    others = sum(fit.is_known(other, text) for text in texts for other in ("area", "tag", "country"))
    return 0.5 - 0.3 * (len(texts) - 1) - 1.0 * others
