"""Heading rows of a workbook: find them, and the field that each heading names in any language."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from roundtable.contribution import own_columns
from roundtable.contribution.columns import BY_KEY, COLUMNS, HIDDEN
from roundtable.contribution.own_columns import Meanings
from roundtable.contribution.workbook_words import words
from roundtable.paper_text.labels import label_of
from roundtable.records.output_format import LANGUAGES
from roundtable.records.practice import ROLES, Role
from roundtable.sheet_table import heading_words
from roundtable.spreadsheet.shown_cells import GridRow
from roundtable.vocabulary.contact_words import holds_contact, is_contact_heading
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import folded

_ROWS_SEARCHED = 100
_LONGEST_FORM = 30
"""Rows in which the headings of a form stand below each other."""
_LONGEST = 300
"""Limit of a heading's length in characters, its explanation included."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BY_LABEL: dict[str, str] = {
    "title": "title",
    "country": "countries",
    "area": "thematic_areas",
    "tag": "further_tags",
    "summary": "summary",
    "links": "web_links",
    "gcm": "gcm_objectives",
    "sdg": "sdg_targets",
    "source": "gfmd_sources",
    **dict.fromkeys(ROLES, "partners"),
}
"""Column keys by the labels of a paper's records, which people also use as headings."""
_OTHERS = {
    "title": "practice, policy, policy or practice, project, name, initiative, pratique, projet, nom, intitulé, "
    "práctica, proyecto, nombre, iniciativa, denominación",
    "countries": "where, location, lieu, lugar, implementing country, implementing countries, "
    "country of implementation, countries of implementation, pays de mise en œuvre, pays d'intervention, "
    "país de ejecución, país de implementación",
    "starts": "start date, starts, start year, starting year, year of start, beginning, date de début, année de début, "
    "fecha de inicio, año de inicio",
    "ends": "end date, ends, end year, year of end, date de fin, année de fin, fecha de fin, año de fin, "
    "fecha de finalización, fin",
    "budget": "total budget, overall budget, project budget, budget total, presupuesto total, total cost, cost, "
    "amount, coût, coût total, montant, costo, costo total, monto",
    "results": "result, achievements, results achieved, key results, main results, outcomes, résultat, "
    "résultats obtenus, principaux résultats, resultado, resultados obtenidos, resultados alcanzados, logros",
    "lessons": "lessons, lesson learned, enseignements, leçons apprises, lecciones",
    "gcm_objectives": "gcm, gcm objective, global compact, objetivos del pacto",
    "sdg_targets": "sdg, sdg targets, sdgs, odd, ods",
    "gfmd_sources": "gfmd source, gfmd sources, gfmd",
    "contact": "who to ask, who to contact, qui contacter, a quien contactar, responsable, contact person, "
    "contacts, personne de contact, contacto, persona de contacto",
    "web_links": "adresse web, adresse internet, dirección web, internet, más información, en savoir plus",
    "image": "picture, photo, foto, imagen",
}
"""Other names of columns, beside their headings."""
_SHEETS = {
    "practices": "practices, pratiques, prácticas, policies and practices, politiques et pratiques",
    "mapping": "mapping, matrix, correspondances, matrice, correspondencias, matriz, asignación",
    "read me": "read me, readme, lisez moi, léame, leame",
    "lists": "lists, listes, listas",
    "figures": "coverage, partners, balance, gaps, couverture, lacunes, équilibre, cobertura, lagunas, equilibrio",
}
_REMARKS = re.compile(r"\b(?:comm?ent|remar[kq]|note|observa|feedback|review|revis)")
"""Headings of what is said of a field, which is none."""
_QUALIFIER = re.compile(
    r"^(?:\W*(?:\d{1,2}[.)]\s*|[a-z][.)]\s+))"
    r"|^(?:(?:main|other|further|additional|second|third|autres?|principa(?:l|ux|les)|otr[oa]s?|"
    r"deuxieme|segund[oa])\s+)|[\s(.-]*(?:n[°º]|no\.|#)?\s*\d{1,2}\W*$",
    re.IGNORECASE,
)
"""Numbers and words by which several columns of one meaning are told apart."""
_MOST = 0.8
"""Share of a column's cells that must name countries alone; regions and groups stand among them."""
_CURRENCY = re.compile(r"\s+(?:in|en|,)\s+\S{1,12}\s*$")
_ROUND_LABEL = " :*?¿"
_TARGET = re.compile(r"\s*([QM])\s?(\d{1,3})(?![^\W_])[\s.:)–-]*", re.IGNORECASE)


def _known() -> Iterator[tuple[str, tuple[str, str]]]:
    for column in COLUMNS:
        for language, heading in column.headings.items():
            yield folded(heading), (column.key, "" if column.is_hidden else language)
    for key, names in _OTHERS.items():
        for name in names.split(", "):
            yield folded(name), (key, "")


_BY_HEADING: dict[str, tuple[str, str]] = {}
for _heading, _meaning in _known():
    _BY_HEADING.setdefault(_heading, _meaning)
_TAGS = [column.key for column in COLUMNS if column.field == "tags" and column.key != "further_tags"]
_KINDS = {folded(name): kind for kind, names in _SHEETS.items() for name in names.split(", ")}


@dataclass(frozen=True, slots=True)
class Headings:
    """One row of headings: columns by key, others by number, and the language of most, "" where unknown."""

    row: int
    columns: dict[str, tuple[int, ...]]
    others: dict[int, str]
    language: str
    roles: dict[int, Role] = field(default_factory=dict)
    """Roles of the organisations in columns that hold no plain partners."""

    def first(self, key: str) -> int:
        """Return the first column of a key, 0 where there is none."""
        return self.columns.get(key, (0,))[0]

    def key_at(self, number: int) -> str:
        """Return the key of a column, "" where it is no field."""
        return next((key for key, numbers in self.columns.items() if number in numbers), "")


def kind_of(sheet: str) -> str:
    """Return the kind of a sheet by its name: practices, mapping, read me, lists, figures, or "" where unknown."""
    return _KINDS.get(folded(sheet), "")


def key_of(heading: str) -> str:
    """Return the key of the column that a heading names in any language, "" where none."""
    return _meaning_of(heading)[0]


@lru_cache(maxsize=4096)
def _meaning_of(heading: str) -> tuple[str, str]:
    """Return key and language of a heading, ignoring numbers and explanations in brackets or on further lines."""
    if len(heading) > _LONGEST:
        return "", ""
    forms = [
        heading,
        heading.strip().partition("\n")[0],
        _BRACKETS.sub("", heading),
        _QUALIFIER.sub("", heading.strip()),
        _QUALIFIER.sub("", _BRACKETS.sub("", heading).strip(" *")),
    ]
    forms += [_CURRENCY.sub("", text) for text in forms]
    for text in dict.fromkeys(forms):
        known = _BY_HEADING.get(folded(text))
        if known:
            return known
        line = " ".join(text.split()).strip(_ROUND_LABEL)
        label = label_of(f"{line}:")
        if label is not None and label.value_at >= len(line) and label.kind in _BY_LABEL:
            return _BY_LABEL[label.kind], ""
    is_other = _REMARKS.search(folded(heading)) or _TARGET.match(heading)
    by_words = "" if is_other else heading_words.meaning(heading).key
    return "contact" if is_contact_heading(heading) and by_words != "web_links" else by_words, ""


def _role_of(heading: str) -> Role | None:
    """Return the role of the organisations in a column, None where its heading names partners or none."""
    for text in (heading, _QUALIFIER.sub("", heading.strip())):
        label = label_of(f"{' '.join(text.split()).strip(_ROUND_LABEL)}:")
        if role := next((role for role in ROLES if label and role == label.kind), None):
            return role if role != "partner" else None
    return heading_words.meaning(heading).role


def key_by_content(values: Sequence[str], places: Places) -> str:
    """Return the key of a column without a known heading by what stands in it: contacts, links or countries."""
    if all(map(holds_contact, values)):
        return "contact"
    if all(re.match(r"\s*(?:https?://|www\.)\S+\s*$", value, re.IGNORECASE) for value in values):
        return "web_links"
    of_countries = sum(_names_countries(value, places) for value in values)
    return "countries" if of_countries and of_countries >= _MOST * len(values) else ""


def _names_countries(value: str, places: Places) -> bool:
    found = [places.by_code(one.code) if one.code else None for one in places.split(value)]
    return bool(found) and all(place is not None and place.kind == "country" for place in found)


def of_practices(rows: Sequence[GridRow], *, is_named: bool) -> Headings | None:
    """Find the row that names most columns, the title and (unless the sheet ``is_named``) one more among them."""
    best: Headings | None = None
    for row in rows[:_ROWS_SEARCHED]:
        found = _headings(row)
        shown = found.columns.keys() - HIDDEN
        enough = "title" in shown and len(shown) >= (1 if is_named else 2)
        if enough and not _is_form(rows, found) and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _is_form(rows: Sequence[GridRow], head: Headings) -> bool:
    """Tell whether other headings stand below that of the titles, so that a record goes down and not across."""
    column = head.first("title")
    below = islice((row.texts.get(column, "") for row in rows if row.number > head.row), _LONGEST_FORM)
    return len({key for text in below if (key := key_of(text.strip().rstrip(":"))) not in ("", "title")}) > 1


def as_said(rows: Sequence[GridRow], meanings: Meanings) -> Headings | None:
    """Return the row of headings that a person once chose for this sender, with the columns as they were said to be."""
    senders = {sender for (sender, _), meaning in meanings.items() if meaning == "title"}
    for row in rows[:_ROWS_SEARCHED] if senders else ():
        sender = own_columns.sender_of(row.texts.values())
        if sender not in senders:
            continue
        columns: dict[str, tuple[int, ...]] = {}
        others: dict[int, str] = {}
        for number, text in sorted(row.texts.items()):
            said, known = meanings.get((sender, own_columns.known_as(text)), ""), key_of(text)
            key = said if said in own_columns.KEYS else known if known in HIDDEN and not said else ""
            if key:
                columns[key] = (*columns.get(key, ()), number)
            elif text.strip():
                others[number] = " ".join(text.split())
        roles = {number: role for number in columns.get("partners", ()) if (role := _role_of(row.texts[number]))}
        return Headings(row.number, columns, others, "", roles)
    return None


def _headings(row: GridRow) -> Headings:
    columns: dict[str, list[int]] = {}
    others: dict[int, str] = {}
    languages: Counter[str] = Counter()
    for number, text in sorted(row.texts.items()):
        key, language = _meaning_of(text)
        if key and not (key in HIDDEN and key in columns):
            columns.setdefault(key, []).append(number)
            languages[language] += 1
        elif text.strip():
            others[number] = " ".join(text.split())
    if columns.keys() & {"starts", "ends"}:  # beside these a period says more than one
        others.update({n: " ".join(row.texts[n].split()) for n in columns.pop(heading_words.PERIOD, ())})
    free = [key for key in _TAGS if key not in columns]
    further = columns.get("further_tags", [])
    last = max((columns[key][0] for key in _TAGS if key in columns), default=0)
    while free and (len(further) > 1 or any(number < last for number in further)):  # a renamed "Tag 1"
        columns[free.pop(0)] = [further.pop(0)]
    if not further:
        columns.pop("further_tags", None)
    languages.pop("", None)
    language = languages.most_common(1)[0][0] if languages else ""
    roles = {number: role for number in columns.get("partners", ()) if (role := _role_of(row.texts[number]))}
    return Headings(row.number, {key: tuple(numbers) for key, numbers in columns.items()}, others, language, roles)


def of_mapping(rows: Sequence[GridRow], *, is_named: bool) -> Headings | None:
    """Find the heading row of a mapping sheet: ``columns`` holds ``id`` and ``title``, ``others`` the targets."""
    for row in rows[:_ROWS_SEARCHED]:
        columns: dict[str, tuple[int, ...]] = {}
        others: dict[int, str] = {}
        for number, text in sorted(row.texts.items()):
            key = key_of(text)
            if key in ("id", "title") and key not in columns:
                columns[key] = (number,)
            elif text.strip():
                others[number] = text.strip()
        marked = sum(_TARGET.match(text) is not None for text in others.values())
        if columns and (marked or is_named):
            return Headings(row.number, columns, others, "")
    return None


def target_of(heading: str) -> tuple[str, str]:
    """Split a heading of the mapping sheet into its mark (Q1, M2; "" where none) and its text."""
    match = _TARGET.match(heading)
    return (f"{match[1].upper()}{int(match[2])}", heading[match.end() :].strip()) if match else ("", heading.strip())


def code_in(text: str) -> str:
    """Return the roundtable's code in the title line of the first sheet, "" where the text is no such line."""
    for language in LANGUAGES:
        before, _, after = words(language).heading_for.partition("{code}")
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
            return text[len(before) : len(text) - len(after)].strip()
    return ""


def expected_headings() -> str:
    """List the expected headings in every language."""
    shown = ("title", "countries", "summary")
    return "; ".join(", ".join(BY_KEY[key].headings[language] for key in shown) for language in LANGUAGES)
