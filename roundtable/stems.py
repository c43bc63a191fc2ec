"""Words as stems, so that "returning" meets "return": light folding for English, French and Spanish alike.

Pure and coarse on purpose: it compares texts, and never shows a stem to anybody.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from db.fulltext import fold

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 4
_INFLECTIONS = frozenset(("s", "es", "ed", "ing", "ings", "er", "ers", "ees", "ant", "ants", "ation"))
"""Endings that a short stem may have lost; before any other, four letters are too few to tell words apart."""
_ENDINGS = sorted(
    (
        # English
        *("s", "es", "ies", "ing", "ings", "ed", "er", "ers", "ly", "ment", "ments", "ness", "ity", "ities", "ence"),
        *("ion", "ions", "ation", "ations", "ational", "ative", "atives", "ive", "ives", "ant", "ants", "ance", "ate"),
        *("ates", "ated", "ating", "ator", "ators", "al", "als", "ally", "able", "ee", "ees", "or", "ors", "ory", "y"),
        # French
        *(
            "ement",
            "ements",
            "eur",
            "eurs",
            "euse",
            "euses",
            "ique",
            "iques",
            "ite",
            "ites",
            "er",
            "ences",
            "ances",
            "aux",
            "ale",
        ),
        *("ales", "if", "ifs", "ant", "antes", "ante"),
        # Spanish
        *("acion", "aciones", "cion", "ciones", "miento", "mientos", "dad", "dades", "mente", "ando", "iendo", "ado"),
        *(
            "ados",
            "ada",
            "adas",
            "ido",
            "idos",
            "ar",
            "ir",
            "ador",
            "adores",
            "ivo",
            "ivos",
            "iva",
            "ivas",
            "ico",
            "icos",
        ),
    ),
    key=len,
    reverse=True,
)
_STOP = """
    a about above after again all also although among an and another any are as at be because been before being between
    both but by can could did do does done during each either etc for from further had has have having he her here him
    his how however i if in instead into is it its itself just less like made make many may might more most much must
    neither no nor not of often on once one only or other our out over own per rather s she should since so some such
    t than that the their them then there therefore these they this those through thus to too toward towards two three
    under until up upon used using very was way we well were what when where whether which while who whom whose why
    will with within without would yet you your
    au aux avec ce ces cette dans de des du elle elles en est et être eux il ils je la le les leur leurs lui mais ne nos
    notre nous on ou où par pas plus pour qu que qui sa sans se ses son sont sur un une vos votre vous
    al ante con contra cual cuando como del desde donde el ella ellas ellos era es esa ese esta este estas estos fue ha
    han hasta hay la las lo los mas muy ni no nos o otra otro para pero por que se ser si sin sobre su sus también una
    unas uno unos y ya
    """
_GENERIC = """
    account activities activity addition affairs aim aimed aims allow allowing already approach area areas assist
    better case component contribute contribution countries country create created develop developing different due
    encourage enhance enhancing ensure especially establish example examples facilitate framework government
    governments group groups help helping implement implementation implemented important improve include including
    increase individual initiative initiatives issue issues main mainly ministries ministry national new number
    numerous objective offer offered offering opportunities opportunity order overall particular particularly
    policies policy possible potential practice practices program programme programmes programs project projects
    promote provide provided providing purpose recent recently recognise recognize relating several specific
    specifically strengthen strengthening support supported supporting taking useful various way well work working
    works year years
    """
"""What every question asks and every practice says of itself: tells none from another."""


class Word(NamedTuple):
    """Hold the stem of a word and where it stands in its text."""

    stem: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Give every word that says something."""
    for match in _WORD.finditer(text):
        if stem := stem_of(match[0]):
            yield Word(stem, *match.span())


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return a word's stem, "" for a word that says nothing by itself."""
    folded = fold(word)
    if len(folded) < 2 or folded in _STOP_FOLDED:
        return ""
    stem = _stripped(folded)
    return "" if stem in _SILENT else stem


def _stripped(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _least(one)), "")
    stem = word.removesuffix(ending)
    return stem.rstrip("aeio") if len(stem) > _SHORTEST_STEM + (not ending) else stem


def _least(ending: str) -> int:
    return _SHORTEST_STEM if ending in _INFLECTIONS else _SHORTEST_STEM + 1


_STOP_FOLDED = frozenset(fold(word) for word in _STOP.split())
_SILENT = frozenset(_stripped(word) for word in _GENERIC.split())
