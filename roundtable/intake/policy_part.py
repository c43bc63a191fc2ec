"""Policy part of a paper: sections, guiding questions, possible measures.

Only the parts that every paper has are recognised by name; other headings by their position.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from roundtable.intake.paper_head import CODE, LONGEST_TITLE, PaperHead, is_about_paper, read_head
from roundtable.paper_text.paragraphs import mark_of, paragraphs
from roundtable.paper_text.source import Line, joined_line
from roundtable.paper_text.typesetting import CONNECTIVES, SENTENCE_END, Typesetting

Part = Literal["outcome", "questions", "measures", "related", ""]

_PURPOSE = "(?: (?:for|to guide|to steer|to structure|to frame) (?:the |our )?(?:roundtable )?(?:discussions?|debate))?"
_PROPOSED = (
    "(?:possible|proposed|suggested|potential|concrete|recommended|practical|priority|further|policy|general|key)"
)
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
        r"measures|mesures|medidas|propuestas|propositions|proposals|pistes|way forward|ideas",
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
_AFTER_RELATED = re.compile(r"(?:[,;.\s]|\b(?:as well as|and|to|the|et|ainsi que|la|y|así como))+\Z", re.IGNORECASE)
_QUESTION_NUMBER = re.compile(
    r"(?:guiding )?(?:question|pregunta) \d{1,2}\s?[:.–—-]?\s?|\d{1,2}\.\d{1,2}\.?\s", re.IGNORECASE
)
_MEASURE_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+")


@dataclass(slots=True)
class Policy:
    """Hold the policy part as texts.

    ``sections`` are (heading, text) in order; those of the questions and the measures hold what introduces these.
    ``questions`` are (text, paragraphs of examples under it).
    """

    head: PaperHead = field(default_factory=PaperHead)
    expected_outcome: str = ""
    related: list[str] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)


def read_policy(lines: Sequence[Line], typesetting: Typesetting) -> Policy:
    """Parse the policy part of a paper."""
    policy = Policy()
    (_, head), *sections = _sections(lines, typesetting)
    policy.head, preamble = read_head(head)
    if preamble:
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
    starts = [match.start() for match in CODE.finditer(text)]
    found = []
    for start, end in pairwise((*starts, len(text))):
        name = re.split(r";|\.\s", text[start:end], maxsplit=1)[0]
        found.append(_AFTER_RELATED.sub("", name))
    return list(dict.fromkeys(found))


def _sections(lines: Sequence[Line], typesetting: Typesetting) -> list[tuple[Line | None, list[Line]]]:
    sections: list[tuple[Line | None, list[Line]]] = [(None, [])]
    are_numbered = any(part_of(line.text) and line.text[0].isdigit() for line in lines)
    has_title = False
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        following = lines[index + 1] if index + 1 < len(lines) else None
        number = _numbering(line.text) if are_numbered else ""
        is_in_head = len(sections) == 1 and index < 2 * LONGEST_TITLE
        is_head_line = is_in_head and (is_about_paper(line.text) or not has_title) and not part_of(line.text)
        if not is_head_line and _is_heading(previous, line, following, typesetting, number):
            sections.append((line, []))
        else:
            sections[-1][1].append(line)
        has_title |= not is_about_paper(line.text)
    return sections


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
    starts = [n for n, line in enumerate(lines) if _MEASURE_NUMBER.match(line.text)]
    if len(starts) > 1:
        for begin, end in pairwise((*starts, len(lines))):
            policy.measures.append(_MEASURE_NUMBER.sub("", typesetting.joined(lines[begin:end]), count=1))
        return "\n\n".join(paragraphs(lines[: starts[0]], typesetting))
    texts = paragraphs(lines, typesetting)
    first = next((n for n, text in enumerate(texts) if mark_of(text)), None)
    if first is None:
        first = next((n + 1 for n, text in enumerate(texts) if text.endswith(":")), 0)
    for text in texts[first:]:
        policy.measures.append(text[len(mark_of(text)) :].strip())
    return "\n\n".join(texts[:first])
