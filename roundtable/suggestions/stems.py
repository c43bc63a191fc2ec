"""Words as stems, so that "returning" meets "return": light folding for English, French and Spanish alike.

Pure and coarse on purpose: it compares texts, and never shows a stem to anybody.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from db.fulltext import fold

_WORD_OR_END = re.compile(r"[^\W\d_]+|[.;:!?()\n]")
END = "."
"""Stands among stems where a sentence or a line ends."""
_SHORTEST_STEM = 4
_INFLECTED = "s es ed ing ings er ers ees ant ants ation ate ates ated ating atory"
"""Endings that a short stem may have lost; before any other, four letters are too few to tell words apart."""
_ENGLISH = """
    s es ies ing ings ed er ers ly ment ments ness ity ities ence ion ions ation ations ational ional ionals ative
    atives ive ives ant ants ance ate ates ated ating ator ators atory al als ally able ee ees or ors ory
    """
_FRENCH = """
    ement ements eur eurs euse euses ique iques ite ites er ences ances aux ale ales if ifs ant antes ante
    ionnel ionnels ionnelle ionnelles
    """
_SPANISH = """
    acion aciones cion ciones iones miento mientos dad dades mente ando iendo ado ados ada adas ido idos ar ir ador
    adores ivo ivos iva ivas ico icos
    """
_INFLECTIONS = frozenset(_INFLECTED.split())
_ENDINGS = sorted({*_ENGLISH.split(), *_FRENCH.split(), *_SPANISH.split()}, key=lambda ending: (-len(ending), ending))
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
    access account achieve achieved achieving act activities activity addition affairs aim aimed aims allow allowing
    already approach area areas assist better case component contribute contribution countries country create created
    develop developing different direct directing due effect effective effects efficient encourage enhance enhancing
    ensure especially establish example examples expect expectation expectations facilitate framework good government
    governments great group groups help helping impact impacts implement implementation implemented important improve
    include including increase individual initiative initiatives issue issues level levels life main mainly ministries
    ministry national new number numerous objective offer offered offering opportunities opportunity order outcome
    outcomes overall part particular particularly people policies policy positive possible potential practice practices
    program programme programmes programs project projects promote provide provided providing purpose quality recent
    recently recognise recognize regard regarding relating result results role set several specific specifically
    strategies strategy strengthen strengthening support supported supporting system systems take taking term terms
    useful various viable way well work working works year years
    accès actions activité activités améliorer appui cadre contribuer créer développer développement différents domaine
    domaines effets encourager exemple exemples faciliter gouvernement gouvernements groupe groupes initiatives matière
    mesure mesures mettre ministère ministères mise nationale nationaux niveau nouveau nouveaux nouvelle nouvelles
    objectif objectifs œuvre particulier pays permettre politique politiques pratique pratiques principal programme
    programmes projet projets promouvoir qualité renforcer résultats rôle soutenir soutien stratégie stratégies système
    systèmes vie
    acceso actividad actividades apoyar apoyo ámbito ámbitos área áreas calidad crear desarrollar desarrollo efectos
    ejemplo ejemplos estrategia estrategias fomentar fortalecer gobierno gobiernos grupo grupos iniciativa iniciativas
    marco materia medida medidas mejorar ministerio ministerios mediante nacional nacionales nivel nuevo nuevos nueva
    nuevas objetivo objetivos país países política políticas práctica prácticas programa programas promover
    proyecto proyectos resultados sistema sistemas vida
    """
"""What every question asks and every practice says of itself: tells none from another."""


def stems(text: str) -> list[str]:
    """Return the stems of a text's words that say something, and ``END`` between its sentences."""
    return list(filter(None, map(_stem_or_end, _WORD_OR_END.findall(text))))


def places(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Give the same, each with its place in the text."""
    for match in _WORD_OR_END.finditer(text):
        if stem := _stem_or_end(match[0]):
            yield stem, match


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return a word's stem, "" for a word that says nothing by itself."""
    folded = fold(word)
    if len(folded) < 2 or folded in _STOP_FOLDED:
        return ""
    stem = _stripped(folded)
    return "" if stem in _SILENT else stem


@lru_cache(maxsize=65536)
def _stem_or_end(said: str) -> str:
    return stem_of(said) if said[0].isalpha() else END


def _stripped(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _least(one)), "")
    stem = word.removesuffix(ending)
    if stem.endswith("y"):
        stem = f"{stem[:-1]}i"
    return stem[:_SHORTEST_STEM] + stem[_SHORTEST_STEM:].rstrip("aeio")


def _least(ending: str) -> int:
    return _SHORTEST_STEM if ending in _INFLECTIONS else _SHORTEST_STEM + 1


_STOP_FOLDED = frozenset(fold(word) for word in _STOP.split())
_SILENT = frozenset(_stripped(fold(word)) for word in _GENERIC.split())
