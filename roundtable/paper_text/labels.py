"""Field labels of a practice record in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

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
    "gcm",
    "sdg",
    "source",
    "contact",
    "detail",
    "extra",
]

# "~" stands for an optional plural: s, es, (s), (es), /s; a blank for any blanks; case does not matter.
_FUNDER = (
    "(?:funder|donor|donateur|financeur|financiador|donante|bailleur|sponsor|patrocinador)~(?: de fonds)?|funded by"
    "|funding(?: partner~| source~)?|financed by|financ[eé]e? par|financiad[oa] por"
    "|financement|financiamiento|financiaci[oó]n|source~ de financement|fuente~ de financiaci[oó]n"
)
_BODY = "(?:agenc(?:y|ies)|bod(?:y|ies)|organi[sz]ation~|entit(?:y|ies)|institution~|ministr(?:y|ies)|partner~)"
_PARTNER = (
    "(?:(?:main|key|other|project|local|national) )?partner~(?: organi[sz]ation~| institution~| agenc(?:y|ies))?"
    f"|(?:implement(?:ing|ation)|executing|responsible|participating) {_BODY}|in partnership with|implemented by"
    "|organi[sz]ation~(?: involved)?|organisme~|organizaci[oó]n(?:es)?"
    "|partenaire~|agence~ (?:d[’']ex[eé]cution|de mise en [oœ]e?uvre)|(?:organisme|institution)~ responsable~"
    "|soci[oa]~|asociad[oa]~|aliad[oa]~|contraparte~|(?:entidad|organismo|instituci[oó]n|agencia)(?:es)?"
    " (?:ejecutor|responsable|implementador)(?:a|es|as|s)?"
)
_AND = " ?(?:/|&|,|and|et|y) ?"
_WORD = r"[^\W\d_]+"
_OF_WORDS = "(?-i:of|de|du|des|del|OF|DE|DU|DES|DEL)"
_OF = f"(?: {_OF_WORDS} (?:the |la |l’|l'|los |las )?{_WORD}(?: (?:or|and|ou|et|o|y) {_WORD})?)?"
_COUNTRY = r"countr(?:y|ies)(?: ?\(ies\)| ?\(s\)|/ies)?"
_REGION = r"(?: ?(?:/|or|and|\() ?(?:region|territor(?:y|ies)|area)~\)?| involved| concerned| covered)?"
_CARRIED_OUT = (
    "(?: (?:of|where|in which) (?:it |is |was |the (?:policy|practice|project) |are |were )*"
    "(?:implement(?:ed|ation)|carried out|applied|execution|intervention)"
    "|(?: de| d[’']) ?(?:mise en (?:œ|oe)uvre|r[eé]alisation|ex[eé]cution|intervention|application)"
    "| (?:de|donde se) (?:implementaci[oó]n|ejecuci[oó]n|intervenci[oó]n|aplica(?:ci[oó]n)?|realizaci[oó]n"
    "|lleva a cabo))?"
)
"""Words by which a form says that it asks for the country of the practice."""
_UNDERTAKING = "(?:policy|practice|project|programme|program|initiative|good practice)"
PRACTICE = (
    r"(?:(?:good )?practices?|projects?|polic(?:y|ies)|programmes?|programs?|initiatives?|name|nom|nombre|pratiques?"
    r"|projets?|politiques?|pr[aá]cticas?|proyectos?|pol[ií]ticas?|iniciativas?)"
)
"""What stands as a label or heading of titles where no other one does."""
_SPELLINGS: tuple[tuple[Kind, str], ...] = (
    ("title", f"(?:{_UNDERTAKING} )?title{_OF}|{_UNDERTAKING} name"),
    ("title", f"(?:titre|intitul[eé]|t[ií]tulo|nom (?:de la pratique|du projet)){_OF}"),
    ("title", "nombre (?:de la pr[aá]ctica|del proyecto|del programa|de la iniciativa)"),
    ("title", f"name of (?:the )?(?:policy|practice|project|programme|program|initiative)(?: or {_WORD})?"),
    ("target", f"(?:target|beneficiary|partner) {_COUNTRY}"),
    ("target", "pays (?:cible|b[eé]n[eé]ficiaire|partenaire)~|pa[ií]s~ (?:meta|destinatario~|beneficiario~|socio~)"),
    ("country", f"(?:implementing |host |lead |pilot )?{_COUNTRY}(?: or {_COUNTRY})?{_REGION}{_CARRIED_OUT}"),
    ("country", f"pays(?: concern[eé]~)?{_CARRIED_OUT}|pa[ií]s~(?: ?\\(es\\))?{_CARRIED_OUT}"),
    ("country", "where(?: it (?:is|was|takes place))?"),
    ("country", "location~|localisation~|lieux?|lugar~|ubicaci[oó]n|localizaci[oó]n"),
    ("coordination", "lead|chef~ de file|l[ií]der|coordinat(?:ion|or~|ed by)"),
    ("coordination", "(?:coordinating|lead) (?:agency|body|organi[sz]ation|ministry)"),
    ("coordination", "coordonna(?:teur|trice)~|coordinaci[oó]n|coordinador[ae]?~"),
    ("co-funder", "co ?-? ?(?:funder|donor|financier|funding|financing|financeur|financiador)~"),
    ("co-funder", "co ?-?financement|co ?-?financiaci[oó]n|co ?-?(?:funded|financed) by"),
    ("partner", f"(?:{_PARTNER}){_AND}(?:{_FUNDER})|(?:{_FUNDER}){_AND}(?:{_PARTNER})|{_PARTNER}"),
    ("funder", _FUNDER),
    ("area", "thematic (?:area|field|focus|theme)~|theme~|domaine~(?: th[eé]matique~)?|th[eè]me~|th[eé]matique~"),
    ("area", "[aá]rea~ tem[aá]tica~|tema~"),
    ("tag", "tag~|key ?-?word~|mot~ ?-? ?cl[eé]~|[eé]tiquette~|etiqueta~|palabra~ ?-? ?clave~|descript(?:or|eur)~"),
    ("summary", f"(?:(?:executive|brief|short|project|practice) )?(?:summary|description|overview){_OF}|abstract"),
    ("summary", "what (?:it does|is it about)|description (?:br[eè]ve|succincte)"),
    ("summary", f"(?:synopsis|(?:br[eè]ve? )?(?:r[eé]sum[eé]|description)|sommaire|aper[cç]u){_OF}"),
    ("summary", f"(?:resumen|(?:breve )?descripci[oó]n(?: breve| corta)?|sinopsis){_OF}"),
    ("links", "(?:web ?-? ?)?(?:link|page|site)~|(?:useful |related |hyper)link~|web ?(?:site )?address~|ur[li]~|web"),
    ("links", "internet(?: address~)?|(?:further|more) info(?:rmation)?|adresse~ (?:web|internet)|en savoir plus"),
    ("links", "lien~(?: (?:web|internet|utile)~)?|site~ (?:web|internet)|m[aá]s informaci[oó]n"),
    ("links", "enlace~(?: (?:web|de internet))?|sitio~ web|p[aá]gina~ (?:web|de internet)|v[ií]nculo~(?: web)?"),
    ("gcm", "(?:gcm|global compact)(?: for migration| \\(gcm\\))? objective~|objective~ of the (?:gcm|global compact)"),
    ("gcm", "(?:objectif|objetivo)~ (?:du |del )?(?:(?:pacte|pacto)(?: mondial| mundial)?|gcm|pmm|pm)"),
    ("sdg", "sustainable development goal~(?: \\(sdg~\\))?(?: target~)?|objecti(?:f|vo)~ de d[eé]veloppement durable"),
    ("sdg", "objetivo~ de desarrollo sostenible"),
    ("sdg", "(?:(?:2030 )?agenda(?: 2030)?|sdg~) (?:target|goal)~|(?:target|goal)~ of the 2030 agenda|sdg~"),
    (
        "sdg",
        "cible~ (?:du programme 2030|de l[’']agenda 2030|des odd)|odd|(?:meta~ )?(?:de la agenda 2030|de los ods)|ods",
    ),
    ("source", "(?:gfmd|fmmd) (?:source|session)~|source~ (?:gfmd|fmmd|du fmmd)|fuente~ (?:gfmd|fmmd|del fmmd)"),
    ("contact", "contact~(?: person~| details?| information| points?)?|e-?mail(?: address)?|focal point~"),
    ("contact", "(?:tele)?phone(?: number)?|personne de contact|courriel|t[eé]l[eé]phone|point~ focal|coordonn[eé]es"),
    ("contact", "(?:(?:persona|informaci[oó]n|datos) de )?contacto|(?:informations? de |coordonn[eé]es de )contact"),
    ("contact", "correo(?: electr[oó]nico)?|tel[eé]fono|punto~ focal(?:es)?"),
    (
        "detail",
        "results(?: achieved)?|lessons(?: learn(?:ed|t))?|evaluation|evidence|currency|continent~|image~|photo~",
    ),
    (
        "detail",
        "replicability|level|r[eé]sultats?(?: obtenus)?|enseignements?(?: tir[eé]s)?|le[cç]ons apprises|[eé]valuation",
    ),
    ("detail", "monnaie|devise|niveau|resultados|lecciones(?: aprendidas)?|evaluaci[oó]n|moneda|nivel|imagen"),
    ("extra", "time ?-?frame|timeline|(?:implementation )?period|duration|dates?|(?:start|end)(?: date)?|status"),
    ("extra", "(?:total |overall |project )?budget|(?:total |eu )?contribution|cost~"),
    ("extra", "beneficiar(?:y|ies)|target (?:group|population)~|b[eé]n[eé]ficiaire~|groupe~ cible~|beneficiari[oa]~"),
    ("extra", "dur[eé]e|p[eé]riode|calendrier|budget total|co[uû]t~|statut"),
    ("extra", "duraci[oó]n|per[ií]odo|fechas?|presupuesto(?: total)?|costo~|estado"),
)


def _compiled(spelling: str) -> str:
    return spelling.replace("~", r"(?:e?s|\s?\(e?s\)|/s)?").replace(" ?", r"\s{0,16}").replace(" ", r"\s{1,16}")


_GROUPS: tuple[Kind, ...] = tuple(kind for kind, _ in _SPELLINGS)
_ANY = "|".join(f"({_compiled(spelling)})" for _, spelling in _SPELLINGS)
_UNCAPTURED = "|".join(_compiled(spelling) for _, spelling in _SPELLINGS)
LABEL_BEGINS, LABEL_ENDS = "\ue000", "\ue001"
"""Marks around a label that the reader of a layout recognised by its place."""
_MARKS = re.compile(f"[{LABEL_BEGINS}{LABEL_ENDS}]")
_PREFIX = r"(?:[•▪◦*+–-]\s{0,3}|\d{1,3}[.)]\s{0,3})?"
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
_SUFFIX = (
    rf"(?:\s?\d{{1,2}})?(?:\s?/\s?(?:{_UNCAPTURED}))?(?: {_OF_WORDS} (?:the |la |l[’'])?{_WORD})?"
    rf"(?:\s{{0,3}}[(\[][^()\[\]\n]{{1,60}}[)\]]){{0,2}}{_DASH_HINT}\s?\*?"
)
"""What may follow a label: the label in another language, what it is of, a hint in brackets or behind a dash."""
_LINKS = "and|or|to|with|for|where|which|who|involved|concerned|if|et|ou|pour|avec|vers|y|o|para|con|sobre|si"
_TAIL = rf"(?:\s{{1,3}}(?:{_LINKS})\b(?=(?:[^:：\n]{{0,80}})[:：])[^:：\n.;!?]{{0,60}})?"
"""More words of a form's label: "Partners and their roles", "Links to further information"."""
_LABEL = re.compile(
    rf"{_PREFIX}(?:{_ANY}){_SUFFIX}({_TAIL})\s{{0,3}}[:：](?!//)(?:[-–—=]{{1,2}}>?(?=\s))?", re.IGNORECASE
)
_MARKED = re.compile(rf"{LABEL_BEGINS}([^{LABEL_BEGINS}{LABEL_ENDS}]{{1,120}}){LABEL_ENDS}")
_ORIGINAL = re.compile(r"\boriginale?s?\b|\blocal language\b|\blangue locale\b|\blengua local\b", re.IGNORECASE)
"""What is said of a second title in a language that is not named."""
_BARE = re.compile(rf"{_PREFIX}(?:{_ANY}){_SUFFIX}(?!\w)", re.IGNORECASE)
_OTHER = re.compile(
    r"(?!(?i:objecti|objetivo|target|cible|meta|goal|sdg|od[ds])\w*\s\d)"
    r"([^\W\d_a-zß-ÿ][^\W_]*(?:[ /&’'()-]{1,2}[^\W_]+\)?){0,4})\s?[:：](?=\s|$)(?!\s?//)"
)
_INSIDE = re.compile(rf"(?<=[\w.;:,)»”]) +(?=[^\W\d_a-z][^:：]{{2,40}}[:：])|(?={LABEL_BEGINS})")
_NEAR: dict[str, Kind] = {
    "title": "title", "titre": "title", "título": "title", "country": "country", "countries": "country",
    "pays": "country", "país": "country", "países": "country", "partner": "partner", "partners": "partner",
    "partenaires": "partner", "socios": "partner", "funders": "funder", "thematic area": "area",
    "thematic areas": "area", "domaines thématiques": "area", "área temática": "area", "tags": "tag",
    "keywords": "tag", "mots-clés": "tag", "etiquetas": "tag", "palabras clave": "tag", "summary": "summary",
    "description": "summary", "résumé": "summary", "resumen": "summary", "web links": "links", "website": "links",
    "liens": "links", "enlaces": "links", "coordination": "coordination",
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
    if not 4 <= len(bare) <= 24:
        return None
    best = min(_NEAR, key=lambda label: OSA.distance(bare, label))
    return _NEAR[best] if OSA.distance(bare, best) <= (2 if len(best) > 7 else 1) else None


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
    small = label.casefold()
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
    if not label.printed[0].isupper():
        return None
    is_caption = label.kind != "links" and text.startswith((" http", " www.", "http", "www."), label.value_at)
    return None if is_caption else label


def has_label(text: str) -> bool:
    """Tell whether ``text`` begins with a known label."""
    return label_of(text) is not None


def other_label_of(text: str) -> Label | None:
    """Return a label that is not known: up to five words before a colon, the first with a capital."""
    match = _OTHER.match(text)
    return Label("extra", " ".join(match[1].split()), match.end()) if match and len(match[1]) <= 40 else None


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
        if label:
            yield match.end()
            end = match.end() + label.value_at
