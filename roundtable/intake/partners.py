"""Parse a printed list of partners into organisations and their roles.

A name is never cut where its comma or "and" may belong to it.
"""

import re
from collections.abc import Iterator

from roundtable.paper_text.field_fit import may_be_places
from roundtable.records.practice import Partner, Role
from roundtable.vocabulary.place_lookup import Places

_ROLE_NAMES = (
    r"(?P<cofunder>co-?\s?(?:fund(?:ing|er|ed)s?|financ\w+|donors?|bailleurs?|donantes?|sponsors?))"
    r"|(?P<partner>(?:(?:implementing|executing|project|technical|local|national|strategic) )?"
    r"(?:partners?|agenc(?:y|ies)|organi[sz]ation)"
    r"|(?:partenaires?|agence)(?: (?:d[’']ex[eé]cution|de mise en (?:œ|oe)uvre|techniques?|loca(?:l|ux)))?"
    r"|(?:soci[oa]s?|entidad)(?: (?:ejecutora?(?:es)?|implementadora?|t[eé]cnic[oa]s?|loca(?:l|les)))?"
    r"|implement(?:er|ation|ing)s?|execution|ex[eé]cution|ejecuci[oó]n|implementaci[oó]n|ejecutora?"
    r"|mise en (?:œ|oe)uvre|(?:technical|in-kind) (?:support|assistance|cooperation)|appui technique|apoyo t[eé]cnico)"
    r"|(?P<coordination>coordinat\w+|coordina\w+|coordonn\w+|lead(?: (?:agency|partner|organi[sz]ation))?|chef de file"
    r"|l[ií]der)"
    r"|(?:(?:main|principal) )?(?P<funder>(?:fund|financ)(?:ing|ers?|ed)(?: (?:agency|partner|source))?|donors?"
    r"|sponsors?|financial (?:support|contribution|assistance|partner)|(?:soutien|appui|partenaire) financier"
    r"|apoyo financiero|(?:socio|entidad) financier[oa]|partenaire technique et financier"
    r"|bailleurs?(?: de fonds)?|financ\w+|donantes?)(?: principal)?"
)
_ROLE_NOTE = re.compile(
    rf"\s*(?:[(\[](?:{_ROLE_NAMES})[)\]]|\s[–—-]\s(?:{_ROLE_NAMES.replace('(?P<', '(?P<end_')})\Z"
    rf"|[:：]\s(?:{_ROLE_NAMES.replace('(?P<', '(?P<last_')})\Z)",
    re.IGNORECASE,
)
_ROLE = re.compile(_ROLE_NAMES, re.IGNORECASE)
_ROLE_BEFORE = re.compile(
    r"(?:and |et |y |with )?(?:(?P<cofunder>co-?\s?(?:funded by|financed by|financ[eé]+e?s? par|financiad[oa]s? por))"
    r"|(?P<funder>(?:with )?(?:the )?(?:funding|funds|financing|financial (?:support|assistance|contribution))"
    r" (?:from|by|of|provided by)|(?:funded|financed|supported|sponsored) by|with (?:the )?support (?:from|of)"
    r"|(?:avec le soutien|avec l[’']appui) d[eu]s?|con (?:el )?apoyo del?"
    r"|(?:avec le |gr[aâ]ce au )?(?:financement|soutien financier|concours financier|appui financier) d[eu]s?"
    r"|(?:con (?:el )?)?(?:financiamiento|financiaci[oó]n|fondos|apoyo financiero|ayuda financiera) del?"
    r"|financ[eé]+e?s? par|financiad[oa]s? por)"
    r"|(?P<coordination>(?:coordinated|led|headed|managed) by|(?:coordonn|dirig|pilot|men|conduit)[eé]*e?s? par"
    r"|(?:coordinad|liderad|dirigid|encabezad)[oa]s? por)"
    r"|(?P<partner>in (?:partnership|cooperation|collaboration) with"
    r"|en (?:partenariat|coop[eé]ration|collaboration) avec"
    r"|en (?:alianza|colaboraci[oó]n|cooperaci[oó]n) con|implemented by|mis en (?:œ|oe)uvre par|ejecutado por))"
    rf"[\s:]+(?:(?:the|le|la|les|el|los|las) |l[’'])?"
    rf"|(?:{_ROLE_NAMES.replace('(?P<', '(?P<named_')})\s?[:：]\s*",
    re.IGNORECASE,
)
_JOINS_ROLE = re.compile(
    r"(?<=\w)\s+((?:co-?)?(?:funded|financed) by"
    r"|with (?:the )?(?:financial )?(?:support|funding|assistance) (?:from|of|by)"
    r"|(?:co-?)?financ[eé]+e?s? par|(?:co-?)?financiad[oa]s? por"
    r"|avec le (?:soutien|financement|concours)(?: financier)? d[eu]s?"
    r"|con (?:el )?(?:apoyo|financiamiento) (?:financiero )?del?)"
    r"(?=\s)",
    re.IGNORECASE,
)
"""Words between two bodies that say what the second one does."""
_ROLES: dict[str, Role] = {
    "cofunder": "co-funder",
    "partner": "partner",
    "coordination": "coordination",
    "funder": "funder",
}
_SEPARATOR = re.compile(r"[,;•\n]|\s/\s|(?:(?<=\w{4})|(?<=[)”\"]))\.\s+(?=[A-ZÀ-Þ])")
_AND = re.compile(r"\s+(?:and|&|et|y|e)\s+")
_LEADING_AND = re.compile(r"\A(?:and|&|et|y|e)(?:\s+|\Z)")
_CONTINUES = re.compile(
    r"(?:through|via|in|with|under|by|of|for|including|together)\s"
    r"|(?:à travers|avec|dans|par|dont|a través|con|por|mediante)\s"
    r"|(?:inc|ltd|llc|gmbh|s\.?a)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:the |la |le |el |l[’'])?(?:ministr(?:y|ies)|government|agency|university|institute|office|bank|department"
    r"|embassy|secretariat|commission|centre|center|association|foundation|fund|academy|council|union|organi[sz]ation"
    r"|directorate|chamber|federation|confederation|network|society|school|college|hospital|guild|company|authority|port"
    r"|city|town|municipality|province|region|state|village|board|museum|cooperative|parliament|court"
    r"|minist[eè]re|gouvernement|agence|universit[eé]|institut|banque|ambassade|secr[eé]tariat|fondation|conseil"
    r"|chambre|f[eé]d[eé]ration|conf[eé]d[eé]ration|r[eé]seau|soci[eé]t[eé]|[eé]cole|h[oô]pital|guilde|compagnie|autorit[eé]"
    r"|direction|ville|commune|municipalit[eé]|r[eé]gion|mairie|coop[eé]rative|union|banque|caisse|office|syndicat|mus[eé]e"
    r"|c[aá]mara|federaci[oó]n|confederaci[oó]n|red|sociedad|escuela|gremio|compa[nñ][ií]a|autoridad|direcci[oó]n|puerto"
    r"|ciudad|ayuntamiento|municipio|alcald[ií]a|provincia|regi[oó]n|cooperativa|uni[oó]n|caja|sindicato|museo"
    r"|fonds|fondo|mission|misi[oó]n|ligue|liga|club|cercle|c[ií]rculo|maison|casa|centro|asociaci[oó]n|comunidad"
    r"|comit[eé]|haut[- ]commissariat|observatoire|observatorio|universidad"
    r"|ministerio|gobierno|agencia|universidad|instituto|oficina|banco|embajada|secretar[ií]a|fundaci[oó]n|consejo)"
    r"(?:e?s)? (?:of|for|de|du|des|del|para|pour|d[’'])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Guild|Bank|Fund|Union|Office|Board|Club|Trust|Agency|Society|Company|Council|Institute|University|Foundation"
    r"|Association|Federation|Network|Authority|Service|Academy|Hospital|School|College|Centre|Center|Commission"
    r"|Cooperative|Mission|Chamber|Church|Museum|League|Ltd|Inc)\Z"
)
"""The last word of a body's name in English."""
_PORTFOLIOS = re.compile(r"(?:the )?(?:ministry|department|secretariat|directorate|office|faculty) (?:of|for)\b", re.I)
"""Bodies whose names join their subjects by “and”."""
_ARTICLE = re.compile(r"\A(?i:(?:the|la|le|les|el|los|las) |l[’'])(?=[A-ZÀ-Þ])")
_INITIALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9-]{1,11}s?")
_LAST_INITIALS = re.compile(r"\(([A-ZÀ-Þ][A-ZÀ-Þ0-9-]{1,11})\)$")
_LEVELS = re.compile(
    r"\S+ (?:and|et|y|or) \S+ (?:governments|authorities|ministries|agencies|institutions|actors|partners|bodies)",
    re.IGNORECASE,
)
"""End of a name such as "national, regional and local authorities"."""
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltda?|Corp|Cie|C[ií]a|Co|Bros|\w(?:\.\s?\w){1,3})\.[\s,]*\Z")
"""A name that ends with an abbreviation, whose full stop belongs to it."""
_ONE_WORD_NAMES = frozenset(("caritas", "oxfam", "frontex", "eurostat", "europol", "interpol", "eurojust", "unicef"))
_PART = re.compile(r"(?:arch)?dioc[eè]se of |(?:faculty|school) of |facult[eé] de |facultad de |di[oó]cesis de ", re.I)
_WHOLE = re.compile(r"caritas|universit|universidad|college", re.IGNORECASE)
_LONGEST_NAME = 600


def partners(text: str, role: Role, places: Places, *, are_items: bool = False) -> list[Partner]:
    """Return the organisations of a field in printed order; "(funding)" and the like override ``role``.

    Where its lines ``are_items`` of a list, what follows a comma is a name of its own only if it evidently is one.
    """
    return [
        partner
        for group in _groups(text)
        for piece in _whole_names(group, places, are_items=are_items)
        for partner in _named(piece, role, places)
    ]


def is_role(text: str) -> bool:
    """Tell whether a text says nothing but what somebody does in a practice."""
    return _ROLE.fullmatch(text.strip(" .")) is not None


def _named(piece: str, role: Role, places: Places) -> Iterator[Partner]:
    """Yield the partners that a piece names, with the role that is written before them or behind a name."""
    while cut := _JOINS_ROLE.search(piece):
        yield from _named(piece[: cut.start()], role, places)
        piece = piece[cut.end() - len(cut[1]) :]
    before = _ROLE_BEFORE.match(piece)
    if before and before.end() < len(piece):
        piece, role = piece[before.end() :].strip(), _role_of(before)
    for whole in _parted_at_and(piece, places):
        name = _ARTICLE.sub("", whole, count=1) if before else whole
        note = _ROLE_NOTE.search(name)
        is_role = note is not None and note.start() > 0
        yield Partner(_ROLE_NOTE.sub("", name).strip(), _role_of(note)) if note and is_role else Partner(name, role)


def _role_of(match: re.Match[str]) -> Role:
    [named] = (name for name, text in match.groupdict().items() if text)
    return _ROLES[named.rpartition("_")[2]]


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the pieces between separators outside parentheses, grouped where only commas separate them."""
    inside = _enclosed(text)
    group: list[str] = []
    start = 0
    found = [match for match in _SEPARATOR.finditer(text) if not inside[match.start()]]
    semicolons = sum(match[0] == ";" for match in found)
    for match in found:
        if match[0] == "," and (semicolons > 1 or (semicolons and _closes_list(text, start, match.start()))):
            continue
        group += _piece(text[start : match.start()])
        start = match.end()
        if match[0] != ",":
            yield group
            group = []
    yield group + _piece(text[start:])


def _closes_list(text: str, start: int, comma: int) -> bool:
    """Tell whether a comma stands in a ministry's list of portfolios or a firm's of names: “A, B and C” ends it."""
    rest = re.split(r"[;,\n]", text[comma + 1 :], maxsplit=1)[0]
    is_list = re.fullmatch(r"\s*[^\s&]+(?: [^\s&]+)? (?:and|et|y|e|&) \S.*", rest) is not None
    name = text[start:comma].strip()
    return is_list and (_HEAD.match(name) is not None or " " not in name)


def _enclosed(text: str) -> bytearray:
    """Tell for each character whether it stands within a pair of parentheses."""
    inside = bytearray(len(text) + 1)
    opened: list[int] = []
    for at, letter in enumerate(text if "(" in text else ""):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            begin = opened.pop()
            if not opened:
                inside[begin:at] = b"\1" * (at - begin)
    return inside


def _piece(text: str) -> list[str]:
    bare = text.strip(" \t\n.,") + "." * (_ABBREVIATED.search(text) is not None)
    bare = _LEADING_AND.sub("", bare, count=1)
    return [bare] if bare else []


def _whole_names(pieces: list[str], places: Places, *, are_items: bool) -> Iterator[str]:
    """Rejoin names that contain a comma."""
    if len(pieces) < 2:
        yield from pieces
        return
    names: list[str] = []
    are_places = [places.find(piece) is not None for piece in pieces]
    for number, piece in enumerate(pieces):
        name = names[-1] if names else ""
        is_alone = are_places[number] and not any(are_places[number + 1 : number + 2])
        goes_on = bool(
            _CONTINUES.match(piece)
            or _belongs(name, piece)
            or (are_items and not _is_body(piece))
            or (is_alone and _PORTFOLIOS.match(name))  # “Ministry of Health, Fiji”
        )
        if names and goes_on and not _ROLE_BEFORE.match(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif (count := _spelled_out(names, piece)) or (count := _levels(names, piece, places)):
            names[-count:] = [", ".join((*names[-count:], piece))]
        else:
            names.append(piece)
    yield from names


def _is_body(piece: str) -> bool:
    """Tell whether a piece is the name of a body by itself."""
    return bool(_INITIALS.fullmatch(piece) or _HEAD.match(piece) or _BODY.search(piece))


def _belongs(name: str, piece: str) -> bool:
    """Tell whether a piece is the initials of the name before it, or a part of that body."""
    if _PART.match(piece):
        return bool(_WHOLE.search(name))
    return " " in name and bool(_INITIALS.fullmatch(piece)) and _abbreviates(piece, name)


def _abbreviates(initials: str, name: str) -> bool:
    """Tell whether all letters of ``initials`` stand in the name in order, the first one first."""
    letters = iter(_ARTICLE.sub("", name, count=1).casefold())
    wanted = initials.replace("-", "").casefold()
    return name[:1].casefold() == wanted[:1] and all(letter in letters for letter in wanted)


def _spelled_out(names: list[str], piece: str) -> int:
    """Return how many pieces before a small-written one form a name with it, as the initials at its end tell."""
    initials = _LAST_INITIALS.search(piece)
    if not initials or not piece[0].islower() or _abbreviates(initials[1], piece):
        return 0
    for count in range(1, min(len(names), 4) + 1):
        if _abbreviates(initials[1], " ".join((*names[-count:], piece[: initials.start()]))):
            return count
        if not names[-count][0].islower():
            break
    return 0


def _levels(names: list[str], piece: str, places: Places) -> int:
    """Return how many adjectives before "... and local authorities" belong to it."""
    count = 0
    if _LEVELS.fullmatch(piece):
        while count < len(names) and names[-1 - count].isalpha() and not names[-1 - count].isupper():
            if places.find(names[-1 - count]) or names[-1 - count].casefold() in _ONE_WORD_NAMES:
                break
            count += 1
    return count


def _parted_at_and(name: str, places: Places) -> Iterator[str]:
    """Split organisations joined by "and", and adjacent names of places."""
    are_places = may_be_places(name)
    is_one = " " not in name or len(name) > _LONGEST_NAME or not (are_places or _AND.search(name))
    if is_one or places.find(name):
        yield name
        return
    found = places.split(name) if are_places else ()
    if len(found) > 1 and all(country.code for country in found):
        yield from (country.printed for country in found)
        return
    inside = _enclosed(name)
    for match in _AND.finditer(name):
        left, right = name[: match.start()], name[match.end() :]
        if not inside[match.start()] and _are_two(left, right, places):
            yield from _parted_at_and(left, places)
            yield from _parted_at_and(right, places)
            return
    yield name


def _are_bodies(left: str, right: str) -> bool:
    """Tell whether both sides are names that say what body they are at their end or beginning."""
    is_body = _BODY.search(left) is not None or _HEAD.match(left) is not None
    return is_body and not _PORTFOLIOS.match(left) and " " in right and _BODY.search(right) is not None


def _are_two(left: str, right: str, places: Places) -> bool:
    """Tell whether an "and" stands between two organisations rather than within the name of one."""
    bare_left, bare_right = (_ARTICLE.sub("", side, count=1) for side in (left, right))
    first = bare_right.split(None, 1)[0].casefold()
    begins = bare_right.split(None, 1)[0]
    if _INITIALS.fullmatch(bare_left) or _INITIALS.fullmatch(begins) or first.strip(",") in _ONE_WORD_NAMES:
        return True
    if _HEAD.match(right) or _are_bodies(bare_left, bare_right) or (_LAST_INITIALS.search(left) and right[0].isupper()):
        return True
    place = places.find(bare_right)
    if place is not None and place.kind == "organisation":
        return True
    has_article = bare_right != right and len(bare_right.split()) >= 3
    return has_article or bool(places.find(bare_left) and places.find(bare_right))
