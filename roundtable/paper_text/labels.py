"""Field labels of a practice record in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "title",
    "country",
    "target",
    "coordination",
    "partner",
    "funder",
    "co-funder",
    "area",
    "tag",
    "summary",
    "links",
    "extra",
]

# "~" stands for an optional plural: s, es, (s), (es), /s; a blank for any blanks; case does not matter.
_FUNDER = (
    "(?:funder|donor|donateur|financeur|financiador|donante|bailleur)~(?: de fonds)?|funded by"
    "|funding(?: partner~| source~)?|financement|financiamiento|financiaci[oó]n"
)
_PARTNER = (
    "(?:(?:implementing|main|key|other|project) )?partner~(?: organi[sz]ation~| institution~| agenc(?:y|ies))?"
    "|partenaire~|soci[oa]~|asociad[oa]~|aliad[oa]~|contraparte~"
)
_AND = " ?(?:/|&|,|and|et|y) ?"
_WORD = r"[^\W\d_]+"
_OF = f"(?: (?:of|de|du|des|del) (?:the |la |l’|l'|los |las )?{_WORD}(?: (?:or|and|ou|et|o|y) {_WORD})?)?"
_COUNTRY = r"countr(?:y|ies)(?: ?\(ies\)| ?\(s\)|/ies)?"
_REGION = r"(?: ?(?:/|or|and|\() ?(?:region|territor(?:y|ies)|area)~\)?| involved| concerned)?"
_SPELLINGS: tuple[tuple[Kind, str], ...] = (
    ("title", f"(?:(?:project|practice|policy|programme|program) )?title{_OF}"),
    ("title", f"(?:titre|intitul[eé]|t[ií]tulo){_OF}"),
    ("title", f"name of (?:the )?(?:policy|practice|project|programme|program|initiative)(?: or {_WORD})?"),
    ("target", f"(?:target|beneficiary|partner) {_COUNTRY}"),
    ("target", "pays (?:cible|b[eé]n[eé]ficiaire|partenaire)~|pa[ií]s~ (?:meta|destinatario~|beneficiario~|socio~)"),
    ("country", f"{_COUNTRY}{_REGION}|pays(?: concern[eé]~)?|pa[ií]s~(?: ?\\(es\\))?"),
    ("coordination", "coordinat(?:ion|or~|ed by)|(?:coordinating|lead) (?:agency|body|organi[sz]ation)"),
    ("coordination", "coordonna(?:teur|trice)~|coordinaci[oó]n|coordinador[ae]?~"),
    ("co-funder", "co ?-? ?(?:funder|donor|financier|funding|financing|financeur|financiador)~"),
    ("co-funder", "co ?-?financement|co ?-?financiaci[oó]n"),
    ("partner", f"(?:{_PARTNER}){_AND}(?:{_FUNDER})|(?:{_FUNDER}){_AND}(?:{_PARTNER})|{_PARTNER}"),
    ("funder", _FUNDER),
    ("area", "thematic (?:area|field|focus|theme)~|theme~|domaine~(?: th[eé]matique~)?|th[eè]me~|th[eé]matique~"),
    ("area", "[aá]rea~ tem[aá]tica~|tema~"),
    ("tag", "tag~|key ?word~|mot~ ?-? ?cl[eé]~|[eé]tiquette~|etiqueta~|palabra~ ?-? ?clave~|descript(?:or|eur)~"),
    ("summary", f"(?:(?:executive|brief|short) )?(?:summary|description){_OF}|abstract|synopsis"),
    ("summary", f"(?:r[eé]sum[eé]|sommaire|resumen|(?:breve )?descripci[oó]n|sinopsis){_OF}"),
    ("links", "(?:web ?-? ?)?(?:link|page|site)~|(?:useful |related |hyper)link~|web ?address~|ur[li]~"),
    ("links", "(?:further|more) information|lien~(?: (?:web|internet|utile)~)?|site~ (?:web|internet)"),
    ("links", "enlace~(?: (?:web|de internet))?|sitio~ web|p[aá]gina~ web|v[ií]nculo~(?: web)?"),
    ("extra", "time ?-?frame|timeline|(?:implementation )?period|duration|dates?|(?:start|end)(?: date)?|status"),
    ("extra", "(?:total |overall |project )?budget|(?:total |eu )?contribution|cost~|contact(?: person| details)?"),
    ("extra", "beneficiar(?:y|ies)|target (?:group|population)~|b[eé]n[eé]ficiaire~|groupe~ cible~|beneficiari[oa]~"),
    ("extra", "dur[eé]e|p[eé]riode|calendrier|budget total|co[uû]t~|statut"),
    ("extra", "duraci[oó]n|per[ií]odo|fechas?|presupuesto(?: total)?|costo~|estado|contacto"),
)


def _compiled(spelling: str) -> str:
    return spelling.replace("~", r"(?:e?s|\s?\(e?s\)|/s)?").replace(" ?", r"\s{0,16}").replace(" ", r"\s{1,16}")


_GROUPS: tuple[Kind, ...] = tuple(kind for kind, _ in _SPELLINGS)
_ANY = "|".join(f"({_compiled(spelling)})" for _, spelling in _SPELLINGS)
_LABEL = re.compile(rf"(?:[•▪◦*–-]\s{{0,3}}|\d{{1,3}}[.)]\s{{0,3}})?(?:{_ANY})\s{{0,3}}[:：](?!//)", re.IGNORECASE)
_OTHER = re.compile(r"([^\W\d_a-zß-ÿ][^\W_]*(?:[ /&’'()-]{1,2}[^\W_]+\)?){0,4})\s?[:：](?=\s)(?!\s?//)")
_INSIDE = re.compile(r"(?<=[\w.;:,)»”]) +(?=[^\W\d_a-z][^:：]{2,40}[:：])")


@dataclass(frozen=True, slots=True)
class Label:
    """Hold a label as printed, without its colon, and where its value begins in the text."""

    kind: Kind
    printed: str
    value_at: int


def label_of(text: str) -> Label | None:
    """Return the known label that ``text`` begins with."""
    match = _LABEL.match(text)
    if match is None or match.lastindex is None:
        return None
    group = next(number for number in range(1, len(_GROUPS) + 1) if match[number] is not None)
    return Label(_GROUPS[group - 1], " ".join(match[group].split()), match.end())


def label_in_text(text: str) -> Label | None:
    """Return the label that a line of running text begins with: written with a capital and not a caption of a link."""
    label = label_of(text)
    if label is None or not label.printed[0].isupper():
        return None
    is_caption = label.kind != "links" and text.startswith((" http", " www.", "http", "www."), label.value_at)
    return None if is_caption else label


def has_label(text: str) -> bool:
    """Tell whether ``text`` begins with a known label."""
    return _LABEL.match(text) is not None


def other_label_of(text: str) -> Label | None:
    """Return a label that is not known: up to five words before a colon, the first with a capital."""
    match = _OTHER.match(text)
    return Label("extra", " ".join(match[1].split()), match.end()) if match and len(match[1]) <= 40 else None


def broken_label_of(text: str, following: str) -> tuple[Label, int] | None:
    """Return the label that ``text`` begins and ``following`` ends, and where the value begins in ``following``."""
    if len(text) > 30 or ":" in text or not text[0].isalpha():
        return None
    rest = label_of(following)
    for between in (" ", ""):
        label = label_of(text + between + following)
        if label and label.value_at > len(text) + len(between):
            is_one = rest is None or rest.kind == label.kind or text.endswith(("-", "/", "&"))
            return (label, label.value_at - len(text) - len(between)) if is_one else None
    return None


def labels_inside(text: str) -> Iterator[int]:
    """Yield where known labels begin inside ``text``, after a word and a blank."""
    first = label_of(text[:80])
    end = first.value_at if first else 0
    for match in _INSIDE.finditer(text):
        label = label_of(text[match.end() : match.end() + 80]) if match.end() >= end else None
        if label:
            yield match.end()
            end = match.end() + label.value_at
