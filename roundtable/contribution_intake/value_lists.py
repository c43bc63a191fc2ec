"""Values of a cell as people mean them: without list marks and words for "nothing", several on one line split.

A value that is known (of the vocabulary, a place, a line of our own) is never taken apart or changed.
"""

import re
import unicodedata
from collections.abc import Container, Iterator

from roundtable.contribution.columns import COLUMNS
from roundtable.records.vocabulary import TermKind
from roundtable.vocabulary.numbered_lists import objectives_in, targets_in
from roundtable.vocabulary.place_lookup import Places
from roundtable.vocabulary.term_lookup import Vocabulary, folded

TERMS: dict[str, TermKind] = {"thematic_areas": "thematic_area", "tags": "tag"}
"""Kinds of terms by field."""

_COLUMNS = {column.key: column for column in COLUMNS}
_NUMBERED = ("gcm_objectives", "sdg_targets")
"""Fields whose values begin with a number."""
_WIDE = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛′`´ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "…": "...", "\u00ad": ""}
)
_BEFORE_LINE_END = re.compile(" +(?=\n)")

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□◆◇►▶➢➤➔→✓✔·∙]|[–—*](?=\s|\w)|-(?=\s|[^\W\d]))\s*")
_ORDINAL = re.compile(r"\s*(?:\(?\d{1,2}[.)]\s+|\(?\d{1,2}\)\s*|\(?[a-z]\)\s*|[a-h]\.\s+|\(?[ivx]{1,4}\)\s*)(?=\S)")
_BOXES = "☐□◻▢⬜|~="


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split(","))


_NOTHING = _words(
    "n a,na,none,nil,null,nothing,not applicable,not available,not known,not relevant,not specified,not yet,no data",
    "no information,no answer,none known,none so far,does not apply,non applicable",
    "sans objet,s o,aucun,aucune,neant,rien,nul,non disponible,non renseigne,non concerne,non pertinent,non precise",
    "pas applicable,pas disponible,pas de donnees,pas de reponse,ne s applique pas,n d,nd",
    "ninguno,ninguna,ningun,nada,nulo,no aplica,no aplicable,no se aplica,no procede,no corresponde,no disponible",
    "no hay,no consta,sin datos,sin informacion,sin respuesta,n c,s d,n p",
)
_DOUBT = _words(
    "tbd,tbc,tba,to be determined,to be confirmed,to be decided,to be completed,to be defined,to be added,to follow",
    "todo,to do,pending,maybe,perhaps,possibly,not sure,unsure,unknown,don t know,do not know",
    "a determiner,a confirmer,a preciser,a completer,a definir,en attente,peut etre,pas sur,inconnu,ne sait pas",
    "por determinar,por confirmar,por definir,por completar,a confirmar,pendiente,quizas,quiza,tal vez,no se sabe",
    "desconocido",
)
_SEPARATOR_OUTSIDE = re.compile(r"[,;/](?![^\[\](]*[\])])")


def bare(text: str) -> str:
    """Normalise what spreadsheet programs change: kinds of blanks, and trailing blanks."""
    return _BEFORE_LINE_END.sub("", text.translate(_WIDE)).strip() if text else text


def without_signs(text: str) -> str:
    """Normalise what keyboards and corrections decide: quotes, dashes, blanks, ligatures, a last full stop."""
    plain = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return " ".join(plain.split()).rstrip(". ")


def is_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing: n/a, none, sans objet, ninguno, an empty box, a dash."""
    return is_doubtful(text) or folded(text) in _NOTHING or _is_punctuation(text)


def is_doubtful(text: str) -> bool:
    """Return whether a text says that something is not known yet: ?, tbd, peut-être, por confirmar."""
    return folded(text) in _DOUBT or (bool(text.strip()) and not text.strip(" ?¿!().\u00a0"))


def _is_punctuation(text: str) -> bool:
    return bool(text.strip()) and all(
        letter.isspace() or letter in _BOXES or unicodedata.category(letter).startswith("P") for letter in text
    )


def without_mark(field: str, line: str) -> str:
    """Return a line without the mark of a list item before it."""
    bare_line = line[match.end() :] if (match := _BULLET.match(line)) else line
    if field not in _NUMBERED and (match := _ORDINAL.match(bare_line)):
        bare_line = bare_line[match.end() :]
    return bare_line if bare_line.strip() else line


class ValueSplitter:
    """Splitter of cells by the vocabulary and the places."""

    def __init__(self, vocabulary: Vocabulary, places: Places, language: str) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._language = language

    def cell(self, key: str, text: str, ours: Container[str] = ()) -> str:
        """Return a column's cell with one value a line; lines of ``ours`` stay as they are."""
        if not text or bare(text) in ours:
            return text
        field = _COLUMNS[key].field
        if not _COLUMNS[key].format.is_several and field != "tags":
            return "" if is_nothing(text) else text
        return "\n".join(
            value
            for line in text.split("\n")
            for value in ([line] if bare(line) in ours else self._values(field, line))
        )

    def _values(self, field: str, line: str) -> Iterator[str]:
        if is_nothing(line):
            return
        for value in self._split(field, without_mark(field, line)):
            if not is_nothing(value):
                yield value

    def _split(self, field: str, line: str) -> list[str]:
        """Return the values on a line of a field: “Ghana; Togo” names two countries."""
        if field in TERMS:
            return list(self._vocabulary.split(TERMS[field], line))
        match field:
            case "countries":
                return self._countries(line)
            case "partners":
                return line.split(";")
            case "gcm_objectives":
                return objectives_in(line, self._language)
            case "sdg_targets":
                return targets_in(line)
        return [line]

    def _countries(self, line: str) -> list[str]:
        code = line.rstrip("] ").rpartition("[")[2]
        place = self._places.by_code(code) if line.rstrip().endswith("]") else None
        if place is not None and place.code == code:  # of our own writing
            return [line]
        if "[" not in line and "(" not in line:
            return [one.printed for one in self._places.split(line)]
        if self._places.find(line) is not None or not _SEPARATOR_OUTSIDE.search(line):
            return [line]
        return [name for part in _SEPARATOR_OUTSIDE.split(line) if part.strip() for name in self._countries(part)]
