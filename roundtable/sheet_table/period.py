"""Period in one cell, as start and end: “2012–2014”, “depuis 2015”, “from March 2012 to May 2014”."""

import re

GOES_ON = re.compile(
    r"ongoing|on-going|continu\w+|permanent\w*|present|current|to date|open[- ]ended|en cours|[àa] ce jour|aujourd.hui"
    r"|en curso|actual\w*|indefinid\w+|(?:hasta|a) (?:hoy|la fecha)|now|today|tbd|tbc",
    re.IGNORECASE,
)
"""Words that stand where an end is open."""
_MONTH = r"(?:[^\W\d_]{3,10}\.?\s(?:del?\s)?)"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    r"(?:\d{4}-\d\d(?:-\d\d)?"
    rf"|(?:\d{{1,2}}[./])?(?:\d{{1,2}}[./]|(?:\d{{1,2}}\s)?{_MONTH}|Q[1-4]\s)?{_YEAR})"
)
_SHORT = rf"(?:{_DATE}|(?:\d{{1,2}}[./])?\d{{1,2}}|(?:\d{{1,2}}\s)?[^\W\d_]{{3,10}})"
_END = rf"(?:{_DATE}|\d\d|(?:{GOES_ON.pattern})(?:\s.*)?)"
_THE = r"(?:le\s|el\s)?"
_FROM = (
    r"(?:(?:from|since|between|starting|beginning|depuis|d[eu]|d[eè]s|entre|[àa] partir de|desde|del)\s+"
    rf"{_THE})"
)
_TO = (
    r"(?:\s*(?:[-–—→>/]|to|until|till|through|and|jusqu['’]?(?:en|au|à|a)?|au?|à|et|hasta(?:\sel)?|al|y)\s*"
    rf"{_THE})"
)
_SPAN = re.compile(rf"{_FROM}?({_SHORT}){_TO}({_END})", re.IGNORECASE)
_OPEN = re.compile(rf"{_FROM}?({_DATE})\s*[-–—→>]?\s*({GOES_ON.pattern})", re.IGNORECASE)
_SINCE = re.compile(rf"{_FROM}?({_DATE})\s*(?:[-–—→+]|onwards?)?", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:until|till|to|up to|jusqu['’](?:en|au|à)|hasta)\s+(?:le\s|el\s)?({_DATE})", re.IGNORECASE)


def split(text: str) -> tuple[str, str] | None:
    """Return start and end as they are written, "" for one that is not said; None where a text is no period."""
    plain = " ".join(text.split()).strip(" .()")
    if open_ended := _OPEN.fullmatch(plain):
        return open_ended[1], open_ended[2]
    if one_end := _UNTIL.fullmatch(plain) or _SINCE.fullmatch(plain):
        return ("", one_end[1]) if one_end.re is _UNTIL else (one_end[1], "")
    span = _SPAN.fullmatch(plain)
    return _ends(span[1], span[2]) if span else None


def _ends(first: str, last: str) -> tuple[str, str] | None:
    """Write out years that one end alone has: 2012-14, March to May 2014."""
    year = re.search(_YEAR, first)
    if last.isdecimal() and len(last) == 2:
        return (first, f"{year[0][:2]}{last}") if year and first == year[0] else None
    if year:
        return first, last
    ending = re.search(rf"[\s./]*{_YEAR}$", last)
    return (f"{first}{ending[0]}", last) if ending else None
