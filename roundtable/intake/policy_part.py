"""Policy part of a paper: title, sections, guiding questions, possible measures.

Only the parts that every paper has are recognised by name; other headings by their position.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise
from typing import Literal

from roundtable.paper_text.paragraphs import mark_of, paragraphs
from roundtable.paper_text.source import Line, joined_line
from roundtable.paper_text.typesetting import CONNECTIVES, SENTENCE_END, Typesetting

Part = Literal["outcome", "questions", "measures", "related", ""]

_PURPOSE = "(?: (?:for|to guide|to steer|to structure|to frame) (?:the |our )?(?:roundtable )?(?:discussions?|debate))?"
_PROPOSED = "(?:possible|proposed|suggested|potential|concrete|policy|general|key)"
_SPELLINGS: dict[Part, tuple[str, ...]] = {
    "outcome": (r"(?:expected )?outcomes?(?: of the roundtable)?|r[eé]sultats? attendus?|resultados? esperados?",),
    "questions": (
        rf"(?:(?:guiding|key|main|leading|discussion|roundtable) )*questions?{_PURPOSE}",
        r"questions? (?:directrices?|d[’']orientation|[aà] d[eé]battre|cl[eé]s?|pour (?:le d[eé]bat|la discussion))",
        r"preguntas (?:orientadoras|gu[ií]a|clave|para (?:el debate|la discusi[oó]n))",
    ),
    "measures": (
        rf"(?:{_PROPOSED} )+(?:measures|actions|ideas|ways forward|recommendations)(?: (?:for|to) .{{0,40}})?",
        r"(?:ideas|proposals|recommendations) for (?:action|follow-up).{0,30}|recommendations",
        r"measures|mesures|medidas",
        r"(?:policy )?(?:options|recommendations|responses)|options for (?:action|policy)|ways forward|action points",
        r"(?:mesures|actions|solutions) (?:possibles|propos[eé]es|sugg[eé]r[eé]es)",
        r"(?:pistes|id[eé]es|propositions) d[’']action|recommandations",
        r"options (?:politiques|d[’']action|possibles)",
        r"(?:medidas|opciones|acciones) (?:posibles|propuestas|sugeridas|de pol[ií]tica)",
        r"posibles (?:medidas|acciones)|(?:ideas|propuestas) (?:para la|de) acci[oó]n|recomendaciones",
    ),
    "related": (
        r"links? (?:to|with) (?:the )?(?:other )?(?:gfmd )?round ?tables?.{0,30}",
        r"liens? avec (?:les |d[’']).{0,40}tables rondes.{0,20}",
        r"(?:v[ií]nculos|relaci[oó]n|enlaces) con (?:las )?otras mesas redondas.{0,20}",
    ),
    "": (
        r"introduction(?: (?:and|et) (?:context|contexte|background))?|background(?: and context)?",
        r"context|conclusions?|introducci[oó]n(?: y contexto)?|contexte|contexto",
        r"gender (?:dynamics|dimensions?|aspects?)",
    ),
}
_NUMBERING = r"(?:\d{1,2}[.)]?\s{1,4}|[IVX]{1,4}[.)]\s{1,4})?"
_PARTS: dict[Part, re.Pattern[str]] = {
    part: re.compile(rf"{_NUMBERING}(?:{'|'.join(spellings)})\s?:?", re.IGNORECASE)
    for part, spellings in _SPELLINGS.items()
}
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        ("i one un uno una", "ii two deux dos", "iii three trois tres", "iv four quatre cuatro", "v five cinq cinco",
         "vi six seis"), 1)
    for word in words.split()
}  # fmt: skip
_CODE = re.compile(
    r"\b(?:RTs?|TR|MR|R\.T\.|T\.R\.|M\.R\.|Table[ -]ronde(?: (?:th[eé]matique|gouvernementale|minist[eé]rielle))?"
    r"|Mesa[ -]redonda(?: (?:tem[aá]tica|gubernamental|ministerial))?"
    r"|(?:(?:government(?:al)?|thematic|ministerial|policy) )?Round[ -]?table"
    r"(?: (?:discussion|session|theme|topic|group))?"
    r"|(?:(?:working|thematic|breakout|parallel) )?session|s[eé]ance|sesi[oó]n)"
    r"(?:\s?(?:no?\.|n[°ºo]\.?|nr\.?|num(?:ber|[eé]ro)|#)|-)?\s?"
    rf"(\d{{1,2}}(?:\.\d{{1,2}})?|(?:{'|'.join(_NUMBERS)})(?=\s?(?:[:–—.-]|$)))(?!\w|\.\d)",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th|e|[eè]me|[.]?[ºª])|[IVX]{1,5}|\w{1,15}th|first|second|third|\w{2,12}i[eè]me"
    r"|premi(?:er|[eè]re)|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|s[eé]ptim[ao]|octav[ao]|noven[ao]"
    r"|\w{0,6}[eé]cim[ao](?: \w{5,9})?)"
)
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
_AFTER_RELATED = re.compile(r"(?:[,;.\s]|\b(?:as well as|and|to|the|et|ainsi que|la|y|así como))+\Z", re.IGNORECASE)
_KIND_OF_PAPER = re.compile(
    r"(?:(?:draft|final|revised|zero draft|projet de|version finale|borrador(?: de)?)\s+)*"
    r"(?:(?:background|concept|working|discussion|issues?|thematic|policy|non)[ -])+(?:paper|note)"
    r"|(?:document|note) (?:d[’']information|de travail|de r[eé]f[eé]rence|conceptuel(?:le)?|de cadrage"
    r"|d[’']orientation|de synth[eè]se)|annexe?"
    r"|(?:documento|nota) (?:de (?:antecedentes|trabajo|base|orientaci[oó]n)|conceptual|informativ[oa])|anexo",
    re.IGNORECASE,
)
_ANNEX_NUMBER = re.compile(r"\A\W*(?:\d{1,2}\W+)?\w+(?: (?:\d{1,2}|[IVX]{1,4}|[A-C])\b)?")
_MEETING = re.compile(
    r"(?=.*\b(?:GFMD|FMMD|Global Forum|Forum mondial|Foro Mundial|Summit|Sommet|Cumbre)\b)(?=.*\b20\d\d\b)",
    re.IGNORECASE,
)
_CO_CHAIRS = re.compile(r"(?:co-?chairs?|co-?pr[eé]sidents?|copresidentes?)(?: \w+)?\s?:\s?(.+)", re.IGNORECASE)
_TEAM = re.compile(r"(?:(?:roundtable |government )?team(?: members)?|[eé]quipe|equipo)\s?:\s?(.+)", re.IGNORECASE)
_QUESTION_NUMBER = re.compile(r"(?:guiding )?question \d{1,2}\s?[:.–—-]?\s?", re.IGNORECASE)
_LONGEST_TITLE = 6


@dataclass(slots=True)
class Policy:
    """Hold the policy part as texts.

    ``sections`` are (heading, text) in order; those of the questions and the measures hold what introduces these.
    ``questions`` are (text, paragraphs of examples under it).
    """

    code: str = ""
    title: str = ""
    meeting: str = ""
    co_chairs: str = ""
    team: str = ""
    expected_outcome: str = ""
    related: list[str] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)
    left_out: list[Line] = field(default_factory=list)
    """What of the title's lines names the forum or the kind of paper."""


def read_policy(lines: Sequence[Line], typesetting: Typesetting) -> Policy:
    """Parse the policy part of a paper."""
    policy = Policy()
    (_, head), *sections = _sections(lines, typesetting)
    if preamble := _read_title(policy, head):
        sections.insert(0, (None, preamble))
    for heading, body in sections:
        name = joined_line([heading]).rstrip(" :") if heading else ""
        part = part_of(name)
        policy.parts.add(part)
        if part == "outcome":
            policy.expected_outcome = "\n\n".join(
                (*filter(None, (policy.expected_outcome,)), *paragraphs(body, typesetting))
            )
        elif part == "questions":
            policy.sections.append((name, _read_questions(policy, body, typesetting)))
        elif part == "measures":
            policy.sections.append((name, _read_measures(policy, body, typesetting)))
        else:
            policy.sections.append((name, "\n\n".join(paragraphs(body, typesetting))))
            if part == "related":
                policy.related += related_roundtables(joined_line(body))
    return policy


def part_of(heading: str) -> Part:
    """Return the standard part that a heading names, "" for another section."""
    return next((part for part, pattern in _PARTS.items() if pattern.fullmatch(heading)), "")


def related_roundtables(text: str) -> list[str]:
    """Return the roundtables that a text names, each with the title after its number."""
    starts = [match.start() for match in _CODE.finditer(text)]
    found = []
    for start, end in pairwise((*starts, len(text))):
        name = re.split(r";|\.\s", text[start:end], maxsplit=1)[0]
        found.append(_AFTER_RELATED.sub("", name))
    return list(dict.fromkeys(found))


def code_of(text: str) -> str:
    """Return the number of the roundtable a text names first, as "RT 3.2"."""
    match = _CODE.search(text)
    return f"RT {_NUMBERS.get(match[1].casefold(), match[1])}" if match else ""


def subtitle_of(heading: str) -> str:
    """Return what the heading of an annex says beyond "Annex 1", the kind of paper and the roundtable's number."""
    rest = _CODE.sub(" ", _ANNEX_NUMBER.sub("", heading))
    if not re.search(r"[^\W\d_]{5}", _KIND_OF_PAPER.sub(" ", rest)):
        return ""
    words = dropwhile(lambda word: word.strip(" :.–—-").casefold() in ("", *CONNECTIVES), rest.split())
    return " ".join(words)


def _sections(lines: Sequence[Line], typesetting: Typesetting) -> list[tuple[Line | None, list[Line]]]:
    sections: list[tuple[Line | None, list[Line]]] = [(None, [])]
    are_numbered = any(part_of(line.text) and line.text[0].isdigit() for line in lines)
    has_title = False
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        following = lines[index + 1] if index + 1 < len(lines) else None
        number = _numbering(line.text) if are_numbered else ""
        is_in_head = len(sections) == 1 and index < 2 * _LONGEST_TITLE
        is_head_line = is_in_head and (_is_about_paper(line.text) or not has_title) and not part_of(line.text)
        if not is_head_line and _is_heading(previous, line, following, typesetting, number):
            sections.append((line, []))
        else:
            sections[-1][1].append(line)
        has_title |= not _is_about_paper(line.text)
    return sections


def _is_about_paper(text: str) -> bool:
    """Tell whether a line above the first section says anything but the title: forum, number, meeting, chairs."""
    bare = _FORUM.sub("", _KIND_OF_PAPER.sub("", _CODE.sub("", text))).strip(" :,.–—-()")
    patterns = (_MEETING, _CO_CHAIRS, _TEAM)
    return not bare or any(pattern.match(text) for pattern in patterns)


def _numbering(text: str) -> str:
    """Return the number that a heading begins with, or ""."""
    match = re.match(_NUMBERING, text)
    return match[0] if match else ""


def _is_heading(
    previous: Line | None, line: Line, following: Line | None, typesetting: Typesetting, number: str = ""
) -> bool:
    """Tell whether a line is a heading: short, no full stop, after a sentence or blank line, before a new sentence."""
    text = line.text.removeprefix(number)
    if any(pattern.fullmatch(text) for pattern in _PARTS.values()):
        return True
    words = text.split()
    if previous is None or following is None or len(words) > 14 or len(text) > 0.75 * typesetting.width:
        return False
    ends_open = text.endswith((".", ",", ";", ":", "?", "!", "-", "–")) or words[-1].casefold() in CONNECTIVES
    if ends_open or _QUESTION_NUMBER.fullmatch(text):
        return False
    if not text[0].isupper() or mark_of(following.text) or following.text[0].islower():
        return False
    if line.after_blank or number:
        return True
    return previous.text.endswith(SENTENCE_END) and not previous.text.endswith((":", ";")) and len(words) <= 8


def _read_title(policy: Policy, lines: list[Line]) -> list[Line]:
    """Read the title lines above the first heading; return the lines after them."""
    end = next((n for n, line in enumerate(lines) if n >= _LONGEST_TITLE or line.text.endswith(".")), len(lines))
    title: list[str] = []
    for line in lines[:end]:
        text = joined_line([line])
        code = _CODE.search(text)
        if chairs := _CO_CHAIRS.fullmatch(text):
            policy.co_chairs, text = chairs[1], ""
        elif team := _TEAM.fullmatch(text):
            policy.team, text = team[1], ""
        elif code and not policy.code:
            policy.code = code_of(text)
            text = f"{text[: code.start()]} {text[code.end() :]}"
            text = _without(policy, line, text)
        elif _MEETING.match(text) and not policy.meeting:
            policy.meeting, text = text, ""
        elif _KIND_OF_PAPER.fullmatch(text.strip(" ()")) or _FORUM.fullmatch(text):
            text = _without(policy, line, text)
        title += [text] * bool(text)
    policy.title = " ".join(title)
    return lines[end:]


def _without(policy: Policy, line: Line, text: str) -> str:
    """Return a line's text without the forum's name and the kind of paper, which are left out."""
    forum = _FORUM.match(text.strip())
    if forum and not policy.meeting and re.search(r"20\d\d", forum[0]):
        policy.meeting = forum[0].strip(" :,–—-")
    for pattern in (_FORUM, _KIND_OF_PAPER):
        found = pattern.search(line.text)
        is_meeting = pattern is _FORUM and forum and policy.meeting == forum[0].strip(" :,–—-")
        if found and found.end() > found.start() and not is_meeting:
            policy.left_out.append(line.part(*found.span()))
    rest = _KIND_OF_PAPER.sub("", text.strip()[forum.end() if forum else 0 :], count=1).strip(" :,.–—-()")
    while rest.rpartition(" ")[2].casefold() in CONNECTIVES:  # "... for" Roundtable 3.3
        rest = rest.rpartition(" ")[0]
    return rest


def _read_questions(policy: Policy, lines: Sequence[Line], typesetting: Typesetting) -> str:
    """Read the questions with their examples; return their introduction."""
    (_, introduction), *blocks = _question_blocks(lines)
    for is_question, block in blocks:
        if is_question:
            text = typesetting.joined([block[0].part(len(mark_of(block[0].text))), *block[1:]])
            policy.questions.append((_QUESTION_NUMBER.sub("", text, count=1), ""))
        else:
            policy.questions[-1] = (policy.questions[-1][0], "\n\n".join(paragraphs(block, typesetting)))
    return "\n\n".join(paragraphs(introduction, typesetting))


def _question_blocks(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Split lines into questions (from the start of a line to a "?" at the end of one) and the text between.

    What introduces them comes first, even where nothing does.
    """
    blocks: list[tuple[bool, list[Line]]] = [(False, [])]
    index = 0
    while index < len(lines):
        end = _question_end(lines, index)
        if end:
            blocks.append((True, list(lines[index:end])))
        elif not blocks[-1][0]:
            blocks[-1][1].append(lines[index])
        else:
            blocks.append((False, [lines[index]]))
        index = end or index + 1
    return blocks


def _question_end(lines: Sequence[Line], start: int) -> int:
    """Return where the question ends that begins with the line at ``start``, 0 if none does."""
    if _QUESTION_NUMBER.fullmatch(lines[start].text) and start + 1 < len(lines):
        return _question_end(lines, start + 1)
    above = lines[start - 1].text if start else ""
    begins = lines[start].after_blank or not above or above.endswith(SENTENCE_END) or _QUESTION_NUMBER.fullmatch(above)
    if not begins or lines[start].text[len(mark_of(lines[start].text)) :][:1].islower():
        return 0
    for end in range(start, min(len(lines), start + 10)):
        if end > start and (lines[end].after_blank and not lines[end].on_new_page):
            return 0
        if lines[end].text.endswith(("?", "?”", '?"', "?»", "? »")):
            return end + 1
        goes_on = end + 1 < len(lines) and lines[end + 1].text[0].islower()  # as after "e.g."
        if lines[end].text.endswith((".", ":", "!")) and not goes_on:
            return 0
    return 0


def _read_measures(policy: Policy, lines: Sequence[Line], typesetting: Typesetting) -> str:
    """Read the measures, one per list item (or paragraph after a colon); return their introduction."""
    texts = paragraphs(lines, typesetting)
    first = next((n for n, text in enumerate(texts) if mark_of(text)), None)
    if first is None:
        first = next((n + 1 for n, text in enumerate(texts) if text.endswith(":")), 0)
    for text in texts[first:]:
        policy.measures.append(text[len(mark_of(text)) :].strip())
    return "\n\n".join(texts[:first])
