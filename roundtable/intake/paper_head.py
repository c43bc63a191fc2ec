"""Head of a paper: its number, title, meeting and chairs, apart from what names the forum and the kind of paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

from roundtable.paper_text.source import Line, joined_line
from roundtable.paper_text.typesetting import CONNECTIVES
from roundtable.vocabulary.term_lookup import folded, listed

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        ("i one un uno una", "ii two deux dos", "iii three trois tres", "iv four quatre cuatro", "v five cinq cinco",
         "vi six seis"), 1)
    for word in words.split()
}  # fmt: skip
CODE = re.compile(
    r"\b(?:RTs?|TR|MR|R\.T\.|T\.R\.|M\.R\.|Table[ -]ronde(?: (?:th[eé]matique|gouvernementale|minist[eé]rielle))?"
    r"|Mesa[ -]redonda(?: (?:tem[aá]tica|gubernamental|ministerial))?"
    r"|(?:(?:government(?:al)?|thematic|ministerial|policy) )?Round[ -]?table"
    r"(?: (?:discussion|session|theme|topic|group))?"
    r"|(?:(?:working|thematic|breakout|parallel) )?session|s[eé]ance|sesi[oó]n)"
    r"(?: ?\((?:RT|TR|MR)\))?(?:\s?(?:no?\.|n\.?[°ºo]\.?|nr\.?|num(?:ber|[eé]ro)|#|:)|-)?\s?"
    rf"(\d{{1,2}}(?:\.\d{{1,2}})?|(?:{'|'.join(_NUMBERS)})(?=\s?(?:[:–—.-]|$)))(?!\w|\.\d)",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th|e|[eè]me|[.]?[ºª])|[IVX]{1,5}|\w{1,15}th|first|second|third|\w{2,12}i[eè]me"
    r"|premi(?:er|[eè]re)|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|s[eé]ptim[ao]|octav[ao]|noven[ao]"
    r"|\w{0,6}[eé]cim[ao](?: \w{5,9})?)"
)
_NTH = re.compile(
    r"\b(\w{5,9}|[1-6](?:st|nd|rd|th|e|[eè]me|re|[.]?[ºª])) (?:(?:government|thematic) )?"
    r"(?:round[ -]?table|table[ -]ronde|mesa[ -]redonda)\b",
    re.IGNORECASE,
)
_COUNTED = {
    word: str(number)
    for number, words in enumerate(
        ("first premiere primera", "second deuxieme segunda", "third troisieme tercera", "fourth quatrieme cuarta",
         "fifth cinquieme quinta", "sixth sixieme sexta"), 1)
    for word in words.split()
}  # fmt: skip
_FIGURES = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_FORUM = re.compile(
    rf"(?:the |le |la |el )?(?:{_ORDINAL} )?(?:(?:summit|sommet|cumbre)(?: meeting)? (?:of the |du |de la |del |de ))?"
    r"(?:GFMD|FMMD"
    r"|Global Forum (?:on|for) Migration (?:and|&) Development"
    r"|Forum mondial (?:sur|de) la migration et (?:le|du) d[eé]veloppement"
    r"|Foro Mundial sobre (?:la )?Migraci[oó]n y (?:el )?Desarrollo)(?: \((?:GFMD|FMMD)\))?"
    r"(?: (?:summit|sommet|cumbre)(?: meeting)?)?"
    r"(?:,? 20\d\d(?:\s?[-–/]\s?20\d\d)?)?[\s:,–—-]*",
    re.IGNORECASE,
)
_KIND_OF_PAPER = re.compile(
    r"(?:(?:draft|final|revised|zero draft|projet de|version finale|borrador(?: de)?)\s+)*"
    r"(?:(?:background|concept|working|discussion|reference|issues?|thematic|policy|non)[ -])+(?:paper|note|document)"
    r"|(?:document|note) (?:d[’'](?:information|orientation)|conceptuel(?:le)?"
    r"|de (?:base|travail|r[eé]f[eé]rence|fond|discussion|r[eé]flexion|cadrage|synth[eè]se))|annexe?"
    r"|(?:documento|nota) "
    r"(?:de (?:antecedentes|trabajo|base|referencia|orientaci[oó]n|debate|discusi[oó]n|reflexi[oó]n)"
    r"|conceptual|informativ[oa])"
    r"|anexo",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|f[eé][bv]|mar|a[bvp]r|ma[iy]|ju[nil]|ao[uû]t|aug|ago|se[pt]|oct|no[v]|d[eé]c|dic|ene)\w{0,7}\.?"
_VERSION = re.compile(
    r"(?:(?:final|first|second|revised|draft|version|v\.?\s?\d(?:\.\d)?|rev(?:ision)?\.?\s?\d?|as of|as at|dated"
    r"|updated|for (?:discussion|comments?|consultation)|not for (?:citation|distribution)|projet|finale?"
    r"|r[eé]vis[eé]e?|provisoire|[eé]tat au|pour discussion|borrador|versi[oó]n|revisad[ao]|para discusi[oó]n"
    rf"|confidential|confidentiel|of|du|de|del|le|\d{{1,2}}(?:st|nd|rd|th|er)?|{_MONTH}|20\d\d|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})"
    r"(?:[\s,.:()–—-]+|\Z))+",
    re.IGNORECASE,
)
"""What says which version of a paper it is, and of which date."""
_PLACE_AND_DATE = re.compile(
    rf"[^\W\d_][^\d,]{{2,40}},? (?:\w{{1,4}} )?\d{{1,2}}(?:\s?(?:[-–/]|to|and|au|al?|et|y)\s?\d{{1,2}})?"
    rf"(?: de)? {_MONTH}(?: de)?,? 20\d\d",
    re.IGNORECASE,
)
"""Where and when a meeting was held."""
_ANNEX_NUMBER = re.compile(r"\A\W*(?:\d{1,2}\W+)?\w+(?: (?:\d{1,2}|[IVX]{1,4}|[A-C])\b)?")
_LAST_FORUM = re.compile(r"[\s(]+(?:GFMD|FMMD)[\s:,(–—-]*\Z")
"""The forum's name at the end of a title, before the roundtable's number."""
_MEETING = re.compile(
    r"(?=.*\b(?:GFMD|FMMD|Global Forum|Forum mondial|Foro Mundial|Summit|Sommet|Cumbre)\b)(?=.*\b20\d\d\b)",
    re.IGNORECASE,
)
_CO_CHAIRS = re.compile(r"(?:co-?chairs?|co-?pr[eé]sidents?|copresidentes?)(?: \w+)?\s?:\s?(.+)", re.IGNORECASE)
_TEAM = re.compile(r"(?:(?:roundtable |government )?team(?: members)?|[eé]quipe|equipo)\s?:\s?(.+)", re.IGNORECASE)
LONGEST_TITLE = 6
"""Lines of a title at most."""
_LONGEST_VERSION = 80
_EDGES = " :,.–—-()"


@dataclass(slots=True)
class PaperHead:
    """Hold what stands over the first section; ``left_out`` is what names the forum, or the paper's kind or version."""

    code: str = ""
    title: str = ""
    meeting: str = ""
    co_chairs: str = ""
    team: str = ""
    left_out: list[Line] = field(default_factory=list)


def read_head(lines: Sequence[Line]) -> tuple[PaperHead, list[Line]]:
    """Read the lines above the first heading; return the head and the lines after it."""
    end = next((n for n, line in enumerate(lines) if n >= LONGEST_TITLE or line.text.endswith(".")), len(lines))
    head = PaperHead()
    head.title = " ".join(filter(None, (_title_in(head, line) for line in lines[:end])))
    return head, list(lines[end:])


def _title_in(head: PaperHead, line: Line) -> str:
    """Return what a line says of the title; the rest goes where it belongs."""
    text = joined_line([line])
    if chairs := _CO_CHAIRS.fullmatch(text):
        head.co_chairs = chairs[1]
    elif team := _TEAM.fullmatch(text):
        head.team = team[1]
    elif not head.code and _code_in(text):
        return _around_code(head, line)
    elif is_meeting(text) and not head.meeting:
        head.meeting = text
    elif is_about_paper(text):
        head.left_out.append(line)
    else:
        return text
    return ""


def is_meeting(text: str) -> bool:
    """Tell whether a line names a meeting: by the forum and the year, place and date, or as a summit of the list."""
    is_summit = folded(text) in {folded(entry) for entry in listed("gfmd_source")}
    return is_summit or bool(_MEETING.match(text) or _PLACE_AND_DATE.fullmatch(text))


def _around_code(head: PaperHead, line: Line) -> str:
    """Read a line that holds the number: a meeting or the title's beginning before it, the title behind it."""
    code = _code_in(line.text)
    if code is None:
        return ""
    head.code = code_of(code[0])
    before, after = line.part(0, code.start()), line.part(code.end())
    names = _FORUM.match(before.text)
    if names and names[0] and re.search(r"20\d\d", before.text) and not head.meeting:
        head.meeting = joined_line([before]).strip(_EDGES)
        first = ""
    elif (names and names[0]) or not _said_in(before.text):
        head.left_out += [before] if before.text else []
        first = ""
    else:
        first = _without_kind(head, before)
    return " ".join(filter(None, (first, _without_kind(head, after))))


def _said_in(text: str) -> list[str]:
    """Return the words of a text beside the forum, the kind of paper and what links them."""
    words = (word.strip(_EDGES + "’'").casefold() for word in _KIND_OF_PAPER.sub(" ", _FORUM.sub(" ", text)).split())
    return [word for word in words if word and word not in CONNECTIVES and word != "l"]


def _without_kind(head: PaperHead, line: Line) -> str:
    """Return a line's text without the kind of paper and its version, which are left out."""
    if _is_version(_KIND_OF_PAPER.sub("", line.text).strip(_EDGES)):
        head.left_out += [line] if re.search(r"\w", line.text) else []
        return ""
    text = joined_line([line])
    for pattern in (_KIND_OF_PAPER, _LAST_FORUM):
        if found := pattern.search(line.text):
            head.left_out.append(line.part(*found.span()))
        text = pattern.sub("", text, count=1).strip(_EDGES)
    while text.rpartition(" ")[2].casefold() in CONNECTIVES and " " in text:  # "... for" Roundtable 3.3
        text = text.rpartition(" ")[0].rstrip(_EDGES)
    return text


def _is_version(text: str) -> bool:
    return not text or (len(text) <= _LONGEST_VERSION and _VERSION.fullmatch(text) is not None)


def is_about_paper(text: str) -> bool:
    """Tell whether a line above the first section says anything but the title: forum, number, meeting, chairs."""
    bare = _FORUM.sub("", _KIND_OF_PAPER.sub("", CODE.sub("", text))).strip(" :,.–—-()")
    return not bare or _is_version(bare) or is_meeting(text) or any(one.match(text) for one in (_CO_CHAIRS, _TEAM))


def code_of(text: str) -> str:
    """Return the number of the roundtable a text names first, as "RT 3.2"."""
    match = _code_in(text)
    if match is None:
        return ""
    number = folded(match[1])
    return f"RT {_NUMBERS.get(number) or _COUNTED.get(number) or ''.join(_FIGURES.findall(match[1])[:1])}"


def _code_in(text: str) -> re.Match[str] | None:
    """Return where a text names a roundtable by its number: behind the word, or an ordinal before it."""
    nth = _NTH.search(text)
    return CODE.search(text) or (nth if nth and (nth[1][0].isdigit() or folded(nth[1]) in _COUNTED) else None)


def subtitle_of(heading: str) -> str:
    """Return what the heading of an annex says beyond "Annex 1", the kind of paper and the roundtable's number."""
    rest = CODE.sub(" ", _ANNEX_NUMBER.sub("", heading))
    if not re.search(r"[^\W\d_]{5}", _KIND_OF_PAPER.sub(" ", rest)):
        return ""
    words = dropwhile(lambda word: word.strip(" :.–—-").casefold() in ("", *CONNECTIVES), rest.split())
    return " ".join(words)
