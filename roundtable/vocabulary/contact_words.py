"""Words that tell how to reach a person: what stands under them is never printed."""

import re

from roundtable.vocabulary.term_lookup import folded

_PEOPLE = r"contact[eo]?s?|focal points?|points? foca(?:l|ux)|puntos? focal(?:es)?|interlocut\w+|coordonnees"
_WAYS = (
    r"e ?mails?|mail|courriels?|correos?|(?:tele)?phones?|tel|telefonos?|mobiles?|movil(?:es)?|cell ?phones?|fax"
    r"|whats ?app|skype|(?:postal )?address(?:es)?|adresses?|direcci(?:on|ones)"
)
_NAMED = re.compile(rf"\b(?:{_PEOPLE}|{_WAYS})\b")
_PEOPLE_NAMED = re.compile(rf"\b(?:{_PEOPLE})\b")
_PERSON = re.compile(
    r"(?:name (?:and \w+ )?of (?:the )?)?(?:\w+ )?(?:officer|respondent|informant|rapporteur|official)"
    r"(?: name| in charge)?"
    r"|(?:record )?(?:submitted|prepared|completed|filled(?: in)?|sent|reported|drafted|written) by"
    r"|(?:soumis|prepare|rempli|redige|envoye|transmis) par|(?:persona|nom du) responsable|nombre del responsable"
    r"|(?:presentado|elaborado|enviado|llenado|preparado|remitido) por|person(?:ne)? (?:in charge|responsable)"
)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}")
_PHONE = re.compile(r"(?:tel\w*\W*)?(?:\+|00|\(\+?0)[\d\s()./-]{6,24}", re.IGNORECASE)
_DIGITS = 5
"""Figures of a telephone or house number at least."""


def is_contact_heading(heading: str) -> bool:
    """Tell whether a heading names a person or how to reach one."""
    return bool(_NAMED.search(folded(heading)) or _PERSON.fullmatch(folded(heading)))


def holds_contact(value: str) -> bool:
    """Tell whether a value holds an e-mail address or is a telephone number."""
    return bool(_EMAIL.search(value) or _PHONE.fullmatch(value.strip()))


def is_contact(label: str, value: str) -> bool:
    """Tell whether a label and its value say how to reach a person; “Mobile clinics: two vans” does not."""
    name = folded(label)
    if _PERSON.fullmatch(name) or _PEOPLE_NAMED.search(name):
        return True
    reaches = holds_contact(value) or sum(map(str.isdecimal, value)) >= _DIGITS
    return bool(reaches and _NAMED.search(name)) or (holds_contact(value) and len(value.split()) == 1)
