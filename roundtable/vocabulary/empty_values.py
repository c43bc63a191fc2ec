"""Words by which people say that a field is empty, its value not known yet or elsewhere, or that of the row above."""

import re
import unicodedata
from functools import lru_cache

from roundtable.vocabulary.term_lookup import folded

_LONGEST = 60
_TEXTS_KEPT = 2_000
"""Texts whose answers are kept, for the cells of a table repeat."""
_BOXES = "☐□◻▢⬜|~="


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split(","))


_NOTHING = _words(
    "n a,na,none,nil,null,nothing,not applicable,not available,not known,not relevant,not specified,not yet,no data",
    "no information,no answer,none known,none so far,does not apply,non applicable",
    "nothing to report,rien a signaler,nada que informar",
    "sans objet,s o,aucun,aucune,neant,rien,nul,non disponible,non renseigne,non concerne,non pertinent,non precise",
    "pas applicable,pas disponible,pas de donnees,pas de reponse,ne s applique pas,n d,nd",
    "ninguno,ninguna,ningun,nada,nulo,no aplica,no aplicable,no se aplica,no procede,no corresponde,no disponible",
    "no hay,no consta,sin datos,sin informacion,sin respuesta,n c,s d,n p",
)
_NO_ENTRY = _words("no,non,0,x,xx,xxx")
"""What no list has as an entry."""
_DOUBT = _words(
    "tbd,tbc,tba,to be determined,to be confirmed,to be decided,to be completed,to be defined,to be added,to follow",
    "todo,to do,pending,maybe,perhaps,possibly,not sure,unsure,unknown,don t know,do not know",
    "a determiner,a confirmer,a preciser,a completer,a definir,en attente,peut etre,pas sur,inconnu,ne sait pas",
    "por determinar,por confirmar,por definir,por completar,a confirmar,pendiente,quizas,quiza,tal vez,no se sabe",
    "desconocido",
    "attached,see attached,see attachment,see attachments,see annex,see enclosed,see separate document,see document",
    "voir piece jointe,voir pieces jointes,en piece jointe,ci joint,voir annexe,voir document joint",
    "ver adjunto,ver archivo adjunto,se adjunta,adjunto,ver anexo,ver documento adjunto",
)
_FIELDS = (
    *("partners?", "funders?", "donors?", "tags?", "links?", "websites?", "contacts?", "data", "results?", "budget"),
    *("partenaires?", "bailleurs?", "liens?", "sites?", "donnees", "resultats?", "informations?"),
    *("soci[oa]s?", "donantes?", "enlaces?", "etiquetas?", "datos", "resultados?", "presupuesto", "informacion"),
)
_NONE = "none|nothing|aucune?|rien|ningun[oa]?|nada"
_NOW = (
    r"at (?:this|the) (?:stage|time|moment)|at present|yet|so far|for now|known|identified|available"
    r"|pour (?:le moment|l instant)|a ce (?:stade|jour)|por (?:el momento|ahora)|hasta ahora"
)
_SENTENCE = re.compile(
    rf"(?:no|not any|without|sans|pas de|aucune?|sin|ningun[oa]?) (?:\w+ )?(?:{'|'.join(_FIELDS)})"
    rf"(?: (?:web|internet|known))?(?: (?:{_NOW}))?"
    rf"|(?:{_NONE}) (?:{_NOW})|not (?:yet )?(?:known|available|defined|decided|identified|specified)(?: yet)?"
    r"|pas (?:encore )?(?:connu|defini|disponible|identifie)e?s?"
)
"""Sentences that say it, ``folded``."""
_LONGEST_DITTO = 40
_DITTO_MARK = re.compile(r"""[\s.–—-]*(?:["“”„″〃»«]|''|’’|´´|,,|-\s?do\.?\s?-|do\.)[\s.–—-]*""", re.IGNORECASE)
_SAYS_SAME = re.compile(
    r"(?:idem|ditto|ibid(?:em)?|(?:the )?same|lo mismo|(?:el|la|los|las) mism[oa]s?|mism[oa]s?"
    r"|(?:le|la|les) memes?|meme(?: chose)?|igual)"
    r"(?: (?:as|than|que|al?) )?(?: ?(?:the )?(?:above|previous|before|(?:ci )?dessus|plus haut|arriba|anterior)"
    r"(?: row| line| one)?)?"
    r"|(?:as|see) (?:above|previous row)|(?:voir|comme) (?:ci dessus|plus haut)|(?:ver|vease|como) arriba"
)
"""Words by which a cell repeats the one above, ``folded``."""


@lru_cache(_TEXTS_KEPT)
def is_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing: n/a, none, sans objet, ninguno, an empty box, a dash."""
    if len(text) > _LONGEST and text[0].isalnum():
        return False
    if said := _folded(text):
        return said in _NOTHING or is_doubtful(text) or _SENTENCE.fullmatch(said) is not None
    return is_doubtful(text) or _is_punctuation(text)


def is_no_entry(text: str) -> bool:
    """Return whether a text is no entry of a list: it says that there is nothing, “no” or “0”."""
    return is_nothing(text) or _folded(text) in _NO_ENTRY


@lru_cache(_TEXTS_KEPT)
def is_doubtful(text: str) -> bool:
    """Return whether a text says that something is not known yet: ?, tbd, peut-être, por confirmar."""
    return _folded(text) in _DOUBT or (bool(text.strip()) and not text.strip(" ?¿!().\u00a0"))


@lru_cache(_TEXTS_KEPT)
def is_ditto(text: str) -> bool:
    """Return whether a cell says only that it repeats the one above."""
    if not text.strip() or len(text) > _LONGEST_DITTO:
        return False
    return _DITTO_MARK.fullmatch(text) is not None or _SAYS_SAME.fullmatch(folded(text)) is not None


def _folded(text: str) -> str:
    return folded(text) if len(text) <= _LONGEST else ""


def _is_punctuation(text: str) -> bool:
    return bool(text.strip()) and all(
        letter.isspace() or letter in _BOXES or unicodedata.category(letter).startswith("P") for letter in text
    )
