"""Field labels of a practice record in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from roundtable.paper_text.label_spellings import OF, SPELLINGS, WORD, Kind
from roundtable.vocabulary.contact_words import is_contact_heading
from roundtable.vocabulary.term_lookup import folded


def _compiled(spelling: str) -> str:
    return spelling.replace("~", r"(?:e?s|\s?\(e?s\)|/s)?").replace(" ?", r"\s{0,16}").replace(" ", r"\s{1,16}")


_GROUPS: tuple[Kind, ...] = tuple(kind for kind, _ in SPELLINGS)
_ANY = "|".join(f"({_compiled(spelling)})" for _, spelling in SPELLINGS)
_UNCAPTURED = "|".join(_compiled(spelling) for _, spelling in SPELLINGS)
LABEL_BEGINS, LABEL_ENDS = "\ue000", "\ue001"
"""Marks around a label that the reader of a layout recognised by its place."""
_MARKS = re.compile(f"[{LABEL_BEGINS}{LABEL_ENDS}]")
_PREFIX = (
    r"(?:[•‣▪◦■□●○►▶▸▹◆◇★➔➢➤✓✔*+–-]\s{0,3}|\(?\d{1,3}(?:\.\d{1,2})?[.)]\s{0,3}|\d{1,2}\s{1,3}"
    r"|\(?[a-hA-H][.)]\s{1,3}|[IVX]{1,4}[.)]\s{1,3})?"
)
"""The mark of a list item or a number, before a label."""
_REQUEST = (
    r"(?:(?:(?:please|kindly) )?(?:provide|list|give|indicate|describe|select|choose|enter|specify|name|insert|add)"
    r"|veuillez \w{4,12}er"
    r"|(?:por favor,? )?(?:indi(?:que|car)|describ[ai]r?|seleccion(?:e|ar)|enumer[ea]r?|mencion[ea]r?))"
    r"(?: (?:an?|the|all|any|your|une?|les?|la|tou(?:s|tes)|votre|vos|el|los|las|un|una|todos|su|sus))* "
)
_REQUESTED = rf"(?:{_REQUEST})?(?:(?:relevant|related|applicable|corresponding|primary) )?"
"""Words by which a form asks for what a label names."""
HINT_BEGINS = (
    "max|maximum|min|about|up to|no more|not more|less than|please|if any|optional|required|mandatory"
    "|where|who|what|which|how|choose|select|list|name|see|use"
    "|au plus|environ|o[uù]|qui|quels?|choisir|indiquer|voir|facultatif|s[’']il y a lieu"
    "|m[aá]x|m[aá]ximo|hasta|d[oó]nde|qui[eé]n|qu[eé]|elija|indique|opcional|si procede"
    r"|\d+ (?:words|mots|palabras|lines)"
    "|(?:in|en) (?:english|french|spanish|anglais|fran[cç]ais|ingl[eé]s|espa[nñ]ol)"
)
"""How a form's hint begins."""
_ROLE_HINT = (
    "(?:(?:co-?)?lead|pilot|main|partner|host|implementing|participating|other|chef de file|principal|partenaire|pilote"
    "|autres?|l[ií]der|piloto|otr[oa]s?)(?: (?:country|countries|pays|pa[ií]s(?:es)?|partners?|agency))?"
)
"""What a form says behind a dash about whom it asks for."""
_DASH_HINT = (
    rf"(?:\s{{0,3}}[–—-]\s{{0,3}}(?:(?:{HINT_BEGINS})\b[^:：\n\t]{{0,50}}(?=\s?\*?\s{{0,3}}[:：\t])"
    rf"|(?:{_ROLE_HINT}|optional|required|mandatory|if any|facultatif|obligatoire|opcional|obligatorio"
    r"|(?:max|m[aá]x)\.? \d+ \w+)(?=\s?\*?\s{0,3}(?:[:：\t\n]|\Z))))?"
)
_IF_ANY = (
    "(?:,? (?:if (?:any|available|applicable|relevant)|where applicable|s[’']il y (?:a lieu|en a)|le cas [eé]ch[eé]ant"
    "|si (?:l[oa]s hay|existen?|procede|aplica)))?"
)
_SUFFIX = (
    rf"(?:\s?\d{{1,2}})?(?:\s?/\s?(?:{_UNCAPTURED})){{0,2}}(?:{OF}{WORD})?"
    rf"(?:\s?\*)?(?:\s{{0,3}}[(\[][^()\[\]\n]{{1,60}}[)\]]){{0,2}}{_DASH_HINT}{_IF_ANY}\s?\*?"
)
"""What may follow a label: the label in another language, what it is of, a hint in brackets or behind a dash."""
_LINKS = "and|or|to|with|for|where|which|who|involved|concerned|if|et|ou|pour|avec|vers|y|o|para|con|sobre|si"
_TAIL = rf"(?:\s{{1,3}}(?:{_LINKS})\b(?=(?:[^:：\n]{{0,80}})[:：])[^:：\n.;!?]{{0,60}})?"
"""More words of a form's label: "Partners and their roles", "Links to further information"."""
_LABEL = re.compile(
    rf"{_PREFIX}{_REQUESTED}(?:{_ANY}){_SUFFIX}({_TAIL})\s{{0,3}}[:：]{{1,2}}(?!//)(?:[-–—=]{{1,2}}>?(?=\s))?",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"{_PREFIX}(?=[^\W\d_a-zß-ÿ])(?i:{_REQUESTED})")
_MARKED = re.compile(rf"{LABEL_BEGINS}([^{LABEL_BEGINS}{LABEL_ENDS}]{{1,120}}){LABEL_ENDS}")
_ORIGINAL = re.compile(r"\boriginale?s?\b|\blocal language\b|\blangue locale\b|\blengua local\b", re.IGNORECASE)
"""What is said of a second title in a language that is not named."""
_BARE = re.compile(rf"{_PREFIX}{_REQUESTED}(?:{_ANY}){_SUFFIX}(?!\w)", re.IGNORECASE)
_OTHER = re.compile(
    r"(?!(?i:objecti|objetivo|target|cible|meta|goal|sdg|od[ds])\w*\s\d)"
    r"([^\W\d_a-zß-ÿ][^\W_]*(?:[ /&’'()-]{1,2}[^\W_]+\)?){0,9})\s?[:：](?=\s|$)(?!\s?//)"
)
_WORD_OF_LABEL = re.compile(r"[^\W_]+")
_LONG_OTHER, _LONG_OTHER_WORDS, _LONGEST_OTHER = 40, 5, 70
_FIRST_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")
"""Words before a label that with it make a longer one: “Project duration”."""
_INSIDE = re.compile(rf"(?<=[\w.;:,)»”]) +(?=[^\W\d_a-z][^:：]{{2,40}}[:：])|(?={LABEL_BEGINS})")
_NEAR: dict[str, Kind] = {
    "title": "title", "titre": "title", "título": "title", "country": "country", "countries": "country",
    "pays": "country", "país": "country", "países": "country", "partner": "partner", "partners": "partner",
    "partenaires": "partner", "partenaire": "partner", "socios": "partner", "funders": "funder",
    "thematic area": "area", "thematic areas": "area",
    "domaine thématique": "area", "domaines thématiques": "area", "área temática": "area",
    "thématique": "area", "temática": "area", "tags": "tag",
    "keywords": "tag", "mots-clés": "tag", "etiquetas": "tag", "palabras clave": "tag", "summary": "summary",
    "description": "summary", "résumé": "summary", "resumen": "summary", "web links": "links", "website": "links",
    "liens": "links", "lien": "links", "links": "links", "enlaces": "links", "enlace": "links",
    "coordination": "coordination",
}  # fmt: skip
"""Labels that misspelt ones are compared with."""


@dataclass(frozen=True, slots=True)
class Label:
    """Hold a label as printed, without its colon, and where its value begins in the text."""

    kind: Kind
    printed: str
    value_at: int
    is_certain: bool = False
    """Whether its place, not its words alone, makes it a label."""
    is_long: bool = False
    """Whether further words follow the known ones, so that it may be the middle of a sentence."""


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return the known or marked label that ``text`` begins with."""
    if text.startswith(LABEL_BEGINS):
        marked = _MARKED.match(text)
        return Label(kind_of(marked[1]), without_marks(marked[1]), marked.end(), is_certain=True) if marked else None
    match = _LABEL.match(text)
    label = _label(match)
    return replace(label, is_long=True) if label and match and match[len(_GROUPS) + 1] else label


def _label(match: re.Match[str] | None) -> Label | None:
    if match is None:
        return None
    group = next(number for number in range(1, len(_GROUPS) + 1) if match[number] is not None)
    printed = (
        match[group]
        if _GROUPS[group - 1] not in ("extra", "detail") and not _ORIGINAL.search(match[0])
        else match[0][match.start(group) - match.start() :]
    )
    kind: Kind = "extra" if _GROUPS[group - 1] == "title" and _ORIGINAL.search(match[0]) else _GROUPS[group - 1]
    if kind == "title" and is_contact_heading(match[0]):  # "Title of the focal point" is a person's
        return None
    return Label(kind, " ".join(printed.split()).rstrip(" :：*"), match.end())


@lru_cache(maxsize=1024)
def bare_label_of(text: str) -> Label | None:
    """Return the known label that ``text`` begins with, whatever stands between it and its value."""
    label = _label(_BARE.match(text))
    return label and replace(label, value_at=len(text[: label.value_at].rstrip()))


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Kind:
    """Return what a text that is a label as a whole means, also where it is misspelt; "extra" for one not known."""
    bare = " ".join(text.split()).strip(" :：*")
    label = label_of(f"{bare}:")
    return label.kind if label and label.value_at > len(bare) else near_kind(bare) or "extra"


@lru_cache(maxsize=1024)
def near_kind(text: str) -> Kind | None:
    """Return the kind of the label that ``text`` most likely misspells."""
    bare = re.sub(r"\(\w{1,3}\)|/\w{1,3}\b", "", text).strip().casefold()
    if not 3 <= len(bare) <= 24:
        return None
    plain = folded(bare)
    best = min(_NEAR, key=lambda label: OSA.distance(plain, folded(label)))
    return _NEAR[best] if OSA.distance(plain, folded(best)) <= (2 if len(best) > 7 else 1) else None


_LANGUAGE_HINT = re.compile(
    r"[(\[][^()\[\]]*(?:(?P<en>english|anglais|ingl[eé]s|\ben\b)|(?P<fr>french|fran[cç]ais|franc[eé]s|\bfr\b)"
    r"|(?P<es>spanish|espagnol|espa[nñ]ol|\bes\b))"
)
_LANGUAGES = (
    ("fr", ("titre", "intitul", "nom ", "résum", "sommaire", "aper", "brève")),
    ("es", ("título", "titulo", "nombre", "resumen", "descripci", "breve", "sinopsis")),
    ("fr", ("resum",)),
)


def language_of(label: str) -> str:
    """Return the language of a label of title or summary: the one that its hint names, else its own."""
    small = without_marks(label).strip().casefold()
    if hint := _LANGUAGE_HINT.search(small):
        return next(language for language, name in hint.groupdict().items() if name)
    return next((language for language, begins in _LANGUAGES if small.startswith(begins)), "en")


def without_marks(text: str) -> str:
    """Return a text without the marks around labels."""
    return _MARKS.sub("", text)


def label_in_text(text: str) -> Label | None:
    """Return the label that a line of running text begins with: written with a capital and not a caption of a link."""
    label = label_of(text)
    if label is None or label.is_certain:
        return label
    if not label.printed[0].isupper() and not _ASKS.match(text):
        return None
    is_caption = label.kind != "links" and text.startswith((" http", " www.", "http", "www."), label.value_at)
    return None if is_caption else label


def has_label(text: str) -> bool:
    """Tell whether ``text`` begins with a known label."""
    return label_of(text) is not None


def other_label_of(text: str) -> Label | None:
    """Return a label that is not known: words before a colon, the first with a capital; more than five are long."""
    match = _OTHER.match(text)
    if match is None or len(match[1]) > _LONGEST_OTHER:
        return None
    is_long = len(match[1]) > _LONG_OTHER or len(_WORD_OF_LABEL.findall(match[1])) > _LONG_OTHER_WORDS
    return Label("extra", " ".join(match[1].split()), match.end(), is_long=is_long)


def broken_label_of(text: str, following: str) -> tuple[Label, int] | None:
    """Return the label that ``text`` begins and ``following`` ends, and where the value begins in ``following``."""
    if len(text) > 30 or ":" in text or not text[0].isupper():
        return None
    rest = label_of(following)
    for between in (" ", ""):
        label = label_of(text + between + following)
        if label and label.value_at > len(text) + len(between) and not label.is_long:
            is_one = rest is None or rest.kind == label.kind or text.endswith(("-", "/", "&"))
            return (label, label.value_at - len(text) - len(between)) if is_one else None
    return None


def labels_inside(text: str) -> Iterator[int]:
    """Yield where known labels begin inside ``text``, after a word and a blank."""
    first = label_of(text[:80])
    end = first.value_at if first else 0
    for match in _INSIDE.finditer(text):
        label = label_of(text[match.end() : match.end() + 80]) if match.end() >= end else None
        ends_one = label and label.kind in ("extra", "detail") and _FIRST_WORDS.fullmatch(text, 0, match.start())
        if label and not (end == 0 and ends_one):
            yield match.end()
            end = match.end() + label.value_at
